"""Sentences and what stands in them."""

from __future__ import annotations

from dataclasses import dataclass


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
