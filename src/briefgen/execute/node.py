"""The program of a local cluster's scheduler and workers: `dask:N`.

Its last argument is the scheduler's address, or nothing for the scheduler itself, which prints its
own. On loopback, and gone with the process that started it.
"""

from __future__ import annotations

import asyncio
import sys

import dask
from distributed import Scheduler, Worker

from briefgen.isolation import die_with_parent

#: How long nothing may be heard of a worker, which works in a process of its own.
_SILENCE = "30s"
#: Nobody looks at what its thread, which only waits, did each hundredth of a second.
_QUIET = {"distributed.worker.profile.enabled": False}


def main() -> None:
    """Serve until the parent is gone."""
    die_with_parent()
    asyncio.run(_work(sys.argv[-1]) if sys.argv[-1] else _schedule())


async def _schedule() -> None:
    dask.config.set({"distributed.scheduler.worker-ttl": _SILENCE})
    async with Scheduler(host="127.0.0.1", port=0, dashboard=False) as scheduler:
        sys.stdout.write(f"{scheduler.address}\n")
        sys.stdout.flush()
        await scheduler.finished()


async def _work(address: str) -> None:
    dask.config.set(_QUIET)
    own = {"host": "127.0.0.1", "nthreads": 1, "memory_limit": 0, "dashboard": False}
    async with Worker(address, **own) as worker:
        await worker.finished()
