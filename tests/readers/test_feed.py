"""Feeds: entries as parts that stay the same, and one entry as a document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Date, Document, Name, Part, Problem, Snapshot, Split
from briefgen.readers import feed, read

from .reading import dropped, kept, paragraphs

BODY = (
    "The harbour board met on Tuesday and spoke for two hours about the cost of the new pier. "
    "Nobody would say who had signed the first contract, though three of them had been there. "
)
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
<channel><title>Tide Table » Feed</title><link>https://tide.example/</link>
<lastBuildDate>{built}</lastBuildDate>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>{link}</link><guid isPermaLink="false">{guid}</guid>
<dc:creator>Jane Roe</dc:creator><pubDate>Mon, 03 Jul 2017 23:10:00 -0500</pubDate>
<slash:comments>{comments}</slash:comments>
<description><![CDATA[{summary}]]></description>{more}</item>"""


def item(
    guid: str = "p1",
    title: str = "The pier",
    link: str = "https://tide.example/pier",
    summary: str = "The board met.",
    more: str = "",
    comments: int = 0,
) -> str:
    return ITEM.format(
        guid=guid, title=title, link=link, summary=summary, more=more, comments=comments
    )


def full(html: str) -> str:
    return f"<content:encoded><![CDATA[{html}]]></content:encoded>"


def rss(*items: str, built: str = "now") -> bytes:
    return RSS.format(items="\n".join(items), built=built).encode()


def split(content: bytes, where: str = "https://tide.example/feed") -> Split:
    return feed.split(Snapshot.of(where, content))


def parts(content: bytes) -> tuple[Part, ...]:
    found = split(content)
    assert not found.problems, found.problems
    return found.parts


def document(content: bytes) -> Document:
    found = read(Snapshot.of("https://tide.example/feed", content))
    assert isinstance(found, Document), found
    return found


RSS_091 = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC
 "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Tide Table</title><link>https://tide.example/</link>
