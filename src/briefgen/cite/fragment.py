"""Addresses that open a page at a passage: URL Fragment Text Directives (W3C WICG).

    https://example.org/a#:~:text=prefix-,The%20first%20words,the%20last%20words.,-suffix

https://wicg.github.io/scroll-to-text-fragment/
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit

#: Longer passages are named by their first and last words, in characters and in words.
_LONGEST, _ANCHOR = 300, 8
#: Whole words around a passage that tell it from another of the same words.
_AROUND = 3
#: Files that a browser does not show as a page.
_FILES = frozenset(
    ".csv .doc .docx .eml .epub .gz .ics .jpeg .jpg .json .md .mp3 .mp4 .odp .ods .odt .pdf .png"
    " .ppt .pptx .ris .rtf .svg .txt .webp .xls .xlsx .xml .zip".split()
)


def is_page(url: str) -> bool:
    """Tell whether an address is of a web page, as far as it shows: no file of another kind."""
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[" is no address
        return False
    web = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    return web and PurePosixPath(parts.path).suffix.lower() not in _FILES


def at_passage(url: str, text: str, prefix: str = "", suffix: str = "") -> str:
    """Return the address that opens the page `url` at `text`, see `text_directive`.

    Another fragment of the address stays; a directive that it has gives way.
    """
    plain = url.split(":~:", 1)[0]
    mark = "" if "#" in plain else "#"
    return f"{plain}{mark}:~:text={text_directive(text, prefix, suffix)}"


def named_once(text: str, document: str) -> bool:
    """Tell whether a passage's first words, or all of a short one's, stand once in a document."""
    spans = _spans(text)
    opening = re.match(rf"(?:\s*\S+){{{len(spans[0])}}}", text) if len(spans) > 1 else None
    return document.count(opening[0] if opening else text) == 1


def text_directive(text: str, prefix: str = "", suffix: str = "") -> str:
    """Return what stands after `text=`: the words of a passage, all or the first and the last.

    `prefix` and `suffix` are what stands around it in its paragraph, which may begin or end
    within a word; of these the nearest whole words are taken. Only whole words match.
    """
    before, after = _last_words(prefix), _first_words(suffix)
    return ",".join(
        [
            *([f"{_encoded(before)}-"] if before else []),
            *(_encoded(span) for span in _spans(text)),
            *([f"-{_encoded(after)}"] if after else []),
        ]
    )


def _spans(text: str) -> list[list[str]]:
    """Return a passage's words, or the first and the last of many: those name it."""
    words = text.split()
    long = len(text) > _LONGEST or "\n" in text.strip()
    apart = long and len(words) > 2 * _ANCHOR
    return [words[:_ANCHOR], words[-_ANCHOR:]] if apart else [words]


def _last_words(prefix: str) -> list[str]:
    """Return the whole words at the end of the last line: a line is a block of the page."""
    _, parted, line = prefix.rpartition("\n")
    return (line if parted else line.partition(" ")[2]).split()[-_AROUND:]


def _first_words(suffix: str) -> list[str]:
    line, parted, _ = suffix.partition("\n")
    return (line if parted else line.rpartition(" ")[0]).split()[:_AROUND]


def _encoded(words: list[str]) -> str:
    """Return the words with all but letters, digits, ".", "_" and "~" percent-encoded."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
