"""HTML: the article without the page around it."""

from __future__ import annotations

import pytest

from briefgen.model import Date, Name

from .reading import document, kept, paragraphs

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
    assert reference.origin["author"] == "page's meta data"


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
