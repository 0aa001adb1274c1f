"""Views of different holders set against each other, where there is opposition to show.

All that may take a side is ranked, two and two of different holders, on different sides and of
about the same time, no event between them. Precision before recall: of these a pair is a contrast
only when of both views a side is said (`settled`), and when their holders stand on one side only.
Nobody is set against "some" or "opponents", whom a writer may have made up, nor against "an
official" where somebody who is named is of the same view.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product
from math import sqrt
from typing import Literal

from briefgen.model import Date, Event, Issue
from briefgen.viewpoints.sides import Standpoint
from briefgen.viewpoints.stance import Lean, side

#: Views of sources further apart than this are an old hope and a later fact, not a dispute.
_SAME_TIME_DAYS = 400
#: Most contrasts for an issue.
_MOST = 2
_SAME_SOURCE = 0.9
#: Views on a side that are paired, the likeliest, and pairs that are ranked.
_PAIRED, _RANKED = 30, 5

#: A person, body or author; somebody who is not named ("an official"); nobody ("some").
Standing = Literal["named", "unnamed", "nobody"]


@dataclass(frozen=True, slots=True)
class View:
    """A passage that may take a side: whose, where, which side; `issued` dates its source.

    `holder` is whatever tells one mouth from another. `lean`: the side that is said to be its.
    `standing`: how clearly the holder can be told from others.
    """

    passage: str
    holder: Hashable
    source: str
    standpoint: Standpoint
    lean: Lean
    issued: Date | None
    standing: Standing = "named"


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two views on opposite sides, the left one on the side that the spec names first.

    `sides`: the places of the two among the issue's.
    """

    left: View
    right: View
    score: float
    reasons: tuple[str, ...] = ()
    sides: tuple[int, int] = (0, 1)


#: Whether the holders of two views may be one, or speak for each other.
Related = Callable[[View, View], bool]
#: Whether the dates of two views allow them to be a pair.
_Timed = Callable[[Date | None, Date | None], bool]


def ranked(
    views: Sequence[View],
    most: int = _RANKED,
    barred: Collection[frozenset[str]] = (),
    related: Related | None = None,
    events: Sequence[Event] = (),
) -> tuple[Opposition, ...]:
    """The likeliest pairs of different holders on different sides, no view twice.

    None is `barred`, by its passages, or of holders who are `related`; none spans an event.
    """

    def fits(pair: Opposition, _: Sequence[Opposition]) -> bool:
        return _is_free(barred, related, pair)

    return _picked(views, most, fits, _at_one_time(events))


def _picked(
    views: Sequence[View],
    most: int,
    fits: Callable[[Opposition, Sequence[Opposition]], bool],
    timed: _Timed,
) -> tuple[Opposition, ...]:
    """The likeliest pairs that fit, given those before them; a view stands in one of them only."""
    views = [view for view in views if view.standpoint.takes]
    sides = len(views[0].standpoint.shares) if views else 0
    pairs = (pair for a, b in combinations(range(sides), 2) for pair in _pairs(views, a, b, timed))
    chosen: list[Opposition] = []
    used: set[str] = set()
    for pair in sorted(pairs, key=lambda p: (-p.score, p.left.passage, p.right.passage)):
        ids = {pair.left.passage, pair.right.passage}
        if len(chosen) == most:
            break
        if used.isdisjoint(ids) and fits(pair, chosen):
            chosen.append(pair)
            used |= ids
    return tuple(chosen)


def _is_free(barred: Collection[frozenset[str]], related: Related | None, pair: Opposition) -> bool:
    """Whether a pair is not `barred`, and its holders are not `related`."""
    ids = frozenset((pair.left.passage, pair.right.passage))
    return ids not in barred and (related is None or not related(pair.left, pair.right))


def _pairs(views: Sequence[View], left: int, right: int, timed: _Timed) -> Iterator[Opposition]:
    """Pairs of the likeliest views on two sides, by the root of both likelihoods."""
    on_left, on_right = (
        sorted(views, key=lambda v: (-_likely(v, of), v.passage))[:_PAIRED] for of in (left, right)
    )
    for one, other in product(on_left, on_right):
        score = sqrt(_likely(one, left) * _likely(other, right))
        score *= _SAME_SOURCE if one.source == other.source else 1.0
        apart = one.holder != other.holder and one.passage != other.passage
        if apart and score > 0 and timed(one.issued, other.issued):
            yield Opposition(one, other, round(score, 3), sides=(left, right))


