"""A sentence's dependency tree by the places of its tokens."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from briefgen.model import Sentence, Token

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN"})


class Tree:
    """A sentence's tokens, what stands under each, and what each is headed by."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self._under: list[list[int]] = [[] for _ in self.tokens]
        for place, token in enumerate(self.tokens):
            if token.head != place:
                self._under[token.head].append(place)
        self._below: dict[int, frozenset[int]] = {}

    def under(self, place: int, *deps: str) -> list[int]:
        """The places right under `place`, of these dependencies if any are given."""
        found = self._under[place]
        return [n for n in found if self.tokens[n].dep in deps] if deps else found

    def first(self, place: int, *deps: str) -> int | None:
        """The first place right under `place` of these dependencies."""
        return next((n for n in self._under[place] if self.tokens[n].dep in deps), None)

    def below(self, place: int) -> frozenset[int]:
        """`place` and all that stands under it."""
        if place not in self._below:
            found, left = [], [place]
            while left:
                found.append(left.pop())
                left += self._under[found[-1]]
            self._below[place] = frozenset(found)
        return self._below[place]

    def all_below(self, places: Collection[int]) -> frozenset[int]:
        """What stands at or under any of these places."""
        return frozenset().union(*map(self.below, places))

    def above(self, place: int) -> Iterator[int]:
        """The heads of `place`, the nearest first, up to the root."""
        while (head := self.tokens[place].head) != place:
            yield head
            place = head

    def is_verbal(self, place: int) -> bool:
        """Whether a verb stands at `place`, or what stands for one."""
        return self.tokens[place].pos in VERBAL

    def run(self, centre: int, places: Collection[int]) -> tuple[int, int]:
        """The first and last place of the unbroken run of `places` round `centre`."""
        low = high = centre
        while low - 1 in places:
            low -= 1
        while high + 1 in places:
            high += 1
        return low, high
