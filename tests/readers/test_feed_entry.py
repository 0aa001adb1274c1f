"""An entry's address, title and authors, and that its bytes are never taken for a path."""

from __future__ import annotations

import builtins

import pytest

from briefgen.model import Problem
from briefgen.readers.feed_address import address_of
from briefgen.readers.feed_entry import authors_of, entry_of, title_of
from briefgen.readers.feed_markup import markup_of, resolved

ONE = b'<rss version="2.0"><channel><item><title>The pier</title></item></channel></rss>'


@pytest.mark.parametrize(
    ("link", "home", "address"),
    [
        ("https://tide.example/a", "", "https://tide.example/a"),
        ("/a", "https://tide.example/b/", "https://tide.example/a"),
        ("a", "https://tide.example/b/", "https://tide.example/b/a"),
        ("//tide.example/a", "http://x.example/", "http://tide.example/a"),
        ("a", "", "https://feeds.example/a"),
        ("a b", "", "https://feeds.example/a%20b"),
        ("https://tide.example/a?utm_source=rss&id=7&utm_medium=x", "", "https://tide.example/a?id=7"),
        ("https://tide.example/a?utm_source=rss", "", "https://tide.example/a"),
        ("", "https://tide.example/", ""),
        ("file:///etc/passwd", "", ""),
        ("passwd", "file:///etc/", ""),
        ("data:text/html,x", "", ""),
        ("JavaScript:alert(1)", "", ""),
        ("ftp://tide.example/a", "", ""),
        ("https://", "", ""),
        ("https://[::1", "", ""),
    ],
)  # fmt: skip
def test_addresses(link: str, home: str, address: str) -> None:
    where = "" if home.startswith("file:") else "https://feeds.example/rss"
    assert address_of(link, home, where) == address


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("Jane Roe", ["Jane Roe"]),
        ("By Jane Roe and John Doe", ["Jane Roe", "John Doe"]),
        ("Roe, Jane", ["Jane Roe"]),
        ("<a href='/jane'>Jane Roe</a>", ["Jane Roe"]),
        ("admin", []),
        ("jroe", []),
        ("jane@tide.example", []),
        ("Tide Table", []),
        ("", []),
    ],
)
def test_authors(signature: str, names: list[str]) -> None:
    assert [str(name) for name in authors_of([signature], "Tide Table")] == names


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("The pier &amp; the board", "The pier & the board"),
        ("The <em>pier</em>", "The pier"),
        ("The pier - Tide Table", "The pier"),
        ("The pier – who pays?", "The pier – who pays?"),
        ("Tide Table", "Tide Table"),
        ("tide " * 200, ""),
    ],
)
def test_titles(markup: str, title: str) -> None:
    assert title_of(markup, "Tide Table") == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("caf&eacute; &#8211; &#x2014; &nbsp;", "café – — \xa0"),
        ("AT&T &unknown; &", "AT&amp;T &amp;unknown; &amp;"),
        ("&lt;b&gt; &amp; &#60; &quot;", "&lt;b&gt; &amp; &#60; &quot;"),
        ("a&eacute;<![CDATA[&eacute; &]]>&eacute;", "aé<![CDATA[&eacute; &]]>é"),
        ("<![CDATA[&eacute; <![CDATA[ &]]>&", "<![CDATA[&eacute; <![CDATA[ &]]>&amp;"),
    ],
)
def test_references_to_characters(text: str, expected: str) -> None:
    assert resolved(text) == expected


@pytest.mark.parametrize("content", [b"file:///etc/passwd", b"/etc/passwd", b"http://x.example/"])
def test_bytes_are_never_taken_for_a_path_or_an_address(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert entry_of(ONE) is not None  # imports what it needs before files are forbidden

    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a file was opened")

    monkeypatch.setattr(builtins, "open", forbidden)
    monkeypatch.setattr("urllib.request.OpenerDirector.open", forbidden)
    assert entry_of(content) is None
    assert isinstance(markup_of(content, "x"), Problem)
