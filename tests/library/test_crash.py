"""Killed at any moment, full disk, altered files: what was reported as added is there."""

from __future__ import annotations

import errno
import os
import random
import re
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from briefgen.errors import ArchiveError
from briefgen.library import Library, SqliteLibrary
from briefgen.library.faults import unusable

from . import writing
from .sample import VERSION, add, document, raw_file, snapshot

COUNT, TOGETHER = 500, 20


def start(folder: Path, **options: object) -> subprocess.Popen[str]:
    arguments = [sys.executable, writing.__file__, str(folder), str(COUNT), str(TOGETHER)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, **options)  # type: ignore[call-overload,no-any-return]


def is_whole(library: Library, reported: set[int]) -> None:
    """It opens, has no fault, and holds every source that was reported, with its bytes and text."""
    assert library.check() == ()
    for number in reported:
        source = writing.source(number)
        assert library.content(source.sha256) == source.content
        assert library.reading(source.sha256, VERSION) == writing.read(source)
    assert {int(Path(card.location).stem) for card in library.catalogue()} >= reported


def kill(folder: Path, lines: int, moment: float) -> set[int]:
    """What was reported by a writer that was killed so many seconds after so many lines."""
    child = start(folder)
    assert child.stdout is not None
    first = "".join(child.stdout.readline() for _ in range(lines))
    time.sleep(moment)
    child.send_signal(signal.SIGKILL)
    rest = child.stdout.read()
    child.stdout.close()
    child.wait()
    whole = (first + rest).rpartition("\n")[0]  # the kill may have cut the last line
    return {int(line) for line in whole.split()}


def _points() -> list[tuple[int, float]]:
    chosen = random.Random(31)
    wanted = int(os.environ.get("BRIEFGEN_KILLS", "30"))  # by hand: 200
    return [(chosen.randrange(COUNT), chosen.uniform(0, 0.03)) for _ in range(wanted)]


@pytest.mark.parametrize(("lines", "moment"), [(0, 0.0), (0, 0.2), *_points()])
def test_killed_writer_loses_nothing_that_it_reported(
    tmp_path: Path, lines: int, moment: float
) -> None:
    library = SqliteLibrary(tmp_path / "library")
    is_whole(library, kill(library.folder, lines, moment))
    child = start(library.folder)
    reported = {int(line) for line in child.communicate()[0].split()}
    assert (child.returncode, reported) == (0, set(range(COUNT)))
    is_whole(library, reported)
    assert len(list((library.folder / "raw").glob("??/*.gz"))) == COUNT


def test_killed_before_it_has_begun_is_no_library_yet(tmp_path: Path) -> None:
    library = SqliteLibrary(tmp_path)
    with closing(sqlite3.connect(library.file)) as database:
        database.execute("PRAGMA journal_mode = WAL")
    assert library.text("0") is None
    add(library, "The tide was late.")
    assert len(list(library.catalogue())) == 1


@pytest.mark.parametrize("room", [3_000, 100_000, 400_000])
def test_full_disk_loses_nothing_that_was_reported(tmp_path: Path, room: int) -> None:
    library = SqliteLibrary(tmp_path / "library")
    child = start(
        library.folder,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    printed, said = child.communicate()
    assert child.returncode == 1
    assert "ArchiveError" in said
    assert "library cannot be read or written" in said
    is_whole(library, {int(line) for line in printed.split()})
    start(library.folder).communicate()
    is_whole(library, set(range(COUNT)))


def test_fault_that_was_passed_over_is_told_at_the_end(tmp_path: Path) -> None:
    """What SQLite undid by itself must not be reported as added after all."""
    library, source = SqliteLibrary(tmp_path), snapshot("The tide was late.")

    def passing_over() -> None:
        with library.writing() as writer:
            writer.add(source)
            writer._database.execute("ROLLBACK")  # as a full disk makes it do
            writer.commit()

    with pytest.raises(ArchiveError, match="what was written last was undone"):
        passing_over()
    assert library.missing([source.sha256]) == {source.sha256}


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "make room on the disk"),
        (OSError(errno.EFBIG, "File too large"), "make room on the disk"),
        (OSError(errno.EROFS, "Read-only file system"), "see who may write to its folder"),
        (OSError(errno.EIO, "Input/output error"), "restore it from a copy"),
        (sqlite3.DatabaseError("database disk image is malformed"), "restore it from a copy"),
    ],
)
def test_remedy_fits_the_fault(error: OSError | sqlite3.Error, remedy: str) -> None:
    said = str(unusable(Path("library.sqlite3"), error))
    assert said.startswith(f"library.sqlite3: the library cannot be read or written ({error}); ")
    assert remedy in said


# --- Damaged files ------------------------------------------------------------------------------


def _garbage(library: Library) -> None:
    library.file.write_bytes(b"this is not a database, whatever its name says" * 100)


def _cut(library: Library) -> None:
    add(library, "The tide was late. " * 20_000)
    library.file.write_bytes(library.file.read_bytes()[:9000])


def _folder(library: Library) -> None:
    library.file.mkdir()


def _other(library: Library) -> None:
    with closing(sqlite3.connect(library.file)) as database, database:
        database.execute("CREATE TABLE tide (hour INTEGER)")


