"""Contrasts that are not sure enough to be printed, for the desk to decide on."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.evidence.candidates import Found
from briefgen.evidence.views import apart, related, view_of
from briefgen.model import Issue, Proposed, Review, matter
from briefgen.viewpoints import Opposition, ranked

#: Most that the desk is asked about on an issue, and least score that is worth its time.
_MOST, _LEAST = 3, 0.28


def proposed(
    issue: Issue, found: Sequence[Found], printed: Sequence[Opposition], review: Review
) -> tuple[Proposed, ...]:
    """The likeliest pairs of an issue's passages that stand in no contrast, the best first.

    What the desk has rejected as a pair is not asked again. Without positions there are no sides
    to put anything on.
    """
    if not issue.positions:
        return ()
    used = {v.passage for pair in printed for v in (pair.left, pair.right)}
    texts = {f.passage.id: f.passage.text for f in found}
    decided = {decision.matter for decision in review.decisions}
    in_pairs = [f for f in found if f.passage.id in used]
    views = [view_of(f) for f in apart(found, in_pairs)]
    pairs = [
        pair
        for pair in ranked(views, 2 * _MOST, related=related(found), events=issue.events)
        if pair.score >= _LEAST
        and matter(issue.id, texts[pair.left.passage], texts[pair.right.passage]) not in decided
    ]
    return tuple(
        Proposed(
            left_passage=pair.left.passage,
            right_passage=pair.right.passage,
            positions=(issue.positions[pair.sides[0]].id, issue.positions[pair.sides[1]].id),
            score=pair.score,
        )
        for pair in pairs[:_MOST]
    )
