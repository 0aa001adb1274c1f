"""PDF: what is read of a laid-out page, in which order, and from which page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Date, Document, Name

from . import papers
from . import papers_by_hand as by_hand
from .reading import document, dropped, kept, paragraphs

COLUMNS = document(papers.two_columns())
REPORT = document(papers.report())
NOTES = document(papers.side_notes())
SLIDES = document(papers.slides())


@pytest.mark.parametrize(
    ("doc", "expected"),
    [
        (COLUMNS, papers.two_columns_text()),
        (REPORT, papers.report_text()),
        (NOTES, papers.side_notes_text()),
        (SLIDES, [s for n in range(1, 6) for s in papers.sentences(3, n * 3)]),
    ],
    ids=["two columns", "report", "side notes", "slides"],
)
def test_the_paragraphs_are_read_whole_and_in_order(doc: Document, expected: list[str]) -> None:
    assert paragraphs(doc) == expected


@pytest.mark.parametrize(
    ("doc", "reason", "text"),
    [
        (COLUMNS, "running head", "Norvale Institute"),
        (COLUMNS, "running head", "Policy Paper 7/2031"),
        (COLUMNS, "page number", "2"),
        (COLUMNS, "title", papers.TITLE),
        (COLUMNS, "byline", "By Ada Ferrand and Otto Lindgren"),
        (COLUMNS, "reference list", "References"),
        (REPORT, "table of contents", "Contents"),
        (NOTES, "side note", "Ships under flags of con- venience pay the lower rate."),
    ],
)
def test_what_is_no_text_is_dropped_with_the_reason(
    doc: Document, reason: str, text: str
) -> None:  # fmt: skip
    assert dropped(doc)[text] == reason


def test_captions_and_tables_are_dropped() -> None:
    gone = "\n".join(f"{reason}: {text}" for text, reason in dropped(COLUMNS).items())
    assert "caption: Figure 1: Dues for each ton" in gone
    assert "Sandhaven" in gone
    assert "Sandhaven" not in COLUMNS.text


@pytest.mark.parametrize(
    ("doc", "headings"),
    [
        (COLUMNS, ["1 Fees before the treaty", "2 Fees after the treaty"]),
        (REPORT, ["Executive summary", "1 The ports", "2 The fees"]),
        (SLIDES, [f"Step {n}: what to do about fees" for n in range(2, 6)]),
    ],
    ids=["two columns", "report", "slides"],
)
def test_headings(doc: Document, headings: list[str]) -> None:
    assert kept(doc, "heading") == headings


def test_each_block_has_the_page_on_which_it_begins() -> None:
    pages = [block.page for block in COLUMNS.paragraphs]
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert set(pages) == {1, 2, 3}
    assert {block.page for block in REPORT.paragraphs} == {3, 4, 5}


def test_a_paragraph_over_a_page_break_has_no_seam() -> None:
    assert COLUMNS.seams == ()


@pytest.mark.parametrize(
    ("doc", "title", "author", "issued", "origin"),
    [
        (COLUMNS, papers.TITLE, (Name("Ferrand", "Ada"), Name("Lindgren", "Otto")),
         Date(2031, 3, 4), "byline"),
        (REPORT, "Ports under pressure", (Name("Roe", "Jane"),), Date(2030, 6), "byline"),
        (NOTES, "A brief on fees", (), None, ""),
    ],
    ids=["two columns", "report", "side notes"],
)  # fmt: skip
def test_the_reference_is_read_from_the_first_page(
    doc: Document, title: str, author: tuple[Name, ...], issued: Date | None, origin: str
) -> None:
    found = doc.reference
    assert (found.title, found.author, found.issued) == (title, author, issued)
    assert (found.type, found.origin.get("author", "")) == ("report", origin)


# One paragraph of 40 lines over two columns of a first page and the top of a second one.
LONG = " ".join(papers.sentences(14))
LINES = by_hand.set_in_lines(LONG, 50, 0, 230)


def _columns(lines: list[by_hand.Placed], height: int) -> list[list[by_hand.Placed]]:
    """Lines poured into two columns a page."""
    pages: list[list[by_hand.Placed]] = []
    for number, (left, _, size, text) in enumerate(lines):
        column, row = divmod(number, height)
        if column // 2 == len(pages):
            pages.append([])
        pages[-1].append((left + 260 * (column % 2), 780 - 12 * row, size, text))
    return pages


def _poured(height: int) -> list[list[by_hand.Placed]]:
    return _columns(LINES, height)


@pytest.mark.parametrize(
    "drawn",
    [
        lambda page: page,
        by_hand.by_words,
        by_hand.shuffled,
        lambda page: by_hand.shuffled(by_hand.by_words(page)),
    ],
    ids=["lines", "words", "shuffled lines", "shuffled words"],
)
def test_the_order_of_drawing_does_not_matter(
    drawn: Callable[[list[by_hand.Placed]], list[by_hand.Placed]],
) -> None:
    doc = document(by_hand.set_by_hand([drawn(page) for page in _poured(20)]))
    assert paragraphs(doc) == [LONG]


@settings(max_examples=15, deadline=None)
@given(st.integers(8, 60), st.integers(0, 1000))
def test_every_word_is_read_once_and_in_its_place(height: int, seed: int) -> None:
    pages = [by_hand.shuffled(by_hand.by_words(page), seed) for page in _poured(height)]
    doc = document(by_hand.set_by_hand(pages))
    assert " ".join(paragraphs(doc)) == LONG
    begins = [*doc.breaks, *((block.start, block.page) for block in doc.blocks)]
    for page, line in enumerate(LINES[2 * height :: 2 * height], start=2):
        at = min(at for at, on in begins if on == page)
        assert doc.text[at:].startswith(_first_word(line))


def _first_word(line: by_hand.Placed) -> str:
    return line[3].split()[0].rstrip("-")


def test_what_begins_behind_a_page_break_is_on_the_later_page() -> None:
    doc = document(by_hand.set_by_hand(_poured(10)))
    opening = _first_word(LINES[20])
    (at, page), *_ = doc.breaks
    assert (page, doc.text[at:].startswith(opening)) == (2, True)
    assert [doc.page_at(0), doc.page_at(at - 1), doc.page_at(at)] == [1, 1, 2]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_read_in_the_direction_of_most_of_its_letters(turn: int) -> None:
    doc = document(by_hand.set_by_hand(_poured(60), rotate=turn, aslant="norvale 2031v2"))
    assert paragraphs(doc) == [LONG]
    assert dropped(doc)["norvale 2031v2"] == "rotated text"


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("", [1, 2, 3]),
        ("0 << /S /D /St 121 >>", [121, 122, 123]),
        ("0 << /S /r >> 1 << /S /D >>", [None, 1, 2]),
        ("0 << /S /D /P (A-) >>", [1, 2, 3]),  # no numbers: the pages are counted
        ("0 << /S /D >> 1 << /S /D >> 2 << /S /D >>", [1, 2, 3]),  # all are 1: they lie
    ],
)
def test_the_page_is_the_printed_one_where_the_file_says_so(
    labels: str, expected: list[int | None]
) -> None:
    texts = papers.paragraphs(3)
    pages = [by_hand.set_in_lines(text, 60, 700, 460) for text in texts]
    doc = document(by_hand.set_by_hand(pages, labels=labels))
    assert paragraphs(doc) == texts
    assert [block.page for block in doc.paragraphs] == expected


def test_left_and_right_running_heads_with_the_chapter_and_the_page() -> None:
    texts = papers.paragraphs(6)
    pages = [
        [
            (60, 800, 8, f"{n + 40}" if n % 2 else "Harbour Studies"),
            (300 if n % 2 else 520, 800, 8, "Harbour Studies 3/2031" if n % 2 else f"{n + 40}"),
            *by_hand.set_in_lines(text, 60, 740, 460),
        ]
        for n, text in enumerate(texts)
    ]
    doc = document(by_hand.set_by_hand(pages))
    assert paragraphs(doc) == texts
    assert {"running head", "page number"} <= set(dropped(doc).values())


def test_a_stamp_on_every_page_is_dropped() -> None:
    texts = papers.paragraphs(4)
    pages = [
        [*by_hand.set_in_lines(text, 60, 700, 460), (180, 400, 14, "Norvale Library copy"),
         *by_hand.set_in_lines(texts[n - 1], 60, 300, 460)]
        for n, text in enumerate(texts)
    ]  # fmt: skip
    doc = document(by_hand.set_by_hand(pages))
    assert dropped(doc)["Norvale Library copy"] == "watermark"


def test_a_drop_cap_opens_its_paragraph() -> None:
    text = papers.paragraphs(1)[0]
    rest = by_hand.set_in_lines(text[1:], 60, 700, 460)
    moved = [(left + 24 if n < 2 else left, base, size, line)
             for n, (left, base, size, line) in enumerate(rest)]  # fmt: skip
    doc = document(by_hand.set_by_hand([[(60, 688, 32, text[0]), *moved]]))
    assert paragraphs(doc) == [text]


def test_a_letterspaced_heading() -> None:
    letters = [(60 + 9 * n, 640, 10, letter) for n, letter in enumerate("SUMMARY")]
    text = papers.paragraphs(2)
    page = [*by_hand.set_in_lines(text[0], 60, 800, 460), *letters,
            *by_hand.set_in_lines(text[1], 60, 600, 460)]  # fmt: skip
    doc = document(by_hand.set_by_hand([page]))
    assert kept(doc, "heading") == ["SUMMARY"]
    assert paragraphs(doc) == text


def test_a_last_column_of_two_lines_is_no_part_of_the_lines_beside_it() -> None:
    lines = by_hand.set_in_lines(" ".join(papers.sentences(40)), 50, 0, 230)
    pages = _columns(lines[:104], 26)
    pages.append([line for page in _columns(lines[104:110], 3) for line in page])
    doc = document(by_hand.set_by_hand([by_hand.by_words(page) for page in pages]))
    text = " ".join(paragraphs(doc))
    assert text.split()[-12:] == " ".join(line[3] for line in lines[:110]).split()[-12:]


@pytest.mark.parametrize(
    ("before", "raised", "read"),
    [
        ("the fee,", "3", "the fee, and it"),
        ("the fee", "12", "the fee and it"),
        ("the fee.", "*", "the fee. and it"),
        ("an area of 40 km", "2", "an area of 40 km2 and it"),
        ("about 10", "6", "about 106 and it"),
        ("the 19", "th", "the 19th and it"),
    ],
)
def test_raised_numbers_point_to_notes_unless_they_are_units(
    before: str, raised: str, read: str
) -> None:
    wide = len(before) * 10 * by_hand.WIDTH
    line = [
        (60, 700, 10, before),
        (60 + wide, 703.5, 6, raised),
        (60 + wide + 6 * by_hand.WIDTH * len(raised) + 6, 700, 10, "and it"),
    ]
    page = [*line, *by_hand.set_in_lines(f"was paid. {papers.paragraphs(1)[0]}", 60, 688, 460)]
    text = paragraphs(document(by_hand.set_by_hand([page])))[0]
    assert text.startswith(read)


def test_no_sentence_is_quoted_over_a_line_that_was_dropped() -> None:
    first, second = "The board raised the fee in spring because", "dredging had become dearer."
    page = [
        *by_hand.set_in_lines(papers.paragraphs(1)[0], 60, 760, 460),
        (60, 600, 10, first),
        (60, 588, 6, "Ports and dues"),
        (60, 576, 10, second),
    ]
    doc = document(by_hand.set_by_hand([page]))
    joined = f"{first} {second}"
    assert joined not in doc.text or doc.text.index(joined) + len(first) in doc.seams
