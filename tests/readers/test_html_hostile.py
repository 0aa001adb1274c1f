"""Pages that mean harm: each ends with a document or with a line that says what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Document, Problem
from briefgen.readers import read

from .reading import paragraphs, problem, snapshot
from .test_html import BODY, page
from .test_verbatim import plain


def nested(tag: str, depth: int, text: str) -> str:
    return f"<html><body>{f'<{tag}>' * depth}{text}{f'</{tag}>' * depth}</body></html>"


@pytest.mark.parametrize("tag", ["div", "b", "ul", "table", "blockquote"])
def test_deep_nesting_is_named(tag: str) -> None:
    found = read(snapshot(nested(tag, 10000, f"<p>{BODY[0]}</p>")))
    if isinstance(found, Problem):
        assert "nested too deeply" in found.what or "no paragraph" in found.what
    else:
        assert paragraphs(found) == [BODY[0]]


def test_a_page_nested_too_deeply_says_so() -> None:
    assert "nested too deeply" in problem(nested("div", 10000, f"<p>{BODY[0]}</p>")).what


def test_a_page_too_large_says_so_and_scripts_do_not_count() -> None:
    filler = "<p>The tide came in and went out again.</p>" * 270_000
    assert "too large" in problem(f"<html><body>{filler}</body></html>").what
    script = f"<script>{'x' * 11_000_000}</script>"
    assert isinstance(read(snapshot(page(script))), Document)


@pytest.mark.parametrize(
    ("filler", "times", "what"),
    [
        ("<a href='/p'>Port of call</a> ", 110_000, "is a page of 220,00"),
        ("<i>", 220_000, "is a page of 220,00"),
        ("<br>", 900_000, "holds no paragraph of text"),
        ("<BR />\n", 400_000, "holds no paragraph of text"),
    ],
)
def test_nothing_but_tags_is_told_before_it_is_read(filler: str, times: int, what: str) -> None:
    assert what in problem(f"<html><body>{filler * times}</body></html>").what


def test_line_breaks_without_number_leave_the_text() -> None:
    found = read(snapshot(page("<br>" * 900_000)))
    assert isinstance(found, Document)
    assert paragraphs(found) == BODY


@pytest.mark.parametrize(
    "markup",
    [
        "<html",
        "<html></html>",
        "<html><body></body></html>",
        "<!DOCTYPE html>" * 500,
        "<html><head><title>" + "x" * 100_000 + "</title></head><body><p>y</p></body></html>",
        "<html><head>" + "<meta name=a content=b>" * 5000 + "</head><body><p>y</p></body></html>",
        "<html><body>" + '<p class="author">by by by by</p>' * 5000 + "</body></html>",
        "<html><body>" + "<h1>Title</h1>" * 5000 + "</body></html>",
        '<html><head><base href="http://["><link rel="canonical" href="http://["></head></html>',
        '<html><body><p>&#xfdd0;h&#xfdd0;z&#xfdd0;A page &#0; &#x110000;</p></body></html>',
        '<html><head><script type="application/ld+json">{"@type":"Article","author":'
        + '{"author":' * 400 + "1" + "}" * 401 + "</script></head><body><p>y</p></body></html>",
    ],
)  # fmt: skip
def test_odd_markup_ends(markup: str) -> None:
    assert isinstance(read(snapshot(markup)), Document | Problem)


def test_entities_of_a_doctype_are_not_expanded() -> None:
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">'
        '<!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    found = read(snapshot(bomb + page("", "<p>&b; &c; stood in the letter that came by boat.</p>")))
    assert isinstance(found, Document)
    assert "root:" not in found.text
    assert "lollol" not in found.text


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<article>", "<h1>", "</h1>", "<li>", "<br>", "<b>", "</b>",
     "<table><tr><td>", "</table>", "<script>", "</script>", "<!--", "-->", "<nav>", "</nav>",
     "&amp;", "&shy;", '<p class="byline">', "<time datetime=2019-03-04>", *BODY, BODY[0]]
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(st.lists(TAGS, max_size=40))
def test_paragraphs_stand_in_the_page_word_for_word(parts: list[str]) -> None:
    markup = f"<html><body>{''.join(parts)}</body></html>"
    found = read(snapshot(markup))
    if isinstance(found, Problem):
        return
    # "-->" is text where no comment is open.
    shown = plain("".join(part for part in parts if not part.startswith(("<", "&", "-->"))))
    for text in paragraphs(found):
        assert plain(text.replace("&", "").replace("-->", "")) in shown
