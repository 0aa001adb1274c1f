"""The decisions of a desk that knows the labels, on the first views that a system proposes."""

from __future__ import annotations

from collections.abc import Iterator

from contrasts_score import covers
from contrasts_systems import Answer, Item, Side, View

from briefgen.model import Decision, Review, plain


def reviewed(item: Item, answer: Answer, count: int) -> Review:
    """At most `count` decisions: on the views of the best pairs, then on the surest others.

    What the annotator was not sure of, or put on both sides, is skipped, as an officer would.
    """
    found: list[Decision] = []
    for view in _proposed(answer):
        sides = {gold.side for gold in item.gold if covers(item, view, gold)}
        doubtful = not sides and any(covers(item, view, one) for one in item.unsure)
        if len(found) < count and len(sides) < 2 and not doubtful:
            found.append(_decision(item, view, sides.pop() if sides else None))
    return Review(tuple(found))


def _decision(item: Item, view: View, side: Side | None) -> Decision:
    issue = item.case.issue
    decided = side or view.side
    return Decision(
        issue=issue.id,
        text=plain(item.case.text_of(view)),
        verdict="reject" if side is None else "accept" if side == view.side else "move",
        position=issue.positions["ab".index(decided)].id if decided else None,
    )


def _proposed(answer: Answer) -> Iterator[View]:
    """Every view once, by its place."""
    paired = [view for pair in answer.pairs for view in (pair.left, pair.right)]
    others = sorted(answer.views, key=lambda v: (-v.sure, v.document, v.start))
    seen: set[tuple[int, int, int]] = set()
    for view in (*paired, *others):
        place = (view.document, view.start, view.end)
        if place not in seen:
            seen.add(place)
            yield view
