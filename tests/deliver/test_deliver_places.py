"""Folders, feeds, programs and webhooks."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from posting import NOW, Server, issue_edition, mail_to, spec_of

from briefgen.deliver import Outbox, enqueue, flush, folder, mark_withdrawn, notify, unready
from briefgen.deliver import command as command_module
from briefgen.deliver.enclosed import Issued
from briefgen.desk import Desk
from briefgen.errors import ArchiveError
from briefgen.model import Delivery, Problem, Run

FOLDER, FEED = Delivery("folder", ("public",)), Delivery("feed", ("public/f.xml",))


def send(desk: Desk, *deliveries: Delivery, name: str = "2031-03-14", **more: Any) -> Path:
    """Make an edition that was written a day after its date, deliver it; its folder."""
    edition = issue_edition(desk, name, **more)
    written = (NOW + timedelta(days=int(name[8:10]) - 13)).timestamp()
    os.utime(edition / "edition.lock.json", (written, written))
    enqueue(desk, spec_of(desk, *deliveries), edition, NOW)
    assert flush(desk, NOW) == ()
    return edition


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        ({}, ["edition.lock.json", "evidence.json", "trams-analyst.html", "trams-analyst.pdf",
              "trams-minister.pdf"]),
        ({"audiences": ("minister",)}, ["trams-minister.pdf"]),
        ({"formats": ("html",)}, ["trams-analyst.html"]),
        ({"audiences": ("analyst",), "formats": ("pdf",)}, ["trams-analyst.pdf"]),
    ],
)  # fmt: skip
def test_a_folder(desk: Desk, chosen: dict[str, Any], names: list[str]) -> None:
    edition = send(desk, Delivery("folder", ("out/public",), **chosen))
    copies = desk.root / "out" / "public" / "trams" / "2031-03-14"
    assert sorted(f.name for f in copies.iterdir()) == names
    assert all((copies / n).read_bytes() == (edition / n).read_bytes() for n in names)
    assert [f.name for f in copies.parent.iterdir()] == ["2031-03-14"]


def test_a_feed_that_readers_understand(desk: Desk) -> None:
    """Newest first; identifiers that stay; links that lead to the copies beside it."""
    send(desk, FOLDER, FEED)
    send(desk, FOLDER, FEED, name="2031-03-15")
    file = desk.root / "public" / "f.xml"
    feed = feedparser.parse(file.read_bytes())
    assert not feed.bozo and feed.version == "atom10"
    assert feed.feed.title == "Trams <in> Norvale & beyond"
    assert feed.feed.updated == "2031-03-16T06:00:00Z"
    assert [e.title.rpartition(": ")[2] for e in feed.entries] == ["2031-03-15", "2031-03-14"]
    assert [e.updated for e in feed.entries] == ["2031-03-16T06:00:00Z", "2031-03-15T06:00:00Z"]
    for entry in feed.entries:
        assert entry.id.startswith("urn:uuid:")
        assert [link.rel for link in entry.links] == ["alternate", "related", "related"]
        assert all((file.parent / link.href).is_file() for link in entry.links)
        assert not any(link.href.startswith("..") for link in entry.links)
    assert len({feed.feed.id, *(e.id for e in feed.entries)}) == 3
    before = file.read_bytes()
    ids = [e.id for e in feed.entries]
    file.unlink()
    assert mark_withdrawn(desk, "trams") == ()
    assert file.read_bytes() == before, "the same editions make the same bytes"
    send(desk, FOLDER, FEED, name="2031-03-16")
    again = feedparser.parse(file.read_bytes())
    assert [e.id for e in again.entries][1:] == ids and again.feed.id == feed.feed.id


def test_what_an_entry_must_have(desk: Desk) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: these, once each, and an author and a link or content."""
    send(desk, FEED)
    atom = "{http://www.w3.org/2005/Atom}"
    root = ElementTree.parse(desk.root / "public" / "f.xml").getroot()
    for place in (root, *root.iter(f"{atom}entry")):
        for tag in ("id", "title", "updated"):
            assert len(place.findall(atom + tag)) == 1
    assert root.find(f"{atom}author/{atom}name").text
    (entry,) = root.iter(f"{atom}entry")
    links = entry.findall(f"{atom}link")
    assert [link.get("rel") for link in links].count("alternate") == 1
    there = (desk.root / "public" / link.get("href") for link in links)
    assert all(file.resolve().is_file() for file in there), "without copies, to the edition"


