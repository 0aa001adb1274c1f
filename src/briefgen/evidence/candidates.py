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
from briefgen.evidence.standing import hangs, leans
from briefgen.evidence.terms import Topic, opens_with
from briefgen.evidence.unnamed import repeats_noun
from briefgen.model import Date, Document, Holder, Passage, Sentence
from briefgen.summarise import Candidate, Place, candidate
from briefgen.viewpoints import UNCLEAR, Attribution, Lean, lean

_WORD = re.compile(r"\w+")
#: Most sentences of one passage.
_MOST_SENTENCES = 3
#: Code points of context kept on either side of a passage (W3C's text quote selector).
_CONTEXT = 32
#: Share of sentences that give others' words from which a document is a report.
_REPORT = 0.35
#: What a passage is worth that takes no side on the question; one that surely does is worth 1.
_SIDELESS = 0.1
#: What a passage is worth by its holder: "nobody" in particular are "some" and "critics".
_STANDING = {"named": 1.0, "unnamed": 0.8, "nobody": 0.5}
#: What a report's own narrative is worth beside what those of whom it reports say.
_NARRATIVE = 0.6
#: A sentence on so many issues at once is a list, and says little on any of them.
_LISTING = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its sentences, who holds each, how much it is on each issue, its genre.

    `sides`: for each issue, how likely each sentence takes a side on its question.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    attributions: tuple[Attribution, ...]
    relevance: tuple[tuple[Match, ...], ...]
    sides: tuple[tuple[float, ...], ...]
    genre: Genre

    @property
    def is_report(self) -> bool:
        """Whether it reports what others say, so that what nobody says is nobody's view."""
        others = sum(1 for a in self.attributions if a.speaker or a.unknown)
        authors = self.document.reference.author
        personal = bool(authors) and not any(name.literal for name in authors)
        return not personal or others >= _REPORT * len(self.attributions)


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that could be printed on an issue, ready for the summariser and for stance.

    `own`: it is on no other issue more than on this; `matched`: why it is on this. `fitness`: how
    well it suits to be quoted; `genre`: its document's.
    """

    passage: Passage
    holder: Holder
    candidate: Candidate
    lean: Lean
    words: frozenset[str]
    issued: Date | None
    own: bool
    matched: tuple[str, ...]
    fitness: Fitness
    genre: Genre


def candidates(topic: Topic, readings: Sequence[Reading], holders: Holders) -> tuple[Found, ...]:
    """Every passage on an issue that is fit to be quoted, in the order of the sources."""
    return tuple(
        found
        for reading in readings
        for index, on in enumerate(reading.relevance)
        if on[topic.place] and (found := _found(topic, reading, index, holders)) is not None
    )


def _found(topic: Topic, reading: Reading, index: int, holders: Holders) -> Found | None:
    first = _beginning(reading, index, topic)
    if first is None:
        return None
    sentences = reading.sentences[first : index + 1]
    text = reading.document.text[sentences[0].start : sentences[-1].end]
    attribution = reading.attributions[index]
    holder = _holder(reading, attribution, holders)
    view = _lean(topic, reading, range(first, index + 1))
    limited = is_limited(reading.sentences[index + 1 : index + 2])
    fit = fitness(text, sentences, _known(topic), limited=limited)
    prior = _prior(topic, reading, index, holder) * fit.score
    place = Place(first, len(reading.sentences)) if reading.genre.leads else None
    seen = candidate(text, sentences, source=reading.document.id, prior=prior, place=place)
    return Found(
        passage=_passage(reading, sentences, text, holder, attribution),
        holder=holder,
        candidate=seen,
        lean=view,
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


def _beginning(reading: Reading, index: int, topic: Topic) -> int | None:
    """Where a passage that ends with sentence `index` begins; None if it is not fit to be quoted.

    One that only hangs on what is before it stands alone where the two together are no passage.
    """
    if not _is_usable(reading.attributions[index]):
        return None
    found, stands = [], False
    for first in _backwards(reading, index):
        if not leans(
            reading.sentences[first], held=reading.attributions[first].speaker is not None
        ):
            found.append(first)
            if stands := not _hangs(reading, first, topic):
                break
    if stands and _length(reading, found[-1], index) <= LONG:
        found = [found[-1], *found[:-1]]
    return next((first for first in found if _is_quotable(reading, first, index)), None)


def _hangs(reading: Reading, index: int, topic: Topic) -> bool:
    sentence = reading.sentences[index]
    before = reading.sentences[index - 1] if index else None
    if before is not None and before.paragraph != sentence.paragraph:
        before = None
    repeats = repeats_noun(sentence, before) and not opens_with(sentence, topic)
    return repeats or hangs(sentence, _known(topic))


def _known(topic: Topic) -> frozenset[str]:
    """The words that the issue's heading and terms tell a reader."""
    issue = topic.issue
    return frozenset(" ".join((issue.title, issue.question, *issue.terms)).lower().split())


def _length(reading: Reading, first: int, last: int) -> int:
    return sum(len(s.text.split()) for s in reading.sentences[first : last + 1])


def _is_quotable(reading: Reading, first: int, last: int) -> bool:
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


def _lean(topic: Topic, reading: Reading, places: range) -> Lean:
    """The side of the last of the sentences that is on the issue and takes one."""
    reported = reading.attributions[places[-1]].speaker is not None
    if reading.is_report and not reported:
        return UNCLEAR
    sides = [
        lean(reading.sentences[n], topic.issue, topic.cues, reported=reported, asks=topic.asks)
        for n in reversed(places)
        if reading.relevance[n][topic.place]
    ]
    return next((found for found in sides if found.position), UNCLEAR)


def _passage(
    reading: Reading,
    sentences: Sequence[Sentence],
    text: str,
    holder: Holder,
    attribution: Attribution,
) -> Passage:
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
