"""A document's attributions as bytes, and back: for the library, and from a worker."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from itertools import starmap
from pathlib import Path
from typing import Any, get_args

from briefgen.model import HolderKind, Reported
from briefgen.model.exchange.checked import dump, load, sequence, string
from briefgen.viewpoints.attribution import Attribution
from briefgen.viewpoints.people import Speaker

_KINDS, _WAYS = get_args(HolderKind), get_args(Reported)


@cache
def version() -> str:
    """What attribution depends on beside the document: this package's code, and its weights."""
    here = Path(__file__).parent
    files = [*sorted(here.rglob("*.py")), here / "data" / "attribution.json"]
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:16]


def attributions_dumps(attributions: Sequence[Attribution]) -> bytes:
    """Attributions as JSON, deflated."""
    return zlib.compress(dump([_row(one) for one in attributions]).encode(), 1)


def attributions_loads(deflated: bytes, number: int) -> tuple[Attribution, ...]:
    """The attributions of so many sentences; raises ValueError where they are not."""
    try:
        rows = sequence(load(zlib.decompress(deflated).decode()))
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if len(rows) != number:
        raise ValueError("are not the attributions of these sentences")
    return tuple(starmap(_attribution, map(_columns, rows)))


def _row(one: Attribution) -> list[Any]:
    who = one.speaker
    speaker = [who.name, who.role, who.kind] if who else None
    return [speaker, one.reported, one.cue, one.unknown, one.mixed, one.nested]


def _columns(row: object) -> list[Any]:
    found = sequence(row)
    if len(found) != len(Attribution.__slots__):
        raise ValueError("is no attribution")
    return found


def _attribution(speaker: object, reported: Any, cue: object, *marks: Any) -> Attribution:
    if reported not in _WAYS or not {bool}.issuperset(map(type, marks)):
        raise ValueError("is no attribution")
    return Attribution(_speaker(speaker), reported, string(cue), *marks)


def _speaker(value: object) -> Speaker | None:
    if value is None:
        return None
    name, role, kind = map(string, sequence(value))
    if kind not in _KINDS:
        raise ValueError("is no kind of speaker")
    return Speaker(name, role, kind)  # type: ignore[arg-type]  # it was looked up
