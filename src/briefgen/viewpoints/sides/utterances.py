"""What is scored, and against what: sentences with their mouths, an issue's question."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from briefgen.model import Sentence, Token
from briefgen.viewpoints.attribution import Attribution


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence that may take a side: its place in its source, whose it is.

    `mouth` is the same for all that one holder says, whatever the source; of all that cannot be
    told in one source it is one. `likely`: the probability at first sight that it takes a side.
    """

    sentence: Sentence
    source: str
    index: int
    attribution: Attribution
    mouth: Hashable
    likely: float


@dataclass(frozen=True, slots=True)
class Ask:
    """What an issue asks: its question, and for each position what is said for it.

    Of a position's texts the first is the label, then come cues and examples; of each the tokens.
    Without positions one is for what the question asks, or against it.
    """

    question: str
    asked: Sequence[Token]
    texts: tuple[tuple[str, ...], ...]
    tokens: tuple[tuple[Sequence[Token], ...], ...]

    @property
    def stated(self) -> tuple[Sequence[Token], ...]:
        """Every text of the positions or, where there are none, the question."""
        return tuple(text for of in self.tokens for text in of) or (self.asked,)
