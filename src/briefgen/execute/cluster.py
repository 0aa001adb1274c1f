"""Dask as an executor, and the only importer of Dask: a cluster by its address, or a local one."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from typing import Self

from briefgen import __version__
from briefgen.errors import BriefgenError, ExecutorError
from briefgen.execute import remote
from briefgen.execute.lots import Lot, Lots
from briefgen.execute.patience import Lost, losing, within
from briefgen.execute.versions import differences, unlike
from briefgen.execute.work import Function, Job, Outcome
from briefgen.isolation import own_program
from briefgen.model import Problem

try:
    from distributed import Client, Future, KilledWorker, Security, rpc
    from distributed import __version__ as _distributed
except ImportError:
    raise ExecutorError("Dask is not installed here; pip install 'briefgen[cluster]'") from None

#: Seconds within which a scheduler answers, and a lost one or a first worker must be back.
_CONNECT, _RETURN = 10.0, 60.0
#: Seconds between two looks, without an outcome, at whether the cluster is there.
_LOOK = 5.0
#: Losses of the scheduler without an outcome in between.
_LOSSES = 3
#: Lots that are sent for each thread, so that a worker need not wait for the next.
_AHEAD = 4
_Sent = dict[str, tuple[Lot, Future]]
_Results = dict[str, bytes | Problem]


class Dask:
    """A cluster by its scheduler's address, or a local one of so many worker processes."""

    elsewhere = True

    def __init__(self, where: str | int, name: str) -> None:
        self._where, self._name = where, name
        self._nodes: list[subprocess.Popen[str]] = []
        self._client: Client | None = None
        self._alike: set[str] = set()  # what was asked of the workers' versions
        self._stirred = threading.Event()
        logging.getLogger("distributed").setLevel(logging.CRITICAL)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def map(self, function: Function, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """The outcome of each job, as there are any.

        What a lost worker did is done elsewhere; a lost scheduler is waited for, and what was not
        done is sent again.
        """
        lots = Lots(function, jobs)
        sent: _Sent = {}
        until, losses = time.monotonic() + _CONNECT, 0
        try:
            while sent or lots:
                try:
                    done = self._round(function, lots, sent, until)
                except Lost:
                    lots.again(lot for lot, _ in sent.values())
                    sent.clear()
                    losses += 1
                    self._forget(losses)
                    until = time.monotonic() + _RETURN
                    continue
                losses = 0
                for key, results in done:
                    lot, _ = sent.pop(key)
                    lots.apart([job for job in lot.jobs if job.key not in results])
                    yield from (Outcome(*result) for result in results.items())
        finally:
            self._drop(sent)

    def about(self, function: Function) -> str:
        """What it runs on, after it was asked; raises `ExecutorError` where it is not there."""
        until, losses = time.monotonic(), 0
        while True:
            try:
                client = self._connected(function, until)
                with losing():
                    workers = len(client.scheduler_info(n_workers=-1)["workers"])
                return f"workers: {workers}; threads: {self._threads(client)}"
            except Lost:
                losses += 1
                self._forget(losses)
                until = time.monotonic() + _RETURN

    def close(self) -> None:
        """Let go of the cluster, and end a local one."""
        self._forget()
        while self._nodes:
            node = self._nodes.pop()
            node.kill()
            node.communicate()

    # --- One round ------------------------------------------------------------------------------

    def _round(
        self, function: Function, lots: Lots, sent: _Sent, until: float
    ) -> list[tuple[str, _Results]]:
        """Send what there is room for, and take what is done."""
        client = self._connected(function, until)
        for _ in range(max(2, _AHEAD * self._threads(client)) - len(sent)):
            if lots:
                sent[lots.first.key] = (lots.first, self._send(client, function, lots.first))
                lots.drop()  # only now: it may not have been sent
        return self._done(client, function, sent)

    def _send(self, client: Client, function: Function, lot: Lot) -> Future:
        with losing():
            future = client.submit(
                remote.perform,
                remote.packed(function, lot.jobs),
                key=f"briefgen-{function.name}-{function.version}-{lot.key}",
                pure=False,
            )
            future.add_done_callback(lambda _: self._stirred.set())
        return future

    def _done(self, client: Client, function: Function, sent: _Sent) -> list[tuple[str, _Results]]:
        """Wait for outcomes, and take all there are; raises where there is no hope for any."""
        begun = time.monotonic()
        patience = 3 * function.limits.seconds + _RETURN  # a job that is tried twice, behind others
        while True:
            self._stirred.wait(_LOOK)
            self._stirred.clear()
            if client.status != "running":
                raise Lost
            done = [key for key, (_, future) in sent.items() if future.status != "pending"]
            if done:
                return [(key, self._results(function, *sent[key])) for key in done]
            if not self._threads(client):
                self._require_worker(client)
            elif time.monotonic() - begun > patience:
                what = f"nothing done in {patience:g} seconds; look at its workers"
                raise ExecutorError(f"{self._name}: {what}")

    def _results(self, function: Function, lot: Lot, future: Future) -> _Results:
        """The results of a lot; those that are not there are to be tried alone."""
        if future.status in {"cancelled", "lost"}:
            raise Lost
        with losing():
            error = future.exception(timeout=_RETURN)
            if error is None:
                found: _Results = future.result(timeout=_RETURN)
                return found
        if isinstance(error, KilledWorker):
            why = f"{error.allowed_failures + 1} workers were lost"
            found = {job.key: function.manner.failed(job.key, why) for job in lot.jobs}
            return {} if lot.jobs[1:] else found
        if isinstance(error, BriefgenError):
            raise ExecutorError(f"{self._name}: {error}")
        what = f"a worker cannot do it ({type(error).__name__}: {error})"
        raise ExecutorError(f"{self._name}: {what}; install briefgen {__version__} there")

    def _drop(self, sent: _Sent) -> None:
        """Have nothing done any more that nobody waits for."""
        if sent and self._client is not None:
            with contextlib.suppress(Exception):
                futures, cancel = [future for _, future in sent.values()], self._client.cancel
                within(_CONNECT, lambda: cancel(futures))

    # --- The cluster ----------------------------------------------------------------------------

    def _connected(self, function: Function, until: float) -> Client:
        """The cluster, with a worker at least, and for a function of this process' versions."""
        if self._client is None:
            self._client = self._reached(until)
            self._alike.clear()
            self._require_worker(self._client)
        if function.versioned not in self._alike:
            self._require_same(self._client, function)
            self._alike.add(function.versioned)
        return self._client

    def _reached(self, until: float) -> Client:
        where = self._started(self._where) if isinstance(self._where, int) else self._where
        while True:
            try:
                return within(_CONNECT + 1, lambda: _client(where))
            except OSError as error:
                if time.monotonic() > until - 1:
                    what = f"no Dask scheduler answers there ({_why(error)})"
                    remedy = "correct the address, or start one: dask scheduler"
                    raise ExecutorError(f"{self._name}: {what}; {remedy}") from None
                time.sleep(1)

    def _started(self, count: int) -> str:
        """The address of a local cluster."""
        if not self._nodes:
            scheduler = _node("")
            self._nodes.append(scheduler)
            assert scheduler.stdout is not None
            self._address = scheduler.stdout.readline().strip()
            if not self._address:
                raise ExecutorError(f"{self._name}: its scheduler cannot be started")
            self._nodes += [_node(self._address) for _ in range(count)]
        return self._address

    def _threads(self, client: Client) -> int:
        """How many threads all workers have now."""
        with losing():
            return sum(client.sync(client.scheduler.ncores, callback_timeout=_CONNECT).values())
        return 0

    def _require_worker(self, client: Client) -> None:
        """Wait for a worker: one was lost, or none has come yet."""
        until = time.monotonic() + _RETURN
        while not self._threads(client):
            if time.monotonic() > until:
                remedy = f"start some: dask worker {self._where}"
                raise ExecutorError(f"{self._name}: it has no worker; {remedy}")
            time.sleep(0.2)

    def _require_same(self, client: Client, function: Function) -> None:
        """Raise `ExecutorError` where scheduler or workers are of other versions."""
        with losing():
            found = within(_RETURN, lambda: client.get_versions(check=False))
            faults = [
                *differences("the scheduler", found["scheduler"], _distributed),
                *(
                    fault
                    for who, there in sorted(found["workers"].items())
                    for fault in differences(who, there, _distributed)
                ),
            ]
            if not faults:
                told = within(_RETURN, lambda: client.run(remote.look(function.versioned)))
                faults = [
                    fault
                    for who, there in sorted(told.items())
                    for fault in unlike(who, there, __version__, function)
                ]
        if faults:
            few = "; ".join([*faults[:3], *(["and more"] if faults[3:] else [])])
            raise ExecutorError(f"{self._name}: {few}; install the same versions everywhere")

    def _forget(self, losses: int = 0) -> None:
        """Let go of the client; raises `ExecutorError` after too many losses."""
        client, self._client = self._client, None
        if client is not None:
            with contextlib.suppress(Exception):
                within(_CONNECT, lambda: client.close(timeout=2))
        if losses > _LOSSES:
            raise ExecutorError(f"{self._name}: is lost again and again; look at its log")


def _client(where: str) -> Client:
    try:
        asyncio.run(asyncio.wait_for(_identity(where), _CONNECT))
        return Client(where, timeout=_CONNECT, set_as_default=False)
    except Exception as error:  # whoever answers there need not speak Dask's language
        raise OSError(str(error)) from error


def _why(error: OSError) -> str:
    cause = error.__cause__ or error
    return type(cause).__name__ if isinstance(cause, OSError) else "another kind of server does"


async def _identity(where: str) -> None:
    """Ask for a scheduler; a client that was begun with another server waits for its own end."""
    async with rpc(where, connection_args=Security().get_connection_args("client")) as server:
        await server.identity(n_workers=0)


def _node(address: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*own_program("briefgen.execute.node"), address],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if not address else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