def _likely(view: View, side: int) -> float:
    return view.standpoint.takes * view.standpoint.shares[side]


def oppositions(
    issue: Issue,
    views: Sequence[View],
    barred: Collection[frozenset[str]] = (),
    related: Related | None = None,
) -> tuple[Opposition, ...]:
    """The surest contrasts on an issue, no view and no pair of holders twice (see `ranked`)."""

    def fits(pair: Opposition, chosen: Sequence[Opposition]) -> bool:
        free = _is_free(barred, related, pair)
        return free and _is_said(issue, pair) and _is_fresh(pair, chosen)

    found = _picked(_consistent(issue, views), _MOST, fits, _at_one_time(issue.events))
    return tuple(replace(pair, reasons=_reasons(pair)) for pair in found)


def across(
    issue: Issue,
    views: Sequence[View],
    barred: Collection[frozenset[str]] = (),
    related: Related | None = None,
) -> tuple[View, View] | None:
    """The surest views on opposite sides that one of the issue's events parts, the earlier first.

    Else they would make a contrast, as far as sides and holders go.
    """

    def parted(one: Date | None, other: Date | None) -> bool:
        return issue.event_between(one, other) is not None

    def fits(pair: Opposition, _: Sequence[Opposition]) -> bool:
        return _is_free(barred, related, pair) and _is_said(issue, pair)

    found = _picked(_consistent(issue, views), 1, fits, parted)
    return next((_in_order(pair) for pair in found), None)


def _in_order(pair: Opposition) -> tuple[View, View]:
    """The views of a pair that an event parts, the earlier first."""
    first, last = pair.left, pair.right
    assert first.issued is not None and last.issued is not None
    return (first, last) if first.issued.is_before(last.issued) else (last, first)


def _is_said(issue: Issue, pair: Opposition) -> bool:
    """Whether both views are said to be on the sides on which they are paired."""
    order = {position.id: n for n, position in enumerate(issue.positions)}
    held = tuple(order.get(side(issue, view.lean) or "") for view in (pair.left, pair.right))
    return held == pair.sides


def _is_fresh(pair: Opposition, chosen: Sequence[Opposition]) -> bool:
    """Whether its holders stand against each other in no chosen pair."""
    met = {frozenset((one.left.holder, one.right.holder)) for one in chosen}
    return frozenset((pair.left.holder, pair.right.holder)) not in met


def _reasons(pair: Opposition) -> tuple[str, ...]:
    return (
        f"{pair.left.lean.reasons[0]} on the left",
        f"{pair.right.lean.reasons[0]} on the right",
    )


def _consistent(issue: Issue, views: Sequence[View]) -> list[View]:
    """Settled views of holders who stand on one side only; who is on both is on neither.

    Those of nobody in particular are left out, and those of somebody unnamed on a side that has
    a name.
    """
    sides: dict[Hashable, set[str | None]] = {}
    for view in views:
        sides.setdefault(view.holder, set()).add(side(issue, view.lean))
    clear = [v for v in views if len(sides[v.holder]) == 1 and side(issue, v.lean) is not None]
    named = {side(issue, v.lean) for v in clear if v.standing == "named"}
    return [
        view
        for view in clear
        if view.lean.reasons
        and (
            view.standing == "named"
            or (view.standing == "unnamed" and side(issue, view.lean) not in named)
        )
    ]


def _at_one_time(events: Sequence[Event]) -> _Timed:
    """Whether two views are of about the same time, and no event surely lies between them.

    An old hope and a later fact are no dispute; nor is what was said before and after the event.
    """

    def at_one_time(one: Date | None, other: Date | None) -> bool:
        return _are_near(one, other) and not any(e.lies_between(one, other) for e in events)

    return at_one_time


def _are_near(a: Date | None, b: Date | None) -> bool:
    """Whether two dates are near each other; a source without a date may be."""
    if a is None or b is None:
        return True
    first, second = (date(d.year, d.month or 6, d.day or 15) for d in (a, b))
    return abs((first - second).days) <= _SAME_TIME_DAYS
