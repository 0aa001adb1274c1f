"""Contrasts that are not sure enough to be printed, for the desk to decide on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from briefgen.evidence.candidates import Found
from briefgen.evidence.views import apart, related, view_of
from briefgen.model import Issue, Proposed, Review, matter
from briefgen.viewpoints import SURE, Opposition, View, ranked, side

#: Most that the desk is asked about on an issue, pairs that are looked at for that, and the least
#: score that is worth its time: from here on about half are right, and from .28 on a third.
_MOST, _LOOKED_AT, _LEAST = 3, 12, 0.35


def proposed(
    issue: Issue, found: Sequence[Found], printed: Sequence[Opposition], review: Review
) -> tuple[Proposed, ...]:
    """The likeliest pairs of an issue's passages that stand in no contrast, the best first.

    What the desk has rejected as a pair is not asked again, nor is a view paired on a side that
    its cues or the desk speak against. Each holder is asked about once, by their likeliest view.
    Without positions there are no sides to put anything on.
    """
    if not issue.positions:
        return ()
    used = {v.passage for pair in printed for v in (pair.left, pair.right)}
    texts = {f.passage.id: f.passage.text for f in found}
    decided = {decision.matter for decision in review.decisions}
    in_pairs = [f for f in found if f.passage.id in used]
    views = [view_of(f) for f in apart(found, in_pairs)]
    pairs = _of_other_holders(
        pair
        for pair in ranked(views, _LOOKED_AT, related=related(found), events=issue.events)
        if pair.score >= _LEAST
        and all(map(partial(_may_be_on, issue), (pair.left, pair.right), pair.sides))
        and matter(issue.id, texts[pair.left.passage], texts[pair.right.passage]) not in decided
    )
    return tuple(
        Proposed(
            left_passage=pair.left.passage,
            right_passage=pair.right.passage,
            positions=(issue.positions[pair.sides[0]].id, issue.positions[pair.sides[1]].id),
            score=pair.score,
        )
        for pair in pairs[:_MOST]
    )


def _may_be_on(issue: Issue, view: View, place: int) -> bool:
    """Whether nothing that is known of a view speaks against its being on a side.

    What is likely enough to be on it, and yet not said to be, was refused for a reason.
    """
    held, standpoint = side(issue, view.lean), view.standpoint
    if held is not None or view.lean.reasons:
        return held == issue.positions[place].id
    likely = standpoint.takes * standpoint.shares[place]
    return standpoint.by_words in {None, place} and likely < SURE


def _of_other_holders(pairs: Iterable[Opposition]) -> list[Opposition]:
    """The pairs, in order, none of whose holders stands in one before it."""
    chosen: list[Opposition] = []
    for pair in pairs:
        met = {view.holder for one in chosen for view in (one.left, one.right)}
        if met.isdisjoint((pair.left.holder, pair.right.holder)):
            chosen.append(pair)
    return chosen
