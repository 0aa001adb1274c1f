"""Reading processes: answers in order, and every way in which one can end costs one source only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefgen.errors import IsolationError
from briefgen.isolation import Limits, Task, Workers
from briefgen.model import Problem, Snapshot

#: A process that does what the source's text says, instead of reading it.
SCRIPT = """
import json, os, signal, struct, sys, time
sys.stdout.buffer.write(struct.pack(">I", 0)), sys.stdout.flush()
while head := sys.stdin.buffer.read(8):
    header, size = struct.unpack(">II", head)
    asked, content = json.loads(sys.stdin.buffer.read(header)), sys.stdin.buffer.read(size)
    word = content[:20].decode().split()[0]
    if word == "hang":
        time.sleep(600)
    if word == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if word == "spin":
        os.kill(os.getpid(), signal.SIGPROF)
    if word == "exit":
        sys.exit(3)
    if word == "half":
        sys.stdout.buffer.write(struct.pack(">I", 100) + b"half of it"), sys.stdout.flush()
        os._exit(1)
    if word == "slow":
        time.sleep(0.05)
    text = json.dumps([asked["function"], asked["key"], size, os.getpid()]).encode()
    sys.stdout.buffer.write(struct.pack(">I", len(text)) + text)
    sys.stdout.flush()
    if word == "grown":
        sys.exit(0)
"""


@pytest.fixture
def program(tmp_path: Path) -> list[str]:
    file = tmp_path / "child.py"
    file.write_text(SCRIPT)
    return [sys.executable, str(file)]


def task(number: int, word: str, size: int = 0) -> Task:
    return Task("read", Snapshot.of(f"{number}.txt", word.encode().ljust(size)))


def asked(program: list[str], *words: str, most: int = 2, seconds: float = 5) -> list[str]:
    """For each source "ok" or what the problem says."""
    with Workers(Limits(seconds=seconds), most=most, program=program) as workers:
        answers = list(workers.each(task(n, word) for n, word in enumerate(words)))
    assert [t.snapshot.location for t, _ in answers] == [f"{n}.txt" for n in range(len(words))]
    return [a.what if isinstance(a, Problem) else "ok" for _, a in answers]


def test_answers_come_in_the_order_of_the_sources(program: list[str]) -> None:
    words = ["slow" if n % 3 else "fast" for n in range(60)]
    assert asked(program, *words) == ["ok"] * 60


def test_nothing_asked_starts_nothing() -> None:
    with Workers(program=["/no/such/program"]) as workers:
        assert list(workers.each([])) == []


@pytest.mark.parametrize(
    ("word", "what"),
    [
        ("hang", "took more than 0.5 seconds to read"),
        ("die", "could not be read: the reading process died of it (signal 11)"),
        ("spin", "took more than 30 seconds of computing to read"),
        ("exit", "could not be read: the reading process died of it (exit 3)"),
        ("half", "could not be read: the reading process died of it (exit 1)"),
    ],
)
@pytest.mark.parametrize("most", [1, 2])
def test_a_source_that_ends_its_process_costs_itself_alone(
    program: list[str], word: str, what: str, most: int
) -> None:
    words = ["a", "b", word, "c", word, "d"]
    assert asked(program, *words, most=most, seconds=0.5) == ["ok", "ok", what, "ok", what, "ok"]


def test_a_process_that_has_grown_is_replaced(program: list[str]) -> None:
    assert asked(program, *["grown"] * 5, most=1) == ["ok"] * 5


def test_large_sources_and_small_ones(program: list[str]) -> None:
    """More than a pipe holds, in both directions and between small ones."""
    sizes = [10, 3_000_000, 10, 200_000, 70_000, 10, 1_000_000] * 3
    with Workers(most=2, program=program) as workers:
        answers = [a for _, a in workers.each(task(n, "x", s) for n, s in enumerate(sizes))]
    assert all(isinstance(answer, bytes) for answer in answers)


def test_no_more_is_taken_than_is_done(program: list[str]) -> None:
    """Sources that are not needed yet stay where they are, so that memory is bounded."""
    taken = 0

    def coming() -> Iterator[Task]:
        nonlocal taken
        for number in range(5000):
            taken += 1
            yield task(number, "x")

    with Workers(most=1, program=program) as workers:
        for _, _ in zip(range(10), workers.each(coming()), strict=False):
            pass
    assert taken < 300


def test_workers_may_be_asked_again(program: list[str]) -> None:
    with Workers(most=1, program=program) as workers:
        first = list(workers.each([task(0, "x")]))
        again = list(workers.each([task(1, "x")]))
    assert first[0][1] != again[0][1]


def test_where_none_can_be_started_no_source_is_blamed(tmp_path: Path) -> None:
    program = [sys.executable, str(tmp_path / "none.py")]
    with Workers(program=program) as workers, pytest.raises(IsolationError, match="can be started"):
        list(workers.each([task(0, "x")]))
