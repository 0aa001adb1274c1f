"""What is said of a sentence's side: the likeliest where that is sure enough, else none."""

from __future__ import annotations

from briefgen.model import Issue
from briefgen.viewpoints.sides.scorer import Standpoint
from briefgen.viewpoints.stance import UNCLEAR, Lean, side

#: How likely a sentence must take a side for that to be said. Of passages with so much, on issues
#: that were left out, .90 took it, and all that took one took this one (docs/benchmarks.md).
SURE = 0.5


def settled(issue: Issue, standpoint: Standpoint, told: Lean) -> Lean:
    """The side that a passage takes, by its standpoint and by what cues tell of it.

    A condition makes it conditional; a cue of another side, its words by what they assert and deny,
    or a tie make it unclear.
    """
    if told.stance == "conditional":
        return told
    if not issue.positions or not standpoint.takes:
        return UNCLEAR
    share = max(standpoint.shares)
    place = standpoint.shares.index(share)
    position = issue.positions[place]
    score = standpoint.takes * share
    tied = standpoint.shares.count(share) > 1
    unsaid = standpoint.by_words not in {None, place}
    if score < SURE or tied or unsaid or _is_against(side(issue, told), position.id):
        return UNCLEAR
    texts = (position.label, *position.cues, *position.examples)
    reasons = told.reasons or (f"nearest to “{texts[standpoint.nearest[place]]}”",)
    return Lean(position.id, "supports", round(score, 3), reasons)


def _is_against(by_cue: str | None, position: str) -> bool:
    """Whether a cue tells of another side; "not c" goes with every side but c."""
    if by_cue is None or by_cue == position:
        return False
    return by_cue == f"not {position}" or not by_cue.startswith("not ")
