"""Reading bytes and text as if they had been fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from briefgen.model import Document, Problem, Snapshot
from briefgen.readers import read
from briefgen.readers.reference import merge


def snapshot(content: str | bytes) -> Snapshot:
    data = content.encode() if isinstance(content, str) else content
    return Snapshot.of("sources/page.txt", data)


def document(content: str | bytes, stated: Mapping[str, Any] | None = None) -> Document:
    found = read(snapshot(content))
    assert isinstance(found, Document), found
    return replace(found, reference=merge(found.reference, stated or {}))


def paragraphs(doc: Document) -> list[str]:
    return [doc.text[block.start : block.end] for block in doc.paragraphs]


def kept(doc: Document, kind: str) -> list[str]:
    return [doc.text[block.start : block.end] for block in doc.blocks if block.kind == kind]


def dropped(doc: Document) -> dict[str, str]:
    return {piece.text: piece.reason for piece in doc.dropped}


def problem(content: str | bytes) -> Problem:
    found = read(snapshot(content))
    assert isinstance(found, Problem), found
    return found
