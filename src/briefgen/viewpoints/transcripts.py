"""Paragraphs that are somebody's words because a label says so, and not the writer's.

In a transcript or an interview a paragraph opens with its speaker and a colon ("Q:", "WEISS:",
"Anna Weiss:"); what follows without a label is still that speaker's.
"""

from __future__ import annotations

import re
from collections import Counter

from briefgen.model import Document

#: Labels from which a document is a transcript, and times that one of them must recur.
_LEAST, _AGAIN = 3, 2
_NAME = re.compile(r"[“\"]?((?:[^\W\d_][\w.’'-]*\s){0,3}[^\W\d_][\w.’'-]*)\s?:\s")


def labelled_paragraphs(document: Document) -> frozenset[int]:
    """The numbers of the paragraphs that a label puts in somebody's mouth."""
    labels = {b.number: _label(document.text[b.start : b.end]) for b in document.paragraphs}
    counts = Counter(label for label in labels.values() if label)
    if counts.total() < _LEAST or max(counts.values()) < _AGAIN:
        return frozenset()
    first = min(number for number, label in labels.items() if label)
    return frozenset(number for number in labels if number >= first)


def _label(paragraph: str) -> str:
    """The name before a colon at a paragraph's start, each word with a capital; or nothing."""
    match = _NAME.match(paragraph)
    label = match.group(1) if match else ""
    return label if all(word[:1].isupper() for word in label.split()) else ""
