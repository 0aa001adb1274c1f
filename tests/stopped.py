"""A process whose every step on the disk is counted, and at one of them killed or refused.

The kernel stops a forked process before each system call that changes something below a folder
(seccomp, with this process as its tracer), so that SQLite's writes count as well as Python's.
Linux on x86-64; threads and processes that it starts are watched like itself.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import os
import platform
import signal
import struct
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

#: System calls by number: those that are given an open file first, and those that name one; then
#: which of their arguments is the name, and that of the folder from which it counts, if there is.
_FILES = {1: "write", 18: "pwrite", 20: "writev", 74: "fsync", 75: "fdatasync", 77: "ftruncate",
          91: "fchmod", 285: "fallocate", 296: "pwritev", 306: "syncfs"}  # fmt: skip
_NAMES = {2: ("open", 0, None), 257: ("open", 1, 0), 76: ("truncate", 0, None),
          82: ("rename", 0, None), 264: ("rename", 1, 0), 316: ("rename", 1, 0),
          83: ("mkdir", 0, None), 258: ("mkdir", 1, 0), 84: ("rmdir", 0, None),
          87: ("unlink", 0, None), 263: ("unlink", 1, 0), 88: ("symlink", 1, None),
          266: ("symlink", 2, 1), 90: ("chmod", 0, None), 268: ("chmod", 1, 0)}  # fmt: skip
#: What changes nothing that a process which is killed leaves behind; syncs are not made at all.
_SYNCS = ("fsync", "fdatasync", "syncfs")
_IDLE = (*_SYNCS, "reopen")
#: What needs room on a disk.
GROWING = ("write", "pwrite", "writev", "pwritev", "fallocate", "open", "mkdir", "symlink")
_ARGUMENTS = (14, 13, 12, 7, 9, 8)  # rdi rsi rdx r10 r8 r9 in the registers of x86-64
_RAX, _NUMBER = 10, 15
_TRACEME, _CONTINUE, _GETREGS, _SETREGS, _SETOPTIONS, _GETEVENTMSG = 0, 7, 12, 13, 0x4200, 0x4201
_OPTIONS = 0x100000 | 0x80 | 0x2 | 0x4 | 0x8  # end with the tracer, seccomp, fork, vfork, clone
_BORN, _CALLS, _ANY = (1, 2, 3), 7, 0x40000000
_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
_LIBC.ptrace.restype = ctypes.c_long

needed = pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"),
    reason="steps are counted by the system calls of Linux on x86-64",
)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a watched process ended: its status (negative: the signal), and the steps it came to."""

    status: int
    steps: tuple[str, ...]


def killed(work: Callable[[], int], below: Path, step: int) -> Ended:
    """Do the work in a forked process, and kill that before its step of this number, from 0."""
    return _watched(work, below, lambda number, _: -1 if number == step else 0)


def full(work: Callable[[], int], below: Path, step: int) -> Ended:
    """Do the work in a forked process that from this step on finds no room on the disk."""
    error = errno.ENOSPC
    return _watched(work, below, lambda n, kind: error if n >= step and kind in GROWING else 0)


def read_only(work: Callable[[], int], below: Path) -> Ended:
    """Do the work in a forked process that finds the folder on a read-only file system."""
    return _watched(work, below, lambda _, __: errno.EROFS)


def changing(steps: Sequence[str], every: int, kinds: Collection[str] = ()) -> list[int]:
    """The steps that change something, or are of these kinds.

    Of SQLite's writes after each other into one file, each of so many.
    """
    following = [n for n in range(1, len(steps)) if steps[n] == steps[n - 1] == "pwrite"]
    passed_over = {n for place, n in enumerate(following) if place % every}
    wanted = {n for n, kind in enumerate(steps) if (kind in kinds if kinds else kind not in _IDLE)}
    return sorted(wanted - passed_over)


