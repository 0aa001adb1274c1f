"""A scheduler and workers on loopback: lost, started again, of other versions, not there."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.errors import ExecutorError
from briefgen.execute import Function, executor

sys.path.insert(0, str(Path(__file__).parent))
import works

pytestmark = pytest.mark.slow
pytest.importorskip("distributed")
SLOW = ["slow"] * 40


class Cluster:
    """Processes as a person starts them: `dask scheduler` and `dask worker`."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self.processes: list[subprocess.Popen[bytes]] = []
        self.schedule()

    @property
    def name(self) -> str:
        return f"dask://127.0.0.1:{self.port}"

    def schedule(self) -> None:
        """Start a scheduler, at any port, and later ones where the first was."""
        file = self.folder / "scheduler.json"
        file.unlink(missing_ok=True)
        where = ["--port", str(self.port), "--scheduler-file", str(file)]
        self._start("dask_scheduler", *where, "--no-dashboard")
        until = time.monotonic() + 60
        while not (file.exists() and file.read_text().endswith("}")):
            assert time.monotonic() < until, "no scheduler comes up"
            time.sleep(0.05)
        self.port = int(json.loads(file.read_text())["address"].rpartition(":")[2])

    def work(self, paths: list[str] | None = None) -> subprocess.Popen[bytes]:
        one = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0"]
        return self._start("dask_worker", self.name.replace("dask", "tcp"), *one, paths=paths)

    def _start(
        self, module: str, *arguments: str, paths: list[str] | None = None
    ) -> subprocess.Popen[bytes]:
        found = sys.path if paths is None else paths
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", "--host", "127.0.0.1", *arguments],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, found))},
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.processes.append(process)
        return process

    def close(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    started = Cluster(tmp_path)
    yield started
    started.close()


def done(name: str, function: Function = works.FUNCTION, after: Callable[[], object] = int) -> None:
    """Do slow jobs; after the third outcome something happens."""
    with executor(name) as runs:
        found = {}
        for number, outcome in enumerate(runs.map(function, works.jobs(*SLOW))):
            assert outcome.key not in found
            found[outcome.key] = outcome.result
            if number == 3:
                after()
    assert found == {str(number): b"slow." for number in range(len(SLOW))}


@pytest.mark.parametrize("worth", [0, 64])  # one by one, and four at once
def test_a_worker_that_is_killed_and_one_that_joins(cluster: Cluster, worth: int) -> None:
    """And poison, which ends its own process and never a worker."""
    first, _ = cluster.work(), cluster.work()
    function = replace(works.FUNCTION, manner=replace(works.MANNER, worth=worth))
    done(cluster.name, function, after=lambda: (first.kill(), cluster.work()))
    with executor(cluster.name) as runs:
        (bad,) = runs.map(works.FUNCTION, works.jobs("kill"))
    assert "was killed" in str(bad.result)
    assert [process.poll() for process in cluster.processes] == [None, -9, None, None]


def test_what_hangs_holds_up_nothing_that_goes_with_it(cluster: Cluster) -> None:
    """A lot is left once it took too long, and what was not done comes again, each alone."""
    cluster.work()
    manner = replace(works.MANNER, worth=400)
    words = ["", "hang", "tide", "hang", "raise", ""]
    with executor(cluster.name) as runs:
        outcomes = list(runs.map(replace(works.FUNCTION, manner=manner), works.jobs(*words)))
    found = {each.key: getattr(each.result, "what", each.result) for each in outcomes}
    expected = {**works.SAID, **works.POISON}
    assert len(outcomes) == len(found)
    assert found == {str(number): expected[word] for number, word in enumerate(words)}


def test_a_scheduler_that_is_killed_and_started_again(cluster: Cluster) -> None:
    cluster.work()

    def again() -> None:
        for process in cluster.processes:
            process.kill()
            process.wait()
        cluster.schedule()
        cluster.work()

    done(cluster.name, after=again)


@pytest.mark.parametrize("cut", [signal.SIGKILL, signal.SIGSTOP])
def test_a_scheduler_that_stays_lost(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, cut: signal.Signals
) -> None:
    """Ended, or as good as that: its connections stay, and nothing comes through them."""
    from briefgen.execute import cluster as adapter  # noqa: PLC0415

    def lost() -> None:
        for name, seconds in {"_RETURN": 1.0, "_CONNECT": 2.0, "_LOOK": 0.5}.items():
            monkeypatch.setattr(adapter, name, seconds)
        for process in cluster.processes:
            process.send_signal(cut)

    cluster.work()
    with pytest.raises(ExecutorError, match="no Dask scheduler answers there"):
        done(cluster.name, after=lost)


@pytest.mark.parametrize("kind", ["nobody", "silent", "other"])
def test_a_wrong_address(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens there, somebody who says nothing, or a server of something else."""
    from briefgen.execute import cluster as adapter  # noqa: PLC0415

    monkeypatch.setattr(adapter, "_CONNECT", 2.0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        if kind == "nobody":
            server.close()
        if kind == "other":
            threading.Thread(target=_speak, args=(server,), daemon=True).start()
        with (
            executor(f"dask://127.0.0.1:{port}") as runs,
            pytest.raises(ExecutorError, match=f"127.0.0.1:{port}: no Dask scheduler answers"),
        ):
            list(runs.map(works.FUNCTION, works.jobs("tide")))


def _speak(server: socket.socket) -> None:
    while True:
        try:
            one, _ = server.accept()
            one.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            one.close()
        except OSError:
            return


def test_other_versions_are_told(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the code and its model; of Briefgen; of Dask; and a worker without Briefgen."""
    from briefgen.execute import cluster as adapter  # noqa: PLC0415

    cluster.work()
    with pytest.raises(ExecutorError, match=r"tools or fonts \(tides 1, and here is"):
        done(cluster.name, replace(works.FUNCTION, version="tides 2"))
    with (
        monkeypatch.context() as patch,
        pytest.raises(ExecutorError, match=r"has briefgen .* 9\.9"),
    ):
        patch.setattr(adapter, "__version__", "9.9")
        done(cluster.name)
    with monkeypatch.context() as patch, pytest.raises(ExecutorError, match="scheduler has dist"):
        patch.setattr(adapter, "_distributed", "1.0")
        done(cluster.name)


def test_a_worker_without_briefgen(cluster: Cluster, tmp_path: Path) -> None:
    """Its folder hides the package: one of that name is found first, and cannot be imported."""
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "briefgen.py").write_text("raise ImportError('not here')")
    cluster.work([str(tmp_path / "hidden"), *sys.path])
    with pytest.raises(ExecutorError, match=r"cannot load briefgen .*not here"):
        done(cluster.name)


def test_no_worker(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    from briefgen.execute import cluster as adapter  # noqa: PLC0415

    monkeypatch.setattr(adapter, "_RETURN", 1.0)
    begun = time.monotonic()
    with pytest.raises(ExecutorError, match="has no worker; start some: dask worker tcp://127"):
        done(cluster.name)
    assert time.monotonic() - begun < 60
