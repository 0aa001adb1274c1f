"""The format of a source, told by its content and never by its name."""

from __future__ import annotations

import re

from briefgen.model import Problem
from briefgen.readers.compound import compound_kind
from briefgen.readers.decode import decode, normalise
from briefgen.readers.kinds import kind_of
from briefgen.readers.mail_headers import is_message

# What the first bytes say, and the reader for them.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "docx"),  # that reader says what other archives are
)

# What the first bytes say of a file that no reader is for, and how a desk officer gets its text.
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x05\x06", "an empty ZIP file", "name the file that was meant to be in it"),
    (b"{\\rtf", "rich text (RTF), which this version does not read yet",
     "save it as plain text (.txt, UTF-8) or as HTML, and name that file"),
    (b"\x89PNG", "a picture and not text", "save the page's text or HTML, and name that file"),
    (b"\xff\xd8\xff", "a picture and not text", "save the page's text or HTML, and name that file"),
    (b"GIF8", "a picture and not text", "save the page's text or HTML, and name that file"),
    (b"\x1f\x8b", "a compressed file (gzip)", "unpack it, and name the file inside"),
)  # fmt: skip

# A PDF's header may stand behind something else, as long as it is among the first bytes.
_LATE_PDF = re.compile(rb"%PDF-\d\.\d")
_LATE = 1024
_COMPOUND = b"\xd0\xcf\x11\xe0"

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|article|main|meta|title|div|section|p|h[1-6]|span"
    r"|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(r"<(?:html|body|article)[\s>]", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|$)")
_ATX_HEADING = re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE)


def format_of(content: bytes, where: str) -> tuple[str, str] | Problem:
    """Which reader `content` is for, and its normalised text ("" where the format is binary)."""
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            return name, ""
    if content.startswith(_COMPOUND):
        what, remedy = compound_kind(content)
        return Problem(where, f"is {what}, which is not read", remedy)
    if is_message(content):
        return "mail", ""
    if _LATE_PDF.search(content[:_LATE]) and b"endobj" in content:
        return "pdf", ""
    for signature, what, remedy in _REFUSED:
        if content.startswith(signature):
            return Problem(where, f"is {what}", remedy)
    if kind := kind_of(content):  # these decode their own bytes
        return kind, ""
    text = decode(content, where)
    if isinstance(text, Problem):
        return text
    text = normalise(text)
    return text_format_of(text), text


def text_format_of(text: str) -> str:
    """Which reader `text` is for: "html", "markdown" or "plaintext"."""
    head = text[:4000]
    if "<" in head and (_HTML.match(head) or _MARKUP.search(head)):
        return "html"
    if _has_front_matter(text) or ("#" in text and _ATX_HEADING.search(text)):
        return "markdown"
    return "plaintext"


def _has_front_matter(text: str) -> bool:
    match = _FRONT_MATTER.match(text[:20000])
    return match is not None and bool(re.search(r"^\w[\w -]*:", match[0], re.MULTILINE))
