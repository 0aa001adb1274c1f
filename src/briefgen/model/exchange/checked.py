"""JSON's values as the types that they must be; anything else raises ValueError."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NoReturn

#: More pages, paragraphs or words than any source has: what is beyond is no number but nonsense.
MANY = 1 << 31


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


_decode = json.JSONDecoder(parse_constant=_refuse).decode
#: A value as JSON on one line, its characters as they are.
dump = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def load(line: str) -> object:
    """The value of a line of JSON."""
    try:
        found: object = _decode(line)
        if "\\ud" in line or "\\uD" in line:
            dump(found).encode()  # raises where half a surrogate pair was escaped
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    return found


def mapping(value: object) -> dict[str, Any]:
    """An object."""
    if type(value) is not dict:
        raise ValueError("is no object")
    return value


def sequence(value: object) -> list[Any]:
    """A list of anything."""
    if type(value) is not list:
        raise ValueError("is no list")
    return value


def columns(value: object, count: int) -> list[list[Any]]:
    """`count` lists of one length."""
    found = [sequence(column) for column in sequence(value)]
    if len(found) != count or len({len(column) for column in found}) > 1:
        raise ValueError(f"is not {count} columns of one length")
    return found


def string(value: object) -> str:
    """A text."""
    if type(value) is not str:
        raise ValueError("is no text")
    return value


def strings(value: object) -> list[str]:
    """A list of texts."""
    found = sequence(value)
    if not {str}.issuperset(map(type, found)):
        raise ValueError("is no list of texts")
    return found


def whole(value: Sequence[Any], bound: int) -> Sequence[int]:
    """Whole numbers from 0 to below `bound`."""
    if not {int}.issuperset(map(type, value)):
        raise ValueError("is no list of whole numbers")
    if value and not 0 <= min(value) <= max(value) < bound:
        raise ValueError("has a number out of its range")
    return value
