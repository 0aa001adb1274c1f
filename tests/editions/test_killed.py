"""Builds that are killed: before every step on the disk, at any moment, with children at work."""

from __future__ import annotations

import gc
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cheap
import pytest
import stopped
import tiny
from wholeness import again, building, left, listing, visible

from briefgen.library import SqliteLibrary

#: Of SQLite's writes after each other into one file, each of so many is a step at which we kill.
EVERY = int(os.environ.get("BRIEFGEN_EVERY", "16"))  # by hand: 1


def first(spec: Path) -> None:
    """A desk as it was made."""


def second(spec: Path) -> None:
    """A desk with an edition, one of whose sources says something else now."""
    tiny.build(spec)
    rewrite(spec, lambda text: text.replace("9,000", "8,000"))


def same(spec: Path) -> None:
    """A desk with an edition, of one of whose sources the bytes are others, and not the text."""
    tiny.build(spec)
    rewrite(spec, lambda text: f"{text}\n\n")


def rewrite(spec: Path, change: Callable[[str], str]) -> None:
    source = spec.parent / "sources" / "ferrand.txt"
    source.write_text(change(source.read_text()))


@stopped.needed
@pytest.mark.parametrize(("before", "editions"), [(first, 1), (second, 2), (same, 1)])
def test_killed_before_every_step(
    before: Callable[[Path], None], editions: int, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was there stays, nothing half is seen, and the next build makes what it would have."""
    cheap.stages(monkeypatch)
    desk, fresh = memory / "desk", memory / "fresh"
    spec = tiny.make(desk, tiny.QUICK, {"ferrand.txt": tiny.FERRAND})
    before(spec)
    shutil.copytree(desk, fresh, symlinks=True)
    old = listing(desk / "editions")
    tiny.build(spec)
    made = listing(desk / "editions")
    assert len(visible(desk)) == editions
    again(desk, fresh)
    build = building(spec)
    steps = stopped.killed(build, desk, -1).steps
    assert steps.count("rename") >= 3
    for step in stopped.changing(steps, EVERY):
        again(desk, fresh)
        where = f"killed before step {step}, {steps[step]}"
        ended = stopped.killed(build, desk, step)
        assert ended.status == -signal.SIGKILL or len(ended.steps) <= step, where
        assert len(visible(desk)) <= editions, where
        lost = old.items() - listing(desk / "editions").items()
        assert {place for place, _ in lost} <= {"trams/latest"}, where
        build()
        assert listing(desk / "editions") == made, where
        assert SqliteLibrary(desk / "library").check() == (), where
        assert not left(desk), where


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells another process's time")
def test_killed_at_300_moments(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One builder after another makes edition after edition, until it is killed."""
    chance = random.Random(31)
    cheap.stages(monkeypatch)
    cheap.layout_of(monkeypatch)
    spec = tiny.make(memory, tiny.QUICK, {"ferrand.txt": tiny.FERRAND})
    second(spec)
    tiny.build(spec)
    build = building(spec)
    whole = max(spent(forked(spec, build, once=True)) for _ in range(3))
    seen = visible(memory)
    for _ in range(300):
        kill(forked(spec, build), chance.uniform(0, 1.3 * whole))
        now = visible(memory, known=seen)
        assert seen <= now
        seen = now
    assert len(visible(memory)) == len(seen) > 20
    rewrite(spec, lambda text: text.replace("A fare of two", "A fare of three"))
    edition = tiny.build(spec).edition
    assert edition.folder == (memory / "editions/trams/latest").resolve()
    assert visible(memory) == seen | {edition.name}
    assert not left(memory)
    assert SqliteLibrary(memory / "library").check() == ()


def spent(child: int) -> float:
    """Wait for a process; the processor's seconds that it took."""
    used = os.wait4(child, 0)[2]
    return used.ru_utime + used.ru_stime


def kill(child: int, seconds: float) -> None:
    """Kill a process once it has used so many of the processor's seconds."""
    its_clock = (~child << 3) | 2  # as Linux numbers them
    while time.clock_gettime(its_clock) < seconds:
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def forked(spec: Path, build: Callable[[], int], *, once: bool = False) -> int:
    """A process that builds whenever the source has changed, which it always has."""
    source, beside = spec.parent / "sources" / "ferrand.txt", spec.with_name("beside")
    if child := os.fork():
        return child
    gc.disable()  # which writes to every page of this process
    try:
        while True:
            text, words = source.read_text(), ("8,000", "9,000")
            beside.write_text(text.replace(*(words if words[0] in text else reversed(words))))
            beside.replace(source)
            build()
            if once:
                break
    finally:
        os._exit(0)
