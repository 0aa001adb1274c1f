"""Which specs a desk has, and when each is due: read again only where a file has changed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, cast

from briefgen.errors import SpecError
from briefgen.model import CatchUp, Schedule
from briefgen.schedule.state import Known, Ledger

if TYPE_CHECKING:
    from briefgen.desk import Desk

_SUFFIX, _REVIEW = ".yaml", ".review.yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """What a schedule needs of a desk: its specs, and where its state is kept.

    `address` is the database that keeps the state of `desk`, its identity; without one the folder
    does.
    """

    briefs: Path
    state: Path
    address: str = ""
    desk: str = ""

    @classmethod
    def of(cls, desk: Desk) -> Place:
        """That of a desk; the state is kept where its library is."""
        library, briefs = desk.library_place, desk.home / "briefs"
        if isinstance(library, Path):
            return cls(briefs, library / "schedule")
        return cls(briefs, desk.root / "library" / "schedule", library, desk.identity)

    def ledger(self) -> Ledger:
        """The state, opened."""
        file = self.state / "state.sqlite3"
        if self.address:
            from briefgen.schedule.shared import SharedLedger  # noqa: PLC0415 - only where wanted

            return SharedLedger(self.address, self.desk, file)
        from briefgen.schedule.local import LocalLedger  # noqa: PLC0415

        return LocalLedger(file)

    def spec(self, brief: str) -> Path:
        """The spec of a brief."""
        return self.briefs / f"{brief}{_SUFFIX}"

    @property
    def health(self) -> Path:
        """The file in which the daemon says how it is; each machine has one where several may."""
        machine = f"-{os.uname().nodename}" if self.address else ""
        return self.state / f"health{machine}.json"


def schedule_of(known: Known) -> Schedule | None:
    """The schedule that was read from a spec, if it has one."""
    if known.cron is None or known.timezone is None:
        return None
    catch_up = cast(CatchUp, known.catch_up)
    return Schedule(known.cron, known.timezone, catch_up, timedelta(seconds=known.max_age or 0))


def next_after(schedule: Schedule, moment: int) -> int | None:
    """The first time after a moment, both in seconds since 1970."""
    from briefgen.schedule.due import upcoming  # noqa: PLC0415 - not where nothing is due

    found = upcoming(schedule, datetime.fromtimestamp(moment, UTC), 1)
    return int(found[0].timestamp()) if found else None


def read_specs(place: Place, ledger: Ledger, now: int) -> None:
    """Bring what is known of the desk's specs up to date with its files."""
    stamps = dict(_stamps(place.briefs))
    known = ledger.known()
    gone = [k.brief for k in known.values() if k.present and k.brief not in stamps]
    fresh = {
        brief: _read(place.spec(brief))
        for brief, stamp in stamps.items()
        if brief not in known or not _is_same(known[brief], stamp)
    }
    if not gone and not fresh:
        return
    with ledger.changing() as change:
        before = ledger.known()  # as it is now that nobody else changes it
        for brief in gone:
            change.keep(replace(before[brief], present=False))
            change.drop(brief, _EVER, "its spec is gone", now)
        for brief, found in fresh.items():
            kept = _known(brief, stamps[brief], found, before.get(brief), now)
            change.keep(kept)
            if brief in before and _times(kept) != _times(before[brief]):
                change.drop(brief, _EVER, "the schedule was changed before it began", now)


_EVER = 1 << 60


def _read(spec: Path) -> Schedule | str | None:
    """The schedule in a file, or what is wrong with it."""
    from briefgen.spec import load_schedule  # noqa: PLC0415 - loads YAML, for what is new only

    try:
        return load_schedule(spec)
    except SpecError as error:
        return str(error)


def _known(
    brief: str,
    stamp: tuple[int, int],
    found: Schedule | str | None,
    before: Known | None,
    now: int,
) -> Known:
    """What is known of a spec from now on.

    A schedule that is new has no past. One in a file that is faulty now goes on as it was: a build
    that fails is told, and one that is not begun would not be.
    """
    if isinstance(found, str):
        old = before or Known(brief, *stamp, True, None, None, None, None, now, None, "")
        return replace(old, modified=stamp[0], size=stamp[1], present=True, fault=found)
    if found is None:
        return Known(brief, *stamp, True, None, None, None, None, now, None, "")
    settled = now
    if before and _times(before) == (found.cron, found.timezone):
        settled = before.settled
    return Known(
        brief,
        *stamp,
        True,
        found.cron,
        found.timezone,
        found.catch_up,
        int(found.max_age.total_seconds()),
        settled,
        next_after(found, settled),
        "",
    )


def _times(known: Known) -> tuple[str | None, str | None]:
    return known.cron, known.timezone


def _is_same(known: Known, stamp: tuple[int, int]) -> bool:
    return known.present and (known.modified, known.size) == stamp


def _stamps(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each spec in a folder with its time of change (ns) and its size, in no order.

    Not those in folders below: each of these would be a desk of its own.
    """
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        name = entry.name
        if name.startswith(".") or not name.isprintable() or entry.is_dir():
            continue
        if name.endswith(_SUFFIX) and not name.endswith(_REVIEW):
            yield from _stamp(entry, name.removesuffix(_SUFFIX))


def _stamp(entry: os.DirEntry[str], brief: str) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        found = entry.stat()
    except OSError:  # it was taken away meanwhile, or is a link that leads nowhere
        return
    yield brief, (found.st_mtime_ns, found.st_size)


def scheduled(known: Mapping[str, Known]) -> tuple[Known, ...]:
    """The specs that are there and have a schedule."""
    return tuple(k for k in known.values() if k.present and k.cron is not None)
