"""The best choice of a few candidates, by integer programming instead of greedily.

The objective is that of `coverage` without its diminishing returns: each concept counts once, with
the prior of the best of the chosen passages that carry it (facility location); no source has more
passages than the greedy choice gave it, or than those after which it yields. HiGHS stops at a gap
between what it has and what there could be, never at a time: the same input gives the same choice
on every machine.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.summarise.candidate import Budget
    from briefgen.summarise.coverage import Pool

#: Candidates up to which the program takes a fraction of a second.
LARGEST = 40
#: The gap at which the solver stops, and by how much a choice must be better to be taken.
_GAP, _BETTER = 0.001, 0.01
#: What a variable of 0 or 1 is surely above or below.
_HALF = 0.5


def improved(pool: Pool, chosen: Sequence[int], budget: Budget) -> tuple[int, ...]:
    """Another choice of as many passages, in no more words, that covers clearly more; else this.

    The passages stand in the order in which they are best read: the most telling first.
    """
    if not 1 < len(chosen) < len(pool.candidates) <= LARGEST:
        return tuple(chosen)
    found = solved(pool, chosen, pool.most(budget))
    better = covered(pool, found) > (1 + _BETTER) * covered(pool, chosen)
    lengths = [pool.candidates[index].length for index in found]
    if len(found) < len(chosen) or not better or not budget.admits(lengths):
        return tuple(chosen)
    return tuple(sorted(found, key=lambda index: (-covered(pool, [index]), index)))


def covered(pool: Pool, chosen: Sequence[int]) -> float:
    """The objective: the weight of all concepts, each with the best prior of what carries it."""
    best: dict[int, float] = {}
    for index in sorted(chosen, key=lambda n: pool.priors[n]):
        best |= dict.fromkeys(pool.numbers(index), pool.priors[index])
    return sum(pool.weights[number] * prior for number, prior in best.items())


def solved(pool: Pool, chosen: Sequence[int], most: int) -> list[int]:
    """The solver's choice, without what adds nothing to it.

    There is a variable for each passage, then one for each concept of each. A passage's concept can
    count at most as far as the passage is chosen, and a concept in all passages at most once.
    """
    import numpy as np  # noqa: PLC0415
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415
    from scipy.sparse import csr_array  # noqa: PLC0415

    count = len(pool.candidates)
    places = [(n, concept) for n in range(count) for concept in pool.numbers(n)]
    gains = [0.0] * count + [pool.priors[n] * pool.weights[concept] for n, concept in places]
    rows = [*_limits(pool, chosen, most), *_links(places, count)]
    matrix = csr_array(
        (
            [value for row, _ in rows for value in row.values()],
            [column for row, _ in rows for column in row],
            np.cumsum([0, *(len(row) for row, _ in rows)]),
        ),
        shape=(len(rows), len(gains)),
    )
    with _quiet():
        result = milp(
            -np.array(gains),
            integrality=np.arange(len(gains)) < count,
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(matrix, ub=np.array([bound for _, bound in rows])),
            options={"mip_rel_gap": _GAP},
        )
    found = [n for n in range(count) if result.x is not None and result.x[n] > _HALF]
    return _telling(pool, found)


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing on the process's standard output: HiGHS may print lines of its own there."""
    sys.stdout.flush()
    kept = os.dup(1)
    try:
        with Path(os.devnull).open("wb") as nothing:
            os.dup2(nothing.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _telling(pool: Pool, chosen: list[int]) -> list[int]:
    """Those of a choice without which it would cover less."""
    for index in reversed(chosen):
        rest = [n for n in chosen if n != index]
        if covered(pool, rest) >= covered(pool, chosen):
            chosen = rest
    return chosen


#: A row of the program, by column, and what it is at most.
Row = tuple[dict[int, float], float]


def _limits(pool: Pool, chosen: Sequence[int], most: int) -> Iterator[Row]:
    """As many passages as were chosen, in as many words, and of no source too many."""
    items = pool.candidates
    yield dict.fromkeys(range(len(items)), 1.0), len(chosen)
    yield {n: float(item.length) for n, item in enumerate(items)}, _words(pool, chosen)
    taken = Counter(items[n].source for n in chosen)
    for source in dict.fromkeys(item.source for item in items):
        own = {n: 1.0 for n, item in enumerate(items) if item.source == source}
        yield own, max(most, taken[source])


def _links(places: Sequence[tuple[int, int]], count: int) -> Iterator[Row]:
    """What ties concepts to passages, and each concept to being counted once."""
    columns: dict[int, list[int]] = {}
    for column, (passage, concept) in enumerate(places, start=count):
        yield {passage: -1.0, column: 1.0}, 0.0
        columns.setdefault(concept, []).append(column)
    for of_one in columns.values():
        if len(of_one) > 1:
            yield dict.fromkeys(of_one, 1.0), 1.0


def _words(pool: Pool, chosen: Sequence[int]) -> int:
    return sum(pool.candidates[index].length for index in chosen)
