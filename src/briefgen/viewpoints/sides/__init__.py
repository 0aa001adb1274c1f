"""Which side of an issue sentences take: two logistic regressions over features without words.

One says whether a sentence takes a side at all, from what `side_taking` thinks at first sight and
from its likeness to what the positions say. The other says which side: it is antisymmetric and has
no intercept, so that it has no lean of its own, and of more than two positions it is a softmax.
"""

from __future__ import annotations

from briefgen.viewpoints.sides.scorer import Scorer, Standpoint
from briefgen.viewpoints.sides.utterances import Ask, Utterance
from briefgen.viewpoints.sides.verdict import SURE, settled
from briefgen.viewpoints.sides.wording import own_words, speaks_ill_of

__all__ = [
    "SURE",
    "Ask",
    "Scorer",
    "Standpoint",
    "Utterance",
    "own_words",
    "settled",
    "speaks_ill_of",
]
