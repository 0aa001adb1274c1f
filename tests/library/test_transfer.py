"""A library that is moved: all of it, either way, and on from where a copy was stopped."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.errors import ArchiveError
from briefgen.library import Library, Mark, SqliteLibrary, movable, open_library
from briefgen.library.postgres import PostgresLibrary
from briefgen.library.transfer import Movable, Moved, copy, differences
from briefgen.model import Accession, Problem, Token

from .sample import DAY, VERSION, add, alter, snapshot, spoil

WORDS = (Token(0, 4, "Quay", "quay", "NOUN", "NN", "ROOT", 0, "", True),)


def quiet(_: Moved) -> None:
    """Nobody looks on."""


@pytest.fixture
def places(tmp_path: Path, postgres_address: str) -> dict[str, Path | str]:
    return {"sqlite": tmp_path / "files", "postgres": postgres_address, "again": tmp_path / "more"}


def fill(library: Library) -> None:
    """Something in every table, and an order that is not that of the alphabet."""
    read = add(library, "The tide was late.\0", "b.txt", title="Tides", author="Ada Roe")
    add(library, "The tide was early.", "a.txt", stated={"title": "Ebb", "issued": "2031-03"})
    add(library, "The tide was late.\0", "c.html", content=b"<p>late")
    picture = snapshot(b"\x89PNG", "d.png")
    with library.writing() as writer:
        writer.add(picture)
        writer.enter(Accession("d.png", picture.sha256, retrieved=DAY), added=DAY)
        writer.keep(picture.sha256, VERSION, Problem("d.png", "is a picture", "save its text"))
        writer.renew(Accession("b.txt", read.snapshot_sha256))
        writer.keep_sentences(read.text_sha256, "model 1", ())
        writer.remember([Mark("b.txt", "1 2 3", read.snapshot_sha256)], VERSION)
        writer.keep_split(Accession("d.png", picture.sha256), VERSION, b"[]")
        writer.keep_phrases("model 1", {"Quay": WORDS})
        writer.keep_computed("model 1", {"Quay": bytes(8)})
    library.keep_evidence("tides", "1" * 64, b"found", 3)


def shown(library: Library) -> list[object]:
    """What a reader sees of it."""
    found = library.search("tide OR ebb")
    assert not isinstance(found, Problem)
    return [
        list(library.catalogue()),
        {hit.card.id for hit in found},
        library.contents(["a.txt", "b.txt", "c.html", "d.png"]),
        library.marked(["b.txt"], VERSION),
        library.phrases(["Quay"], "model 1"),
        library.computed(["Quay"], "model 1"),
        library.kept_evidence("tides", "1" * 64),
        library.check(),
    ]


@pytest.mark.parametrize("way", [("sqlite", "postgres"), ("postgres", "sqlite")])
def test_copy_holds_the_same(places: dict[str, Path | str], way: tuple[str, str]) -> None:
    one, other = (places[name] for name in way)
    fill(open_library(one))
    assert copy(movable(one), movable(other), quiet) == ()
    assert shown(open_library(other)) == shown(open_library(one))
    assert list(differences(movable(one), movable(other))) == []
    told: list[Moved] = []
    copy(movable(one), movable(other), told.append)
    assert [moved.new for moved in told] == [0] * len(told)


def test_copy_there_and_back_is_the_same(places: dict[str, Path | str]) -> None:
    fill(open_library(places["sqlite"]))
    copy(movable(places["sqlite"]), movable(places["postgres"]), quiet)
    copy(movable(places["postgres"]), movable(places["again"]), quiet)
    assert shown(open_library(places["again"])) == shown(open_library(places["sqlite"]))
    assert list(differences(movable(places["sqlite"]), movable(places["again"]))) == []


@pytest.mark.parametrize("stop", range(1, 11, 3))
def test_copy_that_was_stopped_goes_on(places: dict[str, Path | str], stop: int) -> None:
    one, other = places["sqlite"], places["postgres"]
    fill(open_library(one))
    seen: list[Moved] = []

    def stopping(moved: Moved) -> None:
        seen.append(moved)
        if len(seen) == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy(movable(one), movable(other), stopping)
    copy(movable(one), movable(other), quiet)
    assert shown(open_library(other)) == shown(open_library(one))


def altered(library: Library) -> None:
    alter(library, "UPDATE accession SET told_by = ?", "feed")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (altered, "lacks 4 of the rows (accession)"),
        (lambda library: add(library, "The tide turned.", "new.txt"), "lacks 1 of the rows (text)"),
    ],
)
def test_difference_is_told(
    places: dict[str, Path | str], change: Callable[[Library], object], what: str
) -> None:
    one, other = places["sqlite"], places["postgres"]
    fill(open_library(one))
    copy(movable(one), movable(other), quiet)
    change(open_library(other))
    assert any(what in str(problem) for problem in differences(movable(one), movable(other)))


def test_bytes_that_are_lost_are_told(places: dict[str, Path | str]) -> None:
    one = open_library(places["sqlite"])
    fill(one)
    spoil(one, "The tide was early.", None)
    (lost,) = copy(movable(places["sqlite"]), movable(places["postgres"]), quiet)
    assert "missing or damaged" in lost.what
    assert len(open_library(places["postgres"]).check()) == 1


def test_bytes_in_a_folder(places: dict[str, Path | str], tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    fill(open_library(places["sqlite"]))
    folder = (tmp_path / "srv").as_uri()
    made: Movable = movable(places["postgres"], folder)
    copy(movable(places["sqlite"]), made, quiet)
    library = PostgresLibrary(str(places["postgres"]))
    assert library.bytes_at == folder, "whoever opens it is told"
    assert library.check() == ()
    assert library.server.one("SELECT count(*) FROM raw") == (0,)
    files = sorted((tmp_path / "srv").glob("*/*"))
    assert [f.name for f in files] == sorted(f.name for f in tmp_path.glob("files/raw/*/*.gz"))
    files[0].unlink()
    assert len(library.missing(f.name[:64] for f in files)) == len(library.check()) == 1
    with pytest.raises(ArchiveError, match=r"keeps its sources' bytes in file:.* already"):
        movable(places["postgres"], "file:///elsewhere").prepare()


def test_a_folder_has_its_bytes_in_itself(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="leave --bytes out"):
        movable(tmp_path, "file:///srv/raw")
    assert isinstance(open_library(tmp_path), SqliteLibrary)


def test_bytes_in_a_store_of_objects(places: dict[str, Path | str]) -> None:
    """fsspec's store in memory stands for S3: an object is there whole, or not at all."""
    fsspec = pytest.importorskip("fsspec")
    fill(open_library(places["sqlite"]))
    copy(movable(places["sqlite"]), movable(places["postgres"], "memory://bucket/raw"), quiet)
    library = PostgresLibrary(str(places["postgres"]))
    assert library.content(snapshot(b"\x89PNG").sha256) == b"\x89PNG"
    assert library.check() == ()
    fsspec.filesystem("memory").rm("/bucket/raw", recursive=True)
    assert len(library.check()) == 4


@pytest.mark.parametrize("url", ["nosuch://bucket", "s3://bucket/raw"])
def test_store_that_cannot_be_opened_is_told(
    places: dict[str, Path | str], url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    library = PostgresLibrary(str(places["postgres"]), url)
    with pytest.raises(ArchiveError, match=r"pip install|is no store of bytes"):
        add(library, "The tide was late.")
