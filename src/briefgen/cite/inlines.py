"""Pandoc's inline elements as safe HTML: only the tags made here, all text escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

Inline = dict[str, Any]

_TAGS = {
    "Emph": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "Underline": ("<em>", "</em>"),
    "SmallCaps": ('<span class="smallcaps">', "</span>"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "Strikeout": ("", ""),
}
# What may follow a note's last words: white space, and marks that close nothing.
_END = re.compile(r"(?:\s|[,.;:<]|&lt;)+\Z")
_QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}


def to_html(inlines: Sequence[Inline]) -> str:
    """Return an HTML fragment of `inlines`; markup in the text comes out as text."""
    return "".join(_inline(inline) for inline in inlines)


def linked(inlines: Sequence[Inline], target: str) -> str:
    """Return a note as HTML in which what stands before its first address links to `target`.

    White space and punctuation at the end stay outside. Links do not nest, so that a note that
    begins with an address has none to `target`.
    """
    flat = _flat(inlines)
    count = next((n for n, inline in enumerate(flat) if _holds_link(inline)), len(flat))
    head, rest = to_html(flat[:count]).lstrip(), to_html(flat[count:])
    words = _END.sub("", head)
    if not words:
        return head + rest
    return f'<a class="to-entry" href="{escape(target)}">{words}</a>{head[len(words) :]}{rest}'


def _flat(inlines: Sequence[Inline]) -> list[Inline]:
    """Return the inlines without the elements around them that have no form of their own."""
    flat: list[Inline] = []
    for inline in inlines:
        if inline["t"] == "Note":
            flat += _flat([part for block in inline["c"] for part in block["c"]])
        elif inline["t"] == "Cite" or (inline["t"] == "Span" and not inline["c"][0][1]):
            flat += _flat(inline["c"][1])
        else:
            flat.append(inline)
    return flat


def _holds_link(inline: Inline) -> bool:
    return '<a href="' in _inline(inline)


def paragraphs_to_html(blocks: Sequence[Inline]) -> str:
    """Return the inlines of `blocks` (paragraphs, divisions) in a row, a space between."""
    return " ".join(_block(block) for block in blocks)


def _block(block: Inline) -> str:
    if block["t"] in ("Para", "Plain"):
        return to_html(block["c"])
    return paragraphs_to_html(block["c"][1])


def _inline(inline: Inline) -> str:
    kind: str = inline["t"]
    content: Any = inline.get("c")
    if kind == "Str":
        return escape(str(content).replace("\u2060", ""), quote=False)
    if kind in _TAGS:
        opening, closing = _TAGS[kind]
        return opening + to_html(content or []) + closing
    if kind == "Quoted":
        pair = _QUOTES[content[0]["t"]]
        return pair[0] + to_html(content[1]) + pair[1]
    if kind == "Link":
        return _link(content[1], content[2][0])
    if kind == "Span":
        return _span(content[0][1], to_html(content[1]))
    if kind == "Cite":
        return to_html(content[1])
    if kind == "Note":
        return paragraphs_to_html(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    return escape(str(content[-1]), quote=False) if content else ""  # Code, Math, RawInline


def _link(text: Sequence[Inline], target: str) -> str:
    """Link to the web only: an address of another kind stays text."""
    if not target.lower().startswith(("https://", "http://")):
        return to_html(text)
    return f'<a href="{escape(target)}">{to_html(text)}</a>'


def _span(classes: Sequence[str], text: str) -> str:
    """Keep the margin and the body of a numbered entry apart; other spans are transparent."""
    if "csl-left-margin" in classes:
        return f'<span class="csl-left-margin">{text.strip()}</span> '
    return text
