"""Builds that find no room on the disk, at every step, or a folder that is read-only."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import cheap
import pytest
import stopped
import tiny
from wholeness import again, building, left, listing, visible

from briefgen.cli import main
from briefgen.library import SqliteLibrary

#: Of SQLite's writes after each other into one file, each of so many is a step.
EVERY = int(os.environ.get("BRIEFGEN_EVERY", "16"))  # by hand: 1
FULL = "No space left on device|database or disk is full|disk I/O error|unable to open"
CLOSED = "Read-only file system|readonly database|unable to open database file"


def told(spec: Path, said: Path) -> Callable[[], int]:
    """`briefgen build`, for a process of its own; what it says goes into a file."""

    def build() -> int:
        number = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for each in (1, 2):
            os.dup2(number, each)
        with open(2, "w", closefd=False) as errors, open(1, "w", closefd=False) as answers:
            sys.stderr, sys.stdout = errors, answers
            return main(["build", str(spec), "--as-of", tiny.DAY.isoformat()])

    return build


@pytest.fixture
def desk(memory: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk with an edition, one of whose sources says something else now."""
    cheap.stages(monkeypatch)
    spec = tiny.make(memory / "desk", tiny.QUICK, {"ferrand.txt": tiny.FERRAND})
    tiny.build(spec)
    source = spec.parent / "sources" / "ferrand.txt"
    source.write_text(source.read_text().replace("9,000", "8,000"))
    shutil.copytree(memory / "desk", memory / "fresh", symlinks=True)
    return memory / "desk"


@stopped.needed
@pytest.mark.parametrize("from_nothing", [False, True])
def test_no_room_from_any_step_on(desk: Path, from_nothing: bool) -> None:
    """The build says so and leaves what was there; when there is room, it makes what it would."""
    spec, fresh, said = (
        desk / "briefs" / "trams.yaml",
        desk.with_name("fresh"),
        desk.with_name("said"),
    )
    if from_nothing:
        for folder in ("editions", "library"):
            shutil.rmtree(fresh / folder)
        again(desk, fresh)
    old, seen = listing(desk / "editions"), visible(desk)
    tiny.build(spec)
    made = listing(desk / "editions")
    again(desk, fresh)
    build = building(spec)
    steps = stopped.killed(told(spec, said), desk, -1).steps
    failed = 0
    for step in stopped.changing(steps, EVERY, stopped.GROWING):
        again(desk, fresh)
        ended = stopped.full(told(spec, said), desk, step)
        where = f"no room from step {step}, {steps[step]}: {said.read_text()}"
        assert "Traceback" not in where
        assert not left(desk / "editions"), where
        if ended.status:
            failed += 1
            assert ended.status == 1, where
            assert re.search(rf"({FULL}).*; (make room|check the)", where), where
            assert visible(desk) == seen, where
            assert old.items() <= listing(desk / "editions").items(), where
        build()
        assert listing(desk / "editions") == made, where
        assert SqliteLibrary(desk / "library").check() == (), where
        assert not left(desk), where
    assert failed > 10


@stopped.needed
@pytest.mark.parametrize(
    ("folder", "status"), [("editions", 1), ("library", 1), ("library/evidence", 0), (".", 1)]
)
def test_read_only_folder(desk: Path, folder: str, status: int) -> None:
    """Told with a remedy, or done without; what was there stays."""
    spec, said = desk / "briefs" / "trams.yaml", desk.with_name("said")
    old = visible(desk)
    ended = stopped.read_only(told(spec, said), desk / folder)
    words = said.read_text()
    assert (ended.status, "Traceback" in words) == (status, False), words
    if status:
        assert visible(desk) == old
        assert re.search(rf"briefgen: .*({CLOSED}).*; (check|see) ", words.splitlines()[-1]), words
        tiny.build(spec)
    assert len(visible(desk)) == 2
    assert not left(desk)
