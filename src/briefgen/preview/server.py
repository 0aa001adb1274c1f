"""What is on the board over HTTP, to this machine alone.

Nothing is served but the page of the preview itself, what the board holds, and news of it; no
address leads to a file. A request that names another host is refused: a page on the web could
otherwise have its own name lead here (DNS rebinding), and read a brief.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from briefgen.preview.board import Board, View

_LOOPBACK = "127.0.0.1"
#: Seconds after which a browser that has had no news is told that the server is still there.
_PATIENCE = 5.0
_SHELL = Path(__file__).parent / "shell"
#: The files of the preview's own page, each with its kind.
_FILES = MappingProxyType(
    {
        "/": ("shell.html", "text/html"),
        "/shell.css": ("shell.css", "text/css"),
        "/shell.js": ("shell.js", "text/javascript"),
    }
)
_BRIEF = re.compile(r"/(?P<audience>[\w-]+)/(?P<part>brief\.html|brief\.pdf|page-(\d{1,3})\.png)")
#: The page of the preview may run its script; a brief runs none, and asks for nothing.
_OWN = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
_OWN += "connect-src 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
_OF_BRIEF = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


class Server:
    """Serves a board from a thread of its own; `port` 0 takes a free one."""

    def __init__(self, board: Board, port: int) -> None:
        self._http = _Http(board, port)
        self._thread = Thread(target=self._http.serve_forever, name="preview", daemon=True)

    @property
    def host(self) -> str:
        """What it listens on, as `127.0.0.1:8000`."""
        return f"{_LOOPBACK}:{self._http.server_port}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def close(self) -> None:
        """Answer no more."""
        self._http.shutdown()
        self._http.server_close()


class _Http(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, board: Board, port: int) -> None:
        super().__init__((_LOOPBACK, port), _Request)
        self.board = board
        self.hosts = {f"{name}:{self.server_port}" for name in (_LOOPBACK, "localhost")}

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Nothing is said of a browser that went away."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Request(BaseHTTPRequestHandler):
    server: _Http
    server_version, sys_version = "briefgen", ""

    def do_GET(self) -> None:
        """Answer one request, where its host is ours and there is such a thing."""
        address = urlsplit(self.path)
        if self.headers.get("Host", "") not in self.server.hosts:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "this address is for this machine")
        elif address.path == "/events":
            self._tell(parse_qs(address.query).get("audience", [""])[0])
        elif own := _FILES.get(address.path):
            self._send((_SHELL / own[0]).read_bytes(), own[1], _OWN)
        elif found := _part(self.server.board, address.path):
            self._send(*found, _OF_BRIEF)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, *_: object) -> None:
        """Nothing: requests are the browser's own."""

    def _send(self, content: bytes, kind: str, policy: str) -> None:
        self._begin(kind, {"Content-Length": str(len(content)), "Content-Security-Policy": policy})
        self.wfile.write(content)

    def _tell(self, asked: str) -> None:
        """Server-sent events: the state of an audience, now and at each change of it."""
        board, seen, last = self.server.board, -1, ""
        self._begin("text/event-stream", {})
        with board.showing(asked):
            while True:
                seen = board.news(seen, _PATIENCE)
                state = json.dumps(board.state(board.named(asked)))
                line = ": still here" if state == last else f"data: {state}"
                self.wfile.write(f"{line}\n\n".encode())
                self.wfile.flush()
                last = state

    def _begin(self, kind: str, headers: Mapping[str, str]) -> None:
        self.send_response(HTTPStatus.OK)
        utf8 = "; charset=utf-8" if kind.startswith("text/") else ""
        own = {
            "Content-Type": f"{kind}{utf8}",
            "Cache-Control": "no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        }
        for name, value in {**own, **headers}.items():
            self.send_header(name, value)
        self.end_headers()


def _part(board: Board, path: str) -> tuple[bytes, str] | None:
    """A part of an audience's brief and its kind, where there is such a one."""
    found = _BRIEF.fullmatch(path)
    view = board.view(found["audience"]) if found else View()
    if not found:
        return None
    if found["part"] == "brief.html":
        return (view.html, "text/html") if view.html else None
    if found["part"] == "brief.pdf":
        return (view.pdf, "application/pdf") if view.pdf else None
    number = int(found[3])
    return (view.pages[number - 1], "image/png") if 1 <= number <= len(view.pages) else None
