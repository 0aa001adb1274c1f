"""Texts to annotated documents, of which each line is a paragraph; parses may be kept."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from briefgen.annotate import annotate, version
from briefgen.model import Block, Document, Reference, Sentence
from briefgen.model.exchange import sentences_dumps, sentences_loads

_LINE = re.compile(r"\S(?:.*\S)?")
_NOTHING_KNOWN = Reference()


def document_of(text: str, reference: Reference = _NOTHING_KNOWN) -> Document:
    """The document of a text: what the readers would take out of it stays in."""
    lines = enumerate(_LINE.finditer(text), start=1)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=digest[:12],
        text=text,
        text_sha256=digest,
        blocks=tuple(Block(line.start(), line.end(), "paragraph", n) for n, line in lines),
        dropped=(),
        reference=reference,
        snapshot_sha256=digest,
        location=f"{digest[:12]}.txt",
    )


def parsed(documents: Sequence[Document], cache: Path | None) -> tuple[tuple[Sentence, ...], ...]:
    """Each document's sentences; those that the folder `cache` holds are not parsed again.

    They are kept by the text's hash, in a folder of the annotator's version.
    """
    if cache is None:
        return annotate(documents)
    folder = cache / version()
    folder.mkdir(parents=True, exist_ok=True)
    fresh = [d for d in documents if not (folder / d.text_sha256).exists()]
    for document, sentences in zip(fresh, annotate(fresh), strict=True):
        (folder / document.text_sha256).write_bytes(sentences_dumps(sentences, document.text))
    return tuple(sentences_loads((folder / d.text_sha256).read_bytes(), d.text) for d in documents)
