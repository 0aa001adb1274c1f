"""Logistic regression with a ridge, by Newton's method: deterministic, numbers as they are used."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_STEPS, _STILL = 50, 1e-9


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples of one issue: a row of features each, and what is true of it (1 or 0)."""

    rows: NDArray[np.float64]
    true: NDArray[np.float64]


def fitted(examples: list[Examples], variance: float) -> NDArray[np.float64]:
    """The weights of the features as they are, and last the intercept.

    Each issue weighs by the root of its examples. `variance`: the prior one of the weights of
    features of deviation 1.
    """
    rows, true, weight = _stacked(examples)
    mean, deviation = rows.mean(0), rows.std(0) + 1e-9
    scaled = np.column_stack([(rows - mean) / deviation, np.ones(len(rows))])
    found = _newton(scaled, true, weight, np.append(np.full(rows.shape[1], 1 / variance), 0.0))
    plain = found[:-1] / deviation
    return np.append(plain, found[-1] - plain @ mean)


def fitted_antisymmetric(examples: list[Examples], variance: float) -> NDArray[np.float64]:
    """The weights of features that change their sign with the answer; there is no intercept."""
    rows, true, weight = _stacked(examples)
    deviation = np.sqrt((rows**2).mean(0)) + 1e-9
    scaled = rows / deviation
    both = np.vstack([scaled, -scaled])
    ridge = np.full(rows.shape[1], 1 / variance)
    half = np.append(weight, weight) / 2
    return _newton(both, np.append(true, 1 - true), half, ridge) / deviation


def _stacked(examples: list[Examples]) -> tuple[NDArray[np.float64], ...]:
    rows = np.vstack([e.rows for e in examples])
    true = np.concatenate([e.true for e in examples])
    weight = np.concatenate(
        [np.full(len(e.true), 1 / np.sqrt(max(1, len(e.true)))) for e in examples]
    )
    return rows, true, weight * len(weight) / weight.sum()


def _newton(
    rows: NDArray[np.float64],
    true: NDArray[np.float64],
    weight: NDArray[np.float64],
    ridge: NDArray[np.float64],
) -> NDArray[np.float64]:
    found = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(rows @ found)))
        slope = rows.T @ (weight * (chance - true)) + ridge * found
        curve = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        found -= step
        if abs(step).max() < _STILL:
            break
    return found


def area(true: NDArray[np.float64], scores: NDArray[np.float64]) -> float:
    """The area under the curve: how often what is true is scored above what is not."""
    above, others = scores[true > 0], scores[true == 0]
    found = (above[:, None] > others).sum() + 0.5 * (above[:, None] == others).sum()
    return float(found / (len(above) * len(others)))
