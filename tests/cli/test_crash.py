"""`briefgen sources add` killed (`kill -9`) at any moment: it goes on where it stopped.

`BRIEFGEN_KILLS=200 pytest tests/cli/test_crash.py` kills it 200 times instead of 15.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from acquisition.desks import article

from briefgen.library import Library, SqliteLibrary
from briefgen.model import Document, Snapshot
from briefgen.readers import version

COUNT = 500
KILLS = int(os.environ.get("BRIEFGEN_KILLS", "15"))
PROGRAM = [sys.executable, "-c", "from briefgen.cli import main; raise SystemExit(main())"]


def source(number: int) -> Snapshot:
    """The source of that number; some are longer than a pipe holds."""
    text = f"By Mara Quill\n\n{article(number)}"
    return Snapshot.of(f"s/{number:03}.txt", (text * (1 if number % 50 else 200)).encode())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the sources."""
    made = tmp_path_factory.mktemp("crash")
    (made / "s").mkdir()
    for number in range(COUNT):
        (made / source(number).location).write_bytes(source(number).content)
    return made


def added(folder: Path, library: Path, moment: float | None = None) -> tuple[int, set[str]]:
    """How the command ended that was killed after so many seconds, and what it had reported."""
    command = [*PROGRAM, "sources", "add", "s/*", "--library", str(library)]
    child = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    if moment is not None:
        time.sleep(moment)
        child.kill()
    out, _ = child.communicate()
    whole = out.rpartition("\n")[0]  # the kill may have cut the last line
    return child.returncode, {line.removeprefix("added ") for line in whole.splitlines()}


def is_whole(library: Library, reported: set[str]) -> None:
    """It opens, has no fault, and holds every source that was reported, with its bytes and text."""
    assert library.check() == ()
    for number in range(COUNT):
        one = source(number)
        if one.location in reported:
            assert library.content(one.sha256) == one.content
            read = library.reading(one.sha256, version())
            assert isinstance(read, Document)
            assert article(number).split("\n\n")[0] in read.text
    assert {card.location for card in library.catalogue()} >= reported


@pytest.mark.slow
def test_killed_at_any_moment_it_loses_nothing_that_it_reported(
    folder: Path, tmp_path: Path
) -> None:
    """One library is killed at again and again until it is full; then the next."""
    begun = time.monotonic()
    assert added(folder, tmp_path / "whole")[0] == 0
    whole = time.monotonic() - begun
    chosen, library = random.Random(47), SqliteLibrary(tmp_path / "library 0")
    reported: set[str] = set()
    for number in range(KILLS):
        status, new = added(folder, library.folder, chosen.uniform(0, 1.1 * whole))
        assert not new & reported  # nothing is added twice
        reported |= new
        is_whole(library, reported)
        if status == 0:
            is_complete(library)
            library, reported = SqliteLibrary(tmp_path / f"library {number + 1}"), set()
    status, new = added(folder, library.folder)
    assert status == 0
    is_whole(library, reported | new)
    is_complete(library)


def is_complete(library: Library) -> None:
    """Every source is listed once, reported or not: a kill may come before it could be said."""
    listed = sorted(card.location for card in library.catalogue())
    assert listed == [source(number).location for number in range(COUNT)]
