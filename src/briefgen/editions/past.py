"""Which documents there were on a past day, for an edition as it would have stood then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from briefgen.acquisition import Past
from briefgen.model import Advice, Date, Document

if TYPE_CHECKING:
    from briefgen.model import SourceRecord

#: Sources that are named one by one.
_FEW = 5


def published(
    documents: Sequence[Document], past: Past, day: date
) -> tuple[tuple[Document, ...], tuple[SourceRecord, ...]]:
    """The documents that were there on a day, and the others, each with why it is left out."""
    from briefgen.intake import left_out  # noqa: PLC0415 - not for editions of today

    kept: list[Document] = []
    later: list[SourceRecord] = []
    for document in documents:
        why = _later(document, past, day)
        if why:
            later.append(left_out(document, why))
        else:
            kept.append(document)
    return tuple(kept), tuple(later)


def told_of(later: Sequence[SourceRecord], day: date) -> tuple[Advice, ...]:
    """What is said of the sources that are left out; nothing where there is none."""
    if not later:
        return ()
    named = ", ".join(source.location for source in later[:_FEW])
    more = " and others" if len(later) > _FEW else ""
    what = f"{len(later)} of them were not there by {day.isoformat()}: {named}{more}"
    remedy = "nothing needs to be done; state a date in the spec, under the source's reference, "
    return (Advice("the sources", what, f"{remedy}where one has none"),)


def _later(document: Document, past: Past, day: date) -> str:
    """Why a document was not there yet; empty where it was.

    A date of a month or a year alone is none that is surely later. Without a date it counts when
    its bytes came into the archive.
    """
    issued = document.reference.issued
    if issued is not None:
        last = Date(day.year, day.month, day.day)
        return "is dated after the day of the edition" if last.is_before(issued) else ""
    held = past.validators(document.location)
    if held and held.sha256 == document.snapshot_sha256:
        return ""
    return "has no date, and was not in the archive on the day of the edition"
