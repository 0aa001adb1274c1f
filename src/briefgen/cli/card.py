"""Catalogue cards as a terminal shows them, and what is exported of them."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from briefgen import readers
from briefgen.cite import csl
from briefgen.cli.output import counted
from briefgen.intake import reference_of
from briefgen.isolation import Task, Workers
from briefgen.library import Card, Entry, Library
from briefgen.model import Block, Date, Document, Dropped, Problem, Reference, Snapshot, exchange

_WIDTH = 78
_INDENT = " " * 14


def document_of(card: Card, library: Library) -> Document | Problem:
    """What today's readers make of a card's newest snapshot; read again where others read it."""
    accession = card.accessions[0].accession
    if not (card.text_sha256 or card.problem):
        what = "holds other sources, which have cards of their own"
        return Problem(accession.location, what, "name one of those")
    found = library.reading(accession.sha256, readers.version())
    if found is not None:
        return found
    content = library.content(accession.sha256)
    if content is None:
        return Problem(accession.location, "has lost its bytes", "add the source again")
    with Workers(most=1) as workers:
        snapshot = Snapshot(accession.location, content, accession.sha256)
        ((_, answer),) = workers.each([Task("read", snapshot)])
    read = exchange.loads(answer) if isinstance(answer, bytes) else answer
    return read if isinstance(read, Problem) else read.document()


def line(card: Card, *, earlier: bool = False) -> str:
    """A card on one line: id, date, author, title, place; `earlier`: its source has changed."""
    about = _reference(card)
    authors = "; ".join(map(str, about.author))
    said = [_iso(about.issued), authors, about.title or card.location]
    if about.title:
        said.append(card.location)
    if card.problem:
        said.append(f"not read: {card.problem.what}")
    elif not card.text_sha256:
        said.append("holds other sources")
    if earlier:
        said.append(f"an earlier version, of {card.accessions[0].added[:10]}")
    return f"{card.id}  {' · '.join(part for part in said if part)}"


def full(card: Card, document: Document | Problem) -> str:
    """The whole card."""
    return "\n".join([card.id, *_rows(card, document)])


def blocks(document: Document) -> str:
    """Every block of a source in its order, kept or dropped, and why."""
    both: list[tuple[int, int, Block | Dropped]] = [
        *((dropped.at, 0, dropped) for dropped in document.dropped),
        *((block.start, 1, block) for block in document.blocks),
    ]
    shown = []
    for _, _, block in sorted(both, key=lambda found: found[:2]):
        if isinstance(block, Dropped):
            head, text = f"- {block.reason}", block.text
        else:
            number = f" {block.number}" if block.number else ""
            page = f", p. {block.page}" if block.page else ""
            head, text = f"+ {block.kind}{number}{page}", document.text[block.start : block.end]
        shown.append(f"{head}\n{textwrap.fill(text, _WIDTH, **_WHOLE, **_MARGIN)}")
    return "\n" + "\n".join(shown)


def as_json(card: Card, document: Document | Problem | None = None) -> dict[str, Any]:
    """The card as plain values, its blocks too where there is a document."""
    entries = [
        {
            "location": entry.accession.location,
            "sha256": entry.accession.sha256,
            "retrieved": entry.accession.retrieved,
            "added": entry.added,
            "bytes": entry.size,
        }
        for entry in card.accessions
    ]
    about = _reference(card)
    values: dict[str, Any] = {
        "id": card.id,
        "reference": csl(about, card.id, card.accessions[0].accession.retrieved),
        "read_from": dict(about.origin),
        "language": card.language,
        "words": card.words,
        "text_sha256": card.text_sha256,
        "problem": card.problem.what if card.problem else None,
        "accessions": entries,
    }
    if isinstance(document, Document):
        text = document.text
        values["blocks"] = [
            {"kind": b.kind, "number": b.number, "page": b.page, "text": text[b.start : b.end]}
            for b in document.blocks
        ]
        values["dropped"] = [{"reason": d.reason, "text": d.text} for d in document.dropped]
    return values


def references(library: Library, out: Path) -> None:
    """Write the references of all texts as CSL-JSON, which Zotero and pandoc read."""
    cards = [card for card in library.catalogue() if card.text_sha256]
    listed = [as_json(card)["reference"] for card in cards]
    out.write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def texts(library: Library, out: Path) -> None:
    """Write every text into a folder, each in a file of its id and title."""
    out.mkdir(parents=True, exist_ok=True)
    for card in library.catalogue():
        if card.text_sha256 and (text := library.text(card.text_sha256)) is not None:
            name = "-".join(re.findall(r"\w+", _reference(card).title))[:60]
            file = out / f"{card.id}-{name}.txt".replace("-.", ".")
            file.write_text(text + "\n", encoding="utf-8")


def _reference(card: Card) -> Reference:
    return reference_of(card.reference, card.accessions[0].accession)


#: An address or a file's name must be there to be copied in one piece.
_WHOLE: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}
_MARGIN: dict[str, Any] = {"initial_indent": "    ", "subsequent_indent": "    "}
_FIELDS = (
    ("Title", "title"),
    ("Author", "author"),
    ("Role", "role"),
    ("In", "container_title"),
    ("Publisher", "publisher"),
    ("Issued", "issued"),
    ("Address", "url"),
)


def _rows(card: Card, document: Document | Problem) -> Iterator[str]:
    about = _reference(card)
    for label, field in _FIELDS:
        if value := _shown(getattr(about, field)):
            by = about.origin.get(field, "")
            yield from _row(label, f"{value}  ({by})" if by else value)
    if isinstance(document, Document):
        yield from _row("Kind", about.type)
        yield from _row("Language", card.language or "not told")
        yield from _row("Extent", _extent(document))
    elif card.problem:
        yield from _row("Not read", f"{card.problem.what}; {card.problem.remedy}")
    else:
        yield from _row("Not read", document.what)
    for number, entry in enumerate(card.accessions):
        yield from _row("" if number else "Held", "\n".join(_held(entry)))


def _extent(document: Document) -> str:
    words = f"{document.words:,} words in {counted(len(document.paragraphs), 'paragraph')}"
    pages = [block.page for block in document.blocks if block.page]
    said = [f"{words} on pages {min(pages)} to {max(pages)}" if pages else words]
    said.append(f"{counted(len(document.dropped), 'block')} dropped")
    return "; ".join(said)


def _held(entry: Entry) -> Iterator[str]:
    accession = entry.accession
    yield accession.location
    if entry.address and entry.address != accession.location:
        yield f"from {entry.address}"
    when = f"retrieved {accession.retrieved}" if accession.retrieved else f"added {entry.added}"
    yield f"{when}, {entry.size:,} bytes, SHA-256 {accession.sha256[:16]}"


def _row(label: str, value: str) -> Iterator[str]:
    for number, part in enumerate(value.split("\n")):
        head = f"  {'' if number else label:<12}"
        yield textwrap.fill(
            part, _WIDTH + 20, initial_indent=head, subsequent_indent=_INDENT, **_WHOLE
        )


def _shown(value: Any) -> str:
    if isinstance(value, Date):
        day = date(value.year, value.month or 1, value.day or 1)
        form = "%-d %B %Y" if value.day else "%B %Y" if value.month else "%Y"
        return f"{day:{form}}"
    return value if isinstance(value, str) else "; ".join(map(str, value or ()))


def _iso(value: Date | None) -> str:
    return "-".join(f"{part:02d}" for part in value.parts) if value else ""
