"""What becomes of the times that have passed, by `catch_up` and `max_age`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from briefgen.model import Schedule
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
        ("latest", "03T06:00", "03T09:30", ["03T09:00"], ["03T07:00", "03T08:00"]),
        ("all", "03T06:00", "03T09:30", ["03T07:00", "03T08:00", "03T09:00"], []),
        ("none", "03T06:00", "03T09:30", [], ["03T07:00", "03T08:00", "03T09:00"]),
        ("none", "03T06:00", "03T09:10", ["03T09:00"], ["03T07:00", "03T08:00"]),
        # Three hours are the most here: of what is older, the first is told.
        ("all", "03T06:00", "04T06:30", ["04T04:00", "04T05:00", "04T06:00"], ["03T07:00"]),
        (
            "latest",
            "01T00:00",
            "04T06:00",
            ["04T06:00"],
            ["01T01:00", "04T03:00", "04T04:00", "04T05:00"],
        ),
        ("latest", "03T06:00", "03T05:00", [], []),
    ],
)
def test_catch_up(catch_up, settled, now, due, missed):
    """Hourly, with a `max_age` of three hours."""
    schedule = Schedule("0 * * * *", "UTC", catch_up, timedelta(hours=3))
    found = settle(schedule, at(settled), at(now))
    assert (told(found.due), told(m.due for m in found.missed)) == (due, missed)


def test_the_next_times():
    schedule = Schedule("0 6 * * MON-FRI", "Europe/Brussels")
    assert told(upcoming(schedule, at("06T12:00"), 3)) == ["07T05:00", "10T05:00", "11T05:00"]


def test_what_is_too_old_says_how_old_it_may_be():
    found = settle(Schedule("0 6 * * *"), at("01T00:00"), at("20T00:00"))
    assert "max_age (7d)" in found.missed[0].why
