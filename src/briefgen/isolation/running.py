"""A process that does tasks, as its parent sees it: two pipes, and what is on its way in them."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections import deque
from dataclasses import dataclass, field
from typing import IO, Generic, TypeVar

from briefgen.isolation.frames import ANSWER, FAILED, REQUEST
from briefgen.isolation.manner import Asked
from briefgen.model import Problem

#: Bytes of requests that a process may have before it, so that it need not wait for the next.
_AHEAD = 48_000

T = TypeVar("T", bound=Asked)


@dataclass(slots=True)
class Job(Generic[T]):
    """A task on its way, and its answer, or why there is none.

    `failed`: the answer says so.
    """

    task: T
    answer: bytes | Problem | None = None
    failed: bool = False
    tries: int = 0

    @property
    def size(self) -> int:
        """Bytes that are sent."""
        return len(self.task.payload)


@dataclass(slots=True)
class Child(Generic[T]):
    """A process, at `most` so many jobs that were sent to it, since when it does the first."""

    process: subprocess.Popen[bytes]
    most: int
    jobs: deque[Job[T]] = field(default_factory=deque)
    unwritten: deque[memoryview] = field(default_factory=deque)
    received: bytearray = field(default_factory=bytearray)
    ahead: int = 0
    since: float = 0.0
    done: int = 0
    ready: bool = False
    unable: str = ""

    @property
    def output(self) -> IO[bytes]:
        """Where its answers come from."""
        assert self.process.stdout is not None
        return self.process.stdout

    @property
    def input(self) -> IO[bytes]:
        """Where its tasks go."""
        assert self.process.stdin is not None
        return self.process.stdin

    @property
    def is_fresh(self) -> bool:
        """Whether it has not been asked for anything yet."""
        return not self.jobs and not self.done

    def has_room(self, size: int) -> bool:
        """Whether it may have one more task beside those that it has."""
        return not self.jobs or (len(self.jobs) < self.most and self.ahead + size < _AHEAD)

    def send(self, job: Job[T]) -> None:
        """Give it one more task."""
        task = job.task
        header = json.dumps({"function": task.function, "key": task.key}).encode()
        head = REQUEST.pack(len(header), len(task.payload))
        if not self.jobs:
            self.since = time.monotonic()
        self.jobs.append(job)
        self.ahead += job.size
        self.unwritten += map(memoryview, (head + header, task.payload))
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
            (marked,) = ANSWER.unpack_from(self.received)
            end = ANSWER.size + (marked & ~FAILED)
            if len(self.received) < end:
                break
            if not self.ready and marked & FAILED:
                self.unable = self.received[ANSWER.size : end].decode(errors="replace")
                return False
            if self.ready:
                job = self.jobs.popleft()
                job.answer = bytes(self.received[ANSWER.size : end])
                job.failed = bool(marked & FAILED)
                self.ahead -= job.size
                self.done += 1
            self.ready = True
            self.since = time.monotonic()
            del self.received[:end]
        return bool(chunk)
