"""Hostile files through the real reading process: each costs itself, and no other."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny
from hostile.corpus import CORPUS
from hostile.sample import CANARY, CANARY_FILE, GOOD, PARAGRAPHS, Hostile

from briefgen.cli import main
from briefgen.isolation import Limits, Task, Workers
from briefgen.model import Problem, Snapshot, Split, exchange

Captured = pytest.CaptureFixture[str]
#: Less than by default, so that what is stopped by a limit is stopped soon.
LIMITS = Limits(seconds=25, cpu_seconds=10)
#: Seconds beyond its limit within which an answer is there, on a machine that does other things.
SLACK = 10
_EXCEPTION = re.compile(r"\b[A-Z]\w*(?:Error|Exception|Warning)\b|Traceback")
_ANSWERED = (Task("read", Snapshot.of("good.txt", GOOD.encode())),)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    CANARY_FILE.write_text(CANARY, encoding="utf-8")
    with Workers(LIMITS, most=1) as started:
        yield started
    assert CANARY_FILE.read_text(encoding="utf-8") == CANARY
    CANARY_FILE.unlink()


def check(workers: Workers, bad: Hostile) -> None:
    snapshot = Snapshot.of("sources/bad.txt", bad.make())
    begun = time.monotonic()
    tasks = (Task("split", snapshot), Task("read", snapshot), *_ANSWERED)
    split, read, good = (answer for _, answer in workers.each(tasks))
    assert time.monotonic() - begun < 2 * LIMITS.seconds + SLACK
    problems = [*problems_of(split), *problems_of(read)]
    for problem in problems:
        is_clear(problem)
    assert bad.what in " ".join(problem.what for problem in problems)
    for answer in (split, read):
        assert CANARY.encode() not in (answer if isinstance(answer, bytes) else b"")
        assert b"root:x:0:0" not in (answer if isinstance(answer, bytes) else b"")
    assert isinstance(good, bytes)
    assert exchange.loads(good).text == "\n\n".join(PARAGRAPHS)  # type: ignore[union-attr]


def problems_of(answer: bytes | Problem) -> tuple[Problem, ...]:
    """What is wrong with a source; a document's offsets are checked where it is loaded."""
    if isinstance(answer, Problem):
        return (answer,)
    if answer.startswith(b"["):
        reading = exchange.loads(answer)
        assert not isinstance(reading, Problem)
        document = reading.document()
        assert document.text
        assert document.location == "sources/bad.txt"
        return ()
    found = exchange.split_loads(answer)
    if isinstance(found, Split):
        return found.problems
    return (found,) if found else ()


def is_clear(problem: Problem) -> None:
    """It names the source, and says on one line what is wrong and what helps."""
    assert problem.where.startswith("sources/bad.txt")
    for text in (problem.where, problem.what, problem.remedy):
        assert text.strip() == text
        assert text.isprintable()
        assert 0 < len(text) < 300
        assert not _EXCEPTION.search(text)


SMALL = [bad for bad in CORPUS if not bad.large]
LARGE = [bad for bad in CORPUS if bad.large]
USELESS = [bad for bad in SMALL if bad.what and "million" not in bad.what and "MB" not in bad.name]


@pytest.mark.parametrize("bad", SMALL, ids=lambda bad: bad.name)
def test_hostile_files(workers: Workers, bad: Hostile) -> None:
    check(workers, bad)


@pytest.mark.slow
@pytest.mark.parametrize("bad", LARGE, ids=lambda bad: bad.name)
def test_large_hostile_files(workers: Workers, bad: Hostile) -> None:
    check(workers, bad)


