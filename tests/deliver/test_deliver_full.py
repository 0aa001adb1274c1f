"""Deliveries where the disk has no room, or a folder takes nothing: each is made once there is."""

from __future__ import annotations

import os
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
import stopped
from posting import NOW, Server, issue_edition, mail_to, spec_of

from briefgen.deliver import Outbox, enqueue, flush, outbox
from briefgen.desk import Desk
from briefgen.errors import ArchiveError
from briefgen.model import Delivery

TO = ("a@norvale.example", "b@norvale.example")
DELIVERIES = (
    Delivery("folder", ("public",)),
    Delivery("feed", ("public/f.xml",)),
    mail_to(*TO),
)


def clear(desk: Desk) -> None:
    """Have the desk as if nothing had been queued."""
    shutil.rmtree(desk.root / "public", ignore_errors=True)
    for file in desk.editions.glob("outbox.sqlite3*"):
        file.unlink()


def arrived(desk: Desk, edition: Path) -> None:
    """The copy is whole, the feed names it once, and nothing half is left beside them."""
    copied = desk.root / "public" / "trams" / edition.name
    there = {f.name: f.read_bytes() for f in copied.iterdir()}
    assert there == {f.name: f.read_bytes() for f in edition.iterdir()}
    assert len(feedparser.parse(str(desk.root / "public" / "f.xml")).entries) == 1
    assert not list((desk.root / "public").rglob(".*"))


def sending(desk: Desk, edition: Path, *deliveries: Delivery) -> Callable[[], int]:
    """An edition queued and sent, for a process of its own; what it says goes beside the desk."""
    spec = spec_of(desk, *(deliveries or DELIVERIES))

    def send() -> int:
        said = desk.root.with_name("said")
        said.write_text("")
        try:
            enqueue(desk, spec, edition, NOW)
            problems = flush(desk, NOW)
        except ArchiveError as error:
            said.write_text(str(error))
            return 3
        said.write_text("\n".join(map(str, problems)))
        return min(len(problems), 1)

    return send


def states(desk: Desk) -> dict[str, str]:
    return {e.item.recipient: e.state for e in Outbox(desk.outbox).all()}


@stopped.needed
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # a fork beside the server's thread
def test_no_room_from_any_step_on(
    serving: Callable[..., Server], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be noted is not sent; later each gets it once, but for what the guide names."""
    monkeypatch.setattr(outbox, "_SYNCED", "OFF")
    monkeypatch.setattr(os, "fsync", lambda _: None)
    server, edition = serving(), issue_edition(desk)
    send = sending(desk, edition)
    send()  # and what is loaded late is loaded
    clear(desk)
    steps = stopped.killed(send, desk.root, -1).steps
    refused = 0
    for step in stopped.changing(steps, 8, stopped.GROWING):
        clear(desk)
        server.taken.clear()
        ended = stopped.full(send, desk.root, step)
        said = desk.root.with_name("said").read_text()
        where = f"no room from step {step}, {steps[step]}: {said}"
        assert ended.status in (0, 1, 3), where
        assert bool(ended.status) == bool(said), where
        refused += ended.status > 0
        noted = {to for to, state in states(desk).items() if state == "sending"}
        taken = Counter(server.recipients)
        enqueue(desk, spec_of(desk, *DELIVERIES), edition, NOW)
        assert flush(desk, NOW + timedelta(days=1)) == (), where
        assert set(states(desk).values()) == {"sent"}, where
        now = Counter(server.recipients)
        assert set(now) == set(TO), where
        assert {to for to in now if now[to] > 1} == {to for to in noted if taken[to]}, where
        arrived(desk, edition)
    assert refused > 10


@stopped.needed
@pytest.mark.parametrize("before", ["nothing", "an older copy"])
def test_killed_while_it_copies(before: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """No copy is half, no feed either, and the next round leaves nothing beside them."""
    monkeypatch.setattr(outbox, "_SYNCED", "OFF")
    monkeypatch.setattr(os, "fsync", lambda _: None)
    edition, deliveries = issue_edition(desk), DELIVERIES[:2]
    send = sending(desk, edition, *deliveries)
    prepare(desk, edition, before)
    steps = stopped.killed(send, desk.root / "public", -1).steps
    for step in stopped.changing(steps, 1):
        prepare(desk, edition, before)
        assert stopped.killed(send, desk.root / "public", step).status == -signal.SIGKILL
        copied = desk.root / "public" / "trams" / edition.name
        there = {f.name for f in copied.iterdir()} if copied.exists() else set()
        assert there in (set(), {"evidence.json"}, {f.name for f in edition.iterdir()})
        assert flush(desk, NOW) == ()
        arrived(desk, edition)
    assert steps.count("rename") == (2 if before == "nothing" else 3)


def prepare(desk: Desk, edition: Path, before: str) -> None:
    """Nothing is queued, and there is no copy, or one of other documents."""
    clear(desk)
    if before != "nothing":
        copied = desk.root / "public" / "trams" / edition.name
        copied.mkdir(parents=True)
        (copied / "evidence.json").write_text("older")


@stopped.needed
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("folder", "said"), [("editions", "the outbox cannot be read or written"), ("public", "cannot")]
)
def test_read_only_folder(
    folder: str, said: str, serving: Callable[..., Server], desk: Desk
) -> None:
    """Where the outbox is closed nothing is sent; where the copies' folder is, the mails are."""
    server, edition = serving(), issue_edition(desk)
    (desk.root / "public").mkdir()
    ended = stopped.read_only(sending(desk, edition), desk.root / folder)
    assert ended.status > 0
    assert said in desk.root.with_name("said").read_text()
    assert server.recipients == ([] if folder == "editions" else list(TO))
    enqueue(desk, spec_of(desk, *DELIVERIES), edition, NOW)
    assert flush(desk, NOW + timedelta(days=1)) == ()
    assert sorted(server.recipients) == list(TO)
    arrived(desk, edition)
