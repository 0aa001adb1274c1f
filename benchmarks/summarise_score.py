"""ROUGE by Google's rouge-score, and how sure its means are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from rouge_score.rouge_scorer import RougeScorer

ROUGES = ("rouge1", "rouge2", "rougeL")
_SAMPLES, _SEED = 2_000, 20_171


@cache
def _scorer() -> RougeScorer:
    return RougeScorer(list(ROUGES), use_stemmer=True)


def rouge(summary: str, references: Sequence[str]) -> dict[str, float]:
    """F1 of 100 against the reference that is nearest by each."""
    found = _scorer().score_multi(references, summary)
    return {name: 100 * found[name].fmeasure for name in ROUGES}


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The bounds between which 95 % of the means of samples drawn with replacement lie."""
    drawn = np.random.default_rng(_SEED).choice(values, (_SAMPLES, len(values)))
    low, high = np.quantile(drawn.mean(axis=1), [0.025, 0.975])
    return float(low), float(high)
