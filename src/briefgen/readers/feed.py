"""Feeds: RSS, Atom and JSON Feed. A feed splits into feeds of one entry; such a one is read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from briefgen.model import Date, Document, Dropped, Name, Part, Problem, Reference, Snapshot, Split
from briefgen.readers.dates import parse_date
from briefgen.readers.feed_address import address_of
from briefgen.readers.feed_entry import Entry, entry_of
from briefgen.readers.feed_fragment import pieces_of_fragment
from briefgen.readers.feed_json import json_entry, json_slices
from briefgen.readers.feed_markup import markup_of
from briefgen.readers.feed_slices import Slice, slices_of
from briefgen.readers.feed_wording import is_closing, is_cut, is_invitation, is_teaser, uncut
from briefgen.readers.pieces import Piece

#: Entries of one feed that are read, from its top: feeds print the newest first.
MOST_ENTRIES = 2000
# How many pieces at the end of a text may be closing lines.
_CLOSING_LINES = 6


@dataclass(frozen=True, slots=True)
class Body:
    """An entry's text in pieces; `teaser`: the page that it leads to has more."""

    pieces: tuple[Piece, ...]
    dropped: tuple[Dropped, ...]
    teaser: bool


def split(snapshot: Snapshot) -> Split:
    """A feed's entries in its order, the last one of those with the same identifier."""
    where = snapshot.location
    found = _slices(snapshot)
    if isinstance(found, Problem):
        return Split(problems=(found,))
    slices, total = found
    parts: dict[str, Part] = {}
    broken = 0
    for slice_ in slices:
        entry = _entry(slice_)
        broken += entry is None
        if entry is not None:
            part = _part(slice_, entry, where)
            key = entry.guid or part.location
            parts.pop(key, None)
            parts[key] = part
    problems: list[Problem] = []
    if total > len(slices):
        what = f"is a feed of {total} entries, of which the first {len(slices)} are read"
        problems.append(Problem(where, what, "name the others by their own addresses"))
    elif not parts:
        problems.append(_empty(where))
    if parts and broken:
        what = f"has {broken} broken entries, which are left out"
        problems.append(Problem(where, what, "name those by their own addresses"))
    return Split(tuple(parts.values()), tuple(problems))


def read(snapshot: Snapshot, _text: str) -> Document | Problem:
    """The document in a feed of one entry."""
    from briefgen.readers.assemble import document_of  # noqa: PLC0415

    found = _slices(snapshot)
    if isinstance(found, Problem):
        return found
    slices, total = found
    if total > 1:
        what = f"is a feed of {total} entries and not one document"
        remedy = f"name it as `feed: {snapshot.location}`, or as `path:` if it is a file"
        return Problem(snapshot.location, what, remedy)
    entry = _entry(slices[0]) if slices else None
    if entry is None:
        return _empty(snapshot.location)
    body = body_of(entry)
    return document_of(snapshot, body.pieces, _reference(entry), body.dropped)


def body_of(entry: Entry) -> Body:
    """The fuller of an entry's two texts, without closing lines and without a severed sentence."""
    content, summary = pieces_of_fragment(entry.content), pieces_of_fragment(entry.summary)
    in_content, in_summary = _text_of(content[0]), _text_of(summary[0])
    fuller = content if len(in_content) >= len(in_summary) else summary
    pieces, closing, invited = _without_closing(fuller[0])
    text = _text_of(pieces)
    teaser = invited or is_teaser(text if in_content else "", text)
    if teaser and pieces and is_cut(pieces[-1].text):
        whole, severed = uncut(pieces[-1].text)
        pieces = (*pieces[:-1], *((Piece(whole, pieces[-1].mark),) if whole else ()))
        closing = (*closing, Dropped(severed, "cut off by the feed"))
    return Body(pieces, (*fuller[1], *closing), teaser)


def _without_closing(
    pieces: Sequence[Piece],
) -> tuple[tuple[Piece, ...], tuple[Dropped, ...], bool]:
    """The pieces, the closing lines, and whether one of those invites to read on."""
    kept: list[Piece] = []
    closing: list[Dropped] = []
    invited = False
    for index, piece in enumerate(pieces):
        last = index >= len(pieces) - _CLOSING_LINES and piece.mark != "image"
        invites = last and is_invitation(piece.text)
        invited = invited or invites
        if invites or (last and is_closing(piece.text)):
            closing.append(Dropped(piece.text, "feed's closing line"))
        else:
            kept.append(piece)
    return tuple(kept), tuple(closing), invited


def _text_of(pieces: Sequence[Piece]) -> str:
    return " ".join(piece.text for piece in pieces if piece.mark != "image")


def _slices(snapshot: Snapshot) -> tuple[tuple[Slice, ...], int] | Problem:
    if _is_json(snapshot.content):
        return json_slices(snapshot.content, snapshot.location, MOST_ENTRIES)
    markup = markup_of(snapshot.content, snapshot.location)
    return markup if isinstance(markup, Problem) else slices_of(markup, MOST_ENTRIES)


def _entry(slice_: Slice) -> Entry | None:
    return json_entry(slice_.content) if _is_json(slice_.content) else entry_of(slice_.content)


def _is_json(content: bytes) -> bool:
    head = content[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n")
    return head.startswith(b"{")


def _part(slice_: Slice, entry: Entry, where: str) -> Part:
    address = address_of(entry.link, entry.home, where)
    return Part(
        location=address or f"{where}#{_mark(slice_, entry)}",
        content=slice_.content,
        reference=_csl(entry, address),
        issued=entry.issued,
        teaser=bool(address) and body_of(entry).teaser,  # without an address there is no more
        changed=parse_date(slice_.changed),
    )


def _mark(slice_: Slice, entry: Entry) -> str:
    """What names an entry within its feed: its identifier, or what its content gives."""
    mark = quote(entry.guid, safe="@,;=+~")
    return mark if 0 < len(mark) <= 200 else hashlib.sha256(slice_.content).hexdigest()[:12]


def _csl(entry: Entry, address: str) -> dict[str, Any]:
    """What the feed says of an entry, as CSL-JSON."""
    fields = {
        "title": entry.title,
        "author": [_csl_name(name) for name in entry.authors],
        "publisher": entry.site,
        "issued": {"date-parts": [entry.issued.parts]} if entry.issued else None,
        "URL": address,
    }
    return {name: value for name, value in fields.items() if value}


def _csl_name(name: Name) -> dict[str, str]:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    return {part: value for part, value in parts.items() if value}


def _reference(entry: Entry) -> Reference:
    issued: Date | None = entry.issued
    found: dict[str, Any] = {
        "title": entry.title,
        "author": entry.authors,
        "publisher": entry.site,
        "issued": issued,
        "url": address_of(entry.link, entry.home),
    }
    return Reference(**found, origin={name: "feed" for name, value in found.items() if value})


def _empty(where: str) -> Problem:
    return Problem(where, "is a feed without entries", "open it in a browser, and try it again")
