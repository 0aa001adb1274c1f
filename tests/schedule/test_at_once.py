"""Two daemons and a person's build at once, and schedules while the library is locked."""

from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime

import tiny
from wholeness import left, visible

from briefgen.cli import main
from briefgen.desk import Desk
from briefgen.library.lock import locked
from briefgen.schedule.child import command
from briefgen.schedule.daemon import serve
from briefgen.schedule.run import Runner

from .desks import Clock, desk_of, forked, ran, run, runs, states

SIX = datetime(2031, 3, 3, 6, tzinfo=UTC).timestamp()


def daemon(desk):
    """A daemon that builds as it always does, on a clock on which it is just six."""
    began = time.monotonic()

    def now():
        return datetime.fromtimestamp(SIX + time.monotonic() - began, UTC)

    with Runner(desk, now, command(desk)) as runner:
        serve(runner, now, lambda _: None)


def person(spec):
    os._exit(main(["build", str(spec)]))


def test_two_daemons_and_a_person_make_one_edition(tmp_path):
    spec = tiny.make(tmp_path, f"{tiny.QUICK}schedule: {{cron: 0 6 * * *}}\n")
    tiny.build(spec, as_of=None)
    before = visible(tmp_path)
    desk = Desk.at(tmp_path)
    run(desk, Clock())
    spec.write_text(spec.read_text().replace("Trams in Norvale", "Trams for Norvale"))
    both = [forked.Process(target=daemon, args=(desk,), daemon=True) for _ in range(2)]
    someone = forked.Process(target=person, args=(spec,))
    for process in (*both, someone):
        process.start()
    someone.join()
    end = time.monotonic() + 30
    while [state for _, state in states(desk, "trams")] != ["done"]:
        assert time.monotonic() < end, runs(desk, "trams")
        time.sleep(0.02)
    for process in both:
        os.kill(process.pid, signal.SIGTERM)
        process.join()
    assert [process.exitcode for process in (*both, someone)] == [0] * 3
    (made,) = visible(tmp_path) - before
    (found,) = runs(desk, "trams")
    assert (found.edition, found.attempts) == (made, 1)
    assert not left(tmp_path)


def test_a_library_that_is_locked_stops_no_schedule(tmp_path):
    """What is due is noted, begun and recorded beside it; what a build then says is the build's."""
    clock = Clock()
    desk = desk_of(tmp_path, {"one": "{cron: 0 6 * * *}"})
    run(desk, clock)
    clock.pass_by(minutes=1)
    with locked(tmp_path / "library" / ".lock", 0):
        assert run(desk, clock) == 0
    assert (ran(desk), states(desk, "one")) == (["one"], [("06:00", "done")])
