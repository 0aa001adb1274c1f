"""Lines to pieces: what is joined, what is parted, what is taken off."""

from __future__ import annotations

import pytest

from briefgen.readers.pieces import pieces_of, wrap_width

WRAPPED = """\
The harbour board met on Tuesday to hear what the storm had cost, and
nobody in the room was glad to hear it. Two piers are gone, the third
is unsafe, and the crane will not turn.

    A second meeting is set for the autumn, when the well-
known engineer of the northern yards has promised to bring a plan that
the US-
based insurers can live with.
"""


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One line.\nAnother line.", ["One line.", "Another line."]),
        ("One\n\n\n  Two  words \n", ["One", "Two words"]),
        ("See [the law](#) and [a map](http://example.org/m_(1).png).", ["See the law and a map."]),
        ('A [titled](http://example.org "Hover") link.', ["A titled link."]),
        ("[Whole line](#)", ["Whole line"]),
        ("He [the clerk] wrote [1] that [sic](see below) it was so.",
         ["He [the clerk] wrote [1] that [sic](see below) it was so."]),
        ("A [link\nover two](#) lines.", ["A link", "over two lines."]),
        ("[outer [inner] text](#) stays", ["outer [inner] text stays"]),
        ("Text ![alt text](a.png) goes on", ["Text", "alt text", "goes on"]),
        ("• First\n• Second", ["First", "Second"]),
        ("  1. First\n  2. Second", ["First", "Second"]),
        ("1984 was a year", ["1984 was a year"]),
    ],
)  # fmt: skip
def test_pieces(text: str, pieces: list[str]) -> None:
    assert [piece.text for piece in pieces_of(text)] == pieces


def test_wrapped_lines_are_joined_and_hyphens_inside_words_stay_whole() -> None:
    first, second = [piece.text for piece in pieces_of(WRAPPED)]
    assert first.startswith("The harbour board met") and first.endswith("the crane will not turn.")
    assert "the well-known engineer" in second and "the US-based insurers" in second


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        (WRAPPED, True),
        (
            "Title\nBy Jane Roe\nA first paragraph that is one long line. " + "More words. " * 20,
            False,
        ),
        ("Home\nNews\nSport\nCulture\nSign in", False),
    ],
)
def test_only_greedily_filled_lines_are_wrapped(text: str, wrapped: bool) -> None:
    assert (wrap_width(text) > 0) is wrapped


def test_links_and_bullets_are_remembered() -> None:
    link, item = pieces_of("[Tides](#)\n\n* Salt")
    assert (link.mark, item.mark, item.bullet) == ("link", "item", "*")
