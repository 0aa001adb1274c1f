"""PDF: the words of each page in reading order, as paragraphs with their page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from briefgen.model import Document, Dropped, Problem, Reference, Snapshot
from briefgen.readers.decode import normalise
from briefgen.readers.numbering import numbered
from briefgen.readers.pdf.extract import ORNAMENT, open_paper
from briefgen.readers.pdf.hyphens import Vocabulary, joined, vocabulary_of
from briefgen.readers.pdf.journal import journal_on, without_line
from briefgen.readers.pdf.layout import paragraphs_on
from briefgen.readers.pdf.lines import body_size
from briefgen.readers.pdf.notes import NOTES, note_of
from briefgen.readers.pdf.others import label_others
from briefgen.readers.pdf.page import Paper
from briefgen.readers.pdf.paragraphs import Paragraph
from briefgen.readers.pdf.printed import printed_page
from briefgen.readers.pdf.sections import is_heading
from briefgen.readers.pdf.statements import label_statements
from briefgen.readers.pdf.titlepage import reference_of, title_of, told_title, xmp_of
from briefgen.readers.pdf.trust import untrusted
from briefgen.readers.pieces import Mark, Piece

__all__ = ["read"]

_FRONT_PAGES = 2  # a cover may hold nothing but a picture


def read(snapshot: Snapshot, text: str) -> Document | Problem:  # noqa: ARG001 - it is binary
    """The document in a PDF, or the `Problem` that nothing in it is text that can be quoted."""
    from briefgen.readers.asides import with_notes  # noqa: PLC0415
    from briefgen.readers.assemble import document_of  # noqa: PLC0415

    paper = open_paper(snapshot.content, snapshot.location)
    if isinstance(paper, Problem):
        return paper
    if problem := untrusted(paper, snapshot.location):
        return problem
    paragraphs, known, titles = _described(paper, {**paper.info, **xmp_of(snapshot.content)})
    words = vocabulary_of(p.texts for p in paragraphs if not p.reason)
    pieces = _numbered(_pieces(paragraphs, paper, words, titles))
    document = document_of(snapshot, [piece for piece in pieces if piece], known)
    if isinstance(document, Problem):
        return document
    places = _places(document, pieces)
    gone = [*document.dropped, *_dropped(document, paragraphs, places), *_unread(document, paper)]
    whole = replace(
        document,
        dropped=tuple(sorted(gone, key=lambda piece: piece.at)),
        reference=replace(document.reference, type=known.type),
        seams=tuple(sorted({*document.seams, *_seams(document, pieces, places)})),
    )
    notes = [note_of(p, _text(p, words), paper) for p in paragraphs if p.reason in NOTES]
    return with_notes(whole, notes)


def _numbered(pieces: Sequence[Piece | None]) -> list[Piece | None]:
    """The pieces, with the numbers of a series of paragraphs apart; None stays where it stands."""
    there = iter(numbered([piece for piece in pieces if piece]))
    return [next(there) if piece else None for piece in pieces]


def _described(
    paper: Paper, info: Mapping[str, str]
) -> tuple[list[Paragraph], Reference, list[Paragraph]]:
    """The paragraphs, what the first page and `info` say of it, and its title's paragraph."""
    page, paragraphs = printed_page(paragraphs_on(paper), paper.sheets)
    if page:  # the file was made when somebody printed it, whenever it was written
        info = {key: value for key, value in info.items() if key != "CreationDate"}
    first = _front(paragraphs)
    title, at = title_of(first, told_title(info))
    front = " ".join(word.text for sheet in paper.sheets[:1] for word in sheet.words)
    titles = first[at : at + 1] if at >= 0 else []
    place = next((n for n, p in enumerate(paragraphs) if p in titles), -1)
    journal, line = journal_on(paragraphs, place)
    known = reference_of(first, title, at, info, front, journal)
    paragraphs = without_line(paragraphs, line) if journal else paragraphs
    body = body_size(paper.sheets)
    paragraphs = label_statements(paragraphs, body, place)
    paragraphs = label_others(paragraphs, body, known.author, place)
    return paragraphs, page.stated(known) if page else known, titles


