"""What differs between two texts: sentences, and figures in them. Moved ones do not differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from briefgen.annotate import sentence_starts

#: Words compared at most, of all pairs of sentences; and how alike a reworded sentence stays.
_MOST, _ALIKE = 2_000_000, 0.5
_WORD = re.compile(r"\w+")
#: Numbers in digits and in words; a figure's own signs belong to it.
_FIGURE = re.compile(
    r"""\d+(?:[.,:\u00a0\u202f]\d+)*
    |\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six
    |seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand
    |million|billion|trillion|dozen|half|third|quarter)\b""",
    re.VERBOSE | re.IGNORECASE,
)
#: Words beside its figures without which a sentence is not known again.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Edits:
    """Sentences reworded (before and after), removed and added, in the order of the texts."""

    reworded: tuple[tuple[str, str], ...]
    removed: tuple[str, ...]
    added: tuple[str, ...]


def edits(older: str, newer: str) -> Edits:
    """The sentences in which two texts differ; each is a span of its text.

    Symmetric: the edits of `newer` to `older` are these, turned round.
    """
    lines = older.split("\n"), newer.split("\n")
    left = _sentences(_without(lines[0], lines[1]))
    right = _sentences(_without(lines[1], lines[0]))
    removed, added = _without(left, right), _without(right, left)
    pairs = _pairs(removed, added)
    of = {i for i, _ in pairs}, {j for _, j in pairs}
    return Edits(
        reworded=tuple((removed[i], added[j]) for i, j in pairs),
        removed=tuple(s for i, s in enumerate(removed) if i not in of[0]),
        added=tuple(s for j, s in enumerate(added) if j not in of[1]),
    )


def only_figures(older: str, newer: str) -> tuple[tuple[str, str], ...]:
    """The figures that differ between two sentences that differ in nothing else; none if not so."""
    if not frame(older) or frame(older) != frame(newer):
        return ()
    pairs = zip(_FIGURE.findall(older), _FIGURE.findall(newer), strict=True)
    return tuple(pair for pair in pairs if pair[0].casefold() != pair[1].casefold())


def frame(text: str) -> str:
    """A sentence without its figures; empty where too little is left to know it by.

    A figure's place is kept by a character that no text holds.
    """
    bare = " ".join(_FIGURE.sub("\0", text).casefold().split())
    return bare if len(_WORD.findall(bare)) >= _FEWEST else ""


def _sentences(paragraphs: Iterable[str]) -> list[str]:
    found = []
    for paragraph in paragraphs:
        starts = sentence_starts(paragraph)
        bounds = zip(starts, (*starts[1:], len(paragraph)), strict=True)
        found += [paragraph[start:end].strip() for start, end in bounds]
    return [sentence for sentence in found if sentence]


def _without(some: Sequence[str], others: Iterable[str]) -> list[str]:
    """Those of `some` that are not among the others, as often as they are not."""
    left = Counter(" ".join(one.split()) for one in others)
    kept = []
    for one in some:
        key = " ".join(one.split())
        left[key] -= 1
        if left[key] < 0:
            kept.append(one)
    return kept


def _pairs(removed: Sequence[str], added: Sequence[str]) -> list[tuple[int, int]]:
    """The places of sentences that became others: the most alike first, the nearest of these.

    Two pairs of one rank never share a sentence, so that the result is the same the other way
    round. Where there is too much to compare, none is paired.
    """
    words = [[Counter(_WORD.findall(s.casefold())) for s in some] for some in (removed, added)]
    if len(removed) * sum(map(len, words[1])) + len(added) * sum(map(len, words[0])) > _MOST:
        return []
    ranked = sorted(
        (-alike, abs(i - j), i + j, i, j)
        for (i, one), (j, other) in product(enumerate(words[0]), enumerate(words[1]))
        if (alike := _likeness(one, other)) >= _ALIKE
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for *_, i, j in ranked:
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j))
    return sorted(pairs)


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient of two bags of words, from 0 to 1."""
    shared = (one & other).total()
    return 2 * shared / max(1, one.total() + other.total())
