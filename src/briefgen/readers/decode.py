"""Bytes to text, or what would help where they are in no encoding that is certain."""

from __future__ import annotations

import codecs
import re
import unicodedata

from briefgen.model import Problem

# Longer marks first: UTF-32's mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)")
# Characters that print nothing and break words and offsets: soft hyphen, zero-width space, word
# joiner, byte-order mark, directional overrides, and the private-use glyphs of icon fonts.
# A word that a line end breaks at a soft hyphen: its second half goes up to the first.
_BROKEN_WORD = re.compile(r"\u00ad[ \t]*\r?\n[ \t]*(\S+)(?:[ \t]+|\r?\n|$)")
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
_ASCII = bytes((0x09, 0x0A, *range(0x20, 0x7F)))  # that prints
_SPACES = dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000])
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\x80-\x84\x86-\x9f]")


# Codecs of Python that are no encoding of a page; some take quadratic time, or run on escapes.
_NO_CHARSETS = frozenset("utf-7 punycode idna unicode-escape raw-unicode-escape undefined".split())


def decode(content: bytes, where: str) -> str | Problem:
    """The text of `content`, or a `Problem` when it is empty, binary or in no known encoding."""
    if not content.strip():
        return Problem(where, "is empty", "save the page again, with its text")
    text = _decode(content)
    if text is None:
        if _looks_binary(content):
            return Problem(where, "is a binary file and not text", "save it as text or HTML")
        return Problem(where, "is in an encoding that is not certain", "save it as UTF-8")
    if not _is_clean(text) and len(_CONTROL.findall(text)) > len(text) / 100:
        return Problem(where, "is a binary file and not text", "save it as text or HTML")
    return text


def normalise(text: str) -> str:
    """NFC, one kind of line end, no characters that print nothing."""
    if "\r\n" in text and "\r\r" not in text:
        text = text.replace("\r\n", "\n")
    if not _is_clean(text):
        text = _BROKEN_WORD.sub(r"\1\n", text)
        text = _CONTROL.sub("", _INVISIBLE.sub("", _BREAKS.sub("\n", text)))
    return unicodedata.normalize("NFC", text)


def _is_clean(text: str) -> bool:
    """Whether there is nothing to clean: what prints, and spaces of any width."""
    return uncommon(text).translate(_SPACES).isprintable()


def all_prints(text: str) -> bool:
    """Whether there are printable characters, tabs and newlines only."""
    return uncommon(text).isprintable()


def uncommon(text: str) -> str:
    """What is in a text beside ASCII that prints, tabs and newlines: little, and soon looked at."""
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return rest.decode("utf-8", "surrogatepass")


def _decode(content: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    head = content[:4096].lower()  # a pattern that ignores case is far slower
    declared = _META_CHARSET.search(head)
    name = declared[1].decode("ascii", "replace") if declared else ""
    if _is_charset(name) and (text := _strictly(content, name)) is not None:
        return text
    if b"\x00" in content:
        return _unmarked_utf16(content)
    text = _strictly(content, "utf-8")
    return text if text is not None else _guess(content)


def _strictly(content: bytes, encoding: str) -> str | None:
    # Browsers read "latin-1" as cp1252, and so do we: the pages mean the curly quotes.
    if encoding.lower().replace("_", "-") in {"iso-8859-1", "latin-1", "latin1", "ascii"}:
        encoding = "cp1252"
    try:
        return content.decode(encoding)
    except (LookupError, ValueError):
        return None


def _is_charset(name: str) -> bool:
    """Whether a page may truly say that of itself: what names it in ASCII can't be UTF-16."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):  # it has never been heard of, or has a NUL in it
        return False
    return not codec.name.startswith(("utf-16", "utf-32")) and codec.name not in _NO_CHARSETS


def _unmarked_utf16(content: bytes) -> str | None:
    half = len(content) / 2
    if content[1::2].count(0) > 0.6 * half:
        return _strictly(content, "utf-16-le")
    return _strictly(content, "utf-16-be") if content[::2].count(0) > 0.6 * half else None


def _guess(content: bytes) -> str | None:
    """charset_normalizer's guess when it is sure; cp1252 when it does as well as the best."""
    if _looks_binary(content):
        return None
    from charset_normalizer import from_bytes  # noqa: PLC0415

    matches = from_bytes(content, threshold=0.1)
    best = matches.best()
    if best is None:
        return None
    western = next((match for match in matches if match.encoding == "cp1252"), None)
    if western is not None and western.chaos <= best.chaos + 0.02:
        best = western
    return _strictly(content, best.encoding)


def _looks_binary(content: bytes) -> bool:
    sample = content[:65536]
    odd = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in sample)
    return odd > len(sample) / 100
