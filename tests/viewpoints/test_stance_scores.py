"""How the stance benchmark counts, and how it reads its two forms of file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import sentences

from briefgen.model import Position
from briefgen.viewpoints import Scorer

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


CLUSTERS = [
    {"stance": "SUPPORT", "perspectives": ["Boats  are slow.", " ", "Boats idle."]},
    {"stance": "UNDERMINE", "perspectives": ["Boats are fun."]},
    {"stance": "UNDERMINE", "perspectives": ["Boats are dear to us."]},
    {"stance": "SUPPORT", "perspectives": [" "]},
]
DEBATE = {"claim": "Ban boats", "split": "dev", "clusters": CLUSTERS}
PROS = [
    {"topic": "Bridges last", "claim": "Steel rusts", "stance": "CON"},
    {"topic": "Bridges last", "claim": "Stone stays", "stance": "PRO"},
]


def test_both_forms_of_file_are_read() -> None:
    from stance import labelled  # noqa: PLC0415

    first, second = labelled([DEBATE, *PROS])
    assert (first.claim, first.split, first.positions) == ("Ban boats", "dev", ())
    assert list(zip(first.texts, first.supports, strict=True)) == [
        ("Boats are slow.", True),
        ("Boats idle.", True),
        ("Boats are fun.", False),
        ("Boats are dear to us.", False),
    ]
    assert (second.texts, second.supports) == (("Steel rusts", "Stone stays"), (False, True))


def test_what_states_the_sides_is_not_scored() -> None:
    """The first cluster of each side; who has one side only is asked as it was."""
    from stance import labelled  # noqa: PLC0415

    lone = {"claim": "Boats sail", "clusters": CLUSTERS[1:3]}
    first, last = labelled([DEBATE, *PROS, lone], stated=True)
    stated = [(position.label, position.cues) for position in first.positions]
    assert stated == [("Boats are slow.", ("Boats idle.",)), ("Boats are fun.", ())]
    assert (first.texts, first.supports) == (("Boats are dear to us.",), (False,))
    # Of the bridges nothing is left to be scored.
    assert (last.claim, last.positions, len(last.texts)) == ("Boats sail", (), 2)


SIDES = [
    # What is for the claim, what is against it, and what shares nothing with it and has no mood.
    ("Ferries should be free", (), ("Ferries should be free.", "Ferries should not be free.",
                                    "Ships."), [True, False, None]),
    # Two positions in words that the claim does not have.
    ("Ban boats", ("Boats ruin the shore", "Sailors need work"),
     ("The shore is in ruins.", "Work for sailors!"), [True, False]),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "stated", "texts", "expected"), SIDES)
def test_the_sides_that_briefgen_takes(
    claim: str, stated: tuple[str, ...], texts: tuple[str, ...], expected: list[bool | None]
) -> None:
    from stance_systems import Motion, sides  # noqa: PLC0415

    positions = tuple(Position(str(n), label) for n, label in enumerate(stated))
    motion = Motion(claim, tuple(map(sentences, texts)), positions)
    found = sides(Scorer.shipped())(motion)
    assert [verdict.supports for verdict in found] == expected
    assert all(0 < v.sure < 1 for v in found if v.supports is not None)


def test_of_a_texts_sentences_the_one_counts_that_takes_a_side() -> None:
    from stance_systems import Motion, sides  # noqa: PLC0415

    texts = ("Hm. Ferries should not be free.", "Ferries should be free. Hm.")
    motion = Motion("Ferries should be free", (*map(sentences, texts), ()))
    found = sides(Scorer.shipped())(motion)
    assert [verdict.supports for verdict in found] == [False, True, None]


def test_the_baselines_take_sides() -> None:
    from stance_systems import Motion, cues, sentiment, supporting  # noqa: PLC0415

    texts = ("Ferries should be free.", "It rains at sea.")
    motion = Motion("Ferries should be free", tuple(map(sentences, texts)))
    assert [verdict.supports for verdict in cues(motion)] == [True, None]
    assert [verdict.supports for verdict in supporting(motion)] == [True] * 2
    moods = (*map(sentences, ("A disaster.", "It rains.", "A joy.")),)
    assert [v.supports for v in sentiment()(Motion("Sail", moods))] == [False, None, True]
    assert [v.supports for v in sentiment()(Motion("A disaster", moods))] == [True, None, False]
