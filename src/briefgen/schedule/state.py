"""What is known of a desk's schedules and their runs, and what a store of it can do.

There are two: `local` keeps it on the desk's own disk, `shared` in a database that several machines
use. Times are seconds since 1970, by the wall clock of whoever notes them; a lease counts by the
clock of its store.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

#: Attempts of a run: the first, and two more.
ATTEMPTS = 3
#: Seconds to wait after the first attempt, and after the second.
BACKOFF = (60, 300)
#: Seconds for which a runner that says nothing is believed to be at work.
LEASE = 300
#: Seconds by which clocks of one machine may differ without one of them having been set back.
SLACK = 60
#: Runs of a brief that are kept, besides those that are young enough to be made up for.
KEPT = 1000

State = Literal["pending", "running", "done", "failed", "set aside", "skipped", "missed"]


@dataclass(frozen=True, slots=True)
class Known:
    """A spec as it was last read: its stamp, and the times of its schedule."""

    brief: str
    modified: int
    size: int
    present: bool
    cron: str | None
    timezone: str | None
    catch_up: str | None
    max_age: int | None
    settled: int
    following: int | None
    fault: str


@dataclass(frozen=True, slots=True)
class Run:
    """A brief and a time at which it was due, and what became of it."""

    brief: str
    due: int
    state: State
    why: str
    noted: int
    attempts: int
    owner: str
    lease: int
    ready: int
    started: int | None
    ended: int | None
    edition: str
    failing: str

    def is_ready(self, now: int) -> bool:
        """Whether it may be tried now; a wait longer than any is of a clock since set back."""
        return self.ready <= now or self.ready > now + max(BACKOFF)

    def has_lease(self, now: int) -> bool:
        """Whether its runner is believed to be at work."""
        return now <= self.lease <= now + LEASE + SLACK


class Lock(Protocol):
    """A brief that one runner at a time holds."""

    @property
    def files(self) -> tuple[int, ...]:
        """Open files which a process that works under the lock is given, so that it holds it."""

    def is_held(self) -> bool:
        """Whether the brief is still held; what is done under a lock that was lost is ended."""

    def close(self) -> None:
        """Let the brief go."""


class Transaction(Protocol):
    """What may be done inside one transaction."""

    def keep(self, known: Known) -> None:
        """Keep what is known of a spec, in place of what was."""

    def note(self, brief: str, due: int, state: State, why: str, now: int) -> bool:
        """Note a run that was not known; False where it was, and stays as it is."""

    def is_under_way(self, brief: str, due: int) -> bool:
        """Whether a run of an earlier time was being done, or tried again, at this one."""

    def drop(self, brief: str, before: int, why: str, now: int) -> None:
        """Give up the runs of a brief that are due before a time and have not been begun."""

    def reconsider(self, brief: str, now: int) -> int | None:
        """Forget what was decided of times, and not begun, by a clock that has been set back.

        Returns the first of these times.
        """

    def claim(self, run: Run, owner: str, now: int) -> Run | None:
        """Begin an attempt, if the run still waits as it did; None where it does not."""

    def renew(self, run: Run, now: int) -> None:
        """Say that an attempt goes on."""

    def end(
        self,
        run: Run,
        state: State,
        why: str,
        now: int,
        *,
        edition: str = "",
        failing: tuple[str, ...] = (),
    ) -> bool:
        """End an attempt; False where the run is no longer its owner's."""

    def again(self, run: Run, why: str, now: int, *, wait: int, attempts: int) -> bool:
        """Let a run be tried again after a wait in seconds, as if tried so many times by now."""

    def prune(self, brief: str, oldest: int) -> None:
        """Forget runs that are older than a time, but for the newest thousand."""


class Ledger(Protocol):
    """A desk's schedules and runs, for one thread of one process; faults are `ArchiveError`s."""

    @property
    def pulse(self) -> float:
        """Seconds between two looks at whether what is held is still held."""

    def close(self) -> None:
        """Let go of the store."""

    def known(self) -> dict[str, Known]:
        """Every spec that was ever read, by its brief, in the order of their names."""

    def spec(self, brief: str) -> Known:
        """What is known of one spec that was read."""

    def unsettled(self) -> tuple[Run, ...]:
        """The runs that are pending or running, those due first first."""

    def run(self, brief: str, due: int) -> Run | None:
        """One run, if it is known."""

    def runs(self, brief: str, number: int) -> tuple[Run, ...]:
        """A brief's newest runs, the last due first."""

    def newest(self, number: int) -> tuple[Run, ...]:
        """The newest runs of each brief, brief by brief, the last due first."""

    def latest(self) -> dict[str, tuple[Run, ...]]:
        """Each brief's newest run, and its newest that was tried and is not under way."""

    def changing(self, *, alone: bool = True) -> AbstractContextManager[Transaction]:
        """One transaction, which no other process' comes between; nothing is kept if it fails.

        Not `alone`, for what concerns a brief that is held: such of other briefs may go on.
        """

    def hold(self, brief: str) -> Lock | None:
        """The lock on a brief; None where another runner has it."""

    def is_leased(self, run: Run, now: int) -> bool:
        """Whether a run that goes on, and whose brief nobody holds, may have its runner yet."""
