"""What a summariser chooses from, how much it may choose, and the call that all methods share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from briefgen.model import Sentence
from briefgen.stem import stem

#: A word of a concept: letters and digits without a mark between them. Not the parser's tokens:
#: they differ with the apostrophe in use, and keep "..." or a hyphen that clings to a word.
_WORD = re.compile(r"[^\W_]+")


class Concept(NamedTuple):
    """Two neighbouring words, by their Snowball stems, or the stem of a single word and ""."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a news report a passage stands: its sentence's index, and how many there are."""

    index: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage as a summariser sees it.

    `words`: its content lemmas in order; `concepts`: what it says, each once, in order. `source`:
    the document's id, copies of one text under one. `prior`: how well it suits before any other
    is chosen (0 exclusive, 1 neutral). `length`: words in all. `place`: None where what stands
    first is not what matters most, as in opinion pieces and papers.
    """

    text: str
    words: tuple[str, ...]
    concepts: tuple[Concept, ...]
    source: str
    prior: float
    length: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be chosen: so many passages, and no more once so many words are reached.

    `shares`: how many times its even share of the choice a source may have before it yields.
    """

    passages: int | None = None
    words: int | None = None
    shares: int = 2

    def within(self, ranked: Iterable[int], candidates: Sequence[Candidate]) -> Iterator[int]:
        """As many of the ranked indices as the budget has room for."""
        chosen = words = 0
        for index in ranked:
            if self.is_spent(chosen, words):
                return
            chosen, words = chosen + 1, words + candidates[index].length
            yield index

    def admits(self, lengths: Sequence[int]) -> bool:
        """Whether of passages of these lengths there is one that the others leave room for."""
        rest = sum(lengths) - max(lengths, default=0)
        return not lengths or not self.is_spent(len(lengths) - 1, rest)

    def is_spent(self, passages: int, words: int) -> bool:
        """Whether there is no room for another passage beside so many, of so many words."""
        full = self.passages is not None and passages >= self.passages
        return full or (self.words is not None and words >= self.words)


#: Chooses of the candidates what the budget has room for: their indices, the most salient first.
Summariser = Callable[[Sequence[Candidate], Budget], tuple[int, ...]]


def candidate(
    text: str, sentences: Sequence[Sentence], *, source: str, prior: float, place: Place | None
) -> Candidate:
    """The candidate for a passage of a document, from its annotated sentences."""
    return Candidate(
        text=text,
        words=tuple(token.lemma for s in sentences for token in s.tokens if token.content),
        concepts=concepts(text),
        source=source,
        prior=prior,
        length=len(text.split()),
        place=place,
    )


def concepts(text: str) -> tuple[Concept, ...]:
    """The distinct pairs of neighbouring words; the word itself where there is only one."""
    stems = [stem(word) for word in _WORD.findall(text.lower())]
    pairs = [Concept(*pair) for pair in pairwise(stems)]
    return tuple(dict.fromkeys(pairs or [Concept(word, "") for word in stems]))
