"""A desk, and servers that are stopped when a test ends."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from posting import Plain, Server

from briefgen.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "briefs").mkdir()
    return Desk.at(tmp_path)


@pytest.fixture
def serving(desk: Desk) -> Iterator[Callable[..., Server]]:
    """Starts a mail server and writes it into `desk.yaml`."""
    running: list[Plain] = []

    def start(
        tls: ssl.SSLContext | None = None,
        host: str = "127.0.0.1",
        options: Mapping[str, Any] | None = None,
        **fields: Any,
    ) -> Server:
        server = Server(**fields)
        control = Plain(server, tls, **(options or {}))
        control.start()
        running.append(control)
        security = "starttls" if tls else "none-on-loopback"
        (desk.root / "desk.yaml").write_text(
            f"mail: {{host: {host}, port: {control.port}, from: desk@norvale.example,"
            f" tls: {security}, timeout: 1}}\n"
        )
        return server

    yield start
    for control in running:
        control.stop(no_assert=True)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost and its key, in one file."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl makes the certificate, and is not here")
    folder = tmp_path_factory.mktemp("certificate")
    key, cert, both = (folder / name for name in ("key.pem", "cert.pem", "both.pem"))
    command = [
        openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
        "-days", "30", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
        "-keyout", str(key), "-out", str(cert),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    return both


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
