"""A desk's schedules out of its own file into the database that it has now."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

from briefgen.errors import ArchiveError
from briefgen.postgres import Postgres
from briefgen.schedule.local import LocalLedger
from briefgen.schedule.state import Known, Run


def take_over(file: Path, database: Postgres, desk: str) -> None:
    """Take in what was known before the desk had a database, and put its file aside.

    So nothing is run again, and what was due is made up for. Done twice, it is done once. Raises
    `ArchiveError` where a brief is being built by somebody who still goes by the file.
    """
    with closing(LocalLedger(file)) as ledger:
        known, runs = ledger.known().values(), ledger.newest(sys.maxsize)
        for run in ledger.unsettled():
            _require_idle(file, ledger, run)
    with database.transaction() as change:
        change.many(_inserting("schedule", Known.__slots__), _rows(desk, known))
        change.many(_inserting("schedule_run", Run.__slots__), _rows(desk, runs))
    with suppress(OSError):  # another was first, or it may not be moved: then it is read again
        os.link(file, file.with_name(f"{file.name}.moved"))
        file.unlink()


def row_of(known: Known | Run) -> tuple[Any, ...]:
    """What is known as PostgreSQL takes it."""
    if isinstance(known, Known):
        known = replace(known, present=bool(known.present))
    return tuple(map(storable, astuple(known)))


def storable(value: Any) -> Any:
    """A text without what PostgreSQL does not keep; a build says what it likes."""
    if not isinstance(value, str):
        return value
    return value.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _inserting(table: str, names: Iterable[str]) -> str:
    columns = ("desk", *names)
    marks = ", ".join("%s" for _ in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT DO NOTHING"


def _rows(desk: str, known: Iterable[Known | Run]) -> list[tuple[Any, ...]]:
    return [(desk, *row_of(each)) for each in known]


def _require_idle(file: Path, ledger: LocalLedger, run: Run) -> None:
    if (lock := ledger.hold(run.brief)) is None:
        what = f"{run.brief} is being built by a desk without a database"
        raise ArchiveError(f"{file}: {what}; stop its daemon or timer first")
    lock.close()
