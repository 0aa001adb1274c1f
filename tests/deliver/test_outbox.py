"""The outbox: the same promises in a file of its own and in a database that machines share."""

from __future__ import annotations

import os
import shutil
import signal
import threading
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from posting import NOW, issue_edition, mail_to, spec_of

from briefgen.advisory import Locks
from briefgen.deliver import Item, enqueue, flush, open_outbox, retry, shared
from briefgen.deliver.outbox import PAUSES
from briefgen.deliver.setback import Setback
from briefgen.desk import Desk
from briefgen.errors import ArchiveError
from briefgen.model import Problem
from briefgen.postgres import Postgres, Transaction

TO = ("a@norvale.example", "b@norvale.example")
SETBACK = Setback(Problem("here", "was not", "try"))


@pytest.fixture
def shared_desk(desk: Desk, common_database: str) -> Desk:
    return replace(desk, archive=common_database)


@pytest.fixture(params=["local", "shared"])
def either(request: pytest.FixtureRequest, desk: Desk) -> Desk:
    return desk if request.param == "local" else request.getfixturevalue("shared_desk")


@pytest.fixture
def opened(either: Desk):
    with closing(open_outbox(either)) as outbox:
        yield outbox


def item(recipient: str, channel: str = "mail", matter: str = "e1") -> Item:
    return Item("trams", matter, channel, recipient, {"letter": "Dear ☂\0"})


def only(outbox):
    (entry,) = outbox.all()
    return entry


def test_what_is_queued_is_queued_once(opened, either: Desk) -> None:
    assert opened.is_idle(NOW)
    assert opened.add([item("a"), item("b", "feed"), item("c", "folder")], NOW) == 3
    with closing(open_outbox(either)) as other:
        assert other.add([item("a"), item("a", matter="e2")], NOW) == 1
    assert [e.item.recipient for e in opened.all()] == ["a", "b", "c", "a"]
    assert [e.item.recipient for e in opened.all("trams", "e2")] == ["a"]
    assert opened.all("buses") == ()
    assert [e.item.recipient for e in opened.due(NOW)] == ["c", "b", "a", "a"]
    assert opened.all()[0].item == item("a")
    assert not opened.is_idle(NOW)


def test_what_was_sent_is_not_sent_again(opened) -> None:
    opened.add([item("a"), item("b", "folder")], NOW)
    for entry in opened.due(NOW):
        if entry.item.channel == "mail":
            opened.begin(entry)
        opened.sent(entry)
    assert [(e.state, e.attempts, e.item.wanted) for e in opened.all()] == [
        ("sent", 1, {}),
        ("sent", 1, item("b").wanted),
    ]
    assert (opened.due(NOW), opened.add([item("a")], NOW), opened.recover()) == ((), 0, ())


def test_what_fails_is_tried_again_after_its_pause(opened) -> None:
    opened.add([item("a")], NOW)
    now = NOW
    for pause in PAUSES:
        assert opened.failed(only(opened), SETBACK, now)
        assert opened.due(now) == ()
        now += timedelta(minutes=pause)
        assert opened.due(now) == (only(opened),)
    assert not opened.failed(only(opened), SETBACK, now)
    assert (only(opened).state, only(opened).told) == ("failed", "here: was not; try")
    opened.retry(opened.all(), now)
    assert opened.due(now) == (only(opened),)
    assert not opened.failed(only(opened), replace(SETBACK, lasting=True), now)


@pytest.mark.parametrize("hours", [-48, -24, 24, 48])
def test_a_clock_that_jumps(opened, hours: int) -> None:
    opened.add([item("a")], NOW + timedelta(hours=hours))
    assert len(opened.due(NOW)) == (not 0 < hours <= 24)


def test_what_dies_each_time_is_given_up(opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "LEASE", -1)
    opened.add([item("a")], NOW)
    given_up = []
    for _ in range(3):
        opened.begin(only(opened))
        assert only(opened).state == "sending"
        given_up.append(len(opened.recover()))
    assert (given_up, only(opened).state) == ([0, 0, 1], "failed")


def test_one_delivers_at_a_time(opened, either: Desk) -> None:
    opened.add([item("a")], NOW)
    with opened.alone(0) as ours, closing(open_outbox(either)) as other:
        assert ours
        with other.alone(0) as too:
            assert not too
        (problem,) = flush(either, NOW, wait=0)
        assert "another briefgen has been delivering" in problem.what
    with open_outbox(either).alone(0) as ours:
        assert ours


