"""The state of a desk's schedules in a database that several machines use: PostgreSQL.

Two daemons on two machines share it: a run is claimed by one of them, and a brief is held by an
advisory lock of its runner's own session, which ends with the connection. What a runner says of the
time is by its own clock; leases are by the database's, which is the same for all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefgen import postgres
from briefgen.advisory import AdvisoryLock, Locks, number
from briefgen.postgres import Postgres
from briefgen.schedule.moving import row_of, storable, take_over
from briefgen.schedule.state import KEPT, Known, Run, State

#: Seconds for which a runner that says nothing is believed to be at work: longer than it may take
#: one that was cut off to find that out, and to end what it was about.
LEASE = 600
_TABLES = """
CREATE TABLE schedule (
    desk text COLLATE "C" NOT NULL, brief text COLLATE "C" NOT NULL,
    modified bigint NOT NULL, size bigint NOT NULL, present boolean NOT NULL,
    cron text, timezone text, catch_up text, max_age bigint,
    settled bigint NOT NULL, following bigint, fault text NOT NULL,
    PRIMARY KEY (desk, brief));
CREATE TABLE schedule_run (
    desk text COLLATE "C" NOT NULL, brief text COLLATE "C" NOT NULL, due bigint NOT NULL,
    state text NOT NULL, why text NOT NULL DEFAULT '', noted bigint NOT NULL,
    attempts int NOT NULL DEFAULT 0, owner text NOT NULL DEFAULT '',
    lease bigint NOT NULL DEFAULT 0, ready bigint NOT NULL DEFAULT 0,
    started bigint, ended bigint, edition text NOT NULL DEFAULT '',
    failing text NOT NULL DEFAULT '',
    PRIMARY KEY (desk, brief, due));
CREATE INDEX schedule_unsettled ON schedule_run (desk, due, brief)
    WHERE state IN ('pending', 'running');
