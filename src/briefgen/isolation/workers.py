"""The parent's side: sources to reading processes and their answers back, in order."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import IO, Self

from briefgen.errors import IsolationError
from briefgen.isolation.confine import Limits
from briefgen.isolation.frames import ANSWER, REQUEST
from briefgen.isolation.program import own_program
from briefgen.model import Problem, Snapshot

#: Bytes of requests that a process may have before it, so that it need not wait for the next.
_AHEAD = 48_000
#: Sources that may be in work or wait for an earlier one's answer, and their bytes.
_WINDOW, _WINDOW_BYTES = 256, 64_000_000
#: Processes that may be killed before they are ready, by a machine that is short of memory.
_LOSSES = 3


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done with a source: "read" it, or "split" a collection."""

    name: str
    snapshot: Snapshot


@dataclass(slots=True)
class _Job:
    """A task on its way, and its answer (JSON), or why there is none."""

    task: Task
    answer: bytes | Problem | None = None
    tries: int = 0

    @property
    def size(self) -> int:
        return len(self.task.snapshot.content)


@dataclass(slots=True)
class _Child:
    process: subprocess.Popen[bytes]
    jobs: deque[_Job] = field(default_factory=deque)
    unwritten: deque[memoryview] = field(default_factory=deque)
    received: bytearray = field(default_factory=bytearray)
    ahead: int = 0
    since: float = 0.0
    done: int = 0
    ready: bool = False

    @property
    def output(self) -> IO[bytes]:
        assert self.process.stdout is not None
        return self.process.stdout

    @property
    def input(self) -> IO[bytes]:
        assert self.process.stdin is not None
        return self.process.stdin

    def has_room(self, size: int) -> bool:
        return not self.jobs or self.ahead + size < _AHEAD

    def send(self, job: _Job) -> None:
        snapshot = job.task.snapshot
        header = json.dumps({"task": job.task.name, "location": snapshot.location}).encode()
        head = REQUEST.pack(len(header), len(snapshot.content))
        if not self.jobs:
            self.since = time.monotonic()
        self.jobs.append(job)
        self.ahead += job.size
        self.unwritten += map(memoryview, (head + header, snapshot.content))
        self.write()

    def write(self) -> None:
        """Write as much as the pipe takes now: nothing waits for a process that does not read."""
        try:
            while self.unwritten:
                written = os.write(self.input.fileno(), self.unwritten[0])
                self.unwritten[0] = self.unwritten[0][written:]
                if not self.unwritten[0]:
                    self.unwritten.popleft()
        except BlockingIOError:
            pass
        except BrokenPipeError:
            self.unwritten.clear()  # it has ended; its output says so too

    def take(self) -> bool:
        """Read what there is and settle the jobs that it answers; False at its end."""
        chunk = os.read(self.output.fileno(), 1 << 20)
        self.received += chunk
        while len(self.received) >= ANSWER.size:
            (size,) = ANSWER.unpack_from(self.received)
            end = ANSWER.size + size
            if len(self.received) < end:
                break
            if self.ready:
                job = self.jobs.popleft()
                job.answer = bytes(self.received[ANSWER.size : end])
                self.ahead -= job.size
                self.done += 1
            self.ready = True
            self.since = time.monotonic()
            del self.received[:end]
        return bool(chunk)


