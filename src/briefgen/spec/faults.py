"""A fault before it has a file: its place, what was found, and what would be valid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefgen.model import Problem

Steps = tuple[str | int, ...]
"""The keys and list indexes that lead from the top of a spec to a value."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column, both counted from 1."""

    line: int
    column: int


TOP = Place(1, 1)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a place."""

    place: Place
    what: str
    remedy: str


def where(file: str, place: Place) -> str:
    """Return a place as messages name it: `file:line:column`."""
    return f"{file}:{place.line}:{place.column}"


def problems(faults: Iterable[Fault], file: str) -> tuple[Problem, ...]:
    """Return the faults in the order of their lines, each once, as problems of `file`."""
    ordered = sorted(set(faults), key=lambda f: (f.place.line, f.place.column, f.what))
    return tuple(Problem(where(file, fault.place), fault.what, fault.remedy) for fault in ordered)


@dataclass(frozen=True, slots=True)
class Tree:
    """A spec's plain values, and where each of them and each key stands.

    `broken` holds the steps to values that could not be told; `faults` says why.
    """

    value: object
    values: Mapping[Steps, Place]
    keys: Mapping[Steps, Place]
    broken: frozenset[Steps]
    faults: tuple[Fault, ...]

    def place(self, steps: Steps) -> Place:
        """Say where the value stands; where its key stands when there is nothing to point at."""
        return self.values.get(steps) or self.key(steps)

    def key(self, steps: Steps) -> Place:
        """Say where the key stands, or the item when it is one of a list."""
        return self.keys.get(steps) or self.values.get(steps) or TOP

    def is_broken(self, steps: Steps) -> bool:
        """Say whether the value, or one that it is part of, could not be told."""
        return any(steps[:length] in self.broken for length in range(len(steps) + 1))
