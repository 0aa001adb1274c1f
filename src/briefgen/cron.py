"""Times on the wall by cron expressions and time zones; the only importer of cronsim.

The five fields are those of cron (see cron(8) of Debian), with `L`, `LW`, `MON#1` and `5L` added.
cronsim is asked for times without a zone; which instants these are is decided here.
"""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from cronsim import CronSim, CronSimError

_FIELDS = (
    ("minute", "0 to 59"),
    ("hour", "0 to 23"),
    ("day of the month", "1 to 31, L for the last, LW for the last weekday"),
    ("month", "1 to 12 or JAN to DEC"),
    ("day of the week", "0 to 7 or SUN to SAT (0 and 7 are Sunday), MON#1 for the first Monday"),
)
_FORMS = "each field takes *, a value, a list 1,15, a range 1-5, a step */10"
_EXAMPLE = "for example 0 6 * * MON-FRI, which is 6:00 from Monday to Friday"
#: More than any zone sets its clock back in one go.
_OVERLAP = timedelta(hours=3)
_ANY_DAY = datetime(2024, 1, 1)


def cron_fault(cron: str) -> tuple[str, str] | None:
    """What is wrong with an expression and what would be valid; None where nothing is."""
    fields = cron.split()
    if len(fields) != len(_FIELDS):
        what = f"has {len(fields)} field{'' if len(fields) == 1 else 's'}, and not five"
        return what, f"write minute, hour, day of the month, month, day of the week, {_EXAMPLE}"
    for number, (field, (name, valid)) in enumerate(zip(fields, _FIELDS, strict=True)):
        alone = ["*"] * len(_FIELDS)
        alone[number] = field
        if not _is_read(" ".join(alone)):
            return f"has {field[:40]!r} for the {name}", f"write {valid}; {_FORMS}"
    if not _is_read(cron) or next(CronSim(cron, _ANY_DAY), None) is None:
        return "names a day that never comes", "choose a day that its months have"
    return None


def zone_fault(zone: str) -> tuple[str, str] | None:
    """What is wrong with a time zone's name and what would be valid; None where nothing is."""
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        pass
    else:
        if zone != "localtime" and not zone.startswith(("posix/", "right/")):
            return None
    names = sorted(name for name in available_timezones() if "/" in name or name == "UTC")
    spelt = {_bare(name): name for name in names}
    by_city = {_bare(name.rpartition("/")[2]): name for name in names}
    near = by_city.get(_bare(zone)) or next(
        (spelt[found] for found in difflib.get_close_matches(_bare(zone), spelt, n=1)), ""
    )
    hint = f"did you mean {near}? " if near else ""
    what = "is no time zone of the IANA database"
    return what, f"{hint}write Area/City, for example Europe/Brussels, or UTC"


def times(cron: str, zone: str, after: datetime) -> Iterator[datetime]:
    """The instants (UTC) after `after` at which an expression is due, the earliest first.

    An expression that holds in each hour (`*`, `0-23` …) follows real time: it is due whenever the
    clock on the wall shows one of its minutes. Any other names times of day, and is due once for
    each: one that the clock leaves out at the first instant after the gap, one that it shows twice
    the first time.
    """
    wall = ZoneInfo(zone)
    start = (after.astimezone(wall) - _OVERLAP).replace(tzinfo=None, fold=0)
    source = CronSim(cron, start)
    found = _each_hour(source, wall) if len(source.hours) == 24 else _each_once(source, wall)
    last = after.astimezone(UTC)
    for instant in found:
        if instant > last:
            yield instant
            last = instant


def _each_once(source: Iterator[datetime], wall: ZoneInfo) -> Iterator[datetime]:
    for time in source:
        local = time.replace(tzinfo=wall)
        while not _is_shown(local):
            local += timedelta(minutes=1)
        yield local.astimezone(UTC)


def _each_hour(source: Iterator[datetime], wall: ZoneInfo) -> Iterator[datetime]:
    """Both instants of a time that is shown twice, in the order of instants and not of times."""
    waiting: list[datetime] = []
    for time in source:
        local = time.replace(tzinfo=wall)
        first = local.astimezone(UTC)
        while waiting and waiting[0] < first:
            yield heapq.heappop(waiting)
        if _is_shown(local):
            heapq.heappush(waiting, first)
            second = local.replace(fold=1).astimezone(UTC)
            if second != first:
                heapq.heappush(waiting, second)
    yield from sorted(waiting)


def _is_shown(local: datetime) -> bool:
    """Whether the clock on the wall ever shows a time."""
    there = local.astimezone(UTC).astimezone(local.tzinfo)
    return there.replace(tzinfo=None) == local.replace(tzinfo=None)


def _is_read(cron: str) -> bool:
    try:
        CronSim(cron, _ANY_DAY)
    except (CronSimError, ValueError, AssertionError):  # the latter two for absurd values
        return False
    return True


def _bare(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")
