"""Runners that are killed, or find no room, at every step of noting what they do."""

from __future__ import annotations

import re
import shutil
import signal
import time

import pytest
import stopped

from briefgen.errors import ArchiveError
from briefgen.schedule.run import run_due

from .desks import Clock, desk_of, ran, run, runs, states

DAILY = "{cron: 0 6 * * *}"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    """A desk with a schedule that is due."""
    desk = desk_of(tmp_path / "desk", {"one": DAILY})
    run(desk, clock)
    clock.pass_by(minutes=1)
    shutil.copytree(desk.home, tmp_path / "fresh")
    return desk


def running(desk, clock):
    """A look at what is due, for a process of its own; editions it hands on go into `handed`."""

    def hand_on(made):
        with (desk.home / "handed").open("a") as file:
            file.write(f"{made.edition}\n")

    def look():
        try:
            return run(desk, clock, delivered=hand_on)
        except ArchiveError as error:
            (desk.home / "said").write_text(str(error))
            return 3

    return look


def afterwards(desk, clock):
    """Look until nothing is left to do; the runs, how often it was built, what was handed on."""
    look, now = running(desk, clock), clock.now
    for _ in range(50):
        look()
        if states(desk, "one") == [("06:00", "done")]:
            break
        time.sleep(0.02)  # a build whose runner was killed ends by itself here, and has its lock
        clock.pass_by(minutes=6)
    clock.now = now
    return states(desk, "one"), len(ran(desk)), (desk.home / "handed").read_text().split()


@stopped.needed
@pytest.mark.parametrize("how", [stopped.killed, stopped.full])
def test_at_every_step_of_the_state(how, desk, clock, tmp_path):
    """The run is recorded, or tried again: built once or twice, and handed on at least once."""
    state = desk.home / "library" / "schedule"
    steps = stopped.killed(running(desk, clock), state, -1).steps
    assert steps.count("unlink") >= 3, "each change has a journal that is removed"
    refused = 0
    for step in stopped.changing(steps, 4, stopped.GROWING if how is stopped.full else ()):
        shutil.rmtree(desk.home)
        shutil.copytree(tmp_path / "fresh", desk.home)
        ended = how(running(desk, clock), state, step)
        where = f"{how.__name__} at step {step}, {steps[step]}"
        if how is stopped.killed:
            assert ended.status == -signal.SIGKILL, where
        elif ended.status:
            refused += 1
            said = (desk.home / "said").read_text()
            assert re.search("schedules cannot be used|lock of a brief cannot be made", said), where
            assert "; check the folder and the room on the disk" in said, where
        found, built, handed = afterwards(desk, clock)
        assert found == [("06:00", "done")], where
        assert built in (1, 2) and 1 <= len(handed) <= built, where
    assert how is stopped.killed or refused > 5


@stopped.needed
def test_state_that_is_read_only(desk, clock):
    ended = stopped.read_only(running(desk, clock), desk.home / "library" / "schedule")
    assert ended.status == 3
    assert "attempt to write a readonly database" in (desk.home / "said").read_text()
    assert ran(desk) == []
    assert afterwards(desk, clock) == ([("06:00", "done")], 1, ["e"])


def test_a_process_that_cannot_be_started_is_tried_again(desk, clock):
    for attempt in (1, 2, 3):
        assert run_due(desk, clock, lambda spec: ["/no/such/program"]) == 1
        (found,) = runs(desk, "one")
        assert (found.state, found.attempts) == ("failed" if attempt == 3 else "pending", attempt)
        assert "its process cannot be started" in found.why
        clock.pass_by(minutes=6)