def _watched(work: Callable[[], int], below: Path, verdict: Callable[[int, str], int]) -> Ended:
    child = os.fork()
    if not child:
        _be_watched(work)
    steps: list[str] = []
    status = 0
    for process, what in _stops(child):
        if not os.WIFSTOPPED(what):
            status = os.waitstatus_to_exitcode(what) if process == child else status
            continue
        event = what >> 16
        if event == _CALLS and (kind := _kind(process, str(below))):
            wanted = verdict(len(steps), kind)
            steps.append(kind)
            if wanted < 0:
                os.kill(child, signal.SIGKILL)
            elif wanted or kind in _SYNCS:
                _answer(process, -wanted)
        ours = event or os.WSTOPSIG(what) in (signal.SIGSTOP, signal.SIGTRAP)
        _LIBC.ptrace(_CONTINUE, process, None, 0 if ours else os.WSTOPSIG(what))
    return Ended(status, tuple(steps))


def _stops(child: int) -> Iterator[tuple[int, int]]:
    """Each stop and end of a process that waits to be watched, and of all that it starts."""
    alive = {child}
    first = os.waitpid(child, _ANY)
    _LIBC.ptrace(_SETOPTIONS, child, None, _OPTIONS)
    yield first
    while alive:
        process, what = os.waitpid(-1, _ANY)
        if not os.WIFSTOPPED(what):
            alive.discard(process)
        elif what >> 16 in _BORN:
            born = ctypes.c_ulong()
            _LIBC.ptrace(_GETEVENTMSG, process, None, ctypes.addressof(born))
            alive.add(born.value)
        yield process, what


def _be_watched(work: Callable[[], int]) -> None:
    status = 99
    try:
        gc.disable()  # which writes to every page of this process
        _LIBC.ptrace(_TRACEME, 0, None, None)
        os.kill(os.getpid(), signal.SIGSTOP)
        _filter()
        status = work()
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
    finally:
        os._exit(status)


def _filter() -> None:
    """Have the kernel stop this process before the system calls that are watched."""
    watched = sorted({*_FILES, *_NAMES})
    load, is_it, end = 0x20, 0x15, 0x06
    code = [(load, 0, 0, 0)]
    code += [(is_it, len(watched) - n, 0, number) for n, number in enumerate(watched)]
    code += [(end, 0, 0, 0x7FFF0000), (end, 0, 0, 0x7FF00000)]  # allow; tell the tracer
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in code))
    about = struct.pack("HxxxxxxP", len(code), ctypes.addressof(program))
    _LIBC.prctl(38, 1, 0, 0, 0)
    if _LIBC.prctl(22, 2, about, 0, 0):
        raise OSError(ctypes.get_errno(), "no filter of system calls can be set")


def _kind(process: int, below: str) -> str:
    """What a stopped process is about to change below a folder; empty for anything else."""
    registers = _registers(process)
    number = registers[_NUMBER]
    given = [registers[place] for place in _ARGUMENTS]
    if number in _FILES:
        return _FILES[number] if _is_in(_place(process, given[0]), below) else ""
    kind, name, folder = _NAMES[number]
    flags = given[name + 1]
    if kind == "open" and not flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
        return ""
    path = _text(process, given[name])
    if not path.startswith("/"):
        path = f"{_place(process, given[folder]) if folder is not None else ''}/{path}"
    if not _is_in(path, below):
        return ""
    there = kind == "open" and not flags & os.O_TRUNC and Path(path).exists()
    return "reopen" if there else kind


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def _place(process: int, number: int) -> str:
    try:
        return str(Path(f"/proc/{process}/fd/{number & 0xFFFFFFFF}").readlink())
    except OSError:
        return ""


def _text(process: int, address: int) -> str:
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        return memory.read(4096).partition(b"\0")[0].decode(errors="replace")


def _registers(process: int) -> ctypes.Array[ctypes.c_ulonglong]:
    registers = (ctypes.c_ulonglong * 27)()
    _LIBC.ptrace(_GETREGS, process, None, registers)
    return registers


def _answer(process: int, answer: int) -> None:
    """Have the system call of a stopped process not made, and answered with this."""
    registers = _registers(process)
    registers[_NUMBER] = 2**64 - 1
    registers[_RAX] = answer % 2**64
    _LIBC.ptrace(_SETREGS, process, None, registers)
