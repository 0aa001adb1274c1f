"""Runs: once each, tried again, set aside, skipped; whoever is killed, and whoever looks."""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import timedelta

import pytest

from briefgen.errors import ArchiveError
from briefgen.schedule import local
from briefgen.schedule.local import LocalLedger
from briefgen.schedule.noting import note_due
from briefgen.schedule.overview import overview, to_json, waiting
from briefgen.schedule.run import Runner, run_due
from briefgen.schedule.specs import Place
from briefgen.schedule.state import Known

from .desks import (
    ANSWER,
    Clock,
    building,
    desk_of,
    forked,
    ran,
    run,
    runs,
    states,
    write,
)

DAILY = "{cron: 0 6 * * *}"
HOURLY = "{cron: 0 * * * *}"
MINUTELY = "{cron: '* * * * *'}"
KILLED = "os.kill(os.getpid(), 9)"
FAILS = "print(json.dumps({'error': 'no source could be read'})); sys.exit(1)"


@pytest.fixture
def clock():
    return Clock()


def first_look(tmp_path, clock, **briefs):
    """A desk whose schedules are known, half a minute before they are due."""
    desk = desk_of(tmp_path, briefs)
    assert run(desk, clock) == 0
    clock.pass_by(minutes=1)
    return desk


def test_a_run_is_done_once(tmp_path, clock):
    told = []
    desk = first_look(tmp_path, clock, daily=DAILY)
    for _ in range(3):
        assert run(desk, clock, delivered=told.append) == 0
        clock.pass_by(minutes=1)
    assert ran(desk) == ["daily"]
    assert [(made.brief, made.edition, made.new) for made in told] == [("daily", "e", True)]
    assert states(desk, "daily") == [("06:00", "done")]


def test_a_spec_is_known_by_its_name(tmp_path, clock):
    """Not in folders below, which would be desks; not a review, a hidden one, one without times."""
    briefs = {"x": DAILY, "a/y": DAILY, "x.review": DAILY, ".x": DAILY, "none": ""}
    desk = desk_of(tmp_path, briefs)
    run(desk, clock)
    clock.pass_by(minutes=1)
    run(desk, clock)
    assert ran(desk) == ["x"]
    assert states(desk, "x") == [("06:00", "done")]


def test_a_new_schedule_has_no_past(tmp_path, clock):
    desk = first_look(tmp_path, clock, one=DAILY)
    clock.pass_by(hours=1)
    write(tmp_path, "late", "{cron: 30 6 * * *}")
    write(tmp_path, "one", "{cron: 15 6 * * *}")
    run(desk, clock)
    assert ran(desk) == []


def test_a_spec_that_breaks_goes_on_with_its_schedule(tmp_path, clock):
    desk = first_look(tmp_path, clock, one=DAILY)
    write(tmp_path, "one", "{cron: 0 6 * *}")
    run(desk, clock)
    ledger = Place.of(desk).ledger()
    (seen,) = overview(ledger)
    ledger.close()
    assert ran(desk) == ["one"]
    assert "one.yaml:4:18: cron '0 6 * *' has 4 fields" in seen.trouble


def test_a_spec_that_is_gone_is_not_run_and_made_up_for_when_it_is_back(tmp_path, clock):
    desk = first_look(tmp_path, clock, one=DAILY)
    file = tmp_path / "briefs" / "one.yaml"
    file.rename(tmp_path / "away")
    run(desk, clock)
    assert ran(desk) == []
    (tmp_path / "away").rename(file)
    run(desk, clock)
    assert ran(desk) == ["one"]


@pytest.mark.parametrize(
    ("code", "state", "why"),
    [
        (FAILS, "failed", "no source could be read"),
        (KILLED, "set aside", "its process was ended by SIGKILL"),
        ("sys.exit('out of memory')", "failed", "out of memory"),
        ("print('{}')", "failed", "its process ended with 0"),
    ],
)
def test_three_attempts_with_waits_between(code, state, why, tmp_path, clock):
    desk = first_look(tmp_path, clock, one=DAILY)
    tried = []
    for _ in range(12):
        run(desk, clock, code)
        tried.append(len(ran(desk)))
        clock.pass_by(minutes=1)
    assert tried == [1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3]
    (found,) = runs(desk, "one")
    assert (found.state, found.why, found.attempts) == (state, why, 3)
    ledger = Place.of(desk).ledger()
    assert f"is {state}: {why}" in to_json(overview(ledger)[0])["trouble"]
    ledger.close()


