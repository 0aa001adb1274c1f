"""References: what the desk states of a source (CSL-JSON) wins over what was read in it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from briefgen.model import Date, Name, Reference
from briefgen.readers.dates import parse_date, valid_date
from briefgen.readers.decode import normalise

# CSL's field, and the field of `Reference` that holds it as plain text.
_TEXT_FIELDS = {
    "title": "title",
    "publisher": "publisher",
    "container-title": "container_title",
    "URL": "url",
    "type": "type",
}

_FIELDS = {**_TEXT_FIELDS, "author": "author", "issued": "issued", "role": "role"}
_HALF = re.compile("[\ud800-\udfff]")  # of a pair of surrogates


def merge(read: Reference, stated: Mapping[str, Any], by: str = "spec") -> Reference:
    """`read` with the fields of `stated` (CSL-JSON) in their place, their origin being `by`.

    `issued` may be CSL's `date-parts`, an ISO string or a `datetime.date`; fields that
    `Reference` has no place for go to `extra` as they are.
    """
    changes: dict[str, Any] = {}
    extra = dict(read.extra)
    for field, value in stated.items():
        if field in _TEXT_FIELDS:
            changes[_TEXT_FIELDS[field]] = str(value)
        elif field == "author":
            changes["author"] = csl_names(value)
        elif field == "issued":
            changes["issued"] = csl_date(value)
        elif field == "role":
            changes["role"] = str(value)
        else:
            extra[field] = value
    if read.author and "author" in changes and not _shared(read.author, changes["author"]):
        changes.setdefault("role", "")  # it was read of somebody else
    origin = {**read.origin, **dict.fromkeys(changes, by)}
    return replace(read, **changes, extra=extra, origin=origin)


def fill(read: Reference, told: Mapping[str, Any], by: str) -> Reference:
    """`read` with what `told` (CSL-JSON) says of the fields on which it is silent."""
    silent = {
        field: value
        for field, value in told.items()
        if not getattr(read, _FIELDS.get(field, ""), None) and field not in read.extra
    }
    return merge(read, silent, by)


def cleaned(reference: Reference) -> Reference:
    """The reference with every text on one line, in NFC, without what prints nothing.

    Markup and metadata can hold what a text cannot: half a character as JSON's escape, an override
    of the direction as an entity.
    """
    authors = (Name(_line(n.family), _line(n.given), _line(n.literal)) for n in reference.author)
    return replace(
        reference,
        title=_line(reference.title),
        author=tuple(name for name in authors if str(name)),
        publisher=_line(reference.publisher),
        container_title=_line(reference.container_title),
        url=_line(reference.url),
        role=_line(reference.role),
        extra=_cleaned(reference.extra),
    )


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return _line(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(item) for key, item in value.items()}
    return [_cleaned(item) for item in value] if isinstance(value, list) else value


def _line(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    return " ".join(normalise(_HALF.sub("", text)).split())


def _shared(read: Sequence[Name], stated: Sequence[Name]) -> bool:
    """Whether one family name stands in both."""
    return bool({name.family for name in read if name.family} & {name.family for name in stated})


def csl_names(value: Any) -> tuple[Name, ...]:
    """CSL's list of names; a bare string is taken as the name of an organisation."""
    if isinstance(value, str):
        return (Name(literal=value),)
    if isinstance(value, Mapping):
        return (_csl_name(value),)
    if isinstance(value, Sequence):
        return tuple(name for item in value for name in csl_names(item))
    return ()


def csl_date(value: Any) -> Date | None:
    """A date from CSL's `date-parts`, an ISO string, a year or a `datetime.date`."""
    if isinstance(value, datetime.date):
        return Date(value.year, value.month, value.day)
    if isinstance(value, Mapping):
        return _from_parts(value.get("date-parts")) or csl_date(
            value.get("raw") or value.get("literal") or ""
        )
    if isinstance(value, int):
        return _from_parts([[value]])
    return parse_date(value) if isinstance(value, str) else None


def _csl_name(value: Mapping[str, Any]) -> Name:
    particle = str(value.get("non-dropping-particle", ""))
    family = f"{particle} {value.get('family', '')}".strip()
    return Name(family, str(value.get("given", "")), str(value.get("literal", "")))


def _from_parts(parts: Any) -> Date | None:
    try:
        numbers = [int(part) for part in parts[0]][:3]
        year, month, day = (*numbers, 0, 0, 0)[:3]
        return valid_date(year, month, day) if numbers else None
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):  # JSON has 1e400 too
        return None
