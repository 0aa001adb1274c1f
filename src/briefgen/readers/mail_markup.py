"""A message's HTML: its layout tables opened, its hidden and quoted parts put aside.

What is left is a plain page, for the HTML reader to judge as it does others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice
from typing import Any, cast

from briefgen.model import Dropped
from briefgen.readers.mail_wording import WEB_VERSION, is_short, reasons_of
from briefgen.readers.pieces import Mark, Piece

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
    r"|font-size\s*:\s*[01]px|max-height\s*:\s*0",
    re.IGNORECASE,
)
_HIDDEN_CLASS = re.compile(r"\bpre-?header\b|\bhidden\b|\bvisually-?hidden\b", re.IGNORECASE)
_QUOTE = re.compile(
    r"\b(?:gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote|tutanota_quote"
    r"|divRplyFwdMsg|appendonsend|moz-forward-container|mail-editor-reference-message-container)\b"
)
# Those of them that stand around all of an earlier message, and not only around its header.
_AROUND = re.compile(
    r"\b(?:gmail_quote|yahoo_quoted|protonmail_quote|tutanota_quote|moz-forward-container"
    r"|mail-editor-reference-message-container)\b"
)
_LABEL = re.compile(r"[^\W\d_][^\W\d_ ’']*(?:[ ’'][^\W\d_]+){0,2} ?:")
_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_ROWS = 12  # lines of a signature at most
_LAYOUT = frozenset("table tbody thead tfoot tr td th center".split())


@dataclass(frozen=True, slots=True)
class Markup:
    """A message's HTML made a plain page; `lines` is its text, a blank line between blocks.

    `whole` is the text with what is quoted or forwarded in it, quotation marks (">") before its
    lines, and without what is `hidden`; `web_version` is where the link says that the message can
    be read in a browser.
    """

    page: str
    lines: str
    whole: str
    hidden: tuple[Dropped, ...]
    dropped: tuple[Dropped, ...]
    web_version: str


def markup_of(html: str, title: str, signed: Sequence[str] = ()) -> Markup | None:
    """The page in a message's HTML (decoded), or None where there is nothing in it.

    `signed` are the words of its sender's name.
    """
    from lxml import etree  # noqa: PLC0415
    from lxml import html as lxml_html  # noqa: PLC0415

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (ValueError, etree.ParserError):
        return None
    body = tree.find("body")
    if body is None:
        return None
    etree.strip_elements(tree, "script", "style", "head", "title", with_tail=False)
    link = _web_version(body)
    dropped = list(_put_aside(body, _is_hidden, "hidden text"))
    _join_fields(body)
    _open_tables(body, dropped)
    hidden = tuple(dropped)
    whole = "\n".join(_lines(body))
    dropped += _put_aside(body, _is_quote, "quoted message")
    dropped += _worded(body, signed)
    lines = "\n".join(_lines(body))
    inner = etree.tostring(body, encoding="unicode", method="html")
    page = f"<html><head><title>{escape(title)}</title></head>{inner}</html>"
    return Markup(page, lines, whole, hidden, tuple(dropped), link)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _web_version(body: Any) -> str:
    for link in body.iter("a"):
        if WEB_VERSION.search(_text(link)[:200]):
            return str(link.get("href") or "").strip()
    return ""


def _put_aside(body: Any, wanted: Callable[[Any], bool], reason: str) -> Iterator[Dropped]:
    """Takes out the elements that are `wanted`, in order, each with all that is in it."""
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element is not body and wanted(element):
            yield from _gone(element, reason)
        else:
            waiting += reversed(element)


def _is_hidden(element: Any) -> bool:
    """Whether no reader sees it: what an inbox shows as the message's first words."""
    style = element.get("style") or ""
    return bool(_HIDDEN.search(style) or _HIDDEN_CLASS.search(_marks(element)))


def _is_quote(element: Any) -> bool:
    """Whether mail programs set it around an earlier message."""
    return _is_cited(element) or bool(_QUOTE.search(_marks(element)))


def _is_around(element: Any) -> bool:
    return _is_cited(element) or bool(_AROUND.search(_marks(element)))


def _is_cited(element: Any) -> bool:
    return element.tag == "blockquote" and (element.get("type") or "").lower() == "cite"


def _marks(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _join_fields(body: Any) -> None:
    """Rows of a header that is set as a table ("From:" | "Jane Roe") become lines."""
    for row in body.iter("tr"):
        cells = list(row)
        if (
            len(cells) == 2
            and next(cells[0].iter("table"), None) is None
            and _LABEL.fullmatch(_text(cells[0]))
        ):
            for cell in cells:
                cell.tag = "span"
            cells[0].tail = f" {cells[0].tail or ''}"


def _gone(element: Any, reason: str) -> Iterator[Dropped]:
    if text := " ".join(" ".join(element.itertext()).split()):
        yield Dropped(text, reason)
    element.drop_tree()


def _open_tables(body: Any, dropped: list[Dropped]) -> None:
    """Tables in mail lay it out; one with heading cells or printed borders is a table."""
    for table in list(body.iter("table")):
        border = (table.get("border") or "0").strip()
        if table.find(".//table") is None and (
            table.find(".//th") is not None or border not in {"", "0"}
        ):
            dropped += _gone(table, "table")
    for element in body.iter(*_LAYOUT):
        element.tag = "div"


def _worded(body: Any, signed: Sequence[str]) -> list[Dropped]:
    """Blocks that say what is none of the message's text."""
    outer = {body}
    blocks = list(body.iter(*_BLOCKS))
    for element in blocks:
        for parent in element.iterancestors():
            if parent in outer:
                break
            outer.add(parent)
    leaves = [element for element in blocks if element not in outer and _text(element)]
    pieces = [list(_rows(element)) for element in leaves]
    found = iter(reasons_of([piece for rows in pieces for piece in rows], signed))
    dropped: list[Dropped] = []
    for element, rows in zip(leaves, pieces, strict=True):
        reasons = [next(found) for _ in rows]
        if all(reasons):
            dropped += _gone(element, reasons[0])
        elif element.tag == "div":
            element.tag = "p"  # a cell with nothing but text is a paragraph
    return dropped


def _rows(element: Any) -> Iterator[Piece]:
    """A block's text; that of a block of short lines, such as a signature, line by line."""
    heading = "heading" if re.fullmatch("h[1-6]", element.tag) else ""
    rows = [Piece(row) for row in islice(filter(None, _lines(element)), _ROWS + 1)]
    if 1 < len(rows) <= _ROWS and all(is_short(row) for row in rows):
        yield from rows
    else:
        yield Piece(_text(element), cast(Mark, heading))


def _lines(body: Any) -> Iterator[str]:
    """The text in order: blocks between blank lines, other breaks as they are."""
    from lxml import etree  # noqa: PLC0415

    line, depth = "", 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        breaks = element.tag in _BLOCKS or element.tag == "br"
        if breaks:
            yield _quoted(line, depth)
            line = ""
            if element.tag != "br":
                yield ""
        if element.attrib and _is_around(element):
            depth += 1 if event == "start" else -1
        found = element.text if event == "start" else element.tail
        line += re.sub(r"\s+", " ", found or "") if event == "start" or element is not body else ""
    yield _quoted(line, depth)


def _quoted(line: str, depth: int) -> str:
    return f"{'>' * depth} {line.strip()}" if depth and line.strip() else line.strip()
