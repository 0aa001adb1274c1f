"""Files of summaries to make: several sources each, and what people wrote about them.

A file's form is told by the fields of its first line:

- `docs` (texts) and `summary`: articles on one event, as in Multi-News; 220 words.
- `sources` (each with its `text`) and `summary`: short reports of one event; 90 words.
- `sentences` and `summaries`: many remarks on one thing, each of its own author; 25 words.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.annotate import annotate
from briefgen.evidence.fitness import fitness, is_whole
from briefgen.evidence.genre import genre_of
from briefgen.model import Block, Document, Reference, Sentence
from briefgen.summarise import Candidate, Place, candidate

#: Words below which a sentence says little, and the factor on it; that on a question, or on what
#: has no final mark.
_FEW, _SHORT, _OPEN = 6, 0.3, 0.5
_LINE = re.compile(r"\S(?:.*\S)?")


@dataclass(frozen=True, slots=True)
class Form:
    """How a line's sources and references are read, and the words that its summaries have."""

    fields: frozenset[str]
    sources: Callable[[Mapping[str, Any]], Sequence[str]]
    references: Callable[[Mapping[str, Any]], Sequence[str]]
    words: int


FORMS = (
    Form(frozenset({"docs", "summary"}), lambda r: r["docs"], lambda r: [r["summary"]], 220),
    Form(
        frozenset({"sources", "summary"}),
        lambda r: [source["text"] for source in r["sources"]],
        lambda r: [r["summary"]],
        90,
    ),
    Form(
        frozenset({"sentences", "summaries"}),
        lambda r: r["sentences"],
        lambda r: r["summaries"],
        25,
    ),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A summary to make: the candidates, in the order of the sources, and the references."""

    candidates: tuple[Candidate, ...]
    references: tuple[str, ...]


def read(path: Path, prior: str) -> tuple[list[Item], int]:
    """The items of a file, with one of `PRIORS`, and the words that their summaries have."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    form = next((form for form in FORMS if records and form.fields <= records[0].keys()), None)
    if form is None:
        known = "; ".join(", ".join(sorted(form.fields)) for form in FORMS)
        raise SystemExit(f"{path}: its first line has none of these sets of fields: {known}")
    suits = PRIORS[prior]
    items = [Item(_candidates(form.sources(r), suits), tuple(form.references(r))) for r in records]
    return items, form.words


def _candidates(texts: Sequence[str], suits: Callable[[Sentence], float]) -> tuple[Candidate, ...]:
    documents = [_document(text) for text in texts]
    return tuple(
        one
        for source, (document, sentences) in enumerate(
            zip(documents, annotate(documents), strict=True)
        )
        for one in _of_source(str(source), document, sentences, suits)
    )


def _of_source(
    source: str,
    document: Document,
    sentences: Sequence[Sentence],
    suits: Callable[[Sentence], float],
) -> Iterator[Candidate]:
    leads = genre_of(document, sentences).leads
    for index, sentence in enumerate(sentences):
        place = Place(index, len(sentences)) if leads else None
        prior = suits(sentence)
        yield candidate(sentence.text, [sentence], source=source, prior=prior, place=place)


def _plain(sentence: Sentence) -> float:
    """The faults that a sentence of any summary may have."""
    if len(sentence.text.split()) < _FEW:
        return _SHORT
    return 1.0 if sentence.text.rstrip("\"”’') ").endswith((".", "!", "…")) else _OPEN


def _quotable(sentence: Sentence) -> float:
    """The fitness to be quoted in a brief; in one, what is no whole prose would be left out."""
    whole = is_whole(sentence.text, [sentence])
    return fitness(sentence.text, [sentence]).score * (1.0 if whole else _OPEN)


#: How well a sentence suits before any other is chosen.
PRIORS: dict[str, Callable[[Sentence], float]] = {"plain": _plain, "brief": _quotable}


def _document(text: str) -> Document:
    """A text of which each line is a paragraph."""
    lines = enumerate(_LINE.finditer(text), start=1)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=digest[:10],
        text=text,
        text_sha256=digest,
        blocks=tuple(Block(line.start(), line.end(), "paragraph", n) for n, line in lines),
        dropped=(),
        reference=Reference(),
        snapshot_sha256=digest,
        location="",
    )
