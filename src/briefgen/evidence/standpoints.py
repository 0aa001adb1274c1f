"""The sentences that may take a side on an issue, and which side each takes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from heapq import nlargest

from briefgen.evidence.holders import Holders
from briefgen.evidence.reading import Reading
from briefgen.evidence.terms import Topic
from briefgen.viewpoints import Scorer, Standpoint, Utterance

#: Least likelihood at first sight that a sentence takes a side: who is below is not looked at.
_LEAST = 0.1
#: Most sentences of an issue that are looked at, the likeliest.
_MOST = 500
#: Fewest words that say something.
_SHORTEST = 4

#: The standpoint of each sentence that may take a side, by its document's id and its place there.
Standpoints = Mapping[tuple[str, int], Standpoint]
NO_SIDE = Standpoint(0.0, (), ())


def standpoints(
    topic: Topic, readings: Sequence[Reading], holders: Holders, scorer: Scorer
) -> Standpoints:
    """The standpoint of each sentence that may take a side on an issue."""
    found = utterances(topic, readings, holders)
    scored = scorer(found, topic.ask)
    return {(u.source, u.index): s for u, s in zip(found, scored, strict=True)}


def utterances(
    topic: Topic, readings: Sequence[Reading], holders: Holders
) -> tuple[Utterance, ...]:
    """The sentences of an issue's sources that are likeliest to take a side, in order."""
    likely = [
        (reading.sides[topic.place][index], at, index)
        for at, reading in enumerate(readings)
        for index in range(len(reading.sentences))
        if reading.sides[topic.place][index] >= _LEAST
        and len(reading.sentences[index].tokens) >= _SHORTEST
    ]
    chosen = nlargest(_MOST, likely, key=lambda one: one[0])
    places = sorted((at, index) for _, at, index in chosen)
    return tuple(_utterance(topic, readings[at], index, holders) for at, index in places)


def _utterance(topic: Topic, reading: Reading, index: int, holders: Holders) -> Utterance:
    return Utterance(
        sentence=reading.sentences[index],
        source=reading.document.id,
        index=index,
        attribution=reading.attributions[index],
        mouth=mouth(reading, index, holders),
        likely=reading.sides[topic.place][index],
    )


def mouth(reading: Reading, index: int, holders: Holders) -> Hashable:
    """Whose a sentence is; what cannot be told of one source is one mouth."""
    attribution = reading.attributions[index]
    if attribution.speaker is not None:
        return holders.speaker(attribution.speaker).id
    return ("?" if attribution.unknown else "author", reading.document.id)


def standpoint_of(standpoints: Standpoints, reading: Reading, places: Sequence[int]) -> Standpoint:
    """That of the sentence of a passage that takes a side most likely."""
    of = reading.document.id
    found = (standpoints[of, n] for n in places if (of, n) in standpoints)
    return max(found, key=lambda one: one.takes, default=NO_SIDE)
