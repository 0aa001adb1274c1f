"""What goes into the library, in batches that are durable as a whole or not there at all.

What a crash can lose: a process that is killed (`kill -9`), only what was not committed. A power
cut, the same, for raw files are on the disk before the rows that name them, and `COMMIT` waits for
its log. A raw file without a row is found again by its hash when its source is added again.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.library import quarantine, recall, terms
from briefgen.library.faults import told, unusable
from briefgen.library.protocol import Validators
from briefgen.library.quarantine import SetAside
from briefgen.library.raw import RawFiles
from briefgen.library.recall import Mark
from briefgen.model import Accession, Document, Problem, Sentence, Snapshot, Token, exchange
from briefgen.model.exchange import Reading

_ENTER = """
REPLACE INTO accession (location, snapshot, retrieved, added, etag, last_modified, address,
    stated, told, told_by, title, author, issued)
VALUES (?, ?, ?, coalesce((SELECT added FROM accession WHERE location = ? AND snapshot = ?), ?),
    ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_RENEW = """
UPDATE accession SET id = (SELECT max(id) + 1 FROM accession) WHERE location = ? AND snapshot = ?
"""
_KEEP = """
REPLACE INTO reading (snapshot, version, text, issued, language, words, rest)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_UNINDEX = "INSERT INTO search (search, rowid, title, author, text) VALUES ('delete', ?, ?, ?, ?)"
_CURRENT_TEXT = """
SELECT text FROM reading WHERE id = (SELECT max(id) FROM reading WHERE snapshot = ?)
"""
_NEW_TEXT = "INSERT OR IGNORE INTO text (sha256, title, author, text) VALUES (?, ?, ?, ?)"
_SAID = "SELECT title, author FROM accession WHERE snapshot = ? AND title || author != ''"


#: Letters of texts that wait to be indexed, at most.
_TOGETHER = 4_000_000


class SqliteWriter:
    """The one that writes to a library; `SqliteLibrary.writing` gives it."""

    def __init__(self, file: Path, database: sqlite3.Connection, raw: RawFiles) -> None:
        self.file = file
        self._database, self._raw = database, raw
        self._begun = self._unsettled = False
        self._last = ("", 0)
        self._plain = 0  # the snapshot that was made last, if nothing is said of it yet
        self._unindexed: dict[int, tuple[str, str, str]] = {}
        self._letters = 0

    @told
    def add(self, snapshot: Snapshot) -> bool:
        """Keep a source's bytes; False if they were there. What was damaged is made good."""
        if sha256(snapshot.content).hexdigest() != snapshot.sha256:
            raise ValueError(f"{snapshot.location}: its bytes are not those of its hash")
        self._begin()
        self._unsettled |= self._raw.put(snapshot.sha256, snapshot.content)
        row = (snapshot.sha256, len(snapshot.content))
        made = self._database.execute(
            "INSERT OR IGNORE INTO snapshot (sha256, size) VALUES (?, ?)", row
        )
        if made.rowcount and made.lastrowid:
            self._last = (snapshot.sha256, made.lastrowid)
            self._plain = made.lastrowid
        return bool(made.rowcount)

    @told
    def enter(
        self, accession: Accession, *, added: str, validators: Validators | None = None
    ) -> None:
        """Catalogue a source as the newest of its location; its bytes were added before.

        Each location and content is listed once, with when it was first `added` (ISO 8601, UTC).
        """
        self._begin()
        snapshot = self._snapshot(accession.sha256)
        title, author, issued = "", "", ""
        if said := tuple(filter(None, (accession.stated, accession.told))):
            title, author, issued = terms.title(*said), terms.author(*said), terms.issued(*said)
        where = (accession.location, snapshot)
        asked = ("", "", "")
        if validators:
            asked = (validators.etag, validators.last_modified, validators.address)
        csl = (terms.dump(accession.stated), terms.dump(accession.told), accession.told_by)
        row = (*where, accession.retrieved, *where, added, *asked, *csl, title, author, issued)
        self._database.execute(_ENTER, row)
        if title or author:
            self._plain = 0
            text = self._database.execute(_CURRENT_TEXT, (snapshot,)).fetchone()
            if text and text[0]:
                self._name(text[0], title, author)

    @told
    def keep(
        self, sha256: str, version: str, result: Document | Problem | str | bytes
    ) -> Problem | None:
        """Keep what readers of that version made of a snapshot; the problem, if it is one.

        `result` may be as it came from a reader's process; an answer that is broken is a problem.
        """
        self._begin()
        snapshot = self._snapshot(sha256)
        found = recall.received(result)
        if isinstance(found, Problem):
            row = (snapshot, version, None, "", "", 0, exchange.problem_dumps(found))
            self._database.execute(_KEEP, row)
            return found
        about = (found.issued, found.language, found.words, found.rest)
        self._database.execute(_KEEP, (snapshot, version, self._text(snapshot, found), *about))
        return None

    @told
    def keep_sentences(self, text_sha256: str, version: str, sentences: Sequence[Sentence]) -> None:
        """Keep the annotation of an archived text by an annotator of that version."""
        row = self._database.execute(
            "SELECT id, text FROM text WHERE sha256 = ?", (text_sha256,)
        ).fetchone()
        if row is None:
            raise KeyError(f"no text {text_sha256} is archived")
        packed = zlib.compress(exchange.sentences_dumps(sentences, row[1]), 1)
        self._begin()
        self._database.execute(
            "REPLACE INTO annotation VALUES (?, ?, ?)", (row[0], version, packed)
        )

    @told
    def renew(self, accession: Accession) -> None:
        """Make a source the newest of its location again, as the catalogue has it."""
        self._begin()
        row = (accession.location, self._snapshot(accession.sha256))
        self._database.execute(_RENEW, row)

    @told
    def remember(self, marks: Iterable[Mark], version: str) -> None:
        """Keep by what files are known again that readers of that version know."""
        self._begin()
        recall.remember(self._database, marks, version)

    @told
    def keep_split(self, accession: Accession, version: str, answer: bytes) -> None:
        """Keep what readers of that version took a collection apart into (JSON)."""
        self._begin()
        place = (accession.location, accession.sha256)
        recall.keep_split(self._database, *place, version, answer)

    @told
    def keep_phrases(self, version: str, phrases: Mapping[str, tuple[Token, ...]]) -> None:
        """Keep the tokens of short texts by an annotator of that version."""
        self._begin()
        recall.keep_phrases(self._database, version, phrases)

    @told
    def keep_computed(self, version: str, values: Mapping[str, bytes]) -> None:
        """Keep what a model or code of that version computed of texts, as bytes."""
        self._begin()
        recall.keep_computed(self._database, version, values)

    @told
    def quarantine(self, sha256: str, version: str, why: str, when: str) -> None:
        """Have a text not tried again by an annotator of that version; `when` is ISO 8601, UTC."""
        self._begin()
        quarantine.add(self._database, SetAside(sha256, version, why, when))

    @told
    def release(self, sha256s: Iterable[str]) -> int:
        """Have texts tried again; how many were set aside."""
        self._begin()
        return quarantine.release(self._database, sha256s)

    @told
    def restore(self, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Take over rows of another library by a statement for each."""
        self._begin()
        self._database.executemany(statement, rows)

    @told
    def restore_texts(self, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """Take over texts: their hash, titles, authors, and themselves."""
        self._begin()
        for digest, title, author, text in rows:
            row = (digest, title, author, text)
            made = self._database.execute(_NEW_TEXT, row)
            if made.rowcount and made.lastrowid:
                self._to_index(made.lastrowid, title, author, text)
                continue
            self._database.execute("UPDATE text SET text = ? WHERE sha256 = ?", (text, digest))
            query = "SELECT id FROM text WHERE sha256 = ?"
            self._name(self._database.execute(query, (digest,)).fetchone()[0], title, author)

    @told
    def commit(self) -> None:
        """Make all of it durable; only then may it be reported as added."""
        if not self._begun:
            return
        self._require_whole()
        self._index()
        if self._unsettled:
            self._raw.settle()
        self._database.execute("COMMIT")
        self._begun = self._unsettled = False

    def give_up(self) -> None:
        """Undo what was not committed; raw files stay, for the next who adds the same bytes."""
        self._begun, self._unindexed, self._last = False, {}, ("", 0)
        if self._database.in_transaction:
            self._database.execute("ROLLBACK")

    # --- Rows -----------------------------------------------------------------------------------

    def _begin(self) -> None:
        if self._begun:
            self._require_whole()
        elif not self._database.in_transaction:
            self._database.execute("BEGIN IMMEDIATE")
        self._begun = True

    def _require_whole(self) -> None:
        """A full disk makes SQLite undo the whole transaction by itself."""
        if not self._database.in_transaction:
            raise unusable(self.file, "what was written last was undone")

    def _snapshot(self, sha256: str) -> int:
        if self._last[0] != sha256:
            found = self._database.execute("SELECT id FROM snapshot WHERE sha256 = ?", (sha256,))
            row = found.fetchone()
            if row is None:
                raise KeyError(f"no bytes {sha256} were added")
            self._last = (sha256, row[0])
        return self._last[1]

    def _text(self, snapshot: int, reading: Reading) -> int:
        """The row of a reading's text, which is new or was read before, perhaps elsewhere."""
        plain = snapshot == self._plain
        said = () if plain else self._database.execute(_SAID, (snapshot,)).fetchall()
        title = terms.lines(reading.title, *(title for title, _ in said))
        author = terms.lines(reading.authors, *(author for _, author in said))
        row = (reading.text_sha256, title, author, reading.text)
        made = self._database.execute(_NEW_TEXT, row)
        if made.rowcount and made.lastrowid:
            self._to_index(made.lastrowid, title, author, reading.text)
            return made.lastrowid
        number, whole = self._database.execute(
            "SELECT id, text = ? FROM text WHERE sha256 = ?", (reading.text, reading.text_sha256)
        ).fetchone()
        if not whole:  # damaged, and here is what it was: the index still has it so
            mended = (reading.text, number)
            self._database.execute("UPDATE text SET text = ? WHERE id = ?", mended)
        self._name(number, title, author)
        return int(number)

    def _name(self, text: int, title: str, author: str) -> None:
        """Have a text found by these words too; each it was ever found by stays."""
        old_title, old_author, content = self._database.execute(
            "SELECT title, author, text FROM text WHERE id = ?", (text,)
        ).fetchone()
        title, author = terms.lines(old_title, title), terms.lines(old_author, author)
        if (title, author) == (old_title, old_author):
            return
        if text not in self._unindexed:
            old = (text, old_title, old_author, content)
            self._database.execute(_UNINDEX, old)
        self._database.execute(
            "UPDATE text SET title = ?, author = ? WHERE id = ?", (title, author, text)
        )
        self._to_index(text, title, author, content)

    def _to_index(self, text: int, title: str, author: str, content: str) -> None:
        self._unindexed[text] = (title, author, content)
        self._letters += len(content)
        if self._letters > _TOGETHER:
            self._index()

    def _index(self) -> None:
        """Index what is waiting for it.

        Together, because FTS5 writes out what it has gathered before each statement on another
        table that may have to be undone by itself, which would double the time for all.
        """
        self._database.executemany(
            "INSERT INTO search (rowid, title, author, text) VALUES (?, ?, ?, ?)",
            ((text, *words) for text, words in self._unindexed.items()),
        )
        self._unindexed, self._letters = {}, 0
