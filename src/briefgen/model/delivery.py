"""Where editions and notices go: what a spec and a desk ask for, and what a schedule has lived."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from briefgen.model.desk import Problem

#: How something is delivered.
Channel = Literal["folder", "feed", "command", "mail", "webhook"]
#: How the connection to a mail server is protected (RFC 3207, RFC 8314).
Security = Literal["starttls", "implicit", "none-on-loopback"]
#: How a run that was due has ended.
Ending = Literal["built", "unchanged", "failed", "missed", "skipped"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One item of a spec's `deliver`: a channel, and each recipient on it.

    `recipients` are addresses of a mail, else one: the path of a feed or a folder, or a command.
    `audiences` and `formats` choose the edition's files; empty: all that the channel takes.
    """

    channel: Channel
    recipients: tuple[str, ...]
    argv: tuple[str, ...] = ()
    subject: str = ""
    audiences: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes a desk's mail; `timeout` in seconds, `port` 0: the usual one.

    There is no password in it: that comes from the environment or the keyring.
    """

    host: str
    sender: str
    user: str = ""
    tls: Security = "starttls"
    port: int = 0
    timeout: float = 60.0

    @property
    def usual_port(self) -> int:
        """The port that is asked (RFC 8314, 3.3)."""
        return self.port or {"starttls": 587, "implicit": 465, "none-on-loopback": 25}[self.tls]


@dataclass(frozen=True, slots=True)
class Notify:
    """Who is told when something goes wrong, and after how many runs that is said.

    `failing_source`: editions in a row that a source could not be had for; `silence`: runs in a
    row of which none succeeded.
    """

    mail: tuple[str, ...] = ()
    webhook: str = ""
    command: tuple[str, ...] = ()
    failing_source: int = 3
    silence: int = 3


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a brief's schedule that is over: when it was due (ISO 8601), and how it ended.

    `problems` say why it failed or was missed; `failing`: the sources that could not be had.
    """

    slug: str
    due: str
    ending: Ending
    problems: tuple[Problem, ...] = ()
    failing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a desk is told once; `key` names it for good, whoever finds it again."""

    key: str
    slug: str
    title: str
    lines: tuple[str, ...]
