"""Several briefs by an executor: one key is one brief, built whole by one of its workers."""

from __future__ import annotations

import os
import pickle
import platform
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Self

from briefgen.build import Built, made
from briefgen.desk import Desk
from briefgen.editions.inputs import Inputs
from briefgen.editions.lock import tools
from briefgen.errors import BriefgenError, ExecutorError, IsolationError
from briefgen.execute import Executor, Function, Job, Processes
from briefgen.isolation import Limits, Manner
from briefgen.model import Problem
from briefgen.render.fonts import installed
from briefgen.render.profiles import at_home, shipped_templates

#: What came of a brief.
Result = Built | BriefgenError

_REMEDY = "build it alone to see more"
#: Some twenty times what the first brief of 5,000 articles takes; a large process is replaced.
_LIMITS = Limits(seconds=4 * 3600, resident=2000)
_MANNER = Manner(
    "briefgen.batch:prepare",
    "build",
    "built",
    "building",
    _REMEDY,
    patient=True,
    ahead=1,
    free=True,
)


@dataclass(frozen=True, slots=True)
class Order:
    """A brief that is to be made of its inputs, for a desk, on a day (None: today)."""

    inputs: Inputs
    desk: Desk
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a brief, and what was said while it was built."""

    result: Result
    progress: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sent:
    """An order as a worker gets it: where it was given, and where the shipped templates stood.

    `marks`: files that a worker sees if it has the desk's folders.
    """

    order: Order
    here: Path
    templates: Path
    marks: tuple[Path, ...]


def build_all(
    specs: Sequence[Path], ask: Callable[[Path], Order | Result], runs: Executor
) -> Iterator[Told]:
    """What came of each spec, in their order; one is asked for while those before it are built.

    Sources are taken in by `ask`, one spec after the other, so that no site is asked by two at
    once. Raises what keeps all that is left from being built.
    """
    numbers: dict[str, int] = {}
    settled: dict[int, Told] = {}
    due = 0
    with _Marks() as marks:

        def jobs() -> Iterator[Job]:
            for number, spec in enumerate(specs):
                order = ask(spec)
                if isinstance(order, Order):
                    seen = marks.of(order.desk) if runs.elsewhere else ()
                    desk = replace(order.desk, archive=order.desk.library_place)
                    job = _job(number, spec, replace(order, desk=desk), seen)
                    numbers[job.key] = number
                    yield job
                else:
                    settled[number] = Told(order)

        for outcome in runs.map(function(), jobs()):
            settled[numbers[outcome.key]] = _told(outcome.result)
            while due in settled:
                yield settled.pop(due)
                due += 1
    while due in settled:
        yield settled.pop(due)
        due += 1


def _job(number: int, spec: Path, order: Order, marks: tuple[Path, ...]) -> Job:
    told = repr((number, str(spec.resolve()), order.inputs.key.sha256, order.as_of))
    sent = _Sent(order, Path.cwd(), shipped_templates(), marks)
    return Job(sha256(told.encode()).hexdigest(), pickle.dumps(sent))


def _told(result: bytes | Problem) -> Told:
    if isinstance(result, Problem):
        return Told(IsolationError(f"{result.what}; {result.remedy}"))
    told: Told = pickle.loads(result)
    if isinstance(told.result, ExecutorError):  # what one worker lacks, no other brief need meet
        raise told.result
    return told


class _Marks:
    """Files by which a worker knows that it sees a desk's folders; gone when all is done."""

    def __init__(self) -> None:
        self._held, self._of = ExitStack(), dict[Path, Path]()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    def of(self, desk: Desk) -> tuple[Path, ...]:
        """One in each folder where the desk writes."""
        places = (desk.root, desk.library_place)
        folders = [place for place in places if isinstance(place, Path)]
        for folder in folders:
            if folder not in self._of:
                folder.mkdir(parents=True, exist_ok=True)
                file = NamedTemporaryFile(prefix=".seen-", dir=folder)  # noqa: SIM115
                self._of[folder] = Path(self._held.enter_context(file).name).absolute()
        return tuple(self._of[folder] for folder in folders)


# --- In the worker ------------------------------------------------------------------------------


def function() -> Function:
    """The building of a brief, as executors are asked for it."""
    return Function(
        "briefgen.batch:answered", version(), "briefgen.batch:version", _LIMITS, _MANNER
    )


@cache
def version() -> str:
    """What a brief depends on beside its inputs: all stages, their libraries, the models, fonts."""
    return sha256(repr((tools(), installed())).encode()).hexdigest()[:16]


def prepare() -> None:
    """Load what every brief needs."""
    import briefgen.evidence  # noqa: PLC0415 - slow, and only wanted here
    import briefgen.render.layout  # noqa: F401, PLC0415


def answered(_: str, payload: bytes) -> bytes:
    """What came of an order (`Told`), pickled."""
    sent: _Sent = pickle.loads(payload)
    lines: list[str] = []
    try:
        inputs = _here(sent)
        desk, as_of = sent.order.desk, sent.order.as_of
        result: Result = made(inputs, desk, _parses(), as_of=as_of, progress=lines.append)
    except BriefgenError as error:
        result = error
    return pickle.dumps(Told(result, tuple(lines)))


@cache
def _parses() -> Executor:
    """The one process in which this worker's texts are parsed, with limits, brief after brief."""
    return Processes(1)


def _here(sent: _Sent) -> Inputs:
    """The inputs as they stand here; raises `ExecutorError` without the desk's folder."""
    for needed in (sent.here, *sent.marks):
        if not needed.exists():
            folder = needed if needed == sent.here else needed.parent
            what = "the desk's folder is not there; share it with every worker, at the same path"
            raise ExecutorError(f"worker {platform.node()}: {folder}: {what}")
    os.chdir(sent.here)
    inputs = sent.order.inputs
    return replace(inputs, audiences=tuple(at_home(a, sent.templates) for a in inputs.audiences))
