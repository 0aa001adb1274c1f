"""Small sources and what is read in them, for the tests of the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.library import Library, SqliteLibrary
from briefgen.library.postgres import PostgresLibrary
from briefgen.model import Accession, Block, Date, Document, Name, Reference, Snapshot

#: When everything is added, and the version of the readers.
DAY, VERSION = "2031-03-14T06:00:00Z", "readers 1"


def snapshot(content: bytes | str, location: str = "a.txt") -> Snapshot:
    """A source."""
    return Snapshot.of(location, content.encode() if isinstance(content, str) else content)


def document(
    text: str,
    source: Snapshot | None = None,
    *,
    title: str = "",
    author: str = "",
    issued: Date | None = None,
) -> Document:
    """A document of one paragraph, read in a source or in a file of that text."""
    read = source or snapshot(text)
    digest = sha256(text.encode()).hexdigest()
    names = (Name(author.rsplit(maxsplit=1)[-1], author.split(maxsplit=1)[0]),) if author else ()
    reference = Reference(title, names, issued=issued)
    blocks = (Block(0, len(text), "paragraph", 1),)
    place = (reference, read.sha256, read.location)
    return Document(digest[:12], text, digest, blocks, (), *place, language="en")


def add(
    library: Library,
    text: str,
    location: str = "a.txt",
    *,
    content: bytes | None = None,
    stated: Mapping[str, Any] | None = None,
    **about: Any,
) -> Document:
    """Archive a source, enter it and keep its document; see `document` for the rest."""
    source = snapshot(text if content is None else content, location)
    made = document(text, source, **about)
    with library.writing() as writer:
        writer.add(source)
        writer.enter(Accession(location, source.sha256, stated or {}), added=DAY)
        writer.keep(source.sha256, VERSION, made)
    return made


def alter(library: Library, statement: str, *values: object) -> None:
    """Change rows behind the library's back; the statement is understood by both databases."""
    if isinstance(library, PostgresLibrary):
        library.server.rows(statement.replace("?", "%s"), values)
        return
    with closing(sqlite3.connect(library.file)) as database, database:
        database.execute(statement, values)


def spoil(library: Library, content: bytes | str, damage: bytes | None) -> None:
    """Put other bytes in the place of a source's, or nothing at all."""
    digest = snapshot(content).sha256
    if not isinstance(library, PostgresLibrary):
        file = raw_file(library, content)
        file.unlink() if damage is None else file.write_bytes(damage)
    elif damage is None:
        library.server.rows("DELETE FROM raw WHERE sha256 = %s", (digest,))
    else:
        library.server.rows("UPDATE raw SET content = %s WHERE sha256 = %s", (damage, digest))


def raw_file(library: SqliteLibrary, content: bytes | str) -> Path:
    """Where a source's bytes are."""
    digest = snapshot(content).sha256
    return library.folder / "raw" / digest[:2] / f"{digest}.gz"
