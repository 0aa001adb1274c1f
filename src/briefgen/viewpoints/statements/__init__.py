"""Statements: who holds what in a document, as spans of source, cue and content.

Every reading of the parse and of the quotation marks is a candidate; a scorer says how likely each
is, a cue keeps its likeliest, and of contents that are nearly the same the likeliest stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from briefgen.model import Document, Sentence
from briefgen.viewpoints.people import Speaker
from briefgen.viewpoints.speakers import Speakers
from briefgen.viewpoints.statements.candidates import Candidate, candidates, span_of_source
from briefgen.viewpoints.statements.features import features, siblings_of
from briefgen.viewpoints.statements.layout import Layout, Span, overlap
from briefgen.viewpoints.statements.scorer import Weights, fitted

__all__ = [
    "Candidate",
    "Layout",
    "Scored",
    "Scorer",
    "Statement",
    "by_weights",
    "fitted",
    "scored",
    "statements",
]

#: Overlap from which two contents are one.
_SAME = 0.8
#: Code points by which contents are kept together, so that only near ones are compared.
_BLOCK = 1000

#: A probability for each of the candidates of one sentence.
Scorer = Callable[[Layout, Sequence[Candidate]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's words or view: whose (`source`, None where the text does not say), by what cue.

    `content` may stand in several stretches. `speaker` is the source as the document names it,
    None where it cannot be told; `score` is how likely the whole is right, 0 to 1.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    speaker: Speaker | None
    score: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its probability."""

    candidate: Candidate
    score: float


def statements(document: Document, sentences: Sequence[Sentence]) -> tuple[Statement, ...]:
    """What is said, thought or wanted in a document and by whom, in the order of the cues."""
    layout = Layout(document, sentences)
    found = scored(layout, by_weights(fitted()), fitted().threshold)
    speakers = Speakers(sentences, layout.quotations)
    return tuple(_statement(layout, speakers, each) for each in found)


def scored(
    layout: Layout, scorer: Scorer, threshold: float, cued: Sequence[int] | None = None
) -> tuple[Scored, ...]:
    """The candidates of a document that are told: one a cue, none twice, in the order of cues.

    `cued`: the sentences in which cues are looked for, by number; all if not given.
    """
    best: list[Scored] = []
    for index in range(len(layout.sentences)) if cued is None else cued:
        found = tuple(candidates(layout, index))
        by_cue: dict[int, Scored] = {}
        for candidate, score in zip(found, scorer(layout, found), strict=True):
            before = by_cue.get(candidate.cue)
            if score >= threshold and (before is None or score > before.score):
                by_cue[candidate.cue] = Scored(candidate, score)
        best += by_cue.values()
    return tuple(sorted(_distinct(best), key=lambda each: _order(each.candidate)))


def by_weights(weights: Weights) -> Scorer:
    """The scorer that these weights make."""

    def score(layout: Layout, found: Sequence[Candidate]) -> Sequence[float]:
        siblings = siblings_of(found)
        return [
            weights.probability(features(layout, each, siblings[each.sentence, each.cue]))
            for each in found
        ]

    return score


def _distinct(found: Iterable[Scored]) -> list[Scored]:
    """Of those whose contents are nearly the same the likeliest, the first where they are even."""
    kept: list[Scored] = []
    ordered = sorted(found, key=lambda each: (-each.score, _order(each.candidate)))
    near: dict[int, list[Scored]] = {}
    for each in ordered:
        places = range(each.candidate.content[0][0] // _BLOCK, _last(each) // _BLOCK + 1)
        rivals = [other for place in places for other in near.get(place, ())]
        if all(overlap(each.candidate.content, r.candidate.content) <= _SAME for r in rivals):
            kept.append(each)
            for place in places:
                near.setdefault(place, []).append(each)
    return kept


def _last(each: Scored) -> int:
    return each.candidate.content[-1][1]


def _order(candidate: Candidate) -> tuple[int, int]:
    return candidate.sentence, candidate.cue


def _statement(layout: Layout, speakers: Speakers, found: Scored) -> Statement:
    candidate = found.candidate
    tree = layout.trees[candidate.sentence]
    place, token = candidate.source.place, tree.tokens[candidate.cue]
    speaker = None
    if place is not None:
        speaker = speakers.resolve(tree.sentence, tree.tokens[place], candidate.sentence)
    source, cue = span_of_source(layout, candidate), (token.start, token.end)
    return Statement(source, cue, candidate.content, speaker, found.score)