def _emptied(library: Library) -> None:
    add(library, "The tide was late.")
    library.file.write_bytes(b"")


def _newer(library: Library) -> None:
    add(library, "The tide was late.")
    with closing(sqlite3.connect(library.file)) as database, database:
        database.execute("PRAGMA user_version = 99")


DAMAGES = [
    (_garbage, "file is not a database", "restore it from a copy"),
    (_cut, "malformed", "restore it from a copy"),
    (_folder, "unable to open database file|disk I/O error", "restore it from a copy"),
    (_other, "it is no library of briefgen", "restore it from a copy"),
    (_newer, "is of layout 99, and this version of briefgen knows 6", "update briefgen"),
]


@pytest.mark.parametrize(("damage", "said", "remedy"), DAMAGES)
def test_damaged_library_is_said_to_be_one(
    tmp_path: Path, damage: Callable[[Library], None], said: str, remedy: str
) -> None:
    library, source = SqliteLibrary(tmp_path), snapshot("x")
    damage(library)

    def write() -> None:
        with library.writing() as writer:
            for number in range(1000):
                text = f"Tide {number}."
                writer.add(source)
                writer.keep(source.sha256, str(number), document(text, source))

    with pytest.raises(ArchiveError, match=said) as caught:
        write()
    assert str(caught.value).startswith(f"{library.file}: the library ")
    assert remedy in str(caught.value)


@pytest.mark.parametrize(("damage", "said", "remedy"), [*DAMAGES, (_emptied, "empty", "restore")])
def test_damaged_library_cannot_be_read_either(
    tmp_path: Path, damage: Callable[[Library], None], said: str, remedy: str
) -> None:
    library = SqliteLibrary(tmp_path)
    damage(library)
    readings: list[Callable[[], object]] = [
        lambda: [library.text(snapshot(f"{n}").sha256) for n in range(99)] + library.search("tide"),  # type: ignore[operator]
        lambda: library.search("tide"),
        lambda: list(library.catalogue()),
    ]
    for read in readings:
        with pytest.raises(ArchiveError, match=said) as caught:
            read()
        assert remedy in str(caught.value)
    (problem, *_) = library.check()
    assert re.search(said, problem.what)


def test_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "library").write_text("x")
    library = SqliteLibrary(tmp_path / "library")
    assert library.text("0") is None
    with pytest.raises(ArchiveError, match="File exists"), library.writing():
        pass


def _unlink(library: Library) -> None:
    raw_file(library, "The tide was late.").unlink()


def _alter(library: Library) -> None:
    raw_file(library, "The tide was late.").write_bytes(b"x")


def _query(statement: str) -> Callable[[Library], None]:
    def change(library: Library) -> None:
        with closing(sqlite3.connect(library.file)) as database, database:
            database.execute(statement)

    return change


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_unlink, "is missing"),
        (_alter, "is damaged"),
        (_query("UPDATE text SET text = 'The tide was early.'"), "holds an altered text"),
        (_query("UPDATE text SET text = 'The tide was early.'"), "an index that does not fit"),
        (_query("DELETE FROM text"), "has a row that points nowhere (reading 1)"),
        (_query("DELETE FROM search_data WHERE id > 10"), "has an index that does not fit"),
    ],
)
def test_check_finds_what_is_wrong(
    tmp_path: Path, damage: Callable[[Library], None], said: str
) -> None:
    library = SqliteLibrary(tmp_path)
    add(library, "The tide was late.")
    assert library.check() == ()
    damage(library)
    found = library.check()
    assert any(said in problem.what for problem in found), found
    assert all(problem.remedy for problem in found)


def test_little_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = SqliteLibrary(tmp_path)
    add(library, "The tide was late.")
    monkeypatch.setattr("briefgen.library.upkeep._ROOM", 1 << 60)
    assert [problem.remedy for problem in library.check()] == ["make room on it"]


# --- Folders that are closed to us --------------------------------------------------------------

_CLOSED = """
import os, sys
from pathlib import Path
from briefgen.errors import ArchiveError
from briefgen.library import Library, SqliteLibrary
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
library = SqliteLibrary(Path(sys.argv[1]))
print(library.text(sys.argv[2]))
print([hit.card.location for hit in library.search("tide")])
try:
    with library.writing():
        print("written")
except ArchiveError as error:
    print(error)
"""


@pytest.fixture
def closed() -> Iterator[Library]:
    """A library in a folder that the program may enter and read, but not write to."""
    with tempfile.TemporaryDirectory() as made:
        library = SqliteLibrary(Path(made) / "library")
        add(library, "The tide was late.")
        for folder in (Path(made), library.folder):
            folder.chmod(0o755 if os.getuid() == 0 else 0o555)  # root becomes another user
        yield library
        for folder in (Path(made), library.folder):
            folder.chmod(0o755)


def test_folder_that_is_closed_can_be_read(closed: Library) -> None:
    digest = document("The tide was late.").text_sha256
    arguments = [sys.executable, "-c", _CLOSED, str(closed.folder), digest]
    asked = subprocess.run(arguments, check=False, capture_output=True, text=True)
    assert asked.stderr == ""
    text, found, said = asked.stdout.splitlines()
    assert (text, found) == ("The tide was late.", "['a.txt']")
    assert "Permission denied" in said
    assert said.endswith("see who may write to its folder")
