"""How each scheduled brief of a desk is: its next and its last run, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from briefgen.schedule.specs import schedule_of, scheduled
from briefgen.schedule.state import ATTEMPTS, Known, Ledger, Run


@dataclass(frozen=True, slots=True)
class Overview:
    """A brief: its schedule, its newest run, and what a person should see to, or nothing."""

    brief: str
    known: Known
    last: Run | None
    trouble: str


def overview(ledger: Ledger) -> tuple[Overview, ...]:
    """Each scheduled brief, and each whose spec cannot be read, by name."""
    known, latest = ledger.known(), ledger.latest()
    here = [k for k in known.values() if k.present and (k.cron is not None or k.fault)]
    return tuple(_one(each, latest.get(each.brief, ())) for each in here)


def waiting(ledger: Ledger, now: datetime) -> tuple[tuple[str, int, str], ...]:
    """What `run-due` would see to now: brief, time it was due, and what there is to do."""
    from briefgen.schedule.due import settle  # noqa: PLC0415 - loads cronsim

    open_runs = [
        (run.brief, run.due, f"{run.state}, tried {run.attempts} of {ATTEMPTS} times")
        for run in ledger.unsettled()
    ]
    found = []
    for known in scheduled(ledger.known()):
        schedule = schedule_of(known)
        if schedule and known.following is not None and known.following <= now.timestamp():
            settlement = settle(schedule, datetime.fromtimestamp(known.settled, UTC), now)
            dues = [int(time.timestamp()) for time in settlement.due]
            found += [(known.brief, d, "due") for d in dues if not ledger.run(known.brief, d)]
    return (*open_runs, *found)


def to_json(one: Overview) -> dict[str, Any]:
    """A brief as `schedule status --json` has it; times are UTC."""
    known, last = one.known, one.last
    return {
        "brief": one.brief,
        "cron": known.cron,
        "timezone": known.timezone,
        "catch_up": known.catch_up,
        "next": written(known.following),
        "last": None
        if last is None
        else {
            "due": written(last.due),
            "state": last.state,
            "why": last.why,
            "attempts": last.attempts,
            "started": written(last.started),
            "ended": written(last.ended),
            "edition": last.edition,
        },
        "trouble": one.trouble,
    }


def written(moment: int | None) -> str | None:
    """A moment as ISO 8601 has it, in UTC."""
    return None if moment is None else datetime.fromtimestamp(moment, UTC).isoformat()


def _one(known: Known, runs: tuple[Run, ...]) -> Overview:
    return Overview(known.brief, known, runs[0] if runs else None, _trouble(known, runs))


def _trouble(known: Known, runs: tuple[Run, ...]) -> str:
    """A spec that cannot be read, or the newest run that came to an end without an edition."""
    if known.fault:
        return f"its spec cannot be read: {known.fault}"
    ended = [run for run in runs if run.attempts and run.state != "running"]
    if not ended or ended[0].state == "done":
        return ""
    run = ended[0]
    return f"the run of {written(run.due)} is {run.state}: {run.why}"
