"""HTML pages as one parsed tree, and the blocks of text that they show, in order.

The blocks come from a stylesheet that libxslt runs over the tree: a page has thousands of
elements, and to visit them one by one from Python would take longer than all the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from briefgen.readers.decode import normalise
from briefgen.readers.html_notes import without_marks
from briefgen.readers.shape import squeezed

Kind = Literal["text", "heading", "linked heading", "item"]

_BLOCKS = (
    "address article blockquote body br caption center dd details dialog dir div dl dt fieldset "
    "figure hgroup hr label legend main ol option p pre section select summary table tbody td "
    "tfoot th thead title tr ul"
).split()
_UNSEEN = "script style template svg head iframe object textarea".split()
_HEADINGS = "h1 h2 h3 h4 h5 h6".split()

# Parts of a page that stand beside its text, and what a reader calls them.
REGIONS = {
    "nav": "menu",
    "header": "page header",
    "footer": "page footer",
    "aside": "column beside the text",
    "form": "form",
    "button": "button",
    "figcaption": "caption",
    "noscript": "shown without JavaScript",
}

# A noncharacter parts the blocks, and one letter behind it says what follows.
_MARK = "\ufdd0"
_KINDS: dict[str, Kind] = {"t": "text", "h": "heading", "l": "linked heading", "i": "item"}
_OPENS = {chr(ord("A") + number): reason for number, reason in enumerate(REGIONS.values())}
_CLOSES = "z"


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block as the page shows it: single spaces, and the `region` of the page it stands in."""

    text: str
    kind: Kind = "text"
    region: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's tree (lxml's, for the adapters only), its blocks, and whether it lost some.

    The marks of notes are in neither; `notes` are the texts that they led to.
    """

    tree: Any
    blocks: tuple[PageBlock, ...]
    too_deep: bool = False
    notes: tuple[str, ...] = ()

    @property
    def squeezed(self) -> str:
        """All that the page shows, without white space."""
        return "".join(squeezed(block.text) for block in self.blocks)


def parse_page(text: str) -> Page | None:
    """The page that `text` (normalised) is the markup of, or None where it is no markup."""
    from lxml import etree  # noqa: PLC0415
    from lxml import html as lxml_html  # noqa: PLC0415

    parser = lxml_html.HTMLParser(
        encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True
    )
    try:
        tree = lxml_html.document_fromstring(text.encode(), parser=parser)
        etree.strip_elements(tree, "del", "s", "strike", with_tail=False)
        notes = without_marks(tree)
        blocks = tuple(blocks_of(tree))
    except (ValueError, etree.LxmlError):
        return None
    # libxml2 drops what lies deeper than 255 elements, and says so only in its log.
    too_deep = any("xcessive depth" in entry.message for entry in parser.error_log)
    return Page(tree, blocks, too_deep, notes)


def blocks_of(tree: Any) -> Iterator[PageBlock]:
    """The blocks of text in a tree, in order; what no browser prints is none of them."""
    regions: list[str] = []
    for chunk in normalise(str(_stylesheet()(tree))).split(_MARK):
        code = chunk[:1]
        if code in _OPENS:
            regions.append(_OPENS[code])
        elif code == _CLOSES and regions:
            regions.pop()
        if text := " ".join(chunk[1:].split()):
            yield PageBlock(text, _KINDS.get(code, "text"), regions[-1] if regions else "")


@cache
def _stylesheet() -> Any:
    from lxml import etree  # noqa: PLC0415

    return etree.XSLT(etree.fromstring(_rules()))


def _rules() -> str:
    """XSLT 1.0 that prints a tree's text with a mark before and after each block."""
    away = ".//a[@href and not(starts-with(@href, '#'))]"  # others lead to the heading itself
    linked = "|".join(f"{tag}[{away} or ancestor::a]" for tag in _HEADINGS)
    templates = [
        '<xsl:template match="/"><xsl:apply-templates select="//body"/></xsl:template>',
        '<xsl:template match="*"><xsl:apply-templates/></xsl:template>',
        f'<xsl:template match="{"|".join(_UNSEEN)}"/>',
        _template("|".join(_BLOCKS), "t", "t"),
        _template("li", "i", "t"),
        _template("|".join(_HEADINGS), "h", "t"),
        _template(linked, "l", "t", priority=2),
        *(_template(tag, code, _CLOSES) for tag, code in zip(REGIONS, _OPENS, strict=True)),
    ]
    return (
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
        f'<xsl:output method="text"/>{"".join(templates)}</xsl:stylesheet>'
    )


def _template(match: str, before: str, after: str, priority: int = 1) -> str:
    return (
        f'<xsl:template match="{match}" priority="{priority}">{_MARK}{before}'
        f"<xsl:apply-templates/>{_MARK}{after}</xsl:template>"
    )
