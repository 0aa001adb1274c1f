"""One holder on one side and later on another is a change; at one time, mixed; else nothing.

And two holders on both sides of an event are a change over that.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from invented import standpoint

from briefgen.evidence.candidates import Found
from briefgen.evidence.change import changes, mixed, over_event, parted
from briefgen.evidence.views import DESK, viewpoints
from briefgen.model import (
    Change,
    Date,
    Event,
    Holder,
    HolderKind,
    Issue,
    Passage,
    Position,
    Stance,
)
from briefgen.viewpoints import Lean, Standpoint

CAP, FREE, TAX = Position("cap", "A cap"), Position("free", "No cap"), Position("tax", "A tax")
RENTS = Issue("rents", "Rents", positions=(CAP, FREE))
THREE = Issue("rents", "Rents", positions=(CAP, FREE, TAX))
OLD, NEW = Date(2029, 5, 1), Date(2031, 3, 2)


def said(
    side: str,
    issued: Date | None,
    *,
    holder: str = "Anna Weiss",
    kind: HolderKind = "person",
    author: bool = False,
    reported: Any = "direct",
    score: float = 0.7,
    stance: Stance = "supports",
    reason: str = "",
) -> Found:
    key = hashlib.sha256(f"{side}{issued}{holder}{reported}{score}".encode()).hexdigest()[:6]
    return Found(
        passage=Passage(key, key, f"s-{issued}", 0, 6, 1, None, "", "", holder, reported),
        holder=Holder(holder, holder, "", kind, author),
        candidate=None,  # type: ignore[arg-type]
        standpoint=Standpoint(0.0, (), ()),
        lean=Lean(side, stance, score, (reason or f"“{side}” asserted",)),
        words=frozenset(),
        issued=issued,
        own=True,
        matched=(),
        fitness=None,  # type: ignore[arg-type]
        genre=None,  # type: ignore[arg-type]
    )


def told(issue: Issue, *found: Found) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """The changes, and who is mixed."""
    by_id = {f.passage.id: f for f in found}
    views = viewpoints(issue, found)
    made = changes(issue, views, by_id)
    return made, mixed(issue, views, by_id, made)


def test_what_a_change_tells() -> None:
    before, after = said("cap", OLD), said("free", NEW)
    for order in ((before, after), (after, before)):
        (change,), torn = told(RENTS, *order)
        assert change == Change(
            holder="Anna Weiss",
            earlier="rents/Anna Weiss/cap/supports",
            later="rents/Anna Weiss/free/supports",
            earlier_passage=before.passage.id,
            later_passage=after.passage.id,
            issued=(OLD, NEW),
            reasons=("“cap” asserted", "“free” asserted"),
        )
        assert torn == ()


FIRE, FLOOD = Event(Date(2030, 6), "The fire"), Event(Date(2031, 3, 2), "The flood")


@pytest.mark.parametrize(
    ("events", "named"),
    [((), None), ((FIRE,), FIRE), ((FLOOD, FIRE), FIRE), ((FLOOD,), None)],
)
def test_an_event_between_is_named(events: tuple[Event, ...], named: Event | None) -> None:
    issue = replace(RENTS, events=events)
    (change,), torn = told(issue, said("cap", OLD), said("free", NEW))
    assert (change.holder, change.event, torn) == ("Anna Weiss", named, ())


def test_the_surest_passages_tell_it() -> None:
    weak, sure = said("cap", Date(2029, 4), score=0.65), said("cap", OLD, score=0.8)
    (change,), _ = told(RENTS, weak, sure, said("free", NEW))
    assert change.earlier_passage == sure.passage.id


@pytest.mark.parametrize(
    ("issue", "found", "is_change"),
    [
        (RENTS, [said("cap", OLD), said("free", NEW)], True),
        (RENTS, [said("cap", OLD), said("free", NEW, reported="author", author=True)], True),
        (RENTS, [said("free", NEW), said("cap", OLD), said("cap", Date(2029))], True),
        # Only of sources that are dated, and surely one after the other.
        (RENTS, [said("cap", OLD), said("free", OLD)], False),
        (RENTS, [said("cap", None), said("free", NEW)], False),
        (RENTS, [said("cap", Date(2031)), said("free", NEW)], False),
        (RENTS, [said("cap", Date(2031, 3)), said("free", NEW)], False),
        (RENTS, [said("cap", Date(2031, 2)), said("free", NEW)], True),
        # Back and forth is no change.
        (RENTS, [said("cap", OLD), said("free", Date(2030)), said("cap", NEW)], False),
        # Only of sure views, in words of their own, or by the desk's word.
        (RENTS, [said("cap", OLD, score=0.4), said("free", NEW)], False),
        (RENTS, [said("cap", OLD), said("free", NEW, score=0.4)], False),
        (RENTS, [said("cap", OLD, reported="indirect"), said("free", NEW)], False),
        (
            RENTS,
            [
                said("cap", OLD, reported="indirect", score=1.0, reason=DESK),
                said("free", NEW, score=1.0, reason=DESK),
            ],
            True,
        ),
        # Only of whom a name tells in any source.
        (RENTS, [said("cap", OLD, holder="Weiss"), said("free", NEW, holder="Weiss")], False),
        (
            RENTS,
            [said(s, d, holder="Ministry", kind="organisation")
             for s, d in (("cap", OLD), ("free", NEW))],
            False,
        ),
        (
            RENTS,
            [said(s, d, holder="Senior Norvale officials", kind="group")
             for s, d in (("cap", OLD), ("free", NEW))],
            False,
        ),
        # With three positions too; but three sides are too many.
        (THREE, [said("tax", OLD), said("free", NEW)], True),
        (THREE, [said("tax", OLD), said("tax", NEW, stance="opposes")], True),
        (THREE, [said("tax", OLD), said("free", Date(2030)), said("cap", NEW)], False),
    ],
)  # fmt: skip
def test_a_change_or_else_mixed(issue: Issue, found: list[Found], is_change: bool) -> None:
    made, torn = told(issue, *found)
    holder = found[0].holder.id
    assert ([c.holder for c in made], torn) == (([holder], ()) if is_change else ([], (holder,)))


@pytest.mark.parametrize(
    ("issue", "found"),
    [
        (RENTS, [said("cap", OLD), said("cap", NEW)]),
        (RENTS, [said("cap", OLD), said("free", NEW, holder="Max Roe")]),
        (RENTS, [said("cap", OLD), said("free", NEW, stance="conditional")]),
        (RENTS, [said("cap", OLD), said("free", NEW, stance="opposes")]),
        # Against the one of three is not yet against the other.
        (THREE, [said("cap", OLD), said("free", NEW, stance="opposes")]),
    ],
)
def test_neither(issue: Issue, found: list[Found]) -> None:
    assert told(issue, *found) == ((), ())


BURNT = replace(RENTS, events=(FIRE,))


def held(side: str, issued: Date | None, holder: str, **more: Any) -> Found:
    """A passage of a source of its holder's own, as likely as it is sure."""
    found = said(side, issued, holder=holder, **more)
    passage = replace(found.passage, source=f"s-{found.passage.id}")
    return replace(found, passage=passage, standpoint=standpoint(RENTS, found.lean))


