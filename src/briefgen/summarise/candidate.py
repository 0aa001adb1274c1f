"""What a summariser chooses from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage as a summariser sees it.

    `words`: its content lemmas in order. `source`: the document's id. `prior`: how well it suits
    before any other is chosen (0 exclusive, 1 neutral). `length`: words in all.
    """

    text: str
    words: tuple[str, ...]
    source: str
    prior: float
    length: int


#: Chooses at most `count` of the candidates: their indices, the most salient first.
Summariser = Callable[[Sequence[Candidate], int], tuple[int, ...]]
