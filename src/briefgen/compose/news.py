"""What changed since the edition before, as an audience sees it: the gravest first, in its room.

Of what is quoted here all stands in this edition; what it no longer holds is told by numbers, by
holder and by source, and never in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from briefgen.compose.choice import key_points
from briefgen.model import (
    AudienceProfile,
    Changes,
    ContrastTold,
    Evidence,
    FigureView,
    Moved,
    MovedView,
    NewsCounts,
    NewsView,
    NumberChange,
    Opposed,
    Quotation,
    Stood,
)

#: Words for which a line stands, the counts, and the lines round a quotation.
_LINE, _COUNTS, _ROUND = 10, 36, 18
#: The room that changes take of a page at most, and the share of a brief's room.
_A_PAGE, _SHARE = 70, 5
#: New passages that are quoted, and lines of one kind, at most.
_QUOTED, _LINES = 3, 8

_Kind = Literal["notice", "moved", "figure", "contrast", "settled", "new", "vanished", "edited",
                "appeared"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A line on one change: its kind, its place among those of its kind, its cost in words."""

    kind: _Kind
    place: int
    cost: int


@dataclass(frozen=True, slots=True)
class News:
    """What there is room for; `cost` is in words of the full measure, 0 where nothing is told.

    `untold`: whether there is something to tell and no room for any of it.
    """

    items: tuple[Item, ...] = ()
    cost: int = 0
    untold: bool = False


