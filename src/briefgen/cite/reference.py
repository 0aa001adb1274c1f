"""What a source is, as CSL-JSON."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from briefgen.model import Name, Reference

if TYPE_CHECKING:
    from briefgen.model import SourceRecord


def csl(reference: Reference, id: str, retrieved: str | None = None) -> dict[str, Any]:
    """Return `reference` as CSL-JSON; what is not known is absent, never empty and never guessed.

    `extra` fills in other CSL fields (`accessed`, `editor`, `volume` …); a field that the
    reference has itself wins over one in `extra`, and so does the day when the source was
    `retrieved` (ISO 8601) over the one when somebody else had accessed it.
    """
    known: dict[str, Any] = {
        "type": reference.type or "webpage",
        "title": reference.title,
        "author": [_name(name) for name in reference.author if str(name)],
        "publisher": reference.publisher,
        "container-title": reference.container_title,
        "issued": {"date-parts": [reference.issued.parts]} if reference.issued else None,
        "URL": reference.url,
        "accessed": {"date-parts": [_day(retrieved)]} if retrieved else None,
    }
    extra = {key: value for key, value in reference.extra.items() if value not in (None, "")}
    return {**extra, **{key: value for key, value in known.items() if value}, "id": id}


def cited_as(source: SourceRecord) -> dict[str, Any]:
    """Return a source as CSL-JSON; one without a title is cited by its file's name."""
    known = csl(source.reference, source.id, source.retrieved)
    return {"title": f"[{PurePath(source.location).name}]", **known}


def _day(time: str) -> list[int]:
    return [int(part) for part in time[:10].split("-")]


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    parts = {"family": name.family, "given": name.given}
    return {key: value for key, value in parts.items() if value}
