"""Jobs that a cluster does together: each of its tasks costs some milliseconds, however small."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from briefgen.execute.work import Function, Job

#: Into how many lots the work is cut that is worth a process: some tenths of a second each.
_PARTS = 4


@dataclass(frozen=True, slots=True)
class Lot:
    """Jobs that are one task; the same jobs are the same task, whoever asks."""

    jobs: tuple[Job, ...]

    @property
    def key(self) -> str:
        """A hash over its jobs' keys."""
        return sha256("\n".join(job.key for job in self.jobs).encode()).hexdigest()


class Lots:
    """Lots of jobs, made as they are asked for; of one job, where its bytes tell no time."""

    def __init__(self, function: Function, jobs: Iterable[Job]) -> None:
        self._coming = iter(jobs)
        self._bytes = function.manner.worth // _PARTS
        self._next: deque[Lot] = deque()

    def __bool__(self) -> bool:
        """Whether there is one more; only then jobs are taken."""
        if not self._next and (jobs := self._jobs()):
            self._next.append(Lot(jobs))
        return bool(self._next)

    @property
    def first(self) -> Lot:
        """The next one, where there is one."""
        return self._next[0]

    def drop(self) -> None:
        """Be done with the first."""
        self._next.popleft()

    def again(self, lots: Iterable[Lot]) -> None:
        """Those that come once more."""
        self._next.extend(lots)

    def apart(self, jobs: Sequence[Job]) -> None:
        """Have each come once more by itself: another may have ended its worker, or held it up."""
        self.again(Lot((job,)) for job in jobs)

    def _jobs(self) -> tuple[Job, ...]:
        jobs, size = [], 0
        for job in self._coming:
            jobs.append(job)
            size += len(job.payload)
            if size >= self._bytes:
                break
        return tuple(jobs)
