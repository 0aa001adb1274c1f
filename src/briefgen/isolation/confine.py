"""What a reading process may use, and what it may not touch."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
import tempfile
from dataclasses import dataclass
from typing import Any

from briefgen.isolation.landlock import seal

_MEGABYTE = 1_000_000
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on the reading of one source: wall-clock and processor seconds, and memory.

    `megabytes` is address space. A page of 4 MB or a PDF of 300 pages takes some 7 seconds and 300
    megabytes, a quarter or a third of what is allowed. A process that has grown to more than
    `resident` megabytes is replaced by a fresh one between two sources.
    """

    seconds: float = 60.0
    cpu_seconds: int = 30
    megabytes: int = 1000
    resident: int = 400


def confine(limits: Limits) -> None:
    """Bound this process for good: memory, no file written, nothing opened, no connection.

    The audit hook stops what Python code would do (a parser that takes bytes for the name of a
    file, an entity that names one); the limits, and Landlock where there is one, native code too.
    """
    size = limits.megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tempfile.tempdir = os.devnull  # a library that asks where it could write is not stopped
    os.chdir(os.sep)  # a name without a folder is none of the desk's
    seal([*_OWN, *_LIBRARIES, *_ASKED_FOR])
    sys.addaudithook(_refuse)


def die_with_parent(parent: int = 0) -> None:
    """Have the kernel kill this process, however busy, when the thread that started it ends.

    An idle one ends by itself: its input does; one that has none ends here if `parent`, the
    process that forked it, is gone already. Linux only; elsewhere the limits end it.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent and os.getppid() != parent:
        os._exit(1)


def allow_cpu(limits: Limits) -> None:
    """Give this process its processor seconds for one more source; SIGPROF ends it after them.

    Not RLIMIT_CPU: Linux holds that against its ticks since the process began, which differ by
    seconds from what a process can know of itself.
    """
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, limits.cpu_seconds)


def stop_cpu() -> None:
    """Count no more of what this process does, until it has its seconds for the next source."""
    signal.setitimer(signal.ITIMER_PROF, 0)


def is_spent(limits: Limits) -> bool:
    """Whether this process has grown so much that a fresh one should take its place."""
    return _peak() > max(limits.resident * 1000, _INHERITED)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


#: Kilobytes, when this is loaded: Linux counts what the process had that began this one as its own.
_INHERITED = _peak()


# Where Python and its packages keep their own files; where native libraries stand, which the
# loader opens; and what a library asks for at its import.
_OWN = tuple(
    os.path.join(os.path.realpath(folder), "")  # noqa: PTH118 - called for each file
    for folder in {sys.prefix, sys.base_prefix, os.path.dirname(os.__file__), *sys.path}  # noqa: PTH120
    if folder and folder != os.sep
)
_LIBRARIES = ("/usr", "/lib", "/lib64", "/opt", "/nix/store", "/gnu/store", "/etc/ld.so.cache")
_ASKED_FOR = ("/usr/share/zoneinfo", "/etc/localtime", "/etc/timezone", "/dev/null")
_FORBIDDEN = frozenset(
    "socket.__new__ socket.getaddrinfo socket.gethostbyname socket.gethostbyaddr "
    "socket.getnameinfo subprocess.Popen os.system os.exec os.posix_spawn os.spawn os.startfile "
    "os.fork os.forkpty pty.spawn os.kill os.killpg webbrowser.open sqlite3.connect os.chdir "
    "os.remove os.rename os.rmdir os.mkdir os.link os.symlink os.chmod os.chown os.truncate "
    "os.utime os.setxattr os.removexattr shutil.rmtree".split()
)
_LOOKING = frozenset({"os.listdir", "os.scandir"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"a reader may not use {event}")
    if event == "open":
        path, _, flags = arguments
        if not isinstance(path, int) and (flags & _WRITING or not _is_own(path)):
            raise PermissionError(f"a reader may not open {os.fsdecode(path)!r}")
    elif event in _LOOKING and not isinstance(path := arguments[0], int) and not _is_own(path):
        raise PermissionError(f"a reader may not look into {os.fsdecode(path or '.')!r}")


def _is_own(path: str | bytes | os.PathLike[str] | None) -> bool:
    real = os.path.realpath(os.fsdecode(path or os.curdir))
    return os.path.join(real, "").startswith(_OWN) or real.startswith(_REAL_ASKED_FOR)  # noqa: PTH118


_REAL_ASKED_FOR = tuple(map(os.path.realpath, _ASKED_FOR))
