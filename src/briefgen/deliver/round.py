"""One look at the outbox: each delivery that is due, made by its channel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from briefgen.deliver import command, folder
from briefgen.deliver.enclosed import Issued
from briefgen.deliver.feed import Wanted, write_feed
from briefgen.deliver.message import message
from briefgen.deliver.outbox import Entry, Outbox
from briefgen.deliver.setback import GIVEN_UP, Setback
from briefgen.deliver.smtp import Post
from briefgen.deliver.webhook import tell
from briefgen.desk import Desk
from briefgen.model import Channel, Problem


class Round:
    """One flush: a connection that several mails share, and servers that are not asked again."""

    def __init__(self, desk: Desk, outbox: Outbox, now: datetime) -> None:
        self._desk = desk
        self._outbox = outbox
        self._now = now
        self._settings = desk.settings
        self._post = Post(self._settings.mail) if self._settings.mail else None
        self._down: dict[Channel, Setback] = {}

    def close(self) -> None:
        """End the connection to the mail server."""
        if self._post:
            self._post.close()

    def problems(self, done: Callable[[Entry], None]) -> Iterator[Problem]:
        """Deliver what is due, and yield what could not be; `done` sees what was."""
        for entry in self._outbox.due(self._now):
            known = self._down.get(entry.item.channel)
            setback = known or self._attempt(entry)
            if setback is None:
                self._outbox.sent(entry)
                done(entry)
                continue
            again = self._outbox.failed(entry, setback, self._now)
            if setback.of_server:  # the next one of the channel was not handed over
                self._down[entry.item.channel] = replace(setback, doubtful=False)
            if not again:
                yield replace(setback.problem, remedy=GIVEN_UP)
            elif not known:
                yield setback.problem

    def _attempt(self, entry: Entry) -> Setback | None:
        if "notice" in entry.item.wanted:
            return self._tell(entry)
        if "withdrawal" in entry.item.wanted:
            return self._recall(entry)
        edition = Issued.at(self._desk.editions / entry.item.slug / entry.item.matter)
        where = str(edition.folder)
        if not edition.lock:
            return Setback(Problem(where, "is no edition any more", "build it again"), lasting=True)
        if entry.item.channel == "feed":
            url = self._settings.public_url
            return write_feed_of(self._desk, self._outbox, entry.item.recipient, url)
        if edition.withdrawal:
            remedy = "nothing need be done: no more of it is sent"
            return Setback(Problem(where, "was withdrawn", remedy), lasting=True)
        if entry.item.channel == "folder":
            # It may have been withdrawn since it was looked at.
            return folder.copy(entry, edition, self._desk.root) or folder.mark(
                entry.item.recipient, edition, self._desk.root
            )
        if entry.item.channel == "command":
            return self._run(entry, edition)
        return self._mail(entry, edition)

    def _mail(self, entry: Entry, edition: Issued) -> Setback | None:
        wanted = entry.item.wanted
        kinds = wanted["formats"] or ["pdf"]
        names = edition.documents(wanted["audiences"], kinds) or edition.documents(
            wanted["audiences"], wanted["formats"]
        )
        if not names:
            what = "has no file for the audiences and in the formats that the mail is to have"
            remedy = "correct deliver in the spec, and build the edition again"
            return Setback(Problem(str(edition.folder), what, remedy), lasting=True)
        files = edition.read(names)
        if isinstance(files, Setback):
            return files
        return self._send(entry, edition.key, files)

    def _send(
        self, entry: Entry, identity: str, files: dict[str, bytes], about: str = ""
    ) -> Setback | None:
        server = self._settings.mail
        if server is None or self._post is None:
            remedy = "add mail to desk.yaml, then run briefgen deliver --retry"
            what = "names no mail server"
            return Setback(
                Problem(str(self._desk.home / "desk.yaml"), what, remedy), of_server=True
            )
        to, said = entry.item.recipient, entry.item.wanted["letter"]
        mail = message(server.sender, to, identity, entry.queued, said, files, about)
        return self._post.send(mail, to, lambda: self._outbox.begin(entry))

    def _run(self, entry: Entry, edition: Issued) -> Setback | None:
        wanted = entry.item.wanted
        withdrawn = wanted.get("withdrawal")
        told = {
            "schema": "briefgen.delivery/1",
            "delivery": withdrawn["key"] if withdrawn else edition.key,
            "slug": edition.slug,
            "edition": edition.name,
            "title": wanted["title"],
            "folder": str(edition.folder.resolve()),
            # Whoever goes by the files alone publishes none that was withdrawn.
            "files": [] if withdrawn else list(
                edition.documents(wanted["audiences"], wanted["formats"])),
            "withdrawn": withdrawn and {k: withdrawn[k] for k in ("date", "reason")},
            "again": entry.doubts > 0,
        }  # fmt: skip
        argv = [*wanted["argv"], str(edition.folder.resolve())]
        return command.run(argv, told, self._desk.home, lambda: self._outbox.begin(entry))

    def _recall(self, entry: Entry) -> Setback | None:
        """Say that an edition was withdrawn; what is said is at hand, should its folder be gone."""
        about = entry.item.wanted["withdrawal"]
        edition = Issued.at(self._desk.editions / entry.item.slug / about["edition"])
        if edition.lock and not edition.withdrawal:
            what, remedy = "is withdrawn no more", "nothing need be done: nobody else is told"
            return Setback(Problem(str(edition.folder), what, remedy), lasting=True)
        if entry.item.channel == "command":
            return self._run(entry, edition)
        return self._send(entry, f"withdrawn/{about['key']}", {}, about["key"])

    def _tell(self, entry: Entry) -> Setback | None:
        notice, begun = entry.item.wanted["notice"], lambda: self._outbox.begin(entry)
        if entry.item.channel == "mail":
            return self._send(entry, f"notice/{notice['key']}/{entry.queued}", {})
        if entry.item.channel == "webhook":
            return tell(entry.item.recipient, notice, begun)
        told = {**notice, "again": entry.doubts > 0}
        return command.run(entry.item.wanted["argv"], told, self._desk.home, begun)


def write_feed_of(desk: Desk, outbox: Outbox, feed: str, public_url: str) -> Setback | None:
    """A feed, with every brief that was ever to stand in it."""
    latest = {
        e.item.slug: e.item.wanted
        for e in outbox.all()
        if e.item.channel == "feed" and e.item.recipient == feed
    }
    file = desk.root / feed
    briefs = [
        Wanted(
            editions=desk.editions / slug,
            copies=_below(file, desk.root / wanted["copies"]) if wanted["copies"] else None,
            withdrawn=wanted["withdrawn"],
            audiences=tuple(wanted["audiences"]),
            formats=tuple(wanted["formats"]),
        )
        for slug, wanted in sorted(latest.items())
    ]
    return write_feed(file, briefs, public_url)


def _below(file: Path, copies: Path) -> Path | None:
    """The copies' folder, where it is that of the feed or one in it."""
    return copies if copies.resolve().is_relative_to(file.parent.resolve()) else None
