"""Two runners that share one desk's folder and one database, as they would on two machines."""

from __future__ import annotations

import json
import os
import signal
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefgen.deliver import Item, flush, open_outbox
from briefgen.errors import ArchiveError
from briefgen.postgres import Postgres
from briefgen.schedule import daemon, shared
from briefgen.schedule import run as running
from briefgen.schedule.run import Runner
from briefgen.schedule.specs import Place

from .desks import ANSWER, START, Clock, building, desk_of, forked, ran, run, runs, states
from .servers import Server

DAILY = "{cron: 0 6 * * *}"
HOURLY = "{cron: 0 * * * *}"
#: A build as ours is: it ends with the process that began it.
MORTAL = "import ctypes; ctypes.CDLL(None).prctl(1, 9);"
#: One that goes on for long where it finds no `ran.go`, and says in `ran.seen` that it has looked.
SLOW = f"""{MORTAL}
go = os.path.exists(file + '.go')
with open(file + '.seen', 'a') as seen:
    seen.write(brief + chr(10))
time.sleep(0 if go else 60)
{ANSWER}"""


@pytest.fixture
def clock():
    return Clock()


def shared_desk(folder, address, briefs, schedule=DAILY):
    """A desk whose schedules are known to the database, half a minute before they are due."""
    desk = replace(desk_of(folder, dict.fromkeys(briefs, schedule)), archive=address)
    assert run(desk, Clock()) == 0
    return desk


def test_a_run_is_done_once(tmp_path, clock, common_database):
    desk = shared_desk(tmp_path, common_database, ["one"])
    clock.pass_by(minutes=1)
    told = []
    for _ in range(3):
        assert run(desk, clock, delivered=told.append) == 0
        clock.pass_by(minutes=1)
    assert (ran(desk), [made.edition for made in told]) == (["one"], ["e"])
    assert states(desk, "one") == [("06:00", "done")]
    assert not (tmp_path / "library/schedule/state.sqlite3").exists()


def test_clocks_that_differ_run_nothing_twice(tmp_path, clock, common_database):
    """One machine is five minutes late; whichever looks first, each time is run once."""
    desk = shared_desk(tmp_path, common_database, ["one", "two"], HOURLY)
    late = Clock(START - timedelta(minutes=5))
    for _ in range(35):
        for each in (clock, late):
            each.pass_by(minutes=4)
            run(desk, each)
    times = [("06:00", "done"), ("07:00", "done"), ("08:00", "done")]
    assert (states(desk, "one"), states(desk, "two")) == (times, times)
    assert sorted(ran(desk)) == ["one"] * 3 + ["two"] * 3


def test_a_lock_that_is_lost_ends_the_attempt(tmp_path, clock, common_database):
    """The server ends the session: nobody may go on who is not known to hold the brief."""
    desk, log = shared_desk(tmp_path, common_database, ["one"]), []
    clock.pass_by(minutes=1)
    with Runner(desk, clock, building(desk, SLOW), log=log.append) as runner:
        runner.note()
        runner.advance()
        assert runner.busy == ("one",)
        sessions = Postgres(common_database)
        sessions.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        sessions.close()
        runner.advance(begin=False)
        (found,) = runs(desk, "one")
        assert (runner.busy, found.state, found.attempts) == ((), "pending", 0)
        assert found.why == "its lock was lost; it is begun again"
    assert [event["event"] for event in log] == ["due", "started", "stopped"]
    assert run(desk, clock) == 0
    assert [r.state for r in runs(desk, "one")] == ["done"]


