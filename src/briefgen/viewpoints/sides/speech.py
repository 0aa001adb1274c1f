"""How a sentence speaks, whatever the issue: as a judgement, a demand, a report or a bare fact."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from briefgen.model import Token
from briefgen.viewpoints.lexicon import (
    DISPUTE,
    DUTY,
    ENDORSEMENT,
    EVALUATION,
    MODALS,
    NEGATORS,
    REVERSERS,
)
from briefgen.viewpoints.sides.utterances import Utterance
from briefgen.viewpoints.valence import valence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

#: What is counted to at most, and the words at which a sentence's length counts 1 and 2.
_MOST, _LENGTH = 2, 30
_FIRST_PERSON = frozenset("i me my we us our".split())
_QUOTATION_MARKS = frozenset('“”"')


def speech(utterances: Sequence[Utterance]) -> dict[str, Numbers]:
    """The features of speech by their names, one number a sentence (n,)."""
    import numpy as np  # noqa: PLC0415

    rows = [_speech(utterance) for utterance in utterances]
    return {name: np.array([row[name] for row in rows], float) for name in rows[0]}


def _speech(utterance: Utterance) -> dict[str, float]:
    tokens, by, text = utterance.sentence.tokens, utterance.attribution, utterance.sentence.text
    lemmas, words = [t.lemma for t in tokens], [t.text.lower() for t in tokens]
    verbs = [t.lemma for t in tokens if t.pos == "VERB"]
    root = sqrt(len(tokens))
    return {
        "valence": abs(valence(text)),
        "negates": float(_count(words, NEGATORS) > 0),
        "reverses": min(_MOST, _count(lemmas, REVERSERS)),
        "disputes": min(_MOST, _count(verbs, DISPUTE)),
        "endorses": min(_MOST, _count(verbs, ENDORSEMENT)),
        "judges": _count(lemmas, EVALUATION) / root,
        "demands": float(_count(lemmas, DUTY | {"need"}) > 0),
        "modals": min(_MOST, _count(words, MODALS)),
        "first person": _count(words, _FIRST_PERSON) / root,
        "direct": float(by.reported == "direct" and not by.unknown),
        "indirect": float(by.reported == "indirect"),
        "unknown": float(by.unknown),
        "author": float(by.speaker is None and not by.unknown),
        "quotation marks": float(not _QUOTATION_MARKS.isdisjoint(text)),
        "number": float(any(t.pos == "NUM" for t in tokens)),
        "question": float("?" in text),
        "past": float(_is_past(tokens)),
        "length": min(2.0, len(tokens) / _LENGTH),
    }


def _count(words: Sequence[str], of: Collection[str]) -> int:
    return sum(word in of for word in words)


def _is_past(tokens: Sequence[Token]) -> bool:
    return any(token.tag == "VBD" and token.head == n for n, token in enumerate(tokens))
