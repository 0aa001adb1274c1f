"""Which modules may open sockets; a build of a desk on one machine opens none at all.

`fetch` and `deliver` may, `preview` on loopback, `postgres` and `execute` to where a desk says.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import tiny
from test_architecture import SRC, Module, read, stands_in

#: Modules by which a program reaches the network.
NETWORK = set(
    "socket ssl socketserver asyncio httpx httpcore h11 h2 requests urllib3 "
    "aiohttp websockets urllib.request http.client http.server xmlrpc ftplib smtplib poplib "
    "imaplib nntplib telnetlib webbrowser wsgiref paramiko pycurl "
    "multiprocessing.connection multiprocessing.managers".split()
)
#: Functions of libraries that are here for other things, by which they fetch for themselves.
FETCHERS = {
    "trafilatura": {"fetch_url", "fetch_response", "downloads", "feeds", "sitemaps", "spider"},
    "courlan": {"redirection_test"},
    "newspaper": {"Article", "build", "download"},
}
HOMES = {"fetch", "preview", "deliver", "postgres", "execute"}

# Put into every Python process of a build, the children's too: what it would reach is written
# down and refused. A socket of one machine's own (a pipe between two processes) is none of it.
WATCH = """
import os, sys
EVENTS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind",
          "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr",
          "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect"}

def watch(event, args):
    if event not in EVENTS:
        return
    if event.startswith("socket.") and len(args) > 1 and isinstance(args[1], (str, bytes)):
        return  # a Unix socket's path
    if event == "socket.bind" and args[1] == ("::1", 0):
        return  # urllib3, when trafilatura imports it, tries whether this machine knows IPv6
    with open(os.environ["BRIEFGEN_WATCHED"], "a") as log:
        print(event, args[1:], sys.argv, file=log)
    raise PermissionError(f"a test watches: {event}")

sys.addaudithook(watch)
"""


def network_imports(module: Module) -> list[str]:
    """Whatever a module imports by which it could reach the network."""
    forbidden = NETWORK | {f"{lib}.{name}" for lib, names in FETCHERS.items() for name in names}
    return [
        f"{module.name}:{found.line} imports {found.target}"
        for found in module.imports
        if stands_in(found.target, forbidden)
    ]


@pytest.mark.parametrize(
    ("source", "offences"),
    [
        ("import socket", 1),
        ("def f():\n    import httpx", 1),
        ("from urllib.request import urlopen", 1),
        ("from urllib import request", 1),
        ("from urllib.parse import urlsplit", 0),
        ("import http.client", 1),
        ("from http import HTTPStatus", 0),
        ("from trafilatura import fetch_url", 1),
        ("from trafilatura.downloads import fetch_url", 1),
        ("from trafilatura import extract", 0),
        ("from multiprocessing.connection import Client", 1),
        ("import importlib\nimportlib.import_module('requests')", 1),
    ],
)
def test_what_reaches_the_network(source: str, offences: int) -> None:
    assert len(network_imports(Module("briefgen.cite", source))) == offences


def test_no_other_module_could_open_a_socket() -> None:
    modules = [read(path) for path in sorted(SRC.rglob("*.py"))]
    offences = {
        module.inner.partition(".")[0]: offences
        for module in modules
        if (offences := network_imports(module))
    }
    assert "fetch" in offences  # the rule does see one
    assert {name: found for name, found in offences.items() if name not in HOMES} == {}


def run(folder: Path, *command: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """A Python command under watch, and what it reached for."""
    (folder / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    log = folder / "watched.txt"
    log.touch()
    paths = os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": paths, "BRIEFGEN_WATCHED": str(log)}
    done = subprocess.run(
        [sys.executable, *command], check=False, capture_output=True, text=True, env=environment
    )
    return done, log.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("program", "event"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "socket.getaddrinfo"),
        ("import socket; socket.socket().connect(('127.0.0.1', 9))", "socket.connect"),
        ("import multiprocessing as m; m.Pipe()[0].send(1)", ""),
    ],
)
def test_the_watch_sees(tmp_path: Path, program: str, event: str) -> None:
    nested = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {program!r}])"
    for source in (program, nested):
        _, log = run(tmp_path, "-c", source)
        assert log.startswith(event) if event else not log
        (tmp_path / "watched.txt").unlink()


@pytest.mark.slow
def test_a_build_opens_no_socket(tmp_path: Path, default_embeddings: None) -> None:
    """From files alone: reading, finding with embeddings, laying out as HTML and PDF."""
    spec = tiny.make(tmp_path / "desk")
    program = "import sys; from briefgen.cli import main; sys.exit(main())"
    done, log = run(tmp_path, "-c", program, "build", str(spec), "--as-of", "2031-03-14")
    assert log == ""
    assert done.returncode == 0, done.stderr
