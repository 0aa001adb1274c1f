"""Cron expressions and zones: what is wrong with them, and which instants they are."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import islice

import pytest

from briefgen.cron import cron_fault, times, zone_fault


@pytest.mark.parametrize(
    ("cron", "what", "remedy"),
    [
        ("0 6 * *", "has 4 fields, and not five", "write minute, hour, day of the month"),
        ("@daily", "has 1 field, and not five", "for example 0 6 * * MON-FRI"),
        ("0 0 6 * * *", "has 6 fields", "write minute"),
        ("60 6 * * *", "has '60' for the minute", "write 0 to 59; each field takes *"),
        ("0 25 * * *", "has '25' for the hour", "write 0 to 23"),
        ("0 6 0 * *", "has '0' for the day of the month", "write 1 to 31, L for"),
        ("0 6 * 13 *", "has '13' for the month", "write 1 to 12 or JAN"),
        ("0 6 * * MOONDAY", "has 'MOONDAY' for the day of the week", "SUN to SAT"),
        ("0 6 * * FRI-MON", "has 'FRI-MON' for the day of the week", "a range 1-5"),
        ("*/0 6 * * *", "has '*/0' for the minute", "a step */10"),
        ("9" * 5000 + " 6 * * *", "has '" + "9" * 40 + "' for", "write 0 to 59"),
        ("0 6 30 2 *", "names a day that never comes", "choose a day"),
        ("0 6 31 4,6 *", "names a day that never comes", "choose a day"),
    ],
)
def test_faulty_expressions(cron, what, remedy):
    found = cron_fault(cron)
    assert found
    assert found[0].startswith(what)
    assert remedy in found[1]


@pytest.mark.parametrize(
    "cron", ["0 6 * * mon-fri", "*/10 0-23 L * *", "0 6 29 2 *", "0 6 * * 5L", "0 6 31 4,6 MON"]
)
def test_sound_expressions(cron):
    assert cron_fault(cron) is None


@pytest.mark.parametrize(
    ("zone", "hint"),
    [
        ("brussels", "did you mean Europe/Brussels?"),
        ("Brusels", "did you mean Europe/Brussels?"),
        ("new york", "did you mean America/New_York?"),
        ("localtime", "write Area/City"),
        ("../../etc/passwd", "write Area/City"),
        ("posix/Europe/Brussels", "did you mean"),
        ("UTC", None),
        ("Asia/Kolkata", None),
        ("CET", None),
    ],
)
def test_zones(zone, hint):
    found = zone_fault(zone)
    assert (hint in found[1]) if hint and found else found is hint


@pytest.mark.parametrize(
    ("cron", "zone", "after", "expected"),
    [
        # Clocks in Brussels: 2031-03-30 02:00 becomes 03:00, 2031-10-26 03:00 becomes 02:00.
        ("30 2 * * *", "Europe/Brussels", "03-29T12:00", ["03-30T01:00", "03-31T00:30"]),
        ("0,30 2 * * *", "Europe/Brussels", "03-29T12:00", ["03-30T01:00", "03-31T00:00"]),
        ("*/30 2 * * *", "Europe/Brussels", "03-29T12:00", ["03-30T01:00", "03-31T00:00"]),
        ("0 */2 * * *", "Europe/Brussels", "03-29T23:30", ["03-30T01:00", "03-30T02:00"]),
        ("30 2 * * *", "Europe/Brussels", "10-25T12:00", ["10-26T00:30", "10-27T01:30"]),
        ("30 2 * * *", "Europe/Brussels", "10-26T01:10", ["10-27T01:30", "10-28T01:30"]),
        ("30 * * * *", "Europe/Brussels", "10-26T00:00", ["10-26T00:30", "10-26T01:30"]),
        ("30 * * * *", "Europe/Brussels", "10-26T00:40", ["10-26T01:30", "10-26T02:30"]),
        ("30 * * * *", "Europe/Brussels", "03-30T00:00", ["03-30T00:30", "03-30T01:30"]),
        # Lord Howe: half an hour. 2031-10-05 02:00 becomes 02:30, 2031-04-06 02:00 becomes 01:30.
        ("15 2 * * *", "Australia/Lord_Howe", "10-04T12:00", ["10-04T15:30", "10-05T15:15"]),
        ("45 * * * *", "Australia/Lord_Howe", "10-04T15:00", ["10-04T15:15", "10-04T15:45"]),
        ("45 1 * * *", "Australia/Lord_Howe", "04-05T12:00", ["04-05T14:45", "04-06T15:15"]),
        ("0 6 * * *", "Asia/Kolkata", "01-01T00:00", ["01-01T00:30", "01-02T00:30"]),
    ],
)
def test_gaps_and_overlaps(cron, zone, after, expected):
    """Times in UTC, of 2031."""
    start = datetime.fromisoformat(f"2031-{after}").replace(tzinfo=UTC)
    found = [f"{t:%m-%dT%H:%M}" for t in islice(times(cron, zone, start), 2)]
    assert found == expected


def test_a_gap_over_midnight_is_no_time_lost():
    """In Santiago, 2031-09-07 begins at 01:00."""
    start = datetime(2031, 9, 6, 12, tzinfo=UTC)
    hourly = [f"{t:%dT%H}" for t in islice(times("0 * * * SUN", "America/Santiago", start), 2)]
    daily = [f"{t:%dT%H}" for t in islice(times("0 0 * * *", "America/Santiago", start), 2)]
    assert (hourly, daily) == (["07T04", "07T05"], ["07T04", "08T03"])
