"""The state of schedules: the same promises on a disk of its own and in a shared database."""

from __future__ import annotations

import os
import random
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.errors import ArchiveError
from briefgen.schedule import shared
from briefgen.schedule.local import LocalLedger
from briefgen.schedule.shared import SharedLedger
from briefgen.schedule.state import Known

#: No file of the desk's own, from before it had a database.
NOWHERE = Path("nowhere")
KNOWN = Known("b", 1 << 60, 2, True, "0 6 * * *", "UTC", "latest", 86400, 100, 200, "")


@pytest.fixture(params=["local", "shared"])
def opened(request, tmp_path):
    """Opens one store again and again, as several processes would."""
    with ExitStack() as stack:

        def _opened():
            if request.param == "local":
                ledger = LocalLedger(tmp_path / "state.sqlite3")
            else:
                ledger = SharedLedger(
                    request.getfixturevalue("common_database"), str(tmp_path), NOWHERE
                )
            stack.callback(ledger.close)
            return ledger

        yield _opened


def noted(ledger, brief="b", due=10, state="pending"):
    with ledger.changing() as change:
        return change.note(brief, due, state, "", due)


def claimed(ledger, owner, brief="b", due=10):
    run = ledger.run(brief, due)
    with ledger.changing(alone=False) as change:
        return change.claim(run, owner, 50)


def test_what_is_known_of_a_spec_is_replaced(opened):
    ledger = opened()
    nothing = Known("a", 0, 0, False, None, None, None, None, 0, None, "it says 'no'")
    changed = replace(KNOWN, present=False, settled=150, following=None)
    for known in (KNOWN, nothing, changed):
        with ledger.changing() as change:
            change.keep(known)
    assert list(opened().known().items()) == [("a", nothing), ("b", changed)]
    assert opened().spec("b") == changed


def test_a_time_is_noted_once(opened):
    one, other = opened(), opened()
    assert [noted(one), noted(other), noted(one, state="missed")] == [True, False, False]
    assert other.run("b", 10).state == "pending"
    assert other.run("b", 11) is None


def test_one_claims_a_run(opened):
    one, other = opened(), opened()
    noted(one)
    waiting = other.run("b", 10)
    run = claimed(one, "one:1:x")
    assert (run.state, run.owner, run.attempts, run.started) == ("running", "one:1:x", 1, 50)
    with other.changing(alone=False) as change:
        assert change.claim(waiting, "other:1:x", 50) is None
    assert other.run("b", 10) == run


def test_only_its_owner_ends_a_run(opened):
    ledger = opened()
    noted(ledger)
    run = claimed(ledger, "one:1:x")
    foreign = replace(run, owner="other:1:x")
    with ledger.changing(alone=False) as change:
        assert not change.end(foreign, "failed", "no", 60)
        assert not change.again(foreign, "no", 60, wait=5, attempts=0)
        assert change.again(run, "yes", 60, wait=5, attempts=1)
        assert not change.end(run, "done", "", 60)
    waits = ledger.run("b", 10)
    assert (waits.state, waits.why, waits.ready, waits.attempts) == ("pending", "yes", 65, 1)
    run = claimed(ledger, "one:1:x")
    with ledger.changing(alone=False) as change:
        assert change.end(run, "done", "", 70, edition="e", failing=("s", "t"))
    done = opened().run("b", 10)
    assert (done.state, done.edition, done.failing, done.ended) == ("done", "e", "s\nt", 70)


def test_a_transaction_that_fails_keeps_nothing(opened):
    ledger = opened()
    with pytest.raises(ZeroDivisionError), ledger.changing() as change:
        change.note("b", 10, "pending", "", 10)
        assert ledger.run("b", 10), "seen by its own transaction"
        _ = 1 / 0
    assert ledger.run("b", 10) is None
    assert noted(ledger)


def test_a_brief_is_held_by_one(opened):
    one, other = opened(), opened()
    lock, apart = one.hold("b"), one.hold("c")
    assert lock.is_held() and apart.is_held()
    assert other.hold("b") is None
    lock.close()
    again = other.hold("b")
    assert again.is_held() and one.hold("b") is None
    again.close()
    apart.close()


def test_a_lease_is_renewed_by_its_owner_alone(opened, monkeypatch):
    """Of a runner elsewhere; on a disk by the clock of who asks, else by the database's."""
    monkeypatch.setattr(shared, "LEASE", -1)
    ledger = opened()
    noted(ledger)
    run = claimed(ledger, "elsewhere:1:x")
    assert not ledger.is_leased(run, 500)
    monkeypatch.setattr(shared, "LEASE", 300)
    for owner, leased in (("other:1:x", False), (run.owner, True)):
        with ledger.changing(alone=False) as change:
            change.renew(replace(run, owner=owner), 450)
        assert ledger.is_leased(ledger.run("b", 10), 500) == leased


def test_old_runs_are_forgotten(opened):
    ledger = opened()
    with ledger.changing() as change:
        for due in range(1100):
            change.note("b", due, "missed", "", due)
        change.prune("b", 50)
        assert len(ledger.runs("b", 2000)) == 1050
        change.prune("b", 5000)
    assert [run.due for run in ledger.runs("b", 2000)] == [*range(1099, 99, -1)]


