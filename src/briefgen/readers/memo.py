"""The head of a memorandum or of a saved mail: "From:", "To:", "Subject:" above the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.model import Name
from briefgen.readers.names import parse_names, parse_organisation
from briefgen.readers.pieces import Piece

_LINE = re.compile(
    r"(?P<field>from|to|cc|subject|re|von|an|betreff|de|objet)\s?:\s*(?P<said>\S.*)", re.IGNORECASE
)
_FROM = frozenset({"from", "von", "de"})
_SUBJECT = frozenset({"subject", "re", "betreff", "objet"})
_PREFIX = re.compile(r"(?:(?:re|fwd?|aw|wg|tr)\s?:\s*)+", re.IGNORECASE)
_KIND = re.compile(
    r"\W*(?:(?:internal|office|briefing|draft)\s)?(?:memo(?:randum)?|brief(?:ing)?|note|letter|paper"
    r"|e-?mail|message)\W*",
    re.IGNORECASE,
)
_LEAST = 2  # lines: one alone may be anything


@dataclass(frozen=True, slots=True)
class Memo:
    """What such a head states."""

    title: str = ""
    author: tuple[Name, ...] = ()
    role: str = ""


def is_kind_of_text(title: str) -> bool:
    """Whether a title says nothing but what kind of text stands below it, if that."""
    return not title or _KIND.fullmatch(title) is not None


def memo_of(page: Sequence[tuple[Piece, str]]) -> Memo:
    """What the head above the first paragraph states; nothing where there is none."""
    found: dict[str, str] = {}
    for piece, label in page:
        if label == "paragraph":
            break
        match = _LINE.fullmatch(piece.text) if label == "mail header" else None
        if match:
            found.setdefault(match["field"].lower(), match["said"].strip())
    if len(found) < _LEAST:
        return Memo()
    sender = next((said for field, said in found.items() if field in _FROM), "")
    subject = next((said for field, said in found.items() if field in _SUBJECT), "")
    names, role = parse_names(re.sub(r"\s*<[^<>]*>", "", sender))
    organisation = None if names or not sender else parse_organisation(sender)
    author = names or ((organisation,) if organisation else ())
    return Memo(_PREFIX.sub("", subject), author, role if names else "")
