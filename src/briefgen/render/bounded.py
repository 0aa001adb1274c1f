"""A template's run in a process of its own, bounded in time, memory and what it prints.

The process is a fork: it starts with every value that the template is given, and with the
templates that are compiled already, and costs a few milliseconds. Nothing in Python ends a single
long step, such as the comparison of two lists; the end of a process does.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import re
import resource
import select
import signal
import struct
import sys
import time
import warnings
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from briefgen.errors import TemplateError
from briefgen.isolation.confine import die_with_parent

_MEGABYTE = 1_000_000
#: For how long a step that can't be interrupted is waited for, and memory to tell of a fault.
_GRACE, _RESERVE = 0.5, 50
_GIVEN, _FAULT = b"+", b"!"
#: What comes of the work, and how many bytes tell of it.
_HEAD = struct.Struct(">cQ")
_DIED = "the template's process ended without an answer; is this machine's memory full?"
_FRAME = re.compile(r'File "(.+)", line (\d+) in')


class OutOfTime(Exception):
    """A template ran longer than it may."""


class TooMuch(Exception):
    """A template printed more than it may."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a template may use: wall-clock seconds, memory of its own, characters on the page.

    A page of 60 issues takes 0.2 seconds, 20 megabytes and 200,000 characters.
    """

    seconds: float = 10.0
    megabytes: int = 500
    characters: int = 20_000_000


def joined(pieces: Generator[str], bounds: Bounds) -> str:
    """The pieces of a page as one text; a page that grows too long gets `TooMuch` where it is."""
    made, length = [], 0
    for piece in pieces:
        length += len(piece)
        if length > bounds.characters:
            pieces.throw(TooMuch(f"the page has more than {bounds.characters:,} characters"))
        made.append(piece)
    return "".join(made)


def bounded(
    work: Callable[[], str], bounds: Bounds, where: Callable[[Path, int], str], name: str
) -> str:
    """What `work` gives, from a process of its own; raises `TemplateError` for what it raises.

    `where` tells the place in a template ("file:line") of a line that Python compiled of it; empty
    for what is none. `name` is the place to be told where no other is known.
    """
    answers, answer = os.pipe()
    traces, trace = os.pipe()
    with warnings.catch_warnings():
        # Threads may run here that the child has not; it calls nothing that waits for them.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        _serve(work, bounds, answer, trace)
    os.close(answer)
    os.close(trace)
    until = time.monotonic() + bounds.seconds + 2 * _GRACE
    try:
        told = _taken(answers, until)
        late = time.monotonic() >= until
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        frames = _taken(traces, 0).decode("unicode_escape", "replace")
        os.close(answers)
        os.close(traces)
    if _is_whole(told):
        text = told[_HEAD.size :].decode()
        if told[:1] == _GIVEN:
            return text
        raise TemplateError(text)
    found = (where(Path(file), int(line)) for file, line in _FRAME.findall(frames))
    place = next(filter(None, found), name)
    raise TemplateError(f"{place}: {out_of_time(bounds) if late else _DIED}")


def out_of_time(bounds: Bounds) -> str:
    """What is wrong with a template that ran too long, and what would help."""
    return (
        f"the template ran longer than {bounds.seconds:g} s; "
        "look for a loop in a loop, or for what includes or calls itself"
    )


def out_of_memory(bounds: Bounds) -> str:
    """What is wrong with a template that took too much, and what would help."""
    return (
        f"the template needs more than {bounds.megabytes} MB; "
        "look for a text or a list that is repeated, padded or grown in a loop"
    )


def _serve(work: Callable[[], str], bounds: Bounds, answer: int, trace: int) -> None:
    """Be the process: do the work, tell what came of it, and end without the parent's clean-up."""
    try:
        die_with_parent()
        _confine(bounds, trace)
        kind, told = _GIVEN, work().encode()
    except TemplateError as error:
        kind, told = _FAULT, str(error).encode(errors="replace")
    except BaseException as error:  # a process must end here, whatever it met
        kind, told = _FAULT, f"{type(error).__name__}: {error}".encode(errors="replace")
    try:
        signal.setitimer(signal.ITIMER_REAL, 0)
        view = memoryview(_HEAD.pack(kind, len(told)) + told)
        while view:
            view = view[os.write(answer, view) :]
    finally:
        os._exit(0)


def _confine(bounds: Bounds, trace: int) -> None:
    """Set the limits; a step that none of them interrupts leaves a trace of where it is."""
    size = _address_space() + bounds.megabytes * _MEGABYTE
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    end = min(size + _RESERVE * _MEGABYTE, most if most != resource.RLIM_INFINITY else sys.maxsize)
    resource.setrlimit(resource.RLIMIT_AS, (min(size, end), end))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, bounds.seconds, _GRACE)
    faulthandler.dump_traceback_later(bounds.seconds + _GRACE, file=trace)


def let_tell() -> None:
    """Stop the clock and give back some memory, so that a fault can be told."""
    signal.setitimer(signal.ITIMER_REAL, 0)
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _ring(*_: object) -> None:
    raise OutOfTime


def _address_space() -> int:
    """The address space of this process, in bytes; where no system tells, what most have."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 4000 * _MEGABYTE
    return pages * resource.getpagesize()


def _taken(source: int, until: float) -> bytes:
    """What comes out of a pipe until a time of the clock, until its end, or until it is whole."""
    ready, taken = select.poll(), bytearray()
    ready.register(source)
    while not _is_whole(taken) and ready.poll(max(0.0, until - time.monotonic()) * 1000):
        chunk = os.read(source, 1 << 20)
        if not chunk:
            break
        taken += chunk
    return bytes(taken)


def _is_whole(told: bytes | bytearray) -> bool:
    """Whether an answer has come to its end; that of the pipe may be held up by another fork."""
    return len(told) >= _HEAD.size and len(told) - _HEAD.size == _HEAD.unpack_from(told)[1]
