"""A library that is made, or that an earlier version made, as the layout of today."""

from __future__ import annotations

import sqlite3

from briefgen.library.faults import unusable
from briefgen.library.layout import EARLIER, FIRST, create, extend, recognise
from briefgen.library.writer import SqliteWriter
from briefgen.model import Accession, Document, Reference, Snapshot

_TABLES = ("snapshot", "document")


def prepare(database: sqlite3.Connection, writer: SqliteWriter) -> None:
    """Make the tables where there are none; bring an earlier layout up to date, all or nothing."""
    try:
        version = recognise(database, writer.file)
        if version in {0, FIRST, *EARLIER}:
            database.execute("BEGIN IMMEDIATE")
            if version == FIRST:
                _take_over(database, writer)
            elif version in EARLIER:
                extend(database)
            else:
                create(database)
            writer.commit()
            if database.in_transaction:  # nothing was taken over
                database.execute("COMMIT")
    except (sqlite3.Error, OSError) as error:
        raise unusable(writer.file, error) from error


def _take_over(database: sqlite3.Connection, writer: SqliteWriter) -> None:
    """The first layout: bytes and texts in two tables, and no catalogue."""
    for table in _TABLES:
        database.execute(f"ALTER TABLE {table} RENAME TO first_{table}")
    create(database)
    rows = database.execute("SELECT location, content, sha256 FROM first_snapshot")
    for snapshot in (Snapshot(*row) for row in rows):
        if snapshot == Snapshot.of(snapshot.location, snapshot.content):
            writer.add(snapshot)
        else:  # altered: listed, so that it is known to be missing
            database.execute(
                "INSERT INTO snapshot (sha256, size) VALUES (?, 0)", (snapshot.sha256,)
            )
        writer.enter(Accession(snapshot.location, snapshot.sha256), added="")
    rows = database.execute(
        "SELECT location, sha256, text_sha256, text FROM first_document"
        " JOIN first_snapshot ON sha256 = first_document.snapshot"
    )
    for location, sha256, text_sha256, text in rows:
        about = ((), (), Reference(), sha256, location)
        writer.keep(sha256, "", Document(text_sha256[:12], text, text_sha256, *about))
    for table in _TABLES:
        database.execute(f"DROP TABLE first_{table}")
