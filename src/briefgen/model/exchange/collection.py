"""A collection taken apart, as JSON; the bytes of its items are in Base64 (RFC 4648)."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from briefgen.model.date import Date
from briefgen.model.desk import Problem
from briefgen.model.exchange.checked import dump, load, mapping, sequence, string
from briefgen.model.exchange.reading import date_of
from briefgen.model.source import Part, Split


def split_dumps(split: Split) -> str:
    """A split collection as one line."""
    problems = [[p.where, p.what, p.remedy] for p in split.problems]
    return dump({"parts": [_part(part) for part in split.parts], "problems": problems})


def split_loads(answer: str | bytes) -> Split | Problem | None:
    """The answer of the one who took a collection apart; None where there is none."""
    found = load(answer if isinstance(answer, str) else answer.decode())
    if found is None:
        return None
    values = mapping(found)
    if "parts" not in values:
        return Problem(*(string(values.get(field)) for field in ("where", "what", "remedy")))
    return Split(
        tuple(map(_part_of, sequence(values["parts"]))),
        tuple(_problem(sequence(p)) for p in sequence(values.get("problems"))),
    )


def _part(part: Part) -> dict[str, Any]:
    return {
        "location": part.location,
        "content": None if part.content is None else b64encode(part.content).decode("ascii"),
        "reference": part.reference,
        "issued": _parts(part.issued),
        "teaser": part.teaser,
        "changed": _parts(part.changed),
    }


def _parts(date: Date | None) -> list[int] | None:
    return [date.year, date.month, date.day] if date else None


def _part_of(value: object) -> Part:
    found = mapping(value)
    content, issued, changed = (found.get(field) for field in ("content", "issued", "changed"))
    if type(found.get("teaser")) is not bool:
        raise ValueError("whether an item is a teaser is not said")
    return Part(
        location=string(found.get("location")),
        content=None if content is None else b64decode(string(content), validate=True),
        reference=mapping(found.get("reference")),
        issued=None if issued is None else date_of(issued),
        teaser=found["teaser"],
        changed=None if changed is None else date_of(changed),
    )


def _problem(fields: list[Any]) -> Problem:
    if len(fields) != 3:
        raise ValueError("a problem is not where, what and remedy")
    return Problem(*map(string, fields))
