"""Markdown: front matter, and the tokens of markdown-it-py as pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from briefgen.model import Document, Dropped, Name, Problem, Reference, Snapshot
from briefgen.readers.broken_words import BrokenWords, unsure_places
from briefgen.readers.frontmatter import Value, parse_front_matter
from briefgen.readers.pieces import Mark, Piece

if TYPE_CHECKING:
    from markdown_it.token import Token

    from briefgen.readers.asides import Entry

_FRONT = re.compile(
    r"\A\s*---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE
)
_FOOTNOTE = re.compile(r"^\[\^([\w-]+)\]:\s+", re.MULTILINE)
_NOTE = re.compile(r"\[\^[\w-]+\] ")


def read(snapshot: Snapshot, text: str) -> Document | Problem:
    """The document in a Markdown text (normalised), with its front matter as reference."""
    from briefgen.readers.asides import document_with_asides  # noqa: PLC0415
    from briefgen.readers.quotations import with_quotations  # noqa: PLC0415

    match = _FRONT.match(text)
    known = _reference(parse_front_matter(match["yaml"])) if match else Reference()
    body = text[match.end() :] if match else text
    pairs = tuple(entries_of(body))
    quoted = [within for _, within in pairs]
    told = with_quotations([entry for entry, _ in pairs], quoted, margins=False)
    entries, notes = _parted(told)
    return document_with_asides(snapshot, entries, known, notes)


def entries_of(body: str) -> Iterator[tuple[Entry, bool]]:
    """Headings, paragraphs and list items without their marks; tables put aside.

    With each, whether it stands in a block quotation.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415

    # Footnote definitions would be read as link definitions, or be lost.
    body = _FOOTNOTE.sub(r"\n[^\1] ", body)
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(body)
    words = BrokenWords(body)
    titled = False
    marks: list[Mark] = ["text"]
    bullet = ""
    row: list[str] | None = None
    quotations = 0
    for token in tokens:
        quotations += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type == "heading_open":
            marks.append("heading" if titled or token.tag != "h1" else "title")
            titled = True
        elif token.type == "list_item_open":
            marks.append("item")
            bullet = f"{token.info}." if token.info else ""
        elif token.type in {"heading_close", "list_item_close"}:
            marks.pop()
            bullet = ""
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield Dropped(" | ".join(row or ()), "table"), False
            row = None
        elif token.type == "inline" and row is not None:
            row += [text for piece in _inline(token, "text", "", words) if (text := piece.text)]
        elif token.type == "inline":
            for piece in _inline(token, marks[-1], bullet, words):
                yield piece, quotations > 0
            bullet = ""


def _parted(entries: Sequence[Entry]) -> tuple[list[Entry], list[Piece]]:
    """What is text or put aside, and the footnotes: only what is defined as one is a note."""
    text: list[Entry] = []
    notes: list[Piece] = []
    for entry in entries:
        match = _NOTE.match(entry.text) if isinstance(entry, Piece) else None
        if match and isinstance(entry, Piece):
            notes.append(Piece(entry.text[match.end() :], entry.mark, bullet=match[0].strip()))
        else:
            text.append(entry)
    return text, notes


def _inline(token: Token, mark: Mark, bullet: str, words: BrokenWords) -> Iterator[Piece]:
    """A block's text; pictures leave it, a block of links only is marked as such."""
    children = token.children or []
    for child in children:
        if child.type == "image":
            yield Piece(child.content or "picture", "image")
    lines = "".join(_text(child) for child in children).split("\n")
    lines = [" ".join(line.split()) for line in lines if line.strip()]
    if not lines:
        return
    text, seams = unsure_places(reduce(words.join, lines))
    linked = mark in {"text", "item"} and _only_links(children)
    yield Piece(text, "link" if linked else mark, bullet=bullet, seams=seams)


def _text(token: Token) -> str:
    if token.type in {"softbreak", "hardbreak"}:
        return "\n"
    return token.content if token.type in {"text", "code_inline", "html_inline"} else ""


def _only_links(children: Sequence[Token]) -> bool:
    depth = 0
    links = 0
    for child in children:
        depth += (child.type == "link_open") - (child.type == "link_close")
        links += child.type == "link_open"
        if not depth and child.type == "text" and re.search(r"\w", child.content):
            return False
    return links > 0


def _reference(fields: Mapping[str, Value]) -> Reference:
    from briefgen.readers.dates import parse_date  # noqa: PLC0415

    def first(*keys: str) -> str:
        values = (fields[key] for key in keys if fields.get(key))
        return " ".join(next((value for value in values if isinstance(value, str)), "").split())

    found: dict[str, Any] = {
        "title": first("title"),
        "author": _authors(fields.get("author") or fields.get("authors") or fields.get("by") or ""),
        "publisher": first("publisher", "site", "source"),
        "container_title": first("container-title"),
        "issued": parse_date(first("date", "issued", "published")),
        "url": first("url", "canonical_url", "link"),
        "role": first("role"),
    }
    origin = {name: "front matter" for name, value in found.items() if value}
    return Reference(**found, origin=origin)


def _authors(value: Value) -> tuple[Name, ...]:
    """Persons, or else the organisation that the field names."""
    from briefgen.readers.names import parse_names  # noqa: PLC0415

    if isinstance(value, list):
        return tuple(name for item in value for name in _authors(item))
    names, _ = parse_names(value)
    return names or ((Name(literal=value),) if value else ())
