"""The outbox, emptied as far as it can be. Read `flush` first.

A delivery that may arrive twice (a mail, a command, a webhook) is noted before it is handed over
and again when it was taken. What is found noted once only was handed over by a process that died:
it may have arrived, and is made again under the same name. That is the one case of a double.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path

from briefgen.deliver.outbox import Entry, Outbox
from briefgen.deliver.places import open_outbox
from briefgen.deliver.setback import GIVEN_UP
from briefgen.desk import Desk
from briefgen.model import Problem

#: Seconds to wait for another process that is delivering.
WAIT = 30.0


def flush(
    desk: Desk,
    now: datetime,
    *,
    wait: float = WAIT,
    withdrawn: Path | None = None,
    done: Callable[[Entry], None] = lambda _: None,
) -> tuple[Problem, ...]:
    """Deliver what is due, each once, and say what could not be; `done` sees what was.

    `withdrawn`: the folder of an edition that was; whoever may have got it is told so, once.
    One process at a time delivers, and another waits. Raises `ArchiveError` where the outbox cannot
    be read or written, and `SpecError` where desk.yaml has faults.
    """
    with ExitStack() as stack:
        outbox = stack.enter_context(closing(open_outbox(desk)))
        if withdrawn is None and outbox.is_idle(now):
            return ()
        if not stack.enter_context(outbox.alone(wait)):
            what = f"another briefgen has been delivering for more than {wait:g} s"
            return (Problem(str(outbox.file), what, "wait until it is done, or stop it"),)
        lost = tuple(_lost(entry) for entry in outbox.recover())
        if withdrawn:  # while nobody sends, so that it is known who got it
            _recall(outbox, withdrawn, now)
        if not outbox.due(now):  # and so nothing that sends is loaded, and no setting read
            return lost
        from briefgen.deliver.round import Round  # noqa: PLC0415

        going = Round(desk, outbox, now)
        stack.callback(going.close)
        return (*lost, *going.problems(done))


def retry(desk: Desk, now: datetime, slug: str = "", edition: str = "") -> int:
    """Have all that waits or was given up tried at once, or a brief's or an edition's; how many."""
    with closing(open_outbox(desk)) as outbox:
        entries = [e for e in outbox.all(slug, edition) if e.state in ("waiting", "failed")]
        if entries:
            outbox.retry(entries, now)
    return len(entries)


def mark_withdrawn(desk: Desk, slug: str) -> tuple[Problem, ...]:
    """Say in the feeds and the copies of a brief which of its editions were withdrawn."""
    from briefgen.deliver import folder  # noqa: PLC0415
    from briefgen.deliver.enclosed import Issued  # noqa: PLC0415
    from briefgen.deliver.round import write_feed_of  # noqa: PLC0415

    outbox = open_outbox(desk)
    known = [entry.item for entry in outbox.all(slug)]
    url = desk.settings.public_url
    tried = [
        folder.mark(item.recipient, Issued.at(desk.editions / slug / item.matter), desk.root)
        for item in known
        if item.channel == "folder"
    ]
    feeds = {item.recipient for item in known if item.channel == "feed"}
    tried += [write_feed_of(desk, outbox, feed, url) for feed in sorted(feeds)]
    outbox.close()
    return tuple(setback.problem for setback in tried if setback)


def _recall(outbox: Outbox, folder: Path, now: datetime) -> None:
    from briefgen.deliver.enclosed import Issued  # noqa: PLC0415
    from briefgen.deliver.recall import recalls  # noqa: PLC0415

    edition = Issued.at(folder)
    outbox.add(recalls(outbox.all(edition.slug, edition.name), edition), now)


def _lost(entry: Entry) -> Problem:
    """What is told of a delivery that may have arrived several times, and is not made again."""
    item = entry.item
    return Problem(
        f"{item.slug} {item.matter}, {item.channel} {item.recipient}", entry.told, GIVEN_UP
    )
