"""The tone of sentences and of positions: valence, negation, dispute and endorsement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.model import Sentence, Token
from briefgen.viewpoints.lexicon import DISPUTE, ENDORSEMENT, NEGATORS, REVERSERS
from briefgen.viewpoints.sides.utterances import Ask
from briefgen.viewpoints.valence import valence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mood:
    """The tone of n sentences (n,), and of k sides (k,).

    `valence`: of each sentence; `negates`: whether it does; `endorses`: verbs of endorsement less
    those of dispute. Of a side `label` and `texts` are the valence of its label and the mean of
    its texts', `denied` and `denies` whether its label denies something and how many texts do.
    """

    valence: Numbers
    negates: Numbers
    endorses: Numbers
    label: Numbers
    texts: Numbers
    denied: Numbers
    denies: Numbers


def mood(sentences: Sequence[Sentence], ask: Ask) -> Mood:
    """The tone of the sentences and of the sides; who is for what is asked speaks well of it."""
    import numpy as np  # noqa: PLC0415

    if ask.tokens:
        moods = [[valence(text) for text in texts] for texts in ask.texts]
        denials = [[_denies(tokens) for tokens in of] for of in ask.tokens]
    else:
        moods, denials = [[1.0], [-1.0]], [[0.0], [1.0]]
    return Mood(
        valence=np.array([valence(sentence.text) for sentence in sentences]),
        negates=np.array([_negates(sentence) for sentence in sentences], float),
        endorses=np.array([_endorses(sentence) for sentence in sentences], float),
        label=np.array([of[0] for of in moods]),
        texts=np.array([sum(of) / len(of) for of in moods]),
        denied=np.array([of[0] for of in denials]),
        denies=np.array([sum(of) / len(of) for of in denials]),
    )


def _negates(sentence: Sentence) -> bool:
    return any(token.text.lower() in NEGATORS for token in sentence.tokens)


def _denies(tokens: Sequence[Token]) -> float:
    return float(any(t.text.lower() in NEGATORS or t.lemma in REVERSERS for t in tokens))


def _endorses(sentence: Sentence) -> int:
    verbs = [token.lemma for token in sentence.tokens if token.pos == "VERB"]
    return sum((verb in ENDORSEMENT) - (verb in DISPUTE) for verb in verbs)