def news(evidence: Evidence, audience: AudienceProfile, room: int | None) -> News:
    """What an audience is told of the changes, the counts before all else."""
    changes = evidence.changes
    if changes is None or "changes" not in audience.sections:
        return News()
    left = 10**9
    if audience.pages:
        left = audience.pages * _A_PAGE
        left = left if room is None else min(left, room // _SHARE)
    if left < _COUNTS:
        return News(untold=True)
    taken, cost = [], _COUNTS
    for item in _items(evidence, audience, changes):
        if cost + item.cost <= left:
            taken.append(item)
            cost += item.cost
    return News(tuple(taken), cost)


def news_view(
    evidence: Evidence, audience: AudienceProfile, told: News, quote: Callable[[str], Quotation]
) -> NewsView | None:
    """The section as it is set; `quote` cites a passage of this edition."""
    changes = evidence.changes
    if changes is None or not told.cost:
        return None
    at: dict[str, list[int]] = {}
    for item in told.items:
        at.setdefault(item.kind, []).append(item.place)
    held, first = _by_words(evidence), _first(evidence, audience)
    moved = _moves(evidence, changes)
    return NewsView(
        since=changes.older,
        nothing=changes.are_none,
        counts=_counts(changes, len(moved)),
        notices=tuple((changes.notices[n].source.title, changes.notices[n].kind)
                      for n in at.get("notice", ())),
        moved=tuple(_moved(evidence, moved[n], held, quote) for n in at.get("moved", ())),
        figures=tuple(_figure(changes.numbers[n], quote) for n in at.get("figure", ())),
        contrasts=tuple(_opposed(evidence, changes.contrasts[n]) for n in at.get("contrast", ())),
        settled=tuple(_opposed(evidence, changes.settled[n]) for n in at.get("settled", ())),
        quotations=tuple(quote(first[n]) for n in at.get("new", ())),
        appeared=tuple(changes.appeared[n].title for n in at.get("appeared", ())),
        vanished=tuple(changes.vanished[n].title for n in at.get("vanished", ())),
        edited=tuple((changes.edited[n].later.title, _sentences(changes, n))
                     for n in at.get("edited", ())),
    )  # fmt: skip


def in_news(since: NewsView | None) -> Iterator[Quotation]:
    """Every quotation of what changed, in the order of the page."""
    for move in since.moved if since else ():
        yield from (*move.earlier, move.later)
    for figure in since.figures if since else ():
        yield figure.quotation
    yield from since.quotations if since else ()


def fresh(evidence: Evidence) -> frozenset[str]:
    """The passages that are news to a reader of the edition before; none in a first edition.

    What was only chosen anew is no news.
    """
    new = evidence.changes.new if evidence.changes else ()
    return frozenset(told.passage for told in new if told.why != "choice")


def _items(evidence: Evidence, audience: AudienceProfile, changes: Changes) -> Iterator[Item]:
    """All that could be told, the gravest first."""

    def words(passage: str) -> int:
        return len(evidence.passages[passage].text.split()) + _ROUND if passage else 0

    def lines(kind: _Kind, some: Sequence[object]) -> Iterator[Item]:
        yield from (Item(kind, place, _LINE) for place in range(min(len(some), _LINES)))

    yield from lines("notice", changes.notices)
    held = _by_words(evidence)
    for place, move in enumerate(_moves(evidence, changes)[:_LINES]):
        both = words(held.get(_said(move), "")), words(move.later.passage.passage)
        yield Item("moved", place, 2 * _LINE + sum(both))
    for place, number in enumerate(changes.numbers[:_LINES]):
        if number.passages[1]:  # figures without their sentence say nothing
            yield Item("figure", place, _LINE + words(number.passages[1]))
    yield from lines("contrast", changes.contrasts)
    for place, passage in enumerate(_first(evidence, audience)[:_QUOTED]):
        yield Item("new", place, words(passage))
    yield from lines("settled", changes.settled)
    yield from lines("vanished", changes.vanished)
    yield from lines("edited", changes.edited)
    yield from lines("appeared", changes.appeared)


def _first(evidence: Evidence, audience: AudienceProfile) -> tuple[str, ...]:
    """The new key passages by rank, issue by issue, but for key points, which stand above."""
    above = {p for unit in key_points(evidence, audience) for p in unit.passages}
    said = fresh(evidence) - above
    ranked = sorted(
        (rank, place, passage)
        for place, issue in enumerate(evidence.issues)
        for rank, passage in enumerate(issue.key_passages)
        if passage in said
    )
    return tuple(dict.fromkeys(passage for _, _, passage in ranked))


def _moves(evidence: Evidence, changes: Changes) -> tuple[Moved, ...]:
    """Who moved by new words of theirs, between two answers that the spec names."""
    return tuple(
        move
        for move in changes.moved
        if move.later.passage.why in {"source", "text"}
        and all(_label(evidence, move.issue, s) for s in (move.earlier, move.later))
    )


def _by_words(evidence: Evidence) -> dict[tuple[str, str], str]:
    """The passages of this edition by their words and holder, as an earlier one has them."""
    holders = evidence.holders
    return {(p.text, holders[p.holder].name): id for id, p in evidence.passages.items()}


def _said(move: Moved) -> tuple[str, str]:
    return move.earlier.passage.text, move.earlier.passage.holder


def _moved(
    evidence: Evidence,
    move: Moved,
    held: dict[tuple[str, str], str],
    quote: Callable[[str], Quotation],
) -> MovedView:
    earlier = held.get(_said(move))
    return MovedView(
        holder=move.holder,
        issue=next(issue.title for issue in evidence.issues if issue.id == move.issue),
        earlier_label=_label(evidence, move.issue, move.earlier),
        later_label=_label(evidence, move.issue, move.later),
        earlier_stance=move.earlier.stance,
        later_stance=move.later.stance,
        earlier_source=move.earlier.passage.title,
        earlier=(quote(earlier),) if earlier else (),
        later=quote(move.later.passage.passage),
    )


def _figure(number: NumberChange, quote: Callable[[str], Quotation]) -> FigureView:
    return FigureView(number.title, number.figures, quote(number.passages[1]))


def _opposed(evidence: Evidence, pair: ContrastTold) -> Opposed:
    title = next((i.title for i in evidence.issues if i.id == pair.issue), pair.issue)
    return Opposed(pair.issue, title, pair.left.holder, pair.right.holder)


def _counts(changes: Changes, moved: int) -> NewsCounts:
    chosen = [sum(p.why == "choice" for p in some) for some in (changes.new, changes.withdrawn)]
    return NewsCounts(
        new=len(changes.new) - chosen[0],
        withdrawn=len(changes.withdrawn) - chosen[1],
        chosen=chosen[0],
        moved=moved,
        contrasts=len(changes.contrasts),
        settled=len(changes.settled),
        appeared=len(changes.appeared),
        edited=len(changes.edited),
        vanished=len(changes.vanished),
        numbers=len(changes.numbers),
    )


def _sentences(changes: Changes, place: int) -> int:
    """How many sentences of an edited source changed; 0 where that can't be told."""
    one = changes.edited[place]
    return len(one.sentences) + len(one.removed) + len(one.added)


def _label(evidence: Evidence, issue: str, stood: Stood) -> str:
    """The answer that somebody stands on; it is rejected where the stance says so."""
    positions = next((i.positions for i in evidence.spec.issues if i.id == issue), ())
    return next((p.label for p in positions if p.id == stood.position), "")
