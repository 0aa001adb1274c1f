"""What an audience prints of the evidence, the most needed first, in the room that it has.

Where there is no page budget, all that the audience's profile allows is printed. Where there is
one, every issue gets a passage first, then come the key points, then contrasts take the place of
single passages, the surest first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefgen.compose.preference import preferred
from briefgen.model import AudienceProfile, Contrast, Evidence, IssueEvidence

#: How often one holder is heard before others come first; most key points of one holder.
_SAME_HOLDER = 2
#: Words that fit where the lines round a passage (holder, note, space) stand; for a contrast.
_ROUND_PASSAGE, _ROUND_CONTRAST = 18, 42


@dataclass(frozen=True, slots=True)
class Unit:
    """What is printed together or not at all, and in which part of the page."""

    issue: str
    passages: tuple[str, ...]
    contrast: Contrast | None = None
    key_point: bool = False


def choose(evidence: Evidence, audience: AudienceProfile, room: int | None) -> tuple[Unit, ...]:
    """The units that an audience prints; `room` bounds them, in words of the full measure."""
    points = key_points(evidence, audience)
    if not audience.pages:
        return (*points, *(u for issue in evidence.issues for u in _all(evidence, issue, audience)))
    singles = _singles(evidence, points, audience)
    taken = _within(evidence, [*singles, *points], room)
    return _with_contrasts(evidence, taken, room)


def needed(evidence: Evidence, audience: AudienceProfile) -> int:
    """The room that all of an audience's units would take, in words of the full measure."""
    return sum(_cost(evidence, unit) for unit in choose(evidence, audience, None))


def voices(evidence: Evidence, issue: IssueEvidence) -> int:
    """How many sources an issue's passages come from."""
    ids = {p for view in issue.viewpoints for p in view.passages}
    return len({evidence.passages[p].source for p in ids})


def key_points(evidence: Evidence, audience: AudienceProfile) -> list[Unit]:
    """The first passages of the issues that most sources speak on, in the spec's order.

    Every audience gets the same, a short one fewer of them. Where an issue is disputed, a key
    point takes no side; and it leaves its issue another passage.
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
    if len(issue.key_passages) < 2 and not issue.contrasts:
        return ()
    if not issue.contrasts:
        return issue.key_passages
    partisan = {view.holder for view in issue.viewpoints if view.position is not None}
    contrasted = _contrasted(issue.contrasts)
    return [
        p
        for p in issue.key_passages
        if p not in contrasted and evidence.passages[p].holder not in partisan
    ]


def _all(evidence: Evidence, issue: IssueEvidence, audience: AudienceProfile) -> list[Unit]:
    """An issue's contrasts and its passages; one that stands in a contrast is not repeated."""
    shown = _contrasted(issue.contrasts)
    ordered = _ordered(evidence, issue, audience)
    passages = [p for p in ordered if p not in shown][: audience.passages]
    return [
        *(Unit(issue.id, (p,)) for p in passages),
        *(_contrast(issue, contrast) for contrast in issue.contrasts),
    ]


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


def _with_contrasts(
    evidence: Evidence, taken: Sequence[Unit], room: int | None
) -> tuple[Unit, ...]:
    """The units with an issue's surest contrast in place of its passage, while there is room."""
    left = _unbounded(room) - sum(_cost(evidence, unit) for unit in taken)
    units = {(u.issue, u.key_point): u for u in taken}
    opposed = [issue for issue in evidence.issues if issue.contrasts]
    for issue in sorted(opposed, key=lambda issue: -issue.contrasts[0].score):
        contrast = _contrast(issue, issue.contrasts[0])
        single = units.get((issue.id, False))
        extra = _cost(evidence, contrast) - (_cost(evidence, single) if single else 0)
        if extra <= left:
            left -= extra
            units[issue.id, False] = contrast
    return tuple(units.values())


def _unbounded(room: int | None) -> int:
    return 10**9 if room is None else room


def _cost(evidence: Evidence, unit: Unit) -> int:
    """Words of the full measure that a unit takes the place of; a contrast's cells are half."""
    words = [len(evidence.passages[p].text.split()) for p in unit.passages]
    if unit.contrast is not None:
        return 2 * max(words) + _ROUND_CONTRAST
    return sum(words) + _ROUND_PASSAGE


def _contrast(issue: IssueEvidence, contrast: Contrast) -> Unit:
    return Unit(issue.id, (contrast.left_passage, contrast.right_passage), contrast)


def _contrasted(contrasts: Iterable[Contrast]) -> set[str]:
    return {p for c in contrasts for p in (c.left_passage, c.right_passage)}
