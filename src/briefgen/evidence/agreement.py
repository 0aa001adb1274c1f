"""Where holders of different kinds take the same position."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations

from briefgen.evidence.candidates import Found
from briefgen.evidence.known import are_related, is_known
from briefgen.evidence.remarks import remark
from briefgen.model import Agreement, Holder, Issue, Viewpoint, plain
from briefgen.viewpoints import side

#: Most voices that an agreement counts up.
_MOST = 6
#: The share of the shorter passage's content words from which two are one text.
_ONE_TEXT = 0.8
#: Words of a role that tell its kind.
_TELLING = re.compile(r"[^\W\d_]{4,}")

#: A viewpoint with the passage that shows it most surely.
_Voice = tuple[Viewpoint, Found]


def agreements(
    issue: Issue, views: Sequence[Viewpoint], found: Mapping[str, Found]
) -> tuple[Agreement, ...]:
    """Positions that different kinds of holders surely take in different sources.

    Neither a body and who speaks for it nor two who say the same text count as two. `found`: the
    passages of the views, by id.
    """
    made = (_agreement(issue, p.id, views, found) for p in issue.positions)
    return tuple(agreement for agreement in made if agreement is not None)


def _agreement(
    issue: Issue, position: str, views: Sequence[Viewpoint], found: Mapping[str, Found]
) -> Agreement | None:
    voices = [_voice(view, found) for view in views if view.sure]
    held = [
        (view, shown)
        for view, shown in voices
        if side(issue, shown.lean) == position and is_known(shown.holder)
    ]
    chosen = _independent(sorted(held, key=lambda voice: -voice[1].lean.score))
    if not chosen:
        return None
    reasons = dict.fromkeys(reason for _, shown in chosen for reason in shown.lean.reasons[:1])
    return Agreement(
        position=position,
        viewpoints=tuple(view.id for view, _ in chosen),
        passages=tuple(shown.passage.id for _, shown in chosen),
        reasons=tuple(reasons),
    )


def _voice(view: Viewpoint, found: Mapping[str, Found]) -> _Voice:
    return view, max((found[p] for p in view.passages), key=lambda f: f.lean.score)


def _independent(voices: Sequence[_Voice]) -> list[_Voice]:
    """Two of different kinds and sources, then all who are neither their like nor their echo."""
    pairs = (
        [one, other]
        for one, other in combinations(voices, 2)
        if one[1].passage.source != other[1].passage.source
        and _are_of_different_kinds(one[1].holder, other[1].holder)
        and not _is_echo(one[1], other[1])
    )
    chosen = next(pairs, [])
    for voice in voices if chosen else ():
        if not any(_is_echo(voice[1], kept) for _, kept in chosen):
            chosen.append(voice)
    return chosen[:_MOST]


def _are_of_different_kinds(one: Holder, other: Holder) -> bool:
    """Authors and those whom they report, people and bodies, or people of other roles."""
    if (one.author, one.kind) != (other.author, other.kind):
        return True
    roles = [set(_TELLING.findall(holder.role.lower())) for holder in (one, other)]
    return all(roles) and roles[0].isdisjoint(roles[1])


def _is_echo(one: Found, other: Found) -> bool:
    """Whether two are one voice: holders who speak for each other, one remark, or one text."""
    if one.holder.id == other.holder.id or are_related(one.holder, other.holder):
        return True
    least = min(len(one.words), len(other.words))
    if not remark(one.passage.text).isdisjoint(remark(other.passage.text)):
        return True
    copied = bool(least) and len(one.words & other.words) >= _ONE_TEXT * least
    return copied or plain(one.passage.text) == plain(other.passage.text)
