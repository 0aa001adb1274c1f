"""Holders' viewpoints on an issue, and why views are not set against each other."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.evidence.candidates import Found
from briefgen.evidence.holders import standing
from briefgen.model import Issue, Stance, Viewpoint
from briefgen.viewpoints import View, side

#: Why a passage is on its side, as a page says it ("Matched to different answers by …").
DESK = "the desk’s review"


def is_decided(found: Found) -> bool:
    """Whether the desk has put a passage on its side."""
    return found.lean.position is not None and found.lean.reasons == (DESK,)


def view_of(found: Found) -> View:
    """A passage as one of two that may be set against each other."""
    return View(
        passage=found.passage.id,
        holder=found.holder.id,
        source=found.passage.source,
        lean=found.lean,
        issued=found.issued,
        words=found.words,
        standing=standing(found.holder),
    )


def viewpoints(issue: Issue, found: Sequence[Found]) -> tuple[Viewpoint, ...]:
    """One viewpoint a holder, in the order of the passages; both sides at once is unclear.

    Where the desk has put some of a holder's passages on a side, these alone tell it.
    """
    of: dict[str, list[Found]] = {}
    for one in found:
        of.setdefault(one.holder.id, []).append(one)
    return tuple(_viewpoint(issue, holder, passages) for holder, passages in of.items())


def _viewpoint(issue: Issue, holder: str, found: Sequence[Found]) -> Viewpoint:
    telling = [f for f in found if is_decided(f)] or found
    taken = {(f.lean.position, f.lean.stance) for f in telling if side(issue, f.lean)}
    sides = {side(issue, f.lean) for f in telling} - {None}
    conditional = [f.lean.position for f in telling if f.lean.stance == "conditional"]
    position: str | None = None
    stance: Stance = "unclear"
    if len(sides) == 1:
        position, stance = min(taken, key=lambda t: (t[1] != "supports", str(t[0])))
    elif conditional and not sides:
        position, stance = conditional[0], "conditional"
    passages = tuple(f.passage.id for f in found)
    return Viewpoint(f"{issue.id}/{holder}", holder, position, stance, passages)


def contrast_note(issue: Issue, found: Sequence[Found], shown: Sequence[Found]) -> str:
    """One line on why an issue has no contrast; the reader is told what is missing.

    `found` is all that could be quoted on it, `shown` the key passages.
    """
    if not found:
        return "No source says anything on this issue that could be quoted."
    if len({f.passage.source for f in found}) == 1 and len({f.holder.id for f in found}) == 1:
        return "One source only could be quoted on this issue, so no view stands against another."
    if not issue.positions:
        return "The desk has named no answers to this question, so views are not set side by side."
    held = {side(issue, f.lean) for f in shown} - {None}
    labels = [p.label for p in issue.positions if p.id in held]
    if len(labels) == 1:
        return f"Passages could be matched clearly to one answer only: “{labels[0]}”."
    return "No two passages could be matched clearly enough to opposite answers."
