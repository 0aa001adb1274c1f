"""Markdown: front matter, and the tokens of markdown-it-py as pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from briefgen.model import Document, Name, Problem, Reference, Snapshot
from briefgen.readers.frontmatter import Value, parse_front_matter
from briefgen.readers.pieces import Mark, Piece

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(
    r"\A\s*---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE
)
_FOOTNOTE = re.compile(r"^\[\^([\w-]+)\]:\s+", re.MULTILINE)


def read(snapshot: Snapshot, text: str) -> Document | Problem:
    """The document in a Markdown text (normalised), with its front matter as reference."""
    from briefgen.readers.assemble import document_of  # noqa: PLC0415

    match = _FRONT.match(text)
    known = _reference(parse_front_matter(match["yaml"])) if match else Reference()
    body = text[match.end() :] if match else text
    return document_of(snapshot, tuple(pieces_of_markdown(body)), known)


def pieces_of_markdown(body: str) -> Iterator[Piece]:
    """Headings, paragraphs, quotations and list items, in order and without their marks."""
    from markdown_it import MarkdownIt  # noqa: PLC0415

    # Footnote definitions would be read as link definitions, or be lost.
    body = _FOOTNOTE.sub(r"\n[^\1] ", body)
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(body)
    titled = False
    marks: list[Mark] = ["text"]
    bullet = ""
    for token in tokens:
        if token.type == "heading_open":
            marks.append("heading" if titled or token.tag != "h1" else "title")
            titled = True
        elif token.type == "list_item_open":
            marks.append("item")
            bullet = f"{token.info}." if token.info else ""
        elif token.type in {"heading_close", "list_item_close"}:
            marks.pop()
            bullet = ""
        elif token.type == "inline":
            yield from _inline(token, marks[-1], bullet)
            bullet = ""


def _inline(token: Token, mark: Mark, bullet: str) -> Iterator[Piece]:
    """A block's text; pictures leave it, a block of links only is marked as such."""
    children = token.children or []
    for child in children:
        if child.type == "image":
            yield Piece(child.content or "picture", "image")
    text = " ".join("".join(_text(child) for child in children).split())
    if not text:
        return
    linked = mark in {"text", "item"} and _only_links(children)
    yield Piece(text, "link" if linked else mark, bullet=bullet)


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