<item><title>The pier</title><link>https://tide.example/pier</link>
<description>The board met.</description></item></channel></rss>"""
RSS_1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://tide.example/"><title>Tide Table</title>
<link>https://tide.example/</link></channel>
<item rdf:about="https://tide.example/pier"><title>The pier</title>
<link>https://tide.example/pier</link><dc:creator>Roe, Jane</dc:creator>
<dc:date>2017-07-03T10:00:00Z</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://tide.example/">
<title>Tide Table</title><updated>2020-01-01T00:00:00Z</updated>
<entry><title type="html">The &lt;i&gt;pier&lt;/i&gt;</title><link href="pier"/>
<link rel="enclosure" href="https://tide.example/pier.mp3"/><id>urn:p1</id>
<author><name>Jane Roe</name></author><published>2017-07-03T10:00:00Z</published>
<updated>2018-01-02T10:00:00Z</updated>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>The board met.</p></div></content>
</entry></feed>"""
ATOM_03 = """<?xml version="1.0"?><feed version="0.3" xmlns="http://purl.org/atom/ns#">
<title>Tide Table</title><entry><title>The pier</title>
<link rel="alternate" type="text/html" href="https://tide.example/pier"/><id>p1</id>
<author><name>Jane Roe</name></author><issued>2017-07-03T10:00:00Z</issued>
<content type="text/html" mode="escaped">&lt;p&gt;The board met.&lt;/p&gt;</content>
</entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Tide Table",
        "home_page_url": "https://tide.example/",
        "items": [
            {
                "id": "p1",
                "url": "/pier",
                "title": "The pier",
                "authors": [{"name": "Jane Roe"}],
                "date_published": "2017-07-03T10:00:00Z",
                "content_html": "<p>The board met.</p>",
            }
        ],
    }
)
SIGNED = {"author": [{"family": "Roe", "given": "Jane"}], "issued": {"date-parts": [[2017, 7, 3]]}}


@pytest.mark.parametrize(
    ("content", "more"),
    [(RSS_091, {}), (RSS_1, SIGNED), (rss(item()).decode(), SIGNED), (ATOM, SIGNED),
     (ATOM_03, SIGNED), (JSON_FEED, SIGNED)],
    ids=["rss 0.91", "rss 1.0", "rss 2.0", "atom 1.0", "atom 0.3", "json"],
)  # fmt: skip
def test_what_a_feed_says_of_an_entry(content: str, more: Mapping[str, object]) -> None:
    (part,) = parts(content.encode())
    assert part.location == "https://tide.example/pier"
    assert part.reference == {
        "title": "The pier",
        "publisher": "Tide Table",
        "URL": "https://tide.example/pier",
        **more,
    }
    assert part.issued == (Date(2017, 7, 3) if more else None)


def test_a_change_is_no_issue() -> None:
    text = ATOM.replace("<published>2017-07-03T10:00:00Z</published>", "")
    (part,) = parts(text.encode())
    assert (part.issued, part.changed) == (None, Date(2018, 1, 2))
    assert "issued" not in part.reference


@pytest.mark.parametrize(
    "content", [rss(item()), ATOM.encode(), RSS_1.encode(), JSON_FEED.encode()]
)
def test_a_part_is_a_feed_that_splits_into_itself(content: bytes) -> None:
    (part,) = parts(content)
    (again,) = parts(part.content or b"")
    assert again == replace(part, changed=None)  # which is not kept: it would change the bytes


def test_an_entry_keeps_its_bytes_from_fetch_to_fetch() -> None:
    before = parts(rss(item("1", comments=3), item("2"), built="Monday"))
    after = parts(rss(item("3"), item("1", comments=9), built="Tuesday"))
    assert before[0].content == after[1].content
    assert before[1].content != before[0].content


def test_of_entries_with_one_identifier_the_last_is_read_and_the_order_stays() -> None:
    found = parts(rss(item("1", "First draft"), item("2", "Other"), item("1", "Final")))
    assert [part.reference["title"] for part in found] == ["Other", "Final"]


def test_an_entry_without_an_address_is_named_within_its_feed() -> None:
    (part,) = parts(rss(item("a/../b c", link="file:///etc/passwd", summary="")))
    assert part.location == "https://tide.example/feed#a%2F..%2Fb%20c"
    assert not part.teaser
    assert "URL" not in part.reference


def test_the_name_in_a_mail_address_is_the_author() -> None:
    text = item().replace(
        "<dc:creator>Jane Roe</dc:creator>", "<author>no@x.example (Jo Doe)</author>"
    )
    assert parts(rss(text))[0].reference["author"] == [{"family": "Doe", "given": "Jo"}]


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("cp1252", "windows-1252"), ("cp1252", "iso-8859-1"),
     ("cp1251", "windows-1251"), ("utf-16", "utf-16"), ("utf-8", "us-ascii"), ("utf-8", "utf-16"),
     ("utf-8-sig", "utf-8"), ("utf-8", "rot13")],
)  # fmt: skip
def test_encodings(encoding: str, declared: str) -> None:
    title = "Прилив" if encoding == "cp1251" else "Café"
    text = RSS.format(items=item(title=title), built="").replace('"utf-8"', f'"{declared}"')
    if (encoding, declared) == ("utf-8", "us-ascii"):
        title = "Pier"
        text = text.replace("Café", title)
    assert parts(text.encode(encoding))[0].reference["title"] == title


def test_a_feed_is_read_as_far_as_it_goes() -> None:
    whole = rss(item("1", "Été"), item("2", "Über"), item("3", "Schluss"))
    cut = whole[: whole.index("Ü".encode()) + 1]
    assert split(cut).parts[0] == parts(whole)[0]


def test_prefixes_that_are_not_declared_are_those_that_feeds_use() -> None:
    text = rss(item(more=full(f"<p>{BODY}</p>"))).decode()
    bare = text.replace('xmlns:content="http://purl.org/rss/1.0/modules/content/"', "")
    assert paragraphs(document(bare.encode())) == [BODY.strip()]


def test_an_entry_is_read_without_what_stands_around_it() -> None:
    html = (
        f'<figure><img src="a.jpg"/><figcaption>The pier in June</figcaption></figure><p>{BODY}</p>'
        f"<h2>Who pays</h2>{BODY}<br/><br/>{BODY}<ul><li>The board will pay for it.</li></ul>"
        '<p>The post <a href="/">The pier</a> appeared first on <a href="/">Tide Table</a>.</p>'
        '<img src="https://count.example/1.gif" width="1" height="1"/>'
    )
    doc = document(rss(item(more=full(html))))
    assert paragraphs(doc) == [BODY.strip()] * 3 + ["The board will pay for it."]
    assert kept(doc, "heading") == ["Who pays"]
    assert dropped(doc)["The post The pier appeared first on Tide Table."] == "feed's closing line"
    assert dropped(doc)["https://count.example/1.gif"] == "tracking pixel"
    assert dropped(doc)["The pier in June"] == "caption"
    reference = doc.reference
    assert (reference.title, reference.publisher) == ("The pier", "Tide Table")
    assert (reference.author, reference.issued) == ((Name("Roe", "Jane"),), Date(2017, 7, 3))
    assert set(reference.origin.values()) == {"feed"}


def test_what_atom_holds_as_elements_is_read_like_what_it_holds_as_text() -> None:
    doc = document(ATOM.replace("The board met.", f"{BODY}<em>Yes.</em>").encode())
    assert paragraphs(doc) == [f"{BODY}Yes."]


def test_an_entry_that_another_feed_hands_on_is_that_of_its_own_feed() -> None:
    source = (
        "<source><id>urn:s</id><title>Pilot Notes</title><updated>{day}</updated>"
        "<author><name>Jo Doe</name></author></source></entry>"
    )
    text = ATOM.replace("<author><name>Jane Roe</name></author>", "")
    days = ("2019-01-01", "2020-02-02")
    made = [text.replace("</entry>", source.format(day=day)).encode() for day in days]
    before, after = (parts(content)[0] for content in made)
    assert before.reference["publisher"] == "Pilot Notes"
    assert before.reference["author"] == [{"family": "Doe", "given": "Jo"}]
    assert before.content == after.content


def test_a_sentence_that_the_feed_cut_off_is_not_kept() -> None:
    doc = document(rss(item(summary=f"<p>{BODY}What it does not say is [&#8230;]</p>")))
    assert paragraphs(doc) == [BODY.strip()]
    assert dropped(doc)["What it does not say is […]"] == "cut off by the feed"


@pytest.mark.parametrize(
    ("content", "what", "remedy"),
    [
        (rss(item("1"), item("2")), "a feed of 2 entries", "feed: https://tide.example/feed"),
        (rss(), "without entries", "browser"),
        (rss(item(summary="")), "no paragraph", "browser"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]>' + rss(item()), "declares entities", "publisher"),
    ],
)
def test_what_is_no_document(content: bytes, what: str, remedy: str) -> None:
    found = read(Snapshot.of("https://tide.example/feed", content))
    assert isinstance(found, Problem)
    assert what in found.what
    assert remedy in found.remedy


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(), st.text(), st.text(max_size=300)), min_size=1, max_size=4, unique=True
    )
)
def test_whatever_entries_say_parts_split_into_themselves(entries: list[tuple[str, ...]]) -> None:
    made = [
        item(str(n), f"<![CDATA[{title}]]>", f"<![CDATA[{link}]]>", text)
        for n, (title, link, text) in enumerate(entries)
    ]
    content = RSS.format(items="".join(made), built="").encode("utf-8", "replace")
    for part in split(content).parts:
        again = split(part.content or b"").parts
        assert [(p.content, p.reference, p.teaser) for p in again] == [
            (part.content, part.reference, part.teaser)
        ]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_mutated_feed_never_raises(data: st.DataObject) -> None:
    original = rss(item("1", more=full(f"<p>{BODY}</p>")), item("2"))
    content = bytearray(original)
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 40)))
        content[start:end] = data.draw(st.binary(max_size=12))
    for part in split(bytes(content)).parts:
        assert isinstance(read(Snapshot.of("x", part.content or b"")), Document | Problem)