def _front(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The first page's paragraphs; the second's where the first, a cover, has no text."""
    pages = ([p for p in paragraphs if p.lines[0].sheet == n] for n in range(_FRONT_PAGES))
    return next((page for page in pages if any(not p.reason for p in page)), [])


def _pieces(
    paragraphs: Sequence[Paragraph], paper: Paper, words: Vocabulary, titles: Sequence[Paragraph]
) -> list[Piece | None]:
    """A piece for each paragraph that is text, None for the others."""
    body = body_size(paper.sheets)
    bold = sum(p.bold for p in paragraphs) * 2 > len(paragraphs)
    return [
        None if p.reason else Piece(
            _text(p, words), _mark(p, body, titles, bold_body=bold),
            bullet=_shown(p.bullet),
            page=paper.sheets[p.lines[0].sheet].label, breaks=_breaks(p, paper, words),
        )
        for p in paragraphs
    ]  # fmt: skip


def _breaks(
    paragraph: Paragraph, paper: Paper, words: Vocabulary
) -> tuple[tuple[int, int | None], ...]:
    """The offsets in a paragraph's text at which a later page begins, each with its label."""
    lines = paragraph.lines
    turns = [n for n in range(1, len(lines)) if lines[n].sheet != lines[n - 1].sheet]
    if not turns:
        return ()
    found: list[tuple[int, int | None]] = []
    at, start = 0, 0
    for turn in turns:  # what a page adds: how its last line is joined, the next one's first says
        through = replace(
            paragraph, lines=lines[start : turn + 1], bullet=_opening(paragraph, start)
        )
        at += len(_text(through, words)) - len(_text(Paragraph(lines[turn : turn + 1]), words))
        found.append((at, paper.sheets[lines[turn].sheet].label))
        start = turn
    return tuple(found)


def _opening(paragraph: Paragraph, start: int) -> str:
    """The bullet of the lines from `start` on: only the first has one."""
    return "" if start else paragraph.bullet


def _text(paragraph: Paragraph, words: Vocabulary) -> str:
    return " ".join(normalise(joined(paragraph.texts, words)).split())


def _shown(text: str) -> str:
    return text.replace(ORNAMENT, "•")


def _mark(
    paragraph: Paragraph, body: float, titles: Sequence[Paragraph], *, bold_body: bool
) -> Mark:
    if any(paragraph is title for title in titles):
        return "title"
    if is_heading(paragraph, body, bold_body=bold_body):
        return "heading"
    return "item" if paragraph.bullet else "text"


def _places(document: Document, pieces: Sequence[Piece | None]) -> list[int]:
    """Where each piece begins in the text; what is not in it, where the text before it ends."""
    places: list[int] = []
    end = 0
    for piece in pieces:
        found = document.text.find(piece.text, end) if piece else -1
        places.append(max(found, end))
        end = found + len(piece.text) if piece and found >= 0 else end
    return places


def _dropped(
    document: Document, paragraphs: Sequence[Paragraph], places: Sequence[int]
) -> Iterator[Dropped]:
    """What is no text, each with the offset of the block that it stood before."""
    starts = [block.start for block in document.blocks]
    for paragraph, place in zip(paragraphs, places, strict=True):
        if paragraph.reason and paragraph.reason not in NOTES:
            after = bisect_left(starts, place)
            at = starts[after] if after < len(starts) else document.blocks[-1].end
            text = _shown(normalise(" ".join(line.text for line in paragraph.lines)))
            yield Dropped(text, paragraph.reason, at)


def _seams(
    document: Document, pieces: Sequence[Piece | None], places: Sequence[int]
) -> Iterator[int]:
    """Where two pieces are one block: they were set apart on the page, whatever their words say."""
    starts = {block.start for block in document.blocks}
    for piece, place in zip(pieces, places, strict=True):
        inside = piece is not None and document.text.startswith(piece.text, place)
        if inside and place not in starts:
            yield place - 1


def _unread(document: Document, paper: Paper) -> Iterator[Dropped]:
    """Pages that are pictures, and those beyond the limit."""
    end = document.blocks[-1].end
    for sheet in paper.sheets:
        if sheet.pictures and not sheet.words:
            yield Dropped(f"page {sheet.number}", "a page without text", end)
    if paper.pages > len(paper.sheets):
        pages = f"pages {len(paper.sheets) + 1:,} to {paper.pages:,}"
        yield Dropped(pages, "beyond what is read of one file", end)
