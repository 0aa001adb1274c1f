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


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        # Two lines in all, and the second goes on: in small letters, with a name.
        ("The slipway must be dredged before the herring come, as I told the\nboard in May.", 1),
        ("The slipway must be dredged before the herring come, as I told Mrs\nAgnew in May.", 1),
        # The lines of a head say nothing of how the text below it was wrapped.
        ("Slipways\nBy Una Farrow\n9 May 2031\n\nThe slipway must be dredged before the herring"
         " come, as I told Mrs\nAgnew in May.\n\nThe board has known it for years and has never"
         " yet found a way to\nPay for it.", 5),
        # A heading and its text, a by-line, an item, a short line: nothing is severed.
        ("A slipway that nobody in Norvale will pay for in this century\nThe board met on Monday, "
         "and it was glad to hear nothing of it from anybody at all, as in all years.", 2),
        ("A slipway that nobody in Norvale will pay for in this century\nby Una Farrow", 2),
        ("What the board wants from the county, the crown and the bishop:\na) a slipway\nb) a pier",
         3),
        ("From: the Harbour Board of Norvale and the County of Ostmark\nIssued 9 May 2031\nLast "
         "changed 9 June 2031\n\nThe slipway must be dredged before the herring come in May, and "
         "it must be paid for by the county.", 4),
        ("A list of what we brought\na slipway", 2),
        ("The slipway was dredged before the herring came, as it must be.\nnobody saw it.", 2),
    ],
)  # fmt: skip
def test_a_paragraph_of_two_lines_stays_whole(text: str, pieces: int) -> None:
    assert len(pieces_of(text)) == pieces
