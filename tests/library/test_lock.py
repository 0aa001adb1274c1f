"""One writer at a time, and readers that never wait for it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.errors import ArchiveError
from briefgen.library import SqliteLibrary

from .sample import VERSION, add, document, snapshot

_HOLDING = """
import sys
from pathlib import Path
from briefgen.library import SqliteLibrary
with SqliteLibrary(Path(sys.argv[1])).writing():
    print("holding", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that writes to the library until its input is closed."""
    arguments = [sys.executable, "-c", _HOLDING, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(arguments, text=True, **pipes) as child:  # type: ignore[call-overload]
        assert child.stdout.readline() == "holding\n"
        yield child
        child.kill()


def test_second_writer_waits_and_then_says_who_writes(
    tmp_path: Path, holder: subprocess.Popen[str]
) -> None:
    library = SqliteLibrary(tmp_path)
    with pytest.raises(ArchiveError) as caught, library.writing(wait=0.1):
        pass
    assert str(caught.value) == (
        f"{tmp_path}: the library is being written by another briefgen (process {holder.pid}); "
        "wait until it is done, or stop it"
    )
    assert holder.stdin is not None
    holder.stdin.close()
    add(library, "The tide was late.")
    assert len(list(library.catalogue())) == 1


def test_writer_that_died_holds_nothing(tmp_path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    with SqliteLibrary(tmp_path).writing(wait=0):
        pass


def test_writer_of_the_same_process_waits_too(tmp_path: Path) -> None:
    library = SqliteLibrary(tmp_path)
    other = SqliteLibrary(tmp_path).writing(wait=0)
    with library.writing(), pytest.raises(ArchiveError, match="being written"), other:
        pass
    with library.writing(wait=0):
        pass


def test_readers_never_wait(tmp_path: Path) -> None:
    """They see what was there before, while a long transaction is open."""
    library = SqliteLibrary(tmp_path)
    before = add(library, "The tide was late.")
    source = snapshot("The tide was early.", "b.txt")
    after = document("The tide was early.", source)
    with library.writing() as writer:
        writer.add(source)
        writer.keep(source.sha256, VERSION, after)
        for reader in (library, SqliteLibrary(tmp_path)):
            assert reader.text(before.text_sha256) == before.text
            assert reader.text(after.text_sha256) is None
            assert len(list(reader.catalogue())) == 1
        writer.commit()
        assert library.text(after.text_sha256) == after.text


def test_reader_leaves_the_log_to_the_writer(tmp_path: Path) -> None:
    """Two that move the log's pages at once can damage a library, so only the writer may."""
    library = SqliteLibrary(tmp_path)
    add(library, "The tide was late.")
    with library.writing() as writer:
        source = snapshot("The tide was early.", "b.txt")
        writer.add(source)
        writer.commit()
        log = library.file.with_name("library.sqlite3-wal")
        held, size = library.file.read_bytes(), log.stat().st_size
        reader = SqliteLibrary(tmp_path)
        assert reader.holds([source.sha256])
        del reader
        assert (library.file.read_bytes(), log.stat().st_size) == (held, size)
