"""Ways to find contrasts without Briefgen's: similarity, sentiment, cues' words, chance.

All choose among the sentences of four words and more whose holder Briefgen's attribution can tell,
and have no bar: their first three pairs count as printed.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from contrasts_systems import Answer, Case, Pair, Side, System, View, named

from briefgen.annotate import annotate_phrases
from briefgen.evidence.holders import Holders
from briefgen.evidence.terms import phrases, topics
from briefgen.model import Sentence
from briefgen.viewpoints import stems
from briefgen.viewpoints.valence import valence

_SHORTEST, _PRINTED, _RANKED = 4, 3, 5
#: How much less a pair of one article counts.
_SAME_DOCUMENT = 0.9
_SEED = 20_171


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that somebody holds, as a view without a side."""

    sentence: Sentence
    view: View


def said(case: Case) -> tuple[Said, ...]:
    """The sentences of a case that can be put in one mouth, in order."""
    speakers = (a.speaker for found in case.attributions for a in found if a.speaker)
    holders = Holders(case.documents, speakers)
    found = []
    for n, document in enumerate(case.documents):
        for sentence, by in zip(case.sentences[n], case.attributions[n], strict=True):
            if by.unknown or by.mixed or len(sentence.text.split()) < _SHORTEST:
                continue
            holder = holders.speaker(by.speaker) if by.speaker else holders.author(document)
            view = View(
                n, sentence.start, sentence.end, named(holder), holder.author, printed=False
            )
            found.append(Said(sentence, view))
    return tuple(found)


def tfidf_vader() -> System:
    """Cosine of tf-idf times the distance in sentiment, where the signs of that differ."""

    def system(case: Case) -> Answer:
        candidates = said(case)
        mood = np.array([valence(one.sentence.text) for one in candidates])
        opposite = np.where(np.outer(mood, mood) < 0, abs(np.subtract.outer(mood, mood)) / 2, 0)
        alike = _similarity([one.sentence for one in candidates])
        return Answer(*_ranked(candidates, np.triu(alike * opposite)))

    return system


def cues() -> System:
    """How many telling words of a position's cues a sentence holds, less those of the other's."""

    def system(case: Case) -> Answer:
        topic = topics([case.issue], annotate_phrases(phrases([case.issue])))[0]
        words = [
            frozenset(word for cue in topic.cues[position.id] for word in cue.words)
            for position in case.issue.positions
        ]
        candidates = said(case)
        hits = [_hits(one.sentence, words) for one in candidates]
        difference = np.array([first - second for first, second in hits], float)
        return of_sides(candidates, difference, -difference)

    return system


def chance() -> System:
    """Pairs of sentences of different holders, drawn anew at every call."""
    drawn = random.Random(_SEED)

    def system(case: Case) -> Answer:
        candidates = said(case)
        pairs: list[Pair] = []
        for _ in range(_RANKED if len(candidates) > 1 else 0):
            left, right = (one.view for one in drawn.sample(candidates, 2))
            if left.mouth != right.mouth:
                pairs.append(Pair(left, right, score=0.0, printed=len(pairs) < _PRINTED))
        return Answer(tuple(pairs), tuple(one.view for one in candidates))

    return system


def of_sides(candidates: Sequence[Said], a: np.ndarray, b: np.ndarray) -> Answer:
    """The answer by a score of each sentence for each side; below nought is nought."""
    sided = [
        replace(one, view=_sided(one.view, float(first - second)))
        for one, first, second in zip(candidates, a, b, strict=True)
    ]
    return Answer(*_ranked(sided, np.sqrt(np.outer(a.clip(0), b.clip(0)))))


def _sided(view: View, difference: float) -> View:
    side: Side | None = "a" if difference > 0 else "b" if difference < 0 else None
    return replace(view, side=side, sure=min(1.0, abs(difference)))


def _ranked(
    candidates: Sequence[Said], scores: np.ndarray
) -> tuple[tuple[Pair, ...], tuple[View, ...]]:
    """The best pairs of different holders by scores (n, n), no sentence twice, and all views."""
    views = [one.view for one in candidates]
    place = np.array([view.document for view in views])
    mouths = {mouth: n for n, mouth in enumerate(dict.fromkeys(view.mouth for view in views))}
    mouth = np.array([mouths[view.mouth] for view in views])
    scores = np.where(np.equal.outer(place, place), _SAME_DOCUMENT * scores, scores)
    scores = np.where(np.equal.outer(mouth, mouth), 0, scores)
    pairs: list[Pair] = []
    used: set[int] = set()
    for flat in np.argsort(-scores, axis=None, kind="stable"):
        left, right = divmod(int(flat), len(views))
        if len(pairs) == _RANKED or scores[left, right] <= 0:
            break
        if used.isdisjoint((left, right)):
            used |= {left, right}
            printed = len(pairs) < _PRINTED
            for n in (left, right):
                views[n] = replace(views[n], printed=printed)
            pairs.append(Pair(views[left], views[right], float(scores[left, right]), printed))
    return tuple(pairs), tuple(views)


def _hits(sentence: Sentence, words: Sequence[frozenset[str]]) -> list[int]:
    found = {form for token in sentence.tokens for form in stems(token)}
    return [len(of_one & found) for of_one in words]


def _similarity(sentences: Sequence[Sentence]) -> np.ndarray:
    """Cosines of tf-idf over content lemmas, (n, n)."""
    bags = [Counter(t.lemma for t in s.tokens if t.content) for s in sentences]
    spread = Counter(word for bag in bags for word in bag)
    column = {word: n for n, word in enumerate(sorted(spread))}
    rows = np.zeros((len(bags), max(1, len(column))))
    for n, bag in enumerate(bags):
        for word, count in bag.items():
            rows[n, column[word]] = (1 + np.log(count)) * np.log(len(bags) / spread[word])
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    rows = np.divide(rows, norms, out=rows, where=norms > 0)
    cosines: np.ndarray = rows @ rows.T
    return cosines