def test_a_feed_at_its_public_address(desk: Desk) -> None:
    (desk.root / "desk.yaml").write_text("public_url: https://briefs.norvale.example/desk\n")
    send(desk, FOLDER, FEED)
    (entry,) = feedparser.parse((desk.root / "public" / "f.xml").read_bytes()).entries
    assert entry.links[0].href == (
        "https://briefs.norvale.example/desk/trams/2031-03-14/trams-analyst.html"
    )


def test_a_withdrawn_edition_is_marked(desk: Desk) -> None:
    edition = send(desk, FOLDER, FEED)
    file = desk.root / "public" / "f.xml"
    (before,) = feedparser.parse(file.read_bytes()).entries
    mark = edition / "withdrawn.json"
    mark.write_text('{"date": "2031-03-15", "reason": "The fare was wrong <b>"}')
    os.utime(mark, (NOW.timestamp() + 9e5, NOW.timestamp() + 9e5))
    assert mark_withdrawn(desk, "trams") == ()
    (entry,) = feedparser.parse(file.read_bytes()).entries
    assert entry.id == before.id and entry.updated > before.updated
    assert entry.title.startswith("Withdrawn: ") and not entry.get("links")
    assert (desk.root / "public/trams/2031-03-14/withdrawn.json").read_bytes() == mark.read_bytes()
    assert ElementTree.parse(file).findtext(".//{*}summary") == "Withdrawn. The fare was wrong <b>"


