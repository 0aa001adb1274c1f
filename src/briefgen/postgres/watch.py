"""A limit of time for every answer, also where the way to the server swallows what is sent.

The system gives up a connection whose packets nobody confirms, and a server its slow statements.
What neither of them sees (a proxy that keeps the connection, a server that is stopped) is cut here.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

#: Seconds between two looks.
_LOOK = 1.0


class _Watch:
    """When each connection has to have answered, by the number of its socket; one a process."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self.ends: dict[int, float] = {}
        threading.Thread(target=self._look, daemon=True, name="briefgen-postgres").start()

    def _look(self) -> None:
        while True:
            time.sleep(_LOOK)
            now = time.monotonic()
            for number, end in list(self.ends.items()):
                if end < now and self.ends.get(number) == end:
                    self.ends.pop(number, None)
                    _cut(number)


_lock = threading.Lock()
_watches: list[_Watch] = []


@contextmanager
def watched(connection: Any, seconds: float) -> Iterator[None]:
    """Cut the connection where the block takes longer; whoever waits for it is told at once."""
    ends, number = _watch().ends, connection.fileno()
    ends[number] = time.monotonic() + seconds
    try:
        yield
    finally:
        ends.pop(number, None)


def _watch() -> _Watch:
    """The watch of this process; a forked one has none yet."""
    with _lock:
        if not _watches or _watches[0].process != os.getpid():
            _watches[:] = [_Watch()]
        return _watches[0]


def _cut(number: int) -> None:
    with suppress(OSError), socket.socket(fileno=os.dup(number)) as way:
        way.shutdown(socket.SHUT_RDWR)
