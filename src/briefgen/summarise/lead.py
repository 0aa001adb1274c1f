"""The passages that stand first: the baseline that is hard to beat on news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefgen.summarise.candidate import Budget, Candidate


def lead(candidates: Sequence[Candidate], budget: Budget) -> tuple[int, ...]:
    """The first passage of each source in turn, then the second of each, and so on."""
    seen: Counter[str] = Counter()
    rounds = []
    for candidate in candidates:
        rounds.append(seen[candidate.source])
        seen[candidate.source] += 1
    first = {source: n for n, source in enumerate(seen)}
    order = sorted(range(len(rounds)), key=lambda n: (rounds[n], first[candidates[n].source]))
    return tuple(budget.within(order, candidates))
