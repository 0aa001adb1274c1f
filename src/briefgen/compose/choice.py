"""What an audience prints of the evidence, the most needed first, in the room that it has.

Where there is no page budget, all that the audience's profile allows is printed. Where there is
one, every issue gets a passage first, then come the key points, then contrasts and changes take the
place of single passages, the surest first, and disputes, agreements and the issues' other passages
what room is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from briefgen.compose.preference import preferred
from briefgen.compose.printers import publisher
from briefgen.model import (
    Agreement,
    AudienceProfile,
    Change,
    Contrast,
    Dispute,
    Evidence,
    IssueEvidence,
)

#: How often one holder is heard before others come first; most key points of one holder.
_SAME_HOLDER = 2
#: Words that fit where the lines round a passage (holder, note, space) stand; for a contrast, for a
#: change; and where each voice of an agreement is named.
_ROUND_PASSAGE, _ROUND_CONTRAST, _ROUND_CHANGE, _VOICE = 18, 42, 42, 10
#: The share of the room that is surely there.
SURE_SHARE = 0.88


@dataclass(frozen=True, slots=True)
class Unit:
    """What is printed together or not at all, and in which part of the page.

    `passages`: those whose words stand in it, of an agreement as far as they stand nowhere before.
    """

    issue: str
    passages: tuple[str, ...]
    contrast: Contrast | None = None
    key_point: bool = False
    change: Change | None = None
    agreement: Agreement | None = None
    dispute: Dispute | None = None

    @property
    def is_single(self) -> bool:
        """Whether it is a passage by itself in its issue's section."""
        return self.takes_a_place and not self.contrast and not self.change

    @property
    def takes_a_place(self) -> bool:
        """Whether it is one of its issue's passages, or stands in the place of one."""
        return not self.key_point and not self.agreement and not self.dispute


def choose(
    evidence: Evidence, audience: AudienceProfile, room: int | None, reserve: int = 0
) -> tuple[Unit, ...]:
    """The units that an audience prints; `room` bounds them, in words of the full measure.

    `reserve` is kept free for what is told of all issues at once, if contrasts leave so much.
    """
    points = key_points(evidence, audience)
    if not audience.pages:
        return (*points, *(u for issue in evidence.issues for u in _all(evidence, issue, audience)))
    singles = _singles(evidence, points, audience)
    taken = _within(evidence, [*singles, *points], room)
    opposed = _with_opposed(evidence, taken, audience, room)
    if room is not None and spent(evidence, opposed) + reserve <= surely(room):
        room -= ceil(reserve / SURE_SHARE)  # so that it surely stays free
    told = _with_agreements(evidence, _with_disputes(evidence, opposed, room), room)
    return _with_more(evidence, told, audience, room)


def spent(evidence: Evidence, units: Sequence[Unit]) -> int:
    """The room that units take, in words of the full measure."""
    return sum(_cost(evidence, unit) for unit in units)


def independent(evidence: Evidence, issue: IssueEvidence) -> int:
    """How many publishers an issue's passages come from; a source that names none is one more."""
    references = {s.id: s.reference for s in evidence.sources}
    views = {p for view in issue.viewpoints for p in view.passages}
    ids = {evidence.passages[p].source for p in (*views, *(d.passage for d in issue.disputes))}
    return len({publisher(references[id]).casefold() or (id,) for id in ids})


def voices(evidence: Evidence, issue: IssueEvidence) -> int:
    """How many sources an issue's passages come from."""
    ids = {p for view in issue.viewpoints for p in view.passages}
    return len({evidence.passages[p].source for p in ids})


