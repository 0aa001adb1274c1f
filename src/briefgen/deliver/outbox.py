"""The outbox: what is to be delivered to whom, kept until it is; SQLite in `editions/`.

`shared` has the same in a database that several machines use.

One row for each edition, channel and recipient, and for each notice; the row stays when it was
sent, so that nobody gets the same twice. Written without WAL and synced with its folder: a row is
one step, and a step that was told is on the disk.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from briefgen.deliver.setback import Setback
from briefgen.errors import ArchiveError
from briefgen.library.lock import locked
from briefgen.model import Channel

#: Waiting for its time; being handed over; delivered; given up until somebody asks for it again.
State = Literal["waiting", "sending", "sent", "failed"]
#: After how many minutes a delivery that failed is tried again; then it is given up.
PAUSES = (1, 5, 15, 60, 240, 720, 1440)
#: How often a delivery that may have arrived is made again; then it is given up.
DOUBTS = 2
#: What is told of a delivery whose process died.
STOPPED = "briefgen was stopped while it was handed over, and it may have arrived"
#: How surely a step is on the disk: with the folder in which the journal was.
_SYNCED = "EXTRA"
#: Seconds for which another process may be writing.
_BUSY = 30.0
#: An entry's fields, in their order.
COLUMNS = "id, slug, matter, channel, recipient, wanted, queued, state, attempts, doubts, due, told"
_TABLE = """
CREATE TABLE IF NOT EXISTS entry (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL,
    matter TEXT NOT NULL,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    wanted TEXT NOT NULL,
    queued TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    attempts INTEGER NOT NULL DEFAULT 0,
    doubts INTEGER NOT NULL DEFAULT 0,
    due TEXT NOT NULL,
    told TEXT NOT NULL DEFAULT '',
    UNIQUE (slug, matter, channel, recipient)
) STRICT
"""


@dataclass(frozen=True, slots=True)
class Item:
    """What is to be delivered: an edition (`matter` is its name) or a notice (its key).

    Word that an edition was withdrawn has "withdrawn/" before its name. `wanted` is what the
    channel needs, as JSON's values.
    """

    slug: str
    matter: str
    channel: Channel
    recipient: str
    wanted: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in the outbox; times are ISO 8601 in UTC, `doubts` how often it may have arrived."""

    id: int
    item: Item
    queued: str
    state: State
    attempts: int
    doubts: int
    due: str
    told: str


