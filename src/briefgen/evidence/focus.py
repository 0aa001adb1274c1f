"""How much documents and sentences are about an issue, so that a stray mention yields.

A general word among an issue's terms ("navy", "report") also stands where something else is meant.
What tells is whether a document holds the issue's other terms too, or the sentence itself does;
rare terms tell more than those in every document (inverse document frequency, Spärck Jones 1972).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import log

from briefgen.evidence.matching import NOWHERE, Match

#: What each of the question's words tells, beside a term that stands in one document alone.
_QUESTION_WORD = 0.3
#: What a sentence loses at most by holding only terms that stand in every document.
_COMMON = 0.4
#: How steeply a match loses worth with the focus.
_STEEP = 1.5
#: A match worth less than this share of what the issue's best are worth is none; the best are
#: those of the uppermost twentieth.
_STRAY, _BEST = 0.2, 0.95

#: A document's matches: for each sentence one with each issue.
Matches = tuple[tuple[Match, ...], ...]


def focused(documents: Sequence[Matches], issues: int) -> tuple[Matches, ...]:
    """The matches, each worth more the more its document and sentence are about the issue."""
    columns = [_column(documents, place) for place in range(issues)]
    return tuple(
        tuple(tuple(column[d][n] for column in columns) for n in range(len(matched)))
        for d, matched in enumerate(documents)
    )


def _column(documents: Sequence[Matches], place: int) -> list[list[Match]]:
    """The matches of all sentences with one issue."""
    matched = [[on[place] for on in sentences] for sentences in documents]
    terms = [set[str]().union(*(match.terms for match in found)) for found in matched]
    rarity = _rarity(terms)
    extents = [sum(rarity[term] for term in sorted(of)) for of in terms]
    largest = max(extents, default=0)
    if not largest:
        return matched
    weighed = [
        list(_weighed(found, extent / largest, rarity, largest))
        for found, extent in zip(matched, extents, strict=True)
    ]
    return _without_strays(weighed)


def _rarity(terms: Sequence[set[str]]) -> Mapping[str, float]:
    """The inverse document frequency of each term: 1 for what stands in one document alone."""
    documents = Counter(term for of in terms for term in of)
    most = log(1 + len(terms))
    return {term: log(1 + len(terms) / count) / most for term, count in documents.items()}


def _weighed(
    found: Sequence[Match], document: float, rarity: Mapping[str, float], largest: float
) -> Iterator[Match]:
    """A document's matches, weighed; one term by itself tells no more than the document does."""
    for match in found:
        rarities = sorted((rarity[term] for term in match.terms), reverse=True)
        further = sum(rarities[1:]) + _QUESTION_WORD * match.asked
        focus = 1 - (1 - document) * (1 - min(1.0, further / largest))
        telling = 1 - _COMMON * (1 - max(rarities, default=1.0))
        yield replace(match, score=match.score * focus**_STEEP * telling)


def _without_strays(matched: list[list[Match]]) -> list[list[Match]]:
    scores = sorted(match.score for found in matched for match in found if match)
    least = _STRAY * scores[int(_BEST * (len(scores) - 1))] if scores else 0.0
    return [[m if m.score >= least else NOWHERE for m in found] for found in matched]
