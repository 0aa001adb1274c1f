"""Executors: the same outcomes wherever the work is done, and one poisoned key costs itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.errors import ExecutorError, IsolationError, UnknownName
from briefgen.execute import Executor, Job, check, executor
from briefgen.model import Problem

sys.path.insert(0, str(Path(__file__).parent))
import works

ALL = ["serial", "processes:2", pytest.param("dask:2", marks=pytest.mark.slow)]


def outcomes(runs: Executor, words: list[str]) -> dict[str, bytes | str]:
    """For each key its bytes, or what its problem says."""
    found = list(runs.map(works.FUNCTION, works.jobs(*words)))
    assert len({outcome.key for outcome in found}) == len(found)
    for outcome in found:
        if isinstance(outcome.result, Problem):
            assert (outcome.result.where, outcome.result.remedy) == (outcome.key, "leave it")
    results = ((o.key, o.result) for o in found)
    return {key: r.what if isinstance(r, Problem) else r for key, r in results}


@pytest.mark.parametrize("name", ALL)
def test_outcomes_are_the_same_everywhere(name: str) -> None:
    """Poison stands among good keys, which are done whatever happens to it."""
    if name.startswith("dask"):
        pytest.importorskip("distributed")
    table = works.SAID if name == "serial" else {**works.SAID, **works.POISON}
    words = [w for word in table for w in (word, f"tide {word}")]
    expected = [e for w in table for e in (table[w], f"tide {w}.".encode())]
    with executor(name) as runs:
        found = outcomes(runs, words)
        assert found == {str(number): what for number, what in enumerate(expected)}
        assert outcomes(runs, ["tide"]) == {"0": b"tide."}, "it may be asked again"


@pytest.mark.parametrize("name", ["serial", "processes:2", "dask:2", "dask://nowhere.invalid:1"])
def test_nothing_to_do_starts_nothing(name: str) -> None:
    if name.startswith("dask"):
        pytest.importorskip("distributed")
    with executor(name) as runs:
        assert list(runs.map(works.FUNCTION, [])) == []


def test_without_dask_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "briefgen.execute.cluster", raising=False)
    with pytest.raises(ExecutorError, match=r"pip install 'briefgen\[cluster\]'"):
        executor("dask:2")


def test_where_none_can_be_started_no_key_is_blamed() -> None:
    """What a function needs is not there: its own words are told."""
    manner = replace(works.MANNER, prepare="works:nowhere")
    told = "no doing process can be started: AttributeError: .*nowhere"
    with executor("processes:1") as runs, pytest.raises(IsolationError, match=told):
        list(runs.map(replace(works.FUNCTION, manner=manner), works.jobs("tide")))


def test_no_more_is_taken_than_is_done() -> None:
    taken = 0

    def coming() -> Iterator[Job]:
        nonlocal taken
        for taken in range(1, 2000):
            yield Job(str(taken), b"tide")

    with executor("processes:1") as runs:
        next(iter(runs.map(works.FUNCTION, coming())))
    assert taken < 300


@pytest.mark.parametrize(("size", "number"), [(100, 1), (5_000, 2)])
def test_as_many_processes_as_there_is_work_for(size: int, number: int) -> None:
    manner = replace(works.MANNER, worth=10_000)
    with executor("processes:2") as runs:
        jobs = works.jobs(*["who " + size * "x"] * 12)
        pids = {
            outcome.result for outcome in runs.map(replace(works.FUNCTION, manner=manner), jobs)
        }
    assert len(pids) == number


def test_what_is_free_may_write_and_start_processes() -> None:
    free = replace(works.FUNCTION, manner=replace(works.MANNER, free=True))
    with executor("processes:1") as runs:
        (bound,) = runs.map(works.FUNCTION, works.jobs("free"))
        (freed,) = runs.map(free, works.jobs("free"))
    assert "PermissionError" in str(bound.result)
    assert freed.result == b"free."


@pytest.mark.parametrize(
    "name",
    ["serial", "processes", "processes:1", "processes:64", "dask:2", "dask://10.0.0.7:8786",
     "tcp://scheduler:8786", "tls://scheduler.example:8786", "dask://[::1]:8786"],
)  # fmt: skip
def test_names(name: str) -> None:
    check(name)


@pytest.mark.parametrize(
    "name",
    ["", "Serial", "proceses", "processes:0", "processes:", "processes:-1", "dask", "dask:x",
     "dask://", "dask://host", "http://host:1", "serial:2", "dask://host:port", "processes:99999"],
)  # fmt: skip
def test_names_of_none(name: str) -> None:
    with pytest.raises(UnknownName, match="dask:N, processes, processes:N, serial"):
        executor(name)
