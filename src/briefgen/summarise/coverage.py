"""Concept coverage by lazy greedy: each passage adds the concepts that none before it had.

A concept is a pair of neighbouring words and weighs as much as there are further sources that
carry it (after Gillick & Favre 2009): what one source alone says weighs little, and the less, the
more passages there are of each, in which others could have said it too. The greedy choice
is lazy (Minoux 1978), so that the cost is near linear; a few candidates are also put to an integer
program, see `exact`. A source that has had its share yields to the others (diminishing
returns, after Lin & Bilmes 2011), and in news reports what stands first counts more.
"""

from __future__ import annotations

import heapq
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil

from briefgen.stem import stem
from briefgen.summarise.candidate import Budget, Candidate, Concept

#: Factor on the weight of a pair that holds no content word ("of the").
_BARE = 0.25
#: Factor on the gain of each passage of a source that has had its shares.
_AGAIN = 0.6
#: Exponent of a passage's length in what it costs where the budget counts passages, not words.
_PASSAGE = 0.8
#: How fast a report's sentences lose weight from the first on, and what the last of them has lost.
_DECAY, _DROP = 0.15, 0.4


@dataclass(frozen=True, slots=True)
class Choice:
    """Why a candidate was chosen: what it gained, by which concepts, and before which others.

    `concepts`: those that it was the first to bring, the weightiest first, with the sources that
    carry each; pairs of function words are not told. `passed`: the candidates that would have
    gained most after it at that moment.
    """

    index: int
    gain: float
    concepts: tuple[tuple[Concept, tuple[str, ...]], ...]
    passed: tuple[int, ...]


def coverage(candidates: Sequence[Candidate], budget: Budget) -> tuple[int, ...]:
    """The passages that together carry most of what the sources share, within the budget.

    Deterministic: ties go to the earlier candidate. Near linear in the number of concepts.
    """
    from briefgen.summarise.exact import improved  # noqa: PLC0415

    pool = Pool(candidates)
    return improved(pool, tuple(_greedy(pool, budget)), budget)


def explained(
    candidates: Sequence[Candidate], chosen: Sequence[int], budget: Budget, most: int
) -> tuple[Choice, ...]:
    """The reasons of a choice, step by step; at most `most` concepts and candidates for each."""
    pool = Pool(candidates)
    state = State(pool, budget)
    choices = []
    for index in chosen:
        left = [n for n in range(len(candidates)) if n not in state.chosen and n != index]
        passed = heapq.nsmallest(most, left, key=lambda n: (-state.gain(n), n))
        choices.append(Choice(index, state.gain(index), _told(state, index, most), tuple(passed)))
        state.choose(index)
    return tuple(choices)


def _told(state: State, index: int, most: int) -> tuple[tuple[Concept, tuple[str, ...]], ...]:
    """The weightiest concepts that a candidate would bring, with their sources."""
    pool = state.pool
    content = {stem(word) for word in pool.candidates[index].words}
    fresh = ((pool.concepts[number], pool.carriers[number]) for number in state.fresh(index))
    telling = [(-sources, c) for c, sources in fresh if content.issuperset(filter(None, c))]
    return tuple((concept, pool.sources(concept)) for _, concept in heapq.nsmallest(most, telling))


