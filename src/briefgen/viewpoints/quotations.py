"""Where a document's quotations open and close, and which run on over paragraphs.

Double marks of any make count, straight ones by the side that their space is on; single marks
where they stand as a pair round words and not as an apostrophe. A quotation that its paragraph
does not close runs on in the next one, which opens with a mark again, or forgets to. A mark that
closes what nothing opened closes a quotation that began with the paragraph: rather too much is
taken for quoted than somebody's words for the writer's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.model import Block, Document, Sentence

_MARK = re.compile(r"[“”„«»\"]|''|``|‘‘|’’")
_OPENERS, _CLOSERS = frozenset({"“", "„", "«", "``", "‘‘"}), frozenset({"”", "»", "’’"})
#: A single mark that opens, at the paragraph's start or after a space, bracket or dash; "’90s" and
#: the like are elisions.
_SINGLE_OPEN = re.compile(
    r"(?<![^\s(\[—–])[‘'](?=[^\W\d_]|…|\.\.\.)(?!(?i:em|til|tis|twas|cause)\b)"
)
#: A single mark that closes a sentence or a clause, and one that could close anything.
_SINGLE_END = re.compile(r"(?<=[.,!?…;:—])[’'](?![\w’'])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w)\]])’(?!\w)")


@dataclass(frozen=True, slots=True)
class QuotationSpan:
    """A quoted stretch with its marks; `open` if no closing mark stands in its paragraph.

    Spans of one quotation that goes on over paragraphs have the same `run`.
    """

    start: int
    end: int
    open: bool
    run: int = 0


def quotation_spans(document: Document) -> tuple[QuotationSpan, ...]:
    """All quoted stretches of a document's paragraphs, in order, never nested."""
    found: list[QuotationSpan] = []
    run, pending = 0, False
    for block in document.paragraphs:
        for n, span in enumerate(_paragraph(document.text, block, pending=pending)):
            goes_on = pending and n == 0 and span.start == block.start
            run += not goes_on
            found.append(replace(span, run=run))
        pending = bool(found) and found[-1].open and found[-1].start >= block.start
    return tuple(found)


def insides(
    sentences: Sequence[Sentence], spans: Sequence[QuotationSpan]
) -> tuple[tuple[QuotationSpan, ...], ...]:
    """The quotations that each sentence shares text with, in order."""
    found, first = [], 0
    for sentence in sentences:
        while first < len(spans) and spans[first].end <= sentence.start:
            first += 1
        last = bisect_left(spans, sentence.end, first, key=lambda span: span.start)
        found.append(tuple(spans[first:last]))
    return tuple(found)


def quoted_share(start: int, end: int, spans: Iterable[QuotationSpan]) -> float:
    """The share of `start:end` that stands inside quotation marks, 0 to 1."""
    inside = sum(max(0, min(end, s.end) - max(start, s.start)) for s in spans)
    return inside / max(1, end - start)


def is_balanced(text: str) -> bool:
    """Whether quotation marks and brackets close in the text that opened them."""
    straight = text.count('"') % 2 == 0 and text.count("''") % 2 == 0
    pairs = all(text.count(a) == text.count(b) for a, b in ("“”", "«»", "()", "[]"))
    return straight and pairs and not any(span.open for span in _singles(text, 0, len(text), ()))


def _paragraph(text: str, block: Block, *, pending: bool) -> Sequence[QuotationSpan]:
    """A paragraph's spans; `pending`: the paragraph before it left a quotation open."""
    doubles = tuple(_doubles(text, block.start, block.end))
    spans = _outermost((*doubles, *_singles(text, block.start, block.end, doubles)))
    if spans or not pending or block.start == block.end:
        return spans
    return (QuotationSpan(block.start, block.end, open=False),)


def _outermost(spans: Iterable[QuotationSpan]) -> tuple[QuotationSpan, ...]:
    kept: list[QuotationSpan] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _doubles(text: str, start: int, end: int) -> Iterator[QuotationSpan]:
    opened: int | None = None
    closed = start
    for match in _MARK.finditer(text, start, end):
        side = _side(text, match, start, end)
        if opened is None and (side != "close" or match.start() == start):
            opened = match.start()
        elif opened is not None and side != "open":
            yield QuotationSpan(opened, match.end(), open=False)
            opened, closed = None, match.end()
        elif opened is None and closed == start:
            yield QuotationSpan(start, match.end(), open=False)
            closed = match.end()
    if opened is not None:
        yield QuotationSpan(opened, end, open=True)


def _side(text: str, match: re.Match[str], start: int, end: int) -> str:
    """Whether a mark opens, closes, or could do either."""
    mark = match.group()
    if mark in _OPENERS or mark in _CLOSERS:
        return "open" if mark in _OPENERS else "close"
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    opens = before.isspace() or before in "([—–-‘'“"
    closes = after.isspace() or after in ")].,;:!?—–’'”"
    if opens == closes:
        return "either"
    return "open" if opens else "close"


def _singles(
    text: str, start: int, end: int, doubles: Sequence[QuotationSpan]
) -> Iterator[QuotationSpan]:
    """Stretches in single marks outside `doubles`; straight ones only where they end a clause."""
    at = start
    while opening := _SINGLE_OPEN.search(text, at, end):
        at = opening.end()
        if any(span.start <= opening.start() < span.end for span in doubles):
            continue
        following = _SINGLE_OPEN.search(text, at, end)
        limit = following.start() if following else end
        closing = _SINGLE_END.search(text, at, limit)
        if closing is None and opening.group() == "‘":
            closing = _SINGLE_CLOSE.search(text, at, limit)
        if closing is not None:
            yield QuotationSpan(opening.start(), closing.end(), open=False)
            at = closing.end()
        elif opening.start() == start and following is None:
            yield QuotationSpan(start, end, open=True)
            return
