"""What is to be delivered, put into the outbox: an edition by its spec, notices by the runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.deliver.notices import notices
from briefgen.deliver.outbox import Item
from briefgen.deliver.places import open_outbox
from briefgen.desk import Desk
from briefgen.errors import ArchiveError
from briefgen.model import BriefSpec, Delivery, Notice, Notify, Problem, Run

if TYPE_CHECKING:
    from briefgen.deliver.enclosed import Issued
    from briefgen.render.labels import Labels


def enqueue(desk: Desk, spec: BriefSpec, edition: Path, now: datetime) -> int:
    """Queue an edition (its folder) for all whom its spec names; how many had not been queued.

    Whoever got it, or is about to, is passed over. Raises `ArchiveError` where the outbox cannot
    be written, or the folder holds no whole edition.
    """
    items = items_of(desk, spec, edition)
    return _added(desk, items, now)


def items_of(desk: Desk, spec: BriefSpec, edition: Path) -> tuple[Item, ...]:
    """Each recipient of an edition, with what the recipient gets."""
    if not spec.deliver:
        return ()
    from briefgen.deliver.enclosed import Issued  # noqa: PLC0415

    issued = Issued.at(edition)
    if not issued.outputs or not issued.record:
        raise ArchiveError(f"{edition}: is no whole edition; build the brief again")
    labels = _labels(desk, spec)
    return tuple(
        Item(issued.slug, issued.name, delivery.channel, recipient, wanted)
        for delivery in spec.deliver
        for wanted in [_wanted(delivery, spec, issued, labels)]
        for recipient in delivery.recipients
    )


def notify(desk: Desk, runs: Sequence[Run], now: datetime, *, window: int = 0) -> int:
    """Queue the notices that follow from the runs of a desk's schedules; how many were new.

    `runs`: those of any briefs, in any order, of each its `window` newest, or all where that is 0;
    each notice is queued once.
    """
    rules = desk.settings.notify
    if rules is None:
        return 0
    items = [item for notice in notices(runs, rules, window) for item in _told(notice, rules)]
    return _added(desk, items, now)


def unready(desk: Desk, spec: BriefSpec) -> tuple[Problem, ...]:
    """What a spec's deliveries need and the desk has not: a mail server."""
    if desk.settings.mail is not None:
        return ()
    what = "the desk names no mail server"
    remedy = (
        "add one to desk.yaml, for example mail: {host: smtp.example.org, from: desk@example.org}"
    )
    return tuple(Problem(d.where, what, remedy) for d in spec.deliver if d.channel == "mail")


def _added(desk: Desk, items: Sequence[Item], now: datetime) -> int:
    if not items:
        return 0
    with closing(open_outbox(desk)) as outbox:
        return outbox.add(items, now)


def _wanted(delivery: Delivery, spec: BriefSpec, issued: Issued, labels: Labels) -> dict[str, Any]:
    wanted: dict[str, Any] = {"audiences": delivery.audiences, "formats": delivery.formats}
    if delivery.channel == "mail":
        from briefgen.deliver.letter import letter  # noqa: PLC0415
        from briefgen.deliver.recall import kept  # noqa: PLC0415

        said = letter(issued.record, labels.words, delivery.subject)
        return {**wanted, "letter": asdict(said), "recall": kept(issued.record, labels, said)}
    if delivery.channel == "feed":
        copies = next((d.recipients[0] for d in spec.deliver if d.channel == "folder"), "")
        return {**wanted, "copies": copies, "withdrawn": labels.words["mail"]["withdrawn"]}
    if delivery.channel == "command":
        told = {"argv": delivery.argv, "title": spec.title}
        return {**wanted, **told, "recall": told}
    return wanted


def _told(notice: Notice, rules: Notify) -> Iterator[Item]:
    told = {"schema": "briefgen.notice/1", **asdict(notice)}
    plain = "\n".join((notice.title, "", *notice.lines, ""))
    said = {"subject": f"Briefgen: {notice.title}", "plain": plain}
    for address in rules.mail:
        yield Item(notice.slug, notice.key, "mail", address, {"notice": told, "letter": said})
    if rules.webhook:
        wanted: dict[str, Any] = {"notice": {**told, "text": plain.strip()}}
        yield Item(notice.slug, notice.key, "webhook", rules.webhook, wanted)
    if rules.command:
        wanted = {"notice": told, "argv": rules.command}
        yield Item(notice.slug, notice.key, "command", " ".join(rules.command), wanted)


def _labels(desk: Desk, spec: BriefSpec) -> Labels:
    """The page's words in the brief's language, by its first audience's labels."""
    from briefgen.render import load_profile  # noqa: PLC0415
    from briefgen.render.labels import load_labels  # noqa: PLC0415

    return load_labels(load_profile(spec.audiences[0], desk.templates), spec)