def test_names_tell_the_files_apart() -> None:
    assert len({bad.name for bad in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize(
    ("limits", "bad", "what"),
    [
        (Limits(megabytes=300), "flate bomb", "needs more memory than one source may use"),
        (Limits(megabytes=300), "base64 of 30 MB", "needs more memory than one source may use"),
        (Limits(cpu_seconds=1), "3.9 MB of paragraphs", "more than 1 seconds of computing"),
        (Limits(seconds=2), "3.9 MB of paragraphs", "took more than 2 seconds to read"),
        (Limits(), "3.9 MB of links", " tags"),
    ],
)  # fmt: skip
def test_each_limit_holds_and_says_so(limits: Limits, bad: str, what: str) -> None:
    (chosen,) = (one for one in CORPUS if one.name == bad)
    snapshot = Snapshot.of("sources/bad.txt", chosen.make())
    with Workers(limits, most=1) as workers:
        tasks = (Task("read", snapshot), *_ANSWERED)
        read, good = (answer for _, answer in workers.each(tasks))
    (problem,) = problems_of(read)
    is_clear(problem)
    assert what in problem.what
    assert isinstance(good, bytes)


# --- Whole desks ------------------------------------------------------------------------------


def oddities(folder: Path) -> None:
    """What a folder can hold beside plain files."""
    outside = folder.parents[2]
    for name in ("outside.txt", "other.txt"):
        (outside / name).write_text(GOOD.replace("herring", CANARY), encoding="utf-8")
    (folder / "link.txt").symlink_to(outside / "other.txt")
    (folder / "passwd.txt").symlink_to("/etc/passwd")
    (folder / "above.txt").symlink_to("../../../outside.txt")
    (folder / "circle.txt").symlink_to("circle.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "folder.txt").mkdir()
    (folder / "folder.txt" / "inside.txt").write_text(GOOD, encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    for name in (
        b"line\nend.txt",
        b"\x1b[31mred\x07.txt",
        b"\xff\xfe.txt",
        "\u202etxt.exe".encode(),
    ):
        (folder / os.fsdecode(name)).write_bytes(b"\0" * 99)


@pytest.fixture(scope="module")
def hostile_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small desk: three good texts, hostile files that nobody has a use for, and oddities."""
    spec = tiny.make(tmp_path_factory.mktemp("hostile") / "desk", tiny.QUICK)
    sources = spec.parent / "sources"
    for number, bad in enumerate(USELESS):
        (sources / f"bad{number:03}.txt").write_bytes(bad.make())
    oddities(sources)
    return spec


@pytest.mark.parametrize("command", ["build", "sources add"])
def test_a_hostile_desk(hostile_desk: Path, command: str, capsys: Captured) -> None:
    """Each file is named with what is wrong with it, on a line of its own; the good ones count."""
    root, sources = hostile_desk.parents[1], hostile_desk.parent / "sources"
    arguments = {
        "build": ["build", str(hostile_desk), "--as-of", "2031-03-14"],
        "sources add": ["sources", "add", str(sources), "--desk", str(root)],
    }[command]
    assert main([*arguments, "--library", str(root / command)]) == 0
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert CANARY not in said
    assert all(line.isprintable() for line in said.splitlines())
    for number, bad in enumerate(USELESS):
        told = [line for line in said.splitlines() if f"bad{number:03}.txt: " in line]
        assert [bad.what in line and "; " in line for line in told] == [True], (bad.name, told)
    for name in ("link.txt", "passwd.txt", "above.txt"):
        assert f"briefs/sources/{name}: is a link that leads out of the desk; " in said
    assert not any(name in said for name in ("zero.txt", "pipe.txt", "circle.txt", "inside.txt"))
    binary = [line for line in said.splitlines() if "is a binary file and not text" in line]
    assert sum("?" in line for line in binary) == 4  # names that cannot be printed


def test_the_brief_of_a_hostile_desk_holds_what_is_good(hostile_desk: Path) -> None:
    folder = hostile_desk.parents[1] / "editions" / "trams" / "latest"
    assert folder.is_dir() or main(["build", str(hostile_desk), "--as-of", "2031-03-14"]) == 0
    record = (folder / "evidence.json").read_text(encoding="utf-8")
    assert CANARY not in record
    sources = json.loads(record)["sources"]
    assert any(s["used"] for s in sources)
    read = {s["location"] for s in sources if s["excluded"] is None}
    assert read >= {f"briefs/sources/{name}" for name in tiny.TEXTS}
