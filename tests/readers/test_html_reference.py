"""What a page says of itself: each source of it, in the order in which they are trusted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefgen.model import Date, Reference
from briefgen.readers.html_markup import markup_of
from briefgen.readers.html_reference import describe
from briefgen.readers.html_tree import parse_page

from .reading import document
from .test_html import BODY


def described(head: str, body: str = "") -> Reference:
    page = parse_page(f"<html><head>{head}</head><body>{body}</body></html>")
    assert page is not None
    return describe(markup_of(page.tree)).reference


def script(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def article(**fields: Any) -> str:
    return script({"@context": "https://schema.org", "@type": "NewsArticle", **fields})


def meta(**fields: str) -> str:
    return "".join(
        f'<meta name="{name.replace("__", ":").replace("_", "-")}" content="{value}">'
        for name, value in fields.items()
    )


def names(reference: Reference) -> list[str]:
    return [str(name) for name in reference.author]


def test_json_ld_comes_before_meta_tags_and_these_before_marks() -> None:
    ld = article(headline="Low tide", author={"@type": "Person", "name": "Jane Roe"},
                 datePublished="2019-03-04T23:30:00-05:00", dateModified="2020-01-01",
                 publisher={"@type": "Organization", "name": "The Harbour Post"})  # fmt: skip
    tags = meta(author="John Doe", date="2019-03-05") + (
        '<meta property="og:title" content="Low tide: the story">'
        '<link rel="canonical" href="https://harbour.example/low-tide">'
    )
    marks = '<h1>Low tide</h1><p class="byline">By Ida Berg</p><time datetime="2019-03-06">x</time>'
    first = described(ld + tags, marks)
    assert (first.title, names(first), first.issued) == ("Low tide", ["Jane Roe"], Date(2019, 3, 4))
    assert (first.publisher, first.url) == ("The Harbour Post", "https://harbour.example/low-tide")
    assert first.origin == {"title": "JSON-LD", "author": "JSON-LD", "issued": "JSON-LD",
                            "publisher": "JSON-LD", "url": "canonical link"}  # fmt: skip
    second = described(tags, marks)
    assert (names(second), second.issued) == (["John Doe"], Date(2019, 3, 5))
    assert second.origin["author"] == second.origin["issued"] == "meta tags"
    third = described("", marks)
    assert (names(third), third.issued) == (["Ida Berg"], Date(2019, 3, 6))
    assert (third.origin["author"], third.origin["issued"]) == ("byline", "date line")


@pytest.mark.parametrize(
    ("author", "read"),
    [
        ("Jane Roe", ["Jane Roe"]),
        ("By Jane Roe and John Doe", ["Jane Roe", "John Doe"]),
        ("JANE ROE", ["Jane Roe"]),
        ("Jane Roe, Political Editor", ["Jane Roe"]),
        ("Jane Roe (jane.roe@harbour.example)", ["Jane Roe"]),
        ("Ursula von der Leyen", ["Ursula von der Leyen"]),
        ("Andrea di Robilant", ["Andrea di Robilant"]),
        (["Jane Roe", {"@type": "Person", "name": "John Doe"}], ["Jane Roe", "John Doe"]),
        ([{"name": "Jane Roe"}, {"name": "Jane Roe"}], ["Jane Roe"]),
        ({"@type": "Person", "givenName": "Jane", "familyName": "Roe"}, ["Jane Roe"]),
        ({"@type": "Person", "name": ["Jane Roe", "John Doe"]}, ["Jane Roe", "John Doe"]),
        ({"@type": "Person", "name": "Tidewatcher"}, ["Tidewatcher"]),
        ({"@type": "Organization", "name": "Aberwick Wire"}, ["Aberwick Wire"]),
        ({"@type": "Organization", "name": "The Harbour Post"}, []),
        ({"@type": "Person", "name": "The Harbour Post"}, []),
        ({"@type": "Person", "name": "harbourpost"}, []),
        ("https://www.facebook.com/janeroe", []),
        ("jane.roe@harbour.example", []),
        ("@janeroe", []),
        ("Staff", []),
        ("By Staff Writer", []),
        ({"@type": "Person", "name": "admin"}, []),
        ("harbour.example", []),
        (None, []),
        ({"name": {"broken": 1}}, []),
    ],
)
def test_authors(author: Any, read: list[str]) -> None:
    publisher = {"@type": "NewsMediaOrganization", "name": "The Harbour Post"}
    link = '<link rel="canonical" href="https://www.harbourpost.example/a">'
    head = article(headline="Low tide", author=author, publisher=publisher) + link
    assert names(described(head)) == read


def test_an_office_behind_a_single_name_is_the_authors_role() -> None:
    assert described(article(headline="T", author="Jane Roe, Political Editor")).role == (
        "Political Editor"
    )
    person = {"@type": "Person", "name": "Jane Roe", "jobTitle": "Harbour correspondent"}
    assert described(article(headline="T", author=person)).role == "Harbour correspondent"
    assert described(article(headline="T", author=[person, "John Doe"])).role == ""


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ('<a rel="author" href="/roe">Jane Roe</a>', ["Jane Roe"]),
        ('<p><a rel="author">Jane Roe</a> and <a rel="author">John Doe</a></p>',
         ["Jane Roe", "John Doe"]),
        ('<span itemprop="author">Jane Roe</span>', ["Jane Roe"]),
        ('<div class="article-byline">By <b>Jane Roe</b> | 4 March 2019</div>', ["Jane Roe"]),
        ('<div class="meta--author">Posted on March 4, 2019 by Jane Roe</div>', ["Jane Roe"]),
        ('<div class="author">Author: tidewatcher at 4.3.2019, 10:00</div>', ["tidewatcher"]),
        ('<address>By <a href="/roe">Jane Roe</a></address>', ["Jane Roe"]),
        ('<div class="blog-author">Von: Jane Roe</div>', ["Jane Roe"]),
        ('<div id="comments"><p class="comment-author">Jane Roe says</p></div>', []),
        ('<aside><p class="author">Jane Roe</p></aside>', []),
        ('<div class="related"><p class="author">Jane Roe</p></div>', []),
        (f'<div class="author-page">{"Jane Roe writes. " * 30}</div>', []),
    ],
)  # fmt: skip
def test_bylines_in_the_markup(body: str, read: list[str]) -> None:
    assert names(described("", f"<main><h1>A tide at noon</h1></main>{body}")) == read


@pytest.mark.parametrize(
    ("head", "read"),
    [
        (meta(citation_author="Roe, Jane") + meta(citation_author="Doe, John"),
         ["Jane Roe", "John Doe"]),
        (meta(dc_creator="x") + '<meta name="dc.creator" content="Jane Roe">', ["Jane Roe"]),
        (meta(parsely_author="Jane Roe"), ["Jane Roe"]),
        ('<meta name="sailthru.author" content="Jane Roe">', ["Jane Roe"]),
        (meta(byl="By JANE ROE and JOHN DOE"), ["Jane Roe", "John Doe"]),
        ('<meta property="article:author" content="https://facebook.com/roe">'
         + meta(author="Jane Roe"), ["Jane Roe"]),
        (meta(author="admin"), []),
        (meta(twitter__creator="@roe"), []),
    ],
)  # fmt: skip
def test_authors_in_meta_tags(head: str, read: list[str]) -> None:
    head = head.replace('name="citation-author"', 'name="citation_author"')
    assert names(described(head)) == read


@pytest.mark.parametrize(
    ("head", "body", "read"),
    [
        (article(headline="T", datePublished="2019-03-04T10:00:00Z"), "", Date(2019, 3, 4)),
        (article(headline="T", datePublished="2019-03-04 10:00:00"), "", Date(2019, 3, 4)),
        (article(headline="T", dateModified="2019-03-04"), "", None),
        (article(headline="T", datePublished="1970-01-01T00:00:00Z"), "", None),
        ('<meta property="article:published_time" content="2019-03-04T10:00:00+0100">', "",
         Date(2019, 3, 4)),
        ('<meta property="article:modified_time" content="2019-03-04">', "", None),
        ('<meta property="og:updated_time" content="2019-03-04">', "", None),
        ('<meta itemprop="datePublished" content="2019-03-04">', "", Date(2019, 3, 4)),
        ('<meta name="citation_publication_date" content="2019/03/04">', "", Date(2019, 3, 4)),
        ('<meta name="dc.date" content="2019">', "", Date(2019)),
        ("", '<time pubdate datetime="2019-03-04">Monday</time>', Date(2019, 3, 4)),
        ("", '<h1>T</h1><time datetime="2019-03-04T09:00">9 am</time>', Date(2019, 3, 4)),
        ("", '<h1>T</h1><time class="updated" datetime="2019-03-04">x</time>', None),
        ("", '<h1>T</h1><p>Updated: <time datetime="2019-03-04">x</time></p>', None),
        ("", '<div class="related"><time datetime="2019-03-04">x</time></div><h1>T</h1>', None),
        ("", '<h1>T</h1><p class="date">Written: 2019-03-04 10:00 / Updated: 2019-03-09</p>',
         Date(2019, 3, 4)),
        ("", '<h1>T</h1><p class="date">Updated: 2019-03-09</p>', None),
        ("", '<h1>T</h1><p class="date">04/03/2019</p>', None),
        ('<link rel="canonical" href="https://a.example/2019/03/04/tide">', "", Date(2019, 3, 4)),
    ],
)  # fmt: skip
def test_dates(head: str, body: str, read: Date | None) -> None:
    assert described(head, body).issued == read


@pytest.mark.parametrize(
    ("language", "read"),
    [("en-GB", Date(2019, 3, 4)), ("en-US", Date(2019, 4, 3)), ("de", Date(2019, 3, 4)),
     ("en", None), ("", None)],
)  # fmt: skip
def test_a_slashed_date_is_read_as_the_pages_language_writes_it(
    language: str, read: Date | None
) -> None:
    page = parse_page(
        f'<html lang="{language}"><body><h1>T</h1><p class="date">04/03/2019</p></body></html>'
    )
    assert page is not None
    assert describe(markup_of(page.tree)).reference.issued == read


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("<p>Aberwick, 4 March 2019</p>", Date(2019, 3, 4)),
        ("<div>4 March 2019 | 5 min read</div>", Date(2019, 3, 4)),
        ("<p>Last updated 4 March 2019</p>", None),
    ],
)
def test_a_date_below_the_title(line: str, read: Date | None) -> None:
    body = "".join(f"<p>{text}</p>" for text in BODY)
    page = f"<html><body><article><h1>Corridor stays open</h1>{line}{body}</article></body></html>"
    assert document(page).reference.issued == read


@pytest.mark.parametrize(
    ("head", "body", "read"),
    [
        ("<title>Low tide at noon | The Post</title>", "", "Low tide at noon"),
        ("<title>Low tide at noon - The Post</title>"
         '<meta property="og:site_name" content="The Post">', "", "Low tide at noon"),
        ("<title>Low tide</title>", "<h1>Low tide, and nobody moved the boats</h1>",
         "Low tide"),
        ('<meta property="og:title" content="Boats on the mud after low tide">',
         "<h1>Low tide leaves the boats on the mud</h1>", "Low tide leaves the boats on the mud"),
        ('<meta property="og:title" content="Low tide &amp;amp; boats">', "", "Low tide & boats"),
        ("<title>Low tide at noon</title>", "<h1>The Post</h1>", "Low tide at noon"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_titles(head: str, body: str, read: str) -> None:
    assert described(head, body).title == read


@pytest.mark.parametrize(
    ("head", "read", "origin"),
    [
        ('<meta property="og:site_name" content="The Harbour Post">', "The Harbour Post",
         "meta tags"),
        ('<meta property="og:site_name" content="www.harbour.example">', "", ""),
        ('<meta property="article:publisher" content="https://facebook.com/post">', "", ""),
        (meta(twitter__site="@post"), "", ""),
        (script({"@type": "WebSite", "name": "The Harbour Post"}), "The Harbour Post", "JSON-LD"),
        ("<title>Low tide at noon | The Harbour Post</title>", "The Harbour Post", "title line"),
    ],
)  # fmt: skip
def test_publishers(head: str, read: str, origin: str) -> None:
    reference = described(head)
    assert (reference.publisher, reference.origin.get("publisher", "")) == (read, origin)


def test_a_journal_is_where_an_article_stands_and_not_who_publishes_it() -> None:
    head = '<meta name="citation_journal_title" content="Annals of Tides">' + (
        '<meta name="citation_publisher" content="Aberwick Press">'
    )
    reference = described(head)
    assert (reference.container_title, reference.publisher) == ("Annals of Tides", "Aberwick Press")


@pytest.mark.parametrize(
    ("language", "line", "read"),
    [
        ("en", '<p class="date">06/05/2019</p>', None),
        ("", "<time>06/05/2019</time>", None),
        ("", '<div class="posted">Posted: 05-06-2019 10:00</div>', None),
        ("en-GB", "<time>06/05/2019</time>", Date(2019, 5, 6)),
        ("en-US", "<time>06/05/2019</time>", Date(2019, 6, 5)),
        ("en-US", '<div class="posted">Posted: 05-06-2019 10:00</div>', Date(2019, 5, 6)),
        ("", '<time datetime="2019-05-06">06/05/2019</time>', Date(2019, 5, 6)),
        ("", '<p class="date">16/05/2019</p>', Date(2019, 5, 16)),
    ],
)
def test_numbers_that_may_mean_two_days_are_read_only_by_the_pages_country(
    language: str, line: str, read: Date | None
) -> None:
    body = "".join(f"<p>{text}</p>" for text in BODY)
    for attribute in ("lang", "xml:lang"):
        page = (
            f'<html {attribute}="{language}"><body><article><h1>Corridor stays open</h1>{line}'
            f"{body}</article></body></html>"
        )
        assert document(page).reference.issued == read


@pytest.mark.parametrize(
    ("stated", "line", "read", "origin"),
    [
        ("The Harbour Post web team", '<div class="byline">By Jane Roe</div>', "Jane Roe",
         "byline"),
        ("Digital Desk", '<p><a rel="author" href="/roe">Jane Roe</a></p>', "Jane Roe", "byline"),
        ("Aberwick News Service", "<p>By Jane Roe</p>", "Jane Roe", "byline"),
        ("The Harbour Post web team", "", "The Harbour Post web team", "meta tags"),
        ("The Harbour Post web team", '<div class="byline">Photo by Jane Roe</div>',
         "The Harbour Post web team", "meta tags"),
        ("Ida Berg", '<div class="byline">By Ida Berg and Jane Roe</div>', "Ida Berg",
         "meta tags"),
    ],
)  # fmt: skip
def test_a_person_who_signs_below_the_title_comes_before_a_team_that_the_markup_states(
    stated: str, line: str, read: str, origin: str
) -> None:
    body = "".join(f"<p>{text}</p>" for text in BODY)
    bio = "<p><em>Jane Roe is a professor of sea law at Aberwick University.</em></p>"
    head = f'<title>Corridor stays open</title><meta name="author" content="{stated}">'
    for markup in (head, "<title>Corridor stays open</title>" + article(
        headline="Corridor stays open", author={"@type": "Organization", "name": stated}
    )) if read != "Ida Berg" else (head,):  # fmt: skip
        reference = document(
            f"<html><head>{markup}</head><body><article><h1>Corridor stays open</h1>{line}{body}"
            f"{bio}</article></body></html>"
        ).reference
        assert names(reference) == [read]
        assert reference.origin["author"] in {origin, "JSON-LD"}
        if read == "Jane Roe":
            assert reference.role == "professor of sea law at Aberwick University"
        else:
            assert reference.role == ""


def test_a_byline_far_below_the_title_does_not_outdo_what_the_markup_states() -> None:
    body = "".join(f"<p>{text}</p>" for text in BODY * 12)
    page = f'<h1>Low tide</h1>{body}<div class="byline">By Jane Roe</div>'
    assert names(described(meta(author="Harbour web team"), page)) == ["Harbour web team"]


@pytest.mark.parametrize(
    ("head", "body", "title", "publisher"),
    [
        ("The Harbour Post: News",
         "<p><b>Corridor “stays open” for boats</b></p><p>By Jane Roe</p>",
         "Corridor “stays open” for boats", "The Harbour Post"),
        ("The Harbour Post - Local News", "<h1>Corridor stays open</h1>", "Corridor stays open",
         "The Harbour Post"),
        ("Untitled Document", "<h1>Corridor stays open</h1>", "Corridor stays open", ""),
        ("Corridor stays open - News", "<h1>Corridor stays open</h1>", "Corridor stays open", ""),
    ],
)  # fmt: skip
def test_a_site_and_its_section_are_no_title(
    head: str, body: str, title: str, publisher: str
) -> None:
    text = "".join(f"<p>{line}</p>" for line in BODY)
    reference = document(
        f"<html><head><title>{head}</title></head><body><div>{body}{text}</div></body></html>"
    ).reference
    assert reference.title == title
    assert reference.publisher == publisher or not publisher
