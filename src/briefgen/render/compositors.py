"""Audiences laid out side by side, by processes that share one import of WeasyPrint.

`Compositors` starts a process that loads what a layout needs while the evidence is still being
found, and forks itself for each processor. It does nothing before that: a process with threads
(those of a model, or Pango's) must not be forked, and a desk's own script that is started anew
would do its work twice. Where an executor has workers elsewhere, they do it instead.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Self

from briefgen import execute
from briefgen.errors import BriefgenError, LayoutError
from briefgen.execute import Executor, Function
from briefgen.installed import release
from briefgen.isolation import Limits, Manner, die_with_parent, own_program
from briefgen.model import AudienceProfile, Evidence, Problem
from briefgen.render.fonts import installed
from briefgen.render.profiles import at_home, shipped_templates
from briefgen.stages import TOOLS, VERSIONS

#: The families of the shipped style sheets.
_FACES = ("Source Serif Pro", "Source Sans Pro")
_REMEDY = "is that machine's memory full? `--executor processes` lays out here"
#: A layout that takes longest takes some seconds; a process of 1.5 GB is replaced.
_LIMITS = Limits(seconds=600, resident=1500)
_MANNER = Manner(
    f"{__name__}:prepare",
    "lay out",
    "laid out",
    "layout",
    _REMEDY,
    patient=True,
    ahead=1,
    free=True,
)


@dataclass(frozen=True, slots=True)
class Job:
    """What is laid out for one audience: its files, by format."""

    audience: AudienceProfile
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    evidence: Evidence
    record: bytes
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class _Sent:
    """An order of one job as a worker gets it, and where it stood: what may be elsewhere there."""

    order: _Order
    here: str
    templates: Path


class Compositors:
    """At most `most` processes that lay out; where that is one, this process does it itself.

    Use `with`: what was started ends there. An executor that works elsewhere does it instead, and
    is asked at the start whether it can; raises `ExecutorError`.
    """

    def __init__(self, most: int, runs: Executor | None = None) -> None:
        self._runs = runs if runs and runs.elsewhere else None
        # On another system a fork is not safe.
        self._most = most if sys.platform == "linux" and not self._runs else 1
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if self._runs:
            self._runs.about(function())  # other fonts there are told before anything is done
        if self._most > 1:
            program = [*own_program(__name__), str(self._most)]
            with suppress(OSError):  # no room for one more process: this one does it
                pipe = subprocess.PIPE
                self._process = subprocess.Popen(program, stdin=pipe, stdout=pipe)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()

    def lay_out(
        self, evidence: Evidence, jobs: Sequence[Job], record: bytes
    ) -> list[dict[str, bytes]]:
        """Each job's files: format to content; once only.

        Raises what the first job that failed raised, and `LayoutError` for a process that died.
        """
        order = _Order(evidence, record, tuple(jobs))
        if self._runs:
            answers = _sent(order, self._runs)
        else:
            answers = self._asked(order) if self._process else [_done(order, job) for job in jobs]
        for answer in answers:
            if isinstance(answer, BriefgenError):
                raise answer
        return [answer for answer in answers if isinstance(answer, dict)]

    def _asked(self, order: _Order) -> list[dict[str, bytes] | BriefgenError]:
        assert self._process
        told, _ = self._process.communicate(pickle.dumps(order))
        if self._process.returncode or not told:
            raise LayoutError(
                "the process that lays out the briefs died "
                f"(exit {self._process.returncode}); is this machine's memory full? "
                "`--jobs 1` needs least"
            )
        answers: list[dict[str, bytes] | BriefgenError] = pickle.loads(told)
        return answers


def _done(order: _Order, job: Job) -> dict[str, bytes] | BriefgenError:
    from briefgen.render.layout import lay_out  # noqa: PLC0415 - slow, and only wanted here

    try:
        return lay_out(order.evidence, job.audience, job.formats, order.record)
    except BriefgenError as error:
        return error


# --- Elsewhere --------------------------------------------------------------------------------


def function() -> Function:
    """The layout of one audience, as executors are asked for it."""
    name, versioned = f"{__name__}:answered", f"{__name__}:version"
    return Function(name, version(), versioned, _LIMITS, _MANNER)


@cache
def version() -> str:
    """What a layout depends on beside its order: the stage, its libraries, the machine's fonts."""
    tools = [(tool, release(tool)) for tool in TOOLS["layout"]]
    told = repr((VERSIONS["layout"], tools, installed()))
    return sha256(told.encode()).hexdigest()[:16]


