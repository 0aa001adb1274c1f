"""Servers on this machine's loopback, and a web that may ask them and waits for nothing."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore

from briefgen.fetch.connection import Resolve
from briefgen.fetch.manners import Manners
from briefgen.fetch.network import Network
from briefgen.fetch.web import Web

NOW = datetime(2031, 3, 14, 9, 26, 53, tzinfo=UTC)

#: Made once: reading this machine's certificates takes a while.
ORDINARY = ssl.create_default_context()

#: Status, fields, content; the last answer of a path is given again and again.
Reply = tuple[int, Mapping[str, str], bytes]


@dataclass
class Site:
    """A server's paths, each with the replies that it gives in turn, and what it was asked."""

    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0
    sent: int = 0

    def on(self, path: str, *replies: Reply) -> None:
        self.replies[path] = list(replies)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """Every path that was asked for, in order, but robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def fields(self, path: str) -> list[dict[str, str]]:
        """The fields of each request for this path, by their names in lower case."""
        return [fields for asked, fields in self.asked if asked == path]


def page(content: bytes = b"<p>Low water.", **fields: str) -> Reply:
    """A page that is there; fields as `content_type=`."""
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return 200, {"content-type": "text/html", **named}, content


def moved(to: str, status: int = 302) -> Reply:
    return status, {"location": to}, b""


@contextlib.contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            fields = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, fields))
            replies = site.replies.get(self.path, [(404, {}, b"not here")])
            status, given, content = replies.pop(0) if len(replies) > 1 else replies[0]
            self.send_response(status)
            names = {name.lower() for name in given}
            if not names & {"content-length", "connection"}:
                self.send_header("Content-Length", str(len(content)))
            for name, value in given.items():
                self.send_header(name, value)
            self.end_headers()
            with contextlib.suppress(OSError):
                for start in range(0, len(content), 65_536):
                    self.wfile.write(content[start : start + 65_536])
                    site.sent += len(content[start : start + 65_536])

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

        def handle_error(self, *_: object) -> None:
            pass

    server = Server((host, 0), Handler)
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def speaking(chunks: Callable[[], Iterable[bytes]]) -> Iterator[int]:
    """The port of a server that answers anything but robots.txt with these raw bytes."""
    server = socket.create_server(("127.0.0.1", 0))
    stopped = threading.Event()

    def serve(client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            request = client.recv(65_536)
            if b"/robots.txt" in request:
                client.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            for chunk in chunks():
                if stopped.is_set():
                    return
                client.sendall(chunk)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server.getsockname()[1]
    finally:
        stopped.set()
        server.close()


@dataclass
class Hours:
    """A monotonic clock that only sleeping moves."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@dataclass
class Switchboard(httpcore.SyncBackend):
    """Connections that are noted and, whatever their address, go to the loopback at `port`."""

    port: int = 0
    called: list[str] = field(default_factory=list)

    def connect_tcp(self, host: str, port: int, *rest: Any) -> httpcore.NetworkStream:
        self.called.append(host)
        return super().connect_tcp("127.0.0.1", self.port or port, *rest)


def everything_here(host: str, port: int) -> list[str]:
    """A resolver to which every name is this machine, but for those that begin with "no"."""
    if host.startswith("no"):
        raise OSError("no such name")
    return ["127.0.0.1"]


def web(
    hours: Hours | None = None,
    *,
    resolve: Resolve = everything_here,
    backend: httpcore.NetworkBackend | None = None,
    tls: ssl.SSLContext | None = ORDINARY,
    **manners: Any,
) -> Web:
    """A web with these manners that may ask the loopback; without a clock it never waits."""
    given = {"pause": 0, "allowed": ("127.0.0.0/8", "::1"), **manners}
    times: dict[str, Any] = {"monotonic": hours} if hours else {}
    return Web(
        Manners(**given),
        clock=lambda: NOW,
        sleep=hours.sleep if hours else lambda _: None,
        jitter=lambda: 1.0,
        network=lambda m, deadline: Network(m, deadline, resolve, backend, tls),
        **times,
    )
