"""Wrong addresses and broken surroundings: a line says so, nothing is left behind, no password."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.cli import main
from briefgen.errors import ArchiveError, ExecutorError
from briefgen.execute import executor
from briefgen.library.postgres import PostgresLibrary
from briefgen.library.postgres.stores import InStore
from briefgen.postgres import Postgres

sys.path.insert(0, str(Path(__file__).parent / "execute"))
import works

WORKS = Path(works.__file__).parent


@pytest.mark.parametrize(
    "place",
    [
        "postgresq://desk:secret@db/briefs",
        "postgresql+psycopg://desk:secret@db/briefs",
        "postgresql:/desk@db/briefs",
        "postgresql:briefs",
        " postgresql://desk:secret@db/briefs",
        "mysql://db/briefs",
        "https://db/briefs",
        "host=db dbname=briefs password=secret",
    ],
)
def test_address_of_another_kind_becomes_no_folder(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Named by the command, by the environment, or by the desk."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="2"):
        main(["sources", "list", "--library", place])
    monkeypatch.setenv("BRIEFGEN_LIBRARY", place)
    assert main(["sources", "list"]) == 1
    monkeypatch.delenv("BRIEFGEN_LIBRARY")
    (tmp_path / "desk.yaml").write_text(f"library: '{place}'\n")
    assert main(["sources", "list"]) == 2
    said = capsys.readouterr().err
    assert said.count("neither a database's address nor a folder; write postgresql://") == 3
    assert "desk.yaml: library" in said
    assert "secret" not in said
    assert [file.name for file in tmp_path.iterdir()] == ["desk.yaml"]


@pytest.mark.parametrize("password", ["se%zzcret", "se/cret", "se?cret"])
def test_what_libpq_says_of_an_address_holds_no_password(password: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        Postgres(f"postgresql://desk:{password}@127.0.0.1:1/briefs?connect_timeout=1").one("SELECT")
    assert "cret" not in str(caught.value)


# --- Databases and stores that are not as they should be ----------------------------------------


def test_schema_of_another_program_is_left_alone(postgres_address: str) -> None:
    database = Postgres(postgres_address)
    database.rows("CREATE SCHEMA briefgen; CREATE TABLE briefgen.layout (part text, version text)")
    database.rows("INSERT INTO briefgen.layout VALUES ('test', 'blue')")
    with pytest.raises(ArchiveError, match=r"another program's; name another database"):
        database.migrate("test", ["CREATE TABLE note (text text)"])


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("raw", "is no store of bytes; write a URL"),
        ("file://raw/here", "is no store of bytes; write a URL"),
        ("file:///proc/nosuch", "cannot be read or written there"),
        ("s3://desk:secret@bucket/raw", "a password stands in no address"),
    ],
)
def test_store_that_cannot_be_used_is_not_written_down(
    postgres_address: str, url: str, told: str
) -> None:
    with pytest.raises(ArchiveError, match=told) as caught:
        PostgresLibrary(postgres_address, url).prepare()
    assert "secret" not in str(caught.value)
    assert PostgresLibrary(postgres_address).figures() is None


def test_full_disk_leaves_no_unfinished_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = InStore(f"file://{tmp_path}/raw")

    def part(path: str, _: bytes) -> None:
        Path(path).write_bytes(b"")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(store._files, "pipe_file", part)
    with pytest.raises(ArchiveError, match=r"No space left on device.* has room"):
        store.put("a" * 64, b"The tide came late.")
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
    monkeypatch.undo()
    store.put(sha256(b"Tide").hexdigest(), b"Tide")
    assert store.get(sha256(b"Tide").hexdigest()) == b"Tide"


# --- Clusters -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"220 ESMTP\r\n", b"\xff" * 64]
)
def test_server_of_another_kind_gets_no_client(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that was begun with it waits for long when it is let go of."""
    pytest.importorskip("distributed")
    from briefgen.execute import cluster  # noqa: PLC0415

    monkeypatch.setattr(cluster, "Client", lambda *_, **__: pytest.fail("a client was begun"))
    monkeypatch.setattr(cluster, "_CONNECT", 5.0)
    open_ones: list[socket.socket] = []

    def speak(server: socket.socket) -> None:
        with suppress(OSError):
            while True:
                open_ones.append(server.accept()[0])
                open_ones[-1].sendall(said)

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=speak, args=(server,), daemon=True).start()
        name = f"dask://127.0.0.1:{server.getsockname()[1]}"
        told = "no Dask scheduler answers there .another kind of server does"
        with executor(name) as runs, pytest.raises(ExecutorError, match=told):
            runs.about(works.FUNCTION)


#: Ctrl-C is heard as at a terminal: what a shell runs in the background is deaf to it.
_SLOW = """
import signal, sys; sys.path.insert(0, sys.argv[2])
signal.signal(signal.SIGINT, signal.default_int_handler)
import works
from briefgen.execute import executor
with executor(sys.argv[1]) as runs:
    for outcome in runs.map(works.FUNCTION, works.jobs("tide", *["slow"] * 400)):
        print(outcome.key, flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["processes:2", "dask:2"])
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_one_that_was_stopped(name: str, end: signal.Signals) -> None:
    if name.startswith("dask"):
        pytest.importorskip("distributed")
    run = subprocess.Popen(
        [sys.executable, "-c", _SLOW, name, str(WORKS)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([*filter(None, sys.path), str(WORKS)])},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert run.stdout is not None
    run.stdout.readline()
    assert len(_alive(run.pid)) >= 3
    run.send_signal(end)
    assert run.wait(30) != 0
    until = time.monotonic() + 20
    while left := _alive(run.pid):
        assert time.monotonic() < until, left
        time.sleep(0.1)
    run.stdout.close()


def _alive(session: int) -> list[str]:
    """The processes of a session that have not ended, as `ps` numbers them."""
    told = subprocess.run(
        ["ps", "-s", str(session), "-o", "pid=,stat="], capture_output=True, text=True, check=False
    )
    return [line.split()[0] for line in told.stdout.splitlines() if line.split()[1][0] != "Z"]
