"""What is due, run once each, whoever else looks at the same desk at the same time.

A time is noted under a key of brief and time. Who takes its brief's lock may begin it; the lock is
let go when those that hold it are gone, so that a run which says that it goes on, whose lock is
free and whose lease does not count any more was killed. A lock that is lost ends the attempt.
"""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.schedule.noting import note_due
from briefgen.schedule.overview import written
from briefgen.schedule.specs import Place, read_specs
from briefgen.schedule.state import ATTEMPTS, BACKOFF, LEASE, Lock, Run, State

if TYPE_CHECKING:
    from briefgen.desk import Desk
    from briefgen.schedule.attempt import Attempt, Made, Outcome

Clock = Callable[[], datetime]
#: A spec's file to the command whose process builds it and prints {"edition", "folder", "new"},
#: or {"error"} with a status of 1.
Build = Callable[[Path], Sequence[str]]
#: Told of an edition after each run that came to one, also where nothing had changed, and again
#: where the runner was killed before it could note that: what it does is to be done once.
Delivered = Callable[["Made"], None]
#: Told what happens: an event's name under "event", its time, its brief, and more.
Log = Callable[[Mapping[str, Any]], None]

#: Seconds after which a build that does not end is ended.
LONGEST_BUILD = 6 * 3600.0


def run_due(
    desk: Desk,
    now: Clock,
    build: Build,
    *,
    jobs: int = 1,
    delivered: Delivered = lambda _: None,
    log: Log = lambda _: None,
) -> int:
    """Run what is due at this desk and return how many runs were not done.

    May be called at any time, by several at once. What comes due meanwhile is noted each minute
    and run too, since systemd starts no second call; what is to be tried again later is left to a
    later call.
    """
    with Runner(desk, now, build, jobs=jobs, delivered=delivered, log=log) as runner:
        runner.note()
        runner.advance()
        noted = _minute(now)
        while runner.busy:
            runner.wait(1.0)
            if _minute(now) != noted:
                noted = _minute(now)
                runner.note()
            runner.advance()
        return runner.failures


def _minute(now: Clock) -> int:
    return int(now().timestamp()) // 60


@dataclass(frozen=True, slots=True)
class _Means:
    build: Build
    delivered: Delivered
    log: Log
    jobs: int
    seconds: float


