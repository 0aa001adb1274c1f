"""JSON-LD (schema.org): the article that a page describes, read as tolerantly as pages write it."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import islice
from typing import Any, cast

from briefgen.readers.shape import folded

Node = Mapping[str, Any]

_LONGEST = 1_000_000  # characters of one script
_MOST_SCRIPTS = 40
_MOST_NODES = 3000
_MOST_VALUES = 200  # of one script
_WRAPPER = re.compile(
    r"^(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)"
    r"|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)$"
)
_GAP = re.compile(r"[\s,;]*")
# A string is passed over whole, so that what looks like a comment in it stays.
_STRING = r'"(?:[^"\\]|\\.)*+"'
_COMMENT = re.compile(rf"({_STRING})|//[^\n]*|/\*(?:.*?\*/|.*)", re.DOTALL)
_TRAILING = re.compile(rf"({_STRING})|,(?=\s*[\]}}])", re.DOTALL)
_OTHER_TYPES = frozenset({"report", "review", "interview", "chapter", "creativework", "essay"})
_PAGE_TYPES = frozenset({"webpage", "itempage", "aboutpage", "medicalwebpage"})


def nodes_of(scripts: Sequence[str]) -> tuple[Node, ...]:
    """Every object in the scripts, outermost first; `@id` references are resolved one step deep."""
    found: list[Node] = []
    waiting = deque(value for script in scripts[:_MOST_SCRIPTS] for value in parse(script))
    while waiting and len(found) < _MOST_NODES:
        value = waiting.popleft()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            found.append(value)
            waiting.extend(item for item in value.values() if isinstance(item, dict | list))
    named = {node["@id"]: node for node in reversed(found) if _is_named(node)}
    return tuple({key: _resolved(item, named) for key, item in node.items()} for node in found)


def parse(script: str) -> Iterator[Any]:
    """The values that a script holds; what is beyond repair is passed over."""
    text = _WRAPPER.sub("", script[:_LONGEST].strip("; \t\r\n")).strip("; \t\r\n")
    if text.startswith(("{&quot;", "[&quot;", "{ &quot;")):
        text = unescape(text)
    for repair in (lambda text: text, _repaired):
        values = list(islice(_values(repair(text)), _MOST_VALUES))
        if values:
            yield from values
            return


def _values(text: str) -> Iterator[Any]:
    """One value after another, as some pages write them, up to the first that is broken."""
    decoder = json.JSONDecoder(strict=False)
    position = 0
    while position < len(text):
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return
        yield value
        position = cast(re.Match[str], _GAP.match(text, position)).end()


def _repaired(text: str) -> str:
    """Without comments and trailing commas."""
    bare = _COMMENT.sub(lambda match: match[1] or "", text)
    return _TRAILING.sub(lambda match: match[1] or "", bare)


def _is_named(node: Node) -> bool:
    return isinstance(node.get("@id"), str) and len(node) > 1


def _resolved(item: Any, named: Mapping[str, Node]) -> Any:
    if isinstance(item, list):
        return [_resolved(part, named) if isinstance(part, dict) else part for part in item]
    if isinstance(item, dict) and set(item) <= {"@id", "@type"}:
        return named.get(str(item.get("@id", "")), item)
    return item


def types_of(node: Any) -> frozenset[str]:
    """A node's types in lower case, without schema.org's address."""
    if not isinstance(node, Mapping):
        return frozenset()
    types = node.get("@type")
    listed = types if isinstance(types, list) else [types]
    return frozenset(str(kind).rsplit("/", 1)[-1].casefold() for kind in listed if kind)


def is_article(node: Node) -> bool:
    """Whether a node describes a text: any kind of article, posting, report or review."""
    return any(
        kind.endswith("article") or (kind.endswith("posting") and kind != "jobposting")
        or kind in _OTHER_TYPES
        for kind in types_of(node)
    )  # fmt: skip


def article_of(nodes: Sequence[Node], titles: Sequence[str], urls: Sequence[str]) -> Node:
    """The article that the page is, by its address or headline; empty where none surely is.

    `titles` (folded) and `urls` (without scheme and last slash) are what the page calls itself.
    """
    articles = [node for node in nodes if is_article(node) and _headline(node)]
    for node in articles:
        if any(bare_url(url) in urls for url in addresses(node)):
            return node
    for node in articles:
        if folded(_headline(node)) in titles:
            return node
    headlines = {folded(_headline(node)) for node in articles}
    return articles[0] if len(headlines) == 1 else {}


def page_of(nodes: Sequence[Node], urls: Sequence[str]) -> Node:
    """The node that describes the page itself; empty where there is none, or more than one."""
    pages = [node for node in nodes if types_of(node) & _PAGE_TYPES]
    own = [node for node in pages if any(bare_url(url) in urls for url in addresses(node))]
    return own[0] if own else (pages[0] if len(pages) == 1 else {})


def addresses(node: Node) -> Iterator[str]:
    """Where a node says that it is."""
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        value = value.get("@id") or value.get("url") if isinstance(value, Mapping) else value
        if isinstance(value, str) and value.startswith(("http://", "https://", "//")):
            yield value.split("#")[0]


def bare_url(url: str) -> str:
    """An address without its scheme, "www." and last slash, for comparison."""
    return re.sub(r"^(?:https?:)?//(?:www\.)?", "", url.strip(), flags=re.IGNORECASE).rstrip("/")


def plain(value: Any) -> str:
    """A value as one line of text, without markup and entities; "" for what is none."""
    if isinstance(value, list):
        value = next((item for item in value if item), "")
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name") or ""
    if not isinstance(value, str) or len(value) > 5000:
        return ""
    return " ".join(re.sub(r"<[^<>]*>", " ", unescape(unescape(value))).split())


def _headline(node: Node) -> str:
    return plain(node.get("headline")) or plain(node.get("name"))
