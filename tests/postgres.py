"""A PostgreSQL server that the tests start and end, with a fresh database for each test."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from briefgen.errors import ArchiveError
from briefgen.postgres import Postgres

_SETTINGS = (
    "fsync=off synchronous_commit=off full_page_writes=off shared_buffers=64MB max_connections=60"
    " unix_socket_directories= listen_addresses=127.0.0.1"
).split()
_NUMBERS = count()


def programs() -> Path | None:
    """The folder of PostgreSQL's newest programs; None where it is not installed."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((f.parent for f in folders), key=lambda f: int(f.parent.name), default=None)


def other_user() -> dict[str, str]:
    """Who runs the server, as `subprocess` takes it: it refuses to be run by root."""
    return {"user": "nobody"} if os.geteuid() == 0 else {}


@contextmanager
def server(version: Path) -> Iterator[str]:
    """The address of a server without databases of its own."""
    with tempfile.TemporaryDirectory(prefix="bg-pg-", dir="/tmp") as folder:
        if who := other_user():
            shutil.chown(folder, who["user"])
        data = f"{folder}/data"
        made = [version / "initdb", "-D", data, "-U", "desk", "-A", "trust", "-E", "UTF8"]
        options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "cwd": folder, **who}
        subprocess.run([*made, "--locale=C.UTF-8", "--no-sync"], check=True, **options)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = [part for setting in _SETTINGS for part in ("-c", setting)]
        run = subprocess.Popen(
            [version / "postgres", "-D", data, "-p", str(port), *settings], **options
        )
        try:
            address = f"postgresql://desk@127.0.0.1:{port}"
            _await(f"{address}/postgres", run)
            yield address
        finally:
            run.send_signal(2)  # fast: whoever is connected is sent away
            run.wait(30)


def _await(address: str, run: subprocess.Popen) -> None:
    for _ in range(300):
        try:
            Postgres(address).rows("SELECT 1")
        except ArchiveError:
            assert run.poll() is None, "the server ended at once"
            try:
                run.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
        else:
            return
    raise AssertionError("the server does not answer")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of the one server of this run, without a database's name."""
    if (version := programs()) is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is not installed; apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed; apt-get install postgresql")
    with server(version) as address:
        yield address


@contextmanager
def fresh(server: str) -> Iterator[str]:
    """The address of an empty database, which is dropped afterwards."""
    name = f"t{next(_NUMBERS)}"
    databases = Postgres(f"{server}/postgres")
    databases.rows(f"CREATE DATABASE {name}")
    yield f"{server}/{name}"
    databases.rows(f"DROP DATABASE {name} WITH (FORCE)")
    databases.close()


@pytest.fixture
def postgres_address(postgres_server: str) -> Iterator[str]:
    """The address of an empty database, which is dropped after the test."""
    with fresh(postgres_server) as address:
        yield address