class Runner:
    """A process that runs what is due: at most `jobs` builds at a time, each for `seconds`."""

    def __init__(
        self,
        desk: Desk,
        now: Clock,
        build: Build,
        *,
        jobs: int = 1,
        delivered: Delivered = lambda _: None,
        log: Log = lambda _: None,
        seconds: float = LONGEST_BUILD,
    ) -> None:
        self.place = Place.of(desk)
        self.failures = 0
        self._clock = now
        self._means = _Means(build, delivered, log, jobs, seconds)
        self._owner = f"{os.uname().nodename}:{os.getpid()}:{os.urandom(4).hex()}"
        self._attempts: dict[str, Attempt] = {}
        self._renewed = 0
        self.ledger = self.place.ledger()

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.stop(0)
        finally:
            self.ledger.close()

    @property
    def busy(self) -> tuple[str, ...]:
        """The briefs that it is building."""
        return tuple(self._attempts)

    def note(self) -> None:
        """Read the specs that have changed, and decide on every time that has come."""
        now = self._now()
        read_specs(self.place, self.ledger, now)
        for event in note_due(self.ledger, now):
            self._log(**event)

    def advance(self, *, begin: bool = True) -> None:
        """Look after what is under way, and begin what may be begun."""
        self._look_after()
        if begin:
            firsts: dict[str, Run] = {}
            for run in self.ledger.unsettled():
                firsts.setdefault(run.brief, run)
            for run in firsts.values():
                if run.brief not in self._attempts:
                    self._take_up(run)

    def wait(self, seconds: float, also: Sequence[int] = ()) -> None:
        """Wait so long, or until a build ends or one of the files can be read."""
        signals = [a.signal for a in self._attempts.values()]
        if None in signals:  # a system that does not tell of the end of a process
            seconds = min(seconds, 0.2)
        if signals:
            seconds = min(seconds, self.ledger.pulse)
        select.select([*(s for s in signals if s is not None), *also], [], [], seconds)

    def stop(self, seconds: float) -> None:
        """Begin nothing more; builds that do not end in so many seconds are left to another time.

        They are ended, and do not count as tried.
        """
        end = time.monotonic() + seconds
        while self._attempts and (left := end - time.monotonic()) > 0:
            self.wait(min(left, 1.0))
            self._look_after()
        for attempt in self._attempts.values():  # all of them, before anything can fail
            attempt.break_off("its runner was stopped; it is begun again")
        self._look_after()

    # --- One run --------------------------------------------------------------------------------

    def _take_up(self, run: Run) -> None:
        """Begin a run that waits, or see to one whose runner is gone."""
        now = self._now()
        if run.state == "pending" and (
            not run.is_ready(now) or len(self._attempts) >= self._means.jobs
        ):
            return
        lock = self.ledger.hold(run.brief)
        if lock is None:  # somebody is at work on this brief
            return
        begun = False
        try:
            found = self.ledger.run(run.brief, run.due)  # as it is now that the brief is ours
            if found and found.state == "running":
                self._killed(found, now)
            elif found and found.state == "pending":
                begun = self._begin(found, lock, now)
        finally:
            if not begun:
                lock.close()

    def _begin(self, run: Run, lock: Lock, now: int) -> bool:
        from briefgen.schedule.attempt import Attempt  # noqa: PLC0415 - not where nothing is due

        known = self.ledger.spec(run.brief)
        if not run.attempts and known.max_age and now - run.due > known.max_age:
            with self.ledger.changing(alone=False) as change:
                change.drop(run.brief, run.due + 1, "its turn came later than max_age", now)
            self._tell("missed", run)
            return False
        with self.ledger.changing(alone=False) as change:
            claimed = change.claim(run, self._owner, now)
        if claimed is None:
            return False
        spec = self.place.spec(run.brief)
        command, zone = self._means.build(spec), known.timezone or "UTC"
        try:
            attempt = Attempt(claimed, spec, zone, command, lock, self._means.seconds)
        except OSError as error:  # no room for what it says, or for one more process
            self._failed(claimed, f"its process cannot be started ({error})", now, killed=False)
            return False
        self._attempts[run.brief] = attempt
        self._tell("started", claimed, attempt=claimed.attempts)
        return True

    def _look_after(self) -> None:
        for brief, attempt in list(self._attempts.items()):
            outcome = attempt.outcome()
            if outcome is None and not attempt.lock.is_held():
                attempt.break_off("its lock was lost; it is begun again")
                outcome = attempt.outcome()
            if outcome:
                self._ended(attempt.run, outcome)
                self._attempts.pop(brief).close()
        now = self._now()
        if self._attempts and abs(now - self._renewed) > LEASE // 5:
            with self.ledger.changing(alone=False) as change:
                for attempt in self._attempts.values():
                    change.renew(attempt.run, now)
            self._renewed = now

    def _ended(self, run: Run, outcome: Outcome) -> None:
        if not outcome.tried:
            why, tried = outcome.why, run.attempts - 1
            with self.ledger.changing(alone=False) as change:
                ours = change.again(run, why, self._now(), wait=0, attempts=tried)
            if ours:
                self._tell("stopped", run, why=why)
            return
        if outcome.made is None:
            self._failed(run, outcome.why, self._now(), killed=outcome.killed)
            return
        if why := self._deliver(outcome.made):  # the next attempt finds nothing to build
            self._failed(run, why, self._now(), killed=False)
            return
        made, now = outcome.made, self._now()
        with self.ledger.changing(alone=False) as change:
            ours = change.end(run, "done", "", now, edition=made.edition, failing=made.failing)
            known = self.ledger.spec(run.brief)
            change.prune(run.brief, now - (known.max_age or 0) - 86400)
        if ours:
            self._tell("done", run, edition=made.edition, new=made.new)

    def _deliver(self, made: Made) -> str:
        """Hand an edition on before the run is noted as done: killed between, it is done again.

        Why it could not be, or nothing.
        """
        try:
            self._means.delivered(made)
        except Exception as error:  # whatever it is, the edition is there, and other briefs wait
            return f"edition {made.edition} was made, and not handed on: {error}"
        return ""

    def _killed(self, run: Run, now: int) -> None:
        """See to a run that says it goes on, though nobody holds its brief's lock."""
        if self.ledger.is_leased(run, now):
            return
        host, process, _ = run.owner.rsplit(":", 2)
        there = "" if host == os.uname().nodename else f" on {host}"
        why = f"its runner (process {process}{there}) was killed"
        self._failed(run, why, now, killed=True)

    def _failed(self, run: Run, why: str, now: int, *, killed: bool) -> None:
        """Try again later, or give it up after the third time."""
        tried = run.attempts
        last = tried >= ATTEMPTS
        with self.ledger.changing(alone=False) as change:
            if last:
                state: State = "set aside" if killed else "failed"
                ours = change.end(run, state, why, now)
            else:
                state, wait = "pending", BACKOFF[tried - 1]
                ours = change.again(run, why, now, wait=wait, attempts=tried)
        if ours:
            self.failures += 1
            event = state if last else "to be tried again"
            self._tell(event, run, attempt=tried, why=why)

    # --- What is told ---------------------------------------------------------------------------

    def _tell(self, event: str, run: Run, **more: Any) -> None:
        self._log(event=event, brief=run.brief, due=written(run.due), **more)

    def _log(self, **event: Any) -> None:
        self._means.log({"time": written(self._now()), **event})

    def _now(self) -> int:
        return int(self._clock().timestamp())
