"""Views of different holders set against each other, where there is opposition to show.

Precision before recall: two views make a contrast only when both take a side in words of their
own, the sides differ, the holders differ, and their sources are of about the same time. Nobody is
set against "some" or "opponents", whom a writer may have made up, nor against "an official" where
somebody who is named is of the same view.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefgen.model import Date, Issue
from briefgen.viewpoints.stance import Lean, side

#: Views of sources further apart than this are an old hope and a later fact, not a dispute.
_SAME_TIME_DAYS = 400
#: Least score at which a pair is printed.
THRESHOLD = 0.6
#: Most contrasts for an issue.
_MOST = 2
_SAME_SOURCE = 0.9

#: A person, body or author; somebody who is not named ("an official"); nobody ("some").
Standing = Literal["named", "unnamed", "nobody"]


@dataclass(frozen=True, slots=True)
class View:
    """A passage that takes a side: whose, where, how sure; `issued` dates its source.

    `standing`: how clearly the holder can be told from others.
    """

    passage: str
    holder: str
    source: str
    lean: Lean
    issued: Date | None
    words: frozenset[str]
    standing: Standing = "named"


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two views on opposite sides, the left one on the position that the spec names first."""

    left: View
    right: View
    score: float
    reasons: tuple[str, ...]


def oppositions(issue: Issue, views: Sequence[View]) -> tuple[Opposition, ...]:
    """The surest contrasts on an issue, no view and no pair of holders twice."""
    order = {position.id: n for n, position in enumerate(issue.positions)}
    settled = _consistent(issue, views)
    pairs = [
        _pair(a, b)
        for a in settled
        for b in settled
        if order.get(side(issue, a.lean) or "", 9) < order.get(side(issue, b.lean) or "", 9)
        and a.holder != b.holder
        and _same_time(a.issued, b.issued)
    ]
    ranked = sorted(pairs, key=lambda p: (-p.score, p.left.passage, p.right.passage))
    chosen: list[Opposition] = []
    for pair in ranked:
        used = {v for c in chosen for v in (c.left.passage, c.right.passage)}
        met = {frozenset((c.left.holder, c.right.holder)) for c in chosen}
        fresh = not {pair.left.passage, pair.right.passage} & used
        if pair.score >= THRESHOLD and fresh and _holders(pair) not in met:
            chosen.append(pair)
    return tuple(chosen[:_MOST])


def _holders(pair: Opposition) -> frozenset[str]:
    return frozenset((pair.left.holder, pair.right.holder))


def _consistent(issue: Issue, views: Sequence[View]) -> list[View]:
    """Views of holders who stand on one side only; who is on both is on neither.

    Those of nobody in particular are left out, and those of somebody unnamed on a side that has
    a name.
    """
    sides: dict[str, set[str | None]] = {}
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


def _pair(left: View, right: View) -> Opposition:
    shared = len(left.words & right.words)
    score = math.sqrt(left.lean.score * right.lean.score)
    score *= _SAME_SOURCE if left.source == right.source else 1.0
    score = min(0.99, score + 0.02 * min(shared, 5))
    reasons = (
        f"{left.lean.reasons[0]} on the left",
        f"{right.lean.reasons[0]} on the right",
    )
    return Opposition(left, right, round(score, 3), reasons)


def _same_time(a: Date | None, b: Date | None) -> bool:
    """Whether two sources are of about the same time; a source without a date may be."""
    if a is None or b is None:
        return True
    first, second = (date(d.year, d.month or 6, d.day or 15) for d in (a, b))
    return abs((first - second).days) <= _SAME_TIME_DAYS
