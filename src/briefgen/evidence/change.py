"""Who was on one side and is on another: a change where dates tell it, else mixed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from briefgen.evidence.candidates import Found
from briefgen.evidence.known import is_known
from briefgen.evidence.views import are_opposed, is_decided, is_sure
from briefgen.model import Change, Date, Issue, Viewpoint
from briefgen.viewpoints import side


def changes(
    issue: Issue, views: Sequence[Viewpoint], found: Mapping[str, Found]
) -> tuple[Change, ...]:
    """The holders who were on one side and later on another, in words of their own.

    All that they say on the one must be of sources dated before all those on the other. What
    somebody else reports of them may be a matter of who reports it, and tells no change.
    `found`: the passages of the views, by id.
    """
    pairs = (mine for mine in _torn(issue, views, found).values() if len(mine) == 2)
    made = (_change(issue, one, other, found) for one, other in pairs)
    return tuple(change for change in made if change is not None)


def mixed(
    issue: Issue,
    views: Sequence[Viewpoint],
    found: Mapping[str, Found],
    changed: Iterable[Change],
) -> tuple[str, ...]:
    """The holders who are on two sides at once, or of whom a change can't surely be told."""
    told = {change.holder for change in changed}
    return tuple(holder for holder in _torn(issue, views, found) if holder not in told)


def _torn(
    issue: Issue, views: Sequence[Viewpoint], found: Mapping[str, Found]
) -> dict[str, list[Viewpoint]]:
    """The holders of viewpoints that nobody can hold together, with all of theirs on a side."""
    of: dict[str, list[Viewpoint]] = {}
    for view in views:
        if _side(issue, view, found):
            of.setdefault(view.holder, []).append(view)
    return {
        holder: mine
        for holder, mine in of.items()
        if any(
            are_opposed(_side(issue, a, found), _side(issue, b, found))
            for a, b in combinations(mine, 2)
        )
    }


def _side(issue: Issue, view: Viewpoint, found: Mapping[str, Found]) -> str | None:
    return side(issue, found[view.passages[0]].lean) if view.position else None


def _change(
    issue: Issue, one: Viewpoint, other: Viewpoint, found: Mapping[str, Found]
) -> Change | None:
    """The change from the one viewpoint to the other, whichever was first."""
    first, second = ([found[p] for p in view.passages] for view in (one, other))
    if _precede(second, first):
        one, other, first, second = other, one, second, first
    before, after = (_own_words(issue, passages) for passages in (first, second))
    holder = first[0].holder
    known = is_known(holder) and (holder.author or holder.kind != "group")
    if not (known and before and after and _precede(first, second)):
        return None
    earlier, later = (max(telling, key=lambda f: f.lean.score) for telling in (before, after))
    if earlier.issued is None or later.issued is None:
        return None
    return Change(
        holder=holder.id,
        earlier=one.id,
        later=other.id,
        earlier_passage=earlier.passage.id,
        later_passage=later.passage.id,
        issued=(earlier.issued, later.issued),
        reasons=tuple(dict.fromkeys(r for f in (earlier, later) for r in f.lean.reasons[:1])),
    )


def _own_words(issue: Issue, found: Sequence[Found]) -> list[Found]:
    """The dated passages that are sure, and the holder's own words unless the desk has spoken."""
    return [
        f
        for f in found
        if f.issued and is_sure(issue, f) and (f.passage.reported != "indirect" or is_decided(f))
    ]


def _precede(first: Sequence[Found], second: Sequence[Found]) -> bool:
    """Whether all dated passages of the one are of a time before all those of the other."""
    dates = ([f.issued for f in found if f.issued] for found in (first, second))
    pairs = list(product(*dates))
    return bool(pairs) and all(_is_before(a, b) for a, b in pairs)


def _is_before(one: Date, other: Date) -> bool:
    """Whether a date is surely before another: "2031" and "March 2031" may be the same day."""
    parts = zip(one.parts, other.parts, strict=False)
    return next((a < b for a, b in parts if a != b), False)
