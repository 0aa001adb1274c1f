"""What is due: pure, by a schedule, the last moment that was settled, and the time it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile

from briefgen.cron import times
from briefgen.model import Schedule

#: What is seen this long after it was due is in time: `run-due` need not be called each minute.
PUNCTUAL = timedelta(minutes=10)
#: Less than between any two times.
_MOMENT = timedelta(seconds=1)
_WHY = {
    "none": "it was seen too late, and catch_up is none",
    "latest": "a later one was due as well, and catch_up is latest",
}

#: Times that passed without a run are counted up to here: a year has 525,600 minutes.
_COUNTED = 20_000


@dataclass(frozen=True, slots=True)
class Missed:
    """Times that passed without a run, from the first to the last, how many, and why.

    `number`: counted up to 20,000, and that where there are more.
    """

    due: datetime
    last: datetime
    number: int
    why: str

    @property
    def told(self) -> str:
        """Why, and how many there are where there are several."""
        if self.number == 1:
            return self.why
        more = " or more" if self.number >= _COUNTED else ""
        return f"{self.why} ({self.number:,}{more}, the last due {self.last.isoformat()})"


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

    How long it takes depends on `max_age` where all of them are to be run, and else on nothing.
    """
    oldest = now - schedule.max_age - _MOMENT
    old = _missed(schedule, settled, oldest, _too_old(schedule))
    start = max(settled, oldest)
    if schedule.catch_up == "all":
        wanted = tuple(_passed(schedule, start, now))
        missed: tuple[Missed, ...] = ()
    else:
        wanted = _latest(schedule, start, now)
        if schedule.catch_up == "none":
            wanted = tuple(t for t in wanted if now - t <= PUNCTUAL)
        until = wanted[0] - _MOMENT if wanted else now
        missed = _missed(schedule, start, until, _WHY[schedule.catch_up])
    return Settlement(wanted, (*old, *missed), next(iter(upcoming(schedule, now, 1)), None))


def _passed(schedule: Schedule, after: datetime, until: datetime) -> Iterator[datetime]:
    """The times after a moment, up to another and at it."""
    found = times(schedule.cron, schedule.timezone, after)
    return takewhile(lambda time: time <= until, found)


def _latest(schedule: Schedule, after: datetime, until: datetime) -> tuple[datetime, ...]:
    """The last time after a moment, up to another and at it, or none: looked for from the end."""
    span = timedelta(hours=1)
    while after < until:
        start = max(after, until - span)
        if found := deque(_passed(schedule, start, until), maxlen=1):
            return tuple(found)
        if start == after:
            break
        span *= 2
    return ()


def _missed(schedule: Schedule, after: datetime, until: datetime, why: str) -> tuple[Missed, ...]:
    """The times after a moment, up to another and at it, as one, or none."""
    last = _latest(schedule, after, until)
    if not last:
        return ()
    passed = _passed(schedule, after, until)
    first = next(passed)
    return (Missed(first, last[0], 1 + sum(1 for _ in islice(passed, _COUNTED - 1)), why),)


def _too_old(schedule: Schedule) -> str:
    hours = int(schedule.max_age.total_seconds()) // 3600
    age = f"{hours // 24}d" if hours % 24 == 0 else f"{hours}h"
    return f"it was seen more than max_age ({age}) late"
