"""What stands on a page: words with their places, in points from the top left corner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

#: A gap that parts two words, in ems: kerning is less, a justified line's tightest space is more.
SPACE = 0.16
_BOLD_SHARE = 0.8


class Word(NamedTuple):
    """Letters without a gap. `y`: the baseline; `spaced`: a space was set before it."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    spaced: bool
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is looked at; `label`: the number to cite, None where it is no number.

    `rotated` is what is set across the reading direction, `unmapped` how many letters have no
    character, `letters` how many there are.
    """

    number: int
    label: int | None
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rotated: str = ""
    letters: int = 0
    unmapped: int = 0
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """The pages that were read, how many there are, and what the file says of itself."""

    sheets: tuple[Sheet, ...]
    pages: int
    info: Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """Words on one baseline in one column; `sheet`: index of its page; `row`: of its baseline."""

    words: tuple[Word, ...]
    sheet: int
    row: int

    @cached_property
    def x0(self) -> float:
        """The left end."""
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        """The right end."""
        return max(word.x1 for word in self.words)

    @cached_property
    def y(self) -> float:
        """The baseline of most of it, from the top."""
        return max(self.words, key=lambda word: (not word.raised, len(word.text))).y

    @cached_property
    def size(self) -> float:
        """The font size of most of its letters."""
        weights: dict[float, int] = {}
        for word in self.words:
            weights[word.size] = weights.get(word.size, 0) + len(word.text)
        return max(weights, key=lambda size: weights[size])

    @cached_property
    def sizes(self) -> frozenset[float]:
        """The font sizes of its words of more than a letter."""
        return frozenset(word.size for word in self.words if len(word.text) > 1 and not word.raised)

    @cached_property
    def bold(self) -> bool:
        """Whether nearly all of it is bold."""
        heavy = sum(len(word.text) for word in self.words if word.bold)
        return heavy > _BOLD_SHARE * sum(len(word.text) for word in self.words)

    @cached_property
    def text(self) -> str:
        """Its words, a space where there is a gap."""
        return text_of(self.words)


def text_of(words: Sequence[Word]) -> str:
    """Words of one line, from left to right, joined where no gap parts them."""
    if _is_letterspaced(words):
        return _unspaced(words)
    parts = [words[0].text] if words else []
    for before, word in pairwise(words):
        apart = word.spaced or word.x0 - before.x1 > SPACE * max(word.size, before.size)
        parts.append(f" {word.text}" if apart and not word.raised else word.text)
    return "".join(parts)


def _is_letterspaced(words: Sequence[Word]) -> bool:
    """Whether letters stand apart: "C O N T E N T S"."""
    single = sum(len(word.text) == 1 and word.text.isalpha() for word in words)
    return single >= 4 and single >= 0.7 * len(words)


def _unspaced(words: Sequence[Word]) -> str:
    """Letterspaced words: a gap parts two of them where it is wider than most."""
    gaps = [after.x0 - before.x1 for before, after in pairwise(words)]
    limit = 1.6 * max(0.0, median(gaps)) + 0.05 * words[0].size
    parts = [
        f" {word.text}" if gap > limit else word.text
        for gap, word in zip(gaps, words[1:], strict=True)
    ]
    return words[0].text + "".join(parts)
