"""HTML without a page around it, as pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.readers.feed_fragment import pieces_of_fragment


@pytest.mark.parametrize(
    ("markup", "pieces"),
    [
        ("One line", [("One line", "text")]),
        ("<p>One</p><p>two</p>", [("One", "text"), ("two", "text")]),
        ("One<br><br>two", [("One", "text"), ("two", "text")]),
        ("<h2>Head</h2>text", [("Head", "heading"), ("text", "text")]),
        ("<ul><li><p>One</p></li><li>two</li></ul>", [("One", "item"), ("two", "item")]),
        ("<blockquote><p>One</p></blockquote>", [("One", "text")]),
        ("<p><a href='x'>All of it</a></p>", [("All of it", "link")]),
        ("<p><a href='x'>Part</a> of it</p>", [("Part of it", "text")]),
        ("<p>a<b>b</b>c <i>d</i></p>", [("abc d", "text")]),
        ("<p>One<script>x()</script> two</p>", [("One two", "text")]),
        ("<img alt='A pier'><p>One</p>", [("A pier", "image"), ("One", "text")]),
        ("<p>One <img alt='smile'> two</p>", [("One two", "text")]),
        ("<table><tr><td><p>One</p></td></tr></table>", [("One", "text")]),
        ("<p>One</p></body></html><p>two</p>", [("One", "text"), ("two", "text")]),
        ("<p>ta&shy;ble&nbsp;top</p>", [("table top", "text")]),
        ("", []),
    ],
)
def test_pieces(markup: str, pieces: list[tuple[str, str]]) -> None:
    found, _ = pieces_of_fragment(markup)
    assert [(piece.text, piece.mark) for piece in found] == pieces


@pytest.mark.parametrize(
    ("markup", "text", "reason"),
    [
        ("<table><tr><td>1</td><td>2</td></tr></table>", "1 2", "table"),
        ("<blockquote class='twitter-tweet'><p>Said</p></blockquote>", "Said", "embedded post"),
        ("<div class='x sharedaddy'><p>Share this</p></div>", "Share this", "share links"),
        ("<img src='c.gif' height='1'>", "c.gif", "tracking pixel"),
        ("<form><p>Your mail</p></form>", "Your mail", "form"),
    ],
)  # fmt: skip
def test_what_is_not_the_text(markup: str, text: str, reason: str) -> None:
    found, gone = pieces_of_fragment(f"<p>Before</p>{markup}<p>after</p>")
    assert [piece.text for piece in found] == ["Before", "after"]
    assert [(drop.text, drop.reason) for drop in gone] == [(text, reason)]


@given(st.text(alphabet=st.sampled_from("<>/pabri \n&;#x1=\"'é"), max_size=200))
def test_any_markup_gives_lines_of_text(markup: str) -> None:
    for piece in pieces_of_fragment(markup)[0]:
        assert piece.text == " ".join(piece.text.split()) != ""