def key_points(evidence: Evidence, audience: AudienceProfile) -> list[Unit]:
    """The first passages of the issues that most sources speak on, in the spec's order.

    Every audience gets the same, a short one fewer of them. Where an issue is disputed, or somebody
    changed sides, a key point takes no side; and it leaves its issue another passage.
    """
    chosen: list[tuple[int, Unit]] = []
    holders: Counter[str] = Counter()
    ranked = sorted(enumerate(evidence.issues), key=lambda pair: -voices(evidence, pair[1]))
    used: set[str] = set()
    for place, issue in ranked:
        if len(chosen) == audience.key_points:
            break
        for passage in _for_key_points(evidence, issue):
            holder = evidence.passages[passage].holder
            if passage not in used and holders[holder] < _SAME_HOLDER:
                holders[holder] += 1
                used.add(passage)
                chosen.append((place, Unit(issue.id, (passage,), key_point=True)))
                break
    return [unit for _, unit in sorted(chosen, key=lambda pair: pair[0])]


def _for_key_points(evidence: Evidence, issue: IssueEvidence) -> Sequence[str]:
    opposed = _opposed(issue)
    if len(issue.key_passages) < 2 and not opposed:
        return ()
    if not opposed:
        return issue.key_passages
    partisan = {view.holder for view in issue.viewpoints if view.position is not None}
    shown = {p for unit in opposed for p in unit.passages}
    return [
        p
        for p in issue.key_passages
        if p not in shown and evidence.passages[p].holder not in partisan
    ]


def _all(evidence: Evidence, issue: IssueEvidence, audience: AudienceProfile) -> list[Unit]:
    """An issue's passages, contrasts, changes, disputes and agreements."""
    opposed = _opposed(issue, audience)
    shown = {p for unit in opposed for p in unit.passages}
    ordered = _ordered(evidence, issue, audience)
    passages = [p for p in ordered if p not in shown][: audience.passages]
    return [
        *(Unit(issue.id, (p,)) for p in passages),
        *opposed,
        *_disputes(issue),
        *(Unit(issue.id, one.passages, agreement=one) for one in issue.agreements),
    ]


def _opposed(issue: IssueEvidence, audience: AudienceProfile | None = None) -> list[Unit]:
    """An issue's contrasts, then the changes of those who stand in none of them.

    Of an audience that gets no contrasts, the changes alone.
    """
    pairs = () if audience and audience.contrasts == "none" else issue.contrasts
    units = [Unit(issue.id, (pair.left_passage, pair.right_passage), pair) for pair in pairs]
    shown = {p for unit in units for p in unit.passages}
    changed = ((change, (change.earlier_passage, change.later_passage)) for change in issue.changes)
    units += [
        Unit(issue.id, both, change=change) for change, both in changed if shown.isdisjoint(both)
    ]
    return units


def _disputes(issue: IssueEvidence) -> list[Unit]:
    return [Unit(issue.id, (one.passage,), dispute=one) for one in issue.disputes]


def _singles(evidence: Evidence, points: Sequence[Unit], audience: AudienceProfile) -> list[Unit]:
    """One passage for each issue: the first whose holder was not heard twice already."""
    hidden = {p for unit in points for p in unit.passages}
    heard = Counter(evidence.passages[u.passages[0]].holder for u in points)
    singles = []
    for issue in evidence.issues:
        ordered = _ordered(evidence, issue, audience)
        if passages := [p for p in ordered if p not in hidden]:
            first = min(passages, key=lambda p: heard[evidence.passages[p].holder] >= _SAME_HOLDER)
            heard[evidence.passages[first].holder] += 1
            singles.append(Unit(issue.id, (first,)))
    return singles


def _ordered(evidence: Evidence, issue: IssueEvidence, audience: AudienceProfile) -> list[str]:
    """An issue's key passages in the order in which the audience reads them."""
    texts = [evidence.passages[passage].text for passage in issue.key_passages]
    return [issue.key_passages[place] for place in preferred(texts, audience.prefers)]


def _within(evidence: Evidence, units: Sequence[Unit], room: int | None) -> list[Unit]:
    """The units that fit, in their order; one that is too long yields to the next."""
    taken, left = [], _unbounded(room)
    for unit in units:
        cost = _cost(evidence, unit)
        if cost <= left:
            taken.append(unit)
            left -= cost
    return taken


