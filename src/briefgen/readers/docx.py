"""Word files (DOCX, with macros, templates): the body as it reads, its notes, its reference."""

from __future__ import annotations

from dataclasses import replace

from briefgen.model import Document, Name, Problem, Reference, Snapshot
from briefgen.readers.zips import open_archive

_NO_TEXT = "open it in Word; if its pages are pictures, run text recognition and save it again"


def read(snapshot: Snapshot, text: str) -> Document | Problem:  # noqa: ARG001  (a binary format)
    """The document in a Word file's bytes.

    Left out, unmarked: deleted and hidden text, comments, fields' instructions, notes' marks.
    """
    from briefgen.readers.asides import document_with_asides  # noqa: PLC0415
    from briefgen.readers.docx_package import open_word  # noqa: PLC0415
    from briefgen.readers.docx_properties import (  # noqa: PLC0415
        confirmed,
        title_of,
        with_properties,
    )
    from briefgen.readers.docx_story import story_of  # noqa: PLC0415

    archive = open_archive(snapshot.content, snapshot.location)
    if isinstance(archive, Problem):
        return archive
    word = open_word(archive, snapshot.location)
    if isinstance(word, Problem):
        return word
    story = story_of(word)
    title = story.title or confirmed(title_of(word.properties), story.entries)
    known = _known(title, story.author, story.date)
    document = document_with_asides(snapshot, story.entries, known, story.notes)
    if isinstance(document, Problem):
        return replace(document, remedy=_NO_TEXT)
    reference = with_properties(document.reference, word.properties)
    return replace(document, reference=replace(reference, type="document"))


def _known(title: str, author: str, date: str) -> Reference:
    """What stands in the styles for titles, authors and dates."""
    from briefgen.readers.dates import parse_date  # noqa: PLC0415
    from briefgen.readers.names import parse_names, parse_organisation  # noqa: PLC0415

    names, _ = parse_names(author)
    organisation = None if names or not author else parse_organisation(author)
    authors: tuple[Name, ...] = names or ((organisation,) if organisation else ())
    issued = parse_date(date)
    found = {"title": title, "author": authors, "issued": issued}
    return Reference(
        title=title,
        author=authors,
        issued=issued,
        origin={field: "document style" for field, value in found.items() if value},
    )
