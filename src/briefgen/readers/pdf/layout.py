"""The pages of a paper as paragraphs in reading order, running matter and notes told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefgen.readers.pdf.columns import Column, columns_of, shared_gutters
from briefgen.readers.pdf.lines import body_size, merged, segments_of
from briefgen.readers.pdf.page import Line, Paper, Sheet, Word
from briefgen.readers.pdf.paragraphs import Paragraph, flowing, leadings, paragraphs_of
from briefgen.readers.pdf.running import key_of, running_matter
from briefgen.readers.pdf.sections import label_sections
from briefgen.readers.pdf.trust import is_garbled


def paragraphs_on(paper: Paper) -> list[Paragraph]:
    """The paragraphs of all pages; those that are no text carry the reason."""
    sheets = paper.sheets
    body = body_size(sheets)
    pages = [segments_of(sheet, index) for index, sheet in enumerate(sheets)]
    running = running_matter(pages, sheets, body)
    text = [[line for line in lines if key_of(line) not in running] for lines in pages]
    known = shared_gutters(text, body)
    columns = [columns_of(lines, body, known) for lines in text]
    usual = leadings(column for page in columns for column in page)
    found: list[Paragraph] = []
    for sheet, lines, page in zip(sheets, pages, columns, strict=True):
        found += _page(sheet, lines, page, running, usual, body)
    return flowing(label_sections(found, body), body)


def _page(
    sheet: Sheet, lines: Sequence[Line], columns: Iterable[Column],
    running: Mapping[tuple[int, int, float], str], usual: dict[float, float], body: float,
) -> list[Paragraph]:  # fmt: skip
    """A page's paragraphs, what runs at its head before and what runs at its foot after them."""
    if is_garbled(sheet):
        return [Paragraph(tuple(merged(lines)), "letters that map to nothing", floats=True)]
    head: list[Paragraph] = []
    foot = _rotated(sheet)
    for line in lines:
        if reason := running.get(key_of(line)):
            (head if line.y < sheet.height / 2 else foot).append(
                Paragraph((line,), reason, floats=True)
            )
    text = [paragraph for column in columns for paragraph in paragraphs_of(column, usual, body)]
    return [*head, *text, *foot]


def _rotated(sheet: Sheet) -> list[Paragraph]:
    """What is set across the reading direction, as one block."""
    if not sheet.rotated:
        return []
    word = Word(" ".join(sheet.rotated.split()), 0, 0, 0, 1, bold=False, spaced=False)
    return [Paragraph((Line((word,), sheet.number - 1, -1),), "rotated text", floats=True)]
