"""A desk with an edition that is to be sent, and a mail server on this machine's loopback."""

from __future__ import annotations

import asyncio
import email
import json
import os
import signal
import socket
import ssl
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from briefgen.deliver import flush
from briefgen.desk import Desk
from briefgen.model import BriefSpec, Delivery

#: What a process does to the world: files opened, renamed and removed, the database, the wire.
STEPS = ("open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "sqlite3.connect",
         "smtplib.connect", "smtplib.send")  # fmt: skip
NOW = datetime(2031, 3, 14, 6, 0, tzinfo=UTC)
RECORD: dict[str, Any] = {
    "schema": "briefgen.evidence/1",
    "slug": "trams",
    "title": "Trams <in> Norvale & beyond",
    "language": "en",
    "sources": [
        {"id": "s1", "location": "a.txt", "reference": {
            "title": "Build It", "publisher": "Courier", "issued": {"date-parts": [[2031, 3, 4]]},
            "author": [{"family": "Ferrand", "given": "Ada"}]}},
    ],
    "passages": {
        "p1": {"text": "Build the line & “open” the <docks>.", "source": "s1", "holder": "ada",
               "reported": "author"},
        "p2": {"text": "The line is a mistake.", "source": "s1", "holder": "otto",
               "reported": "indirect"},
        "p3": {"text": "Fares pay for drivers.", "source": "s1", "holder": "ada",
               "reported": "author"},
    },
    "holders": {"ada": {"name": "Ada Ferrand", "role": "", "kind": "person"},
                "otto": {"name": "Otto Lind", "role": "mayor", "kind": "person"}},
    "issues": [
        {"id": "line", "title": "The line", "key_passages": ["p3", "p1"], "viewpoints": [],
         "contrasts": [{"left_passage": "p1", "right_passage": "p2"}], "changes": []},
        {"id": "fares", "title": "Fares", "key_passages": ["p3"], "viewpoints": [],
         "contrasts": [], "changes": []},
    ],
}  # fmt: skip


def issue_edition(desk: Desk, name: str = "2031-03-14", **more: Any) -> Path:
    """Write an edition of the brief `trams`, as a build would; its folder."""
    folder = desk.editions / "trams" / name
    folder.mkdir(parents=True)
    record = {**RECORD, "edition": name, "as_of": name[:10], **more}
    files = {
        "trams-minister.pdf": b"%PDF-1.7 for the minister, " + name.encode(),
        "trams-analyst.pdf": b"%PDF-1.7 for the analyst",
        "trams-analyst.html": b"<p>For the analyst",
        "evidence.json": json.dumps(record).encode(),
    }
    for file, content in files.items():
        (folder / file).write_bytes(content)
    outputs = {file: sha256(content).hexdigest() for file, content in files.items()}
    lock = {"key": sha256(name.encode()).hexdigest(), "outputs": outputs}
    (folder / "edition.lock.json").write_text(json.dumps(lock))
    return folder


def spec_of(desk: Desk, *deliver: Delivery, **fields: Any) -> BriefSpec:
    return BriefSpec(desk.root / "briefs" / "trams.yaml", "0", "Trams", (), (), deliver=deliver,
                     **fields)  # fmt: skip


def mail_to(*recipients: str, **fields: Any) -> Delivery:
    return Delivery("mail", recipients, **fields)


@dataclass
class Server:
    """What a mail server took, and how it is to behave, by command: an answer, or "stall", "drop".

    `limited`: only as many times; 0 for always.
    """

    behaviour: dict[str, str] = field(default_factory=dict)
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    limited: int = 0
    _done: int = 0

    async def _behave(self, command: str, server: SMTP, otherwise: str) -> str:
        wanted = self.behaviour.get(command)
        if wanted is None or (self.limited and self._done >= self.limited):
            return otherwise
        self._done += 1
        if wanted == "stall":
            await asyncio.sleep(5)
        elif wanted == "drop":
            server.transport.abort()
        else:
            return wanted
        return otherwise

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = await self._behave("RCPT", server, "250 fine")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        before = self._done
        answer = await self._behave("DATA", server, "250 taken")
        if self._done == before or answer.startswith("2"):
            self.taken.append((envelope.rcpt_tos[0], bytes(envelope.content)))
        return answer

    def fields(self, name: str) -> list[str]:
        """A header field of each mail that was taken."""
        return [str(email.message_from_bytes(m)[name]) for _, m in self.taken]

    @property
    def recipients(self) -> list[str]:
        return [to for to, _ in self.taken]


class Plain(Controller):
    """The server in a thread, without the delays of a real stop."""

    def __init__(self, server: Server, tls: ssl.SSLContext | None, **options: Any) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        more: Mapping[str, Any] = {"tls_context": tls, "require_starttls": True} if tls else {}
        super().__init__(server, hostname="127.0.0.1", port=port, **more, **options)


def killed(desk: Desk, step: int, **more: Any) -> bool:
    """Whether a process that flushes, and is killed before this step of its own, was."""
    child = os.fork()
    if not child:
        count = 0

        def kill(event: str, args: tuple[object, ...]) -> None:
            nonlocal count
            if event in STEPS:
                count += 1
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(kill)
        flush(desk, NOW, **more)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])
