"""The position matrix of an issue, and why views are not set against each other."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from briefgen.evidence.candidates import Found
from briefgen.evidence.holders import standing
from briefgen.evidence.known import are_related
from briefgen.evidence.remarks import remark
from briefgen.model import NO_OPPOSITES, Event, Holder, Issue, Passage, Stance, Viewpoint
from briefgen.viewpoints import SURE, Related, View, across, side

#: Why a passage is on its side, as a page says it ("Grounds: …").
DESK = "the desk’s review"
#: What `side` says of who is only against a position.
AGAINST = "not "
#: Holders that a note names one by one.
_NAMED = 3


def is_decided(found: Found) -> bool:
    """Whether the desk has put a passage on its side."""
    return found.lean.position is not None and found.lean.reasons == (DESK,)


def is_put_aside(found: Found) -> bool:
    """Whether the desk has said that a passage takes no side."""
    return found.lean.position is None and found.lean.reasons == (DESK,)


def view_of(found: Found) -> View:
    """A passage as one of two that may be set against each other."""
    return View(
        passage=found.passage.id,
        holder=found.holder.id,
        source=found.passage.source,
        standpoint=found.standpoint,
        lean=found.lean,
        issued=found.issued,
        standing="named" if is_decided(found) else standing(found.holder),
    )


def related(found: Sequence[Found]) -> Related:
    """Whether two views of these passages may be one voice's, or give one remark.

    Their holders may be one, or speak for each other.
    """
    holders: dict[Hashable, Holder] = {f.holder.id: f.holder for f in found}
    remarks = {f.passage.id: remark(f.passage.text) for f in found}
    return lambda one, other: (
        are_related(holders[one.holder], holders[other.holder])
        or not remarks[one.passage].isdisjoint(remarks[other.passage])
    )


def apart(found: Sequence[Found], shown: Sequence[Found] = ()) -> list[Found]:
    """The passages that are no part of one that is `shown`, nor of one with a surer side."""
    kept: dict[str, list[Passage]] = {}
    for one in shown:
        kept.setdefault(one.passage.source, []).append(one.passage)
    chosen = set()
    for one in sorted(found, key=lambda f: (-f.lean.score, -f.standpoint.takes)):
        beside = kept.setdefault(one.passage.source, [])
        if not any(_overlap(one.passage, other) for other in beside):
            beside.append(one.passage)
            chosen.add(one.passage.id)
    return [one for one in found if one.passage.id in chosen]


def clear(found: Sequence[Found], shown: Sequence[Found]) -> list[Found]:
    """The passages that are `shown` themselves, or no part of one that is."""
    kept: dict[str, list[Passage]] = {}
    for one in shown:
        kept.setdefault(one.passage.source, []).append(one.passage)
    return [
        one
        for one in found
        if one.passage in (beside := kept.get(one.passage.source, ()))
        or not any(_overlap(one.passage, other) for other in beside)
    ]


def placed(issue: Issue, found: Sequence[Found], shown: Sequence[Found]) -> list[Found]:
    """Every other passage that surely takes a side, and is no part of one that is `shown`."""
    return apart([one for one in found if is_sure(issue, one)], shown)


def is_sure(issue: Issue, found: Found) -> bool:
    """Whether a passage takes a side, likely enough for that to be printed."""
    return side(issue, found.lean) is not None and found.lean.score >= SURE


def are_opposed(one: str | None, other: str | None) -> bool:
    """Whether nobody can hold both sides; "not x" goes with any side but x."""
    if one is None or other is None or one == other:
        return False
    against = [held.startswith(AGAINST) for held in (one, other)]
    return not any(against) or AGAINST + one == other or AGAINST + other == one


def viewpoints(issue: Issue, found: Sequence[Found]) -> tuple[Viewpoint, ...]:
    """The position matrix: for each holder a viewpoint a side, in the order of the passages.

    Where the desk has put some of a holder's passages on a side, others take no other one.
    """
    of: dict[str, list[Found]] = {}
    for one in found:
        of.setdefault(one.holder.id, []).append(one)
    return tuple(view for mine in of.values() for view in _views(issue, mine))


def _views(issue: Issue, found: Sequence[Found]) -> Iterator[Viewpoint]:
    """The viewpoints of one holder."""
    told = {_cell(issue, f) for f in found if is_decided(f)}
    cells: dict[_Cell, list[Found]] = {}
    for one in found:
        cell = _cell(issue, one)
        cells.setdefault(cell if not told or cell in told else _NO_SIDE, []).append(one)
    for cell, shown in cells.items():
        alone = not any(are_opposed(cell[0], other) for other, _ in cells)
        yield _viewpoint(issue, cell, shown, alone=alone)


#: What passages of one viewpoint share: the side that they take, or else their condition.
_Cell = tuple[str | None, str | None]
_NO_SIDE: _Cell = (None, None)


def _cell(issue: Issue, found: Found) -> _Cell:
    conditional = found.lean.stance == "conditional"
    return side(issue, found.lean), found.lean.position if conditional else None


def _viewpoint(issue: Issue, cell: _Cell, found: Sequence[Found], *, alone: bool) -> Viewpoint:
    """A holder's viewpoint on one side; `alone`: they are on no other."""
    position: str | None = None
    stance: Stance = "unclear"
    if cell != _NO_SIDE:
        leans = {(f.lean.position, f.lean.stance) for f in found}
        position, stance = min(leans, key=lambda t: (t[1] != "supports", str(t[0])))
    dates = sorted({f.issued for f in found if f.issued}, key=lambda date: date.parts)
    holder = found[0].holder.id
    names = (issue.id, holder, position, stance) if position else (issue.id, holder)
    return Viewpoint(
        id="/".join(names),
        holder=holder,
        position=position,
        stance=stance,
        passages=tuple(f.passage.id for f in found),
        issued=tuple(dates if len(dates) < 3 else (dates[0], dates[-1])),
        score=max(f.lean.score for f in found) if cell[0] else 0.0,
        sure=alone and any(is_sure(issue, f) for f in found) and cell[0] is not None,
    )


