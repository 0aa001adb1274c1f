"""A bibliography's record, whatever it was written in, and what CSL-JSON it may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.readers.bib_tex import one_line
from briefgen.readers.feed_address import address_of
from briefgen.readers.reference import csl_date

#: Records of one bibliography that are read, and code points of a field, from its beginning.
MOST_RECORDS, LONGEST_FIELD = 5000, 10_000
_MOST_NAMES = 500

_NAMES = frozenset(
    "author chair collection-editor composer container-author contributor curator director editor"
    " editorial-director guest host interviewer original-author performer producer recipient"
    " reviewed-author translator".split()
)
_DATES = frozenset("accessed available-date event-date issued original-date submitted".split())
_TEXTS = frozenset(
    "type title abstract annote archive archive-place archive_collection archive_location authority"
    " call-number chapter-number citation-number collection-number collection-title container-title"
    " container-title-short dimensions division DOI edition event event-place event-title genre"
    " ISBN ISSN issue jurisdiction keyword language license medium note number number-of-pages"
    " number-of-volumes original-publisher original-publisher-place original-title page page-first"
    " part-number part-title PMCID PMID publisher publisher-place references reviewed-title scale"
    " section source status supplement-number title-short URL version volume volume-title"
    " year-suffix".split()
)
_NAME_PARTS = frozenset(
    "family given literal suffix dropping-particle non-dropping-particle".split()
)


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its key, the line that it begins on, its CSL-JSON, and its files, best first."""

    key: str
    line: int
    reference: Mapping[str, Any]
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a record, or with the whole where `key` and `line` are empty."""

    key: str
    line: int
    what: str
    remedy: str


def csl_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """The CSL variables of a record, each of the type that CSL-JSON gives it; others go."""
    found: dict[str, Any] = {}
    for field, value in record.items():
        if field in _TEXTS and isinstance(value, str | int | float):
            found[field] = "" if len(str(value)) > LONGEST_FIELD else one_line(str(value))
        elif field in _NAMES and isinstance(value, list):
            names = (_name(name) for name in value[:_MOST_NAMES])
            found[field] = [name for name in names if name]
        elif field in _DATES:
            date = csl_date(value)
            found[field] = {"date-parts": [date.parts]} if date else None
    found["URL"] = address_of(found.get("URL", ""))  # no `javascript:` in a brief's links
    return {field: value for field, value in found.items() if value}


def _name(value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        return {}
    parts = {
        part: one_line(text)
        for part, text in value.items()
        if part in _NAME_PARTS and isinstance(text, str)
    }
    return {part: text for part, text in parts.items() if text}
