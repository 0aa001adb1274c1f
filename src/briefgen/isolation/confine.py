"""What a reading process may use, and what it may not touch."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from dataclasses import dataclass
from typing import Any

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on the reading of one source: wall-clock and processor seconds, and memory.

    `megabytes` is address space. A process that has grown to more than `resident` megabytes is
    replaced by a fresh one between two sources.
    """

    seconds: float = 60.0
    cpu_seconds: int = 30
    megabytes: int = 2000
    resident: int = 400


def confine(limits: Limits) -> None:
    """Bound this process for good: memory, no file written, nothing opened, no connection.

    The audit hook stops what Python code would do (a parser that takes bytes for the name of a
    file, an entity that names one); the limits hold for native code too.
    """
    size = limits.megabytes * _MEGABYTE
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    tempfile.tempdir = os.devnull  # a library that asks where it could write is not stopped
    sys.addaudithook(_refuse)


def allow_cpu(limits: Limits) -> None:
    """Give this process its processor seconds for one more source."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + limits.cpu_seconds + 1
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (until, most))


def is_spent(limits: Limits) -> bool:
    """Whether this process has grown so much that a fresh one should take its place."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > limits.resident * 1000


# Where Python and its packages keep their own files; and what a library asks for at its import.
_OWN = tuple(
    os.path.join(os.path.realpath(folder), "")  # noqa: PTH118 - called for each file
    for folder in {sys.prefix, sys.base_prefix, os.path.dirname(os.__file__), *sys.path}  # noqa: PTH120
    if folder and folder != os.sep
)
_ASKED_FOR = ("/usr/share/zoneinfo/", "/etc/localtime", "/etc/timezone", "/dev/null", "/proc/self/")
_FORBIDDEN = frozenset(
    "socket.connect socket.bind socket.sendto socket.getaddrinfo socket.gethostbyname "
    "subprocess.Popen os.system os.exec os.posix_spawn os.fork os.forkpty ftplib.connect "
    "smtplib.connect urllib.Request webbrowser.open os.remove os.rename os.rmdir os.mkdir "
    "os.link os.symlink os.chmod os.chown os.truncate shutil.rmtree".split()
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"a reader may not use {event}")
    if event == "open":
        path, _, flags = arguments
        if not isinstance(path, str | bytes) or (not flags & _WRITING and _is_own(path)):
            return
        raise PermissionError(f"a reader may not open {os.fsdecode(path)!r}")


def _is_own(path: str | bytes) -> bool:
    name = os.fsdecode(path)
    return os.path.realpath(name).startswith(_OWN) or name.startswith(_ASKED_FOR)
