"""A message as a reference: what its header states wins over what its text seems to say.

A message to subscribers is cited as an article of the newsletter: CSL has no type for newsletters,
and that of newspapers prints author, title, newsletter and day in all styles. Any other message is
a personal communication.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from briefgen.model import Document, Name, Reference
from briefgen.readers.lexicon import ORGANISATION, PERIODICAL
from briefgen.readers.mail_headers import Envelope
from briefgen.readers.metaline import parse_meta_line
from briefgen.readers.names import parse_name
from briefgen.readers.shape import folded_words

_ORIGIN = "message header"
# "Jane Roe at Tidewater", "Jane Roe | The Harbour Post", "Jane Roe (Tidewater)".
_PARTED = re.compile(
    r"\s+(?:at|from|with|via|of|de|von|vom|bei|par|chez|@)\s+(?:the\s+)?|\s*,\s+|\s+[|·•–—-]\s+|\s*:\s+|\s*\("
)
_ASIDE = re.compile(r"([^()]+?)\s*\(([^()]+)\)?")
_LETTER = re.compile(
    r"\b(?:newsletters?|briefings?|digest|updates?|alerts?|dispatch|brief|daily|weekly|monthly"
    r"|memo|bulletin|insights?|watch|today|info|no-?reply|service|support|events?|list|rundbrief"
    r"|infobrief|lettre|boletín|notifications?|admin\w*|publications?|communications?|outreach)\b",
    re.IGNORECASE,
)
_TRACKING = re.compile(r"utm_\w+|mc_[ce]id|fbclid|gclid|mkt_tok|ref|source|s|r|e|ct", re.IGNORECASE)
_KEY = re.compile(r"(?=[^/]*\d)[\w=.-]{24,}|[0-9a-f]{16,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sender:
    """Whom a From field names: persons, and the organisation for which they write.

    `unproved`: the organisation may as well be a person, for its name is made like one's.
    """

    persons: tuple[Name, ...] = ()
    organisation: str = ""
    unproved: bool = False


def sender_of(envelope: Envelope, text: str) -> Sender:
    """The person or organisation that sent a message with that text.

    On a list, two capitalised words may as well be the list's name: they are a person only if the
    address or a line of the text says so.
    """
    shown = re.sub(r"\(via [^)]*\)|\s+via\s+.*", "", envelope.sender).strip(" '\"")
    if aside := _ASIDE.fullmatch(shown):  # "Roe, Jane (Ports)"
        inner = sender_of(replace(envelope, sender=aside[1]), text)
        if inner.persons:
            return replace(inner, organisation=inner.organisation or aside[2])
    parts = [part.strip(" )\"'") for part in _PARTED.split(shown, maxsplit=1)]
    for index, part in enumerate(parts):
        name = _person(part)
        if name and (not envelope.bulk or _proved(name, envelope.address, text)):
            return Sender((name,), parts[1 - index] if len(parts) > 1 else "")
    inverted = parse_name(f"{parts[1]} {parts[0]}") if len(parts) == 2 and "," in shown else None
    if inverted and not _is_organisation(shown):
        return Sender((inverted,))
    unproved = _person(shown) is not None and not _is_of(shown, envelope.address)
    return Sender(organisation=shown if "@" not in shown else "", unproved=unproved)


def signed_words(envelope: Envelope, text: str) -> tuple[str, ...]:
    """The words of the senders' names, case folded, by which a signature is known."""
    names = sender_of(envelope, text).persons
    return tuple(word for name in names for word in folded_words(str(name)) if len(word) > 2)


def _is_of(name: str, address: str) -> bool:
    """Whether the words of a name stand together in an address's host: "morningtide.example"."""
    host = "".join(sign for sign in address.partition("@")[2].casefold() if sign.isalnum())
    return "".join(sign for sign in name.casefold() if sign.isalnum()) in host


def _person(text: str) -> Name | None:
    return None if _is_organisation(text) else parse_name(text)


def _is_organisation(text: str) -> bool:
    return any(words.search(text) for words in (_LETTER, ORGANISATION, PERIODICAL))


