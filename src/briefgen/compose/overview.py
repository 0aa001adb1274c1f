"""What is told of all issues at once, after them: who stands where, and what was when."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.compose.choice import SURE_SHARE, choose, spent
from briefgen.compose.news import news
from briefgen.compose.standing import Column, columns
from briefgen.compose.timeline import timeline
from briefgen.model import AudienceProfile, Brief, DatedEvent, Evidence, Quotation

#: The sections that show who stands where: a table, or a few lines.
_STANDING = ("matrix", "standing")
#: The words for which a view's place stands, in a table and in a line; a column's head; an event.
_CELL, _NAME, _HEAD, _EVENT = 18, 7, 7, 12


@dataclass(frozen=True, slots=True)
class Overview:
    """The position matrix's columns and the timeline's events, as far as there is room for them.

    `no_room`: the audience's sections of these for which there is none.
    """

    columns: tuple[Column, ...]
    timeline: tuple[DatedEvent, ...]
    no_room: tuple[str, ...]


def overview(brief: Brief, printed: Iterable[Quotation], room: int | None) -> Overview:
    """What the audience's sections ask for, of the issues that are shown; each whole or not at all.

    `room` bounds it, in words of the full measure. Of a timeline that is too long, the spec's
    events are kept.
    """
    evidence, sections = brief.evidence, brief.audience.sections
    left = math.inf if room is None else room
    shown = {section.id for section in brief.issues}
    found: tuple[Column, ...] = ()
    if any(name in sections for name in _STANDING):
        found = columns(evidence, [issue for issue in evidence.issues if issue.id in shown])
    stands = _standing_cost(found, brief.audience) <= left
    if stands:
        left -= _standing_cost(found, brief.audience)
    told = [
        timeline(evidence, shown, quoted) if "timeline" in sections else ()
        for quoted in (tuple(printed), ())
    ]
    kept = next((one for one in told if len(one) * _EVENT <= left), ())
    absent = tuple(name for name in sections if name in _STANDING) if found and not stands else ()
    untold = ("timeline",) if told[0] and not kept else ()
    return Overview(found if stands else (), kept, (*absent, *untold))


def reserve(evidence: Evidence, audience: AudienceProfile) -> int:
    """The room for who stands where and the spec's events, in words of the full measure."""
    events = {event for issue in evidence.spec.issues for event in issue.events}
    dated = len(events) * _EVENT if "timeline" in audience.sections else 0
    if not any(name in audience.sections for name in _STANDING):
        return dated
    return dated + _standing_cost(columns(evidence, evidence.issues), audience)


def needed(evidence: Evidence, audience: AudienceProfile) -> int:
    """The room in which all that an audience gets surely fits, in words of the full measure."""
    units = choose(evidence, audience, None)
    heard = len(evidence.sources) * _EVENT if "timeline" in audience.sections else 0
    told = news(evidence, audience, None).cost
    return _room_for(spent(evidence, units) + reserve(evidence, audience) + heard) + told


def roomier(brief: Brief, room: int, free: int) -> int:
    """The room there was for a brief that was laid out in `room`, and left `free`.

    Words of the full measure. What was an estimate before is known now: what the brief prints
    fitted, and so much stayed free.
    """
    evidence, audience = brief.evidence, brief.audience
    new = news(evidence, audience, room).cost
    units = choose(evidence, audience, room - new, reserve(evidence, audience))
    shown = {section.id for section in brief.issues}
    found = columns(evidence, [issue for issue in evidence.issues if issue.id in shown])
    told = _standing_cost(found, audience) if brief.matrices else 0
    return _room_for(spent(evidence, units) + told + len(brief.timeline) * _EVENT + free) + new


def _room_for(words: int) -> int:
    """The room in which so many words surely fit, what is reserved among them being rounded up."""
    return int(words / SURE_SHARE) + 3


def _standing_cost(found: Iterable[Column], audience: AudienceProfile) -> int:
    each = _CELL if "matrix" in audience.sections else _NAME
    return sum(_HEAD + len(column.views) * each for column in found)
