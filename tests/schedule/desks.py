"""Desks whose builds are made up: a line in a file for each, and an answer as a build gives it."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from briefgen.desk import Desk
from briefgen.schedule.run import run_due
from briefgen.schedule.specs import Place
from briefgen.schedule.state import Run

START = datetime(2031, 3, 3, 5, 59, 30, tzinfo=UTC)
ANSWER = "print(json.dumps({'edition': 'e', 'folder': 'f', 'new': True}))"
_NOTE = """import json, os, sys, time
_, brief, file = sys.argv
ran = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
os.write(ran, (brief + chr(10)).encode())
"""

forked = multiprocessing.get_context("fork")


class Clock:
    """A clock that shows what it is told to."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


def desk_of(folder: Path, briefs: dict[str, str]) -> Desk:
    """A desk with a spec for each brief, of this schedule."""
    for brief, schedule in briefs.items():
        write(folder, brief, schedule)
    return Desk.at(folder)


def write(folder: Path, brief: str, schedule: str) -> None:
    file = folder / "briefs" / f"{brief}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    line = f"schedule: {schedule}\n" if schedule else ""
    text = f"title: T\nsources: [a.txt]\nissues: [{{title: Quotas}}]\n{line}"
    file.write_text(text, encoding="utf-8")


def building(desk: Desk, code: str = ANSWER) -> Callable[[Path], Sequence[str]]:
    """A build that notes its spec in `ran`, and then does this."""
    ran = str(desk.home / "ran")
    return lambda spec: [sys.executable, "-I", "-S", "-c", _NOTE + code, spec.stem, ran]


def ran(desk: Desk) -> list[str]:
    file = desk.home / "ran"
    return file.read_text().split() if file.exists() else []


def run(desk: Desk, clock: Clock, code: str = ANSWER, **more: Any) -> int:
    return run_due(desk, clock, building(desk, code), **more)


def runs(desk: Desk, brief: str) -> list[Run]:
    """The brief's runs, those due first first."""
    ledger = Place.of(desk).ledger()
    found = ledger.runs(brief, 1000)
    ledger.close()
    return list(reversed(found))


def states(desk: Desk, brief: str) -> list[tuple[str, str]]:
    """Each run's time of day (UTC) and its state."""
    return [(f"{datetime.fromtimestamp(r.due, UTC):%H:%M}", r.state) for r in runs(desk, brief)]