def _proved(name: Name, address: str, text: str) -> bool:
    """Whether a name stands before the address's "@", or alone or behind "by" on a line.

    A word that stands behind the "@" too is rather that of an organisation.
    """
    own, _, host = address.partition("@")
    words = [word.casefold() for word in f"{name.given} {name.family}".split() if len(word) > 2]
    if any(word in own and word not in host for word in words):
        return True
    line = rf"^\W*(?:by\s+|von\s+|par\s+|por\s+)?{re.escape(str(name))}\W*$"
    return re.search(line, text, re.IGNORECASE | re.MULTILINE) is not None


def message_reference(envelope: Envelope, text: str, web_version: str) -> Reference:
    """The reference that a header states; `text` only proves names, `web_version` is a link."""
    sender = sender_of(envelope, text)
    named = "" if sender.unproved else sender.organisation
    named = named or envelope.list_name
    letter = envelope.list_name if _LETTER.search(envelope.list_name) else named
    found: dict[str, Any] = {
        "title": envelope.subject,
        "author": sender.persons or _organisation(sender, envelope),
        "publisher": named if envelope.bulk else "",
        "container_title": letter if envelope.bulk else "",
        "issued": envelope.issued,
        "url": next(
            (url for link in (web_version, *envelope.links) if (url := plain_link(link))), ""
        ),
    }
    origin = {name: _ORIGIN for name, value in found.items() if value}
    if found["url"] and found["url"] == plain_link(web_version):
        origin["url"] = "link to the web version"
    kind = "article-newspaper" if envelope.bulk else "personal_communication"
    return Reference(**found, type=kind, origin=origin)


def _organisation(sender: Sender, envelope: Envelope) -> tuple[Name, ...]:
    """Of a letter, who sent it is its author; a newsletter's name is not that of its author."""
    named = sender.organisation or envelope.address
    return (Name(literal=named),) if named and not envelope.bulk else ()


def plain_link(link: str) -> str:
    """An address fit to be printed: https, without keys that name the reader; or nothing."""
    try:
        parts = urlsplit(link[:500])
    except ValueError:
        return ""
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or len(link) > 500:
        return ""
    if any(not _TRACKING.fullmatch(name) for name, _ in parse_qsl(parts.query, True)):
        return ""
    if any(_KEY.fullmatch(step) for step in (*parts.path.split("/"), parts.fragment)):
        return ""
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))


def described(document: Document, stated: Reference) -> Document:
    """The document with what the header states; but by-lines say better than it who wrote."""
    return replace(document, reference=_stated_over(document.reference, _signed(document, stated)))


def _signed(document: Document, stated: Reference) -> Reference:
    """What is stated, with the author that by-lines name; of several pieces' authors, none.

    Where a by-line names another than the sender, the words below it are not the sender's.
    """
    lines = [each.text for each in document.dropped if each.reason == "byline"]
    named = {meta.authors for line in lines if (meta := parse_meta_line(line)) and meta.authors}
    if not named or named == {stated.author}:
        return stated
    authors = named.pop() if len(named) == 1 else ()
    publisher = stated.publisher or next((str(n) for n in stated.author if n.literal), "")
    origin = {**stated.origin, "author": "byline"}
    if publisher and not stated.publisher:
        origin["publisher"] = _ORIGIN
    return replace(stated, author=authors, publisher=publisher, origin=origin)


def _stated_over(read: Reference, stated: Reference) -> Reference:
    """`read` with what the header states in its place; a role read of somebody else goes."""
    fields = ("title", "author", "publisher", "container_title", "issued", "url")
    found: dict[str, Any] = {
        field: getattr(stated, field) or getattr(read, field) for field in fields
    }
    if stated.origin.get("author"):
        found["author"] = stated.author
    same = found["author"] == read.author
    origin = {**read.origin, **stated.origin}
    if not found["author"]:
        origin.pop("author", None)
    if not same:
        origin.pop("role", None)
    return replace(read, **found, role=read.role if same else "", type=stated.type, origin=origin)
