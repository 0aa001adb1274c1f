"""The regressions that the shipped numbers come from, beside what can be worked out by hand."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

FOLDER = str(Path(__file__).parents[2] / "benchmarks")
#: A prior so wide that it says nothing.
WIDE = 1e9


@pytest.fixture(autouse=True, scope="module")
def _benchmarks() -> Iterator[None]:
    sys.path.insert(0, FOLDER)
    yield
    sys.path.remove(FOLDER)


def examples(*rows: Sequence[float]) -> Any:
    """Examples of one issue: of each row the last number is what is true of it."""
    from regression import Examples  # noqa: PLC0415

    made = np.array(rows, float)
    return Examples(made[:, :-1], made[:, -1])


#: Without the feature 1 of 4 is true, with it 3 of 4.
QUARTERS = [(0, 1), (0, 0), (0, 0), (0, 0), (1, 1), (1, 1), (1, 1), (1, 0)]


def test_log_odds_are_found() -> None:
    from regression import fitted  # noqa: PLC0415

    found = fitted([examples(*QUARTERS)], WIDE)
    assert found == pytest.approx([2 * log(3), -log(3)], abs=1e-5)


@pytest.mark.parametrize(("scale", "shift"), [(10, 0), (1, -3), (0.01, 7)])
def test_units_do_not_matter(scale: float, shift: float) -> None:
    """The prior is on features of deviation 1, so that what is told does not hang on units."""
    from regression import fitted  # noqa: PLC0415

    plain = fitted([examples(*QUARTERS)], 0.1)
    moved = fitted([examples(*((scale * x + shift, y) for x, y in QUARTERS))], 0.1)
    assert moved[0] * scale == pytest.approx(plain[0])
    assert moved[1] + moved[0] * shift == pytest.approx(plain[1])


def test_the_prior_shrinks_weights_and_not_the_intercept() -> None:
    from regression import fitted  # noqa: PLC0415

    weights = [fitted([examples(*QUARTERS)], variance)[0] for variance in (1e-6, 0.01, 1, WIDE)]
    assert weights == sorted(weights)
    assert weights[0] == pytest.approx(0, abs=1e-3)
    mostly = fitted([examples(*[(n, 1) for n in range(3)], (9, 0))], 1e-9)
    assert mostly[1] == pytest.approx(log(3), abs=1e-3)


def test_an_issue_weighs_by_the_root_of_its_examples() -> None:
    """One true example of an issue beside four false ones of another weigh as 1 to 2."""
    from regression import fitted  # noqa: PLC0415

    found = fitted([examples((0, 1)), examples(*[(0, 0)] * 4)], WIDE)
    assert found[1] == pytest.approx(-log(2), abs=1e-6)


def test_no_lean() -> None:
    """Sides that are swapped give the same weights, and as many of each make no difference."""
    from regression import fitted_antisymmetric  # noqa: PLC0415

    rows = [(1, 2, 1), (3, -1, 1), (-1, 1, 0), (2, 2, 0), (1, 1, 1)]
    swapped = [(-a, -b, 1 - y) for a, b, y in rows]
    plain = fitted_antisymmetric([examples(*rows)], 1.0)
    assert fitted_antisymmetric([examples(*swapped)], 1.0) == pytest.approx(plain)
    assert len(plain) == 2
    # Three of four are as the feature says: its log odds, by whichever side it is told.
    some = [(1, 1), (1, 1), (1, 1), (1, 0)]
    assert fitted_antisymmetric([examples(*some)], WIDE) == pytest.approx([log(3)], abs=1e-5)


def test_what_never_changes_weighs_nothing() -> None:
    from regression import fitted, fitted_antisymmetric  # noqa: PLC0415

    still = [(x, 0.0, y) for x, y in QUARTERS]
    assert np.isfinite(fitted([examples(*still)], 0.1)).all()
    assert fitted([examples(*still)], 0.1)[1] == 0
    assert fitted_antisymmetric([examples(*still)], 0.1)[1] == 0


@pytest.mark.parametrize(
    ("true", "scores", "expected"),
    [
        ([1, 0], [0.9, 0.1], 1.0),
        ([1, 0], [0.1, 0.9], 0.0),
        ([1, 0], [0.5, 0.5], 0.5),
        ([1, 1, 0, 0], [4, 2, 3, 1], 0.75),
        ([0, 1, 0], [1, 1, 0], 0.75),
    ],
)
def test_area(true: list[int], scores: list[float], expected: float) -> None:
    from regression import area  # noqa: PLC0415

    assert area(np.array(true, float), np.array(scores, float)) == expected


@given(st.lists(st.tuples(st.booleans(), st.integers(-5, 5)), min_size=2, max_size=12))
def test_area_of_the_opposite(rows: list[tuple[bool, int]]) -> None:
    """Scores turned round give what is left to 1, and what only stretches them nothing else."""
    from regression import area  # noqa: PLC0415

    true, scores = (np.array(column, float) for column in zip(*rows, strict=True))
    if 0 < true.sum() < len(true):
        assert area(true, -scores) == pytest.approx(1 - area(true, scores))
        assert area(true, 3 * scores + 1) == area(true, scores)
