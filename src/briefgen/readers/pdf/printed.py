"""A web page printed by a browser: its address and title run at the edges of every page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.model import Reference
from briefgen.readers.pdf.page import Sheet
from briefgen.readers.pdf.paragraphs import Paragraph
from briefgen.readers.shape import folded

_EDGE = 0.08  # of the page's height
_ADDRESS = re.compile(r"(?:https?|file)://\S+", re.IGNORECASE)
_CUT = ("…", "...")  # how a browser shortens an address that has no room
# When it was printed ("3/16/31, 9:14 AM"), and which page of how many it is.
_PRINTED = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?,?\s+\d{1,2}[:.]\d\d(?:\s*[AP]M)?", re.I)
_COUNT = re.compile(r"(?:\w+\s+)?\d{1,4}\s*(?:/|of|von|sur|de)\s*\d{1,4}", re.IGNORECASE)
_ROW = re.compile(rf"({_ADDRESS.pattern}|{_PRINTED.pattern})\s+(.+)", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|–—·»:-]\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What a browser printed around a page: its address, "" if cut short, and its title."""

    url: str
    title: str

    def stated(self, reference: Reference) -> Reference:
        """The reference with the page's address and, where its title names it, its site."""
        site = reference.publisher or self._site(reference.title)
        url = self.url or reference.url
        origin = {"url": "printed edge"} if self.url else {}
        origin |= {"publisher": "printed edge"} if site and not reference.publisher else {}
        return replace(
            reference, url=url, publisher=site, type="webpage",
            origin={**reference.origin, **origin},
        )  # fmt: skip

    def _site(self, title: str) -> str:
        """The last part of the page's title, behind that which is the text's own."""
        parts = [part for part in _PARTS.split(self.title) if part.strip()]
        own = folded(parts[0]) if len(parts) > 1 else ""
        return parts[-1].strip() if own and own == folded(title) and parts[-1][0].isupper() else ""


def printed_page(
    paragraphs: Sequence[Paragraph], sheets: Sequence[Sheet]
) -> tuple[PrintedPage | None, list[Paragraph]]:
    """What a browser printed at the edges, if it did, and the paragraphs without it."""
    edges = [_parts_of(p) if _at_edge(p, sheets) else () for p in paragraphs]
    texts = [part for parts in edges for part in parts]
    addresses = {text for text in texts if _ADDRESS.fullmatch(text)}
    told = any(_PRINTED.fullmatch(text) or _COUNT.fullmatch(text) for text in texts)
    held = {
        paragraph.lines[0].sheet
        for paragraph, parts in zip(paragraphs, edges, strict=True)
        if not addresses.isdisjoint(parts)
    }
    if len(addresses) != 1 or not told or len(held) < len([s for s in sheets if s.words]):
        return None, list(paragraphs)
    address = addresses.pop()
    whole = address.startswith("http") and not address.endswith(_CUT)
    rows = {
        _row(paragraph)
        for paragraph, parts in zip(paragraphs, edges, strict=True)
        if any(_is_browsers(part, address) for part in parts)
    }
    ran = [bool(e) and _row(p) in rows for p, e in zip(paragraphs, edges, strict=True)]
    titles = [
        part
        for parts, runs in zip(edges, ran, strict=True)
        for part in parts
        if runs and not _is_browsers(part, address)
    ]
    kept = [
        replace(paragraph, reason="running head", floats=True) if runs else paragraph
        for paragraph, runs in zip(paragraphs, ran, strict=True)
    ]
    return PrintedPage(address if whole else "", titles[0] if titles else ""), kept


def _parts_of(paragraph: Paragraph) -> tuple[str, ...]:
    """What stands in a row, taken apart: on a single page it may have been read as one line."""
    text = " ".join(" ".join(paragraph.texts).split())
    match = None if _PRINTED.fullmatch(text) else _ROW.fullmatch(text)
    return tuple(part.strip() for part in match.groups()) if match else (text,)


def _is_browsers(text: str, address: str) -> bool:
    return text == address or bool(_PRINTED.fullmatch(text) or _COUNT.fullmatch(text))


def _row(paragraph: Paragraph) -> tuple[int, int]:
    """Its page and the height of its first line, in points."""
    return paragraph.lines[0].sheet, round(paragraph.lines[0].y)


def _at_edge(paragraph: Paragraph, sheets: Sequence[Sheet]) -> bool:
    """Whether it is one line at the head or foot of its page."""
    line = paragraph.lines[0]
    height = sheets[line.sheet].height
    outside = line.y < _EDGE * height or line.y > (1 - _EDGE) * height
    return len(paragraph.lines) == 1 and outside and paragraph.reason != "footnote"
