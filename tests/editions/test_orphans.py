"""A build that is killed while its children are at work: they end, and the next one is as ever."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import tiny
from tiny import BuiltDesk
from wholeness import left, listing, visible

from briefgen.isolation import die_with_parent

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are seen in /proc")
BUILD = "import sys; from briefgen.cli import main; sys.exit(main())"


def build(spec: Path) -> subprocess.Popen[str]:
    """`briefgen build` with children, in a session of its own."""
    options = ["build", str(spec), "--jobs", "2", "--as-of", tiny.DAY.isoformat()]
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def at_work(session: int) -> list[str]:
    """The processes of a session that have not ended."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = file.read_text().rpartition(")")
        except OSError:  # it has ended
            continue
        state, _, _, its, *_ = rest.split()
        if int(its) == session and state not in "ZX":
            found.append(name)
    return found


def wait_for(what: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.slow
def test_children_end_with_the_build(tmp_path: Path, built_tiny: BuiltDesk) -> None:
    """Killed while it finds the evidence, and while two processes lay out; then left in peace."""
    spec = tiny.make(tmp_path, tiny.SPEC)
    for moment in ("finding the evidence", "laying out"):
        child = build(spec)
        assert child.stderr
        assert any(line.startswith(moment) for line in child.stderr)
        wait_for(lambda: len(at_work(child.pid)) > 3)  # noqa: B023 - called here
        child.kill()
        child.wait()
        wait_for(lambda: not at_work(child.pid))  # noqa: B023
        child.stderr.close()
        assert visible(tmp_path) == set()
    whole = build(spec)
    _, said = whole.communicate()
    assert whole.returncode == 0, said
    assert listing(tmp_path / "editions") == listing(built_tiny.root / "editions")
    assert not left(tmp_path)


def test_forked_from_a_process_that_is_gone() -> None:
    """As where a build is killed just after it forked: nobody's death will be told any more."""
    reads, writes = os.pipe()
    middle = os.fork()
    if not middle:
        parent = os.getpid()
        if not os.fork():
            while os.getppid() == parent:
                time.sleep(0.001)
            die_with_parent(parent)
            os.write(writes, b"lives on")
        os._exit(0)
    os.close(writes)
    os.waitpid(middle, 0)
    with os.fdopen(reads, "rb") as answer:
        assert answer.read() == b""
