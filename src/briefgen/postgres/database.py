"""A database: what is asked of it, what is written to it, and the layout of its tables."""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from briefgen.errors import ArchiveError
from briefgen.postgres.address import normal, printable
from briefgen.postgres.faults import Conflict, is_cut, told
from briefgen.postgres.watch import watched

if TYPE_CHECKING:
    import psycopg

Row = tuple[Any, ...]
#: What stands for each `%s` in turn, or for each `%(name)s`.
Values = Sequence[Any] | Mapping[str, Any]
Made = TypeVar("Made")

#: The oldest server that still gets its faults mended, and that knows all that is asked of it.
_OLDEST = 13
#: Seconds before each further try of a read whose connection was cut.
_PAUSES = (0.2, 1.0, 3.0)
#: Seconds that a statement may take on the server, and that one waits for another's lock.
_STATEMENT, _LOCK = 300, 30
#: Seconds after which the server is taken for lost: its own limit of time has passed long ago.
_LOST = _STATEMENT + 30
#: Seconds without an answer after which the system gives a connection up.
_SILENCE = 30
_OPTIONS = {
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 4,
    "tcp_user_timeout": _SILENCE * 1000,
    "application_name": "briefgen",
    "client_encoding": "utf8",
}
_SETTINGS = f"""
SET statement_timeout = '{_STATEMENT}s'; SET lock_timeout = '{_LOCK}s';
SET search_path = briefgen; SET timezone = 'UTC';
"""
#: Held while tables are made or changed, so that one does it (the letters "bg" and a one).
_MIGRATING = 0x626701
_LAYOUTS = """
CREATE SCHEMA IF NOT EXISTS briefgen;
CREATE TABLE IF NOT EXISTS briefgen.layout (part text PRIMARY KEY, version int NOT NULL);
"""


#: Names of cursors, several of which may be open in one transaction.
_NUMBERS = itertools.count()


