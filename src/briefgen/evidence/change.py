"""Who was on one side and is on another, and what was said before and after an event.

One holder's later view is a change where dates tell it, and else they are mixed. Views of two
holders on both sides of an event are an old hope and a later verdict, and no dispute.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, product

from briefgen.evidence.candidates import Found
from briefgen.evidence.known import is_known
from briefgen.evidence.views import are_opposed, is_decided, is_sure, related, view_of
from briefgen.model import Change, Holder, Issue, Viewpoint
from briefgen.viewpoints import across, side


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


def parted(
    issue: Issue, sided: Sequence[Found], barred: Collection[frozenset[str]] = ()
) -> tuple[Found, ...]:
    """The surest two passages on opposite sides that an event parts, the earlier first, or none.

    `sided`: the passages that may be set against each other, save for the pairs that are `barred`.
    """
    by_id = {f.passage.id: f for f in sided}
    views = [view_of(f) for f in sided if _is_nameable(f.holder)]
    pair = across(issue, views, barred, related(sided))
    return tuple(by_id[view.passage] for view in pair) if pair else ()


def over_event(
    issue: Issue, views: Sequence[Viewpoint], pair: Sequence[Found]
) -> tuple[Change, ...]:
    """The change that two passages of different holders tell, which an event parts (`parted`)."""
    if not pair:
        return ()
    of = {passage: view.id for view in views for passage in view.passages}
    earlier, later = pair
    change = _told(issue, None, (of[earlier.passage.id], of[later.passage.id]), (earlier, later))
    return (change,) if change else ()


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
    if not (_is_nameable(holder) and before and after and _precede(first, second)):
        return None
    earlier, later = (max(telling, key=lambda f: f.lean.score) for telling in (before, after))
    return _told(issue, holder.id, (one.id, other.id), (earlier, later))


def _told(
    issue: Issue, holder: str | None, views: tuple[str, str], found: tuple[Found, Found]
) -> Change | None:
    """The change from a passage of one viewpoint to a later one of another, both dated."""
    earlier, later = found
    if earlier.issued is None or later.issued is None:
        return None
    return Change(
        holder=holder,
        earlier=views[0],
        later=views[1],
        earlier_passage=earlier.passage.id,
        later_passage=later.passage.id,
        issued=(earlier.issued, later.issued),
        reasons=tuple(dict.fromkeys(r for f in found for r in f.lean.reasons[:1])),
        event=issue.event_between(earlier.issued, later.issued),
    )


def _is_nameable(holder: Holder) -> bool:
    """Whether changes are told of a holder: who is known by name, and no group but an author."""
    return is_known(holder) and (holder.author or holder.kind != "group")


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
    return bool(pairs) and all(a.is_before(b) for a, b in pairs)
