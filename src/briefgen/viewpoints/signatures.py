"""Quotations that a dash and a name sign, at their end or in the next paragraph (“…” — Ann Lee)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefgen.model import Document
from briefgen.viewpoints.quotations import QuotationSpan

_WORD = r"[^\W\d_a-z][\w.’'-]*"
_NAME = rf"(?P<name>{_WORD}(?:\s(?:{_WORD}|van|von|de|der|den|la|al|bin)){{0,4}})"
_SIGNATURE = re.compile(
    rf"\s*(?:[—–―]|--)\s?{_NAME}(?:,\s[^.!?:;“”\"]{{2,80}}|\s\([^()]{{2,80}}\))?\.?\s*\Z"
)


def signatures(document: Document, spans: Sequence[QuotationSpan]) -> Mapping[int, str]:
    """The name that signs a quotation, by the quotation's `run`."""
    found: dict[int, str] = {}
    at = 0
    before: QuotationSpan | None = None
    for block in document.paragraphs:
        while at < len(spans) and spans[at].end <= block.end:
            at += 1
        last = spans[at - 1] if at and spans[at - 1].start >= block.start else None
        signed = last if last is not None else before
        start = last.end if last is not None else block.start
        match = _SIGNATURE.match(document.text, start, block.end) if signed else None
        if match and signed:
            found[signed.run] = match["name"]
        before = last if last is not None and last.end == block.end else None
    return found