class Transaction:
    """What is written together, or not at all; `Postgres.transaction` gives it."""

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self._connection = connection

    def run(self, query: str, values: Values = ()) -> int:
        """How many rows a statement wrote."""
        with watched(self._connection, _LOST):
            return self._connection.execute(query, values).rowcount

    def script(self, statements: str) -> None:
        """Several statements without values."""
        with watched(self._connection, _LOST):
            self._connection.execute(statements)

    def rows(self, query: str, values: Values = ()) -> list[Row]:
        """The rows of an answer, if it is one."""
        with watched(self._connection, _LOST):
            cursor = self._connection.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def one(self, query: str, values: Values = ()) -> Row | None:
        """The first row of an answer; None where there is none."""
        return next(iter(self.rows(query, values)), None)

    def many(self, query: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each of these rows, sent together."""
        with watched(self._connection, _LOST), self._connection.cursor() as cursor:
            cursor.executemany(query, rows)

    def stream(self, query: str, values: Values = (), at_once: int = 500) -> Iterator[Row]:
        """The rows of an answer that need not fit into memory."""
        with self._connection.cursor(name=f"c{next(_NUMBERS)}") as cursor:
            with watched(self._connection, _LOST):
                cursor.execute(query, values)
            while True:
                with watched(self._connection, _LOST):
                    rows = cursor.fetchmany(at_once)
                if not rows:
                    return
                yield from rows


class Postgres:
    """A database, each thread and process with connections of its own, opened when needed."""

    def __init__(self, address: str) -> None:
        self.address = normal(address)
        self.place = printable(address)
        self._kept = threading.local()

    def __reduce__(self) -> tuple[type[Postgres], tuple[str]]:
        return Postgres, (self.address,)

    def rows(self, query: str, values: Values = ()) -> list[Row]:
        """The rows of an answer; asked again where the connection was cut."""

        def ask(connection: psycopg.Connection[Row]) -> list[Row]:
            return Transaction(connection).rows(query, values)

        with told(self.place, self.address):
            return self._again(ask)

    def one(self, query: str, values: Values = ()) -> Row | None:
        """The first row of an answer; None where there is none."""
        return next(iter(self.rows(query, values)), None)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """What is written in this block is there at its end, as a whole, or not at all.

        Other reads of this thread do not see it before. Blocks in one another are of their own.
        """
        with told(self.place, self.address):
            connection = self._again(_begun, keep=False)
            try:
                yield Transaction(connection)
                self._commit(connection)
            except BaseException:
                with suppress(Exception), watched(connection, _LOST):
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._put_back(connection)

    def written(self, write: Callable[[Transaction], None]) -> None:
        """Write in a transaction; anew, a few times, where another's writing undid it."""
        for pause in _PAUSES:
            try:
                with self.transaction() as tables:
                    return write(tables)
            except Conflict:
                time.sleep(pause)
        with self.transaction() as tables:
            return write(tables)

    @contextmanager
    def still(self) -> Iterator[Transaction]:
        """The database as it is now, whatever is written meanwhile; only to be read."""
        with self.transaction() as tables:
            tables.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield tables

    def layout(self, part: str, newest: int) -> int:
        """The version of a part's tables, 0 where there are none; newer than `newest` raises."""
        found = self.one("SELECT to_regclass('briefgen.layout') IS NOT NULL")
        held = (
            self.one("SELECT version FROM briefgen.layout WHERE part = %s", (part,))
            if (found and found[0])
            else None
        )
        version = held[0] if held else 0
        if not isinstance(version, int):
            what = "the schema briefgen is another program's; name another database"
            raise ArchiveError(f"{self.place}: {what}")
        if version > newest:
            raise ArchiveError(
                f"{self.place}: its tables ({part}) are of layout {version}, and this version of "
                f"briefgen knows {newest}; update briefgen"
            )
        return version

    def migrate(self, part: str, steps: Sequence[str]) -> None:
        """Bring a part's tables to the layout after the last step; one does it, others wait."""
        if self.layout(part, len(steps)) == len(steps):
            return
        with self.transaction() as tables:
            tables.rows("SELECT pg_advisory_xact_lock(%s)", (_MIGRATING,))
            tables.script(_LAYOUTS)
            held = tables.one("SELECT version FROM layout WHERE part = %s", (part,))
            for step in steps[held[0] if held else 0 :]:
                tables.script(step)
            tables.run(
                "INSERT INTO layout VALUES (%s, %s)"
                " ON CONFLICT (part) DO UPDATE SET version = excluded.version",
                (part, len(steps)),
            )

    def close(self) -> None:
        """Close this thread's connections; the next question opens one again."""
        for connection in self._idle():
            connection.close()
        self._idle().clear()

    # --- Connections ----------------------------------------------------------------------------

    def _again(self, ask: Callable[[psycopg.Connection[Row]], Made], *, keep: bool = True) -> Made:
        """What is asked of a connection, on another where it was cut; given back if `keep`."""
        for pause in (*_PAUSES, None):
            connection = None
            try:
                connection = self._idle().pop() if self._idle() else self._connect()
                made = ask(connection)
            except Exception as error:
                if connection and not connection.broken:
                    self._put_back(connection)
                cut = is_cut(error) and (connection is not None or pause != _PAUSES[0])
                if not cut or pause is None:
                    raise
                self.close()  # what was opened before is most likely cut as well
                time.sleep(pause)
            else:
                if keep:
                    self._put_back(connection)
                return made
        raise AssertionError("the last try returns or raises")

    def _idle(self) -> list[psycopg.Connection[Row]]:
        """Connections of this thread that nothing is asked of; a forked process begins anew."""
        if getattr(self._kept, "process", None) != os.getpid():
            self._kept.process, self._kept.idle = os.getpid(), []
        idle: list[psycopg.Connection[Row]] = self._kept.idle
        return idle

    def _put_back(self, connection: psycopg.Connection[Row]) -> None:
        if connection.closed:
            connection.close()
        else:
            self._idle().append(connection)

    def _commit(self, connection: psycopg.Connection[Row]) -> None:
        try:
            with watched(connection, _LOST):
                connection.execute("COMMIT")
        except Exception as error:
            if not is_cut(error):
                raise
            what = "the connection was lost just as the end was being written, so that nobody knows"
            remedy = "do it again: what is there already is not written twice"
            raise ArchiveError(f"{self.place}: {what} whether it was; {remedy}") from error

    def _connect(self) -> psycopg.Connection[Row]:
        try:
            import psycopg  # noqa: PLC0415
        except ImportError as error:
            needed = "needs psycopg, which is not installed; pip install 'briefgen[postgres]'"
            raise ArchiveError(f"{self.place}: {needed}") from error
        connection = psycopg.connect(self.address, autocommit=True, **_OPTIONS)  # type: ignore[arg-type]
        try:
            self._require(connection)
            with watched(connection, _LOST):
                connection.execute(_SETTINGS)
        except BaseException:
            connection.close()
            raise
        return connection

    def _require(self, connection: psycopg.Connection[Row]) -> None:
        """A server that is not too old, and a database that keeps every letter."""
        version = connection.info.server_version // 10_000
        encoding = connection.info.parameter_status("server_encoding")
        if version < _OLDEST:
            what = f"PostgreSQL {version} is too old; briefgen needs {_OLDEST} or newer"
            raise ArchiveError(f"{self.place}: {what}")
        if encoding != "UTF8":
            what = (
                f"its letters are kept as {encoding}; make one with `createdb -E UTF8 -T template0`"
            )
            raise ArchiveError(f"{self.place}: {what}")


def _begun(connection: psycopg.Connection[Row]) -> psycopg.Connection[Row]:
    with watched(connection, _LOST):
        connection.execute("BEGIN")
    return connection
