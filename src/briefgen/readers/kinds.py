"""What collection a file is, told in microseconds by its first bytes."""

from __future__ import annotations

import re

# Bytes at the head of a file that tell what it is.
_HEAD = 8192

_BEFORE_ROOT = re.compile(rb"\s*(?:<\?|<!|<(?:\w[\w.-]*:)?(?:rss|feed|RDF)[\s>])")
_NAMED = re.compile(rb"<!DOCTYPE\s+(?:[\w.-]+:)?([\w.-]+)")
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_SIGN = {
    b"rss": re.compile(rb"<rss[^>]*\sversion\s*=|<(?:channel|item|entry)[\s>]"),
    b"feed": re.compile(rb"http://www\.w3\.org/2005/Atom|http://purl\.org/atom/|<entry[\s>]"),
    b"RDF": re.compile(rb"purl\.org/rss/1\.0/|netscape\.com/rdf/simple/0\.9|purl\.org/net/rss1"),
}
_JSON_FEED = re.compile(
    rb'\s*\{.*?"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/1', re.DOTALL
)
_CSL_LIST = re.compile(rb'\s*(?:\{[^\[\]]*"items"\s*:\s*)?\[\s*\{')
# What only CSL-JSON says, so that no other list of objects is taken for it.
_CSL_FIELD = re.compile(
    rb'"(?:container-title|date-parts|publisher-place|citation-key|collection-title)"\s*:'
    rb'|"type"\s*:\s*"(?:article(?:-[a-z]+)?|bill|book|chapter|dataset|document|entry(?:-[a-z]+)?'
    rb"|event|interview|legal_case|legislation|manuscript|motion_picture|pamphlet"
    rb"|paper-conference|patent|periodical|personal_communication|post(?:-weblog)?|regulation"
    rb'|report|review(?:-book)?|software|speech|standard|thesis|treaty|webpage)"'
)
# Comments and a few words of the program may stand before the first entry.
_BIBTEX = re.compile(
    rb"(?:\s*%[^\n]*\n)*[^@]{0,400}?(?:^|\n)[ \t]*@[ \t]*"
    rb"(?:(?:string|preamble|comment)\s*[{(]|[A-Za-z]+\s*[{(]\s*[^\s,{}()=\"]+\s*,)",
    re.IGNORECASE,
)


def kind_of(content: bytes) -> str:
    """What collection `content` is by its head: "feed", "csl-json", "bibtex", or "" for none."""
    head = content[:_HEAD].replace(b"\x00", b"")  # UTF-16's letters are ASCII's with NULs
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n")
    if head.startswith(b"<"):
        return "feed" if _is_feed(head) else ""
    if head.startswith((b"{", b"[")):
        if _JSON_FEED.match(head):
            return "feed"
        return "csl-json" if _CSL_LIST.match(head) and _CSL_FIELD.search(head) else ""
    return "bibtex" if b"@" in head and _BIBTEX.match(head) else ""


def _is_feed(head: bytes) -> bool:
    if not _BEFORE_ROOT.match(head):
        return False
    bare = _COMMENT.sub(b"", head)
    names = [match[1] for match in (_NAMED.search(bare), _ROOT.search(bare)) if match]
    return any(name in _SIGN and _SIGN[name].search(head) for name in names)