"""
#: Changes of the tables, in order; one that was released is never altered.
LAYOUTS = (_TABLES,)
_KNOWN = ", ".join(Known.__slots__)
_RUN = ", ".join(Run.__slots__)
#: The database's clock, whose seconds leases are in.
_CLOCK = "extract(epoch FROM clock_timestamp())::bigint"
#: One run of this desk, as an owner began it.
_OURS = "desk = %s AND brief = %s AND due = %s AND owner = %s AND state = 'running'"


class SharedLedger:
    """The schedules of one desk in the database; nothing is asked of it before it is used.

    `file` is where they would be else.
    """

    pulse = 10.0

    def __init__(self, address: str, desk: str, file: Path) -> None:
        self._database, self._desk, self._file = Postgres(address), desk, file
        self._locks = Locks(address)
        self._open: postgres.Transaction | None = None
        self._is_ready = self._is_moved = False

    def close(self) -> None:
        """Close the connections, and let go what was held."""
        self._database.close()
        self._locks.close()

    def known(self) -> dict[str, Known]:
        """Every spec that was ever read, by its brief, in the order of their names."""
        rows = self._asked(f"SELECT {_KNOWN} FROM schedule WHERE desk = %s ORDER BY brief")
        return {row[0]: Known(*row) for row in rows}

    def spec(self, brief: str) -> Known:
        """What is known of one spec that was read."""
        query = f"SELECT {_KNOWN} FROM schedule WHERE desk = %s AND brief = %s"
        return Known(*self._asked(query, brief)[0])

    def unsettled(self) -> tuple[Run, ...]:
        """The runs that are pending or running, those due first first."""
        return self._runs("AND state IN ('pending', 'running') ORDER BY due, brief")

    def run(self, brief: str, due: int) -> Run | None:
        """One run, if it is known."""
        found = self._runs("AND brief = %s AND due = %s", brief, due)
        return found[0] if found else None

    def runs(self, brief: str, number: int) -> tuple[Run, ...]:
        """A brief's newest runs, the last due first."""
        return self._runs("AND brief = %s ORDER BY due DESC LIMIT %s", brief, number)

    def newest(self, number: int) -> tuple[Run, ...]:
        """The newest runs of each brief, brief by brief, the last due first."""
        return self._of_each("true", number)

    def latest(self) -> dict[str, tuple[Run, ...]]:
        """Each brief's newest run, and its newest that was tried and is not under way."""
        found: dict[str, tuple[Run, ...]] = {run.brief: (run,) for run in self._of_each("true", 1)}
        for run in self._of_each("attempts > 0 AND state <> 'running'", 1):
            found[run.brief] = tuple(dict.fromkeys((*found[run.brief], run)))
        return found

    @contextmanager
    def changing(self, *, alone: bool = True) -> Iterator[SharedTransaction]:
        """One transaction, which no other process' comes between; nothing is kept if it fails.

        Not `alone`, for what concerns a brief that is held: such of other briefs may go on.
        """
        self._prepare()
        if not self._is_moved and self._file.is_file():
            take_over(self._file, self._database, self._desk)
        self._is_moved = True
        with self._database.transaction() as change:
            how = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
            change.rows(f"SELECT {how}(%s)", (number(self._desk, "changing"),))
            self._open = change
            try:
                yield SharedTransaction(change, self._desk)
            finally:
                self._open = None

    def hold(self, brief: str) -> AdvisoryLock | None:
        """The lock on a brief; None where another runner has it."""
        return self._locks.take(self._desk, "brief", brief)

    def is_leased(self, run: Run, now: int) -> bool:  # noqa: ARG002 - one clock for all machines
        """Whether its runner may be there yet, cut off from the database."""
        query = f"SELECT lease >= {_CLOCK} FROM schedule_run WHERE desk = %s"
        found = self._asked(f"{query} AND brief = %s AND due = %s", run.brief, run.due)
        return bool(found and found[0][0])

    def _of_each(self, which: str, number: int) -> tuple[Run, ...]:
        query = (
            f"SELECT found.* FROM schedule AS each CROSS JOIN LATERAL (SELECT {_RUN}"
            f" FROM schedule_run AS r WHERE r.desk = each.desk AND r.brief = each.brief AND {which}"
            " ORDER BY due DESC LIMIT %s) AS found WHERE each.desk = %s"
            " ORDER BY found.brief, found.due DESC"
        )
        self._prepare()
        return tuple(Run(*row) for row in self._database.rows(query, (number, self._desk)))

    def _runs(self, which: str, *values: Any) -> tuple[Run, ...]:
        query = f"SELECT {_RUN} FROM schedule_run WHERE desk = %s {which}"
        return tuple(Run(*row) for row in self._asked(query, *values))

    def _asked(self, query: str, *values: Any) -> list[Any]:
        """Rows, inside the transaction that is open, if one is."""
        if self._open is not None:
            return self._open.rows(query, (self._desk, *values))
        self._prepare()
        return self._database.rows(query, (self._desk, *values))

    def _prepare(self) -> None:
        if not self._is_ready:
            self._database.migrate("schedule", LAYOUTS)
            self._is_ready = True


