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
    from briefgen.readers.mail_markup import Markup
    from briefgen.readers.mail_plain import Letter

_NOTE = 40  # words above an enclosed message up to which that is what the file is about
_CLEARLY = 1.25  # times as many words
_CLUTTERED = 2.0  # addresses of 100 words
_DEEPEST = 3  # messages enclosed in messages
_UNSURE = "forwards or quotes a message without saying surely who wrote what"
_ITSELF = "save the message that was forwarded as a file of its own"
_REMEDY = "open it in your mail program and save its text as plain text"


def read(snapshot: Snapshot, text: str) -> Document | Problem:  # noqa: ARG001  (bytes decide)
    """The document in a message's bytes."""
    message = parse_message(snapshot.content, snapshot.location)
    return message if isinstance(message, Problem) else _read(snapshot, message, _DEEPEST)


def _read(snapshot: Snapshot, message: Message, depth: int) -> Document | Problem:
    parts = parts_of(message)
    if message.get("Snapshot-Content-Location") or "saved by " in str(message.get("From")).lower():
        return _saved_page(snapshot, message, parts)
    envelope = envelope_of(message)
    own = " ".join(" ".join(parts.plain or parts.html).split())
    short = len(own.split()) <= _NOTE or envelope.told == "forward"
    if len(parts.enclosed) == 1 and short and depth:
        document = _read(snapshot, parts.enclosed[0], depth - 1)
        return _with(document, [Dropped(own, "forwarder's note")] if own else [])
    if len(parts.enclosed) > 1 and short:
        what = f"holds {len(parts.enclosed):,} messages"
        return Problem(snapshot.location, what, "save each message as a file of its own")
    document = _body(snapshot, envelope, parts)
    names = [*parts.attached, *("enclosed message" for _ in parts.enclosed)]
    return _with(document, [Dropped(name, "attachment") for name in names])


def _with(document: Document | Problem, dropped: Sequence[Dropped]) -> Document | Problem:
    if isinstance(document, Problem):
        return document
    return replace(document, dropped=(*document.dropped, *dropped))


def _body(snapshot: Snapshot, envelope: Envelope, parts: Parts) -> Document | Problem:
    """The document of a message's text, or of the text of the message inside it."""
    from briefgen.readers.mail_markup import markup_of  # noqa: PLC0415
    from briefgen.readers.mail_plain import letter_of  # noqa: PLC0415
    from briefgen.readers.mail_reference import signed_words  # noqa: PLC0415

    plain, html = "\n\n".join(parts.plain), "\n".join(parts.html)
    markup = markup_of(html, envelope.subject, signed_words(envelope, plain)) if html else None
    texts = [text for text in (plain, markup.whole if markup else "") if text.strip()]
    letters = [letter_of(text, envelope.told) for text in texts or [""]]
    parted = [letter for letter in letters if letter and letter.parted]
    if not parted and None in letters:
        return Problem(snapshot.location, _UNSURE, _ITSELF)
    if not parted:
        document = _fuller(snapshot, envelope, letters[0] if plain.strip() else None, markup)
    else:
        best = parted[-1] if _is_fuller(parted[-1].text, parted[0]) else parted[0]
        hidden = markup.hidden if markup and best is letters[-1] else ()
        entries: list[Entry] = [*hidden, *best.entries]
        document = _from_lines(snapshot, best.forwarded or envelope, entries, best.text, "")
    return replace(document, remedy=_REMEDY) if isinstance(document, Problem) else document


def _is_fuller(shown: str, letter: Letter | None) -> bool:
    """Whether the text of a message's HTML has more to it than its plain text, or is cleaner."""
    from briefgen.readers.mail_plain import is_cut, linked_words  # noqa: PLC0415

    if letter is None or len(shown.split()) > _CLEARLY * len(letter.text.split()):
        return True
    return linked_words(letter.text) > _CLUTTERED or is_cut(letter)


def _fuller(
    snapshot: Snapshot, envelope: Envelope, letter: Letter | None, markup: Markup | None
) -> Document | Problem:
    """The document of the fuller of a message's two texts, in which there is no other message."""
    from briefgen.readers.pieces import pieces_of  # noqa: PLC0415

    text = letter.text if letter else ""
    link = markup.web_version if markup else ""
    if markup and _is_fuller(markup.lines, letter):
        document = _from_page(snapshot, envelope, markup.page, link)
        if isinstance(document, Document) and document.words * 2 > len(text.split()):
            return replace(document, dropped=(*markup.dropped, *document.dropped))
        if not letter:
            entries: list[Entry] = [*markup.dropped, *pieces_of(markup.lines)]
            return _from_lines(snapshot, envelope, entries, markup.lines, link)
    return _from_lines(snapshot, envelope, letter.entries if letter else (), text, link)


def _from_lines(
    snapshot: Snapshot, envelope: Envelope, entries: Sequence[Entry], text: str, link: str
) -> Document | Problem:
    """The document of plain text; `text` is that of the entries, line by line."""
    from briefgen.readers.asides import document_with_asides  # noqa: PLC0415
    from briefgen.readers.mail_reference import (  # noqa: PLC0415
        described,
        message_reference,
        signed_words,
    )
    from briefgen.readers.mail_wording import put_aside  # noqa: PLC0415

    stated = message_reference(envelope, text, link)
    kept = put_aside(entries, signed_words(envelope, text))
    document = document_with_asides(snapshot, kept, stated)
    return document if isinstance(document, Problem) else described(document, stated)


def _from_page(snapshot: Snapshot, envelope: Envelope, page: str, link: str) -> Document | Problem:
    from briefgen.readers import html  # noqa: PLC0415
    from briefgen.readers.mail_reference import described, message_reference  # noqa: PLC0415

    document = html.read(Snapshot.of(snapshot.location, page.encode("utf-8", "replace")), page)
    if isinstance(document, Problem):
        return document
    stated = message_reference(envelope, document.text, link)
    return replace(described(document, stated), snapshot_sha256=snapshot.sha256)


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
