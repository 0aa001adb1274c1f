"""A library moved whole from one place to another, and whether two hold the same.

Everything goes in the order in which it came, in batches, and what is there already is passed over:
a copy that was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any, Protocol

from briefgen.model import Problem

#: The tables in the order in which one points to another, with what tells a row and what it holds.
TABLES: dict[str, tuple[str, ...]] = {
    "snapshot": ("sha256", "size"),
    "text": ("sha256", "title", "author", "text"),
    "accession": (
        "location", "sha256", "retrieved", "added", "etag", "last_modified", "address",
        "stated", "told", "told_by", "title", "author", "issued",
    ),
    "reading": ("sha256", "version", "text_sha256", "issued", "language", "words", "rest"),
    "annotation": ("text_sha256", "version", "sentences"),
    "file": ("location", "sha256", "mark", "version"),
    "split": ("location", "sha256", "version", "answer"),
    "phrase": ("text", "version", "tokens"),
    "embedding": ("sha256", "version", "vector"),
    "quarantine": ("sha256", "version", "why", "since"),
    "evidence": ("slug", "name", "content"),
}  # fmt: skip
#: How many of a row's columns, from the first, tell it from all others.
KEYS = {"snapshot": 1, "text": 1, "file": 1, "split": 1, "accession": 2}
_KEYS = 2
#: Rows that are taken over together; sources' bytes are larger.
_TOGETHER = {"snapshot": 100, "text": 200, "annotation": 200, "evidence": 10}
_MANY = 1000

Row = tuple[Any, ...]
#: The tables behind those that rows point to by number, and what a row is found and ordered by.
_JOINS = {
    "accession": "JOIN snapshot ON snapshot.id = x.snapshot",
    "reading": "JOIN snapshot ON snapshot.id = x.snapshot LEFT JOIN text ON text.id = x.text",
    "annotation": "JOIN text ON text.id = x.text",
    "file": "JOIN snapshot ON snapshot.id = x.snapshot",
    "split": "JOIN snapshot ON snapshot.id = x.snapshot",
}
_NUMBERED = frozenset(("snapshot", "text", "accession", "reading"))


def select(table: str, text: str, among: str = "") -> str:
    """The query for a table's rows; `text` is the column of a text, `among` bounds the first."""
    columns = [_column(table, name, text) for name in TABLES[table]]
    bound = f"WHERE {columns[0]} {among}" if among else ""
    order = "x.kept" if table == "evidence" else f"{columns[0]}, x.version"
    order = "x.id" if table in _NUMBERED else order
    joined = _JOINS.get(table, "")
    return f"SELECT {', '.join(columns)} FROM {table} AS x {joined} {bound} ORDER BY {order}"


def _column(table: str, name: str, text: str) -> str:
    if name == "sha256" and "JOIN snapshot" in _JOINS.get(table, ""):
        return "snapshot.sha256"
    if name == "text_sha256" and table in _JOINS:
        return "text.sha256"
    return f"x.{text}" if (table, name) == ("text", "text") else f"x.{name}"


class Movable(Protocol):
    """What a library lets be moved: its tables as rows of one form, and its bytes."""

    @property
    def place(self) -> str: ...  # noqa: D102
    def content(self, sha256: str) -> bytes | None: ...  # noqa: D102
    def prepare(self) -> None: ...  # noqa: D102

    def dumped(self, table: str) -> Iterator[Row]:
        """The rows of a table as `TABLES` has them, in the order of entry."""

    def lacking(self, table: str, rows: list[Row]) -> list[Row]:
        """Those of these rows that are not there just so."""

    def restore(self, table: str, rows: list[Row]) -> None:
        """Write these rows, with the bytes of snapshots put before; as a whole, or not at all."""

    def put(self, digest: str, content: bytes) -> None:
        """Keep a source's bytes."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows of a table were looked at, and how many of them were new."""

    table: str
    rows: int
    new: int


def copy(one: Movable, other: Movable, tell: Callable[[Moved], None]) -> tuple[Problem, ...]:
    """Take all of one library into the other; what could not be taken."""
    other.prepare()
    lost: list[Problem] = []
    for table in TABLES:
        looked = new = 0
        for rows in _together(one.dumped(table), _TOGETHER.get(table, _MANY)):
            lacking = other.lacking(table, rows)
            if table == "snapshot":
                lost += _bytes(one, other, rows)
            if lacking:
                other.restore(table, lacking)
            looked, new = looked + len(rows), new + len(lacking)
        tell(Moved(table, looked, new))
    return tuple(lost)


def differences(one: Movable, other: Movable) -> Iterator[Problem]:
    """What one library holds and the other does not, or holds otherwise; both ways."""
    for first, second in ((one, other), (other, one)):
        for table in TABLES:
            missing = 0
            for rows in _together(first.dumped(table), _TOGETHER.get(table, _MANY)):
                missing += len(second.lacking(table, rows))
            if missing:
                what = f"lacks {missing:,} of the rows ({table}) that {first.place} holds"
                yield Problem(second.place, what, "copy again, or see who writes to one of them")
    for table in ("accession", "reading", "text"):
        if _order(one, table) != _order(other, table):
            what = f"has its rows ({table}) in another order than {one.place}"
            yield Problem(other.place, what, "copy it to an empty place")


def _bytes(one: Movable, other: Movable, rows: Iterable[Row]) -> Iterator[Problem]:
    """Put the bytes of these snapshots where they are not there and whole."""
    for digest, _ in rows:
        if other.content(digest) is None:
            if (content := one.content(digest)) is None:
                what = f"the bytes of {digest[:12]} are missing or damaged, and were not copied"
                yield Problem(one.place, what, "add its source again")
            else:
                other.put(digest, content)


def _order(library: Movable, table: str) -> str:
    """A hash over the keys of a table's rows, in their order."""
    seen = sha256()
    for row in library.dumped(table):
        seen.update(repr(row[: KEYS.get(table, _KEYS)]).encode())
    return seen.hexdigest()


def _together(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    while some := list(islice(rows, size)):
        yield some