def _overlap(one: Passage, other: Passage) -> bool:
    return one.start < other.end and other.start < one.end


def dispute_note(number: int) -> str:
    """The same of an issue without a contrast on which disputes are told."""
    told = "a dispute that a source tells" if number == 1 else "disputes that the sources tell"
    return (
        f"In the evidence, views on this question stand against each other only in {told}; no two "
        "passages could be set side by side."
    )


def contrast_note(
    issue: Issue, found: Sequence[Found], shown: Sequence[Found], key: Sequence[Found]
) -> str:
    """One line on why an issue has no contrast; the reader is told what is missing.

    `found` is all that could be quoted on it, `shown` what stands in the evidence, `key` its key
    passages: no other is spoken of by itself, for a brief may print none but these.
    """
    if not found:
        return "No source says anything on this issue that could be quoted."
    if len({f.passage.source for f in found}) == 1 and len({f.holder.id for f in found}) == 1:
        return (
            "Passages fit to be quoted on this issue were found in one source only, and are of "
            "one holder, so no view stands against another."
        )
    if not issue.positions:
        return "The desk has named no answers to this question, so views are not set side by side."
    held = {side(issue, f.lean) for f in shown} - {None}
    labels = [p.label for p in issue.positions if {p.id} == held]
    matched = [f for f in key if is_sure(issue, f)]
    if labels and matched:
        return (
            f"Passages could be matched clearly to one answer only, “{labels[0]}” "
            f"({_holders(matched)}); the sources may hold others."
        )
    if event := _parting(issue, shown):
        return (
            f"Passages were matched to different answers before and after “{event.title}”, which "
            "is no dispute; no two of different holders, and of about the same time, clearly "
            "enough to be set side by side."
        )
    if len({side(issue, f.lean) for f in shown if is_sure(issue, f)}) > 1:
        return (
            "Passages were matched to different answers, but no two of different holders, and of "
            "about the same time, clearly enough to be set side by side."
        )
    return NO_OPPOSITES


def _holders(found: Sequence[Found]) -> str:
    """The names of who holds passages, each once, and no more than a line of them."""
    names = list(dict.fromkeys(f.holder.name for f in found))
    shown = ", ".join(names[:_NAMED])
    return f"{shown} and others" if len(names) > _NAMED else shown


def _parting(issue: Issue, shown: Sequence[Found]) -> Event | None:
    """The event that parts the surest views on opposite sides, if one parts any."""
    if not issue.events:
        return None
    pair = across(issue, [view_of(f) for f in shown], related=related(shown))
    return issue.event_between(*(view.issued for view in pair)) if pair else None
