"""A message's HTML: its layout tables opened, its hidden and quoted parts put aside.

What is left is a plain page, for the HTML reader to judge as it does others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from briefgen.model import Dropped
from briefgen.readers.mail_wording import WEB_VERSION, reason_for
from briefgen.readers.pieces import Piece

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
    r"|font-size\s*:\s*[01]px|max-height\s*:\s*0",
    re.IGNORECASE,
)
_HIDDEN_CLASS = re.compile(r"\bpre-?header\b|\bhidden\b|\bvisually-?hidden\b", re.IGNORECASE)
_QUOTE = re.compile(
    r"\b(?:gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote|tutanota_quote"
    r"|divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)\b"
)
_BLOCKS = frozenset(
    "address article aside blockquote body center dd div dl dt figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
_LAYOUT = frozenset("table tbody thead tfoot tr td th center".split())


@dataclass(frozen=True, slots=True)
class Markup:
    """A message's HTML made a plain page; `lines` is its text, a blank line between blocks.

    `whole` is the text with what is quoted or forwarded in it; `web_version` is where the link
    says that the message can be read in a browser.
    """

    page: str
    lines: str
    whole: str
    dropped: tuple[Dropped, ...]
    web_version: str


def markup_of(html: str, title: str) -> Markup | None:
    """The page in a message's HTML (decoded), or None where there is nothing in it."""
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
    whole = "\n".join(_lines(body))
    dropped += _put_aside(body, _is_quote, "quoted message")
    _open_tables(body, dropped)
    dropped += _worded(body)
    lines = "\n".join(_lines(body))
    inner = etree.tostring(body, encoding="unicode", method="html")
    page = f"<html><head><title>{escape(title)}</title></head>{inner}</html>"
    return Markup(page, lines, whole, tuple(dropped), link)


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
    marks = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_HIDDEN.search(element.get("style") or "") or _HIDDEN_CLASS.search(marks))


def _is_quote(element: Any) -> bool:
    """Whether mail programs set it around an earlier message."""
    if element.tag == "blockquote" and (element.get("type") or "").lower() == "cite":
        return True
    return bool(_QUOTE.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


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


def _worded(body: Any) -> list[Dropped]:
    """Blocks that say what is none of the message's text."""
    dropped: list[Dropped] = []
    outer = {body}
    blocks = list(body.iter(*_BLOCKS))
    for element in blocks:
        for parent in element.iterancestors():
            if parent in outer:
                break
            outer.add(parent)
    for element in blocks:
        text = "" if element in outer else _text(element)
        if text and (reason := reason_for(Piece(text))):
            dropped += _gone(element, reason)
        elif text and element.tag == "div":
            element.tag = "p"  # a cell with nothing but text is a paragraph
    return dropped


def _lines(body: Any) -> Iterator[str]:
    """The text in order: blocks between blank lines, other breaks as they are."""
    from lxml import etree  # noqa: PLC0415

    line = ""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        breaks = element.tag in _BLOCKS or element.tag == "br"
        if breaks:
            yield line.strip()
            line = ""
            if element.tag != "br":
                yield ""
        found = element.text if event == "start" else element.tail
        line += re.sub(r"\s+", " ", found or "") if event == "start" or element is not body else ""
    yield line.strip()
