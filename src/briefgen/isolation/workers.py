"""The parent's side: tasks to processes and their answers back."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self, TypeVar

from briefgen.errors import IsolationError
from briefgen.isolation.confine import Limits
from briefgen.isolation.frames import NO_MEMORY
from briefgen.isolation.manner import READING, Asked, Manner
from briefgen.isolation.program import own_program
from briefgen.isolation.running import Child, Job
from briefgen.model import Problem, Snapshot

#: Tasks that may be in work or wait for an earlier one's answer, and their bytes.
_WINDOW, _WINDOW_BYTES = 256, 64_000_000
#: Processes that may be killed before they are ready, by a machine that is short of memory.
_LOSSES = 3
#: Seconds that a process may take to be ready.
_STARTING = 120.0

T = TypeVar("T", bound=Asked)


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done with a source: "read" it, or "split" a collection."""

    name: str
    snapshot: Snapshot

    @property
    def function(self) -> str:
        """The reader's function."""
        return f"briefgen.readers.asked:{self.name}"

    @property
    def key(self) -> str:
        """Where the source is."""
        return self.snapshot.location

    @property
    def payload(self) -> bytes:
        """The source's bytes."""
        return self.snapshot.content


class Workers:
    """Processes for tasks of one manner, started when needed; close them, or use `with`."""

    def __init__(
        self,
        limits: Limits | None = None,
        most: int = 0,
        program: Sequence[str] = (),
        manner: Manner = READING,
    ) -> None:
        self._limits, self._manner = limits or Limits(), manner
        self._most = most or min(4, len(os.sched_getaffinity(0)))
        told: dict[str, Any] = {"limits": asdict(self._limits), "prepare": manner.prepare}
        told |= {"too_large": manner.too_large, "patient": manner.patient, "free": manner.free}
        self._program = [*(program or own_program("briefgen.isolation.child")), json.dumps(told)]
        self._children: list[Child[Any]] = []
        self._lost = 0
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def each(self, tasks: Iterable[T]) -> Iterator[tuple[T, bytes | Problem]]:
        """Every task with its answer, or the `Problem` that its process died of, in order.

        Patient ones give answers as there are any. Takes tasks only as fast as they are done, so
        that they need not all be in memory.
        """
        coming = (Job(task) for task in tasks)
        window: deque[Job[T]] = deque()
        unsent: deque[Job[T]] = deque()
        more, size = True, 0
        while more or window:
            full = len(window) >= _WINDOW or size > _WINDOW_BYTES
            if more and not full:
                job = next(coming, None)
                more = job is not None
                if job is not None:
                    window.append(job)
                    unsent.append(job)
                    size += job.size
            self._give(unsent)
            self._wait(unsent, block=full or not more)
            for job in self._settled(window):
                size -= job.size
                yield job.task, self._answer(job)

    def _settled(self, window: deque[Job[T]]) -> list[Job[T]]:
        """Take out what has an answer: all of it, or where order counts what is first in it."""
        done: list[Job[T]] = []
        while window and window[0].answer is not None:
            done.append(window.popleft())
        if self._manner.patient:
            later = [job for job in window if job.answer is not None]
            for job in later:
                window.remove(job)
            done += later
        return done

    def _answer(self, job: Job[T]) -> bytes | Problem:
        assert job.answer is not None
        if isinstance(job.answer, bytes) and job.failed:
            return self._manner.failed(job.task.key, job.answer.decode(errors="replace"))
        return job.answer

    def _problem(self, job: Job[T], what: str) -> Problem:
        return Problem(job.task.key, what, self._manner.remedy)

    def close(self) -> None:
        """End all processes."""
        while self._children:
            self._end(self._children[0])
        self._selector.close()

    def _give(self, unsent: deque[Job[T]]) -> None:
        """Hand out what the processes have room for; one more is started when all are busy."""
        while unsent:
            alone = self._manner.patient and bool(unsent[0].tries)
            child = self._alone() if alone else self._free(unsent)
            if child is None:
                return
            child.send(unsent.popleft())

    def _free(self, unsent: deque[Job[T]]) -> Child[Any] | None:
        """A process with room, the one that has least to do."""
        size = unsent[0].size
        free = [c for c in self._children if c.has_room(size) and not self._does_again(c)]
        idle = next((child for child in free if not child.jobs), None)
        few = len(unsent) <= 4 and bool(free)
        if idle is None and not few and self._pays(unsent):
            idle = self._start()
        return idle or min(free, key=lambda child: len(child.jobs), default=None)

    def _pays(self, unsent: deque[Job[T]]) -> bool:
        """Whether one more process may be started, and has enough to do."""
        children = len(self._children)
        if children >= self._most or not (children and self._manner.worth):
            return children < self._most
        left = sum(job.size for job in unsent) + sum(child.ahead for child in self._children)
        many = len(unsent) >= _WINDOW // 2  # and more may be coming
        return many or left >= self._manner.worth * (children + 1)

    def _alone(self) -> Child[Any] | None:
        """A fresh process, in the place of another if there are as many as there may be."""
        fresh = next((child for child in self._children if child.is_fresh), None)
        if fresh is None and len(self._children) >= self._most:
            idle = next((child for child in self._children if not child.jobs), None)
            if idle is None:
                return None
            self._end(idle)
        return fresh or self._start()

    def _does_again(self, child: Child[Any]) -> bool:
        return self._manner.patient and any(job.tries for job in child.jobs)

    def _start(self) -> Child[Any]:
        try:
            process = subprocess.Popen(
                self._program,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        except OSError as error:
            raise IsolationError(f"{self._none}: {error}") from None
        child: Child[Any] = Child(process, self._manner.ahead)
        os.set_blocking(child.input.fileno(), False)
        self._children.append(child)
        self._selector.register(child.output, selectors.EVENT_READ, child)
        return child

    def _wait(self, unsent: deque[Job[T]], *, block: bool) -> None:
        """Take the answers there are, or wait for one, an end or a limit, and settle it."""
        until = [self._until(child) for child in self._children if child.jobs]
        if not until:
            return
        left = min(until) - time.monotonic() if block else 0.0
        for child in self._children:
            self._watch_input(child)
        for key, _ in self._selector.select(max(0.0, left)):
            if key.fileobj is key.data.input:
                key.data.write()
            elif key.data in self._children and not key.data.take():
                self._bury(key.data, unsent)
        for child in list(self._children):
            if child.jobs and time.monotonic() > self._until(child):
                self._stop(child, unsent)

    def _until(self, child: Child[T]) -> float:
        """When a busy process has had its time, for a task or to be ready."""
        return child.since + (self._limits.seconds if child.ready else _STARTING)

    def _stop(self, child: Child[T], unsent: deque[Job[T]]) -> None:
        """End a process that takes too long."""
        if not child.ready:
            raise IsolationError(f"{self._none} (not ready after {_STARTING:g} seconds)")
        what = f"took more than {self._limits.seconds:g} seconds to {self._manner.verb}"
        self._blame(child, what, finally_=not self._manner.patient)
        self._again(child, unsent)

    def _blame(self, child: Child[T], what: str, *, finally_: bool) -> None:
        """Count a failure to the first task of a process; the last one is its answer."""
        job = child.jobs[0]
        job.tries += 1
        if job.tries > 1 or finally_:
            job.answer = self._problem(child.jobs.popleft(), what)

    def _watch_input(self, child: Child[Any]) -> None:
        """Be told when a process can be written to, as long as there is something to write."""
        watched = child.input in self._selector.get_map()
        if child.unwritten and not watched:
            self._selector.register(child.input, selectors.EVENT_WRITE, child)
        elif watched and not child.unwritten:
            self._selector.unregister(child.input)

    def _bury(self, child: Child[T], unsent: deque[Job[T]]) -> None:
        """Settle what a process died of; a first death may be the earlier sources' fault."""
        if child.unable:
            raise IsolationError(f"{self._none}: {child.unable}")
        status = child.process.wait()
        if not child.ready and status < 0 and self._lost < _LOSSES:  # killed while it started
            self._lost += 1
            self._again(child, unsent)
            return
        if not child.ready:
            command = " ".join(self._program[:-1])
            raise IsolationError(f"{self._none} (exit {status}); see what this says: {command}")
        if child.jobs and status != 0:
            own = not child.done or status == -signal.SIGPROF
            self._blame(child, self._why(status), finally_=own and not self._manner.patient)
        self._again(child, unsent)

    def _again(self, child: Child[T], unsent: deque[Job[T]]) -> None:
        unsent.extendleft(reversed(child.jobs))
        child.jobs.clear()
        self._end(child)

    @property
    def _none(self) -> str:
        return f"no {self._manner.gerund} process can be started"

    def _end(self, child: Child[Any]) -> None:
        self._children.remove(child)
        child.unwritten.clear()
        self._watch_input(child)
        self._selector.unregister(child.output)
        child.process.kill()
        child.process.wait()
        child.output.close()
        child.input.close()

    def _why(self, status: int) -> str:
        if status == -signal.SIGPROF:
            most = self._limits.cpu_seconds
            return f"took more than {most} seconds of computing to {self._manner.verb}"
        if status == NO_MEMORY:
            return self._manner.too_much("").what
        if -status in _OUT_OF_MEMORY:
            return f"needs more memory than one source may use, or is broken (signal {-status})"
        could_not = f"could not be {self._manner.participle}: the {self._manner.gerund} process"
        if status == -signal.SIGKILL:
            return f"{could_not} was killed; is this machine's memory full?"
        cause = f"signal {-status}" if status < 0 else f"exit {status}"
        return f"{could_not} died of it ({cause})"


# What native code does when it gets no memory, beside what its faults do.
_OUT_OF_MEMORY = frozenset({signal.SIGABRT, signal.SIGTRAP, signal.SIGILL})
