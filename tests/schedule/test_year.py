"""A year of simulated time, against an oracle that looks at every moment of it.

The oracle walks through the year by quarters of an hour in zoneinfo and knows nothing of cronsim:
the schedules are predicates over the clock on the wall.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from briefgen.schedule.local import LocalLedger
from briefgen.schedule.noting import note_due
from briefgen.schedule.state import Known, Ledger

#: Of an hour: no schedule here is due, and no zone here sets its clock, at another minute.
QUARTER = timedelta(minutes=15)
START = datetime(2031, 1, 1, tzinfo=UTC)
END = datetime(2032, 1, 1, tzinfo=UTC)
ZONES = ("Europe/Brussels", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata")
# cron, whether it follows real time, the predicate
CRONS: tuple[tuple[str, bool, Callable[[datetime], bool]], ...] = (
    ("15 * * * *", True, lambda t: t.minute == 15),
    ("30 2 * * *", False, lambda t: t.minute == 30 and t.hour == 2),
    ("0 0 1 * *", False, lambda t: t.minute == 0 and t.hour == 0 and t.day == 1),
    (
        "45 1,2 * * MON-FRI",
        False,
        lambda t: t.minute == 45 and 1 <= t.hour <= 2 and t.weekday() < 5,
    ),
    ("45 1,2 * * SUN", False, lambda t: t.minute == 45 and 1 <= t.hour <= 2 and t.weekday() == 6),
)
DAY = 86400


def oracle(zone: str) -> list[list[int]]:
    """For each of the schedules, every minute (seconds since 1970) at which it is due."""
    wall = ZoneInfo(zone)
    found: list[list[int]] = [[] for _ in CRONS]
    furthest = START.astimezone(wall).replace(tzinfo=None)
    moment = START
    while moment < END:
        moment += QUARTER
        shown = moment.astimezone(wall).replace(tzinfo=None)
        fresh = []  # what the clock shows for the first time, or has leapt over
        while furthest < shown:
            furthest += QUARTER
            fresh.append(furthest)
        for dues, (_, is_real, matches) in zip(found, CRONS, strict=True):
            if matches(shown) if is_real else any(map(matches, fresh)):
                dues.append(int(moment.timestamp()))
    return found


def looks() -> Iterator[int]:
    """The moments at which a machine that sleeps now and then looks."""
    chance = random.Random(7)
    moment = START
    while moment < END:
        step = chance.choice((9, 40, 90, 240, 600))
        asleep = chance.random() < 0.03
        yield int(moment.timestamp())
        moment += timedelta(minutes=chance.randint(60, 6000) if asleep else step, seconds=17)


def expected(dues: list[int], moments: list[int], catch_up: str, max_age: int) -> list[int]:
    """What is to be run, by the oracle's minutes."""
    runs: list[int] = []
    place, before = 0, int(START.timestamp())
    for now in moments:
        fresh = []
        while place < len(dues) and dues[place] <= now:
            if dues[place] > before:
                fresh.append(dues[place])
            place += 1
        fresh = [due for due in fresh if now - due <= max_age]
        if catch_up != "all":
            fresh = fresh[-1:]
        runs += [due for due in fresh if catch_up != "none" or now - due <= 600]
        before = now
    return runs


@pytest.mark.parametrize("zone", ZONES)
def test_the_right_runs_no_more_and_no_fewer(zone, tmp_path):
    moments = list(looks())
    max_age = 2 * DAY
    dues = oracle(zone)
    policies = ("latest", "all", "none")
    ledger = LocalLedger(tmp_path / "state.sqlite3")
    ledger._database.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")
    begin = int(START.timestamp())
    with ledger.changing() as change:
        for number, (cron, _, _) in enumerate(CRONS):
            for policy in policies:
                brief = f"{number}-{policy}"
                change.keep(Known(brief, 0, 0, True, cron, zone, policy, max_age, begin, begin, ""))
    done: dict[str, list[int]] = {}
    for now in moments:
        if not note_due(ledger, now):
            continue
        for run in ledger.unsettled():
            done.setdefault(run.brief, []).append(run.due)
        with ledger.changing() as change:
            for run in ledger.unsettled():
                claimed = change.claim(run, "o", now)
                assert claimed
                assert change.end(claimed, "done", "", now)
    ledger.close()
    assert len(done) > 12
    for number in range(len(CRONS)):
        for policy in policies:
            wanted = expected(dues[number], moments, policy, max_age)
            assert done.get(f"{number}-{policy}", []) == wanted, (CRONS[number][0], policy)


def _noted(ledger: Ledger, now: int) -> list[int]:
    """What is run by a look, at once."""
    note_due(ledger, now)
    ready = ledger.unsettled()
    with ledger.changing() as change:
        for run in ready:
            claimed = change.claim(run, "o", now)
            assert claimed
            change.end(claimed, "done", "", now)
    return [run.due for run in ready]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("catch_up", ["all", "latest"])
def test_a_clock_that_jumps_a_day_does_no_harm(seed, catch_up, tmp_path):
    """Eight days, looked at each 10 minutes, with the clock hours or a day off."""
    chance = random.Random(seed)
    ledger = LocalLedger(tmp_path / "state.sqlite3")
    ledger._database.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")
    begin = int(START.timestamp())
    with ledger.changing() as change:
        change.keep(Known("b", 0, 0, True, "0 * * * *", "UTC", catch_up, 7 * DAY, begin, begin, ""))
    ran: list[int] = []
    offset, until, right = 0, begin + DAY, set()
    for true in range(begin, begin + 8 * DAY, 600):
        if true >= until:
            offset = 0 if offset else chance.choice((-DAY, DAY, -DAY - 1800, DAY + 1800, 18000))
            until = true + chance.randint(1, 30) * 1800
        if not offset:
            right.add(true)
        ran += _noted(ledger, true + offset)
    ran += _noted(ledger, begin + 8 * DAY)
    ledger.close()
    assert len(ran) == len(set(ran)), "no run twice"
    hours = set(range(begin + 3600, begin + 8 * DAY, 3600))
    # What came due while the clock was wrong is made up for as after a sleep.
    assert hours - set(ran) <= (set() if catch_up == "all" else hours - right)
    assert len(hours & right) > 70
