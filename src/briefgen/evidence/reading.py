"""A document as evidence is looked for in it: who says what, and on which issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.evidence.genre import Genre, genre_of
from briefgen.evidence.matching import Match
from briefgen.evidence.relevance import all_matches
from briefgen.evidence.terms import Topic
from briefgen.model import Document, Sentence
from briefgen.viewpoints import Attribution, Scorer, side_taking

#: Share of sentences that give others' words from which a document is a report.
_REPORT = 0.35


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


def read(
    documents: Sequence[Document],
    sentences: Sequence[Sequence[Sentence]],
    said: Sequence[Sequence[Attribution]],
    topics: Sequence[Topic],
    scorer: Scorer,
) -> tuple[Reading, ...]:
    """Each document with all that its sentences say by themselves; `said`: who holds each."""
    parsed, held = tuple(map(tuple, sentences)), tuple(map(tuple, said))
    on = all_matches(documents, parsed, held, topics)
    genres = map(genre_of, documents, parsed)
    return tuple(
        Reading(
            document,
            found,
            attributions,
            matched,
            sides=tuple(
                _sides(topic, found, attributions, matched, scorer, report=genre.leads)
                for topic in topics
            ),
            genre=genre,
        )
        for document, found, attributions, matched, genre in zip(
            documents, parsed, held, on, genres, strict=True
        )
    )


def _sides(
    topic: Topic,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    relevance: Sequence[Sequence[Match]],
    scorer: Scorer,
    *,
    report: bool,
) -> tuple[float, ...]:
    """How likely each sentence of a document takes a side; 0 where none is on the issue."""
    on = [match[topic.place] for match in relevance]
    if not any(on):
        return (0.0,) * len(sentences)
    held = [bool(match.terms) for match in on]
    weights = scorer.likely(topic.ask)
    return side_taking(sentences, attributions, held, topic.ask.stated, weights, report=report)
