"""Waits: what is asked for, and what is waited."""

from __future__ import annotations

import pytest

from briefgen.fetch.pace import Deadline, Pace, backoff, retry_after
from briefgen.fetch.refusal import Refused, duration

from .loopback import NOW, Hours


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Fri, 14 Mar 2031 09:27:53 GMT", 60),
        ("Friday, 14-Mar-31 09:27:53 GMT", 60),
        ("Fri, 14 Mar 2031 08:00:00 GMT", 0),
        ("Fri, 14 Mar 2031 09:27:53 -0000", 60),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("9" * 5000, 999_999_999),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}, NOW) == seconds


def test_no_retry_after() -> None:
    assert retry_after({}, NOW) is None


@pytest.mark.parametrize(
    ("attempt", "jitter", "seconds"), [(0, 0, 0.5), (0, 1, 1), (1, 0, 1), (1, 1, 2), (2, 1, 4)]
)
def test_backoff(attempt: int, jitter: float, seconds: float) -> None:
    assert backoff(attempt, jitter) == seconds


def test_a_host_is_left_alone_between_two_requests_and_another_is_not() -> None:
    hours = Hours()
    pace = Pace(10, hours, hours.sleep)
    for host in ("a", "b", "a", "a"):
        pace.turn(host, 1)
        hours.now += 0.25  # the request itself
        pace.ended(host)
    assert hours.slept == [0.75, 1]


def test_a_host_that_asked_for_a_pause_gets_it_or_is_not_asked() -> None:
    hours = Hours()
    pace = Pace(10, hours, hours.sleep)
    pace.hold("a", 8)
    pace.hold("b", 300)
    pace.turn("a", 1)
    assert hours.slept == [8]
    with pytest.raises(Refused, match="left alone for 5 min"):
        pace.turn("b", 1)


def test_a_deadline_ends() -> None:
    hours = Hours()
    deadline = Deadline(60, hours)
    deadline.start()
    assert deadline.within(20) == 20
    hours.sleep(50)
    assert deadline.within(20) == 10
    deadline.extend(5)
    assert deadline.within(20) == 15
    hours.sleep(15)
    with pytest.raises(Refused, match="took longer than 60 s"):
        deadline.within(20)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.25, "0.25 s"), (60, "60 s"), (600, "10 min"), (7200, "2 h")]
)
def test_duration(seconds: float, words: str) -> None:
    assert duration(seconds) == words
