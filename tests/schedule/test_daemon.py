"""The daemon: at its minute, beside another, stopped with and without a build under way."""

from __future__ import annotations

import json
import os
import signal
import time
from datetime import UTC, datetime

import pytest

from briefgen.schedule.daemon import serve
from briefgen.schedule.run import Runner

from .desks import ANSWER, Clock, building, desk_of, forked, ran, run, runs

DAILY = "{cron: 0 6 * * *}"
SIX = datetime(2031, 3, 3, 6, tzinfo=UTC).timestamp()


def daemon(desk, start, code, patience):
    """A daemon's life, on a clock that goes on from `start`; what it logs is appended to `log`."""
    began = time.monotonic()

    def now():
        return datetime.fromtimestamp(start + time.monotonic() - began, UTC)

    def log(event):
        with (desk.home / "log").open("a", encoding="utf-8") as file:
            file.write(json.dumps(event) + "\n")

    with Runner(desk, now, building(desk, code), jobs=2, log=log) as runner:
        serve(runner, now, log, patience=patience)


def started(desk, *, start=SIX - 0.6, code=ANSWER, patience=5.0):
    process = forked.Process(target=daemon, args=(desk, start, code, patience), daemon=True)
    process.start()
    return process


def wait_for(what):
    end = time.monotonic() + 20
    while not what():
        assert time.monotonic() < end
        time.sleep(0.01)


def events(desk):
    file = desk.home / "log"
    lines = file.read_text().splitlines() if file.exists() else []
    return [json.loads(line)["event"] for line in lines]


def health(desk):
    return json.loads((desk.home / "library/schedule/health.json").read_bytes())


def test_two_daemons_run_each_brief_once(tmp_path):
    briefs = [f"b{n}" for n in range(6)]
    desk = desk_of(tmp_path, dict.fromkeys(briefs, DAILY))
    run(desk, Clock())
    both = [started(desk), started(desk)]
    wait_for(lambda: len([e for e in events(desk) if e == "done"]) == 6 if ran(desk) else False)
    assert health(desk)["state"] == "running"
    for process in both:
        os.kill(process.pid, signal.SIGTERM)
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    assert sorted(ran(desk)) == briefs
    found = health(desk)
    assert (found["schema"], found["state"], found["troubled"]) == (
        "briefgen.health/1",
        "stopped",
        [],
    )


@pytest.mark.parametrize(
    ("build", "patience", "signals", "state", "attempts"),
    [
        ("time.sleep(.4);" + ANSWER, 5.0, 1, "done", 1),  # it is waited for
        ("time.sleep(60)", 0.2, 1, "pending", 0),  # not for ever
        ("time.sleep(60)", 60.0, 2, "pending", 0),  # and not by whoever asks twice
    ],
)
def test_a_build_under_way_when_it_is_stopped(build, patience, signals, state, attempts, tmp_path):
    desk = desk_of(tmp_path, {"one": DAILY})
    run(desk, Clock())
    process = started(desk, start=SIX + 1, code=build, patience=patience)
    wait_for(lambda: ran(desk))
    for number in range(signals):
        os.kill(process.pid, (signal.SIGTERM, signal.SIGINT)[number])
        wait_for(lambda: "daemon stopping" in events(desk))
    process.join()
    (found,) = runs(desk, "one")
    assert (process.exitcode, found.state, found.attempts) == (0, state, attempts)
    assert events(desk)[-1] == "daemon stopped"


def test_a_fault_of_the_disk_is_told_and_outlived(tmp_path):
    desk = desk_of(tmp_path, {"one": DAILY})
    run(desk, Clock())
    (tmp_path / "library/schedule/locks").write_bytes(b"no folder")
    process = started(desk, start=SIX + 59.5)
    wait_for(lambda: "fault" in events(desk))
    (tmp_path / "library/schedule/locks").unlink()
    wait_for(lambda: "done" in events(desk))
    os.kill(process.pid, signal.SIGTERM)
    process.join()
    assert (process.exitcode, ran(desk)) == (0, ["one"])
