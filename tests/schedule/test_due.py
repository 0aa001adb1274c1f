"""What becomes of the times that have passed, by `catch_up` and `max_age`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from briefgen.cron import times
from briefgen.model import Schedule
from briefgen.schedule import due as due_module
from briefgen.schedule.due import settle, upcoming


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2031-03-{text}").replace(tzinfo=UTC)


def told(times) -> list[str]:
    return [f"{time:%dT%H:%M}" for time in times]


@pytest.mark.parametrize(
    ("catch_up", "settled", "now", "due", "missed"),
    [
        ("latest", "03T06:00", "03T06:59", [], []),
        ("latest", "03T06:00", "03T07:00", ["03T07:00"], []),
        ("latest", "03T06:00", "03T08:30", ["03T08:00"], ["03T07:00 03T07:00 1"]),
        ("latest", "03T06:00", "03T09:30", ["03T09:00"], ["03T07:00 03T08:00 2"]),
        ("all", "03T06:00", "03T09:30", ["03T07:00", "03T08:00", "03T09:00"], []),
        ("none", "03T06:00", "03T09:30", [], ["03T07:00 03T09:00 3"]),
        ("none", "03T06:00", "03T09:10", ["03T09:00"], ["03T07:00 03T08:00 2"]),
        # Three hours are the most here: what is older is told apart.
        (
            "all",
            "03T06:00",
            "04T06:30",
            ["04T04:00", "04T05:00", "04T06:00"],
            ["03T07:00 04T03:00 21"],
        ),
        (
            "latest",
            "01T00:00",
            "04T06:00",
            ["04T06:00"],
            ["01T01:00 04T02:00 74", "04T03:00 04T05:00 3"],
        ),
        (
            "none",
            "01T00:00",
            "04T06:00",
            ["04T06:00"],
            ["01T01:00 04T02:00 74", "04T03:00 04T05:00 3"],
        ),
        ("latest", "03T06:00", "03T05:00", [], []),
    ],
)
def test_catch_up(catch_up, settled, now, due, missed):
    """Hourly, with a `max_age` of three hours."""
    schedule = Schedule("0 * * * *", "UTC", catch_up, timedelta(hours=3))
    found = settle(schedule, at(settled), at(now))
    rows = [" ".join((*told((m.due, m.last)), str(m.number))) for m in found.missed]
    assert (told(found.due), rows) == (due, missed)


@pytest.mark.parametrize("max_age", [7, 365, 6993])
@pytest.mark.parametrize("catch_up", ["latest", "none"])
def test_a_minutely_schedule_that_slept_for_years(catch_up, max_age):
    """No more times are gone through than are counted, however many there were."""
    schedule = Schedule("* * * * *", "Europe/Brussels", catch_up, timedelta(days=max_age))
    asked = 0

    def counted(*given):
        nonlocal asked
        for time in times(*given):
            asked += 1
            yield time

    now = at("20T00:00")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(due_module, "times", counted)
        found = settle(schedule, now - timedelta(days=6993), now)
    assert found.due == (now,) and asked < 60_000
    assert found.missed[-1].last == now - timedelta(minutes=1)
    assert found.missed[0].due == now - timedelta(days=6993, minutes=-1)
    assert found.missed[0].told.endswith("+00:00)") and "(20,000 or more" in found.missed[0].told
    assert len(found.missed) == 1 + (max_age < 6993)


def test_no_time_is_lost_between_two_rows():
    """What is to be run and what is missed are all the times there were."""
    schedule = Schedule("7 */2 * * *", "Europe/Brussels", "latest", timedelta(days=2))
    found = settle(schedule, at("01T00:00"), at("30T23:00"))
    passed = [t for t in upcoming(schedule, at("01T00:00"), 400) if t <= at("30T23:00")]
    assert sum(m.number for m in found.missed) + len(found.due) == len(passed)
    assert found.missed[0].due == passed[0] and found.due == (passed[-1],)
    assert passed.index(found.missed[1].due) == passed.index(found.missed[0].last) + 1


def test_the_next_times():
    schedule = Schedule("0 6 * * MON-FRI", "Europe/Brussels")
    assert told(upcoming(schedule, at("06T12:00"), 3)) == ["07T05:00", "10T05:00", "11T05:00"]


def test_what_is_too_old_says_how_old_it_may_be():
    found = settle(Schedule("0 6 * * *"), at("01T00:00"), at("20T00:00"))
    assert "max_age (7d)" in found.missed[0].why
