"""Which views are set against each other: a table of views beside the pairs made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import standpoint

from briefgen.model import Date, Event, Issue, Position
from briefgen.viewpoints import Lean, View, across, oppositions, ranked

STRIKE = Issue(
    "strike", "Strike", "", (), (Position("end", "It ends"), Position("on", "It goes on"))
)


def view(
    passage: str, holder: str, position: str | None, score: float = 0.8, **more: object
) -> View:
    """A view in a source of its own; `against=True` opposes the position."""
    stance = "opposes" if more.get("against") else "supports"
    lean = (
        Lean(position, stance, score, (f"speaks for “{position}”",))
        if position
        else Lean(None, "unclear", 0.0)
    )
    return View(
        passage=passage,
        holder=holder,
        source=str(more.get("source", f"source of {passage}")),
        standpoint=standpoint(STRIKE, lean),
        lean=lean,
        issued=more.get("issued"),  # type: ignore[arg-type]
        standing=more.get("standing", "named"),  # type: ignore[arg-type]
    )


def pairs(*views: View) -> list[tuple[str, str]]:
    return [(found.left.passage, found.right.passage) for found in oppositions(STRIKE, views)]


@pytest.mark.parametrize(
    ("views", "expected"),
    [
        ([], []),
        ([view("p", "Vogt", "end")], []),
        ([view("p", "Vogt", "end"), view("q", "Oakes", "on")], [("p", "q")]),
        # The left one is on the position that the spec names first, however they come.
        ([view("q", "Oakes", "on"), view("p", "Vogt", "end")], [("p", "q")]),
        # To oppose one of two positions is to hold the other.
        ([view("p", "Vogt", "end"), view("q", "Oakes", "end", against=True)], [("p", "q")]),
        # Never one side, never one holder, never somebody who is on both.
        ([view("p", "Vogt", "end"), view("q", "Oakes", "end")], []),
        ([view("p", "Vogt", "end"), view("q", "Vogt", "on")], []),
        ([view("p", "Vogt", "end"), view("r", "Vogt", "on"), view("q", "Oakes", "on")], []),
        ([view("p", "Vogt", None), view("q", "Oakes", "on")], []),
        # Nobody is set against "some", nor "an official" where a name is on the same side.
        ([view("p", "Some", "end", standing="nobody"), view("q", "Oakes", "on")], []),
        (
            [view("p", "An aide", "end", standing="unnamed"), view("q", "Oakes", "on")],
            [("p", "q")],
        ),
        (
            [
                view("p", "An aide", "end", 0.95, standing="unnamed"),
                view("r", "Vogt", "end"),
                view("q", "Oakes", "on"),
            ],
            [("r", "q")],
        ),
        # About the same time, or not known when.
        (
            [
                view("p", "Vogt", "end", issued=Date(2029, 3, 1)),
                view("q", "Oakes", "on", issued=Date(2031, 3, 1)),
            ],
            [],
        ),
        (
            [
                view("p", "Vogt", "end", issued=Date(2031)),
                view("q", "Oakes", "on", issued=Date(2031, 12, 31)),
            ],
            [("p", "q")],
        ),
        ([view("p", "Vogt", "end", issued=Date(2029)), view("q", "Oakes", "on")], [("p", "q")]),
        # Each passage once, each pair of holders once; the surest first.
        (
            [
                view("p", "Vogt", "end", 0.9),
                view("q", "Oakes", "on", 0.9),
                view("r", "Sands", "on", 0.8),
            ],
            [("p", "q")],
        ),
        (
            [
                view("p1", "Vogt", "end", 0.9),
                view("p2", "Vogt", "end", 0.8),
                view("q1", "Oakes", "on", 0.9),
                view("q2", "Oakes", "on", 0.8),
            ],
            [("p1", "q1")],
        ),
        (
            [
                view("p1", "Vogt", "end", 0.8),
                view("p2", "Baek", "end", 0.9),
                view("q1", "Oakes", "on", 0.8),
                view("q2", "Sands", "on", 0.9),
            ],
            [("p2", "q2"), ("p1", "q1")],
        ),
    ],
)
def test_pairs(views: list[View], expected: list[tuple[str, str]]) -> None:
    assert pairs(*views) == expected


def test_score_and_reasons() -> None:
    far = oppositions(STRIKE, [view("p", "Vogt", "end", 0.9), view("q", "Oakes", "on", 0.7)])[0]
    same = oppositions(
        STRIKE,
        [view("p", "Vogt", "end", 0.9, source="s"), view("q", "Oakes", "on", 0.7, source="s")],
    )[0]
    assert 0.9 > far.score > 0.7
    assert far.score > same.score
    assert far.reasons == (
        "speaks for “end” on the left",
        "speaks for “on” on the right",
    )


def test_nobody_is_set_against_those_who_speak_for_them() -> None:
    views = [view("p", "Vogt", "end", 0.9), view("q", "Vogt's aide", "on", 0.9),
             view("r", "Oakes", "on", 0.7)]  # fmt: skip
    made = oppositions(STRIKE, views, related=lambda a, b: "aide" in f"{a.holder}{b.holder}")
    assert [(one.left.passage, one.right.passage) for one in made] == [("p", "r")]


def test_a_pair_that_is_no_contrast_uses_up_no_view() -> None:
    """Two pairs of the same holders are one contrast, and their views are free for others."""
    views = [
        view("p1", "Vogt", "end", 0.9),
        view("q1", "Oakes", "on", 0.9),
        view("p2", "Vogt", "end", 0.8),
        view("q2", "Oakes", "on", 0.8),
        view("r", "Sands", "on", 0.7),
    ]
    assert pairs(*views) == [("p1", "q1"), ("p2", "r")]


# --- Before and after an event -------------------------------------------------------------------

TALKS = Event(Date(2031, 3, 6), "The talks")
VOTE = Event(Date(2032), "The vote")
AFTER_TALKS = replace(STRIKE, events=(TALKS, VOTE))


def said(passage: str, position: str | None, *issued: int, **more: object) -> View:
    """A view of a holder of its own, of a source of this date."""
    day = Date(*issued) if issued else None
    return view(passage, str(more.pop("holder", passage)), position, issued=day, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("views", "contrasts", "parted"),
    [
        # Of one time, before it or after it.
        ([said("p", "end", 2031, 3, 1), said("q", "on", 2031, 3, 5)], [("p", "q")], None),
        ([said("p", "end", 2031, 3, 7), said("q", "on", 2031, 4)], [("p", "q")], None),
        # Surely before, and surely after: whatever the days between, and whoever comes first.
        ([said("p", "end", 2031, 3, 5), said("q", "on", 2031, 3, 7)], [], ("p", "q")),
        ([said("p", "end", 2031, 3, 7), said("q", "on", 2031, 3, 5)], [], ("q", "p")),
        ([said("p", "end", 2021), said("q", "on", 2041)], [], ("p", "q")),
        ([said("p", "end", 2031, 4), said("q", "on", 2033, 1)], [], ("p", "q")),
        # Not surely: its own day, the month or year that holds it, no date.
        ([said("p", "end", 2031, 3, 6), said("q", "on", 2031, 3, 7)], [("p", "q")], None),
        ([said("p", "end", 2031, 3), said("q", "on", 2031, 3, 7)], [("p", "q")], None),
        ([said("p", "end", 2031), said("q", "on", 2031, 3, 7)], [("p", "q")], None),
        ([said("p", "end"), said("q", "on", 2031, 3, 7)], [("p", "q")], None),
        # One side, one holder, a holder on both sides, no side: neither.
        ([said("p", "end", 2031, 3, 5), said("q", "end", 2031, 3, 7)], [], None),
        (
            [
                said("p", "end", 2031, 3, 5, holder="Vogt"),
                said("q", "on", 2031, 3, 7, holder="Vogt"),
                said("r", "on", 2031, 3, 8),
            ],
            [],
            None,
        ),
        ([said("p", None, 2031, 3, 5), said("q", "on", 2031, 3, 7)], [], None),
        # What is parted gives way to the next best.
        (
            [
                said("p", "end", 2031, 3, 5, score=0.9),
                said("q", "on", 2031, 3, 7, score=0.9),
                said("r", "on", 2031, 3, 1, score=0.6),
            ],
            [("p", "r")],
            ("p", "q"),
        ),
        # The surest two.
        (
            [
                said("p", "end", 2031, 3, 5, score=0.8),
                said("q", "end", 2031, 3, 4, score=0.9),
                said("r", "on", 2031, 3, 7, score=0.7),
            ],
            [],
            ("q", "r"),
        ),
    ],
)
def test_an_event_parts_views(
    views: list[View], contrasts: list[tuple[str, str]], parted: tuple[str, str] | None
) -> None:
    for order in (views, views[::-1]):
        made = oppositions(AFTER_TALKS, order)
        assert [(one.left.passage, one.right.passage) for one in made] == contrasts
        found = across(AFTER_TALKS, order)
        assert (found and tuple(one.passage for one in found)) == parted
        asked = ranked(order, events=AFTER_TALKS.events)
        assert (parted is None) or set(parted) not in [
            {one.left.passage, one.right.passage} for one in asked
        ]


def test_without_events_nothing_is_parted() -> None:
    views = [said("p", "end", 2031, 3, 5), said("q", "on", 2031, 3, 7)]
    assert pairs(*views) == [("p", "q")]
    assert across(STRIKE, views) is None


def test_what_is_barred_or_related_is_no_change_over_an_event() -> None:
    views = [said("p", "end", 2031, 3, 5), said("q", "on", 2031, 3, 7)]
    assert across(AFTER_TALKS, views, barred=[frozenset("pq")]) is None
    assert across(AFTER_TALKS, views, related=lambda a, b: True) is None


#: Days round a new year, whole or only their months or years.
DAYS = st.builds(
    lambda days, known: Date(*(date(2031, 1, 1) + timedelta(days)).timetuple()[:known]),
    st.integers(-99, 99),
    st.sampled_from([3, 3, 3, 2, 1]),
)
VIEWS = st.lists(
    st.tuples(st.sampled_from(["end", "on"]), st.none() | DAYS, st.sampled_from([0.5, 0.7, 0.9])),
    min_size=2,
    max_size=6,
)
EVENTS = st.lists(st.builds(Event, DAYS, st.sampled_from("AB")), min_size=1, max_size=3)


@given(VIEWS, EVENTS)
def test_no_contrast_and_no_proposal_ever_spans_an_event(
    drawn: list[tuple[str, Date | None, float]], events: list[Event]
) -> None:
    views = [
        view(f"p{n}", f"h{n}", side, score, issued=issued)
        for n, (side, issued, score) in enumerate(drawn)
    ]
    issue = replace(STRIKE, events=tuple(events))
    for pair in (*oppositions(issue, views), *ranked(views, events=events)):
        one, other = pair.left.issued, pair.right.issued
        if one and other:
            assert not any(
                (one.is_before(e.date) and e.date.is_before(other))
                or (other.is_before(e.date) and e.date.is_before(one))
                for e in events
            )
    found = across(issue, views)
    if found:
        first, last = (each.issued for each in found)
        assert first and last
        assert any(first.is_before(e.date) and e.date.is_before(last) for e in events)
        assert len({each.lean.position for each in found}) == 2
