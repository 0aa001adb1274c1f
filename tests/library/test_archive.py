"""The archive: what is kept comes back, each content once, and what was damaged is made good."""

from __future__ import annotations

import gzip
import pickle
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import ArchiveError
from briefgen.library import Library, SqliteLibrary
from briefgen.library.postgres import PostgresLibrary
from briefgen.model import Accession, Problem, Sentence, Token, exchange

from .sample import DAY, VERSION, add, alter, document, raw_file, snapshot, spoil

NOTHING = "0" * 64


@settings(deadline=None)  # it waits for the disk
@given(
    st.binary(max_size=50) | st.integers(4000, 9000).map(lambda n: b"tide " * (n // 5)),
    st.text(st.characters(exclude_categories=["Cs"])),
)
def test_what_is_kept_comes_back(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, text: str
) -> None:
    library = SqliteLibrary(tmp_path_factory.mktemp("library"))
    source = snapshot(content)
    assert not library.holds([source.sha256])
    read = add(library, text, content=content)
    assert library.content(source.sha256) == content
    assert library.text(read.text_sha256) == text
    assert library.reading(source.sha256, VERSION) == read
    assert library.holds([source.sha256])
    assert gzip.decompress(raw_file(library, content).read_bytes()) == content


def test_what_is_not_there_is_none_or_empty(tmp_path: Path) -> None:
    library = SqliteLibrary(tmp_path / "library")

    def asked() -> list[object]:
        return [
            library.content(NOTHING),
            library.text(NOTHING),
            library.reading(NOTHING, VERSION),
            library.sentences(NOTHING, VERSION),
            library.validators("a.txt"),
            library.search("tide"),
            library.cards("a.txt"),
            list(library.catalogue()),
            library.contents(["a.txt"]),
            library.marked(["a.txt"], VERSION),
            library.split("a.txt", NOTHING, VERSION),
            library.missing([NOTHING]),
            library.unread([NOTHING], VERSION),
            library.check(),
        ]

    empty = [None, None, None, None, None, (), (), [], {}, {}, None, {NOTHING}, {NOTHING}, ()]
    assert asked() == empty
    assert library.figures() is None
    assert not library.folder.exists(), "only a writer makes a library"
    with library.writing():
        pass
    assert asked() == empty


def test_same_bytes_are_kept_once(tmp_path: Path) -> None:
    library, source = SqliteLibrary(tmp_path), snapshot("The tide was late.")
    with library.writing() as writer:
        assert [writer.add(source), writer.add(source)] == [True, False]
    before = raw_file(library, source.content).stat().st_ino
    with library.writing() as writer:
        assert not writer.add(snapshot("The tide was late.", "copy.txt"))
    assert raw_file(library, source.content).stat().st_ino == before


def test_same_text_is_kept_once_whatever_it_was_read_in(empty: Library) -> None:
    library = empty
    read = add(library, "The tide was late.", "a.txt")
    other = add(library, "The tide was late.", "b.html", content=b"<p>The tide was late.")
    assert read.text_sha256 == other.text_sha256
    assert library.reading(other.snapshot_sha256, VERSION) == other
    (card,) = library.catalogue()
    assert [entry.accession.location for entry in card.accessions] == ["b.html", "a.txt"]


def test_which_are_missing_and_which_unread(empty: Library) -> None:
    library = empty
    sources = [snapshot(f"Tide {number}.") for number in range(1200)]  # more than one query's share
    with library.writing() as writer:
        for source in sources[:-3]:
            writer.add(source)
            writer.keep(source.sha256, VERSION, document(source.content.decode(), source))
        writer.add(sources[-3])
    spoil(library, sources[7].content, None)
    digests = [source.sha256 for source in sources]
    assert library.missing(digests) == {digests[7], *digests[-2:]}
    assert library.unread(digests, VERSION) == {digests[7], *digests[-3:]}
    assert library.unread(digests, "readers 2") == set(digests)
    assert library.holds(digests[:7])
    assert not library.holds(digests[:8])


def test_reading_is_kept_for_each_version(empty: Library) -> None:
    library, source = empty, snapshot("By Ada\n\nThe tide was late.")
    first, second = document("By Ada\n\nThe tide was late."), document("The tide was late.")
    with library.writing() as writer:
        writer.add(source)
        writer.keep(source.sha256, "1", first)
        writer.keep(source.sha256, "2", second)
    assert library.reading(source.sha256, "1") == first
    assert library.reading(source.sha256, "2") == second
    assert library.text(first.text_sha256) == first.text, "an edition may quote it"


@pytest.mark.parametrize("sent", [False, True])
def test_problem_is_kept_too(empty: Library, sent: bool) -> None:
    library, source = empty, snapshot(b"\x89PNG")
    problem = Problem("a.png", "is a picture and not text", "save the page's text")
    with library.writing() as writer:
        writer.add(source)
        result = exchange.dumps(problem).encode() if sent else problem
        assert writer.keep(source.sha256, VERSION, result) == problem
    assert library.reading(source.sha256, VERSION) == problem
    assert library.unread([source.sha256], VERSION) == set()


def test_answer_of_a_readers_process_is_kept_as_it_came(empty: Library) -> None:
    library, source = empty, snapshot("The tide was late.")
    read = document("The tide was late.", source, title="Tides")
    with library.writing() as writer:
        writer.add(source)
        assert writer.keep(source.sha256, VERSION, exchange.dumps(read).encode()) is None
    assert library.reading(source.sha256, VERSION) == read


def test_broken_answer_is_a_problem_of_its_source_alone(empty: Library) -> None:
    library, source = empty, snapshot("The tide was late.")
    with library.writing() as writer:
        writer.add(source)
        kept = writer.keep(source.sha256, VERSION, b'["The tide"')
    assert kept == library.reading(source.sha256, VERSION)
    assert isinstance(kept, Problem)
    assert kept.what.startswith("could not be read (its reader's answer is broken")


def test_annotation_is_kept_for_each_version(empty: Library) -> None:
    library = empty
    read = add(library, "Tides turn.")
    tokens = (
        Token(0, 5, "Tides", "tide", "NOUN", "NNS", "nsubj", 1, "", True),
        Token(6, 10, "turn", "turn", "VERB", "VBP", "ROOT", 1, "", True),
    )
    found = (Sentence(0, 11, "Tides turn.", 1, tokens, ()),)
    with library.writing() as writer:
        writer.keep_sentences(read.text_sha256, "model 1", found)
        writer.keep_sentences(read.text_sha256, "model 2", ())
    assert library.sentences(read.text_sha256, "model 1") == found
    assert library.sentences(read.text_sha256, "model 2") == ()
    assert library.sentences(read.text_sha256, "model 3") is None


@pytest.mark.parametrize("content", ["short", "The tide was late. " * 500])
@pytest.mark.parametrize("damage", [b"", b"no gzip", gzip.compress(b"other bytes", mtime=0)])
def test_damaged_raw_file_is_as_good_as_none_and_is_made_good(
    empty: Library, content: str, damage: bytes
) -> None:
    library = empty
    add(library, content)
    source = snapshot(content)
    spoil(library, content, damage)
    assert library.content(source.sha256) is None
    with library.writing() as writer:
        assert not writer.add(source)
    assert library.content(source.sha256) == source.content


@pytest.mark.parametrize(
    "change", ["UPDATE text SET text = 'The tide was early.'", "UPDATE reading SET rest = '{}'"]
)
def test_altered_reading_is_as_good_as_none_and_is_made_good(empty: Library, change: str) -> None:
    library = empty
    read = add(library, "The tide was late.", title="Tides")
    if isinstance(library, PostgresLibrary):
        change = change.replace("text = 'The tide was early.'", "packed = 'early'")
    alter(library, change)
    assert library.reading(read.snapshot_sha256, VERSION) is None
    add(library, "The tide was late.", title="Tides")
    assert library.reading(read.snapshot_sha256, VERSION) == read
    assert library.text(read.text_sha256) == read.text
    assert library.check() == ()


@pytest.mark.parametrize("kept", [b"\0", zlib.compress(b"annotation 1\n"), zlib.compress(b"{}"), 7])
def test_altered_annotation_is_as_good_as_none(tmp_path: Path, kept: bytes | int) -> None:
    """So is one in a form that is no longer used: the text is parsed again."""
    library = SqliteLibrary(tmp_path)
    read = add(library, "Tides turn.")
    with library.writing() as writer:
        writer.keep_sentences(read.text_sha256, "1", ())
    with closing(sqlite3.connect(library.file)) as database, database:
        database.execute("UPDATE annotation SET sentences = ?", (kept,))
    assert library.sentences(read.text_sha256, "1") is None


def test_all_or_none(tmp_path: Path) -> None:
    """The block fails, and what was not committed is not there; what was, is."""
    library, source = SqliteLibrary(tmp_path), snapshot("The tide was late.")
    kept = snapshot("The tide was early.")

    def failing() -> None:
        with library.writing() as writer:
            writer.add(kept)
            writer.commit()
            writer.add(source)
            writer.enter(Accession("a.txt", source.sha256), added=DAY)
            writer.keep(source.sha256, VERSION, document("The tide was late.", source))
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        failing()
    assert library.missing([kept.sha256, source.sha256]) == {source.sha256}
    assert list(library.catalogue()) == []
    assert raw_file(library, source.content).exists(), "without a row, and harmless"
    add(library, "The tide was late.")
    assert library.holds([source.sha256])
    assert library.check() == ()


def test_bytes_that_are_not_those_of_their_hash_are_refused(empty: Library) -> None:
    library, source = empty, snapshot("x")
    with library.writing() as writer:
        with pytest.raises(ValueError, match="its bytes are not those of its hash"):
            writer.add(type(source)("a.txt", b"y", source.sha256))
        with pytest.raises(KeyError, match="no bytes"):
            writer.enter(Accession("a.txt", source.sha256), added=DAY)
        with pytest.raises(KeyError, match="no bytes"):
            writer.keep(source.sha256, VERSION, document("x"))
        with pytest.raises(KeyError, match="no text"):
            writer.keep_sentences(NOTHING, "1", ())


def test_library_goes_to_another_process(empty: Library) -> None:
    library = empty
    add(library, "The tide was late.")
    moved = pickle.loads(pickle.dumps(library))
    assert len(list(moved.catalogue())) == 1


def test_library_that_was_replaced_is_opened_anew(tmp_path: Path) -> None:
    library, other = SqliteLibrary(tmp_path / "a"), SqliteLibrary(tmp_path / "b")
    old, new = add(library, "The tide was late."), add(other, "The tide was early.")
    assert library.text(old.text_sha256)
    library.folder.rename(tmp_path / "c")
    other.folder.rename(tmp_path / "a")
    assert library.text(old.text_sha256) is None
    assert library.text(new.text_sha256) == new.text


def test_copy_is_a_library(tmp_path: Path) -> None:
    library = SqliteLibrary(tmp_path / "library")
    read = add(library, "The tide was late.", title="Tides")
    raw_file(library, "lost").parent.mkdir(exist_ok=True)
    with library.writing() as writer:
        writer.add(snapshot("lost"))
        writer.commit()
        raw_file(library, "lost").unlink()
        writer.add(snapshot("not committed"))
        library.copy_to(tmp_path / "backup" / "copy")
    copy = SqliteLibrary(tmp_path / "backup" / "copy")
    assert copy.reading(read.snapshot_sha256, VERSION) == read
    assert copy.content(read.snapshot_sha256) == b"The tide was late."
    assert [problem.what for problem in copy.check()] == ["is missing"]
    assert list((tmp_path / "backup").iterdir()) == [copy.folder]
    with pytest.raises(ArchiveError, match="is there already; name a new folder"):
        library.copy_to(copy.folder)


def test_copy_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is none yet"):
        SqliteLibrary(tmp_path / "library").copy_to(tmp_path / "copy")


def test_copy_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = SqliteLibrary(tmp_path / "library")
    add(library, "The tide was late.")

    def stopped(*_: object) -> None:
        raise OSError("stopped")

    monkeypatch.setattr("briefgen.library.raw.RawFiles.take", stopped)
    with pytest.raises(ArchiveError, match="stopped"):
        library.copy_to(tmp_path / "copy")
    assert [file.name for file in tmp_path.iterdir()] == ["library"]
