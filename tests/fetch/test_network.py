"""Connections: to the address that was checked and no other, under the name that was asked for."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpcore
import pytest

from briefgen.fetch.exchange import Fetched
from briefgen.fetch.network import Network
from briefgen.model import Problem

from .loopback import Hours, Site, Switchboard, moved, page, web

PUBLIC, OTHER = "8.8.8.8", "2606:4700::1111"


@dataclass
class Fickle:
    """A name's server that changes its mind: what it answers, one time after another."""

    answers: list[list[str]]
    asked: int = 0

    def __call__(self, host: str, port: int) -> list[str]:
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        return answer


def test_the_address_that_was_checked_is_the_one_that_is_asked(site: Site) -> None:
    """The name is resolved once; that it would be private a moment later changes nothing."""
    site.on("/robots.txt", page(b""))
    site.on("/", page(b"public"))
    resolve = Fickle([[PUBLIC], ["127.0.0.1"]])
    exchange = Switchboard(port=site.port)
    with web(resolve=resolve, backend=exchange, allowed=()) as session:
        got = session.get("http://fickle.example/")
    assert isinstance(got, Fetched)
    assert (exchange.called, resolve.asked) == ([PUBLIC], 1)  # robots.txt and page, kept open
    assert site.fields("/")[0]["host"] == "fickle.example"


def test_each_new_connection_is_checked_anew(site: Site) -> None:
    site.on("/robots.txt", (404, {}, b""))
    exchange = Switchboard(port=site.port)
    resolve = Fickle([[PUBLIC], ["10.0.0.1"]])
    with web(resolve=resolve, backend=exchange, allowed=()) as session:
        got = session.get("http://fickle.example/")
    assert isinstance(got, Problem)
    assert got.what == "is at the private address 10.0.0.1"
    assert (exchange.called, site.paths) == ([PUBLIC], [])


def test_a_redirect_to_a_name_is_checked_like_any_other(site: Site) -> None:
    def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "inside.example" else [PUBLIC]

    site.on("/", moved(f"http://inside.example:{site.port}/secret"))
    exchange = Switchboard(port=site.port)
    with web(resolve=resolve, backend=exchange, allowed=()) as session:
        got = session.get("http://outside.example/")
    assert isinstance(got, Problem)
    assert got.what.endswith("which is at the loopback address 127.0.0.1")
    assert (set(exchange.called), site.paths) == ({PUBLIC}, ["/"])


@pytest.mark.parametrize("answer", [[PUBLIC, "127.0.0.1"], ["fd00::1", PUBLIC]])
def test_one_private_address_spoils_the_name(site: Site, answer: list[str]) -> None:
    exchange = Switchboard(port=site.port)
    with web(resolve=Fickle([answer]), backend=exchange, allowed=()) as session:
        assert isinstance(session.get("http://two.example/"), Problem)
    assert (exchange.called, site.asked) == ([], [])


def test_the_next_address_is_tried_where_one_is_dead(site: Site) -> None:
    @dataclass
    class HalfDead(Switchboard):
        waits: list[float] = field(default_factory=list)

        def connect_tcp(self, host: str, port: int, *rest: Any) -> httpcore.NetworkStream:
            self.waits.append(rest[0])
            if host == OTHER:
                self.called.append(host)
                raise httpcore.ConnectTimeout
            return super().connect_tcp(host, port, *rest)

    site.on("/robots.txt", page(b""))
    site.on("/", page())
    exchange = HalfDead(port=site.port)
    resolve = Fickle([[OTHER, OTHER, PUBLIC]])
    with web(Hours(), resolve=resolve, backend=exchange, allowed=(), stall=8) as session:
        assert isinstance(session.get("http://two.example/"), Fetched)
    assert exchange.called == [OTHER, PUBLIC]
    assert exchange.waits == [4, 4]


def test_no_address_at_all() -> None:
    with web(resolve=Fickle([[]])) as session:
        got = session.get("http://empty.example/")
    assert isinstance(got, Problem)
    assert got.what == "could not be found (DNS)"


# --- TLS --------------------------------------------------------------------------------------


def test_encryption_is_for_the_name_and_not_for_the_address() -> None:
    """The name goes into SNI and is what the certificate is checked for."""
    named: list[str | None] = []

    class Stream(httpcore.NetworkStream):
        def start_tls(
            self,
            ssl_context: ssl.SSLContext,
            server_hostname: str | None = None,
            timeout: float | None = None,
        ) -> httpcore.NetworkStream:
            named.append(server_hostname)
            assert ssl_context.check_hostname
            assert ssl_context.verify_mode == ssl.CERT_REQUIRED
            raise httpcore.ConnectError

        def close(self) -> None: ...

    class Backend(httpcore.NetworkBackend):
        def connect_tcp(self, host: str, port: int, *rest: Any, **_: Any) -> httpcore.NetworkStream:
            assert (host, port) == (PUBLIC, 443)
            return Stream()

    with web(resolve=Fickle([[PUBLIC]]), backend=Backend(), retries=0) as session:
        assert isinstance(session.get("https://tide.example/"), Problem)
    assert named == ["tide.example"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for tide.example and its key, in one file."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl makes the certificate, and is not here")
    folder = tmp_path_factory.mktemp("tls")
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = [
        openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-days", "2", "-subj", "/CN=tide.example", "-addext", "subjectAltName=DNS:tide.example",
        "-keyout", str(key), "-out", str(cert),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    return both


@pytest.fixture
def secured(certificate: Path) -> Iterator[int]:
    """The port of a server that proves to be tide.example, and answers every request alike."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = socket.create_server(("127.0.0.1", 0))

    def serve(client: socket.socket) -> None:
        try:
            with context.wrap_socket(client, server_side=True) as stream:
                stream.recv(65_536)
                stream.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nsecret tide")
        except OSError:
            client.close()

    def accept() -> None:
        try:
            while True:
                threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
        except OSError:
            return

    threading.Thread(target=accept, daemon=True).start()
    yield server.getsockname()[1]
    server.close()


@pytest.mark.parametrize(
    ("url", "trusted", "what"),
    [
        ("https://tide.example/", True, ""),
        ("https://other.example/", True, "has a certificate that is not valid (Hostname mismatch"),
        ("https://127.0.0.1/", True, "has a certificate that is not valid (IP address mismatch"),
        ("https://tide.example/", False, "has a certificate that is not valid (self"),
        ("http://tide.example:443/", True, "broke off in the middle"),
    ],
)
def test_certificates(certificate: Path, secured: int, url: str, trusted: bool, what: str) -> None:
    tls = ssl.create_default_context(cafile=certificate) if trusted else None
    with web(backend=Switchboard(port=secured), tls=tls) as session:
        got = session.get(url)
    if what:
        assert isinstance(got, Problem)
        assert got.what.startswith(what)
    else:
        assert isinstance(got, Fetched)
        assert got.content == b"secret tide"


def test_a_server_without_encryption(site: Site) -> None:
    with web(backend=Switchboard(port=site.port)) as session:
        got = session.get("https://tide.example/")
    assert isinstance(got, Problem)
    assert got.what == "could not agree on an encrypted connection"


def test_the_default_network_asks_this_machine() -> None:
    """Its own resolver and its own sockets, which find the loopback and are told to leave it."""
    from briefgen.fetch.web import Web  # noqa: PLC0415

    with Web() as session:
        assert isinstance(session._network, Network)
        got = session.get("http://localhost:9/")
    assert isinstance(got, Problem)
    assert got.what.startswith("is at the loopback address")
