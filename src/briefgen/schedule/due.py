"""What is due: pure, by a schedule, the last moment that was settled, and the time it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from briefgen.cron import times
from briefgen.model import Schedule

#: What is seen this long after it was due is in time: `run-due` need not be called each minute.
PUNCTUAL = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Missed:
    """A time that passed without a run, and why."""

    due: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of every time up to a moment: to be run, in order, or missed; and the next."""

    due: tuple[datetime, ...]
    missed: tuple[Missed, ...]
    following: datetime | None


def upcoming(schedule: Schedule, after: datetime, number: int) -> tuple[datetime, ...]:
    """The next times (UTC) after a moment; fewer where there are no more within 50 years."""
    return tuple(islice(times(schedule.cron, schedule.timezone, after), number))


def settle(schedule: Schedule, settled: datetime, now: datetime) -> Settlement:
    """What became of the times after `settled` and up to `now`.

    Times of more than `max_age` ago are told by the first of them alone.
    """
    oldest = now - schedule.max_age
    first = upcoming(schedule, settled, 1) if settled < oldest else ()
    old = [Missed(t, _too_old(schedule)) for t in first if t < oldest]
    passed, following = _passed(schedule, max(settled, oldest - timedelta(seconds=1)), now)
    wanted = _wanted(schedule, passed, now)
    why = (
        "it was seen too late, and catch_up is none"
        if schedule.catch_up == "none"
        else "a later one was due as well, and catch_up is latest"
    )
    missed = [Missed(t, why) for t in passed if t not in wanted]
    return Settlement(wanted, (*old, *missed), following)


def _passed(
    schedule: Schedule, start: datetime, now: datetime
) -> tuple[tuple[datetime, ...], datetime | None]:
    """The times after `start` and up to `now`, and the next one."""
    passed: list[datetime] = []
    for time in times(schedule.cron, schedule.timezone, start):
        if time > now:
            return tuple(passed), time
        passed.append(time)
    return tuple(passed), None


def _wanted(
    schedule: Schedule, passed: tuple[datetime, ...], now: datetime
) -> tuple[datetime, ...]:
    if schedule.catch_up == "all":
        return passed
    latest = passed[-1:]
    if schedule.catch_up == "none":
        return tuple(t for t in latest if now - t <= PUNCTUAL)
    return latest


def _too_old(schedule: Schedule) -> str:
    hours = int(schedule.max_age.total_seconds()) // 3600
    age = f"{hours // 24}d" if hours % 24 == 0 else f"{hours}h"
    return f"it was seen more than max_age ({age}) late, as were the next ones until then"