def test_what_succeeds_the_second_time_is_done(tmp_path, clock):
    desk = first_look(tmp_path, clock, one=DAILY, two=DAILY)
    assert run(desk, clock, FAILS) == 2
    clock.pass_by(minutes=2)
    assert run(desk, clock) == 0
    assert [run_.state for b in ("one", "two") for run_ in runs(desk, b)] == ["done", "done"]
    clock.pass_by(days=1)
    ledger = Place.of(desk).ledger()
    assert {brief for brief, _, what in waiting(ledger, clock()) if what == "due"} == {"one", "two"}
    assert [one.trouble for one in overview(ledger)] == ["", ""]
    ledger.close()


def test_an_edition_that_cannot_be_handed_on_is_handed_on_later(tmp_path, clock):
    handed = []

    def hand_on(made):
        handed.append(made.edition)
        if len(handed) == 1:
            raise RuntimeError("the spec is being written")

    desk = first_look(tmp_path, clock, one=DAILY)
    assert run(desk, clock, delivered=hand_on) == 1
    (found,) = runs(desk, "one")
    assert found.state == "pending"
    assert found.why == "edition e was made, and not handed on: the spec is being written"
    clock.pass_by(minutes=2)
    assert run(desk, clock, delivered=hand_on) == 0
    assert ([r.state for r in runs(desk, "one")], handed) == (["done"], ["e", "e"])


@pytest.mark.parametrize("catch_up", ["none", "latest"])
def test_a_long_sleep_is_one_line_and_a_few_rows(catch_up, tmp_path, clock):
    """Also where no run ever succeeds, the state stays small."""
    told = []
    desk = first_look(tmp_path, clock, one=f"{{cron: '* * * * *', catch_up: {catch_up}}}")
    clock.pass_by(days=365)
    run(desk, clock, FAILS, log=told.append)
    (missed,) = [event for event in told if event["event"] == "missed"]
    assert missed["due"] == "2031-03-03T06:00:00+00:00"
    assert missed["last"] == "2032-03-02T05:59:00+00:00"
    assert missed["number"] == 20_000 + 7 * 1440 - 1
    assert [r.state for r in runs(desk, "one")] == ["missed", "missed", "pending"]


def test_rows_of_times_that_were_missed_are_forgotten(tmp_path, monkeypatch):
    """Where nothing is ever run, too."""
    monkeypatch.setattr(local, "KEPT", 20)
    ledger = LocalLedger(tmp_path / "state.sqlite3")
    known = Known("b", 0, 0, True, "0 * * * *", "UTC", "none", 3600, 0, 0, "")
    with ledger.changing() as change:
        change.keep(known)
    for look in range(1, 60):
        note_due(ledger, look * 7200 + 1800)
    found = ledger.runs("b", 1000)
    ledger.close()
    assert len(found) == 25, "two a look, and those of 25 hours"


def test_what_comes_due_during_a_build_is_not_missed(tmp_path, clock):
    """A call that builds for long notes each minute; a brief that makes up for nothing is run."""
    desk = first_look(tmp_path, clock, one=DAILY, two="{cron: 5 6 * * *, catch_up: none}")
    start, began = clock(), time.monotonic()

    def fast():
        """A second is ten minutes."""
        return start + timedelta(seconds=600 * (time.monotonic() - began))

    run_due(desk, fast, building(desk, "time.sleep(2 if brief == 'one' else 0);" + ANSWER))
    assert [r.state for r in runs(desk, "two")] == ["done"]


def test_a_run_that_overlaps_the_next(tmp_path, clock):
    """The next is skipped and recorded: seen while it goes on, or only when it has ended."""
    desk = first_look(tmp_path, clock, one=MINUTELY)
    with Runner(desk, clock, building(desk, "time.sleep(.3);" + ANSWER)) as runner:
        runner.note()
        runner.advance()
        clock.pass_by(minutes=1)
        runner.note()
        assert runner.busy == ("one",)
        clock.pass_by(minutes=1, seconds=-20)
        while runner.busy:
            runner.wait(1)
            runner.advance(begin=False)
        clock.pass_by(seconds=20)
        runner.note()
    assert states(desk, "one") == [("06:00", "done"), ("06:01", "skipped"), ("06:02", "skipped")]


def test_a_build_that_does_not_end_is_ended(tmp_path, clock):
    desk = first_look(tmp_path, clock, one=DAILY)
    with Runner(desk, clock, building(desk, "time.sleep(60)"), seconds=0.2) as runner:
        runner.note()
        runner.advance()
        while runner.busy:
            runner.wait(0.1)
            runner.advance()
    (found,) = runs(desk, "one")
    assert (found.state, found.attempts) == ("pending", 1)
    assert "it took more than" in found.why


def test_a_hundred_schedules_due_in_one_minute(tmp_path, clock):
    desk = first_look(tmp_path, clock, **{f"b{n}": DAILY for n in range(100)})
    assert run(desk, clock, jobs=4) == 0
    assert sorted(ran(desk)) == sorted(f"b{n}" for n in range(100))


