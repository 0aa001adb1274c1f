"""Files of issues over real articles, with the passages that take a side.

A line is an item: `articles` (text, publisher, date, author, title), the `issue` with two
positions, `none`, and the lists `a`, `b` and perhaps `unsure` of `article`, `text` and `holder`.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from contrasts_parse import document_of, parsed
from contrasts_systems import Case, Gold, Item

from briefgen.model import Document, Issue, Name, Position, Reference
from briefgen.readers.names import parse_names
from briefgen.readers.reference import merge
from briefgen.viewpoints import attribute


def read(path: Path, cache: Path | None) -> tuple[Item, ...]:
    """The items of a file, their articles annotated; parses are kept in the folder `cache`."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_item(json.loads(line), cache) for line in lines if line.strip())


def _item(record: Mapping[str, Any], cache: Path | None) -> Item:
    documents = tuple(map(_document, record["articles"]))
    sentences = parsed(documents, cache)
    said = tuple(attribute(d, s) for d, s in zip(documents, sentences, strict=True))
    unsure = record.get("unsure", [])
    return Item(
        id=record["id"],
        case=Case(_issue(record), documents, sentences, said),
        none=record["none"],
        gold=(*_gold(record["a"], "a"), *_gold(record["b"], "b")),
        unsure=tuple(one for side in "ab" for one in _gold(unsure, side)),
    )


def _issue(record: Mapping[str, Any]) -> Issue:
    given = record["issue"]
    return Issue(
        id=record["id"],
        title=given["title"],
        question=given["question"],
        terms=tuple(given["terms"]),
        positions=tuple(
            Position(p["id"], p["label"], tuple(p["cues"])) for p in given["positions"]
        ),
    )


def _document(article: Mapping[str, str]) -> Document:
    reference = Reference(title=article["title"], container_title=article["publisher"])
    if article["date"]:
        reference = merge(reference, {"issued": article["date"]})
    return document_of(_normal(article["text"]), _signed(reference, article["author"]))


def _signed(reference: Reference, author: str) -> Reference:
    """The reference with those who sign, as bylines do: "By Ann Lee, Daily Post"."""
    byline = author.removeprefix("By ")
    readings = (parse_names(byline)[0], parse_names(byline.rpartition(",")[0])[0])
    names = next(filter(None, readings), ())
    return merge(reference, {"author": [_csl(name) for name in names]}) if names else reference


def _csl(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    return {"family": name.family, "given": name.given}


def _gold(entries: Iterable[Mapping[str, Any]], side: Any) -> tuple[Gold, ...]:
    """The entries of a side; those without one of their own are the list's."""
    return tuple(
        Gold(entry["article"], _normal(entry["text"]), side, _holders(entry.get("holder", "")))
        for entry in entries
        if entry.get("side", side) == side
    )


def _holders(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(";") if name.strip())


def _normal(text: str) -> str:
    """The text as Briefgen's readers leave it to its documents: NFC."""
    return unicodedata.normalize("NFC", text)
