"""Passages that could be printed on an issue: on the topic, whole, standing alone, one holder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.evidence.concession import NEAR, is_limited, is_taken_back
from briefgen.evidence.fitness import LONG, Fitness, fitness, is_whole
from briefgen.evidence.genre import Genre
from briefgen.evidence.holders import Holders, standing
from briefgen.evidence.matching import Match
from briefgen.evidence.reading import Reading
from briefgen.evidence.standing import hangs, leans
from briefgen.evidence.standpoints import Standpoints, standpoint_of
from briefgen.evidence.terms import Topic, opens_with
from briefgen.evidence.unnamed import repeats_noun
from briefgen.model import Date, Document, Holder, Passage, Sentence
from briefgen.summarise import Candidate, Place, candidate
from briefgen.viewpoints import (
    SURE,
    UNCLEAR,
    Attribution,
    Lean,
    Standpoint,
    is_balanced,
    lean,
    settled,
    speaks_ill_of,
)

_WORD = re.compile(r"\w+")
#: Most sentences of one passage.
_MOST_SENTENCES = 3
#: Code points of context kept on either side of a passage (W3C's text quote selector).
_CONTEXT = 32
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
    places = _places(reading, index, topic)
    if places is None:
        return None
    index = places[-1]
    sentences = reading.sentences[places.start : places.stop]
    text = reading.document.text[sentences[0].start : sentences[-1].end]
    attribution = reading.attributions[index]
    holder = _holder(reading, attribution, holders)
    # In a report the author is no party.
    partial = attribution.speaker is not None or not reading.is_report
    standpoint = standpoint_of(standpoints, reading, places if partial else ())
    limited = is_limited(reading.sentences[index + 1 : index + 2])
    fit = fitness(text, sentences, known_words(topic), limited=limited)
    prior = _prior(topic, reading, index, holder) * fit.score
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
        matched=reading.relevance[index][topic.place].reasons,
        fitness=fit,
        genre=reading.genre,
    )


def _is_own(topic: Topic, on: Sequence[Match]) -> bool:
    return on[topic.place].score == max(match.score for match in on)


def _crosses_a_seam(document: Document, sentences: Sequence[Sentence]) -> bool:
    return any(sentences[0].start < seam < sentences[-1].end for seam in document.seams)


def _prior(topic: Topic, reading: Reading, index: int, holder: Holder) -> float:
    """How much a sentence is on the issue; less if it lists many, is nobody's or only tells."""
    on = reading.relevance[index]
    prior = on[topic.place].score
    prior *= 0.6 if sum(map(bool, on)) >= _LISTING else 1.0
    told = reading.is_report and reading.attributions[index].speaker is None
    prior *= _NARRATIVE if told else 1.0
    prior *= _SIDELESS + (1 - _SIDELESS) * reading.sides[topic.place][index]
    return prior * _STANDING[standing(holder)]


def _places(reading: Reading, index: int, topic: Topic) -> range | None:
    """The sentences of a passage that holds sentence `index`; None if none is fit to be quoted.

    It ends with that sentence, or with the one that closes its quotation.
    """
    for last in (index, *_onwards(reading, index)):
        first = _beginning(reading, last, topic, upto=index)
        if first is not None:
            return range(first, last + 1)
    return None


def _onwards(reading: Reading, index: int) -> Iterator[int]:
    """The sentences behind one whose quotation goes on, as far as a passage may reach."""
    open_ = [reading.sentences[index]]
    for last in range(index + 1, min(index + _MOST_SENTENCES, len(reading.sentences))):
        goes_on = reading.sentences[last].paragraph == open_[0].paragraph
        if not goes_on or is_balanced(" ".join(sentence.text for sentence in open_)):
            return
        open_.append(reading.sentences[last])
        yield last


def _beginning(reading: Reading, index: int, topic: Topic, *, upto: int) -> int | None:
    """Where a passage that ends with sentence `index` begins, which is with `upto` or before it.

    None if it is not fit to be quoted. One that only hangs on what is before it stands alone where
    the two together are no passage.
    """
    if not _is_usable(reading.attributions[index]):
        return None
    found, stands = [], False
    for first in _backwards(reading, index):
        if first <= upto and not leans(
            reading.sentences[first], held=reading.attributions[first].speaker is not None
        ):
            found.append(first)
            if stands := not hangs_there(reading, first, topic):
                break
    if stands and _length(reading, found[-1], index) <= LONG:
        found = [found[-1], *found[:-1]]
    return next((first for first in found if is_quotable(reading, first, index)), None)


def hangs_there(reading: Reading, index: int, topic: Topic) -> bool:
    """Whether a sentence adds to the one before it, or speaks of what that one names."""
    sentence = reading.sentences[index]
    before = reading.sentences[index - 1] if index else None
    if before is not None and before.paragraph != sentence.paragraph:
        before = None
    repeats = repeats_noun(sentence, before) and not opens_with(sentence, topic)
    return repeats or hangs(sentence, known_words(topic))


def known_words(topic: Topic) -> frozenset[str]:
    """The words that the issue's heading and terms tell a reader."""
    issue = topic.issue
    return frozenset(" ".join((issue.title, issue.question, *issue.terms)).lower().split())


def _length(reading: Reading, first: int, last: int) -> int:
    return sum(len(s.text.split()) for s in reading.sentences[first : last + 1])


def is_quotable(reading: Reading, first: int, last: int) -> bool:
    """Whether the sentences from `first` to `last` are whole prose that is not taken back."""
    sentences = reading.sentences[first : last + 1]
    text = reading.document.text[sentences[0].start : sentences[-1].end]
    return (
        is_whole(text, sentences)
        and not is_taken_back(sentences[-1], reading.sentences[last + 1 : last + 1 + NEAR])
        and not _crosses_a_seam(reading.document, sentences)
        and not any(_is_title(reading.document, sentence) for sentence in sentences)
    )


def _is_title(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence is the document's title once more, whatever its marks."""
    title = _WORD.findall(document.reference.title.casefold())
    return bool(title) and _WORD.findall(sentence.text.casefold()) == title


def _backwards(reading: Reading, index: int) -> Iterator[int]:
    """The sentence and those before it in its paragraph that the same holder says."""
    attribution = reading.attributions[index]
    for first in range(index, max(-1, index - _MOST_SENTENCES), -1):
        before = reading.attributions[first]
        same_paragraph = reading.sentences[first].paragraph == reading.sentences[index].paragraph
        if not same_paragraph or not _is_usable(before):
            return
        if before.speaker != attribution.speaker:
            return
        yield first


def _is_usable(attribution: Attribution) -> bool:
    """Whether a sentence can be put in one mouth: no stray speech, no two claims of two people."""
    return not attribution.unknown and not attribution.mixed


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
    )