def test_many_at_once_run_each_once(tmp_path, clock):
    """Four processes and fifty schedules."""
    desk = first_look(tmp_path, clock, **{f"b{n}": HOURLY for n in range(50)})
    callers = [forked.Process(target=run, args=(desk, clock)) for _ in range(4)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    assert [caller.exitcode for caller in callers] == [0] * 4
    assert run(desk, clock) == 0
    assert sorted(ran(desk)) == sorted(f"b{n}" for n in range(50))


def test_runners_killed_at_any_moment(tmp_path, clock):
    """Each is killed after a moment; what it was about is done by the next, or set aside."""
    chance = random.Random(3)
    desk = first_look(tmp_path, clock, **{f"b{n}": DAILY for n in range(8)})
    for _ in range(12):
        caller = forked.Process(target=run, args=(desk, clock, "time.sleep(.02);" + ANSWER))
        caller.start()
        time.sleep(chance.random() * 0.15)
        os.kill(caller.pid, signal.SIGKILL)
        caller.join()
        clock.pass_by(minutes=6)
    for _ in range(4):
        time.sleep(0.1)  # a build whose runner was killed ends by itself here, and has its lock
        run(desk, clock)
        clock.pass_by(minutes=6)
    tried = ran(desk)
    for number in range(8):
        (found,) = runs(desk, f"b{number}")
        assert found.state in ("done", "set aside")
        assert found.state == "done" or found.attempts == 3
        assert 1 <= tried.count(f"b{number}") <= 3


def test_a_runner_killed_three_times_sets_its_run_aside(tmp_path, clock):
    desk = first_look(tmp_path, clock, one=DAILY)
    states_seen = []
    for attempt in range(1, 4):
        caller = forked.Process(target=run, args=(desk, clock, "time.sleep(.15);" + ANSWER))
        caller.start()
        while len(ran(desk)) < attempt:
            time.sleep(0.01)
        os.kill(caller.pid, signal.SIGKILL)
        caller.join()
        assert run(desk, clock) == 0  # the build still has the lock
        time.sleep(0.3)
        assert run(desk, clock) == 1
        states_seen.append(runs(desk, "one")[0].state)
        clock.pass_by(minutes=6)
    assert states_seen == ["pending", "pending", "set aside"]
    assert "was killed" in runs(desk, "one")[0].why
    assert run(desk, clock) == 0


def test_a_runner_of_another_machine_is_believed_for_its_lease(tmp_path, clock):
    desk = first_look(tmp_path, clock, one=DAILY)
    now = int(clock().timestamp())
    ledger = Place.of(desk).ledger()
    with ledger.changing() as change:
        change.note("one", now - 30, "pending", "", now)
        (found,) = ledger.unsettled()
        change.claim(found, "elsewhere:1:ab", now)
    ledger.close()
    assert run(desk, clock) == 0
    assert runs(desk, "one")[0].state == "running"
    clock.pass_by(minutes=6)
    assert run(desk, clock) == 1
    assert runs(desk, "one")[0].state == "pending"


def test_a_runner_that_is_stopped_leaves_its_run_to_the_next(tmp_path, clock):
    desk = first_look(tmp_path, clock, one=DAILY)
    with Runner(desk, clock, building(desk, "time.sleep(60)")) as runner:
        runner.note()
        runner.advance()
    (found,) = runs(desk, "one")
    assert (found.state, found.attempts) == ("pending", 0)
    assert run(desk, clock) == 0
    assert runs(desk, "one")[0].state == "done"


def test_old_runs_are_forgotten(tmp_path, clock):
    ledger = LocalLedger(tmp_path / "state.sqlite3")
    with ledger.changing() as change:
        for due in range(1100):
            change.note("b", due, "missed", "", due)
        change.prune("b", 50)
        assert len(ledger.runs("b", 2000)) == 1050
        change.prune("b", 5000)
    assert len(ledger.runs("b", 2000)) == 1000
    ledger.close()


def test_state_that_cannot_be_used_says_so(tmp_path):
    (tmp_path / "state.sqlite3").write_bytes(b"no database" * 100)
    with pytest.raises(ArchiveError, match=r"state\.sqlite3: the state of the schedules cannot"):
        LocalLedger(tmp_path / "state.sqlite3")


def test_state_of_a_newer_version_is_left_alone(tmp_path):
    ledger = LocalLedger(tmp_path / "state.sqlite3")
    ledger._database.execute("PRAGMA user_version = 9")
    ledger.close()
    with pytest.raises(ArchiveError, match="a newer briefgen"):
        LocalLedger(tmp_path / "state.sqlite3")
