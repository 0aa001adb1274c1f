"""The state of a desk's schedules on its own disk: SQLite, in a file of its own.

`library/schedule/state.sqlite3` stands beside the library's catalogue and not in it: that has one
writer, who may be at work for minutes while runs have to be noted. It has a rollback journal, with
which several processes may write; each change is one short transaction. A brief is held by a lock
on a file, which the system lets go when the last process that was given it has ended.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.errors import ArchiveError
from briefgen.schedule.state import KEPT, LEASE, Known, Run, State

_TABLES = """
CREATE TABLE IF NOT EXISTS schedule (
    brief TEXT PRIMARY KEY,              -- the spec's path in briefs/, without its suffix
    modified INTEGER NOT NULL, size INTEGER NOT NULL,  -- of the spec when it was read
    present INTEGER NOT NULL,
    cron TEXT, timezone TEXT, catch_up TEXT, max_age INTEGER,  -- NULL: it has no schedule
    settled INTEGER NOT NULL,            -- what was due until then is decided
    following INTEGER,                   -- what is due next; NULL: nothing
    fault TEXT NOT NULL) WITHOUT ROWID;  -- why the file as it is now could not be read
CREATE TABLE IF NOT EXISTS run (
    brief TEXT NOT NULL, due INTEGER NOT NULL,
    state TEXT NOT NULL, why TEXT NOT NULL DEFAULT '',
    noted INTEGER NOT NULL,              -- what the clock showed when it was
    attempts INTEGER NOT NULL DEFAULT 0,
    owner TEXT NOT NULL DEFAULT '', lease INTEGER NOT NULL DEFAULT 0,
    ready INTEGER NOT NULL DEFAULT 0,    -- not to be tried before
    started INTEGER, ended INTEGER, edition TEXT NOT NULL DEFAULT '',
    failing TEXT NOT NULL DEFAULT '',    -- the sources that could not be had, one a line
    PRIMARY KEY (brief, due)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS unsettled ON run (due, brief) WHERE state IN ('pending', 'running');
PRAGMA user_version = 2;
"""
_VERSION = 2
#: What makes a file of version 1 one of version 2.
_FAILING = """
BEGIN IMMEDIATE; ALTER TABLE run ADD COLUMN failing TEXT NOT NULL DEFAULT '';
PRAGMA user_version = 2; COMMIT;
"""


@dataclass(frozen=True, slots=True)
class LocalLock:
    """A file with the system's lock on it."""

    files: tuple[int, ...]

    def is_held(self) -> bool:
        """The system takes no lock away."""
        return True

    def close(self) -> None:
        """Let it go, if no process that was given it has it yet."""
        for number in self.files:
            os.close(number)


class LocalLedger:
    """The file, open in one thread of one process."""

    pulse = float("inf")

    def __init__(self, file: Path) -> None:
        self._file = file
        with self._told():
            file.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(file, timeout=30, isolation_level=None)
            (version,) = self._database.execute("PRAGMA user_version").fetchone()
            if version == 1:
                self._database.executescript(_FAILING)
            if version == 0:
                self._database.executescript(f"BEGIN IMMEDIATE; {_TABLES} COMMIT;")
        if version > _VERSION:
            self._database.close()
            raise ArchiveError(f"{file}: it was written by a newer briefgen; use that one")

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def known(self) -> dict[str, Known]:
        """Every spec that was ever read, by its brief."""
        rows = self._asked("SELECT * FROM schedule ORDER BY brief")
        return {row[0]: Known(*row) for row in rows}

    def spec(self, brief: str) -> Known:
        """What is known of one spec that was read."""
        return Known(*self._asked("SELECT * FROM schedule WHERE brief = ?", brief)[0])

    def unsettled(self) -> tuple[Run, ...]:
        """The runs that are pending or running, those due first first."""
        states = "state IN ('pending', 'running')"
        return self._runs(f"SELECT * FROM run WHERE {states} ORDER BY due, brief")

    def run(self, brief: str, due: int) -> Run | None:
        """One run, if it is known."""
        found = self._runs("SELECT * FROM run WHERE brief = ? AND due = ?", brief, due)
        return found[0] if found else None

    def runs(self, brief: str, number: int) -> tuple[Run, ...]:
        """A brief's newest runs, the last due first."""
        order = "ORDER BY due DESC LIMIT ?"
        return self._runs(f"SELECT * FROM run WHERE brief = ? {order}", brief, number)

    def newest(self, number: int) -> tuple[Run, ...]:
        """The newest runs of each brief, brief by brief, the last due first."""
        return tuple(run for brief in self.known() for run in self.runs(brief, number))

    def latest(self) -> dict[str, tuple[Run, ...]]:
        """Each brief's newest run, and its newest that was tried and is not under way."""
        tried = "AND attempts > 0 AND state != 'running'"
        return {
            brief: tuple(dict.fromkeys((*last, *self._newest(brief, tried))))
            for brief in self.known()
            if (last := self.runs(brief, 1))
        }

    def _newest(self, brief: str, which: str) -> tuple[Run, ...]:
        query = f"SELECT * FROM run WHERE brief = ? {which} ORDER BY due DESC LIMIT 1"
        return self._runs(query, brief)

    @contextmanager
    def changing(self, *, alone: bool = True) -> Iterator[LocalTransaction]:  # noqa: ARG002
        """One transaction, which no other process' comes between; nothing is kept if it fails."""
        with self._told():
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield LocalTransaction(self, self._database)
                self._database.execute("COMMIT")
            except BaseException:
                self._database.rollback()
                raise

    def hold(self, brief: str) -> LocalLock | None:
        """The lock on a brief; None where another runner, or a process that it began, has it."""
        folder = self._file.parent / "locks"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            name = f"{sha256(brief.encode()).hexdigest()[:24]}.lock"
            number = os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(number)
                return None
            except OSError:
                os.close(number)
                raise
        except OSError as error:
            what = f"the lock of a brief cannot be made ({error.strerror})"
            remedy = "check the folder and the room on the disk"
            raise ArchiveError(f"{error.filename or folder}: {what}; {remedy}") from error
        return LocalLock((number,))

    def is_leased(self, run: Run, now: int) -> bool:
        """Only of another machine, which locks may not reach."""
        host = run.owner.partition(":")[0]
        return host != os.uname().nodename and run.has_lease(now)

    def _asked(self, query: str, *values: Any) -> list[Any]:
        with self._told():
            return self._database.execute(query, values).fetchall()

    def _runs(self, query: str, *values: Any) -> tuple[Run, ...]:
        return tuple(Run(*row) for row in self._asked(query, *values))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise ArchiveError(
                f"{self._file}: the state of the schedules cannot be used ({error}); check the "
                "folder and the room on the disk, or move the file away to begin anew"
            ) from error


class LocalTransaction:
    """What may be done inside one transaction."""

    def __init__(self, ledger: LocalLedger, database: sqlite3.Connection) -> None:
        self._ledger, self._database = ledger, database

    def keep(self, known: Known) -> None:
        """Keep what is known of a spec, in place of what was."""
        marks = ", ".join("?" * 11)
        values = tuple(getattr(known, name) for name in Known.__slots__)
        self._database.execute(f"REPLACE INTO schedule VALUES ({marks})", values)

    def note(self, brief: str, due: int, state: State, why: str, now: int) -> bool:
        """Note a run that was not known; False where it was, and stays as it is."""
        done = self._database.execute(
            "INSERT OR IGNORE INTO run (brief, due, state, why, noted) VALUES (?, ?, ?, ?, ?)",
            (brief, due, state, why, now),
        )
        return done.rowcount == 1

    def is_under_way(self, brief: str, due: int) -> bool:
        """Whether a run of an earlier time was being done, or tried again, at this one."""
        found = self._database.execute(
            "SELECT state IN ('pending', 'running') OR (started <= ?2 AND ?2 < ended) FROM run "
            "WHERE brief = ?1 AND due < ?2 AND attempts > 0 ORDER BY due DESC LIMIT 1",
            (brief, due),
        ).fetchone()
        return bool(found and found[0])

    def drop(self, brief: str, before: int, why: str, now: int) -> None:
        """Give up the runs of a brief that are due before a time and have not been begun."""
        self._database.execute(
            "UPDATE run SET state = 'missed', why = ?, noted = ? "
            "WHERE brief = ? AND due < ? AND attempts = 0 "
            "AND state IN ('pending', 'running') AND state = 'pending'",  # as the index has it
            (why, now, brief, before),
        )

    def reconsider(self, brief: str, now: int) -> int | None:
        """Forget what was decided of times, and not begun, by a clock that has been set back.

        Returns the first of these times.
        """
        of_the_future = (
            "brief = ? AND noted > ? AND attempts = 0 AND state IN ('pending', 'skipped', 'missed')"
        )
        (first,) = self._database.execute(
            f"SELECT min(due) FROM run WHERE {of_the_future}", (brief, now)
        ).fetchone()
        self._database.execute(f"DELETE FROM run WHERE {of_the_future}", (brief, now))
        return first if first is None else int(first)

    def claim(self, run: Run, owner: str, now: int) -> Run | None:
        """Begin an attempt, if the run still waits as it did; None where it does not."""
        done = self._database.execute(
            "UPDATE run SET state = 'running', owner = ?, lease = ?, started = ?, ended = NULL, "
            "attempts = attempts + 1, ready = 0 "
            "WHERE brief = ? AND due = ? AND state = 'pending' AND attempts = ?",
            (owner, now + LEASE, now, run.brief, run.due, run.attempts),
        )
        return self._ledger.run(run.brief, run.due) if done.rowcount else None

    def renew(self, run: Run, now: int) -> None:
        """Say that an attempt goes on."""
        self._database.execute(
            "UPDATE run SET lease = ? WHERE brief = ? AND due = ? AND owner = ?",
            (now + LEASE, run.brief, run.due, run.owner),
        )

    def end(
        self,
        run: Run,
        state: State,
        why: str,
        now: int,
        *,
        edition: str = "",
        failing: tuple[str, ...] = (),
    ) -> bool:
        """End an attempt; False where the run is no longer its owner's."""
        done = self._database.execute(
            "UPDATE run SET state = ?, why = ?, ended = ?, edition = ?, failing = ? "
            "WHERE brief = ? AND due = ? AND owner = ? AND state = 'running'",
            (state, why, now, edition, "\n".join(failing), run.brief, run.due, run.owner),
        )
        return done.rowcount == 1

    def again(self, run: Run, why: str, now: int, *, wait: int, attempts: int) -> bool:
        """Let a run be tried again after a wait in seconds, as if tried so many times by now."""
        done = self._database.execute(
            "UPDATE run SET state = 'pending', why = ?, ended = ?, ready = ?, attempts = ? "
            "WHERE brief = ? AND due = ? AND owner = ? AND state = 'running'",
            (why, now, now + wait, attempts, run.brief, run.due, run.owner),
        )
        return done.rowcount == 1

    def prune(self, brief: str, oldest: int) -> None:
        """Forget runs that are older than a time, but for the newest thousand."""
        self._database.execute(
            "DELETE FROM run WHERE brief = ?1 AND due < min(?2, (SELECT due FROM run "
            "WHERE brief = ?1 ORDER BY due DESC LIMIT 1 OFFSET ?3))",
            (brief, oldest, KEPT - 1),
        )
