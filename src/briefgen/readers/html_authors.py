"""Who signs a page: names out of meta data and bylines, without sites, offices and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import unescape

from briefgen.model import Name, Reference
from briefgen.readers.dates import find_dates
from briefgen.readers.lexicon import ROLE
from briefgen.readers.names import parse_names, parse_organisation
from briefgen.readers.shape import folded

# Who signs for many: "The Harbour Post web team", "Digital Desk".
_TEAM = re.compile(
    r"^(?!.*[,;&]|.*\b(?:and|of|by|at|for)\b)"
    r".*\b(?:teams?|staff|desk|news ?room|bureau|redaktion)$",
    re.IGNORECASE,
)
_LONGEST = 300  # characters of a byline
# "Posted on 3 May by Jane Roe"; "von" and its like open a line, for inside it they open a name.
_LABEL = re.compile(
    r"^(?:.{0,60}?\bby\b\s*:?\s+|\W*(?:von|par|por|door|di)\b\s*:?\s+"
    r"|.{0,30}?\b(?:authors?|autor(?:in|es|en)?|auteurs?|auteure)\s*:\s*)(?=\S)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+[|·•–—-]\s+|\s*[|·•]\s*|\s+@|\s+https?:|\s\(|,?\s+(?:am|on|at|le|el)\s*$")
_ADDRESS = re.compile(
    r"(?:https?:)?//\S*|www\.\S+|\S+@\S+\.\w+|@\w+|[\w.-]+\.(?:com|org|net|de|co\.uk)(?:/\S*)?",
    re.IGNORECASE,
)
# What content systems print where nobody is named.
_NOBODY = re.compile(
    r"(?:the |by |our |a |site |web |super |guest |staff |special )*(?:admin(?:istrator)?s?"
    r"|editors?|staff|writers?|reporters?|contributors?|correspondents?|authors?|web ?masters?"
    r"|guests?|users?|unknown|anonymous|root|news ?desk|news ?room|newsroom|online|redaktion"
    r"|redaction|rédaction|redacción|none|null|undefined|n ?a|default|test|cms|import|system"
    r"|press releases?|desk|moderator|publisher|blog|home|agenc(?:y|ies)|wires?"
    r"|editorial|redaktor|dpa infocom)",
    re.IGNORECASE,
)


def read_authors(
    lines: Iterable[str], publishers: Sequence[str], *, kind: str = ""
) -> tuple[tuple[Name, ...], str]:
    """The authors that `lines` name and, of a single one, the office behind the name.

    `publishers` (names of the site and its host) are none. `kind` is what the markup says that
    they are: "person" lets a pen name of one word pass, "organisation" any name.
    """
    found: list[Name] = []
    roles: list[str] = []
    for line in lines:
        names, rest = _names(line, kind)
        found += [name for name in names if name not in found and _is_author(name, publishers)]
        roles += [rest] if rest and ROLE.search(rest) else []
    return tuple(found), roles[0] if len(found) == 1 and roles else ""


def is_collective(names: Sequence[Name]) -> bool:
    """Whether a text is signed, but by nobody in person."""
    return bool(names) and not any(name.family for name in names)


def are_staff(names: Sequence[Name]) -> bool:
    """Whether all that signs a text is whoever put it there: a "Web Desk", a "News Team"."""
    return bool(names) and all(n.literal and _TEAM.search(n.literal) for n in names)


def without_collective(reference: Reference) -> Reference:
    """A reference without authors who are no persons, for the text may name its writer."""
    if not is_collective(reference.author):
        return reference
    origin = {key: why for key, why in reference.origin.items() if key not in {"author", "role"}}
    return replace(reference, author=(), role="", origin=origin)


def with_author(read: Reference, known: Reference) -> Reference:
    """`read` with the authors of `known`, unless those are no persons and a by-line names one.

    What a biography says of somebody is no role of an organisation.
    """
    personal = read.origin.get("author") == "byline" and not is_collective(read.author)
    if not is_collective(known.author) or (read.author and personal):
        return read
    origin = {key: why for key, why in read.origin.items() if key != "role"}
    origin |= {key: known.origin[key] for key in ("author", "role") if key in known.origin}
    return replace(read, author=known.author, role=known.role, origin=origin)


def _names(line: str, kind: str) -> tuple[tuple[Name, ...], str]:
    text = " ".join(re.sub(r"<[^<>]*>", " ", unescape(unescape(line))).split())
    labelled = _LABEL.match(text)
    text = _without_tail(text[labelled.end() :] if labelled else text)
    if not text or len(text) > _LONGEST or _ADDRESS.fullmatch(text):
        return (), ""
    if kind == "organisation":
        return ((Name(literal=text),) if len(text.split()) <= 10 else ()), ""
    if _TEAM.search(text) and len(text.split()) <= 8:
        return (Name(literal=text),), ""
    names, rest = parse_names(text)
    if names:
        return names, rest
    if organisation := parse_organisation(text):
        return (organisation,), ""
    single = re.fullmatch(r"[^\W\d_][\w.-]{2,30}", text)
    return ((Name(literal=text),) if single and (labelled or kind == "person") else ()), ""


def _without_tail(text: str) -> str:
    """Up to where a date, a bar or an address follows the names."""
    for start, _, _ in sorted(find_dates(text))[:1]:
        text = text[:start]
    head = _TAIL.split(text.strip(), maxsplit=1)[0]
    return head.strip(" ,;:.|") if not re.search(r"\b\w\.$", head) else head.strip(" ,;:|")


def _is_author(name: Name, publishers: Sequence[str]) -> bool:
    shown = folded(str(name))
    sites = {_bare(publisher) for publisher in publishers}
    return bool(shown) and _bare(shown) not in sites and not _NOBODY.fullmatch(shown)


def _bare(name: str) -> str:
    """A name as an address has it: without article and spaces."""
    return re.sub(r"^the | ", "", folded(name))
