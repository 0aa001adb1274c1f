"""Executors on this machine: this process, or several with limits."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Self

from briefgen.errors import BriefgenError
from briefgen.execute.work import Call, Function, Job, Outcome
from briefgen.isolation import Workers, named, said
from briefgen.model import Problem


class Serial:
    """The process itself, one key after the other, without limits: a debugger sees all of it."""

    elsewhere = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def map(self, function: Function, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """The outcome of each job, in order."""
        for job in jobs:
            yield Outcome(job.key, _done(function, job))

    def about(self, _: Function) -> str:
        """What it runs on."""
        return "this process, without limits"

    def close(self) -> None:
        """Nothing was started."""


class Processes:
    """Processes with a function's limits, at most so many; 0: one for each processor.

    What one dies of or hangs at is tried once more, alone, and is then a `Problem`.
    """

    elsewhere = False

    def __init__(self, most: int = 0) -> None:
        self._most = most or len(os.sched_getaffinity(0))
        self._workers: dict[object, Workers] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def map(self, function: Function, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """The outcome of each job, as there are any."""
        workers = self._workers.get(function.kind)
        if workers is None:
            workers = Workers(function.limits, self._most, manner=function.manner)
            self._workers[function.kind] = workers
        for call, result in workers.each(Call.of(function, job) for job in jobs):
            yield Outcome(call.key, result)

    def about(self, _: Function) -> str:
        """What it runs on."""
        return f"up to {self._most} processes"

    def close(self) -> None:
        """End all processes."""
        while self._workers:
            self._workers.popitem()[1].close()


def _done(function: Function, job: Job) -> bytes | Problem:
    try:
        result: bytes = named(function.name)(job.key, job.payload)
    except BriefgenError:  # what it needs is not there, and that is no fault of the key's
        raise
    except MemoryError:
        return function.manner.too_much(job.key)
    except Exception as error:
        return function.manner.failed(job.key, said(error))
    return result