def step(chance, ledger, now):
    """One step of a life, by chance; what it came to."""
    brief, due = chance.choice("abc"), chance.randrange(12) * 10
    run = ledger.run(brief, due)
    state, edition = chance.choice(("done", "failed", "set aside")), chance.choice(("", "e"))
    wait, what = chance.randrange(30), chance.randrange(10)
    with ledger.changing() as change:
        if what < 3:
            noted_as = chance.choice(("pending", "missed", "skipped"))
            return change.note(brief, due, noted_as, "w", now)
        if what == 3:
            return change.is_under_way(brief, due)
        if what == 4:
            return change.drop(brief, due, "later", now)
        if what == 5:
            return change.reconsider(brief, now - 3)
        if what == 6:
            change.keep(replace(KNOWN, brief=brief, settled=now))
        if run is None:
            return None
        if what == 7:
            return change.end(run, state, "why", now, edition=edition)
        if what == 8:
            return change.again(run, "why", now, wait=wait, attempts=run.attempts)
        return change.claim(run, f"o:{wait}:x", now) is not None


@pytest.mark.parametrize("seed", range(2))
def test_both_come_to_the_same(seed, tmp_path, common_database):
    """Whatever is done to both, in the same order; leases are by different clocks."""
    local = LocalLedger(tmp_path / "state.sqlite3")
    stores = local, SharedLedger(common_database, str(tmp_path), NOWHERE)
    lives = [random.Random(seed), random.Random(seed)]
    for now in range(200):
        one, other = (step(life, store, now) for life, store in zip(lives, stores, strict=True))
        assert one == other
        if now % 10 != 9:
            continue
        seen = [
            [
                [replace(r, lease=0) for r in (*store.unsettled(), *store.newest(3))],
                {b: [r.due for r in runs] for b, runs in store.latest().items()},
                store.known(),
            ]
            for store in stores
        ]
        assert seen[0] == seen[1]
    assert len(stores[0].newest(50)) > 20
    for store in stores:
        store.close()


@pytest.fixture
def file(tmp_path):
    """The state of a desk that has not had a database yet."""
    file, life = tmp_path / "state.sqlite3", random.Random(7)
    with closing(LocalLedger(file)) as local:
        for now in range(150):
            step(life, local, now)
        assert len(local.newest(50)) > 20
    return file


@pytest.mark.parametrize("stays", [False, True])
def test_a_desk_that_comes_to_a_database_takes_its_runs_along(
    stays, file, common_database, monkeypatch
):
    """So that nothing is done again; nor is it where the file may not be put aside."""
    with closing(LocalLedger(file)) as local:
        known, runs = local.known(), local.newest(50)
    if stays:
        monkeypatch.setattr(os, "link", _refused)
    for due in (10_000, 20_000):
        ledger = SharedLedger(common_database, str(file), file)
        assert ledger.newest(50) == (() if due == 10_000 else tuple(sorted(runs, key=_by_brief)))
        assert noted(ledger, min(known), due, "skipped")
        runs = (*runs, ledger.run(min(known), due))
        assert (ledger.known(), {*ledger.newest(50)}) == (known, {*runs})
        assert file.exists() == stays
        ledger.close()


def _by_brief(run):
    return run.brief, -run.due


def _refused(*_):
    raise PermissionError("the folder may be read")


def test_nothing_is_taken_along_while_a_brief_is_built_by_the_file(file, common_database):
    ledger = SharedLedger(common_database, str(file), file)
    with closing(LocalLedger(file)) as local:
        held = local.hold(local.unsettled()[0].brief)
        with pytest.raises(ArchiveError, match="stop its daemon or timer first"):
            noted(ledger)
        held.close()
    assert file.exists()
    assert noted(ledger, due=30_000)
    assert len(ledger.newest(50)) > 20
    ledger.close()


def test_desks_in_one_database_do_not_see_each_other(common_database):
    one, other = (SharedLedger(common_database, desk, NOWHERE) for desk in ("one", "other"))
    with one.changing() as change:
        change.keep(KNOWN)
        change.note("b", 10, "pending", "", 10)
    assert (other.known(), other.unsettled(), other.newest(9), other.latest()) == ({}, (), (), {})
    with other.changing() as change:
        change.drop("b", 20, "", 20)
        assert change.reconsider("b", 0) is None
    assert one.run("b", 10).state == "pending"
    mine, theirs = one.hold("b"), other.hold("b")
    assert mine and theirs
    one.close()
    other.close()


def test_what_a_build_says_is_kept_as_far_as_it_can_be(tmp_path, common_database):
    """A letter that PostgreSQL has not must not keep a run from its end."""
    ledger = SharedLedger(common_database, str(tmp_path), NOWHERE)
    noted(ledger)
    run = claimed(ledger, "one:1:x")
    with ledger.changing() as change:
        assert change.end(run, "failed", "a\0b \udcff", 60)
    assert ledger.run("b", 10).why == "a\ufffdb ?"
    ledger.close()