def test_a_program(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The edition's folder as its last argument, JSON on standard input, the password nowhere."""
    monkeypatch.setenv("BRIEFGEN_SMTP_PASSWORD", "s3cret")
    script = 'cat > got.json; printf "%s" "$1" > folder.txt; env > env.txt'
    argv = ("sh", "-c", script, "x; touch broken")
    edition = send(desk, Delivery("command", (json.dumps(argv),), argv))
    told = json.loads((desk.root / "got.json").read_text())
    assert told["schema"] == "briefgen.delivery/1" and told["again"] is False
    assert told["files"] == ["trams-analyst.html", "trams-analyst.pdf", "trams-minister.pdf"]
    assert (desk.root / "folder.txt").read_text() == told["folder"] == str(edition)
    assert "s3cret" not in (desk.root / "env.txt").read_text()
    assert not (desk.root / "broken").exists()


@pytest.mark.parametrize(
    ("argv", "what"),
    [
        (("sh", "-c", "echo first >&2; echo no room >&2; exit 3"),
         "command 'sh': ended with status 3 (no room)"),
        (("sh", "-c", "sleep 30 & sleep 30"), "command 'sh': took longer than 0.3 s"),
        (("./not-there",), "command './not-there': cannot be started (No such file or directory)"),
    ],
)  # fmt: skip
def test_a_program_that_fails(desk: Desk, monkeypatch, argv: tuple[str, ...], what: str) -> None:
    run = command_module.run
    monkeypatch.setattr(command_module, "run", lambda *given: run(*given, limit=0.3))
    edition = issue_edition(desk)
    enqueue(desk, spec_of(desk, Delivery("command", ("c",), argv)), edition, NOW)
    (problem,) = flush(desk, NOW)
    assert str(problem).startswith(what)
    (entry,) = Outbox(desk.outbox).all()
    assert (entry.state, entry.attempts, entry.doubts) == ("waiting", 1, 0)


class Hook(BaseHTTPRequestHandler):
    """Takes what is posted; its first answer is 503."""

    got: list[tuple[str, Any]]

    def do_POST(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((self.path, json.loads(content)))
        self.send_response(503 if len(self.got) == 1 else 204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def hook() -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """A webhook on loopback, and what it was told."""
    Hook.got = []
    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    yield f"http://127.0.0.1:{server.server_port}/hooks/desk", Hook.got
    server.shutdown()
    server.server_close()


def test_notices_go_out_once(desk: Desk, hook: tuple[str, list[tuple[str, Any]]]) -> None:
    """By webhook and program, the same fault once, however often it is asked."""
    url, got = hook
    (desk.root / "desk.yaml").write_text(
        f"notify: {{webhook: '{url}', command: [sh, -c, 'cat >> told.json; echo >> told.json']}}"
    )
    fault = Problem("briefs/trams.yaml", "no source could be read", "add one")
    runs = [Run("trams", "2031-03-14T05:00:00Z", "failed", (fault,))]
    assert notify(desk, runs, NOW) == 2
    (problem,) = flush(desk, NOW)
    assert problem.what == f"{url} answered 503"
    runs.append(Run("trams", "2031-03-14T05:01:00Z", "failed", (fault,)))
    assert notify(desk, runs, NOW) == 0
    for minute in range(5):
        assert flush(desk, NOW + timedelta(minutes=minute)) == ()
    assert [path for path, _ in got] == ["/hooks/desk"] * 2
    (said,) = (json.loads(line) for line in (desk.root / "told.json").read_text().splitlines())
    assert said["title"] == got[1][1]["title"] == "trams: the brief could not be built"
    assert "no source could be read" in got[1][1]["text"]


def test_a_notice_by_mail(desk: Desk, serving: Callable[..., Server]) -> None:
    server = serving()
    with (desk.root / "desk.yaml").open("a") as settings:
        settings.write("notify: {mail: [o@norvale.example]}\n")
    runs = [Run("trams", "2031-03-14T05:00:00Z", "missed")]
    assert notify(desk, runs, NOW) == 1
    assert flush(desk, NOW) == ()
    assert server.fields("Subject") == ["Briefgen: trams: a run was missed"]
    assert b"due 2031-03-14T05:00:00Z" in server.taken[0][1]


@pytest.mark.parametrize(
    ("url", "what", "state"),
    [
        ("http://127.0.0.1:9/x", "could not be reached (connection refused)", "waiting"),
        ("http://127.0.0.1:0/x", "names the port 0, which there is not", "waiting"),
    ],
)
def test_a_webhook_that_is_not_there(desk: Desk, url: str, what: str, state: str) -> None:
    (desk.root / "desk.yaml").write_text(f"notify: {{webhook: '{url}'}}")
    notify(desk, [Run("trams", "2031-03-14T05:00:00Z", "failed")], NOW)
    (problem,) = flush(desk, NOW)
    assert what in problem.what
    assert Outbox(desk.outbox).all()[0].state == state


def test_a_copy_that_was_altered_is_made_anew(desk: Desk) -> None:
    edition = send(desk, FOLDER)
    copies = desk.root / "public" / "trams" / "2031-03-14"
    (copies / "trams-analyst.pdf").write_bytes(b"altered")
    (copies / "more.txt").write_text("of somebody else")
    issued = Outbox(desk.outbox)
    (entry,) = issued.all()
    assert folder.copy(entry, Issued.at(edition), desk.root) is None
    assert {f.name for f in copies.iterdir()} == {f.name for f in edition.iterdir()}
    assert (copies / "trams-analyst.pdf").read_bytes() == b"%PDF-1.7 for the analyst"
    assert [f.name for f in copies.parent.iterdir()] == ["2031-03-14"]


def test_what_cannot_be_queued(desk: Desk) -> None:
    """A folder that is no whole edition; a mail where no server is named is told beforehand."""
    empty = desk.editions / "trams" / "2031-03-14"
    empty.mkdir(parents=True)
    spec = spec_of(desk, mail_to("a@norvale.example", where="briefs/trams.yaml:9:3"))
    with pytest.raises(ArchiveError, match="is no whole edition; build the brief again"):
        enqueue(desk, spec, empty, NOW)
    (problem,) = unready(desk, spec)
    assert str(problem).startswith("briefs/trams.yaml:9:3: the desk names no mail server; add one")
    (desk.root / "desk.yaml").write_text("mail: {host: h.example, from: d@norvale.example}")
    assert unready(desk, spec) == ()


def test_without_notify_nobody_is_told(desk: Desk) -> None:
    assert notify(desk, [Run("trams", "2031-03-14T05:00:00Z", "failed")], NOW) == 0
    assert not desk.editions.exists()


def test_a_mail_that_nobody_can_have(desk: Desk) -> None:
    """The audience is in no file of the edition."""
    (desk.root / "desk.yaml").write_text("mail: {host: h.example, from: d@norvale.example}")
    edition = issue_edition(desk)
    enqueue(desk, spec_of(desk, mail_to("a@norvale.example", audiences=("public",))), edition, NOW)
    (problem,) = flush(desk, NOW)
    assert "has no file for the audiences" in problem.what
