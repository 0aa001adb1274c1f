"""A library of the first layout is taken over whole, by whoever comes first."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.errors import ArchiveError
from briefgen.library import Library, SqliteLibrary

from .sample import snapshot

_FIRST = """
CREATE TABLE snapshot (
    sha256 TEXT PRIMARY KEY, location TEXT NOT NULL, content BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE document (
    text_sha256 TEXT PRIMARY KEY, snapshot TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
"""
TEXTS = ["The tide was late.", "The board was told. " * 400]


@pytest.fixture
def first(tmp_path: Path) -> Library:
    """A library as the first version wrote it."""
    library = SqliteLibrary(tmp_path)
    with closing(sqlite3.connect(library.file)) as database, database:
        database.executescript(_FIRST)
        for number, text in enumerate(TEXTS):
            source = snapshot(f"# Title\n\n{text}", f"sources/{number}.md")
            row = (source.sha256, source.location, source.content)
            database.execute("INSERT INTO snapshot VALUES (?, ?, ?)", row)
            digest = sha256(text.encode()).hexdigest()
            row = (digest, source.sha256, text)  # type: ignore[assignment]
            database.execute("INSERT INTO document VALUES (?, ?, ?)", row)
    return library


def is_taken_over(library: Library) -> None:
    for number, text in enumerate(TEXTS):
        source = snapshot(f"# Title\n\n{text}")
        assert library.content(source.sha256) == source.content
        assert library.text(sha256(text.encode()).hexdigest()) == text
        assert library.unread([source.sha256], "readers 1") == {source.sha256}
        (card,) = library.cards(f"sources/{number}.md")
        assert card.accessions[0].added == ""
    assert len(library.search("tide")) == 1  # type: ignore[arg-type]
    assert library.check() == ()


def test_by_a_reader(first: Library) -> None:
    is_taken_over(first)


def test_by_a_writer(first: Library) -> None:
    with first.writing():
        pass
    is_taken_over(first)
    with closing(sqlite3.connect(first.file)) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    assert not {name for name in tables if name.startswith("first")}


def test_all_or_nothing(first: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = first.file.read_bytes()

    def stopped(*_: object) -> None:
        raise OSError("stopped")

    with monkeypatch.context() as patched:
        patched.setattr("briefgen.library.raw.RawFiles.settle", stopped)
        with pytest.raises(ArchiveError, match="stopped"):
            first.text("0")
    with closing(sqlite3.connect(first.file)) as database:
        rows = database.execute("SELECT count(*) FROM snapshot").fetchone()
    assert rows == (2,)
    assert len(before) == first.file.stat().st_size
    is_taken_over(SqliteLibrary(first.folder))


def test_altered_rows_are_left_behind(first: Library) -> None:
    with closing(sqlite3.connect(first.file)) as database, database:
        database.execute("UPDATE snapshot SET content = x'00' WHERE location LIKE '%0.md'")
        database.execute("UPDATE document SET text = 'other' WHERE text LIKE '%board%'")
    assert first.text(sha256(TEXTS[1].encode()).hexdigest()) is None
    assert first.missing([snapshot(f"# Title\n\n{t}").sha256 for t in TEXTS]) == {
        snapshot(f"# Title\n\n{TEXTS[0]}").sha256
    }
    assert first.text(sha256(TEXTS[0].encode()).hexdigest()) == TEXTS[0], "its text was whole"
