"""The archive: what is kept comes back, all or none, and a damaged one is said to be so."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import library
from briefgen.errors import ArchiveError
from briefgen.library import Library
from briefgen.model import Document, Reference, Snapshot


def snapshot(content: bytes, location: str = "a.txt") -> Snapshot:
    return Snapshot(location, content, sha256(content).hexdigest())


def document(text: str) -> Document:
    digest = sha256(text.encode()).hexdigest()
    return Document(digest[:12], text, digest, (), (), Reference(), "0", "a.txt")


@given(st.binary(), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_kept_comes_back(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, text: str
) -> None:
    archive = Library(tmp_path_factory.mktemp("library"))
    raw, read = snapshot(content), document(text)
    assert not archive.holds([raw])
    archive.keep([raw], [read])
    assert archive.content(raw.sha256) == content
    assert archive.text(read.text_sha256) == text
    assert archive.holds([raw])


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    archive = Library(tmp_path / "library")
    assert (archive.text("0"), archive.content("0")) == (None, None)
    assert not archive.file.exists(), "only a writer makes a library"
    archive.keep([], [])
    assert (archive.text("0"), archive.content("0")) == (None, None)


def test_keeping_again_changes_nothing_and_mends_what_was_damaged(tmp_path: Path) -> None:
    archive, raw, read = Library(tmp_path), snapshot(b"x"), document("x")
    archive.keep([raw], [read])
    archive.keep([raw], [read])
    assert archive.text(read.text_sha256) == "x"
    with closing(sqlite3.connect(archive.file)) as database, database:
        database.execute("UPDATE document SET text = 'y'")
        database.execute("UPDATE snapshot SET content = 'y'")
    assert not archive.holds([raw])
    archive.keep([raw], [read])
    assert archive.text(read.text_sha256) == "x"
    assert archive.holds([raw])


def test_all_or_none(tmp_path: Path) -> None:
    """The second document cannot be stored, so neither is the first, nor the snapshot."""
    archive, raw, read = Library(tmp_path), snapshot(b"x"), document("x")
    broken = Document("1", None, "1", (), (), Reference(), "0", "a.txt")  # type: ignore[arg-type]
    with pytest.raises(ArchiveError, match="NOT NULL"):
        archive.keep([raw], [read, broken])
    assert archive.text(read.text_sha256) is None
    assert archive.content(raw.sha256) is None


def _garbage(file: Path) -> None:
    file.write_bytes(b"this is not a database, whatever its name says" * 100)


def _cut(file: Path) -> None:
    Library(file.parent).keep([snapshot(bytes(200_000))], [document("x")])
    file.write_bytes(file.read_bytes()[:5000])


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_garbage, "file is not a database"),
        (_cut, "malformed"),
        (Path.mkdir, "unable to open database file"),
    ],
)
def test_damaged_library_is_said_to_be_one(tmp_path: Path, damage: object, said: str) -> None:
    archive = Library(tmp_path)
    damage(archive.file)  # type: ignore[operator]
    with pytest.raises(ArchiveError, match=said) as caught:
        archive.keep([snapshot(b"x")], [document("x")])
    assert str(caught.value).startswith(f"{archive.file}: the library cannot be read or written")
    assert "restore it from a copy" in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"no database" * 100])
def test_damaged_library_cannot_be_read_either(tmp_path: Path, content: bytes) -> None:
    Library(tmp_path).file.write_bytes(content)
    with pytest.raises(ArchiveError, match="cannot be read"):
        Library(tmp_path).text("0")


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("x")
    with pytest.raises(ArchiveError, match="File exists"):
        Library(tmp_path / "library").keep([], [])


def test_locked_library_is_waited_for_and_then_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "_PATIENCE", 0.05)
    archive = Library(tmp_path)
    archive.keep([], [])
    with closing(sqlite3.connect(archive.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ArchiveError, match="database is locked"):
            archive.keep([snapshot(b"x")], [])
        other.execute("ROLLBACK")
    archive.keep([snapshot(b"x")], [])
    assert archive.holds([snapshot(b"x")])
