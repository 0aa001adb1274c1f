"""Dates and the events between them: surely before, surely after, or not to be told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.model import Date, Event, Issue

SUMMIT = Date(2031, 3, 6)


@pytest.mark.parametrize(
    ("one", "other", "is_before"),
    [
        (Date(2030), Date(2031), True),
        (Date(2030, 12, 31), Date(2031), True),
        (Date(2031, 2), Date(2031, 3, 1), True),
        (Date(2031, 3, 5), SUMMIT, True),
        (SUMMIT, SUMMIT, False),
        (Date(2031), SUMMIT, False),
        (Date(2031, 3), SUMMIT, False),
        (SUMMIT, Date(2031, 3), False),
        (SUMMIT, Date(2031, 3, 5), False),
        (Date(2031), Date(2030, 12, 31), False),
    ],
)
def test_is_before(one: Date, other: Date, is_before: bool) -> None:
    assert one.is_before(other) == is_before


@pytest.mark.parametrize(
    ("event", "one", "other", "between"),
    [
        (SUMMIT, Date(2031, 3, 5), Date(2031, 3, 7), True),
        (SUMMIT, Date(2030), Date(2032), True),
        (SUMMIT, Date(2031, 2), Date(2031, 4), True),
        # Of its own day, month or year; or of no day at all.
        (SUMMIT, SUMMIT, Date(2031, 3, 7), False),
        (SUMMIT, Date(2031, 3), Date(2031, 3, 7), False),
        (SUMMIT, Date(2030), Date(2031), False),
        (SUMMIT, None, Date(2031, 3, 7), False),
        (SUMMIT, None, None, False),
        (SUMMIT, Date(2031, 3, 1), Date(2031, 3, 5), False),
        # Of the event itself the month or the year is known.
        (Date(2031, 3), Date(2031, 2, 28), Date(2031, 4, 1), True),
        (Date(2031, 3), Date(2031, 2, 28), Date(2031, 3, 31), False),
        (Date(2031), Date(2030, 12, 31), Date(2032, 1, 1), True),
        (Date(2031), Date(2030, 12, 31), Date(2031, 12, 31), False),
    ],
)
def test_lies_between(event: Date, one: Date | None, other: Date | None, between: bool) -> None:
    """Whichever of the two dates is given first."""
    summit = Event(event, "The summit")
    assert summit.lies_between(one, other) == summit.lies_between(other, one) == between


EVENTS = (
    Event(Date(2031, 3, 6), "The summit"),
    Event(Date(2030), "The drought"),
    Event(Date(2031, 3, 6), "The storm"),
    Event(Date(2033, 1), "The vote"),
)
dates = st.builds(Date, st.integers(2029, 2034)) | st.builds(
    Date, st.integers(2029, 2034), st.integers(1, 12), st.integers(0, 28)
)


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        (Date(2029), Date(2030, 5), None),
        (Date(2029), Date(2031), "The drought"),
        (Date(2029), Date(2032), "The summit"),  # the last; of one date the last by the alphabet
        (Date(2032), Date(2034), "The vote"),
        (None, Date(2034), None),
    ],
)
def test_the_last_event_between_is_named(
    one: Date | None, other: Date | None, named: str | None
) -> None:
    for events in (EVENTS, EVENTS[::-1]):
        found = Issue("fish", "Fish", events=events).event_between(one, other)
        assert (found and found.title) == named


@given(st.permutations(EVENTS), dates, dates)
def test_the_order_of_events_is_free(events: list[Event], one: Date, other: Date) -> None:
    issue, turned = (Issue("fish", "Fish", events=tuple(e)) for e in (EVENTS, events))
    found = issue.event_between(one, other)
    assert found == turned.event_between(one, other) == turned.event_between(other, one)
    assert (found is None) == (not any(e.lies_between(one, other) for e in EVENTS))
