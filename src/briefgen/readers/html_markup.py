"""What a page's markup says of the page: meta tags, links, JSON-LD, headings, bylines and dates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from briefgen.readers.decode import normalise

_MOST = 400  # elements of one page that are looked at
_NEAR = 30  # elements below the main heading
_LONGEST = 160  # characters of a byline or a line with a date
# Elements that may hold what is looked for: lxml passes over all others without Python's help.
_HEAD = ("title", "meta", "link", "base", "h1", "script")
_LINES = ("time", "address", "a", "span", "div", "p", "cite", "em", "strong", "b", "i", "small",
          "abbr", "dd", "td", "li", "ul", "section", "header", "h2", "h3", "h4", "h5",
          "h6")  # fmt: skip
_BYLINE_WORDS = re.compile(r"byline|author|autor|auteur", re.IGNORECASE)
_MARKED = re.compile(
    r"byline|author|autor|auteur|publish|posted|date|timestamp|datum|fecha", re.IGNORECASE
)
_DATE_WORDS = re.compile(r"publish|posted|date|timestamp|datum|fecha", re.IGNORECASE)
_CHANGE_WORDS = re.compile(r"modif|update|changed|revis|edited|accessed", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"comment|respond|reply|related|recommend|sidebar|side-bar|most-?read|popular|trending"
    r"|teaser|carousel|newsletter|advert|promo|navi|menu|\bbio\b|biography",
    re.IGNORECASE,
)
_BESIDE = frozenset({"nav", "aside", "form", "figure", "figcaption"})


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A short line that the markup marks as a byline or a date; `sure`: by a standard's word.

    `titled`: the page's main heading stands before it, `near`: right before it; `place`: the
    element that it stands in, to tell which bylines stand together; `element`: its own.
    """

    text: str
    sure: bool = False
    titled: bool = False
    near: bool = False
    place: Any = None
    element: Any = None


@dataclass(frozen=True, slots=True)
class Markup:
    """What the markup says, as it stands; names are in lower case, values in the page's order."""

    meta: Mapping[str, Sequence[str]]
    links: Mapping[str, str]
    scripts: tuple[str, ...]
    title: str
    headings: tuple[str, ...]
    bylines: tuple[MarkedLine, ...]
    dates: tuple[MarkedLine, ...]
    language: str = ""

    def first(self, *names: str) -> str:
        """The first value that one of the meta tags `names` has, in their order."""
        return next(chain.from_iterable(self.meta.get(name, ()) for name in names), "")


def markup_of(tree: Any) -> Markup:
    """What the markup of a parsed page says; of a page with too many marks, the first ones."""
    meta: dict[str, list[str]] = {}
    links: dict[str, str] = {}
    found: dict[str, list[Any]] = {}
    marks = 0
    below = 0
    for element in tree.iter(*_HEAD, *_LINES):
        if element.tag not in _HEAD:
            below += bool(found.get("h1"))
            if marks < _MOST and _is_marked(element):
                marks += 1
                _add_mark(found, element, near=0 < below <= _NEAR)
        elif element.tag == "meta":
            _add_meta(meta, element)
        elif element.tag in {"link", "base"}:
            for rel in (element.get("rel") or element.tag).lower().split():
                links.setdefault(rel, element.get("href", ""))
        elif element.tag != "script" or "ld+json" in element.get("type", ""):
            found.setdefault(element.tag, []).append(element)
    titles = [line_of(element) for element in found.get("title", ())]
    headings = (line_of(element, 600) for element in found.get("h1", ())[:20])
    return Markup(
        meta=meta,
        links=links,
        scripts=tuple(element.text or "" for element in found.get("script", ())),
        title=next((title for title in titles if title), ""),
        headings=tuple(dict.fromkeys(line for line in headings if line)),
        bylines=tuple(found.get("byline", ())),
        dates=tuple(found.get("date", ())),
        language=(tree.get("lang") or tree.get("xml:lang") or "").strip(),
    )


def line_of(element: Any, longest: int = 2000) -> str:
    """An element's text as one line; "" where it is longer than a line can be."""
    text = ""
    for part in element.itertext():
        text += f" {part}" if element.tag != "h1" else part
        if len(text) > 4 * longest:
            return ""
    line = " ".join(normalise(text).split())
    return line if len(line) <= longest else ""


def _is_marked(element: Any) -> bool:
    """Whether an element's own attributes speak of an author or a date."""
    return bool(
        element.tag in {"time", "address"}
        or element.get("itemprop")
        or _MARKED.search(element.get("class", ""))
        or (element.tag == "a" and "author" in element.get("rel", ""))
    )


def _add_meta(meta: dict[str, list[str]], element: Any) -> None:
    for attribute in ("property", "name", "itemprop"):
        name = element.get(attribute, "").strip().lower()
        value = " ".join(element.get("content", "").split())
        if name and value and len(value) < 2000:
            value = value if value.isascii() else normalise(value)
            meta.setdefault(name, []).append(value)
            return


def _add_mark(found: dict[str, list[Any]], element: Any, *, near: bool) -> None:
    properties = element.get("itemprop", "").split()
    marks = f"{element.get('class', '')} {element.get('rel', '')}"
    dated = element.tag == "time" or "datePublished" in properties or _DATE_WORDS.search(marks)
    signed = "author" in properties or element.tag == "address" or _BYLINE_WORDS.search(marks)
    if not (dated or signed) or _is_elsewhere(element):
        return
    titled = bool(found.get("h1"))
    if signed and (text := line_of(element, _LONGEST)):
        sure = "author" in properties or "author" in element.get("rel", "").split()
        line = MarkedLine(text, sure, titled, near, _place(element), element)
        found.setdefault("byline", []).append(line)
    if dated and "dateModified" not in properties and not _CHANGE_WORDS.search(marks):
        stated = element.get("datetime") or element.get("content") or ""
        text = stated.strip() or line_of(element, _LONGEST)
        if text and not _CHANGE_WORDS.search(_before(element)):
            sure = "datePublished" in properties or element.get("pubdate") is not None
            found.setdefault("date", []).append(MarkedLine(text, sure, titled))


def _before(element: Any) -> str:
    """What stands right before an element in its line, and a time stamp's own first words."""
    previous, parent = element.getprevious(), element.getparent()
    own = (element.text or "")[:40] if element.tag == "time" else ""
    if previous is None:
        return f"{((parent.text if parent is not None else '') or '')[-40:]} {own}"
    lead = previous.tail or ""
    said = "" if lead.strip() else "".join(islice(previous.itertext(), 20))
    return f"{said[-40:]} {lead[-40:]} {own}"


def _place(element: Any) -> Any:
    """The element two steps up: links to the authors of one text share it."""
    parents = element.iterancestors()
    return next(islice(parents, 1, None), None)


def _is_elsewhere(element: Any) -> bool:
    """Whether an element stands in a comment, a menu, a list of other articles or the like."""
    for parent in chain((element,), element.iterancestors()):
        if parent.tag in {"body", "main"}:
            return False
        aside = parent.tag in _BESIDE or _ELSEWHERE.search(
            f"{parent.get('class', '')} {parent.get('id', '')}"
        )
        if aside and parent.find(".//h1") is None:  # else it holds the page itself
            return True
    return False
