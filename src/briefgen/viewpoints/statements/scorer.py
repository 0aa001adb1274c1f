"""How likely a reading is true: a logistic regression over the features that hold of it.

Its numbers are data of the package (`viewpoints/data/attribution.json`, with a note of their
origin); `benchmarks/fit_attribution.py` makes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, fsum
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the log odds, and the odds from which a reading is told."""

    bias: float
    threshold: float
    of: Mapping[str, float]

    def probability(self, names: Iterable[str]) -> float:
        """How likely a reading with these features is true, 0 to 1."""
        held = self.of.keys() & names  # each once; added up exactly, since a set has no order
        total = self.bias + fsum(map(self.of.__getitem__, held))
        return 1 / (1 + exp(-max(-500.0, min(500.0, total))))


@cache
def fitted() -> Weights:
    """The weights that the package comes with."""
    file = Path(__file__).parents[1] / "data" / "attribution.json"
    given = json.loads(file.read_text(encoding="utf-8"))
    return Weights(given["bias"], given["threshold"], given["weights"])