class Outbox:
    """The queue of a desk; raises `ArchiveError` where it cannot be read or written."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def close(self) -> None:
        """Let go of the file, which is open only while it is asked."""

    def is_idle(self, now: datetime) -> bool:  # noqa: ARG002 - it costs nothing to look into it
        """Whether nothing can be due."""
        return not self.file.exists()

    @contextmanager
    def alone(self, wait: float) -> Iterator[bool]:
        """Whether nobody else delivers while this lasts, after so many seconds at most."""
        with ExitStack() as stack:
            try:
                stack.enter_context(locked(self.file.with_name(".outbox.lock"), wait))
            except ArchiveError:
                yield False
                return
            except OSError as error:
                what = f"{error.filename}: cannot be written ({error.strerror})"
                remedy = "and nothing was sent; check the folder"
                raise ArchiveError(f"{what}, {remedy}") from error
            yield True

    def add(self, items: Iterable[Item], now: datetime) -> int:
        """Queue what was never queued before; how many that were."""
        return self._insert([_row(item, stamp(now)) for item in items])

    def due(self, now: datetime) -> tuple[Entry, ...]:
        """What is to be delivered now, folders before the feeds that lead to them."""
        order = "CASE channel WHEN 'folder' THEN 0 WHEN 'feed' THEN 1 ELSE 2 END, id"
        # What would wait for longer than anything does was noted by a clock that was wrong.
        last = now + timedelta(minutes=max(PAUSES))
        asked = f"WHERE state = 'waiting' AND (due <= ? OR due > ?) ORDER BY {order}"
        return self._read(asked, (stamp(now), stamp(last)))

    def all(self, slug: str = "", matter: str = "") -> tuple[Entry, ...]:
        """Every entry, or those of a brief or an edition, in the order in which they came."""
        of = "(? = '' OR matter IN (?, 'withdrawn/' || ?))"
        asked = f"WHERE (? = '' OR slug = ?) AND {of} ORDER BY id"
        return self._read(asked, (slug, slug, matter, matter, matter))

    def begin(self, entry: Entry) -> None:
        """Note that it is about to be handed over, and may have arrived from now on."""
        self._set(entry.id, "state = 'sending'")

    def sent(self, entry: Entry) -> None:
        """Note that it was delivered.

        Of a mail the words are forgotten, not who got it, nor what a recall of it would say.
        """
        wanted, whole = entry.item.wanted, entry.item.channel in ("folder", "feed")
        kept = wanted if whole else {k: v for k, v in wanted.items() if k == "recall"}
        change = "state = 'sent', attempts = attempts + 1, told = '', wanted = ?"
        self._set(entry.id, change, as_json(kept))

    def failed(self, entry: Entry, setback: Setback, now: datetime) -> bool:
        """Note that it was not, and when it is tried again; whether it is."""
        doubts = entry.doubts + setback.doubtful
        over = setback.lasting or entry.attempts >= len(PAUSES) or doubts > DOUBTS
        pause = 0 if over else PAUSES[entry.attempts]
        self._set(
            entry.id,
            "state = ?, attempts = attempts + 1, doubts = ?, due = ?, told = ?",
            "failed" if over else "waiting",
            doubts,
            stamp(now + timedelta(minutes=pause)),
            str(setback.problem),
        )
        return not over

    def recover(self) -> tuple[Entry, ...]:
        """Take back what a process that died was handing over; what of it is given up.

        It may have arrived. Only for whoever holds the outbox's lock.
        """
        found = self._read("WHERE state = 'sending' ORDER BY id", ())
        if found:
            with self._writing() as database:
                database.execute(
                    "UPDATE entry SET doubts = doubts + 1, attempts = attempts + 1, told = ?,"
                    " state = CASE WHEN doubts < ? THEN 'waiting' ELSE 'failed' END"
                    " WHERE state = 'sending'",
                    (STOPPED, DOUBTS),
                )
        return tuple(replace(e, told=STOPPED) for e in found if e.doubts >= DOUBTS)

    def retry(self, entries: Iterable[Entry], now: datetime) -> None:
        """Try again at once what failed or waits for its time."""
        with self._writing() as database:
            database.executemany(
                "UPDATE entry SET state = 'waiting', attempts = 0, doubts = 0, due = ?"
                " WHERE id = ? AND state IN ('failed', 'waiting')",
                [(stamp(now), entry.id) for entry in entries],
            )

    def _insert(self, rows: Iterable[tuple[str, ...]]) -> int:
        with self._writing() as database:
            before = database.total_changes
            database.executemany(
                "INSERT OR IGNORE INTO entry"
                " (slug, matter, channel, recipient, wanted, queued, due)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
            return database.total_changes - before

    def _set(self, id: int, change: str, *values: object) -> None:
        with self._writing() as database:
            database.execute(f"UPDATE entry SET {change} WHERE id = ?", (*values, id))

    def _read(self, asked: str, values: tuple[object, ...]) -> tuple[Entry, ...]:
        return tuple(map(_entry, self._rows(asked, values)))

    def _rows(self, asked: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        if not self.file.exists():
            return []
        with self._open() as database:
            return database.execute(f"SELECT {COLUMNS} FROM entry {asked}", values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, on the disk when it ends."""
        with self._open() as database:
            database.execute("BEGIN IMMEDIATE")
            with database:
                yield database

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            fresh = not self.file.exists()
            database = sqlite3.connect(self.file, timeout=_BUSY, isolation_level=None)
            with closing(database):
                database.execute("PRAGMA journal_mode = DELETE")
                database.execute(f"PRAGMA synchronous = {_SYNCED}")
                database.execute("PRAGMA foreign_keys = ON")
                if fresh or not database.execute("SELECT 1 FROM sqlite_schema").fetchone():
                    database.execute(_TABLE)
                yield database
        except (sqlite3.Error, OSError) as error:
            raise ArchiveError(
                f"{self.file}: the outbox cannot be read or written ({error}), and nothing is sent "
                "that could not be noted; check the disk and the folder, then run "
                "briefgen deliver again"
            ) from error


def stamp(time: datetime) -> str:
    """A time as the outbox keeps it: UTC, to the second, in an order that sorts."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _row(item: Item, now: str) -> tuple[str, ...]:
    return item.slug, item.matter, item.channel, item.recipient, as_json(item.wanted), now, now


def as_json(wanted: Mapping[str, Any]) -> str:
    """What a channel needs, as the outbox keeps it."""
    return json.dumps(wanted, ensure_ascii=False, sort_keys=True)


def _entry(row: tuple[Any, ...]) -> Entry:
    id, slug, matter, channel, recipient, wanted, *rest = row
    return Entry(id, Item(slug, matter, channel, recipient, json.loads(wanted)), *rest)
