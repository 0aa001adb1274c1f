"""Pages that are no article: stubs before a paywall, walls, error pages, lists of headlines.

Each is told by a notice that stands as a block of its own beside little text; a text that speaks
of paywalls, cookies or errors has them in its sentences, and is long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.model import Document
from briefgen.readers.html_notices import INDEX, NOTICES, PAYWALL, STUB_WORDS, Notice, Stub
from briefgen.readers.html_tree import Page, PageBlock
from briefgen.readers.shape import count_words

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_NOTHING = 30  # of text: then a notice anywhere on the page says what the page is
_NOTICE = 45  # words of a block that can be a notice
_TEASER = 50  # words below a headline that leads to the article
_FRAME = frozenset({"menu", "page header", "page footer", "button"})


def stub_of(page: Page, title: str, document: Document | None, *, paid: bool) -> Stub | None:
    """What the page is that is no article, or None where it is one; `paid`: says JSON-LD."""
    texts = _paragraphs(document)
    words = sum(map(count_words, texts))
    if texts and _is_index(page, texts):
        return INDEX
    if words > STUB_WORDS:
        return None
    beside = [title, *_blocks_beside(page, texts if words >= _NOTHING else ())]
    for notice in NOTICES:
        if words <= notice.words and _stands(notice, title, beside, texts, few=words < _NOTHING):
            return notice.stub
    if paid and texts:
        return PAYWALL
    return INDEX if not texts and _lists_headlines(page.blocks) else None


def _stands(
    notice: Notice, title: str, beside: Sequence[str], texts: Sequence[str], *, few: bool
) -> bool:
    """Whether a notice stands where it says what the page is.

    That is anywhere beside a text of a `few` words; else in the title, or at the head of a
    sentence of the first paragraph. A paywall's comes after the text: beside it, or in the last.
    """
    after = notice.stub is PAYWALL
    edge = texts[-1:] if after else texts[:1]
    said = (sentence for text in edge for sentence in _SENTENCE_END.split(text))
    shown = beside if few or after else [title]
    search, match = notice.pattern.search, notice.pattern.match
    return any(map(search, shown)) or any(map(match, said))


def _paragraphs(document: Document | None) -> Sequence[str]:
    if document is None:
        return ()
    return [document.text[block.start : block.end] for block in document.paragraphs]


def _blocks_beside(page: Page, texts: Sequence[str]) -> list[str]:
    """The short blocks that are none of the text, any of which may be a notice."""
    kept = set(texts)
    return [
        block.text
        for block in page.blocks
        if block.region not in _FRAME
        and block.text not in kept
        and count_words(block.text) <= _NOTICE
    ]


def _is_index(page: Page, texts: Sequence[str]) -> bool:
    """Whether the text is teasers: among its paragraphs, or over most, stand linked headlines."""
    kept = set(texts)
    places = [i for i, block in enumerate(page.blocks) if block.text in kept]
    if not places:
        return False
    led = [i for i in places if i and page.blocks[i - 1].kind == "linked heading"]
    if len(led) >= 4 and len(led) * 3 >= len(texts) * 2:
        above = sum(count_words(page.blocks[i].text) for i in places if i < led[0])
        if above <= _TEASER and all(count_words(page.blocks[i].text) <= _TEASER for i in led):
            return True
    between = page.blocks[places[0] : places[-1]]
    headlines = sum(block.kind == "linked heading" for block in between)
    return headlines >= 5 and headlines >= len(texts) - 1


def _lists_headlines(blocks: Sequence[PageBlock]) -> bool:
    return sum(block.kind == "linked heading" and not block.region for block in blocks) >= 8
