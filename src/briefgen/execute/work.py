"""What is done, on what, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, Self

from briefgen.isolation import Limits, Manner
from briefgen.model import Problem


@dataclass(frozen=True, slots=True)
class Function:
    """A function by its name, "module:name": from a key and its bytes to bytes, and nothing else.

    `version` is what its results depend on beside the bytes; `versioned` names the function that
    gives it, which a worker on another machine is asked.
    """

    name: str
    version: str
    versioned: str
    limits: Limits
    manner: Manner

    @property
    def kind(self) -> tuple[Limits, Manner]:
        """What functions have in common that the same processes do."""
        return self.limits, self.manner


@dataclass(frozen=True, slots=True)
class Job:
    """A key, which is a hash over all that its result depends on, and what the function gets."""

    key: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a function made of a key, or why it could not: `Problem.where` is the key."""

    key: str
    result: bytes | Problem


@dataclass(frozen=True, slots=True)
class Call:
    """A job as a process is asked to do it."""

    function: str
    key: str
    payload: bytes

    @classmethod
    def of(cls, function: Function, job: Job) -> Call:
        """A function's call with a job."""
        return cls(function.name, job.key, job.payload)


class Executor(Protocol):
    """Where functions run; whatever it needs is started when there is something to do.

    `elsewhere`: on workers that need not be of this machine.
    """

    @property
    def elsewhere(self) -> bool: ...  # noqa: D102

    def map(self, function: Function, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """The outcome of each job, in any order; keys are distinct.

        Raises `BriefgenError` where nothing can be done at all, and never for one key.
        """

    def about(self, function: Function) -> str:
        """What it runs on; raises `ExecutorError` where a function cannot run there."""

    def close(self) -> None:
        """End all that was started."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...
