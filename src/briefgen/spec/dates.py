"""Dates as desk officers write them, to CSL's `date-parts`."""

from __future__ import annotations

import datetime
import re

_ISO = re.compile(r"[0-9]{1,4}(-[0-9]{1,2}){0,2}")


def date_parts(value: object) -> list[list[int]]:
    """Return CSL's `date-parts` of an ISO date, a year, or a mapping that holds them already.

    What has not the form of a date gives none.
    """
    match value:
        case bool():
            return []
        case int():
            return [[value]]
        case str() if _ISO.fullmatch(value.strip()):
            return [[int(part) for part in value.strip().split("-")]]
        case {"date-parts": list(spans)}:
            return [_whole(span) for span in spans if isinstance(span, list)]
    return []


def is_date(value: object) -> bool:
    """Say whether a date exists, as far as its form is right; the schema looks after the form."""
    return all(_exists(parts) for parts in date_parts(value))


def _whole(span: list[object]) -> list[int]:
    return [int(part) for part in span if isinstance(part, int | float)]


def _exists(parts: list[int]) -> bool:
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except (ValueError, OverflowError):
        return False
    return True
