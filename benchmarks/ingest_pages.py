"""Web pages with what is true of them, from lines of JSON."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Page:
    """A page's bytes and the truth about it; None is what the file does not say of its pages."""

    content: bytes
    text: str | None = None
    title: str | None = None
    author: tuple[str, ...] | None = None
    date: str | None = None


def load_pages(path: Path) -> Iterator[Page]:
    """The pages of a file, one for each line."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield _page(json.loads(line))


def _page(row: Mapping[str, Any]) -> Page:
    content = gzip.decompress(base64.b64decode(row["html_gz_b64"]))
    if "article_body" in row:
        return Page(content, text=row["article_body"] or "")
    author = row.get("author") or ()
    authors = (author,) if isinstance(author, str) else tuple(author)
    return Page(content, title=row.get("title") or "", author=authors, date=row.get("date") or "")
