"""Which files are collections, and that no bytes make their splitting raise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Snapshot, Split
from briefgen.readers import READERS
from briefgen.readers.collections import COLLECTIONS, split
from briefgen.readers.formats import format_of
from briefgen.readers.kinds import kind_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<rss version="2.0"><channel>', "feed"),
        ('<?xml version="1.0"?>\n<!-- <html> -->\n<rss xmlns:x="y" version="2.0">', "feed"),
        ('<?xml-stylesheet href="x.css"?><rss version="0.91">', "feed"),
        ('<!DOCTYPE rss [<!ENTITY a "<b>">]><rss version="2.0">', "feed"),
        ('\ufeff <feed xmlns="http://www.w3.org/2005/Atom">', "feed"),
        ('<atom:feed xmlns:atom="http://www.w3.org/2005/Atom">', "feed"),
        ('<feed version="0.3" xmlns="http://purl.org/atom/ns#">', "feed"),
        ('<rdf:RDF xmlns:rdf="r#" xmlns="http://purl.org/rss/1.0/">', "feed"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
        ('[{"id": "a", "type": "article-journal", "title": "A"}]', "csl-json"),
        ('[\n {"title": "A", "issued": {"date-parts": [[2017]]}}\n]', "csl-json"),
        ('{"items": [{"type": "book", "title": "A"}]}', "csl-json"),
        ("@article{roe2017,\n title = {A}\n}", "bibtex"),
        ("\n% exported\n@string{a = {b}}\n", "bibtex"),
        ("Made by a program.\n\n@Book (roe, title = {A})", "bibtex"),
        ("<html><body><p>An <rss> feed</p></body></html>", ""),
        ("<!DOCTYPE html><html><rss version='2.0'>", ""),
        ('<rdf:RDF xmlns:rdf="r#"><foaf:Person>', ""),
        ("<feed><cow>hay</cow></feed>", ""),
        ("<rss> is a format of feeds", ""),
        ('[{"title": "A", "text": "B", "type": "news"}]', ""),
        ('{"type": "book", "title": "A"}', ""),
        ("@media print { body { margin: 0 } }", ""),
        ("@jane: the pier is shut", ""),
        ("Write to jane@tide.example", ""),
        ("# How to cite\n" + "The pier is shut. " * 40 + "\n@article{roe, title={A}}", ""),
        ("", ""),
    ],
)
def test_what_a_collection_is(text: str, kind: str) -> None:
    for content in (text.encode(), text.encode("utf-16")):
        assert kind_of(content) == kind
        found = split(Snapshot.of("x", content))
        assert (found is not None) is bool(kind)
    if kind:
        assert format_of(text.encode(), "x") == (kind, "")


def test_every_collection_has_a_reader_that_says_what_it_is() -> None:
    assert set(COLLECTIONS) <= set(READERS)


def test_a_collection_is_told_by_its_first_kilobytes() -> None:
    assert not kind_of(b" " * 10_000 + b'<rss version="2.0"><channel>')


def test_a_collection_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.readers.collections._LARGEST", 10)
    found = split(Snapshot.of("x", b'<rss version="2.0"><channel></channel></rss>'))
    assert found is not None
    assert "too large" in found.problems[0].what


def test_a_broken_splitter_is_a_problem_and_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Snapshot) -> Split:
        raise RuntimeError("the tide")

    monkeypatch.setitem(COLLECTIONS, "feed", broken)
    found = split(Snapshot.of("x", b'<rss version="2.0"><channel>'))
    assert found is not None
    assert "RuntimeError: the tide" in found.problems[0].what


TEXTS = st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace"))
TAILS = (b"", b"}", b"}}", b'"}]', b"</title></item></channel></rss>", b"\n@book{b, x=1}")
HEADS = (
    b"",
    b'<rss version="2.0"><channel>',
    b'<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><item><title>',
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry>',
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{',
    b'[{"type": "book", ',
    b'[{"type": "book", "URL": "https://tide.example/", "author": ',
    b"@book{roe, ",
    b"@book{roe, url = {https://tide.example/}, author = {",
    b"@book{roe, url = {https://tide.example/}, file = {",
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(HEADS), st.one_of(st.binary(max_size=400), TEXTS), st.sampled_from(TAILS))
def test_no_bytes_make_it_raise(head: bytes, middle: bytes, tail: bytes) -> None:
    found = split(Snapshot.of("x", head + middle + tail))
    for problem in found.problems if found else ():
        assert "could not be read" not in problem.what
    for part in found.parts if found else ():
        assert part.location
        f"{part.reference} {part.location}".encode()  # can be stored
