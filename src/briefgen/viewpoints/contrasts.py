"""Views of different holders set against each other, where there is opposition to show.

All that may take a side is ranked, two and two of different holders, on different sides and of
about the same time. Precision before recall: of these a pair is a contrast only when of both views
a side is said (`settled`), and when their holders stand on one side only. Nobody is set against
"some" or "opponents", whom a writer may have made up, nor against "an official" where somebody who
is named is of the same view.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, product
from math import sqrt
from typing import Literal

from briefgen.model import Date, Issue
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


def ranked(
    views: Sequence[View],
    most: int = _RANKED,
    barred: Collection[frozenset[str]] = (),
    related: Related | None = None,
) -> tuple[Opposition, ...]:
    """The likeliest pairs of different holders on different sides, no view twice.

    None is `barred`, by its passages, or of holders who are `related`.
    """
    return _picked(views, most, lambda pair, _: not _is_barred(pair, barred, related))


def _picked(
    views: Sequence[View], most: int, fits: Callable[[Opposition, Sequence[Opposition]], bool]
) -> tuple[Opposition, ...]:
    """The likeliest pairs that fit, given those before them; a view stands in one of them only."""
    views = [view for view in views if view.standpoint.takes]
    sides = len(views[0].standpoint.shares) if views else 0
    pairs = (pair for a, b in combinations(range(sides), 2) for pair in _pairs(views, a, b))
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


def _is_barred(
    pair: Opposition, barred: Collection[frozenset[str]], related: Related | None
) -> bool:
    ids = frozenset((pair.left.passage, pair.right.passage))
    return ids in barred or (related is not None and related(pair.left, pair.right))


def _pairs(views: Sequence[View], left: int, right: int) -> Iterator[Opposition]:
    """Pairs of the likeliest views on two sides, by the root of both likelihoods.

    None is of two times: an old hope and a later fact are no dispute.
    """
    on_left, on_right = (
        sorted(views, key=lambda v: (-_likely(v, of), v.passage))[:_PAIRED] for of in (left, right)
    )
    for one, other in product(on_left, on_right):
        score = sqrt(_likely(one, left) * _likely(other, right))
        score *= _SAME_SOURCE if one.source == other.source else 1.0
        apart = one.holder != other.holder and one.passage != other.passage
        if apart and score > 0 and _same_time(one.issued, other.issued):
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
    order = {position.id: n for n, position in enumerate(issue.positions)}

    def fits(pair: Opposition, chosen: Sequence[Opposition]) -> bool:
        held = tuple(order.get(side(issue, v.lean) or "") for v in (pair.left, pair.right))
        met = {frozenset((c.left.holder, c.right.holder)) for c in chosen}
        fresh = frozenset((pair.left.holder, pair.right.holder)) not in met
        return held == pair.sides and fresh and not _is_barred(pair, barred, related)

    settled = [view for view in _consistent(issue, views) if view.lean.reasons]
    return tuple(replace(pair, reasons=_reasons(pair)) for pair in _picked(settled, _MOST, fits))


def _reasons(pair: Opposition) -> tuple[str, ...]:
    return (
        f"{pair.left.lean.reasons[0]} on the left",
        f"{pair.right.lean.reasons[0]} on the right",
    )


def _consistent(issue: Issue, views: Sequence[View]) -> list[View]:
    """Views of holders who stand on one side only; who is on both is on neither.

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
        if view.standing == "named"
        or (view.standing == "unnamed" and side(issue, view.lean) not in named)
    ]


def _same_time(a: Date | None, b: Date | None) -> bool:
    """Whether two sources are of about the same time; a source without a date may be."""
    if a is None or b is None:
        return True
    first, second = (date(d.year, d.month or 6, d.day or 15) for d in (a, b))
    return abs((first - second).days) <= _SAME_TIME_DAYS