@pytest.mark.parametrize(("lease", "state"), [(300, "running"), (-1, "pending")])
def test_a_runner_that_says_nothing_is_believed_for_its_lease(
    lease, state, tmp_path, clock, common_database, monkeypatch
):
    """By the database's clock: that of the machine that looks is years ahead here."""
    monkeypatch.setattr(shared, "LEASE", lease)
    desk = shared_desk(tmp_path, common_database, ["one"])
    clock.pass_by(minutes=1)
    now = int(clock().timestamp())
    with closing(Place.of(desk).ledger()) as ledger, ledger.changing() as change:
        change.note("one", now - 30, "pending", "", now)
        change.claim(ledger.run("one", now - 30), f"{os.uname().nodename}:1:ab", now)
    assert run(desk, clock) == (state == "pending")
    (found,) = runs(desk, "one")
    assert found.state == state
    assert found.why == ("its runner (process 1) was killed" if state == "pending" else "")


def test_a_database_without_rights_says_so(tmp_path, clock, postgres_address):
    postgres = Postgres(postgres_address)
    postgres.rows("DROP ROLE IF EXISTS poor")
    postgres.rows("CREATE ROLE poor LOGIN")
    poor = postgres_address.replace("desk@", "poor@")
    desk = replace(desk_of(tmp_path, {"one": DAILY}), archive=poor)
    with pytest.raises(ArchiveError, match=r"permission denied for database.*GRANT CREATE"):
        run(desk, clock)
    postgres.close()


def test_a_server_that_is_away_says_so(tmp_path, clock):
    nowhere = "postgresql://desk:secret@127.0.0.1:1/desk"
    desk = replace(desk_of(tmp_path, {"one": DAILY}), archive=nowhere)
    with pytest.raises(ArchiveError, match=r"127\.0\.0\.1:1/desk: .*server") as told:
        run(desk, clock)
    assert "secret" not in str(told.value)


# --- Daemons, each a process of its own -----------------------------------------------------------


def live(desk, code, name):
    """A daemon on a clock that stands in a file; what it logs is appended to `log`."""

    def now():
        minutes = float((desk.home / "minutes").read_text())
        return START + timedelta(minutes=minutes, seconds=time.monotonic() % 20)

    def log(event):
        with (desk.home / "log").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"daemon": name, **event}) + "\n")

    def deliver(made):
        told = {"notice": {"brief": made.brief}, "argv": ["sh", "-c", f"echo {made.brief} >> sent"]}
        with closing(open_outbox(desk)) as outbox:
            outbox.add([Item(made.brief, made.edition, "command", "sh", told)], now())

    build = building(desk, code)
    with Runner(desk, now, build, jobs=2, delivered=deliver, log=log) as runner:
        daemon.serve(runner, now, log, patience=5, looked=lambda: flush(desk, now()))


class Life:
    """Daemons of one desk, and what they log."""

    def __init__(self, desk):
        self.desk = desk
        self.at(0)
        self.daemons = []

    def at(self, minutes):
        file = self.desk.home / "minutes"
        file.with_suffix(".new").write_text(str(minutes))
        file.with_suffix(".new").replace(file)

    def begin(self, code=ANSWER):
        name = f"d{len(self.daemons)}"
        self.daemons.append(forked.Process(target=live, args=(self.desk, code, name), daemon=True))
        self.daemons[-1].start()
        self.wait_for(lambda: (name, "daemon started") in self.events)
        return self.daemons[-1]

    @property
    def events(self):
        file = self.desk.home / "log"
        lines = file.read_text().splitlines() if file.exists() else []
        told = [json.loads(line) for line in lines if line.endswith("}")]
        return [(event["daemon"], event["event"]) for event in told]

    def count(self, event):
        return [told for _, told in self.events].count(event)

    @property
    def sent(self):
        file = self.desk.home / "sent"
        return sorted(file.read_text().split()) if file.exists() else []

    def wait_for(self, what):
        end = time.monotonic() + 30
        while not what():
            assert time.monotonic() < end, self.events
            time.sleep(0.02)

    def end(self):
        alive = [process for process in self.daemons if process.is_alive()]
        for process in alive:
            os.kill(process.pid, signal.SIGTERM)
        for process in alive:
            process.join(20)
        assert [process.exitcode for process in alive] == [0] * len(alive)


