"""Words that keep company with an issue's terms, learnt from the documents themselves.

A word keeps company with the terms if it stands in stretches of text that hold one far more often
than in others: by Dunning's log-likelihood ratio (1993), over counts to which no source gives more
than a few stretches, and only if several sources use it so. One odd article decides nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from briefgen.model import Sentence

#: Sentences of a stretch, which never runs over a paragraph's end.
_STRETCH = 4
#: Stretches that one source counts for at most, of those with a term and of those without.
_MOST = 5
#: Sources in which a word must keep company, and the share of the issue's sources where that is
#: more, up to a bound.
_SOURCES, _SHARE, _ENOUGH = 2, 0.25, 5
#: The 99th percentile of chi-squared with one degree of freedom, below which it may be chance.
_CHANCE = 6.63
#: How many times as often as elsewhere a word must stand beside the terms.
_RATIO = 2.0
#: The words kept for an issue, the surest.
_WORDS = 40
_TELLING = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Companion:
    """How surely a word keeps company with the terms (likelihood ratio), and in how many texts."""

    likelihood: float
    sources: int


@dataclass(frozen=True, slots=True)
class Stretches:
    """A document's stretches: the sentences of each by number, and the nouns in it."""

    spans: tuple[range, ...]
    words: tuple[frozenset[str], ...]


def stretches(sentences: Sequence[Sentence]) -> Stretches:
    """The stretches of a document's sentences."""
    spans = tuple(_spans(sentences))
    return Stretches(spans, tuple(frozenset(_lemmas(sentences, span)) for span in spans))


def companions(
    documents: Sequence[Stretches], on: Sequence[Sequence[bool]]
) -> Mapping[str, Companion]:
    """The words that keep company with an issue's terms; `on`: which sentences hold one."""
    beside = [_beside(document, held) for document, held in zip(documents, on, strict=True)]
    sources = Counter(word for counted in beside for word in counted.words)
    present = sum(1 for counted in beside if counted.stretches)
    least = min(_ENOUGH, max(_SOURCES, round(_SHARE * present)))
    able = {word for word, count in sources.items() if count >= least}
    found = {}
    near, far = _Counts(), _Counts()
    for document, counted in zip(documents, beside, strict=True):
        near.add(counted, able)
        far.add(_elsewhere(document, counted, able), able)
    for word in able:
        likelihood = _likelihood(near, far, word)
        if likelihood >= _CHANCE:
            found[word] = Companion(likelihood, sources[word])
    best = sorted(found, key=lambda word: (-found[word].likelihood, word))[:_WORDS]
    return {word: found[word] for word in best}


@dataclass(frozen=True, slots=True)
class _Counted:
    """Stretches of one document, how many of them hold each word, and which they are."""

    stretches: int
    words: Counter[str]
    places: frozenset[int] = frozenset()


class _Counts:
    """Stretches of all documents, none of which counts for more than its share."""

    def __init__(self) -> None:
        self.stretches = 0.0
        self.words: Counter[str] = Counter()

    def add(self, counted: _Counted, able: set[str]) -> None:
        """One document more."""
        if not counted.stretches:
            return
        weight = min(1.0, _MOST / counted.stretches)
        self.stretches += weight * counted.stretches
        for word, count in counted.words.items():
            if word in able:
                self.words[word] += weight * count  # type: ignore[assignment]


def _spans(sentences: Sequence[Sentence]) -> Iterator[range]:
    start = 0
    for end in range(1, len(sentences) + 1):
        last = end == len(sentences) or sentences[end].paragraph != sentences[start].paragraph
        if last or end - start == _STRETCH:
            yield range(start, end)
            start = end


def _lemmas(sentences: Sequence[Sentence], span: range) -> Iterator[str]:
    for number in span:
        yield from (t.lemma for t in sentences[number].tokens if t.content and t.pos in _TELLING)


def _beside(document: Stretches, on: Sequence[bool]) -> _Counted:
    """The stretches that hold a term."""
    places = [n for n, span in enumerate(document.spans) if any(on[k] for k in span)]
    words = Counter(word for n in places for word in document.words[n])
    return _Counted(len(places), words, frozenset(places))


def _elsewhere(document: Stretches, beside: _Counted, able: set[str]) -> _Counted:
    """The stretches that hold none, with the words that matter."""
    places = [n for n in range(len(document.spans)) if n not in beside.places]
    words = Counter(word for n in places for word in document.words[n] & able)
    return _Counted(len(places), words)


def _likelihood(near: _Counts, far: _Counts, word: str) -> float:
    """Dunning's log-likelihood ratio; 0 for a word that is not clearly more frequent near."""
    a, c = near.words[word], far.words[word]
    b, d = near.stretches - a, far.stretches - c
    if (a + 0.5) / (near.stretches + 1) < _RATIO * (c + 0.5) / (far.stretches + 1):
        return 0.0
    return 2 * (_bits(a, b, c, d) - _bits(a + b, c + d) - _bits(a + c, b + d))


def _bits(*counts: float) -> float:
    total = sum(counts)
    return sum(count * log(count / total) for count in counts if count > 1e-9)