def test_two_at_once(either: Desk, serving) -> None:
    """Each recipient once, whoever flushes; the second waits for the first."""
    server, edition = serving(), issue_edition(either)
    to = tuple(f"p{n}@norvale.example" for n in range(6))
    found: list[object] = []

    def go() -> None:
        enqueue(either, spec_of(either, mail_to(*to)), edition, NOW)
        found.extend(flush(either, NOW))

    threads = [threading.Thread(target=go) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == []
    assert sorted(server.recipients) == sorted(to)


# --- What only machines that share it meet --------------------------------------------------------


def test_nobody_else_sends_what_is_being_sent(shared_desk: Desk, serving) -> None:
    """A lock can be lost with the connection; a claim and its lease are not."""
    server = serving()
    enqueue(shared_desk, spec_of(shared_desk, mail_to(*TO)), issue_edition(shared_desk), NOW)
    with closing(open_outbox(shared_desk)) as sending, closing(open_outbox(shared_desk)) as other:
        first, second = sending.due(NOW)
        sending.begin(first)
        with pytest.raises(ArchiveError, match="another briefgen delivers"):
            other.begin(first)
        assert flush(shared_desk, NOW) == ()
        assert server.recipients == [second.item.recipient]
        other.failed(first, SETBACK, NOW)
        assert sending.all()[0].state == "sending", "it is not the other's"
        sending.sent(first)
    assert flush(shared_desk, NOW) == ()
    assert len(server.recipients) == 1


def killed(desk: Desk, step: int) -> bool:
    """Whether a process that flushes, and is killed at this question to the database, was."""
    child = os.fork()
    if not child:
        steps = count(1)

        def counted(ask):
            def asked(*arguments):
                if next(steps) == step:
                    os.kill(os.getpid(), signal.SIGKILL)
                return ask(*arguments)

            return asked

        Transaction.rows, Transaction.run = counted(Transaction.rows), counted(Transaction.run)
        flush(desk, NOW)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # a fork beside the server's thread
def test_killed_at_every_question(
    shared_desk: Desk, serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run finishes the work; only what the server had taken comes twice, and the same."""
    monkeypatch.setattr(shared, "LEASE", -1)
    server, edition = serving(), issue_edition(shared_desk)
    database = Postgres(shared_desk.archive)
    spec, step, going, doubled = spec_of(shared_desk, mail_to(*TO)), 0, True, 0
    while going:
        step += 1
        if step > 1:
            database.rows("DELETE FROM briefgen.outbox WHERE desk = %s", (shared_desk.identity,))
        server.taken.clear()
        enqueue(shared_desk, spec, edition, NOW)
        going = killed(shared_desk, step)
        taken = Counter(server.recipients)
        with closing(open_outbox(shared_desk)) as outbox:
            noted = {e.item.recipient for e in outbox.all() if e.state == "sending"}
            assert flush(shared_desk, NOW) == ()
            assert {e.state for e in outbox.all()} == {"sent"}
        twice = {to for to, times in Counter(server.recipients).items() if times > 1}
        assert set(server.recipients) == set(TO), f"killed at question {step}"
        assert twice == {to for to in noted if taken[to]}, f"killed at question {step}"
        assert len(set(server.taken)) == 2, "a second copy is the same to the byte"
        doubled += len(twice)
    assert step > 10
    assert doubled >= 2, "the one case was met, for each recipient"
    database.close()


def test_desks_in_one_database_have_their_own(shared_desk: Desk, tmp_path) -> None:
    other = replace(Desk.at(tmp_path / "other"), archive=shared_desk.archive)
    assert shared_desk.identity != other.identity
    assert shared_desk.identity == replace(shared_desk).identity
    with closing(open_outbox(shared_desk)) as mine, closing(open_outbox(other)) as theirs:
        mine.add([item("a")], NOW)
        assert (theirs.all(), theirs.is_idle(NOW)) == ((), True)
        assert theirs.add([item("a")], NOW) == 1
        with mine.alone(0) as one, theirs.alone(0) as two:
            assert one and two


def test_a_desk_whose_folder_is_moved_stays_itself(shared_desk: Desk, tmp_path) -> None:
    before = shared_desk.identity
    shutil.copytree(shared_desk.editions, tmp_path / "moved" / "editions")
    assert Desk.at(tmp_path / "moved").identity == before


def test_a_desk_that_moves_to_a_database_takes_its_outbox_along(
    desk: Desk, shared_desk: Desk
) -> None:
    """What was sent is not sent again, what waits goes on, what was being sent is taken back."""
    with closing(open_outbox(desk)) as local:
        local.add([item("sent"), item("waiting"), item("sending"), item("failed")], NOW)
        by_name = {entry.item.recipient: entry for entry in local.all()}
        local.sent(by_name["sent"])
        local.begin(by_name["sending"])
        local.failed(by_name["failed"], replace(SETBACK, lasting=True), NOW)
        before = [(e.item, e.state, e.attempts, e.due, e.told) for e in local.all()]
    kept = desk.outbox.read_bytes()
    for _ in range(2):  # whoever was killed before the file was put aside does it again
        with closing(open_outbox(shared_desk)) as outbox:
            assert [(e.item, e.state, e.attempts, e.due, e.told) for e in outbox.all()] == before
            assert outbox.add([item("sent")], NOW) == 0
        assert not desk.outbox.exists()
        desk.outbox.write_bytes(kept)
    with closing(open_outbox(shared_desk)) as outbox:
        outbox.recover()
        assert [e.state for e in outbox.all()] == ["sent", "waiting", "waiting", "failed"]


def test_a_lock_ends_with_its_session(common_database: str) -> None:
    one, other = Locks(common_database), Locks(common_database)
    lock = one.take("desk", "x")
    assert lock and lock.is_held() and other.take("desk", "x") is None
    one.close()
    assert not lock.is_held()
    again = other.take("desk", "x")
    assert again and again.is_held()
    one.close()
    other.close()


def test_retry_of_what_was_given_up(shared_desk: Desk) -> None:
    with closing(open_outbox(shared_desk)) as outbox:
        outbox.add([item("a")], NOW)
        outbox.failed(only(outbox), replace(SETBACK, lasting=True), NOW)
        assert retry(shared_desk, NOW) == 1
        assert only(outbox).state == "waiting"


def test_a_desk_is_one_for_all_who_ask_at_once(desk: Desk) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(desk.identity)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert [file.name for file in desk.editions.glob("*.id*")] == ["desk.id"]
