"""Reading bytes and text as if they had been fetched."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from briefgen.model import Document, Problem, Snapshot
from briefgen.readers import read


def snapshot(content: str | bytes, **stated: Any) -> Snapshot:
    data = content.encode() if isinstance(content, str) else content
    return Snapshot("sources/page.txt", data, hashlib.sha256(data).hexdigest(), stated)


def document(content: str | bytes, stated: Mapping[str, Any] | None = None) -> Document:
    found = read(snapshot(content, **(stated or {})))
    assert isinstance(found, Document), found
    return found


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
