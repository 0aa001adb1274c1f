"""Reading processes in all surroundings: how they start, and that nothing of them stays."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import briefgen
from briefgen.errors import IsolationError
from briefgen.isolation import Limits, Task, Workers
from briefgen.model import Snapshot, exchange

SOURCES = str(Path(briefgen.__file__).parents[1])
TEXT = "The board had the tables a year before the tide went out, and it told nobody of it."
#: Reads a text, and writes what came of it to a file, as standard output may be closed.
READS = f"""
import sys
from pathlib import Path
from briefgen.isolation import Task, Workers
from briefgen.model import Snapshot, exchange
if __name__ == "__main__":
    with Workers(most=1) as workers:
        ((_, answer),) = workers.each([Task("read", Snapshot.of("a.txt", {TEXT.encode()!r}))])
    Path(sys.argv[-1]).write_text(exchange.loads(answer).text, encoding="utf-8")
"""
ADDED = f"import sys; sys.path.insert(0, {SOURCES!r})\n"


def _paths() -> str:
    return os.pathsep.join([SOURCES, *filter(None, sys.path)])


@pytest.mark.parametrize(
    ("shell", "program", "environment"),
    [
        ("{python} {file} {out}", READS, {}),
        ("{python} {file} {out} <&- >&- 2>&-", READS, {}),
        ("{python} {file} {out} <&-", READS, {}),
        ("{python} {file} {out} >&-", READS, {}),
        ("{python} -I {file} {out}", ADDED + READS, {}),
        ("{python} -I -S {file} {out}", f"import sys; sys.path[:] = {sys.path!r}\n{READS}", {}),
        ("{python} -E -s {file} {out}", ADDED + READS, {"PYTHONPATH": "/nowhere"}),
        ("{python} {file} {out}", READS, {"PYTHONPATH": "/nowhere:relative"}),
        ("cd {sources}/.. && {python} {file} {out}", "import sys; sys.path[:0] = ['src']\n" + READS,
         {}),
        ("cd {sources} && {python} -c \"$(cat {file})\" {out}", READS, {}),
        ("{python} {file} {out}", READS, {"LANG": "C", "PYTHONUTF8": "0"}),
        ("{python} {file} {out}", READS, {"HOME": "/nowhere", "TMPDIR": "/nowhere"}),
        ("ulimit -n 40 && {python} {file} {out}", READS, {}),
    ],
)  # fmt: skip
def test_a_source_is_read_wherever_it_runs(
    tmp_path: Path, shell: str, program: str, environment: dict[str, str]
) -> None:
    """And not by what lies in the folder where it runs: a desk may hold a `json.py`."""
    file, out, desk = tmp_path / "reads.py", tmp_path / "out.txt", tmp_path / "desk"
    file.write_text(program)
    desk.mkdir()
    (desk / "json.py").write_text("raise SystemExit(9)")
    command = shell.format(python=sys.executable, file=file, out=out, sources=SOURCES)
    done = subprocess.run(
        ["bash", "-c", command], check=False, cwd=desk, env={**os.environ, **environment},
        capture_output=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert out.read_text() == TEXT


# --- Nothing stays ----------------------------------------------------------------------------

BUSY = """
import json, os, struct, sys, time
from briefgen.isolation.confine import die_with_parent
die_with_parent()
sys.stdout.buffer.write(struct.pack(">I", 0)), sys.stdout.flush()
header, size = struct.unpack(">II", sys.stdin.buffer.read(8))
os.write(2, f"{os.getpid()}\\n".encode())
while True:
    pass
"""
PARENT = """
import subprocess, sys
from briefgen.isolation import Limits, Task, Workers
from briefgen.model import Snapshot
import briefgen.isolation.workers as workers
workers.subprocess.DEVNULL = None  # the process says its number on standard error
with Workers(Limits(), most=1, program=[sys.executable, sys.argv[1]]) as reading:
    list(reading.each([Task("read", Snapshot.of("a.txt", b"x"))]))
"""


def runs(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def becomes(true: Callable[[], bool], seconds: float = 20) -> bool:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.02)
    return true()


def test_a_busy_process_ends_with_its_parent(tmp_path: Path) -> None:
    busy, parent = tmp_path / "busy.py", tmp_path / "parent.py"
    busy.write_text(BUSY)
    parent.write_text(PARENT)
    with subprocess.Popen(
        [sys.executable, str(parent), str(busy)], stderr=subprocess.PIPE, text=True
    ) as started:
        assert started.stderr is not None
        number = int(started.stderr.readline())
        assert runs(number)
        started.send_signal(signal.SIGKILL)
    assert becomes(lambda: not runs(number))


def children() -> set[int]:
    """The numbers of this process's children, the dead that nobody waited for too."""
    found = Path("/proc/self/task").glob("*/children")
    return {int(number) for file in found for number in file.read_text().split()}


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_neither_processes_nor_open_files_stay() -> None:
    """However they ended: by themselves, by a limit, by their parent, or asked for nothing more."""
    before, opened = children(), open_files()
    for _ in range(3):
        with Workers(Limits(seconds=20, megabytes=600), most=2) as workers:
            for _, answer in workers.each(tasks(TEXT, "%PDF-1.7 x", "\0" * 999, TEXT)):
                assert answer
            next(iter(workers.each(tasks(*[TEXT] * 20))))
    assert children() == before
    assert open_files() == opened


def tasks(*texts: str) -> list[Task]:
    return [Task("read", Snapshot.of(f"{n}.txt", text.encode())) for n, text in enumerate(texts)]


def test_none_stay_where_none_can_be_started() -> None:
    before, opened = children(), open_files()
    with (
        Workers(program=["/no/such/program"]) as workers,
        pytest.raises(IsolationError, match="no reading process can be started"),
    ):
        list(workers.each(tasks(TEXT)))
    assert children() == before
    assert open_files() == opened


def test_a_process_that_never_reads_is_given_up(tmp_path: Path) -> None:
    """Its source is larger than a pipe: the writing waits for nobody."""
    deaf = tmp_path / "deaf.py"
    deaf.write_text("import os, time; os.write(1, bytes(4)); time.sleep(600)")
    program = [sys.executable, str(deaf)]
    with Workers(Limits(seconds=1), most=1, program=program) as workers:
        answers = [answer for _, answer in workers.each(tasks("x" * 3_000_000, TEXT))]
    assert ["took more than 1 seconds to read" in str(answer) for answer in answers] == [True] * 2


def test_a_file_name_that_is_no_text_is_answered() -> None:
    """A name that is not UTF-8 has halves of surrogate pairs in it."""
    with Workers(most=1) as workers:
        name = os.fsdecode(b"\xff.txt")
        ((_, answer),) = workers.each([Task("read", Snapshot.of(name, TEXT.encode()))])
    assert isinstance(answer, bytes)
    assert json.loads(answer.partition(b"\n")[0])


def test_a_source_larger_than_the_memory() -> None:
    """It cannot even be received; the next is read."""
    with Workers(Limits(megabytes=300), most=1) as workers:
        large = "The tide came in and went out. " * 5_000_000
        answers = [answer for _, answer in workers.each(tasks(TEXT, large, TEXT))]
    assert all(isinstance(answer, bytes) for answer in answers)
    assert b"needs more memory than one source may use" in answers[1]  # type: ignore[operator]
    assert exchange.loads(answers[2]).text == TEXT  # type: ignore[arg-type, union-attr]
