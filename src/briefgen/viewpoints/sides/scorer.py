"""How likely each sentence takes a side, and which: its features weighed, and its holder's.

The numbers are in `data/sides.json`, with a card that tells where they are from;
`benchmarks/fit_sides.py` fits them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from briefgen.viewpoints.sides.entailed import WEIGHT, entailed
from briefgen.viewpoints.sides.features import Features, Likeness, features
from briefgen.viewpoints.sides.groups import codes
from briefgen.viewpoints.sides.utterances import Ask, Utterance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from briefgen.embed import Embed, Entail

    Numbers = NDArray[np.float64]

#: The weight of each feature by its name; of "" the intercept.
Weights = Mapping[str, float]

#: What a holder's sentences weigh together beside each alone, shrunk as if there were so much more
#: of them that say nothing.
_SHRINKAGE = 0.5


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A sentence's side: how likely it takes one (`takes`), and how likely each (`shares`, sum 1).

    `nearest`: the place of the nearest among each side's texts. `by_words`: the side whose words it
    asserts, or denies least; None where the words tell no side.
    """

    takes: float
    shares: tuple[float, ...]
    nearest: tuple[int, ...]
    by_words: int | None = None


@dataclass(frozen=True, slots=True)
class Scorer:
    """The weights for an issue with `positions` and for a `question` alone, and the models.

    Of each those of what is `likely` to take a side at first sight (see `side_taking`), of `taking`
    a side, and of which `side`; the last two once more with " embedded" after their names, for
    where likeness is known: there the mean of both counts, which errs less than either. What a
    sentence entails, where a model tells it, has a weight of its own (see `entailed`).
    """

    weights: Mapping[str, Mapping[str, Weights]]
    embed: Embed | None = None
    entail: Entail | None = None

    @staticmethod
    def shipped(embed: Embed | None = None, entail: Entail | None = None) -> Scorer:
        """The scorer with the numbers that Briefgen comes with."""
        return Scorer(_shipped(), embed, entail)

    def likely(self, ask: Ask) -> Weights:
        """The weights at first sight."""
        return self.weights[kind(ask)]["likely"]

    def __call__(self, utterances: Sequence[Utterance], ask: Ask) -> tuple[Standpoint, ...]:
        """The standpoint of each sentence of one issue, in order."""
        if not utterances:
            return ()
        likeness = likenesses(utterances, ask, self.embed)
        found = features(utterances, ask, likeness)
        weights, known = self.weights[kind(ask)], ("", " embedded") if likeness else ("",)
        takes = taking(found, [weights[f"taking{one}"] for one in known])
        more = WEIGHT * entailed(utterances, ask, takes, self.entail)
        shares = sided(found, [weights[f"side{one}"] for one in known], more, takes, utterances)
        return tuple(
            Standpoint(float(p), tuple(map(float, row)), tuple(map(int, near)), _first(words))
            for p, row, near, words in zip(
                takes, shares, found.nearest, found.side["words agreed"], strict=True
            )
        )


def _first(values: Numbers) -> int | None:
    """The place of the greatest of some values; None where there are two of it."""
    best = int(values.argmax())
    return best if (values == values[best]).sum() == 1 else None


def kind(ask: Ask) -> str:
    """Which weights an issue needs."""
    return "positions" if ask.texts else "question"


def likenesses(utterances: Sequence[Utterance], ask: Ask, embed: Embed | None) -> Likeness | None:
    """How near the sentences are to the sides' texts; None where no model is there."""
    if embed is None:
        return None
    said = [u.sentence.text for u in utterances]
    stated = [text for of in ask.texts for text in of]
    # In double precision, so that the order of the sentences does not show where all are alike.
    rows = embed([*said, ask.question, *stated]).astype(float)
    sentences, question, texts = rows[: len(said)], rows[len(said)], rows[len(said) + 1 :]
    near = sentences @ question
    sides, start = [], 0
    for of in ask.texts:
        sides.append(sentences @ texts[start : start + len(of)].T)
        start += len(of)
    return Likeness(tuple(sides) or (near[:, None], near[:, None]), near)


def taking(found: Features, weights: Sequence[Weights]) -> Numbers:
    """The probability that each sentence takes a side (n,), by the mean log odds of the weights."""
    import numpy as np  # noqa: PLC0415

    odds: Numbers = np.asarray(1 / (1 + np.exp(-_weighed(found.taking, weights))), float)
    return odds


def sided(
    found: Features,
    weights: Sequence[Weights],
    more: Numbers,
    takes: Numbers,
    utterances: Sequence[Utterance],
) -> Numbers:
    """The probability of each side for each sentence that takes one (n, k); `more` are log odds.

    What a holder says elsewhere counts: the mean of it, by how likely each takes a side.
    """
    import numpy as np  # noqa: PLC0415

    score = more + _weighed(found.side, weights)
    mouths = codes([u.mouth for u in utterances])
    size = int(mouths.max()) + 1
    sums, total = np.zeros((size, score.shape[1])), np.zeros(size)
    np.add.at(sums, mouths, takes[:, None] * score)
    np.add.at(total, mouths, takes)
    score = score + (sums / (total + _SHRINKAGE)[:, None])[mouths]
    odds = np.exp(score - score.max(axis=1, keepdims=True))
    shares: Numbers = odds / odds.sum(axis=1, keepdims=True)
    return shares


def _weighed(found: Mapping[str, Numbers], weights: Sequence[Weights]) -> Numbers:
    """The mean of what regressions make of the same features, "" being their intercepts."""
    import numpy as np  # noqa: PLC0415

    score = np.zeros_like(next(iter(found.values())))
    for regression in weights:
        score += regression.get("", 0.0)
        for name in (name for name in regression if name):
            score += regression[name] * found[name]
    mean: Numbers = score / len(weights)
    return mean


@cache
def _shipped() -> Mapping[str, Mapping[str, Weights]]:
    data = files("briefgen.viewpoints").joinpath("data/sides.json")
    weights: Mapping[str, Mapping[str, Weights]] = json.loads(data.read_text("utf-8"))["weights"]
    return weights
