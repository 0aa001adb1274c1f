"""Which position a sentence entails, as a cross-encoder that a desk has downloaded tells it."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from typing import TYPE_CHECKING

from briefgen.viewpoints.sides.utterances import Ask, Utterance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from briefgen.embed import Entail

    Numbers = NDArray[np.float64]

#: What it weighs in the log odds of a side. Not fitted: no such model is shipped. A sentence that
#: surely entails one of two positions and contradicts the other gets odds of e to 1 (.73) before
#: its holder's are added, as often as sentences that hit a position's cue were on its side. With
#: made-up models that are right of .5, .7 and .85 of labelled sentences, .87, .92 and .92 of the
#: sides told were right on issues left out (.89 without); twice as much cost the first of them .10.
WEIGHT = 0.5
#: Most sentences of an issue that are put to it: a pair takes a cross-encoder tens of milliseconds.
MOST = 100


def entailed(
    utterances: Sequence[Utterance], ask: Ask, takes: Numbers, entail: Entail | None
) -> Numbers:
    """How much more each sentence entails a side's label than all sides', on the mean (n, k).

    Of the `MOST` that take a side likeliest. 0 of all others, without positions, and where there
    is no model; centred in each sentence, so that it has no lean.
    """
    import numpy as np  # noqa: PLC0415

    found = np.zeros((len(utterances), len(ask.texts) or 2))
    if entail is None or len(ask.texts) < 2:
        return found
    said = [utterance.sentence.text for utterance in utterances]
    likeliest = nlargest(MOST, range(len(said)), key=lambda n: (takes[n], said[n]))
    told = entail([(said[n], texts[0]) for n in likeliest for texts in ask.texts])
    rows = told.astype(float).reshape(len(likeliest), len(ask.texts))
    found[likeliest] = rows - rows.mean(axis=1, keepdims=True)
    return found
