"""The numbers and bullets of Word's lists, which are counted and never written in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.readers.docx_package import W
from briefgen.readers.docx_styles import value_of

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST = 4000  # numbers beyond this are counted but not written in letters


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: how its numbers are written, and in what text ("%1.%2")."""

    form: str = "bullet"
    text: str = "•"
    start: int = 1


class Counter:
    """The lists of one document, counted on from paragraph to paragraph."""

    def __init__(self, numbering: Any) -> None:
        self._levels: dict[str, Mapping[int, _Level]] = {}
        self._list: dict[str, str] = {}
        self._count: dict[tuple[str, int], int] = {}
        if numbering is None:
            return
        abstract = {e.get(f"{W}abstractNumId", ""): e for e in numbering.iter(f"{W}abstractNum")}
        for number in numbering.iter(f"{W}num"):
            id, of = number.get(f"{W}numId", ""), value_of(number, "abstractNumId")
            if of in abstract:
                levels = _levels(abstract[of], number)
                restarts = number.find(f"{W}lvlOverride/{W}startOverride") is not None
                self._levels[id], self._list[id] = levels, f"{of}/{id}" if restarts else of

    def bullet(self, id: str, level: int) -> str:
        """What stands before the next item of that list and level: "•", "3.", "(b)" or nothing."""
        levels = self._levels.get(id)
        if levels is None or level not in levels:
            return "•"
        own = levels[level]
        if own.form in {"bullet", "none"}:
            return "•" if own.form == "bullet" else ""
        counted = self._list[id]
        self._count[counted, level] = self._count.get((counted, level), own.start - 1) + 1
        for deeper in [key for key in self._count if key[0] == counted and key[1] > level]:
            del self._count[deeper]
        return re.sub(r"%(\d)", lambda match: self._written(id, int(match[1]) - 1), own.text)

    def _written(self, id: str, level: int) -> str:
        own = self._levels[id].get(level, _Level("decimal"))
        return _written(self._count.get((self._list[id], level), own.start), own.form)


def _levels(abstract: Any, number: Any) -> dict[int, _Level]:
    found = {}
    for element in [*abstract.findall(f"{W}lvl"), *number.findall(f"{W}lvlOverride/{W}lvl")]:
        start = value_of(element, "start")
        found[_integer(element.get(f"{W}ilvl", "0"))] = _Level(
            value_of(element, "numFmt") or "decimal",
            value_of(element, "lvlText"),
            _integer(start) if start else 1,
        )
    return found


def _integer(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else 0


def _written(number: int, form: str) -> str:
    if form.endswith("Letter") and 0 < number < _MOST:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman") and 0 < number < _MOST:
        roman = ""
        for value, sign in _ROMAN:
            times, number = divmod(number, value)
            roman += sign * times
        return roman.upper() if form.startswith("upper") else roman
    return str(number)
