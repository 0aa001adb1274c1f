"""The outbox in a database that several machines use: PostgreSQL.

Two that run at once wait for each other by an advisory lock. That can be lost with the connection
while a mail is on its way, so that each entry is claimed as well, and what is being sent is taken
back only when its lease has passed, by the database's clock.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from briefgen.advisory import Locks
from briefgen.deliver.outbox import COLUMNS, DOUBTS, STOPPED, Entry, Outbox, as_json, stamp
from briefgen.errors import ArchiveError
from briefgen.postgres import Postgres

#: Seconds for which who has begun to send is believed to do so: longer than a mail server's last
#: answer is waited for.
LEASE = 900
#: Seconds between two looks at a lock that another holds.
_PAUSE = 0.2
_TABLE = """
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    desk text NOT NULL, slug text NOT NULL, matter text NOT NULL,
    channel text NOT NULL, recipient text NOT NULL, wanted text NOT NULL, queued text NOT NULL,
    state text NOT NULL DEFAULT 'waiting',
    attempts int NOT NULL DEFAULT 0, doubts int NOT NULL DEFAULT 0,
    due text COLLATE "C" NOT NULL, told text NOT NULL DEFAULT '',
    owner text NOT NULL DEFAULT '', lease timestamptz,
    UNIQUE (desk, slug, matter, channel, recipient));
CREATE INDEX outbox_open ON outbox (desk) WHERE state IN ('waiting', 'sending');
"""
#: Changes of the tables, in order; one that was released is never altered.
LAYOUTS = (_TABLE,)


_TAKE_OVER = """
INSERT INTO outbox (desk, slug, matter, channel, recipient, wanted, queued, state, attempts, doubts,
    due, told, lease)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, clock_timestamp()) ON CONFLICT DO NOTHING
"""


class SharedOutbox(Outbox):
    """The queue of a desk in the database at an address; `file` is where it would be else."""

    def __init__(self, file: Path, address: str, desk: str) -> None:
        super().__init__(file)
        self._address, self._desk = address, desk
        self._database = Postgres(address)
        self._owner = f"{os.uname().nodename}:{os.getpid()}:{os.urandom(4).hex()}"
        self._is_ready = False

    def close(self) -> None:
        """Close the connection."""
        self._database.close()

    def is_idle(self, now: datetime) -> bool:
        """Whether nothing is due, and nothing is being sent."""
        sending = "WHERE state = 'sending' ORDER BY id"
        return not self.due(now) and not self._read(sending, ())

    @contextmanager
    def alone(self, wait: float) -> Iterator[bool]:
        """Whether nobody else delivers while this lasts, after so many seconds at most."""
        end = time.monotonic() + wait
        with ExitStack() as stack:
            locks = stack.enter_context(closing(Locks(self._address)))
            while not (lock := locks.take(self._desk, "outbox")) and time.monotonic() < end:
                time.sleep(_PAUSE)
            if lock:
                stack.callback(lock.close)
            yield lock is not None

    def begin(self, entry: Entry) -> None:
        """Claim it, and note that it may have arrived from now on.

        Raises `ArchiveError` where another has it, and nothing is to be sent.
        """
        with self._database.transaction() as change:
            done = change.run(
                "UPDATE outbox SET state = 'sending', owner = %s,"
                " lease = clock_timestamp() + make_interval(secs => %s)"
                " WHERE id = (SELECT id FROM outbox WHERE id = %s AND state = 'waiting'"
                " AND attempts = %s FOR UPDATE SKIP LOCKED)",
                (self._owner, LEASE, entry.id, entry.attempts),
            )
        if not done:
            what = "another briefgen delivers what this one was about to, and this one ends"
            raise ArchiveError(f"{self._database.place}: {what}; nothing need be done")

    def recover(self) -> tuple[Entry, ...]:
        """Take back what a process that died was handing over; what of it is given up.

        It may have arrived. Only for whoever holds the outbox's lock, and after its lease.
        """
        over = "WHERE state = 'sending' AND lease < clock_timestamp() ORDER BY id"
        found = self._read(over, ())
        if found:
            with self._database.transaction() as change:
                change.run(
                    "UPDATE outbox SET doubts = doubts + 1, attempts = attempts + 1, told = %s,"
                    " owner = '', state = CASE WHEN doubts < %s THEN 'waiting' ELSE 'failed' END"
                    " WHERE state = 'sending' AND id = ANY(%s)",
                    (STOPPED, DOUBTS, [entry.id for entry in found]),
                )
        return tuple(replace(e, told=STOPPED) for e in found if e.doubts >= DOUBTS)

    def retry(self, entries: Iterable[Entry], now: datetime) -> None:
        """Try again at once what failed or waits for its time."""
        with self._database.transaction() as change:
            change.run(
                "UPDATE outbox SET state = 'waiting', attempts = 0, doubts = 0, due = %s"
                " WHERE id = ANY(%s) AND state IN ('failed', 'waiting')",
                (stamp(now), [entry.id for entry in entries]),
            )

    def _insert(self, rows: Iterable[tuple[str, ...]]) -> int:
        query = (
            "INSERT INTO outbox (desk, slug, matter, channel, recipient, wanted, queued, due)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING"
        )
        self._prepare()
        with self._database.transaction() as change:
            return sum(change.run(query, (self._desk, *row)) for row in rows)

    def _set(self, id: int, change: str, *values: object) -> None:
        """Change an entry, unless another has begun to send it."""
        query = f"UPDATE outbox SET {change}, owner = '' WHERE id = ? AND owner IN ('', ?)"
        with self._database.transaction() as tables:
            tables.run(_marked(query), (*values, id, self._owner))

    def _rows(self, asked: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        self._prepare()
        own = "(SELECT * FROM outbox WHERE desk = ?) AS entry"
        query = _marked(f"SELECT {COLUMNS} FROM {own} {asked}")
        return self._database.rows(query, (self._desk, *values))

    def _prepare(self) -> None:
        if not self._is_ready:
            self._database.migrate("outbox", LAYOUTS)
            self._take_over()
            self._is_ready = True

    def _take_over(self) -> None:
        """Take in what the desk queued and sent before it had a database, and put its file aside.

        So nobody gets an edition again because its desk has moved. Done twice, it is done once.
        """
        rows = [
            (self._desk, e.item.slug, e.item.matter, e.item.channel, e.item.recipient,
             as_json(e.item.wanted), e.queued, e.state, e.attempts, e.doubts, e.due, e.told)
            for e in Outbox(self.file).all()
        ]  # fmt: skip
        if rows:
            with self._database.transaction() as change:
                change.many(_TAKE_OVER, rows)
        with suppress(OSError):  # another was first, or it may not be moved: then it is read again
            self.file.rename(self.file.with_name(f"{self.file.name}.moved"))


def _marked(query: str) -> str:
    """A query as PostgreSQL takes it."""
    return query.replace("?", "%s")
