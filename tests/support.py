"""Small documents for the tests of linguistics: paragraphs in, sentences and attributions out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import accumulate

from briefgen.annotate import annotate, annotate_phrases
from briefgen.model import Block, Document, Issue, Name, Position, Reference, Sentence
from briefgen.viewpoints import Attribution, Cue, attribute, cue

#: A by-lined author, as of an opinion piece.
AUTHOR = Reference(title="On fish", author=(Name("Quill", "Petra"),))


def document(*paragraphs: str, reference: Reference = AUTHOR) -> Document:
    """A document of these paragraphs, numbered from 1."""
    text = "\n\n".join(paragraphs)
    starts = [0, *accumulate(len(p) + 2 for p in paragraphs)]
    blocks = tuple(
        Block(start, start + len(paragraph), "paragraph", number)
        for number, (start, paragraph) in enumerate(zip(starts, paragraphs, strict=False), 1)
    )
    digest = hashlib.sha256(f"{reference.title}{text}".encode()).hexdigest()
    return Document(digest[:12], text, digest, blocks, (), reference, digest, "memory")


def sentences(*paragraphs: str) -> tuple[Sentence, ...]:
    """The annotated sentences of these paragraphs."""
    return annotate([document(*paragraphs)])[0]


def attributed(*paragraphs: str) -> list[tuple[Sentence, Attribution]]:
    """Each sentence of these paragraphs with its attribution."""
    made = document(*paragraphs)
    found = annotate([made])[0]
    return list(zip(found, attribute(made, found), strict=True))


def verdict(attribution: Attribution) -> str:
    """An attribution in one word: a speaker's name, "author", "unknown" or "mixed"."""
    if attribution.unknown:
        return "unknown"
    if attribution.mixed:
        return "mixed"
    return attribution.speaker.name if attribution.speaker else "author"


def holders(*paragraphs: str) -> list[str]:
    """Who holds each sentence of these paragraphs, see `verdict`."""
    return [verdict(attribution) for _, attribution in attributed(*paragraphs)]


def issue(
    *, title: str = "Quotas", question: str = "", terms: Sequence[str] = (), **cues: str
) -> Issue:
    """An issue with a position for each keyword, whose cues are parted by commas."""
    positions = tuple(
        Position(name, name.capitalize(), tuple(c.strip() for c in given.split(",")))
        for name, given in cues.items()
    )
    return Issue("issue", title, question, tuple(terms), positions)


def cues_of(made: Issue) -> dict[str, tuple[Cue, ...]]:
    """The annotated cues of an issue's positions."""
    return {p.id: tuple(map(cue, annotate_phrases(p.cues))) for p in made.positions}
