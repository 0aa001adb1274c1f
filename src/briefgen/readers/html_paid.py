"""What a page says of being paid content: in its markup, or in a line by its main heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.readers import jsonld
from briefgen.readers.html_markup import Markup
from briefgen.readers.html_tree import Page, PageBlock
from briefgen.readers.lexicon import ROLE
from briefgen.readers.names import parse_names
from briefgen.readers.refused import is_paid_label
from briefgen.readers.shape import count_words, folded

# Bills have sponsors as well; these are persons, and hold an office.
_SPONSOR = re.compile(r"\W*sponsored by:?\s+(?P<who>.{2,80})", re.IGNORECASE)
_ABOVE = 3  # blocks
_BODY = 25  # words of a block that is of the text
_SECTIONS = ("article:section", "og:article:section", "section", "articlesection")
_TYPE = "advertisercontentarticle"  # schema.org's


def paid_words(page: Page, markup: Markup, title: str) -> str:
    """The words that say so, or nothing."""
    nodes = jsonld.nodes_of(markup.scripts)
    if any(_TYPE in jsonld.types_of(node) for node in nodes):
        return "AdvertiserContentArticle"
    sections = [jsonld.plain(node.get("articleSection")) for node in nodes]
    sections += [markup.first(*_SECTIONS)]
    beside = (block.text for block in _by_heading(page, title))
    found = (text for text in sections if is_paid_label(text))
    shown = (text for text in beside if is_paid_label(text) or _is_sponsor(text))
    return next(found, "") or next(shown, "")


def _by_heading(page: Page, title: str) -> Iterator[PageBlock]:
    """The lines right above the main heading, and those from it to the text."""
    wanted = folded(title)
    headings = (i for i, b in enumerate(page.blocks) if b.kind == "heading")
    head = next((i for i in headings if folded(page.blocks[i].text) == wanted), -1)
    if head < 0:
        return
    for index, block in enumerate(page.blocks[max(0, head - _ABOVE) :], max(0, head - _ABOVE)):
        if index > head and count_words(block.text) >= _BODY:
            return
        if block.kind == "text" and block.region in {"", page.blocks[head].region}:
            yield block


def _is_sponsor(text: str) -> bool:
    match = _SPONSOR.fullmatch(text)
    return match is not None and not parse_names(match["who"])[0] and not ROLE.search(match["who"])