HOPE, VERDICT = held("cap", OLD, "Anna Weiss"), held("free", NEW, "Max Roe")


def test_two_holders_over_an_event() -> None:
    """As the one holder's change, but of nobody; whichever is first on the page."""
    for order in ((HOPE, VERDICT), (VERDICT, HOPE)):
        pair = parted(BURNT, order)
        assert pair == (HOPE, VERDICT)
        assert over_event(BURNT, viewpoints(BURNT, order), pair) == (
            Change(
                holder=None,
                earlier="rents/Anna Weiss/cap/supports",
                later="rents/Max Roe/free/supports",
                earlier_passage=HOPE.passage.id,
                later_passage=VERDICT.passage.id,
                issued=(OLD, NEW),
                reasons=("“cap” asserted", "“free” asserted"),
                event=FIRE,
            ),
        )
    assert over_event(BURNT, viewpoints(BURNT, (HOPE,)), ()) == ()


@pytest.mark.parametrize(
    "found",
    [
        [HOPE],
        [HOPE, held("cap", NEW, "Max Roe")],
        [HOPE, held("free", FIRE.date, "Max Roe")],
        [HOPE, held("free", None, "Max Roe")],
        [HOPE, held("free", NEW, "Anna Weiss")],
        # Who is on both sides is mixed, or has changed: nobody is set beside them.
        [HOPE, held("free", Date(2029, 6), "Anna Weiss"), VERDICT],
        # Of whom a name does not tell, or who may speak for each other.
        [HOPE, held("free", NEW, "Roe")],
        [HOPE, held("free", NEW, "Ministry", kind="organisation")],
        [HOPE, held("free", NEW, "Senior Norvale officials", kind="group")],
        [HOPE, held("free", NEW, "Bruno Weiss")],
    ],
)
def test_no_change_over_an_event(found: list[Found]) -> None:
    assert parted(BURNT, found) == ()


def test_what_the_desk_has_rejected_is_no_change_over_an_event() -> None:
    barred = [frozenset((HOPE.passage.id, VERDICT.passage.id))]
    assert parted(BURNT, [HOPE, VERDICT], barred) == ()
    other = held("free", NEW, "Ida Moe", score=0.6)
    assert parted(BURNT, [HOPE, VERDICT, other], barred) == (HOPE, other)