class SharedTransaction:
    """What may be done inside one transaction."""

    def __init__(self, change: postgres.Transaction, desk: str) -> None:
        self._change, self._desk = change, desk

    def keep(self, known: Known) -> None:
        """Keep what is known of a spec, in place of what was."""
        names = [name for name in Known.__slots__ if name != "brief"]
        marks = ", %s" * len(Known.__slots__)
        fresh = ", ".join(f"{name} = excluded.{name}" for name in names)
        self._change.run(
            f"INSERT INTO schedule (desk, {_KNOWN}) VALUES (%s{marks})"
            f" ON CONFLICT (desk, brief) DO UPDATE SET {fresh}",
            (self._desk, *row_of(known)),
        )

    def note(self, brief: str, due: int, state: State, why: str, now: int) -> bool:
        """Note a run that was not known; False where it was, and stays as it is."""
        return self._is_one(
            "INSERT INTO schedule_run (desk, brief, due, state, why, noted)"
            " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            *(self._desk, brief, due, state, why, now),
        )

    def is_under_way(self, brief: str, due: int) -> bool:
        """Whether a run of an earlier time was being done, or tried again, at this one."""
        found = self._change.one(
            "SELECT state IN ('pending', 'running') OR (started <= %s AND %s < ended)"
            " FROM schedule_run WHERE desk = %s AND brief = %s AND due < %s AND attempts > 0"
            " ORDER BY due DESC LIMIT 1",
            (due, due, self._desk, brief, due),
        )
        return bool(found and found[0])

    def drop(self, brief: str, before: int, why: str, now: int) -> None:
        """Give up the runs of a brief that are due before a time and have not been begun."""
        self._change.run(
            "UPDATE schedule_run SET state = 'missed', why = %s, noted = %s WHERE desk = %s"
            " AND brief = %s AND due < %s AND attempts = 0 AND state = 'pending'",
            (why, now, self._desk, brief, before),
        )

    def reconsider(self, brief: str, now: int) -> int | None:
        """Forget what was decided of times, and not begun, by a clock that has been set back.

        Returns the first of these times.
        """
        found = self._change.rows(
            "DELETE FROM schedule_run WHERE desk = %s AND brief = %s AND noted > %s"
            " AND attempts = 0 AND state IN ('pending', 'skipped', 'missed') RETURNING due",
            (self._desk, brief, now),
        )
        return min((int(due) for (due,) in found), default=None)

    def claim(self, run: Run, owner: str, now: int) -> Run | None:
        """Begin an attempt, if the run still waits as it did; None where it does not.

        One that another is claiming is passed over, and not waited for.
        """
        found = self._change.one(
            f"UPDATE schedule_run SET state = 'running', owner = %s, lease = {_CLOCK} + %s,"
            " started = %s, ended = NULL, attempts = attempts + 1, ready = 0"
            " WHERE (desk, brief, due) = (SELECT desk, brief, due FROM schedule_run"
            " WHERE desk = %s AND brief = %s AND due = %s AND state = 'pending' AND attempts = %s"
            f" FOR UPDATE SKIP LOCKED) RETURNING {_RUN}",
            (owner, LEASE, now, self._desk, run.brief, run.due, run.attempts),
        )
        return Run(*found) if found else None

    def renew(self, run: Run, now: int) -> None:  # noqa: ARG002 - by the database's clock
        """Say that an attempt goes on."""
        query = f"UPDATE schedule_run SET lease = {_CLOCK} + %s WHERE {_OURS}"
        self._change.run(query, (LEASE, *self._key(run)))

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
        return self._is_one(
            "UPDATE schedule_run SET state = %s, why = %s, ended = %s, edition = %s, failing = %s"
            f" WHERE {_OURS}",
            *(state, storable(why), now, storable(edition), storable("\n".join(failing))),
            *self._key(run),
        )

    def again(self, run: Run, why: str, now: int, *, wait: int, attempts: int) -> bool:
        """Let a run be tried again after a wait in seconds, as if tried so many times by now."""
        return self._is_one(
            "UPDATE schedule_run SET state = 'pending', why = %s, ended = %s, ready = %s,"
            f" attempts = %s WHERE {_OURS}",
            *(storable(why), now, now + wait, attempts, *self._key(run)),
        )

    def prune(self, brief: str, oldest: int) -> None:
        """Forget runs that are older than a time, but for the newest thousand."""
        self._change.run(
            "DELETE FROM schedule_run WHERE desk = %s AND brief = %s AND due < %s AND due <"
            " (SELECT due FROM schedule_run WHERE desk = %s AND brief = %s"
            " ORDER BY due DESC LIMIT 1 OFFSET %s)",
            (self._desk, brief, oldest, self._desk, brief, KEPT - 1),
        )

    def _key(self, run: Run) -> tuple[object, ...]:
        return self._desk, run.brief, run.due, run.owner

    def _is_one(self, query: str, *values: object) -> bool:
        return self._change.run(query, values) == 1
