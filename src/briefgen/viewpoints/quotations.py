"""Where a paragraph's quotation marks open and close.

A quotation that is not closed runs on in the next paragraph when that opens with a mark; this is
how English prose continues a speaker over paragraphs. Single marks are left alone: they are
apostrophes more often than not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.model import Document

_MARK = re.compile(r"[“”„«»\"]")
_OPENERS, _CLOSERS = "“„«", "”»"


@dataclass(frozen=True, slots=True)
class QuotationSpan:
    """A quoted stretch with its marks; `open` if no closing mark stands in its paragraph."""

    start: int
    end: int
    open: bool


def quotation_spans(document: Document) -> tuple[QuotationSpan, ...]:
    """All quoted stretches of a document's paragraphs, in order, never nested."""
    return tuple(
        span
        for block in document.paragraphs
        for span in _spans(document.text, block.start, block.end)
    )


def quoted_share(start: int, end: int, spans: Iterable[QuotationSpan]) -> float:
    """The share of `start:end` that stands inside quotation marks, 0 to 1."""
    inside = sum(max(0, min(end, s.end) - max(start, s.start)) for s in spans)
    return inside / max(1, end - start)


def is_balanced(text: str) -> bool:
    """Whether quotation marks and brackets close in the text that opened them."""
    straight = text.count('"') % 2 == 0
    pairs = all(text.count(a) == text.count(b) for a, b in ("“”", "«»", "()", "[]"))
    return straight and pairs


def _spans(text: str, start: int, end: int) -> Iterable[QuotationSpan]:
    opened: int | None = None
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if opened is None and mark not in _CLOSERS:
            opened = match.start()
        elif opened is not None and mark not in _OPENERS:
            yield QuotationSpan(opened, match.end(), open=False)
            opened = None
    if opened is not None:
        yield QuotationSpan(opened, end, open=True)