class Pool:
    """Candidates, how well each suits from the start, and what each concept weighs.

    Concepts are numbered in the order in which the candidates bring them; `carriers` and `weights`
    are theirs. A concept of one source weighs as many as there are sources for a candidate; each
    further source adds 1.
    """

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = candidates
        known: dict[Concept, int] = {}
        number = known.setdefault
        self._numbers = [
            array("i", [number(concept, len(known)) for concept in candidate.concepts])
            for candidate in candidates
        ]
        self.concepts = tuple(known)
        self.carriers = self._carriers()
        self.count = len({candidate.source for candidate in candidates})
        alone = self.count / max(1, len(candidates)) - 1
        content = set(map(stem, set(chain.from_iterable(item.words for item in candidates))))
        self.weights = [
            (_BARE if content.isdisjoint(concept) else 1.0) * (sources + alone)
            for concept, sources in zip(self.concepts, self.carriers, strict=True)
        ]
        self.priors = [candidate.prior * _lead(candidate) for candidate in candidates]

    def numbers(self, index: int) -> Sequence[int]:
        """The numbers of a candidate's concepts."""
        return self._numbers[index]

    def sources(self, concept: Concept) -> tuple[str, ...]:
        """The sources that carry a concept, in the order of the candidates."""
        carriers = (item.source for item in self.candidates if concept in item.concepts)
        return tuple(dict.fromkeys(carriers))

    def _carriers(self) -> list[int]:
        """How many sources carry each concept; counted one source after the other."""
        of: dict[str, list[array[int]]] = {}
        for candidate, own in zip(self.candidates, self._numbers, strict=True):
            of.setdefault(candidate.source, []).append(own)
        carriers, last = [0] * len(self.concepts), [-1] * len(self.concepts)
        for source, numbers in enumerate(of.values()):
            for number in chain.from_iterable(numbers):
                if last[number] != source:
                    last[number] = source
                    carriers[number] += 1
        return carriers

    def most(self, budget: Budget) -> int:
        """How many passages of one source there may be before it yields."""
        count = max(1, len(self.candidates))
        passages = budget.passages or count
        if budget.words is not None:
            mean = sum(candidate.length for candidate in self.candidates) / count
            passages = min(passages, ceil(budget.words / max(1, mean)))
        return ceil(budget.shares * passages / max(1, self.count))


class State:
    """What has been chosen from a pool so far, and what each of the others would add."""

    def __init__(self, pool: Pool, budget: Budget) -> None:
        self.pool = pool
        self._most = pool.most(budget)
        self._exponent = _PASSAGE if budget.words is None else 1.0
        self._covered: set[int] = set()
        self._taken: Counter[str] = Counter()
        self.chosen: list[int] = []

    def fresh(self, index: int) -> Sequence[int]:
        """The numbers of a candidate's concepts that none of the chosen has."""
        own = self.pool.numbers(index)
        return [c for c in own if c not in self._covered] if self._covered else own

    def gain(self, index: int) -> float:
        """The weight that a candidate would add for what it costs."""
        candidate = self.pool.candidates[index]
        over = max(0, self._taken[candidate.source] + 1 - self._most)
        fresh = sum(map(self.pool.weights.__getitem__, self.fresh(index)))
        cost = max(1, candidate.length) ** self._exponent
        return float(self.pool.priors[index] * _AGAIN**over * fresh / cost)

    def choose(self, index: int) -> None:
        """Choose a candidate: from now on its concepts add nothing."""
        candidate = self.pool.candidates[index]
        self._covered.update(self.pool.numbers(index))
        self._taken[candidate.source] += 1
        self.chosen.append(index)


def _greedy(pool: Pool, budget: Budget) -> Iterator[int]:
    """The best candidate again and again; a gain only falls, and so is looked at when it leads."""
    state = State(pool, budget)
    heap = [(-state.gain(index), index) for index in range(len(pool.candidates))]
    heapq.heapify(heap)
    words = 0
    while heap and not budget.is_spent(len(state.chosen), words):
        _, index = heapq.heappop(heap)
        current = state.gain(index)
        if heap and (-current, index) > heap[0]:
            heapq.heappush(heap, (-current, index))
            continue
        if current <= 0:
            return
        state.choose(index)
        words += pool.candidates[index].length
        yield index


def _lead(candidate: Candidate) -> float:
    """The prior of a place in a news report: 1 for its first sentence, falling from there."""
    if candidate.place is None:
        return 1.0
    index, sentences = candidate.place.index, candidate.place.sentences
    return float((1 - _DROP * index / max(1, sentences)) / (1 + index) ** _DECAY)
