"""PDF: hyphens at line ends, metadata that is none, and files that cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Document, Name, Problem
from briefgen.readers import pdf
from briefgen.readers.assemble import document_of
from briefgen.readers.formats import format_of
from briefgen.readers.pdf.hyphens import joined, vocabulary_of
from briefgen.readers.pdf.titlepage import reference_of, told_title, xmp_of
from briefgen.readers.pieces import Piece

from . import papers
from . import papers_by_hand as by_hand
from .reading import document, dropped, paragraphs, problem, snapshot

PROGRAM = [["the commu-", "nity", "of states and a re-", "gion", "with an adminis-", "tration"]]


@pytest.mark.parametrize(
    ("lines", "elsewhere", "text"),
    [
        (["commu-", "nity"], [["a community"]], "community"),
        (["policy-", "makers"], [["policy-makers"]], "policy-makers"),
        (["policy-", "makers"], [*PROGRAM, ["the makers of policy"]], "policy-makers"),
        (["commu-", "nity"], PROGRAM, "community"),
        (["long-", "term"], [], "long-term"),  # nothing here was hyphenated by a program
        (["non-", "proliferation"], PROGRAM, "non-proliferation"),
        (["US-", "Russian"], PROGRAM, "US-Russian"),
        (["Brandt-", "Ruiz"], PROGRAM, "Brandt-Ruiz"),
        (["short-", "and long-term"], PROGRAM, "short- and long-term"),
        (["commu\u00ad", "nity"], [], "community"),
        (["1990-", "95"], PROGRAM, "1990- 95"),
        (["the end —", "or so"], [], "the end —or so"),
        (["soft\u00adly said", "so"], [], "softly said so"),
        (["one", "two"], [], "one two"),
    ],
)
def test_hyphens_at_line_ends(lines: list[str], elsewhere: list[list[str]], text: str) -> None:
    assert joined(lines, vocabulary_of([*elsewhere, lines])) == text


@pytest.mark.parametrize(
    ("told", "title"),
    [
        ("Harbour fees after the treaty", "Harbour fees after the treaty"),
        ("Microsoft Word - draft3.docx", ""),
        ("untitled", ""),
        ("fees_final_v2.indd", ""),
        ("PowerPoint Presentation", ""),
        ("2031-07-paper", ""),
        ("Layout 1", ""),
        ("fees", ""),
    ],
)
def test_a_title_that_a_program_wrote_is_none(told: str, title: str) -> None:
    assert told_title({"Title": told}) == title


@pytest.mark.parametrize(
    ("told", "author"),
    [
        ("Ada Ferrand", (Name("Ferrand", "Ada"),)),
        ("Ada Ferrand; Otto Lindgren", (Name("Ferrand", "Ada"), Name("Lindgren", "Otto"))),
        ("Norvale Institute", (Name(literal="Norvale Institute"),)),
        ("aferrand", ()),
        ("Microsoft Office User", ()),
        ("Windows User", ()),
        ("admin", ()),
    ],
)
def test_an_author_that_is_a_user_name_is_none(told: str, author: tuple[Name, ...]) -> None:
    found = reference_of([], "", -1, {"Author": told}, "")
    assert found.author == author
    assert found.origin == ({"author": "PDF metadata"} if author else {})


def test_metadata_in_xmp() -> None:
    packet = (
        b"<x:xmpmeta><rdf:RDF><rdf:Description><dc:title><rdf:Alt><rdf:li xml:lang='x-default'>"
        b"Tides &amp; tolls</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>Ada Ferrand"
        b"</rdf:li><rdf:li>Otto Lindgren</rdf:li></rdf:Seq></dc:creator></rdf:Description>"
        b"</rdf:RDF></x:xmpmeta>"
    )
    assert xmp_of(b"%PDF " + packet) == {
        "Title": "Tides & tolls", "Author": "Ada Ferrand; Otto Lindgren",
    }  # fmt: skip
    assert xmp_of(packet[:-20]) == {}


@pytest.mark.parametrize(
    ("front", "kind", "url"),
    [
        ("Harbour Studies, vol. 4, no. 2. https://doi.org/10.1234/hs.2031.7", "article-journal",
         "https://doi.org/10.1234/hs.2031.7"),
        ("Policy Paper. DOI: 10.1234/pp-7.", "report", "https://doi.org/10.1234/pp-7"),
        ("Policy Paper", "report", ""),
    ],
)  # fmt: skip
def test_the_type_is_report_unless_a_journal_says_otherwise(
    front: str, kind: str, url: str
) -> None:  # fmt: skip
    found = reference_of([], "", -1, {}, front)
    assert (found.type, found.url) == (kind, url)


PLAIN = " ".join(papers.sentences(30))
GARBLED = [by_hand.set_in_lines(by_hand.shifted(PLAIN), 40, 800, 500)]


@pytest.mark.parametrize(
    ("content", "what", "remedy"),
    [
        (by_hand.scan(), "scan without text", "OCR"),
        (by_hand.empty_pages(), "10,000 pages and no text on the first 1,000", "OCR"),
        (by_hand.looping_tree(), "PDF", "again"),
        (by_hand.looping_form(), "without text", "OCR"),
        (by_hand.encrypted(), "password", "without one"),
        (by_hand.set_by_hand(GARBLED), "map to no readable characters", "OCR"),
        (
            by_hand.set_by_hand([[]], lost=by_hand.set_in_lines(PLAIN, 40, 800, 500)),
            "map to no readable characters",
            "OCR",
        ),
        (b"%PDF-1.7\nnothing else", "broken PDF", "save it again"),
        (papers.two_columns()[:3000], "broken PDF", "save it again"),
    ],
    ids=["scan", "empty", "loop", "form", "encrypted", "garbled", "lost", "no PDF", "cut off"],
)
def test_what_cannot_be_read_says_why_and_what_helps(
    content: bytes, what: str, remedy: str
) -> None:
    found = problem(content)
    assert what in found.what
    assert remedy in found.remedy


@pytest.mark.parametrize(
    ("before", "format_"),
    [(b"", "pdf"), (b"\r\n", "pdf"), (b"HTTP/1.1 200 OK\r\n\r\n", "pdf"), (b" " * 2000, "")],
)
def test_the_header_may_stand_among_the_first_bytes(before: bytes, format_: str) -> None:
    text = papers.paragraphs(1)
    content = before + by_hand.set_by_hand([by_hand.set_in_lines(text[0], 60, 700, 460)])
    found = format_of(content, "x")
    assert (found == ("pdf", "")) == bool(format_)
    if format_:
        assert paragraphs(document(content)) == text


def test_a_text_about_pdf_is_none() -> None:
    assert format_of(b"Such files begin with %PDF-1.7 and that is all.", "x") != ("pdf", "")


def test_a_line_in_a_font_without_characters_is_dropped_and_the_rest_is_read() -> None:
    text = papers.paragraphs(2)
    page = [
        *by_hand.set_in_lines(text[0], 60, 700, 460),
        *by_hand.set_in_lines(text[1], 60, 400, 460),
    ]
    doc = document(
        by_hand.set_by_hand([page], lost=[(60, 520, 10, "A line that nobody can read.")])
    )
    assert paragraphs(doc) == text
    assert "letters that map to nothing" in dropped(doc).values()


def test_empty_pages_are_passed_over_and_counted() -> None:
    text = papers.paragraphs(1)
    doc = document(by_hand.set_by_hand([[], by_hand.set_in_lines(text[0], 60, 700, 460), []]))
    assert paragraphs(doc) == text
    assert [block.page for block in doc.paragraphs] == [2]


WHOLE = by_hand.set_by_hand([by_hand.set_in_lines(PLAIN, 40, 800, 240)] * 2, aslant="a stamp")


@settings(max_examples=60, deadline=None)
@given(
    st.integers(20, len(WHOLE)),
    st.lists(st.tuples(st.integers(9, len(WHOLE) - 1), st.integers(0, 255)), max_size=12),
)
def test_damaged_files_are_read_or_refused_and_never_crash(
    length: int, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(WHOLE)
    for place, byte in changes:
        content[place] = byte
    found = pdf.read(snapshot(bytes(content[:length])), "")
    assert isinstance(found, Document | Problem)


def test_a_paragraph_joined_over_what_was_dropped_knows_where_its_pages_begin() -> None:
    opening = papers.paragraphs(1)[0]
    first = Piece(f"{opening} The board raised the fee in spring because", "text", page=4)
    aside = Piece("Subscribe to our newsletter", page=4)
    text = "dredging had become dearer, and nobody knew why."
    second = Piece(text, "text", page=5, breaks=((text.index("nobody"), 6),))
    found = document_of(snapshot("x"), [first, aside, second])
    assert isinstance(found, Document)
    assert [(found.text[at:].split()[0], page) for at, page in found.breaks] == [
        ("dredging", 5), ("nobody", 6),
    ]  # fmt: skip
