"""Disputes that a source tells in a sentence of its own: for those who tell it, nobody's view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.evidence.candidates import Found, hangs_there, is_quotable, known_words, passage_of
from briefgen.evidence.holders import Holders
from briefgen.evidence.reading import Reading
from briefgen.evidence.standing import leans
from briefgen.evidence.terms import Topic
from briefgen.evidence.unnamed import unnamed
from briefgen.evidence.views import dispute_note
from briefgen.model import Dispute, Holder, IssueEvidence, Passage, Review, matter
from briefgen.viewpoints import AUTHOR, SURE, Disputed, disputes

#: Most disputes of an issue.
_MOST = 2


@dataclass(frozen=True, slots=True)
class Told:
    """A dispute on an issue, its passage and who tells it; `score`: how much it is on the issue."""

    dispute: Dispute
    passage: Passage
    holder: Holder
    score: float


def told_disputes(
    topics: Sequence[Topic], readings: Sequence[Reading], holders: Holders, review: Review
) -> tuple[tuple[Told, ...], ...]:
    """For each topic, the disputes that are told on it, those most on it first.

    Each is told where it is most on the issue. What the desk has decided on is a view, or nothing.
    """
    decided = {decision.matter for decision in review.decisions}
    found: list[list[Told]] = [[] for _ in topics]
    for reading in readings:
        for index, disputed in _sentences(reading):
            scores = [reading.relevance[index][topic.place].score for topic in topics]
            place = scores.index(max(scores))
            told = _told(topics[place], reading, index, disputed, holders)
            if told and matter(topics[place].issue.id, told.passage.text) not in decided:
                found[place].append(told)
    return tuple(tuple(sorted(on, key=lambda told: -told.score)) for on in found)


def without_disputes(found: Sequence[Found], told: Sequence[Sequence[Told]]) -> tuple[Found, ...]:
    """What was found on an issue, without the sentences that tell what two parties say."""
    two = [one.passage for on_issue in told for one in on_issue]
    return tuple(f for f in found if not any(_overlap(f.passage, other) for other in two))


def chosen_disputes(told: Sequence[Told]) -> tuple[Told, ...]:
    """The disputes of an issue that stand in the evidence: of different parties, none twice."""
    chosen: list[Told] = []
    for one in told:
        told_of = (set(one.dispute.parties) == set(other.dispute.parties) for other in chosen)
        again = any(told_of) or any(_overlap(one.passage, other.passage) for other in chosen)
        if len(chosen) < _MOST and not again:
            chosen.append(one)
    return tuple(chosen)


def with_disputes(issue: IssueEvidence, told: Sequence[Told]) -> IssueEvidence:
    """The evidence on an issue with the disputes that are told on it."""
    if not told:
        return issue
    note = None if issue.contrasts else dispute_note(len(told))
    return replace(issue, disputes=tuple(one.dispute for one in told), note=note)


def _overlap(one: Passage, other: Passage) -> bool:
    return one.source == other.source and one.start < other.end and other.start < one.end


def _sentences(reading: Reading) -> Iterator[tuple[int, Disputed]]:
    """The sentences of a document that tell a dispute, if it is on any issue."""
    if any(any(on) for on in reading.relevance):
        yield from disputes(reading.document, reading.sentences, reading.attributions)


def _told(
    topic: Topic, reading: Reading, index: int, disputed: Disputed, holders: Holders
) -> Told | None:
    """A dispute that is on the issue and fit to be quoted."""
    on = reading.relevance[index][topic.place]
    if not (on.terms or (on and reading.sides[topic.place][index] >= SURE)):
        return None
    first = _beginning(topic, reading, index, disputed)
    if first is None:
        return None
    sentences = reading.sentences[first : index + 1]
    text = reading.document.text[sentences[0].start : sentences[-1].end]
    holder = holders.author(reading.document)
    passage = passage_of(reading, sentences, text, holder, AUTHOR)
    dispute = Dispute(passage.id, disputed.parties, (disputed.reason,))
    return Told(dispute, passage, holder, on.score)


def _beginning(topic: Topic, reading: Reading, index: int, disputed: Disputed) -> int | None:
    """Where a passage begins that tells a dispute: with it, or with the source's words before it.

    Those are needed where it leans on them, or does not say which company denies it.
    """
    for first in range(index, max(-1, index - 2), -1):
        opening, held = reading.sentences[first], reading.attributions[first]
        others = held.speaker is not None or held.unknown or held.mixed
        if first < index and (others or opening.paragraph != reading.sentences[index].paragraph):
            return None
        bare = first == index and _is_bare(topic, reading, index, disputed)
        if bare or leans(opening) or hangs_there(reading, first, topic):
            continue
        return first if is_quotable(reading, first, index) else None
    return None


def _is_bare(topic: Topic, reading: Reading, index: int, disputed: Disputed) -> bool:
    """Whether a party is only "the company", of which a reader would ask which."""
    sentence = reading.sentences[index]
    bare = unnamed(sentence.tokens, sentence, known_words(topic))
    return any(token.text.capitalize() in disputed.parties for token in bare)
