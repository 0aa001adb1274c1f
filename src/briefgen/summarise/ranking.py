"""From a ranking of passages by their words to a summariser: what the published methods share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import isnan

from briefgen.summarise.candidate import Budget, Candidate, Summariser

#: The content words of each of at least two passages, none of which is empty.
Passages = Sequence[tuple[str, ...]]
#: Puts passages in order, by their indices, the most salient first; as far as they are asked for.
Ranking = Callable[[Passages], Iterable[int]]
#: Decimals beyond which two ratings are one: what is left is the order of a sum.
_DECIMALS = 10


def summariser_of(ranking: Ranking) -> Summariser:
    """The summariser that takes passages in that order; one without content words is never taken.

    Neither priors nor places nor sources count: the published methods know nothing of them.
    """

    def summarise(candidates: Sequence[Candidate], budget: Budget) -> tuple[int, ...]:
        usable = [n for n, candidate in enumerate(candidates) if candidate.words]
        if len(usable) < 2:
            return tuple(budget.within(usable, candidates))
        ranked = ranking([candidates[n].words for n in usable])
        return tuple(budget.within((usable[n] for n in ranked), candidates))

    return summarise


def by_rating(ratings: Iterable[float]) -> list[int]:
    """The indices by falling rating; of equals, the earlier first. No rating (NaN) counts as 0."""
    rounded = [0.0 if isnan(rating) else round(float(rating), _DECIMALS) for rating in ratings]
    return sorted(range(len(rounded)), key=lambda n: -rounded[n])
