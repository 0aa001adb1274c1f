"""HTML: the article without the page around it."""

from __future__ import annotations

import json

import pytest

from briefgen.model import Date, Name

from .reading import document, dropped, kept, paragraphs

BODY = [
    "The ministers of four coastal states agreed on Monday to keep the northern corridor open for "
    "another year, after a night of talks that nobody had expected to succeed.",
    "Insurers said that they would lower their premiums by a tenth, and the owners of the ships "
    "welcomed the news with cautious words about the winter to come.",
    "Observers from the port authority will look at every tenth ship, a senior official said, and "
    "will report to the capitals in writing at the end of each month.",
]


def page(head: str = "", top: str = "", bottom: str = "") -> str:
    first, second, third = BODY
    linked = second.replace("lower their premiums", '<a href="/p">lower their premiums</a>')
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Corridor stays open</h1>{top}<p>{first}</p>
<figure><img src="a.jpg"><figcaption>Ships wait. Photo: AP</figcaption></figure>
<p>{linked}</p><h2>What comes next</h2><p>{third}</p>{bottom}</article>
<footer>© 2019 The Harbour Post</footer></body></html>"""


def test_the_article_and_nothing_else() -> None:
    doc = document(page("<title>Corridor stays open | The Harbour Post</title>"))
    assert paragraphs(doc) == BODY
    assert kept(doc, "heading") == ["What comes next"]


META = (
    "<title>Corridor stays open | The Harbour Post</title>"
    '<meta property="og:site_name" content="The Harbour Post">'
    '<meta property="article:published_time" content="2019-03-04T10:00:00Z">'
    '<meta property="article:modified_time" content="2019-06-01T10:00:00Z">'
    '<meta name="author" content="{author}">'
)


def test_meta_data_is_the_reference() -> None:
    reference = document(page(META.format(author="Jane Roe"))).reference
    assert (reference.title, reference.publisher) == ("Corridor stays open", "The Harbour Post")
    assert (reference.author, reference.issued) == ((Name("Roe", "Jane"),), Date(2019, 3, 4))
    assert reference.origin["author"] == "meta tags"


def test_a_sites_name_is_no_author() -> None:
    assert document(page(META.format(author="The Harbour Post"))).reference.author == ()


def test_a_byline_in_the_text_is_read_and_not_quoted() -> None:
    doc = document(page("<title>Corridor stays open</title>", "<p>By Jane Roe and John Doe</p>"))
    assert [name.family for name in doc.reference.author] == ["Roe", "Doe"]
    assert paragraphs(doc) == BODY


def test_a_biography_gives_the_role() -> None:
    bio = "<p><em>Jane Roe is a professor of sea law at Aberwick University.</em></p>"
    doc = document(page("<title>Corridor stays open</title>", "<p>By Jane Roe</p>", bio))
    assert doc.reference.role == "professor of sea law at Aberwick University"
    assert paragraphs(doc) == BODY


def test_a_date_of_change_is_no_date_of_issue() -> None:
    head = '<meta property="article:modified_time" content="2019-06-01T10:00:00Z">'
    assert document(page(head)).reference.issued is None


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    declared = "windows-1252" if encoding == "cp1252" else "utf-8"
    text = page("<title>Côte</title>", "<p>“Ça ira”, said the pilot of the last boat at sea.</p>")
    doc = document(text.replace('charset="utf-8"', f'charset="{declared}"').encode(encoding))
    assert paragraphs(doc)[0].startswith("“Ça ira”")


def test_what_stands_around_the_article_is_listed_with_its_place_and_reason() -> None:
    doc = document(page("<title>Corridor stays open</title>"))
    assert dropped(doc) == {
        "Home": "menu",
        "World": "menu",
        "Corridor stays open": "title",
        "Ships wait. Photo: AP": "caption",
        "© 2019 The Harbour Post": "page footer",
    }
    starts = {piece.text: doc.text[piece.at :][:9] for piece in doc.dropped}
    assert starts["Home"] == BODY[0][:9]
    assert starts["Ships wait. Photo: AP"] == BODY[1][:9]
    assert starts["© 2019 The Harbour Post"] == ""
    assert [piece.at for piece in doc.dropped] == sorted(piece.at for piece in doc.dropped)


def test_a_page_of_links_lists_only_the_first_of_them_and_cuts_long_blocks() -> None:
    links = "".join(f'<li><a href="/{n}">Link {n}</a></li>' for n in range(2000))
    long = f"<footer>{'word ' * 400}</footer>"
    doc = document(page("", "", "").replace("<nav><ul>", f"{long}<nav><ul>{links}"))
    assert 100 < len(doc.dropped) < 500
    assert max(len(piece.text) for piece in doc.dropped) < 310


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Hafen&shy;behörde", "Hafenbehörde"),
        ("har&#8203;bour", "harbour"),
        ("Cafe&#769;", "Café"),
        ("a&nbsp;b", "a b"),
        ("<b>bold</b>ly", "boldly"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_entities_are_characters_and_the_text_is_normal(written: str, read: str) -> None:
    line = f"<p>The word {written} stood in the third line of the letter that the board wrote.</p>"
    doc = document(page("", line))
    assert f"The word {read} stood" in paragraphs(doc)[0]
    assert not any(piece.reason == "altered by the extraction" for piece in doc.dropped)


def test_a_text_that_only_a_layout_of_tables_holds_is_found() -> None:
    rows = "".join(f"<tr><td><font size=2>{text}</font></td></tr>" for text in BODY)
    doc = document(
        "<html><head><title>Corridor stays open</title></head><body><table width=100%>"
        f"<tr><td><a href=/>Home</a></td></tr>{rows}</table></body></html>"
    )
    assert paragraphs(doc) == BODY


def test_a_text_that_only_json_ld_holds_is_found() -> None:
    body = " ".join(BODY * 2)
    script = json.dumps({"@type": "NewsArticle", "headline": "Open", "articleBody": body})
    doc = document(
        '<html><head><title>Open</title><script type="application/ld+json">'
        f"{script}</script></head><body><div id=app></div></body></html>"
    )
    assert body in " ".join(paragraphs(doc))