class Workers:
    """Reading processes, started when they are needed; close them, or use `with`."""

    def __init__(
        self, limits: Limits | None = None, most: int = 0, program: Sequence[str] = ()
    ) -> None:
        self._limits = limits or Limits()
        self._most = most or min(4, len(os.sched_getaffinity(0)))
        self._program = [
            *(program or own_program("briefgen.isolation.child")),
            json.dumps(asdict(self._limits)),
        ]
        self._children: list[_Child] = []
        self._lost = 0
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def each(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, bytes | Problem]]:
        """Every task with its answer (JSON), or the `Problem` that its process died of, in order.

        Takes tasks only as fast as they are done, so that they need not all be in memory.
        """
        coming = (_Job(task) for task in tasks)
        window: deque[_Job] = deque()
        unsent: deque[_Job] = deque()
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
            while window and (answer := window[0].answer) is not None:
                size -= window[0].size
                yield window.popleft().task, answer

    def close(self) -> None:
        """End all processes."""
        while self._children:
            self._end(self._children[0])
        self._selector.close()

    def _give(self, unsent: deque[_Job]) -> None:
        """Hand out what the processes have room for; one more is started when all are busy."""
        while unsent:
            size = unsent[0].size
            free = [child for child in self._children if child.has_room(size)]
            idle = next((child for child in free if not child.jobs), None)
            if idle is None and len(self._children) < self._most and (len(unsent) > 4 or not free):
                idle = self._start()
            child = idle or min(free, key=lambda c: len(c.jobs), default=None)
            if child is None:
                return
            child.send(unsent.popleft())

    def _start(self) -> _Child:
        try:
            process = subprocess.Popen(
                self._program,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        except OSError as error:
            raise IsolationError(f"no reading process can be started: {error}") from None
        child = _Child(process)
        os.set_blocking(child.input.fileno(), False)
        self._children.append(child)
        self._selector.register(child.output, selectors.EVENT_READ, child)
        return child

    def _wait(self, unsent: deque[_Job], *, block: bool) -> None:
        """Take the answers there are, or wait for one, an end or a limit, and settle it."""
        busy = [child.since for child in self._children if child.jobs]
        if not busy:
            return
        left = min(busy) + self._limits.seconds - time.monotonic() if block else 0.0
        for child in self._children:
            self._watch_input(child)
        for key, _ in self._selector.select(max(0.0, left)):
            if key.fileobj is key.data.input:
                key.data.write()
            elif key.data in self._children and not key.data.take():
                self._bury(key.data, unsent)
        for child in list(self._children):
            if child.jobs and time.monotonic() - child.since > self._limits.seconds:
                what = f"took more than {self._limits.seconds:g} seconds to read"
                job = child.jobs.popleft()
                job.answer = Problem(job.task.snapshot.location, what, _REMEDY)
                self._again(child, unsent)

    def _watch_input(self, child: _Child) -> None:
        """Be told when a process can be written to, as long as there is something to write."""
        watched = child.input in self._selector.get_map()
        if child.unwritten and not watched:
            self._selector.register(child.input, selectors.EVENT_WRITE, child)
        elif watched and not child.unwritten:
            self._selector.unregister(child.input)

    def _bury(self, child: _Child, unsent: deque[_Job]) -> None:
        """Settle what a process died of; a first death may be the earlier sources' fault."""
        status = child.process.wait()
        if not child.ready and status < 0 and self._lost < _LOSSES:  # killed while it started
            self._lost += 1
            self._again(child, unsent)
            return
        if not child.ready:
            command = " ".join(self._program[:-1])
            raise IsolationError(
                f"no reading process can be started (exit {status}); see what this says: {command}"
            )
        if child.jobs and status != 0:
            job = child.jobs[0]
            job.tries += 1
            if job.tries > 1 or not child.done or status == -signal.SIGXCPU:
                child.jobs.popleft()
                job.answer = Problem(job.task.snapshot.location, self._why(status), _REMEDY)
        self._again(child, unsent)

    def _again(self, child: _Child, unsent: deque[_Job]) -> None:
        unsent.extendleft(reversed(child.jobs))
        child.jobs.clear()
        self._end(child)

    def _end(self, child: _Child) -> None:
        self._children.remove(child)
        child.unwritten.clear()
        self._watch_input(child)
        self._selector.unregister(child.output)
        child.process.kill()
        child.process.wait()
        child.output.close()
        child.input.close()

    def _why(self, status: int) -> str:
        if status == -signal.SIGXCPU:
            return f"took more than {self._limits.cpu_seconds} seconds of computing to read"
        if -status in _OUT_OF_MEMORY:
            return f"needs more memory than one source may use, or is broken (signal {-status})"
        if status == -signal.SIGKILL:
            return (
                "could not be read: the reading process was killed; is this machine's memory full?"
            )
        cause = f"signal {-status}" if status < 0 else f"exit {status}"
        return f"could not be read: the reading process died of it ({cause})"


# What native code does when it gets no memory, beside what its faults do.
_OUT_OF_MEMORY = frozenset({signal.SIGABRT, signal.SIGTRAP, signal.SIGILL})
_REMEDY = "save its text as plain text (UTF-8) and name that file"
