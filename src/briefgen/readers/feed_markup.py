"""A feed's bytes to markup that can be parsed safely: one encoding, no declarations, no entities.

What is left holds neither a document type nor a reference to anything but a character, so there is
nothing that could grow, or be fetched, whatever parser reads it.
"""

from __future__ import annotations

import codecs
import re
from html import unescape
from html.entities import html5

from briefgen.model import Problem
from briefgen.readers.decode import decode, normalise

_REMEDY = "ask the publisher for a feed that a feed reader opens, or name its articles one by one"
_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
# Codecs that text is sent in; Python knows others that are slow or make no text.
_TEXT_CODEC = re.compile(
    r"(?:us-?)?ascii|utf-?(?:8|16|32)(?:-?[lb]e)?|latin-?\d+|iso-?8859-\d+|iso-2022-(?:jp|kr)"
    r"|windows-\d+|cp\d+|koi8-?[rut]|gb(?:k|2312|18030)|big5(?:-?hkscs)?|euc-?(?:jp|kr)|shift-?jis"
    r"|mac(?:intosh|-?roman|-?cyrillic)",
    re.IGNORECASE,
)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|RDF)(?=[\s>])")
#: How many code points may stand before a feed's first element.
PROLOG = 8192
_DECLARATIONS = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?")
_XML_NAMES = frozenset({"&lt;", "&gt;", "&amp;", "&quot;", "&apos;"})
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Prefixes that feeds use without saying whose they are.
_PREFIXES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "atom": "http://www.w3.org/2005/Atom",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
}


def markup_of(content: bytes, where: str) -> str | Problem:
    """The feed's markup from its first element on, as normalised text; or why it is refused."""
    text = _text(content, where)
    if isinstance(text, Problem):
        return text
    root = _ROOT.search(text, 0, PROLOG)
    if root is None:
        return Problem(where, "is no feed that can be read", _REMEDY)
    if _DECLARATIONS.search(text, 0, root.start()):
        what = "is a feed that declares entities of its own, which may grow without bound"
        return Problem(where, what, _REMEDY)
    markup = _NO_CHARACTER.sub("\ufffd", normalise(resolved(text[root.start() :])))
    return _declared(markup, root[0])


def _text(content: bytes, where: str) -> str | Problem:
    """The text in the encoding that the file declares; where that is wrong, in the one it is in."""
    if b"\x00" not in content[:4]:
        content = content.replace(b"\x00", b"")
    if (declared := _DECLARED.search(content[:200])) is not None:
        name = declared[1].decode("ascii")
        if _TEXT_CODEC.fullmatch(name.replace("_", "-")) and not name.lower().startswith("utf"):
            try:
                return content.decode("cp1252" if name.lower() in _WESTERN else name)
            except (LookupError, UnicodeError):
                pass
    return _mended(content) or decode(content, where)


_WESTERN = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})


def _mended(content: bytes) -> str:
    """UTF-8 in which a few bytes are broken, as where the transfer was cut; "" if it is not."""
    if b"\x00" in content:
        return ""
    try:  # half a letter at the end is left out
        return codecs.getincrementaldecoder("utf-8-sig")().decode(content)
    except UnicodeDecodeError:
        text = content.decode("utf-8-sig", "replace")
    broken = text.count("\ufffd")
    whole = sum(len(run) for run in re.findall(r"[^\x00-\x7f]+", text)) - broken
    return text if broken * 10 <= whole else ""


def resolved(text: str) -> str:
    """Character references as characters; what is none ("AT&T", "&unknown;") as it is printed.

    XML's own five stay, and so does all that stands in a CDATA section.
    """
    opening, closing = "<![CDATA[", "]]>"
    first, *rest = text.split(opening)
    parts = [_REFERENCE.sub(_character, first)]
    for part in rest:
        inside, closed, outside = part.partition(closing)
        parts.append(f"{inside}{closed}{_REFERENCE.sub(_character, outside)}")
    return opening.join(parts)


def _character(match: re.Match[str]) -> str:
    reference = match[0]
    if reference in _XML_NAMES:
        return reference
    if reference.startswith("&#"):
        found = unescape(reference)
        return reference if found in set("<>&\"'") else found
    found = html5.get(reference[1:], "")
    return found if found and not set(found) & set("<>&\"'") else f"&amp;{reference[1:]}"


def _declared(markup: str, root: str) -> str:
    missing = [
        f' xmlns:{prefix}="{namespace}"'
        for prefix, namespace in _PREFIXES.items()
        if f"<{prefix}:" in markup and f"xmlns:{prefix}" not in markup
    ]
    return f"{root}{''.join(missing)}{markup[len(root) :]}"
