"""How the stance benchmark counts, and how it reads its two forms of file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import sentences

FOLDER = str(Path(__file__).parents[2] / "benchmarks")


@pytest.fixture(autouse=True, scope="module")
def _benchmarks() -> Iterator[None]:
    sys.path.insert(0, FOLDER)
    yield
    sys.path.remove(FOLDER)


@pytest.mark.parametrize(
    ("sided", "count", "expected"),
    [
        ([(0.9, 1), (0.8, 0), (0.1, 0)], 1, 1.0),
        ([(0.1, 0), (0.8, 0), (0.9, 1)], 2, 0.5),
        ([(0.5, 1), (0.5, 0), (0.5, 0), (0.5, 0)], 2, 0.25),  # equally sure: their mean
        ([(0.9, 1), (0.5, 1), (0.5, 0)], 2, 0.75),
        ([(0.9, 1)], 2, None),
        ([], 0, None),
    ],
)
def test_the_surest_are_counted(
    sided: list[tuple[float, float]], count: float, expected: float | None
) -> None:
    from stance import surest  # noqa: PLC0415

    assert surest(sided, count) == (expected if expected is None else pytest.approx(expected))


def test_accuracy_is_of_what_got_a_side_and_forced_of_all() -> None:
    from stance import scores  # noqa: PLC0415
    from stance_systems import NOT_TOLD, Verdict  # noqa: PLC0415

    told: list[Any] = [(Verdict(supports=True), True), (Verdict(supports=False), True)]
    silent: list[Any] = [(NOT_TOLD, True), (NOT_TOLD, False)]
    found = scores([told, silent])
    assert (found["accuracy"], found["coverage"], found["forced"]) == (0.5, 0.5, 0.5)
    nothing = scores([silent])
    assert (nothing["accuracy"], nothing["coverage"], nothing["accuracy_at_30"]) == (None, 0, None)
    assert scores([])["coverage"] is None


def test_both_forms_of_file_are_read() -> None:
    from stance import labelled  # noqa: PLC0415

    clusters = [
        {"stance": "SUPPORT", "perspectives": ["Boats are slow.", " "]},
        {"stance": "UNDERMINE", "perspectives": ["Boats are fun."]},
    ]
    debate = {"claim": "Ban boats", "split": "dev", "clusters": clusters}
    pros = [
        {"topic": "Bridges last", "claim": "Steel rusts", "stance": "CON"},
        {"topic": "Bridges last", "claim": "Stone stays", "stance": "PRO"},
    ]
    first, second = labelled([debate, *pros])
    assert (first.claim, first.split) == ("Ban boats", "dev")
    assert (first.texts, first.supports) == (("Boats are slow.", "Boats are fun."), (True, False))
    assert (second.texts, second.supports) == (("Steel rusts", "Stone stays"), (False, True))


def test_the_systems_take_sides() -> None:
    from stance_systems import Motion, briefgen, supporting  # noqa: PLC0415

    texts = ("Ferries should be free.", "It rains at sea.")
    motion = Motion("Ferries should be free", tuple(map(sentences, texts)))
    assert [verdict.supports for verdict in briefgen(motion)] == [True, None]
    assert [verdict.supports for verdict in supporting(motion)] == [True] * 2
