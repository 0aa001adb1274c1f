"""Passages that could be printed on an issue: on the topic, whole, standing alone, one holder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.cite import named_once
from briefgen.evidence.concession import is_limited
from briefgen.evidence.extent import known_words, places_of, text_of
from briefgen.evidence.fitness import Fitness, fitness
from briefgen.evidence.genre import Genre
from briefgen.evidence.holders import Holders, standing
from briefgen.evidence.matching import BESIDE, Match
from briefgen.evidence.reading import Reading
from briefgen.evidence.standpoints import NO_SIDE, Standpoints, standpoint_of
from briefgen.evidence.terms import Topic
from briefgen.model import Date, Holder, Passage, Sentence
from briefgen.summarise import Candidate, Place, candidate
from briefgen.viewpoints import (
    SURE,
    UNCLEAR,
    Attribution,
    Lean,
    Standpoint,
    lean,
    settled,
    speaks_ill_of,
)

#: Code points of context kept on either side of a passage (W3C's text quote selector).
_CONTEXT = 32
#: Sentences to either side among which one is on the issue where a passage only takes a side.
_BY = 2
#: What a passage is worth that takes no side on the question; one that surely does is worth 1.
_SIDELESS = 0.1
#: What a passage is worth by its holder: "nobody" in particular are "some" and "critics".
_STANDING = {"named": 1.0, "unnamed": 0.8, "nobody": 0.5}
#: What a report's own narrative is worth beside what those of whom it reports say.
_NARRATIVE = 0.6
#: A sentence on so many issues at once is a list, and says little on any of them.
_LISTING = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that could be printed on an issue, ready for the summariser and for stance.

    `own`: it is on no other issue more than on this; `matched`: why it is on this, and empty where
    it only takes a side. `standpoint`: how likely that, and which; `lean`: what of it is sure.
    `fitness`: how well it suits to be quoted; `genre`: its document's.
    """

    passage: Passage
    holder: Holder
    candidate: Candidate
    standpoint: Standpoint
    lean: Lean
    words: frozenset[str]
    issued: Date | None
    own: bool
    matched: tuple[str, ...]
    fitness: Fitness
    genre: Genre


def candidates(
    topic: Topic,
    readings: Sequence[Reading],
    holders: Holders,
    standpoints: Standpoints,
) -> tuple[Found, ...]:
    """Every passage on an issue that is fit to be quoted, in the order of the sources.

    It holds a term of the issue, or is likely to take a side on its question.
    """
    return tuple(
        found
        for reading in readings
        for index, on in enumerate(reading.relevance)
        if on[topic.place] or standpoint_of(standpoints, reading, [index]).takes >= SURE
        if (found := _found(topic, reading, index, holders, standpoints)) is not None
    )


def _found(
    topic: Topic,
    reading: Reading,
    index: int,
    holders: Holders,
    standpoints: Standpoints,
) -> Found | None:
    places = places_of(reading, index, topic)
    if places is None:
        return None
    index = places[-1]
    sentences = reading.sentences[places.start : places.stop]
    text = text_of(reading, places[0], index)
    attribution = reading.attributions[index]
    holder = _holder(reading, attribution, holders)
    seen_as = standpoint_of(standpoints, reading, places)
    # In a report the author is no party.
    partial = attribution.speaker is not None or not reading.is_report
    standpoint = seen_as if partial else NO_SIDE
    limited = is_limited(reading.sentences[index + 1 : index + 2])
    fit = fitness(text, sentences, known_words(topic), limited=limited)
    prior = _prior(topic, reading, index, holder) * _by_side(seen_as) * fit.score
    place = Place(places.start, len(reading.sentences)) if reading.genre.leads else None
    seen = candidate(text, sentences, source=reading.document.id, prior=prior, place=place)
    return Found(
        passage=passage_of(reading, sentences, text, holder, attribution),
        holder=holder,
        candidate=seen,
        standpoint=standpoint,
        lean=_lean(topic, reading, places, standpoint),
        words=frozenset(seen.words),
        issued=reading.document.reference.issued,
        own=_is_own(topic, reading.relevance[index]),
        matched=_on(topic, reading, index).reasons,
        fitness=fit,
        genre=reading.genre,
    )


def _on(topic: Topic, reading: Reading, index: int) -> Match:
    """How much a passage is on the issue: one that only takes a side is so near what is on it."""
    here, *around = (
        reading.relevance[n][topic.place]
        for n in (index, *range(max(0, index - _BY), min(index + _BY + 1, len(reading.sentences))))
    )
    return Match(BESIDE, ("it takes a side",)) if not here and any(around) else here


def _is_own(topic: Topic, on: Sequence[Match]) -> bool:
    return on[topic.place].score == max(match.score for match in on)


def _prior(topic: Topic, reading: Reading, index: int, holder: Holder) -> float:
    """How much a sentence is on the issue; less if it lists many, is nobody's or only tells."""
    on = reading.relevance[index]
    prior = _on(topic, reading, index).score
    prior *= 0.6 if sum(map(bool, on)) >= _LISTING else 1.0
    told = reading.is_report and reading.attributions[index].speaker is None
    prior *= _NARRATIVE if told else 1.0
    return prior * _STANDING[standing(holder)]


def _by_side(standpoint: Standpoint) -> float:
    """What a passage is worth by how likely it takes a side."""
    return _SIDELESS + (1 - _SIDELESS) * standpoint.takes


def _holder(reading: Reading, attribution: Attribution, holders: Holders) -> Holder:
    if attribution.speaker is None:
        return holders.author(reading.document)
    return holders.speaker(attribution.speaker)


def _lean(topic: Topic, reading: Reading, places: range, standpoint: Standpoint) -> Lean:
    """The side that a passage takes, where that is sure enough and no cue says otherwise."""
    reported = reading.attributions[places[-1]].speaker is not None
    if reading.is_report and not reported:
        return UNCLEAR
    told = [
        lean(reading.sentences[n], topic.issue, topic.cues, reported=reported, asks=topic.asks)
        for n in reversed(places)
        if reading.relevance[n][topic.place]
    ]
    found = settled(topic.issue, standpoint, next((one for one in told if one.position), UNCLEAR))
    ids = [position.id for position in topic.issue.positions]
    if found.stance == "supports" and found.position in ids:
        said = reading.sentences[places.start : places.stop]
        return UNCLEAR if speaks_ill_of(said, topic.own[ids.index(found.position)]) else found
    return found


def passage_of(
    reading: Reading,
    sentences: Sequence[Sentence],
    text: str,
    holder: Holder,
    attribution: Attribution,
) -> Passage:
    """The passage of these sentences, in the mouth of its holder."""
    document = reading.document
    start, end = sentences[0].start, sentences[-1].end
    key = hashlib.sha256(f"{document.text_sha256}:{start}:{end}".encode()).hexdigest()
    return Passage(
        id=f"p{key[:10]}",
        text=text,
        source=document.id,
        start=start,
        end=end,
        paragraph=sentences[0].paragraph,
        page=document.page_at(start),
        prefix=document.text[max(0, start - _CONTEXT) : start],
        suffix=document.text[end : end + _CONTEXT],
        holder=holder.id,
        reported=attribution.reported,
        repeated=not named_once(text, document.text),
    )