def _with_opposed(
    evidence: Evidence, taken: Sequence[Unit], audience: AudienceProfile, room: int | None
) -> list[Unit]:
    """The units with an issue's surest contrast in place of its passage, while there is room.

    An issue without a contrast gives that place to a change, after all contrasts.
    """
    left = _unbounded(room) - sum(_cost(evidence, unit) for unit in taken)
    units = {(u.issue, u.key_point): u for u in taken}
    first = [some[0] for issue in evidence.issues if (some := _opposed(issue, audience))]
    for unit in sorted(first, key=lambda u: -u.contrast.score if u.contrast else 1):
        single = units.get((unit.issue, False))
        extra = _cost(evidence, unit) - (_cost(evidence, single) if single else 0)
        if extra <= left:
            left -= extra
            units[unit.issue, False] = unit
    return list(units.values())


def _with_disputes(evidence: Evidence, units: Sequence[Unit], room: int | None) -> list[Unit]:
    """The units, and the first dispute of each issue without a contrast while there is room."""
    left = _unbounded(room) - sum(_cost(evidence, unit) for unit in units)
    added = []
    for issue in evidence.issues:
        for unit in () if issue.contrasts else _disputes(issue)[:1]:
            if _cost(evidence, unit) <= left:
                left -= _cost(evidence, unit)
                added.append(unit)
    return [*units, *added]


def _with_agreements(evidence: Evidence, units: Sequence[Unit], room: int | None) -> list[Unit]:
    """The units, and the first agreement of each of their issues while there is room.

    Where pages are few, its voices are named and cited; none of them is quoted for it. Where there
    was no room for those who oppose each other, those who agree do not stand there alone.
    """
    left = _unbounded(room) - sum(_cost(evidence, unit) for unit in units)
    shown = {unit.issue for unit in units}
    opposed = {unit.issue for unit in units if unit.contrast}
    added = []
    for issue in evidence.issues:
        told = issue.id in shown and (issue.id in opposed or not issue.contrasts)
        for agreement in issue.agreements[:1] if told else ():
            unit = Unit(issue.id, (), agreement=agreement)
            if _cost(evidence, unit) <= left:
                left -= _cost(evidence, unit)
                added.append(unit)
    return [*units, *added]


def _with_more(
    evidence: Evidence, units: Sequence[Unit], audience: AudienceProfile, room: int | None
) -> tuple[Unit, ...]:
    """The units, and each issue's next passages by turns while there is surely room.

    What takes the place of a passage counts as one.
    """
    left = surely(room) - spent(evidence, units)
    shown = {passage for unit in units for passage in unit.passages}
    added: list[Unit] = []
    for turn in range(1, audience.passages):
        for issue in evidence.issues:
            mine = [u for u in (*units, *added) if u.issue == issue.id and u.takes_a_place]
            fresh = (p for p in _ordered(evidence, issue, audience) if p not in shown)
            passage = next(fresh, None) if len(mine) == turn else None
            unit = Unit(issue.id, (passage,)) if passage else None
            if passage and unit and _cost(evidence, unit) <= left:
                left -= _cost(evidence, unit)
                shown.add(passage)
                added.append(unit)
    return (*units, *added)


def surely(room: int | None) -> int:
    """The room for what nobody would miss: it must not push a contrast off the page.

    Room is an estimate; a layout that turns out too long is made again with much less.
    """
    return int(SURE_SHARE * _unbounded(room))


def _unbounded(room: int | None) -> int:
    return 10**9 if room is None else room


def _cost(evidence: Evidence, unit: Unit) -> int:
    """Words of the full measure that a unit takes the place of; a contrast's cells are half."""
    words = [len(evidence.passages[p].text.split()) for p in unit.passages]
    if unit.contrast is not None:
        return 2 * max(words) + _ROUND_CONTRAST
    if unit.change is not None:
        return sum(words) + _ROUND_CHANGE
    if unit.agreement is not None:
        voices = len(unit.agreement.passages)
        return sum(words) + len(words) * _ROUND_PASSAGE + (voices + 1) * _VOICE
    return sum(words) + _ROUND_PASSAGE + (_VOICE if unit.dispute else 0)
