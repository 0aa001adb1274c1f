"""The library's tables, and libraries of other versions.

Offsets, hashes and JSON are as `model.exchange` has them. The current reading of a snapshot is the
one that was kept last; `text` keeps every text that was ever read, once, since editions quote from
it. `title` and `author` of a text are words to find it by, from the source and from what is said
of it elsewhere.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from briefgen.errors import ArchiveError
from briefgen.library.faults import unusable
from briefgen.library.quarantine import TABLE

#: In SQLite's `user_version`. The first layout had none: it is told by its tables.
FIRST, EARLIER, VERSION = 1, (2, 3, 4, 5), 6

_TABLES = """
CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, size INTEGER NOT NULL);
CREATE TABLE accession (
    id INTEGER PRIMARY KEY,              -- in the order of entry, the newest last
    location TEXT NOT NULL, snapshot INTEGER NOT NULL REFERENCES snapshot,
    retrieved TEXT, added TEXT NOT NULL, -- ISO 8601, UTC; NULL for a file that was given
    etag TEXT NOT NULL, last_modified TEXT NOT NULL, address TEXT NOT NULL,
    stated TEXT NOT NULL, told TEXT NOT NULL, told_by TEXT NOT NULL,  -- CSL-JSON, or empty
    title TEXT NOT NULL, author TEXT NOT NULL, issued TEXT NOT NULL,  -- of these two, for search
    UNIQUE (location, snapshot));
CREATE INDEX accession_snapshot ON accession (snapshot);
CREATE TABLE text (
    id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, author TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE reading (
    id INTEGER PRIMARY KEY,              -- in the order of keeping
    snapshot INTEGER NOT NULL REFERENCES snapshot, version TEXT NOT NULL,
    text INTEGER REFERENCES text,        -- NULL where it could not be read
    issued TEXT NOT NULL, language TEXT NOT NULL, words INTEGER NOT NULL,
    rest TEXT NOT NULL,                  -- of the document, or the problem
    UNIQUE (snapshot, version));
CREATE INDEX reading_text ON reading (text);
CREATE VIEW current AS SELECT * FROM reading AS r
    WHERE id = (SELECT max(id) FROM reading WHERE snapshot = r.snapshot);
CREATE TABLE annotation (
    text INTEGER NOT NULL REFERENCES text, version TEXT NOT NULL,
    sentences BLOB NOT NULL,             -- deflated
    PRIMARY KEY (text, version)) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (
    title, author, text, content = 'text', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2");
-- A batch of 500 texts makes one segment and not five, and segments are merged sixteen at once:
-- two thirds of the time that FTS5 takes by itself.
INSERT INTO search (search, rank) VALUES ('hashsize', 16777216), ('automerge', 16);
INSERT INTO search (search, rank) VALUES ('rank', 'bm25(4.0, 2.0, 1.0)');
"""
#: What was new in the third layout, the fourth and the fifth: tables that only save time.
_RECALL = """
CREATE TABLE IF NOT EXISTS file (
    location TEXT PRIMARY KEY, snapshot INTEGER NOT NULL REFERENCES snapshot,
    mark TEXT NOT NULL,                  -- what the file system said of it when it was read
    version TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS split (
    location TEXT PRIMARY KEY, snapshot INTEGER NOT NULL REFERENCES snapshot,
    version TEXT NOT NULL,
    answer BLOB NOT NULL                 -- deflated
);
CREATE TABLE IF NOT EXISTS phrase (
    text TEXT NOT NULL, version TEXT NOT NULL,
    tokens BLOB NOT NULL,
    PRIMARY KEY (text, version)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS embedding (
    sha256 TEXT NOT NULL, version TEXT NOT NULL,  -- of the text, and of the model
    vector BLOB NOT NULL,                -- floats, or what else was computed, in zlib's form
    PRIMARY KEY (sha256, version)) WITHOUT ROWID;
"""


def recognise(database: sqlite3.Connection, file: Path) -> int:
    """The layout's version, 0 where there is no table yet; raises `ArchiveError` for another."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    if version > VERSION:
        raise ArchiveError(
            f"{file}: the library is of layout {version}, and this version of briefgen knows "
            f"{VERSION}; update briefgen"
        )
    if version == 0 and {"snapshot", "document"} <= tables:
        return FIRST
    if version < min(EARLIER) and tables:
        raise unusable(file, "it is no library of briefgen")
    return int(version)


def create(database: sqlite3.Connection) -> None:
    """Make the tables, in the transaction that is open."""
    _run(database, _TABLES)
    extend(database)


def extend(database: sqlite3.Connection) -> None:
    """Bring a library of an earlier layout up to date, in the transaction that is open."""
    _run(database, _RECALL)
    _run(database, TABLE)
    database.execute(f"PRAGMA user_version = {VERSION}")


def _run(database: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";\n"):
        database.execute(statement)
