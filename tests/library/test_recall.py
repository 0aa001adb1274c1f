"""What need not be done again: files, collections, phrases and embeddings that are known."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefgen.errors import ArchiveError
from briefgen.library import Library, Mark, SqliteLibrary
from briefgen.model import Accession, Token

from .sample import VERSION, add, alter, snapshot, spoil

TEXT = "The tide was late."
MARK = Mark("a.txt", "1 2 3", snapshot(TEXT).sha256)


@pytest.fixture
def library(empty: Library) -> Library:
    """A library with a file that is known by a mark."""
    add(empty, TEXT, "a.txt")
    remember(empty, MARK)
    return empty


def remember(library: Library, *marks: Mark) -> None:
    with library.writing() as writer:
        writer.remember(marks, VERSION)


def test_a_file_is_known_again_by_its_mark(library: Library) -> None:
    assert library.marked(["a.txt", "b.txt"], VERSION) == {"a.txt": MARK}
    again = Mark("a.txt", "1 2 4", MARK.sha256)
    remember(library, again)
    assert library.marked(["a.txt"], VERSION) == {"a.txt": again}


def test_readers_of_another_version_know_no_file(library: Library) -> None:
    assert library.marked(["a.txt"], "readers 2") == {}


def test_a_file_whose_bytes_are_lost_is_not_known(library: Library) -> None:
    spoil(library, TEXT, None)
    assert library.marked(["a.txt"], VERSION) == {}


def test_a_file_is_not_known_by_what_is_no_longer_the_newest_of_its_place(
    library: Library,
) -> None:
    add(library, "The tide was early.", "a.txt")
    assert library.marked(["a.txt"], VERSION) == {}
    with library.writing() as writer:
        writer.renew(Accession("a.txt", MARK.sha256))
    assert library.marked(["a.txt"], VERSION) == {"a.txt": MARK}


def test_a_mark_of_bytes_that_were_never_added_is_not_kept(library: Library) -> None:
    remember(library, Mark("b.txt", "1 2 3", "0" * 64))
    assert library.marked(["b.txt"], VERSION) == {}
    assert library.check() == ()


def split(library: Library, answer: bytes | None, location: str = "a.txt") -> bytes | None:
    """What is kept of a collection, after an answer was kept for the place a.txt."""
    if answer is not None:
        with library.writing() as writer:
            writer.keep_split(Accession("a.txt", MARK.sha256), VERSION, answer)
    return library.split(location, MARK.sha256, VERSION)


def test_a_collection_is_taken_apart_once_for_each_place_content_and_version(
    library: Library,
) -> None:
    assert split(library, None) is None
    assert split(library, b'{"parts": []}') == b'{"parts": []}'
    assert split(library, b"null") == b"null"
    assert split(library, None, "b.txt") is None, "an item's place may depend on the collection's"
    assert library.split("a.txt", "0" * 64, VERSION) is None
    assert library.split("a.txt", MARK.sha256, "readers 2") is None


def test_a_damaged_answer_is_as_good_as_none(library: Library) -> None:
    split(library, b"null")
    alter(library, "UPDATE split SET answer = ?", b"\0")
    assert split(library, None) is None


# --- Earlier layouts ----------------------------------------------------------------------------


def earlier(library: SqliteLibrary, layout: int, *lacking: str) -> SqliteLibrary:
    """The same library as a version before wrote it, without the tables that came later."""
    with closing(sqlite3.connect(library.file)) as database, database:
        for table in lacking:
            database.execute(f"DROP TABLE {table}")
        database.execute(f"PRAGMA user_version = {layout}")
    return SqliteLibrary(library.folder)


@pytest.fixture
def files(tmp_path: Path) -> SqliteLibrary:
    """A library in a folder, with a file that is known by a mark."""
    made = SqliteLibrary(tmp_path)
    add(made, TEXT, "a.txt")
    remember(made, MARK)
    return made


@pytest.fixture
def second(files: SqliteLibrary) -> SqliteLibrary:
    """The same library in the second layout."""
    return earlier(files, 2, "file", "split", "phrase", "embedding", "quarantine")


@pytest.mark.parametrize(
    ("layout", "lacking"),
    [
        (3, ["phrase", "embedding", "quarantine"]),
        (4, ["embedding", "quarantine"]),
        (5, ["quarantine"]),
    ],
)
def test_later_layouts_keep_what_they_know(
    files: SqliteLibrary, layout: int, lacking: list[str]
) -> None:
    brought_up = earlier(files, layout, *lacking)
    assert brought_up.marked(["a.txt"], VERSION) == {"a.txt": MARK}
    assert brought_up.quarantine() == ()
    if "embedding" in lacking:
        assert brought_up.computed([TEXT], "model 1") == {}
    with closing(sqlite3.connect(files.file)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (6,)


def test_second_layout_is_brought_up_by_a_reader(second: SqliteLibrary) -> None:
    assert second.text(snapshot(TEXT).sha256) == TEXT
    assert second.marked(["a.txt"], VERSION) == {}
    remember(second, MARK)
    assert second.marked(["a.txt"], VERSION) == {"a.txt": MARK}
    assert second.check() == ()


def test_second_layout_is_brought_up_by_a_writer(second: SqliteLibrary) -> None:
    remember(second, MARK)
    assert second.marked(["a.txt"], VERSION) == {"a.txt": MARK}
    assert len(second.cards("a.txt")) == 1


def test_second_layout_is_brought_up_wholly_or_not(
    second: SqliteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("briefgen.library.layout._RECALL", "CREATE TABLE phrase (a);\nnonsense")
        with pytest.raises(ArchiveError, match="nonsense"):
            second.text("0")
    with closing(sqlite3.connect(second.file)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (2,)
    assert second.text(snapshot(TEXT).sha256) == TEXT


# --- Phrases --------------------------------------------------------------------------------------

WORDS = (
    Token(0, 4, "Quay", "quay", "NOUN", "NN", "compound", 1, "", True),
    Token(5, 10, "piers", "pier", "NOUN", "NNS", "ROOT", 1, "", True),
)


def keep_phrases(library: Library, phrases: dict[str, tuple[Token, ...]], version: str) -> None:
    with library.writing() as writer:
        writer.keep_phrases(version, phrases)


def test_phrases_are_known_to_the_annotator_that_parsed_them(library: Library) -> None:
    keep_phrases(library, {"Quay piers": WORDS, "": ()}, "model 1")
    assert library.phrases(["Quay piers", "", "seals"], "model 1") == {"Quay piers": WORDS, "": ()}
    assert library.phrases(["Quay piers"], "model 2") == {}


def test_a_damaged_phrase_is_parsed_again(library: Library) -> None:
    keep_phrases(library, {"Quay piers": WORDS}, "model 1")
    alter(library, "UPDATE phrase SET tokens = ?", b"\0")
    assert library.phrases(["Quay piers"], "model 1") == {}


def test_phrases_of_no_library_are_none(empty: Library) -> None:
    assert empty.phrases(["Quay piers"], "model 1") == {}


# --- Embeddings -----------------------------------------------------------------------------------

VECTORS = {"Quay piers": bytes(range(8)), "": bytes(8)}


def test_embeddings_are_known_to_the_model_that_computed_them(library: Library) -> None:
    with library.writing() as writer:
        writer.keep_computed("model 1", VECTORS)
    assert library.computed(["Quay piers", "", "seals", ""], "model 1") == VECTORS
    assert library.computed(["Quay piers"], "model 2") == {}


@pytest.mark.parametrize("damage", ["?", "substr(vector, 1, 12)"])
def test_a_damaged_embedding_is_as_good_as_none(library: Library, damage: str) -> None:
    with library.writing() as writer:
        writer.keep_computed("model 1", VECTORS)
    alter(library, f"UPDATE embedding SET vector = {damage}", *[b"\0"] * damage.count("?"))
    assert library.computed(VECTORS, "model 1") == {}


def test_embeddings_of_no_library_are_none(empty: Library) -> None:
    assert empty.computed(["Quay piers"], "model 1") == {}
