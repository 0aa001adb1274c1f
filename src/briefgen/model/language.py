"""Sentences and what stands in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

_START = attrgetter("start")
#: The language that sources are read in: that of the model.
READ = "en"


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark. `head` is the index of its syntactic head in the same sentence.

    `pos` is Universal Dependencies' tag, `tag` the Penn Treebank's, `dep` ClearNLP's label.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    content: bool


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity with its OntoNotes label."""

    start: int
    end: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph; `paragraph` is the paragraph's number, counted from 1."""

    start: int
    end: int
    text: str
    paragraph: int
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...]


def place_of(tokens: Sequence[Token], token: Token) -> int:
    """The index of a token among its sentence's, found by where it starts."""
    return bisect_left(tokens, token.start, key=_START)
