"""What runs in a Dask worker: jobs one by one in a child process with the function's limits.

So a job that ends or hangs its process never ends the worker, and what is said of it is the same
as on one machine. Each thread of a worker has processes of its own, which stay for the next job.
"""

from __future__ import annotations

import pickle
import platform
import threading
import time
from collections.abc import Callable

from briefgen import __version__
from briefgen.errors import ExecutorError
from briefgen.execute.work import Call, Function, Job
from briefgen.isolation import Workers, named
from briefgen.model import Problem


class _Own(threading.local):
    """A thread's processes, by what they are for."""

    def __init__(self) -> None:
        self.workers: dict[object, Workers] = {}


_OWN = _Own()


def packed(function: Function, jobs: tuple[Job, ...]) -> bytes:
    """What `perform` is sent."""
    return pickle.dumps((function, jobs))


def perform(sent: bytes) -> dict[str, bytes | Problem]:
    """Do jobs here, and give the result of each by its key, as there are any.

    Once the function's seconds are over none is begun any more, since whoever waits would give up:
    what is missing in the answer comes again. Raises `ExecutorError` where the function's version
    here is another.
    """
    function, jobs = pickle.loads(sent)
    here = named(function.versioned)()
    if here != function.version:
        raise ExecutorError(
            f"worker {platform.node()}: briefgen {__version__} or its models, tools or fonts are "
            f"others there ({here}, and {function.version} here); install the same on both"
        )
    if function.kind not in _OWN.workers:
        _OWN.workers[function.kind] = Workers(function.limits, 1, manner=function.manner)
    workers, until = _OWN.workers[function.kind], time.monotonic() + function.limits.seconds
    done: dict[str, bytes | Problem] = {}
    while len(done) < len(jobs) and time.monotonic() < until:
        done |= {c.key: r for c, r in workers.each([Call.of(function, jobs[len(done)])])}
    return done


def look(versioned: str) -> Callable[[], dict[str, str]]:
    """What tells a worker's versions; pickled whole, since briefgen may not be there."""

    def facts() -> dict[str, str]:
        from importlib import import_module  # noqa: PLC0415

        try:
            module, _, function = versioned.partition(":")
            version = import_module("briefgen").__version__
            return {"briefgen": version, "model": getattr(import_module(module), function)()}
        except Exception as error:
            return {"fault": f"{type(error).__name__}: {error}"}

    return facts
