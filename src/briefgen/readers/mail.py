"""Messages (EML: RFC 5322, MIME): newsletters, letters, forwarded mail, and saved MHTML pages.

HTML is read where the plain text is missing, has clearly fewer words, or is full of addresses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from email.message import Message
from typing import TYPE_CHECKING

from briefgen.model import Document, Dropped, Problem, Snapshot
from briefgen.readers.mail_headers import Envelope, decoded, envelope_of
from briefgen.readers.mail_parts import Parts, parse_message, parts_of

if TYPE_CHECKING:
    from briefgen.readers.asides import Entry

_NOTE = 40  # words above an enclosed message up to which that is what the file is about
_CLEARLY = 1.25  # times as many words
_CLUTTERED = 2.0  # addresses of 100 words
_DEEPEST = 3  # messages enclosed in messages
_REMEDY = "open it in your mail program and save its text as plain text"


def read(snapshot: Snapshot, text: str) -> Document | Problem:  # noqa: ARG001  (bytes decide)
    """The document in a message's bytes."""
    message = parse_message(snapshot.content, snapshot.location)
    return message if isinstance(message, Problem) else _read(snapshot, message, _DEEPEST)


def _read(snapshot: Snapshot, message: Message, depth: int) -> Document | Problem:
    parts = parts_of(message)
    if message.get("Snapshot-Content-Location") or "saved by " in str(message.get("From")).lower():
        return _saved_page(snapshot, message, parts)
    own = sum(len(each.split()) for each in parts.plain or parts.html)
    if len(parts.enclosed) == 1 and own <= _NOTE and depth:
        return _read(snapshot, parts.enclosed[0], depth - 1)
    if len(parts.enclosed) > 1 and own <= _NOTE:
        what = f"holds {len(parts.enclosed):,} messages"
        return Problem(snapshot.location, what, "save each message as a file of its own")
    document = _body(snapshot, envelope_of(message), parts)
    if isinstance(document, Problem):
        return replace(document, remedy=_REMEDY)
    names = [*parts.attached, *("enclosed message" for _ in parts.enclosed)]
    attached = tuple(Dropped(name, "attachment") for name in names)
    return replace(document, dropped=(*document.dropped, *attached))


def _body(snapshot: Snapshot, envelope: Envelope, parts: Parts) -> Document | Problem:
    """The document of the fuller of a message's two texts."""
    from briefgen.readers.mail_markup import markup_of  # noqa: PLC0415
    from briefgen.readers.mail_plain import letter_of, linked_words  # noqa: PLC0415
    from briefgen.readers.pieces import pieces_of  # noqa: PLC0415

    plain = "\n\n".join(parts.plain)
    markup = markup_of("\n".join(parts.html), envelope.subject) if parts.html else None
    link = markup.web_version if markup else ""
    letter = letter_of(plain or (markup.whole if markup else ""))
    if letter.forwarded:
        return _from_lines(snapshot, letter.forwarded, letter.entries, letter.text, "")
    words = len(letter.text.split()) if plain else 0
    if markup and (
        len(markup.lines.split()) > _CLEARLY * words or linked_words(letter.text) > _CLUTTERED
    ):
        document = _from_page(snapshot, envelope, markup.page, link)
        if isinstance(document, Document) and document.words * 2 > words:
            return replace(document, dropped=(*markup.dropped, *document.dropped))
        if not plain:
            entries: list[Entry] = [*markup.dropped, *pieces_of(markup.lines)]
            return _from_lines(snapshot, envelope, entries, markup.lines, link)
    return _from_lines(snapshot, envelope, letter.entries, letter.text, link)


def _from_lines(
    snapshot: Snapshot, envelope: Envelope, entries: Sequence[Entry], text: str, link: str
) -> Document | Problem:
    """The document of plain text; `text` is that of the entries, line by line."""
    from briefgen.readers.asides import document_with_asides  # noqa: PLC0415
    from briefgen.readers.mail_reference import message_reference, stated_over  # noqa: PLC0415
    from briefgen.readers.mail_wording import put_aside  # noqa: PLC0415

    stated = message_reference(envelope, text, link)
    document = document_with_asides(snapshot, put_aside(entries), stated)
    if isinstance(document, Problem):
        return document
    return replace(document, reference=stated_over(document.reference, stated))


def _from_page(snapshot: Snapshot, envelope: Envelope, page: str, link: str) -> Document | Problem:
    from briefgen.readers import html  # noqa: PLC0415
    from briefgen.readers.mail_reference import message_reference, stated_over  # noqa: PLC0415

    document = html.read(Snapshot.of(snapshot.location, page.encode("utf-8", "replace")), page)
    if isinstance(document, Problem):
        return document
    stated = message_reference(envelope, document.text, link)
    return replace(
        document,
        reference=stated_over(document.reference, stated),
        snapshot_sha256=snapshot.sha256,
    )


def _saved_page(snapshot: Snapshot, message: Message, parts: Parts) -> Document | Problem:
    """A page that a browser saved as one file (MHTML): the page's own words say what it is."""
    from briefgen.readers import html  # noqa: PLC0415

    page = parts.html[0] if parts.html else ""
    document = html.read(Snapshot.of(snapshot.location, page.encode("utf-8", "replace")), page)
    if isinstance(document, Problem):
        return document
    url = decoded(str(message.get("Snapshot-Content-Location") or ""))
    reference = document.reference
    if not reference.url and url.startswith(("https://", "http://")):
        origin = {**reference.origin, "url": "saved page's address"}
        reference = replace(reference, url=url, origin=origin)
    return replace(document, reference=reference, snapshot_sha256=snapshot.sha256)
