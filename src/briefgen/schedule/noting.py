"""Every time that has come, decided on: to be run, missed, or skipped; each noted once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from briefgen.schedule.overview import written
from briefgen.schedule.specs import schedule_of, scheduled
from briefgen.schedule.state import SLACK, Known, Ledger, Transaction

if TYPE_CHECKING:
    from briefgen.schedule.due import Missed


def note_due(ledger: Ledger, now: int) -> list[dict[str, Any]]:
    """Note what has come due by now, of all schedules at once; returns what is worth telling."""
    due = [known.brief for known in scheduled(ledger.known()) if _is_to_settle(known, now)]
    if not due:
        return []
    with ledger.changing() as change:
        known = ledger.known()  # as it is now that nobody else changes it
        return [event for brief in due for event in _settled(known[brief], change, now)]


def _is_to_settle(known: Known, now: int) -> bool:
    return (known.following is not None and known.following <= now) or _was_set_back(known, now)


def _was_set_back(known: Known, now: int) -> bool:
    """Whether the clock showed a later time when it was last asked."""
    return known.settled > now + SLACK


def _settled(known: Known, change: Transaction, now: int) -> Iterator[dict[str, Any]]:
    """Note each time of a schedule that has come; yields what is worth telling."""
    schedule = schedule_of(known)
    if schedule is None or not _is_to_settle(known, now):
        return  # somebody else has done it meanwhile
    settled = known.settled
    if _was_set_back(known, now):
        first = change.reconsider(known.brief, now)
        settled = now if first is None else min(now, first - 1)
        yield {"event": "clock set back", "brief": known.brief, "from": written(known.settled)}
    from briefgen.schedule.due import settle  # noqa: PLC0415 - not where nothing is due

    found = settle(schedule, datetime.fromtimestamp(settled, UTC), datetime.fromtimestamp(now, UTC))
    yield from _missed(known.brief, found.missed, change, now)
    for moment in found.due:
        due = int(moment.timestamp())
        yield from _due(known, due, change, now)
    following = int(found.following.timestamp()) if found.following else None
    change.keep(replace(known, settled=now, following=following))
    change.prune(known.brief, now - (known.max_age or 0) - 86400)


def _missed(
    brief: str, missed: Sequence[Missed], change: Transaction, now: int
) -> Iterator[dict[str, Any]]:
    """Note times that were missed, each row of them by its first; one event tells of all."""
    fresh = [
        each
        for each in missed
        if change.note(brief, int(each.due.timestamp()), "missed", each.told, now)
    ]
    if fresh:
        why = "; ".join(each.told for each in fresh)
        more = {"last": fresh[-1].last.isoformat(), "number": sum(each.number for each in fresh)}
        yield {**_event("missed", brief, int(fresh[0].due.timestamp()), why), **more}


def _due(known: Known, due: int, change: Transaction, now: int) -> Iterator[dict[str, Any]]:
    if change.is_under_way(known.brief, due):
        why = "the run before it was still under way"
        if change.note(known.brief, due, "skipped", why, now):
            yield _event("skipped", known.brief, due, why)
        return
    if known.catch_up != "all":
        change.drop(known.brief, due, "a later one came due before its turn", now)
    if change.note(known.brief, due, "pending", "", now):
        yield _event("due", known.brief, due, "")


def _event(event: str, brief: str, due: int, why: str) -> dict[str, Any]:
    told = {"event": event, "brief": brief, "due": written(due)}
    return {**told, "why": why} if why else told
