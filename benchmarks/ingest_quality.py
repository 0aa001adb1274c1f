"""How well each system reads the pages."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

from ingest_pages import Page
from ingest_score import same_authors, same_day, same_title, text_scores
from ingest_systems import SYSTEMS, Reading

_FIELDS: dict[str, Callable[[Any, Any], bool]] = {
    "title": same_title,
    "author": same_authors,
    "date": same_day,
}


def measure_quality(pages: Sequence[Page]) -> tuple[list[dict], dict[str, float]]:
    """A row for each system; how many pages there are, and how many state each field.

    A field's share is over the pages of which the file states it; where it does not, a page may
    have it or not. `author_all` and `date_all` are over all pages, and take what is not stated
    for absent: only reading nothing is right there.
    """
    logging.disable(logging.ERROR)
    rows: list[dict] = []
    for name, system in SYSTEMS.items():
        readings = [system(page.content) for page in pages]
        rows.append({"system": name} | scores(pages, readings))
    figures = {"pages": len(pages)}
    figures |= {f"pages_with_{field}": len(_stated(pages, field)) for field in ("text", *_FIELDS)}
    return rows, {figure: count for figure, count in figures.items() if count}


def scores(pages: Sequence[Page], readings: Sequence[Reading]) -> dict[str, float]:
    """The metrics that the pages allow and the system offers."""
    found: dict[str, float] = {}
    texts = [
        (page.text, read.text) for page, read in zip(pages, readings, strict=True) if page.text
    ]
    if texts:
        found |= text_scores(texts)
    for field, same in _FIELDS.items():
        stated = _stated(pages, field)
        values = [getattr(readings[index], field) for index in stated]
        if stated and None not in values:
            right = (
                same(getattr(pages[index], field), value)
                for index, value in zip(stated, values, strict=True)
            )
            found[field] = sum(right) / len(stated)
            silent = _stated(pages, field, stated=False)
            if silent:
                none_read = sum(not any(getattr(readings[index], field)) for index in silent)
                share = (found[field] * len(stated) + none_read) / (len(stated) + len(silent))
                found[f"{field}_all"] = share
    return found


def _stated(pages: Sequence[Page], field: str, *, stated: bool = True) -> list[int]:
    """The pages of which the file states the field, or those of which it leaves it empty."""
    values = [getattr(page, field) for page in pages]
    return [i for i, value in enumerate(values) if value is not None and bool(value) is stated]