@pytest.fixture
def quick(monkeypatch):
    """Daemons that look often, and leases that are short."""
    monkeypatch.setattr(daemon, "_EACH", 0.25)
    monkeypatch.setattr(shared.SharedLedger, "pulse", 0.2)
    monkeypatch.setattr(shared, "LEASE", 2)
    monkeypatch.setattr(running, "LEASE", 2)
    monkeypatch.setattr(running, "BACKOFF", (0, 0))


@pytest.mark.slow
def test_two_daemons_share_twenty_schedules(tmp_path, common_database, quick):
    briefs = sorted(f"b{n}" for n in range(20))
    desk = shared_desk(tmp_path, common_database, briefs)
    life = Life(desk)
    life.begin(f"time.sleep(.05);{ANSWER}")
    life.begin(f"time.sleep(.05);{ANSWER}")
    life.at(1)
    life.wait_for(lambda: life.count("done") >= 20 and len(life.sent) >= 20)
    life.end()
    assert (sorted(ran(desk)), life.sent) == (briefs, briefs)
    assert {states(desk, brief)[0] for brief in briefs} == {("06:00", "done")}
    at_work = {name for name, event in life.events if event == "done"}
    assert at_work == {"d0", "d1"}


@pytest.mark.slow
def test_a_daemon_that_is_killed_is_taken_over_from(tmp_path, common_database, quick):
    desk = shared_desk(tmp_path, common_database, ["one"])
    life = Life(desk)
    killed = life.begin(SLOW)
    life.at(1)
    life.wait_for(lambda: _seen(desk) == ["one"])
    (tmp_path / "ran.go").touch()
    life.begin(SLOW)
    os.kill(killed.pid, signal.SIGKILL)
    killed.join()
    life.wait_for(lambda: len(life.sent) == 1)
    life.end()
    assert (ran(desk), life.sent) == (["one", "one"], ["one"])
    (found,) = runs(desk, "one")
    assert (found.state, found.attempts) == ("done", 2)
    events = [event for name, event in life.events if name == "d1"]
    assert events[1:4] == ["to be tried again", "started", "done"]


@pytest.mark.slow
@pytest.mark.usefixtures("postgres_server")  # which says what to do where it is not installed
def test_a_server_that_goes_and_comes_back(tmp_path, quick, monkeypatch):
    """Away when the daemons start, and again in mid run: they go on, and each is done once."""
    monkeypatch.setattr(shared, "LEASE", 60)
    with tempfile.TemporaryDirectory(prefix="bg-pg-", dir="/tmp") as folder:
        server = Server(Path(folder))
        both = desk_of(tmp_path, dict.fromkeys(["one", "two"], DAILY))
        desk = replace(both, archive=server.address)
        life = Life(desk)
        life.begin(SLOW)
        life.begin(SLOW)
        life.wait_for(lambda: {("d0", "fault"), ("d1", "fault")} <= {*life.events})
        try:
            server.start()
            life.wait_for(lambda: len(_known(desk)) == 2)
            life.at(1)
            life.wait_for(lambda: _seen(desk) == ["one", "two"])
            server.stop()
            (tmp_path / "ran.go").touch()
            life.wait_for(lambda: life.events[-1][1] == "fault")
            server.start()
            life.wait_for(lambda: life.sent == ["one", "two"] and life.count("done") == 2)
            life.end()
            assert sorted(ran(desk)) == ["one", "one", "two", "two"]
            assert life.count("stopped") == 2, "what had lost its lock was ended"
            assert {states(desk, b)[0] for b in ("one", "two")} == {("06:00", "done")}
        finally:
            server.stop()


def _seen(desk):
    file = desk.home / "ran.seen"
    return sorted(file.read_text().split()) if file.exists() else []


def _known(desk):
    with closing(Place.of(desk).ledger()) as ledger:
        return ledger.known()
