"""One target run for a while, in a forked process that may hang or die without ending the run."""

from __future__ import annotations

import multiprocessing
import resource
import signal
import struct
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from mmap import mmap
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from types import FrameType

from .mutate import mutated
from .targets import TARGETS, Target

#: Processor seconds that one input may take, and megabytes of address space.
SECONDS, MEGABYTES = 5, 3000
_MOST = 10  # failures of one run
#: Processor seconds after which what takes too long is stopped once more.
_AGAIN = 0.1
_NUMBER = struct.Struct("=Q")


class TooSlow(BaseException):
    """An input takes too long: no `except Exception` is to catch this."""


@dataclass
class Run:
    """How many inputs were tried, and what failed: the number of the input and why."""

    tried: int = 0
    failures: list[tuple[int, str]] = field(default_factory=list)


def input_of(target: Target, seed: int, number: int) -> bytes:
    """The input of that number, always the same one."""
    if number < len(target.samples):
        return target.samples[number]
    return mutated(target.samples, target.tokens, Random(f"{seed}:{number}"))


def fuzz(name: str, seconds: float, seed: int, inputs: int = 1 << 62) -> Run:
    """Fuzz a target with so many inputs, or until the time is over or ten of them have failed."""
    run, until = Run(), time.monotonic() + seconds
    shared = mmap(-1, _NUMBER.size)
    while time.monotonic() < until and len(run.failures) < _MOST and run.tried < inputs:
        here, there = multiprocessing.Pipe(duplex=False)
        asked = (name, seed, range(run.tried, inputs), until, shared, there)
        forked = multiprocessing.get_context("fork").Process(target=_try, args=asked)
        forked.start()
        there.close()
        run.failures += _received(here)
        forked.join()
        (last,) = _NUMBER.unpack(shared[:])
        run.tried = last + 1
        if forked.exitcode and not (TARGETS[name].native and -forked.exitcode != signal.SIGVTALRM):
            run.failures.append((last, f"the process died of it (exit {forked.exitcode})"))
    return run


def _received(here: Connection) -> Iterator[tuple[int, str]]:
    while True:
        try:
            yield here.recv()
        except EOFError:
            return


def _try(
    name: str, seed: int, numbers: range, until: float, shared: mmap, there: Connection
) -> None:
    """Try one input after the other; each failure is told at once."""
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1_000_000,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    target, failed = TARGETS[name], 0
    for number in numbers:
        shared[:] = _NUMBER.pack(number)
        if why := failure(target, input_of(target, seed, number)):
            there.send((number, why))
            failed += 1
        if failed >= _MOST or time.monotonic() > until:
            return


def failure(target: Target, content: bytes) -> str:
    """What an input breaks, as the end of a traceback; "" where every promise holds."""
    try:
        with _limited():
            target.run(content)
    except TooSlow:
        return f"took more than {SECONDS} seconds\n{traceback.format_exc(limit=-6)}"
    except MemoryError:
        return "" if target.native else "took too much memory"
    except Exception:
        return traceback.format_exc(limit=-6)
    return ""


@contextmanager
def _limited() -> Iterator[None]:
    """Raise TooSlow where Python code takes too long; where native code does, end the process."""
    signal.setitimer(signal.ITIMER_VIRTUAL, 2 * SECONDS)  # its signal ends the process
    before = signal.signal(signal.SIGPROF, _stop)
    # Again and again: what is raised within a callback of the collector is swallowed there.
    signal.setitimer(signal.ITIMER_PROF, SECONDS, _AGAIN)
    try:
        try:
            yield
        finally:  # one more may come at any line: then the next `finally` goes on
            signal.signal(signal.SIGPROF, signal.SIG_IGN)
    finally:
        signal.signal(signal.SIGPROF, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooSlow


def write(name: str, seed: int, run: Run, folder: Path) -> Iterator[tuple[Path, str]]:
    """Each input that failed as a file, with why beside it."""
    for number, why in run.failures:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{name}-{seed}-{number}"
        file.write_bytes(input_of(TARGETS[name], seed, number))
        file.with_suffix(".why").write_text(why, encoding="utf-8", errors="replace")
        yield file, why


def replay(name: str, file: Path) -> int:
    """Run one written input again, without limits; a failure raises as it is."""
    TARGETS[name].run(file.read_bytes())
    sys.stdout.write(f"{file}: every promise holds\n")
    return 0
