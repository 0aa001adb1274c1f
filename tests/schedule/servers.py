"""A PostgreSQL server that a test stops and starts again, in mid run."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path

import postgres

from briefgen.errors import ArchiveError
from briefgen.postgres import Postgres


class Server:
    """A server with its files in a folder; it does not run yet."""

    def __init__(self, folder: Path) -> None:
        self._programs, self._user = postgres.programs(), postgres.other_user()
        self._folder, self._process = folder, None
        if self._user:
            shutil.chown(folder, self._user["user"])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"postgresql://desk@127.0.0.1:{self._port}/postgres"
        made = ["-D", f"{folder}/data", "-U", "desk", "-A", "trust", "-E", "UTF8"]
        self._begun("initdb", *made, "--locale=C.UTF-8", "--no-sync").wait()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = ["fsync=off", "unix_socket_directories=", "listen_addresses=127.0.0.1"]
        options = [part for setting in settings for part in ("-c", setting)]
        data = ["-D", f"{self._folder}/data", "-p", str(self._port)]
        self._process = self._begun("postgres", *data, *options)
        database = Postgres(self.address)
        for _ in range(200):
            try:
                database.rows("SELECT 1")
            except ArchiveError:
                assert self._process.poll() is None
                subprocess.run(["sleep", "0.05"], check=True)
            else:
                return database.close()
        raise AssertionError("the server does not answer")

    def stop(self) -> None:
        """Stop it, whoever is connected."""
        if self._process is not None:
            self._process.send_signal(2)
            self._process.wait(30)
            self._process = None

    def _begun(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [self._programs / program, *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self._folder,
            **self._user,
        )
