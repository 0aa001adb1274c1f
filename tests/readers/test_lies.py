"""Sources that say what is not so, or hold what no text can: what is good in them is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO

import feedparser
import pytest

from briefgen.model import Date, Document, Name, Problem, Reference, Snapshot
from briefgen.readers import LONGEST, read
from briefgen.readers.collections import split
from briefgen.readers.reference import cleaned, csl_date

from . import papers_by_hand as by_hand
from .reading import document, paragraphs, problem
from .test_html import BODY

ENCODINGS = (
    "utf-16", "UTF-16LE", "utf_16_be", "u16", "utf-32", "utf-7", "punycode", "idna", "undefined",
    "unicode_escape", "raw_unicode_escape", "rot13", "zlib", "hex", "no-such", "..", "x" * 200,
)  # fmt: skip


@pytest.mark.parametrize("name", ENCODINGS)
def test_an_encoding_that_cannot_be_is_passed_over(name: str) -> None:
    said = f"<html><head><meta charset={name}></head><body><article>"
    page = said + "".join(f"<p>{text} C’était \\u0041.</p>" for text in BODY) + "</article></body>"
    assert paragraphs(document(page)) == [f"{text} C’était \\u0041." for text in BODY]


MAPPED = "The board of Norvale measured A by the old quay, and told nobody of it before spring."


def mapped(code: bytes) -> bytes:
    """A PDF with that sentence, in whose font the letter A stands for a code of UTF-16."""
    codes = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E>"
    table = codes + b" <0020> endbfrange 1 beginbfchar <41> <%s> endbfchar endcmap" % code
    return by_hand.of_objects([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 6 0 R >>",
        by_hand.of_stream(b"BT /F 10 Tf 40 780 Td (%s) Tj ET" % MAPPED.encode()),
        by_hand.of_stream(table),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("code", "shown"), [(b"D83DDE00", "\U0001f600"), (b"D835DC65", "\U0001d465"), (b"0042", "B")]
)
def test_letters_of_a_pdf_beyond_the_first_65536(code: bytes, shown: str) -> None:
    assert paragraphs(document(mapped(code))) == [MAPPED.replace("A", shown)]


@pytest.mark.parametrize("code", [b"D83D", b"DE00", b"DBFFDFFD", b"FFFE", b"0001"])
def test_letters_of_a_pdf_that_are_none(code: bytes) -> None:
    """The line is lost, or the letter is; nothing breaks."""
    found = read(Snapshot.of("a.pdf", mapped(code)))
    if isinstance(found, Problem):
        assert "holds no paragraph of text" in found.what
    else:
        assert found.text.isprintable()


def test_what_a_reference_holds_can_be_printed() -> None:
    odd = Reference(
        title="The\u202e Quay\n\ud800 at\x00 Cafe\u0301",
        author=(Name("Qu\u200bill", "A\ud83dda"), Name(literal="\u2066\u2069")),
        extra={"note": "a\x1bb", "list": ["\udc00c"]},
    )
    assert cleaned(odd) == Reference(
        title="The Quay at Café",
        author=(Name("Quill", "Ada"),),
        extra={"note": "ab", "list": ["c"]},
    )


def test_a_title_of_half_characters() -> None:
    said = json.dumps({"@type": "Article", "headline": "The \ud800Quay"})
    page = f'<html><head><script type="application/ld+json">{said}</script></head><body><article>'
    found = document(page + "".join(f"<p>{text}</p>" for text in BODY))
    assert found.reference.title == "The Quay"


@pytest.mark.parametrize("make", [str, lambda text: f"# A\n\n{text}"])
def test_a_text_too_long_for_one_source(make: Callable[[str], str]) -> None:
    said = problem(make("The tide came in. " * (LONGEST // 18 + 1)))
    assert "4 million characters, too many for one source" in said.what


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ({"date-parts": [[1e400]]}, None),
        ({"date-parts": [[10**30, 1]]}, None),
        ({"date-parts": {"a": 1}}, None),
        (10**30, None),
        (2031, Date(2031)),
    ],
)
def test_dates_that_are_none(stated: object, meant: Date | None) -> None:
    assert csl_date(stated) == meant


FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"{}><title>Post</title>{}'
    '<entry><title>A</title><link href="https://a.example/1"/></entry></feed>'
)


@pytest.mark.parametrize(
    ("content", "locations", "problems"),
    [
        (FEED.format("", ""), ["https://a.example/1"], []),
        (FEED.format("", "").replace("2005", "20 05"), ["https://a.example/1"], []),
        (
            FEED.format("", '<entry><b xmlns="a b c">x</b><title xmlns="a b c">y</title></entry>'),
            ["x.xml#", "https://a.example/1"],
            [],
        ),
        (
            FEED.format("", "").replace("//a.", "//a\u202e\u00ad."),
            ["https://a.example/1"],
            [],
        ),
        (
            '[{"type": "book", "URL": "https://a.example/1", "issued": {"date-parts": [[1e999]]}}]',
            ["https://a.example/1"],
            [],
        ),
        (
            "@misc{a\u061cb, title}\n@misc{c, url = {https://a.example/1}}",
            ["https://a.example/1"],
            ["x.xml: entry ab (line 1)"],
        ),
    ],
)
def test_an_odd_item_costs_itself_alone(
    content: str, locations: list[str], problems: list[str]
) -> None:
    found = split(Snapshot.of("x.xml", content.encode()))
    assert found is not None
    assert [p.where for p in found.problems] == problems
    for part, location in zip(found.parts, locations, strict=True):
        assert part.location.startswith(location)
        assert isinstance(read(Snapshot.of("x", part.content or b"")), Document | Problem)


TWO = (
    '<rss version="2.0" xmlns:g="http://www.w3.org/2005/Atom"><channel><title>Post</title>'
    "<item><title>A</title><link>https://a.example/1</link></item>"
    "<item><title>B</title><link>https://a.example/2</link></item></channel></rss>"
)


def test_an_entry_that_breaks_its_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    parse = feedparser.parse

    def breaks(content: BytesIO, **options: bool) -> object:
        if b"a.example/1" in content.getvalue():
            raise KeyError("links")
        return parse(content, **options)

    monkeypatch.setattr(feedparser, "parse", breaks)
    found = split(Snapshot.of("x.xml", TWO.encode()))
    assert found is not None
    assert [part.location for part in found.parts] == ["https://a.example/2"]
    assert [p.what for p in found.problems] == ["has 1 broken entries, which are left out"]
