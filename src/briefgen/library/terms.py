"""What is said of a source beside its text (CSL-JSON), as words and a date to find it by."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_NAME = ("given", "non-dropping-particle", "family", "literal")
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")


def dump(said: Mapping[str, Any]) -> str:
    """CSL-JSON as text; empty where nothing is said. YAML's dates become ISO 8601."""
    return json.dumps(said, ensure_ascii=False, default=str) if said else ""


def load(text: str) -> dict[str, Any]:
    """The CSL-JSON of `dump`."""
    said: dict[str, Any] = json.loads(text) if text else {}
    return said


def title(*said: Mapping[str, Any]) -> str:
    """The titles, one a line."""
    return lines(*(str(one["title"]) for one in said if one.get("title")))


def author(*said: Mapping[str, Any]) -> str:
    """The authors' names, one a line."""
    return lines(*(name for one in said for name in _names(one.get("author"))))


def issued(*said: Mapping[str, Any]) -> str:
    """The first date of issue, ISO 8601 as far as it is known."""
    return next(filter(None, (_date(one.get("issued")) for one in said)), "")


def lines(*texts: str) -> str:
    """The different lines of these texts, in their order."""
    found = (" ".join(line.split()) for text in texts for line in text.split("\n"))
    return "\n".join(dict.fromkeys(line for line in found if line))


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        parts = (value.get(part) for part in _NAME)
        yield " ".join(str(part) for part in parts if part)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _names(one)
    elif value:
        yield str(value)


def _date(value: Any) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        if not parts:
            return _date(value.get("raw") or value.get("literal"))
        first = parts[0] if isinstance(parts, list | tuple) else ()
        digits = [str(part) for part in first] if isinstance(first, list | tuple) else []
        value = "-".join(d.zfill(2 if place else 4) for place, d in enumerate(digits[:3]))
    match = _ISO.match(str(value or ""))
    return match[0] if match else ""
