"""Concept coverage by lazy greedy: each passage adds the concepts that none before it had.

Concepts are bigrams of content lemmas, weighted by the number of sources that carry them (Gillick
& Favre 2009); the greedy choice is lazy (Minoux 1978), so that the cost is near linear. A source
that was quoted already yields to the others (diminishing returns, after Lin & Bilmes 2011).
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from briefgen.summarise.candidate import Candidate

#: Exponent of the length by which a gain is divided: 0 favours long passages, 1 short ones.
_LENGTH = 0.8
#: Factor on the gain of a source's second, third … passage.
_AGAIN = 0.6

Concept = tuple[str, ...]


def coverage(candidates: Sequence[Candidate], count: int) -> tuple[int, ...]:
    """At most `count` passages that together carry most of what the sources share.

    Deterministic: ties go to the earlier candidate. Near linear in the number of concepts.
    """
    concepts = [_concepts(candidate) for candidate in candidates]
    weights = _weights(candidates, concepts)
    covered: set[Concept] = set()
    taken: Counter[str] = Counter()

    def gain(index: int) -> float:
        candidate = candidates[index]
        fresh = sum(weights[c] for c in concepts[index] if c not in covered)
        discount = _AGAIN ** taken[candidate.source]
        return float(candidate.prior * discount * fresh / max(1, candidate.length) ** _LENGTH)

    heap = [(-gain(index), index) for index in range(len(candidates))]
    heapq.heapify(heap)
    chosen: list[int] = []
    while heap and len(chosen) < count:
        _, index = heapq.heappop(heap)
        current = gain(index)
        if heap and current < -heap[0][0]:
            heapq.heappush(heap, (-current, index))
            continue
        if current <= 0:
            break
        chosen.append(index)
        covered.update(concepts[index])
        taken[candidates[index].source] += 1
    return tuple(chosen)


def _concepts(candidate: Candidate) -> tuple[Concept, ...]:
    """The distinct bigrams of a passage in order, and its words where it has no bigram."""
    words = candidate.words
    bigrams = dict.fromkeys(pairwise(words))
    return tuple(bigrams) or tuple((word,) for word in dict.fromkeys(words))


def _weights(
    candidates: Sequence[Candidate], concepts: Sequence[tuple[Concept, ...]]
) -> dict[Concept, int]:
    sources: dict[Concept, set[str]] = {}
    for candidate, found in zip(candidates, concepts, strict=True):
        for concept in found:
            sources.setdefault(concept, set()).add(candidate.source)
    return {concept: len(of) for concept, of in sources.items()}
