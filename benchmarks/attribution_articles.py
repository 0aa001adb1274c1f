"""The articles of a PolNeAR file, parsed as a desk's own documents are, with their relations.

Every line of the file is an article (JSON): `id`, `title`, `text` and `attributions`, each with
`source`, `cue` and `content`, lists of `[start, end]` in code points of the text.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.annotate import annotate
from briefgen.model import Block, Document, Reference, Sentence

Spans = tuple[tuple[int, int], ...]

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


@dataclass(frozen=True, slots=True)
class Relation:
    """Who (`source`, may be empty) holds what (`content`), told by which words (`cue`)."""

    source: Spans
    cue: Spans
    content: Spans
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Article:
    """A document, its sentences, and the relations that annotators found in it."""

    document: Document
    sentences: tuple[Sentence, ...]
    relations: tuple[Relation, ...]


def read(path: Path) -> tuple[Article, ...]:
    """The articles of a file, in its order."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    documents = [_document(row) for row in rows]
    parsed = annotate(documents)
    return tuple(
        Article(document, sentences, _relations(row["attributions"]))
        for row, document, sentences in zip(rows, documents, parsed, strict=True)
    )


def _document(row: Mapping[str, Any]) -> Document:
    """An article with a paragraph for each line that is not blank."""
    text = row["text"]
    lines = [match.span() for match in _LINE.finditer(text)]
    blocks = tuple(Block(*span, "paragraph", number) for number, span in enumerate(lines, 1))
    digest = hashlib.sha256(text.encode()).hexdigest()
    reference = Reference(title=row.get("title") or "", publisher=row.get("publisher") or "")
    return Document(digest[:12], text, digest, blocks, (), reference, digest, str(row["id"]))


def _relations(given: Sequence[Mapping[str, Any]]) -> tuple[Relation, ...]:
    """The relations that have a content; a few have lost theirs."""
    return tuple(
        Relation(*(_spans(each[name]) for name in ("source", "cue", "content")))
        for each in given
        if each["content"]
    )


def _spans(given: Sequence[Sequence[int]]) -> Spans:
    return tuple(sorted((start, end) for start, end in given))
