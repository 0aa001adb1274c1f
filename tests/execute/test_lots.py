"""Jobs that travel together, and those whose workers were lost with all that they had."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.execute.lots import Lot, Lots
from briefgen.model import Problem

sys.path.insert(0, str(Path(__file__).parent))
import works


def taken(lots: Lots) -> list[Lot]:
    found = []
    while lots:
        found.append(lots.first)
        lots.drop()
    return found


@pytest.mark.parametrize(
    ("worth", "words", "together"),
    [
        (0, ["", "tide", "tide"], [1, 1, 1]),  # what its bytes say nothing of goes by itself
        (40, ["tide"] * 7, [3, 3, 1]),  # ten bytes are enough
        (40, ["tide tide tide", "", "tide", "tide tide"], [1, 3]),
        (40, [], []),
    ],
)
def test_how_many_go_together(worth: int, words: list[str], together: list[int]) -> None:
    function = replace(works.FUNCTION, manner=replace(works.MANNER, worth=worth))
    found = taken(Lots(function, works.jobs(*words)))
    assert [len(lot.jobs) for lot in found] == together
    assert [job for lot in found for job in lot.jobs] == works.jobs(*words)


def test_no_more_is_taken_than_is_asked_for() -> None:
    drawn: list[str] = []
    lots = Lots(works.FUNCTION, (drawn.append(job.key) or job for job in works.jobs("a", "b", "c")))
    assert drawn == []
    assert lots
    assert lots
    assert drawn == ["0"]


def test_the_same_jobs_are_the_same_task() -> None:
    one, two, three = works.jobs("a", "b", "c")
    keys = {Lot(jobs).key for jobs in [(one, two), (one, two), (two, one), (one,), (one, three)]}
    assert len(keys) == 4


def test_lost_together_they_are_tried_apart_and_lost_alone_they_are_given_up() -> None:
    """One of them may be what every worker was lost by."""
    pytest.importorskip("distributed")
    from distributed import Future, KilledWorker  # noqa: PLC0415

    from briefgen.execute.cluster import Dask  # noqa: PLC0415

    class Lost(Future):  # type: ignore[misc]
        status = "error"

        def __init__(self) -> None:
            """Of no client."""

        def __del__(self) -> None:
            """Nobody holds it."""

        def exception(self, timeout: float) -> Exception:
            return KilledWorker("task", None, 3)

    jobs = tuple(works.jobs("a", "b"))
    assert Dask(1, "dask:1")._results(works.FUNCTION, Lot(jobs), Lost()) == {}
    lots = Lots(works.FUNCTION, ())
    lots.apart(jobs)
    assert [lot.jobs for lot in taken(lots)] == [(job,) for job in jobs]
    found = Dask(1, "dask:1")._results(works.FUNCTION, Lot(jobs[:1]), Lost())
    assert found == {"0": Problem("0", "could not be done: 4 workers were lost", "leave it")}