def prepare() -> None:
    """Load what a layout needs, and do once what takes longer the first time."""
    import briefgen.render.layout  # noqa: F401, PLC0415 - slow, and only wanted here

    _warm_up()


def answered(_: str, sent: bytes) -> bytes:
    """An audience's files, or the error that stopped them, pickled."""
    asked: _Sent = pickle.loads(sent)
    with suppress(OSError):  # where no path is relative, none is needed
        os.chdir(asked.here)
    (job,) = asked.order.jobs
    try:
        audience = at_home(job.audience, asked.templates)
    except BriefgenError as error:
        return pickle.dumps(error)
    return pickle.dumps(_done(asked.order, replace(job, audience=audience)))


def _sent(order: _Order, runs: Executor) -> list[dict[str, bytes] | BriefgenError]:
    here, templates = str(Path.cwd()), shipped_templates()
    jobs: dict[str, execute.Job] = {}
    for job in order.jobs:
        sent = pickle.dumps(_Sent(replace(order, jobs=(job,)), here, templates))
        jobs[job.audience.name] = execute.Job(sha256(sent).hexdigest(), sent)
    found = {outcome.key: outcome.result for outcome in runs.map(function(), jobs.values())}
    answers: list[dict[str, bytes] | BriefgenError] = []
    for name, each in jobs.items():
        result = found[each.key]
        if isinstance(result, Problem):
            answers.append(LayoutError(f"{name} {result.what}; {result.remedy}"))
        else:
            answers.append(pickle.loads(result))
    return answers


# --- In the process ---------------------------------------------------------------------------


def main() -> None:
    """Load what a layout needs, take an order from standard input, answer on standard output."""
    _begin()
    import briefgen.render.layout  # noqa: F401, PLC0415 - slow, and only wanted here
    from briefgen.render.pdf import load  # noqa: PLC0415

    load()
    most = int(sys.argv[-1])
    with ProcessPoolExecutor(most, get_context("fork"), _begin, (os.getpid(),)) as pool:
        for _ in range(most):  # while the evidence is being found
            pool.submit(_warm_up)
        with suppress(EOFError):  # the parent found nothing to lay out
            order: _Order = pickle.load(sys.stdin.buffer)
            sys.stdout.buffer.write(pickle.dumps(_side_by_side(order, pool)))


def _begin(parent: int = 0) -> None:
    """Have this process end with its parent, which alone is told of an interrupt."""
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _warm_up() -> None:
    """Do once what takes longer the first time: fonts are found, pandoc is started."""
    from briefgen.cite import cite, style_file  # noqa: PLC0415
    from briefgen.model import Citation  # noqa: PLC0415
    from briefgen.render.pdf import render_pdf  # noqa: PLC0415

    faces = "".join(f"<p style='font-family: {face}'>a <i>b</i> <b>c</b>" for face in _FACES)
    render_pdf(faces)
    style = style_file("chicago-notes-bibliography")
    cite({"a": {"type": "book", "title": "A"}}, (Citation("a", 1),), style, "en-GB")


def _side_by_side(
    order: _Order, pool: ProcessPoolExecutor
) -> list[dict[str, bytes] | BriefgenError]:
    """Each job's answer in order; those without a page budget, which take longest, begin first."""
    longest = sorted(order.jobs, key=lambda job: (job.audience.pages > 0, -job.audience.passages))
    begun = {job.audience.name: pool.submit(_done, order, job) for job in longest}
    try:
        return [begun[job.audience.name].result() for job in order.jobs]
    except BrokenProcessPool:
        sys.exit("a process that laid out a brief was killed")
