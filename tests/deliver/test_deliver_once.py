"""Nothing lost and nothing doubled: deaths at every step, two at once, disks that will not."""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from posting import NOW, Server, issue_edition, killed, mail_to, spec_of

from briefgen.deliver import Item, Outbox, enqueue, flush
from briefgen.deliver import outbox as outbox_module
from briefgen.deliver.outbox import Entry
from briefgen.desk import Desk
from briefgen.errors import ArchiveError
from briefgen.library.lock import locked
from briefgen.model import Delivery

TO = ("a@norvale.example", "b@norvale.example")


def deliveries() -> tuple[Delivery, ...]:
    return Delivery("folder", ("public",)), Delivery("feed", ("public/f.xml",)), mail_to(*TO)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # a fork beside the server's thread
def test_killed_before_every_step(
    desk: Desk, serving: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next run finishes the work; only what the server had taken comes twice, and the same."""
    # A process that is killed loses nothing that it has written; only the power would.
    monkeypatch.setattr(outbox_module, "_SYNCED", "OFF")
    monkeypatch.setattr(os, "fsync", lambda _: None)
    server, spec = serving(), spec_of(desk, *deliveries())
    edition = issue_edition(desk)
    enqueue(desk, spec, edition, NOW)
    flush(desk, NOW)  # and what is loaded late is loaded
    doubled, step, going = 0, 0, True
    while going:
        step += 1
        for left in ("public", "editions/outbox.sqlite3", "editions/outbox.sqlite3-journal"):
            shutil.rmtree(desk.root / left, ignore_errors=True)
            (desk.root / left).unlink(missing_ok=True)
        server.taken.clear()
        enqueue(desk, spec, edition, NOW)
        going = killed(desk, step)
        taken = Counter(server.recipients)
        noted = {e.item.recipient for e in Outbox(desk.outbox).all() if e.state == "sending"}
        assert flush(desk, NOW) == ()
        assert {e.state for e in Outbox(desk.outbox).all()} == {"sent"}
        now_taken = Counter(server.recipients)
        assert set(now_taken) == set(TO), f"killed before step {step}"
        twice = {to for to, times in now_taken.items() if times > 1}
        assert twice == {to for to in noted if taken[to]}, f"killed before step {step}"
        assert len(set(server.taken)) == 2, "a second copy is the same to the byte"
        doubled += len(twice)
        copied = desk.root / "public" / "trams" / edition.name
        assert {f.name: f.read_bytes() for f in copied.iterdir()} == {
            f.name: f.read_bytes() for f in edition.iterdir()
        }
        assert len(feedparser.parse(str(desk.root / "public" / "f.xml")).entries) == 1
    assert step > 30
    assert doubled >= 2, "the one case was met, for each recipient"


@pytest.mark.parametrize(("deaths", "state"), [(1, "waiting"), (2, "waiting"), (3, "failed")])
def test_what_dies_each_time_is_given_up_and_told(desk: Desk, deaths: int, state: str) -> None:
    """A mail at which Briefgen was killed three times is not sent a fourth time."""
    outbox = Outbox(desk.outbox)
    enqueue(desk, spec_of(desk, mail_to("a@norvale.example")), issue_edition(desk), NOW)
    given_up = ()
    for death in range(deaths):
        outbox.begin(outbox.all()[0])
        given_up = flush(desk, NOW) if death == 2 else outbox.recover()
    assert outbox.all()[0].state == state
    told = [str(problem) for problem in given_up]
    assert told == [] or "mail a@norvale.example: briefgen was stopped while it was" in told[0]
    assert bool(told) == (state == "failed")


def test_another_that_does_not_end_is_told(desk: Desk) -> None:
    enqueue(desk, spec_of(desk, *deliveries()), issue_edition(desk), NOW)
    with locked(desk.editions / ".outbox.lock", 0):
        (problem,) = flush(desk, NOW, wait=0)
    assert "another briefgen has been delivering" in problem.what
    assert {e.state for e in Outbox(desk.outbox).all()} == {"waiting"}


def test_a_full_disk_sends_nothing(
    desk: Desk, serving: Callable[..., Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite itself finds no room: what cannot be noted is not sent."""
    server = serving()
    enqueue(desk, spec_of(desk, mail_to(*TO)), issue_edition(desk), NOW)
    begin = Outbox.begin

    def full(self: Outbox, entry: Entry) -> None:
        with self._writing() as database:
            database.execute("PRAGMA max_page_count = 1")
            database.execute("UPDATE entry SET told = ?", ("x" * 100_000,))

    monkeypatch.setattr(Outbox, "begin", full)
    with pytest.raises(ArchiveError, match="database or disk is full"):
        flush(desk, NOW)
    assert server.taken == []
    monkeypatch.setattr(Outbox, "begin", begin)
    assert flush(desk, NOW) == ()
    assert server.recipients == list(TO)


@pytest.mark.parametrize("damage", [b"no database at all, but text", b""])
def test_an_outbox_that_is_none(desk: Desk, damage: bytes) -> None:
    """A damaged one is told; an empty file is one that was just made."""
    desk.editions.mkdir()
    (desk.editions / "outbox.sqlite3").write_bytes(damage * 50)
    if damage:
        with pytest.raises(ArchiveError, match=r"outbox\.sqlite3: the outbox cannot be read"):
            flush(desk, NOW)
    else:
        assert flush(desk, NOW) == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
def test_a_read_only_folder_is_told(desk: Desk) -> None:
    edition = issue_edition(desk)
    desk.editions.chmod(0o500)
    try:
        with pytest.raises(ArchiveError, match="check the disk and the folder"):
            enqueue(desk, spec_of(desk, *deliveries()), edition, NOW)
    finally:
        desk.editions.chmod(0o755)


def test_an_outbox_that_is_not_writable_is_told(desk: Desk, monkeypatch) -> None:
    """As on a read-only file system, where even root is refused."""
    edition = issue_edition(desk)

    def refused(self: Path, *args: object, **kwargs: object) -> None:
        raise OSError(30, "Read-only file system", str(self))

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(ArchiveError, match="Read-only file system"):
        enqueue(desk, spec_of(desk, *deliveries()), edition, NOW)


def test_a_folder_that_cannot_be_written_waits(desk: Desk) -> None:
    (desk.root / "public").write_text("in the way")
    enqueue(desk, spec_of(desk, *deliveries()[:2]), issue_edition(desk), NOW)
    problems = flush(desk, NOW)
    assert all("cannot be written" in p.what for p in problems) and len(problems) == 2
    (desk.root / "public").unlink()
    assert flush(desk, NOW + timedelta(minutes=1)) == ()


@pytest.mark.parametrize("hours", [-48, -24, 24, 48])
def test_a_clock_that_jumps(desk: Desk, hours: int) -> None:
    """What waits by a clock that was wrong is due."""
    outbox = Outbox(desk.outbox)
    item = Item("trams", "2031-03-14", "folder", "public", {"audiences": [], "formats": []})
    outbox.add([item], NOW + timedelta(hours=hours))
    waits = 0 < hours <= 24  # as long as the longest pause at most
    assert len(outbox.due(NOW)) == (not waits)
    assert not waits or len(outbox.due(NOW + timedelta(hours=24))) == 1


def test_nothing_queued_costs_nothing(desk: Desk) -> None:
    """No outbox is made, no setting is read."""
    start = time.process_time()
    assert flush(desk, NOW) == ()
    assert time.process_time() - start < 1
    assert not desk.editions.exists()
