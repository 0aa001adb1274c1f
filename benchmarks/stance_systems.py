"""What a system of the stance benchmark is given and answers, and the systems.

A system is a callable from a `Motion` to a `Verdict` for each of its texts; a new one is a line in
`SYSTEMS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from contrasts_embed import embeddings

from briefgen.annotate import annotate_phrases
from briefgen.evidence.matching import finder, matches
from briefgen.evidence.terms import Topic, phrases, topics
from briefgen.model import Issue, Position, Sentence
from briefgen.viewpoints import (
    UNCLEAR,
    Attribution,
    Scorer,
    Standpoint,
    Utterance,
    asked,
    cue,
    lean,
    side,
    side_taking,
)
from briefgen.viewpoints.valence import valence


@dataclass(frozen=True, slots=True)
class Motion:
    """A claim, and texts on it, each as its sentences.

    `positions`: who is for it and who is against, in this order, where that is stated.
    """

    claim: str
    texts: tuple[tuple[Sentence, ...], ...]
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The side that a text takes on a claim: for it, against it, or None where that is not told.

    `sure`: how sure the system is; it ranks answers only.
    """

    supports: bool | None
    sure: float = 0.0


System = Callable[[Motion], Sequence[Verdict]]
NOT_TOLD = Verdict(None)
#: A text of a debate is its author's own.
_OWN = Attribution(None, "author")


def sides(scorer: Scorer) -> System:
    """Briefgen's side of each text as a brief finds it, the claim being an issue's question.

    All texts on a claim are scored together, each a source and a mouth of its own; of a text's
    sentences the one counts that takes a side most likely, as of a passage's.
    """

    def system(motion: Motion) -> list[Verdict]:
        asking = [Issue("claim", motion.claim, motion.claim, (), motion.positions)]
        topic = topics(asking, annotate_phrases(phrases(asking)))[0]
        said = tuple(_utterances(motion, topic, scorer))
        told: dict[str, Standpoint] = {}
        for one, found in zip(said, scorer(said, topic.ask), strict=True):
            if one.source not in told or found.takes > told[one.source].takes:
                told[one.source] = found
        return [_verdict(told.get(str(place))) for place in range(len(motion.texts))]

    return system


def _utterances(motion: Motion, topic: Topic, scorer: Scorer) -> Iterator[Utterance]:
    """Every sentence on a claim, with its probability at first sight to take a side."""
    weights, found = scorer.likely(topic.ask), finder([topic])
    for place, text in enumerate(motion.texts):
        on = [bool(matches(sentence, [topic], [found])[0].terms) for sentence in text]
        own = [_OWN] * len(text)
        likely = side_taking(text, own, on, topic.ask.stated, weights, report=False)
        for index, sentence in enumerate(text):
            yield Utterance(sentence, str(place), index, _OWN, ("author", place), likely[index])


def _verdict(found: Standpoint | None) -> Verdict:
    """The likelier side, as sure as that it is taken at all and that it is this one."""
    if found is None or found.shares[0] == found.shares[1]:
        return NOT_TOLD
    return Verdict(found.shares[0] > found.shares[1], found.takes * max(found.shares))


def cues(motion: Motion) -> list[Verdict]:
    """The side by the rules for cues alone, the claim being one of two positions and its cue."""
    tokens = annotate_phrases([motion.claim])[0]
    positions = (Position("for", motion.claim, (motion.claim,)), Position("against", ""))
    issue = Issue("claim", motion.claim, motion.claim, (), positions)
    given = {"for": (cue(tokens),), "against": ()}
    asks = asked(tokens)
    found = []
    for sentences in motion.texts:
        leans = (lean(s, issue, given, reported=False, asks=asks) for s in sentences)
        told = next((one for one in leans if one.position), UNCLEAR)
        taken = side(issue, told)
        found.append(Verdict(taken == "for", told.score) if taken else NOT_TOLD)
    return found


def supporting(motion: Motion) -> list[Verdict]:
    """Every text for its claim: the more frequent side of debates."""
    return [Verdict(supports=True) for _ in motion.texts]


def sentiment() -> System:
    """For, where the text's sentiment has the claim's sign; that of a claim without any is +."""

    def system(motion: Motion) -> list[Verdict]:
        sign = -1 if valence(motion.claim) < 0 else 1
        moods = [sign * valence(" ".join(s.text for s in text)) for text in motion.texts]
        return [Verdict(mood > 0, abs(mood)) if mood else NOT_TOLD for mood in moods]

    return system


#: How each system is had, `cache` keeping embeddings; raises `contrasts_systems.Unavailable`.
SYSTEMS: dict[str, Callable[[Path | None], System]] = {
    "briefgen": lambda cache: sides(Scorer.shipped(embeddings(cache))),
    "no-embeddings": lambda _: sides(Scorer.shipped()),
    "cues": lambda _: cues,
    "majority": lambda _: supporting,
    "vader": lambda _: sentiment(),
}
