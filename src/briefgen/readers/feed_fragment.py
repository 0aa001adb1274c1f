"""A stretch of HTML, as feeds and mails hold it, to pieces. It has no page around it: no menus."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from briefgen.model import Dropped
from briefgen.readers.decode import normalise
from briefgen.readers.pieces import Mark, Piece
from briefgen.readers.quotations import with_quotations

_BLOCKS: dict[str, Mark] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(
        "address article aside blockquote body center details div dl fieldset figure footer header"
        " hr main nav ol p pre section summary table tbody td tfoot th thead tr ul".split(),
        "text",
    ),
}
# What is no text at all, and what is text but none of the article's.
_SILENT = frozenset(
    "script style noscript template head title iframe object embed video audio canvas svg math"
    " map input select button textarea link meta del s strike".split()
)
_OTHER_TEXT = {"form": "form", "figcaption": "caption", "nav": "menu", "table": "table"}
_CLASSES = {
    "twitter-tweet": "embedded post",
    "instagram-media": "embedded post",
    "wp-embedded-content": "embedded post",
    "wp-caption-text": "caption",
    "sharedaddy": "share links",
    "addtoany_share_save_container": "share links",
    "feedflare": "share links",
    "jp-relatedposts": "list of links",
    "yarpp-related": "list of links",
}
_PAGE = re.compile(r"</?(?:html|body)\b[^<>]*>", re.IGNORECASE)
_PIXEL = frozenset({"0", "1", "0px", "1px"})


@dataclass(slots=True)
class _Walk:
    """The pieces so far, and the block that is being read."""

    pieces: list[Piece] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=lambda: ["text"])
    texts: list[str] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    quotations: int = 0
    links: int = 0
    linked: bool = True

    def add(self, text: str | None) -> None:
        """Text of the block that is open."""
        if text:
            self.texts.append(text)
            self.linked &= self.links > 0 or not text.strip()

    def close(self) -> None:
        """End the block, if it has any text."""
        if text := _line("".join(self.texts)):
            mark = self.marks[-1]
            only_links = self.linked and mark in {"text", "item"}
            self.pieces.append(Piece(text, "link" if only_links else mark))
            self.quoted.append(self.quotations > 0)
        self.texts.clear()
        self.linked = True

    def drop(self, text: str, reason: str) -> None:
        """Set aside a text that is none of the article's."""
        if line := _line(text):
            self.dropped.append(Dropped(line, reason))

    def picture(self, image: Any) -> None:
        """A picture by what stands for it, unless it stands among words; pixels count readers."""
        if {image.get("width", ""), image.get("height", "")} & _PIXEL:
            self.drop(image.get("src") or "picture", "tracking pixel")
        elif not "".join(self.texts).strip():
            self.pieces.append(Piece(_line(image.get("alt") or "") or "picture", "image"))
            self.quoted.append(False)


def pieces_of_fragment(markup: str) -> tuple[tuple[Piece, ...], tuple[Dropped, ...]]:
    """Headings, paragraphs and items in order, and what stands among them but is not the text."""
    from lxml import etree  # noqa: PLC0415

    walk = _Walk()
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    body = _PAGE.sub("", markup)
    tree = etree.fromstring(f"<html><body>{body}</body></html>".encode(), parser)
    if tree is None:
        return (), ()
    steps = etree.iterwalk(tree, events=("start", "end"))
    aside: Any = None
    for event, element in steps:
        if event == "start":
            if _opened(walk, element):
                continue
            aside = element
            steps.skip_subtree()
        else:
            _closed(walk, element, aside=element is aside)
    walk.close()
    entries = with_quotations(walk.pieces, walk.quoted)
    gone = (entry for entry in entries if isinstance(entry, Dropped))
    return tuple(e for e in entries if isinstance(e, Piece)), (*walk.dropped, *gone)


def _opened(walk: _Walk, element: Any) -> bool:
    """Whether what stands in `element` is read."""
    if element.tag in _SILENT:
        return False
    if reason := _other(element):
        walk.close()
        walk.drop(" ".join(element.itertext()), reason)
        return False
    if element.tag in _BLOCKS:
        walk.close()
        walk.quotations += element.tag == "blockquote"
        walk.marks.append(_mark(walk.marks[-1], _BLOCKS[element.tag]))
    elif element.tag == "br":
        walk.close()
    elif element.tag == "img":
        walk.picture(element)
    elif element.tag == "a":
        walk.links += 1
    walk.add(element.text)
    return True


def _closed(walk: _Walk, element: Any, *, aside: bool) -> None:
    if element.tag in _BLOCKS and not aside:
        walk.close()
        walk.quotations -= element.tag == "blockquote"
        walk.marks.pop()
    elif element.tag == "a" and not aside:
        walk.links -= 1
    walk.add(element.tail)


def _mark(outer: Mark, own: Mark) -> Mark:
    """A paragraph in an item or a heading is that."""
    return outer if own == "text" else own


def _other(element: Any) -> str:
    """Why an element's text is none of the article's; a table with paragraphs is only layout."""
    classes = (element.get("class") or "").split()
    reason = next((_CLASSES[name] for name in classes if name in _CLASSES), "")
    if not reason and element.tag in _OTHER_TEXT:
        layout = element.tag == "table" and element.find(".//p") is not None
        reason = "" if layout else _OTHER_TEXT[element.tag]
    return reason


def _line(text: str) -> str:
    return " ".join(normalise(text).split())
