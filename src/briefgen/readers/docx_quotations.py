"""A Word file's quotations: what has a style for them, or stands in below what announces it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from briefgen.readers.asides import Entry
from briefgen.readers.docx_package import W
from briefgen.readers.speech import may_announce_speech

_STEP = 200  # twips, a seventh of an inch


def indent_of(paragraph: Any) -> int:
    """How far a paragraph's own properties set it in, in twips."""
    found = paragraph.find(f"{W}pPr/{W}ind")
    if found is None:
        return 0
    value = found.get(f"{W}left") or found.get(f"{W}start") or "0"
    return int(value) if value.isdecimal() else 0


def set_apart(
    entries: Sequence[Entry], quoted: Collection[int], indents: Mapping[int, int]
) -> list[bool]:
    """Whether each entry is a quotation.

    `quoted` are the places of those that a style says it of, `indents` those of paragraphs.
    """
    apart: list[bool] = []
    margin: int | None = None  # of what announces the quotation that is being read
    for index in range(len(entries)):
        indent = indents.get(index, 0)
        if index and may_announce_speech(entries[index - 1].text) and not apart[-1]:
            margin = indents.get(index - 1, 0)
        inside = margin is not None and indent >= margin + _STEP
        margin = margin if inside else None
        apart.append(inside or index in quoted)
    return apart
