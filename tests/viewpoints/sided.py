"""What tests of sides share: utterances and asks of a few words, weights and a stub of a model."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Sequence
from functools import cache

import numpy as np
from support import sentences

from briefgen.annotate import annotate_phrases
from briefgen.model import Sentence
from briefgen.viewpoints import Ask, Attribution, Scorer, Utterance
from briefgen.viewpoints.sides.features import Features, features
from briefgen.viewpoints.sides.scorer import Weights, likenesses

QUESTION = "Should the herring ban stay?"
STAY = ("The ban should stay", "protect the stocks", "the sea needs rest")
LIFT = ("The ban should be lifted", "reopen the fishery", "jobs on the coast")
PAY = ("The state should pay the crews", "money for boats")

OWN = Attribution(None, "author")
UNKNOWN = Attribution(None, "direct", unknown=True)

#: Sentences of every kind, to be drawn from.
POOL = (
    "The ban should stay.",
    "The ban should not stay.",
    "Ministers must protect the stocks.",
    "Nobody wants to reopen the fishery, and that is right.",
    "“Will there be jobs on the coast?”",
    "It rained in 14 harbours.",
    "The sea needs rest and the stocks are a disaster.",
    "Crews praised the plan; the state should pay them money.",
    "We reject it.",
    "…",
    "— ? —",
)


@cache
def sentence(text: str) -> Sentence:
    """The first sentence of a text."""
    return sentences(text)[0]


def utterance(
    text: str, mouth: Hashable = None, source: str = "s", index: int = 0, likely: float = 0.5
) -> Utterance:
    """A text in a mouth; each text has its own where none is given."""
    by = UNKNOWN if text.startswith("“") else OWN
    return Utterance(sentence(text), source, index, by, text if mouth is None else mouth, likely)


@cache
def ask(*positions: tuple[str, ...], question: str = QUESTION) -> Ask:
    """What an issue asks, with what is said for each of its positions."""
    tokens = tuple(annotate_phrases(of) for of in positions)
    return Ask(question, annotate_phrases([question])[0], positions, tokens)


def embed(texts: Sequence[str], /) -> np.ndarray:
    """A row of unit length for each text, by its hash."""
    digests = b"".join(hashlib.sha256(text.encode()).digest() for text in texts)
    rows = np.frombuffer(digests, np.uint8).reshape(len(texts), -1) - np.float32(127.5)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def found(asked: Ask, *said: Utterance, embedded: bool = False) -> Features:
    """The features of utterances."""
    return features(said, asked, likenesses(said, asked, embed if embedded else None))


def scorer(weigh: Callable[[str], float], *, embedded: bool = False) -> Scorer:
    """A scorer that weighs every feature by its name, whichever they are."""

    def weights(asked: Ask) -> dict[str, Weights]:
        kinds = {}
        for name, model in (("", False), (" embedded", True)):
            of = found(asked, utterance(POOL[0]), embedded=model)
            kinds[f"taking{name}"] = {each: weigh(each) for each in ("", *of.taking)}
            kinds[f"side{name}"] = {each: weigh(each) for each in of.side}
        return kinds

    by_kind = {"positions": weights(ask(STAY, LIFT)), "question": weights(ask())}
    return Scorer(by_kind, embed if embedded else None)


def by_name(name: str) -> float:
    """A weight between -1 and 1 that hangs on the name alone."""
    return hashlib.sha256(name.encode()).digest()[0] / 127.5 - 1
