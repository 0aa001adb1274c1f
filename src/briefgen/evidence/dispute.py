"""Disputes that a source tells in words of its own: for those who tell it, nobody's view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.evidence.candidates import Found, passage_of
from briefgen.evidence.extent import hangs_there, is_quotable, known_words
from briefgen.evidence.holders import Holders
from briefgen.evidence.matching import Match
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
        for places, disputed in _sentences(reading):
            scores = [_on(topic, reading, places).score for topic in topics]
            place = scores.index(max(scores))
            told = _told(topics[place], reading, places, disputed, holders)
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


def _sentences(reading: Reading) -> Iterator[tuple[range, Disputed]]:
    """The places of a document's sentences that tell a dispute, if it is on any issue."""
    if any(any(on) for on in reading.relevance):
        yield from disputes(reading.document, reading.sentences, reading.attributions)


def _on(topic: Topic, reading: Reading, places: range) -> Match:
    """How much that of the sentences is on an issue which is most on it."""
    return max((reading.relevance[n][topic.place] for n in places), key=lambda match: match.score)


def _told(
    topic: Topic, reading: Reading, places: range, disputed: Disputed, holders: Holders
) -> Told | None:
    """A dispute that is on the issue and fit to be quoted."""
    on = _on(topic, reading, places)
    sides = max(reading.sides[topic.place][n] for n in places)
    if not (on.terms or (on and sides >= SURE)):
        return None
    first = _beginning(topic, reading, places, disputed)
    if first is None:
        return None
    sentences = reading.sentences[first : places.stop]
    text = reading.document.text[sentences[0].start : sentences[-1].end]
    holder = holders.author(reading.document)
    passage = passage_of(reading, sentences, text, holder, AUTHOR)
    dispute = Dispute(passage.id, disputed.parties, (disputed.reason,))
    return Told(dispute, passage, holder, on.score)


def _beginning(topic: Topic, reading: Reading, places: range, disputed: Disputed) -> int | None:
    """Where a passage begins that tells a dispute: with it, or with the source's words before it.

    Those are needed where it leans on them, or does not say which company denies it.
    """
    start = places.start
    for first in range(start, max(-1, start - 2), -1):
        opening, held = reading.sentences[first], reading.attributions[first]
        others = held.speaker is not None or held.unknown or held.mixed
        if first < start and (others or opening.paragraph != reading.sentences[start].paragraph):
            return None
        bare = first == start and _is_bare(topic, reading, places, disputed)
        if bare or leans(opening) or hangs_there(reading, first, topic):
            continue
        return first if is_quotable(reading, first, places[-1]) else None
    return None


def _is_bare(topic: Topic, reading: Reading, places: range, disputed: Disputed) -> bool:
    """Whether a party is only "the company", of which a reader would ask which.

    Not so where the sentence before names one body, which is then that company.
    """
    told = reading.sentences[places.start : places.stop]
    for n, sentence in enumerate(told):
        named = sum(entity.label == "ORG" for before in told[:n] for entity in before.entities)
        bare = unnamed(sentence.tokens, sentence, known_words(topic))
        earlier = {token.lemma for before in told[:n] for token in before.tokens}
        if named != 1 and any(
            token.text.capitalize() in disputed.parties and token.lemma not in earlier
            for token in bare
        ):
            return True
    return False
