"""One `audience.yaml`: its values, and every fault in it with its line and what would be valid."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from briefgen.errors import SpecError
from briefgen.model import Attribution, Contrasts, Preference, Problem
from briefgen.spec import SCHEMA
from briefgen.spec.faults import Steps, Tree, where
from briefgen.spec.text import decoded, read_bytes
from briefgen.spec.tree import read_tree

FILE = "audience.yaml"
#: What a token's value must not hold: it would end its declaration, or the style sheet.
_UNSAFE = re.compile(r"[;{}<>\\]|/\*")
_NAME = re.compile(r"[\w-]+")
#: The sizes of a sheet as CSS names them, or its width and height.
_SHEET = re.compile(r"(A[3-6]|B[45]|letter|legal|ledger)( (portrait|landscape))?|\S+mm \S+mm", re.I)


@dataclass(frozen=True, slots=True)
class Given:
    """What an `audience.yaml` says: its folder, its values, where they stand, what is wrong."""

    folder: Path
    values: Mapping[str, Any]
    tree: Tree
    faults: tuple[Problem, ...] = ()

    @property
    def extends(self) -> str:
        """What it builds on, where it says so."""
        named = self.values.get("extends", "")
        return named if isinstance(named, str) else ""

    def fault(self, steps: Steps, what: str, remedy: str) -> Problem:
        """A fault at a key, with its line and column."""
        return Problem(where(str(self.folder / FILE), self.tree.place(steps)), what, remedy)

    def with_fault(self, key: str, what: str, remedy: str) -> Given:
        """The same with one fault more."""
        return replace(self, faults=(*self.faults, self.fault((key,), what, remedy)))


def read_audience(folder: Path) -> Given:
    """Read a folder's `audience.yaml`; the faults are in what is returned."""
    file = folder / FILE
    try:
        tree = read_tree(decoded(read_bytes(file), str(file)), str(file))
    except SpecError as error:
        return Given(folder, {}, Tree({}, {}, {}, frozenset(), ()), error.problems)
    values: Any = tree.value if tree.value is not None else {}
    given = Given(folder, values if isinstance(values, dict) else {}, tree)
    told = [
        Problem(where(str(file), fault.place), fault.what, fault.remedy) for fault in tree.faults
    ]
    if not isinstance(values, dict):
        told.append(given.fault((), "expected keys and values", "begin with label:"))
    told += [fault for key in given.values for fault in _faults(given, str(key))]
    return replace(given, faults=tuple(told))


def unknown(name: str, known: Sequence[str]) -> str:
    """What to write in place of a name that nobody knows."""
    near = difflib.get_close_matches(name, known, n=1)
    there = f"there are: {', '.join(known)}"
    return f"did you mean {near[0]!r}? ({there})" if near else there


def _faults(given: Given, key: str) -> Iterator[Problem]:
    check = _CHECKS.get(key)
    if check is None:
        what = f"unknown key {key!r}"
        yield given.fault((key,), what, unknown(key, tuple(_CHECKS)))
        return
    value = given.values[key]
    if wanted := check(value):
        yield given.fault((key,), f"{key} is {value!r}", f"expected {wanted}")
    if key == "tokens" and isinstance(value, dict):
        yield from _token_faults(given, value)


def _token_faults(given: Given, tokens: Mapping[str, Any]) -> Iterator[Problem]:
    for name, value in tokens.items():
        if isinstance(value, dict | list | bool | None) or _UNSAFE.search(str(value)):
            what = f"the token {name} is {value!r}"
            yield given.fault(("tokens", name), what, "expected one value of CSS, like '#7a1f1f'")
        elif name == "page" and not _SHEET.fullmatch(str(value)):
            what = f"the token page is {value!r}"
            yield given.fault(("tokens", name), what, "expected A4, Letter, or 210mm 297mm")


# --- What each key may hold: nothing where it is right, else what was expected ----------------


def _text(value: object) -> str:
    return "" if isinstance(value, str) and value.strip() else "a text"


def _number(most: int) -> Callable[[object], str]:
    def check(value: object) -> str:
        right = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
        return "" if right else f"a whole number from 0 to {most}"

    return check


def _one_of(*names: str) -> Callable[[object], str]:
    return lambda value: "" if value in names else " or ".join(names)


def _names(value: object) -> str:
    right = isinstance(value, list) and all(
        isinstance(name, str) and _NAME.fullmatch(name) for name in value
    )
    return "" if right else "a list of names, like [key_points, issues]"


def _formats(value: object) -> str:
    known = SCHEMA["properties"]["formats"]["items"]["enum"]
    right = isinstance(value, list) and value and all(name in known for name in value)
    return "" if right else f"a list of {', '.join(known)}"


def _keys(value: object) -> str:
    return "" if isinstance(value, dict) else "keys and values below it"


#: The keys that there are.
_CHECKS: Mapping[str, Callable[[object], str]] = {
    "label": _text,
    "extends": _text,
    "pages": _number(99),
    "passages": _number(99),
    "key_points": _number(99),
    "prefers": _one_of(*get_args(Preference)),
    "notes": _one_of("foot", "end"),
    "contrasts": _one_of(*get_args(Contrasts)),
    "attribution": _one_of(*get_args(Attribution)),
    "sections": _names,
    "formats": _formats,
    "labels": _keys,
    "tokens": _keys,
}
#: Those that every audience has, its own or what it builds on.
REQUIRED = tuple(key for key in _CHECKS if key not in {"extends", "formats", "labels", "tokens"})
