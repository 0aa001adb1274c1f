"""What a style sheet or a page asks for from elsewhere. The only importer of tinycss2.

Rules of CSS are told by its own grammar: what hides a comment from one reader hides an address from
another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

#: Elements that load, run or hold another page, or change what addresses mean.
_LOADING = "script|iframe|frame|fencedframe|object|embed|applet|base|link|portal"
_ELEMENT = re.compile(rf"<(?:\w+:)?(?:{_LOADING})\b[^>]*>?", re.IGNORECASE)
#: Attributes whose value is an address that is loaded without being asked for.
_ATTRIBUTES = frozenset(
    "src data poster background lowsrc dynsrc action formaction manifest ping srcdoc".split()
)
#: A place in the page and data in it are not elsewhere; a link may lead anywhere, but run nothing.
_HERE = ("#", "data:")
_RUNS = re.compile(r"\s*(?:javascript|vbscript|data):", re.IGNORECASE)
_FILES = frozenset(("image", "image-set", "-webkit-image-set"))
_SHOWN = 60


@lru_cache(maxsize=64)
def asked_by_css(text: str) -> tuple[int, str] | None:
    """Return the line and the words of the first rule that asks for another file, if there is one.

    A place in the page (`url(#…)`) and data in the sheet are no other files.
    """
    import tinycss2  # type: ignore[import-untyped]  # noqa: PLC0415

    asking = [token for token in _tokens(tinycss2.parse_component_value_list(text)) if _asks(token)]
    if not asking:
        return None
    first = min(asking, key=lambda token: (token.source_line, token.source_column))
    line = re.split(r"\r\n|[\r\n\f]", text)[first.source_line - 1]
    return first.source_line, line[first.source_column - 1 :][:_SHOWN].strip()


def asked_by_page(html: str) -> str | None:
    """Return the first words of `html` that run something or load it from elsewhere, if any do."""
    found = _ELEMENT.search(html)
    return found[0][:_SHOWN] if found else next(iter(_Page(html).asking), None)


def line_of(words: str, files: Iterable[Path]) -> str:
    """Return the place ("file:line") at which most of `words` are written; empty for none."""
    lines = [
        (f"{file}:{number}", line)
        for file in files
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), 1)
    ]
    for length in range(len(words), 1, -1):
        for place, line in lines:
            if words[:length] in line:
                return place
    return ""


def _tokens(values: list[Any]) -> Iterator[Any]:
    """All tokens of CSS, those in brackets and functions too."""
    left = list(values)
    while left:
        token = left.pop()
        yield token
        left += getattr(token, "content", None) or getattr(token, "arguments", None) or ()


def _asks(token: Any) -> bool:
    if token.type == "at-keyword":
        return bool(token.lower_value == "import")
    if token.type == "url":
        return not _is_here(token.value)
    if token.type == "error":
        return bool(token.kind == "bad-url")
    if token.type != "function" or token.lower_name in _FILES:
        return bool(token.type == "function")
    named = [part for part in token.arguments if part.type not in ("whitespace", "comment")]
    is_address = token.lower_name in ("url", "src")
    return is_address and not (named and named[0].type == "string" and _is_here(named[0].value))


def _is_here(address: str) -> bool:
    return address.strip().lower().startswith(_HERE)


class _Page(HTMLParser):
    """Reads a page's markup, that in comments and in styles too: not all read those alike."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.asking: list[str] = []
        self._style: list[str] = []
        self.feed(html)
        self.close()
        self._read_style()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if any(_loads(tag, name, value or "") for name, value in attrs):
            self.asking.append((self.get_starttag_text() or f"<{tag}")[:_SHOWN])

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style":
            self._style.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "style":
            self._read_style()

    def handle_comment(self, data: str) -> None:
        self.asking += _Page(data.lstrip("->")).asking

    def _read_style(self) -> None:
        """Its rules, and what would be markup where another reader sees no style."""
        text = "".join(self._style)
        self._style.clear()
        if asked := asked_by_css(text):
            self.asking.append(asked[1])
        if "<" in text:
            self.asking += _Page(text).asking


def _loads(tag: str, name: str, value: str) -> bool:
    """Whether an attribute runs something, or loads what is elsewhere."""
    local = name.rpartition(":")[2]
    if name.startswith("on") or local == "srcset":  # the latter may name several
        return True
    if local in _ATTRIBUTES:
        return not _is_here(value)
    if name == "style":
        return asked_by_css(value) is not None
    if tag == "meta":
        return name == "http-equiv" and value.strip().lower() == "refresh"
    if local == "href":
        return bool(_RUNS.match(value)) if tag in ("a", "area") else not _is_here(value)
    return False
