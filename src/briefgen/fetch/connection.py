"""Connections, and the one place in which sockets are opened.

A name is resolved once for each connection; all of its addresses are checked, and the connection
goes to one of these, whatever the name's server says a moment later. TLS and the `Host` field keep
the name. Every read and write ends with the visit's deadline.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from .guard import Guard
from .pace import Deadline
from .refusal import CHECK, Refused

#: Host and port to IP addresses; OSError where there is none.
Resolve = Callable[[str, int], Sequence[str]]


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses that this machine's resolver gives for a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class PinnedBackend(httpcore.NetworkBackend):
    """Connections to checked addresses only."""

    def __init__(
        self,
        guard: Guard,
        deadline: Deadline,
        stall: float,
        resolve: Resolve,
        inner: httpcore.NetworkBackend,
    ) -> None:
        self._guard = guard
        self._deadline = deadline
        self._stall = stall
        self._resolve = resolve
        self._inner = inner

    def connect_tcp(  # noqa: D102 - httpcore's
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline's
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._guard.checked(host, port, self._addresses(host, port))
        # Dead addresses together take no longer than one.
        share = self._stall / len(addresses)
        fault: Exception = httpcore.ConnectError()
        for address in addresses:
            seconds = self._deadline.within(share)
            try:
                stream = self._inner.connect_tcp(
                    address, port, seconds, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
            else:
                return _TimedStream(stream, self._deadline, self._stall)
        raise fault

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            return [str(ipaddress.ip_address(host))]
        except ValueError:
            pass
        try:
            found = _in_time(lambda: self._resolve(host, port), self._deadline)
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise Refused("could not be found (DNS)", f"{CHECK}, and the connection")
        return found


def _in_time(call: Callable[[], Sequence[str]], deadline: Deadline) -> Sequence[str]:
    """What the call gives; the system's resolver knows no time limit, so it is left behind."""
    answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

    def answer() -> None:
        try:
            answers.put(call())
        except Exception as error:  # raised in the other thread
            answers.put(error)

    threading.Thread(target=answer, daemon=True).start()
    try:
        found = answers.get(timeout=deadline.within(float("inf")))
    except queue.Empty:
        raise deadline.over() from None
    if isinstance(found, Exception):
        raise found
    return found


class _TimedStream(httpcore.NetworkStream):
    """A connection on which every wait ends with the visit's deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline, stall: float) -> None:
        self._inner = inner
        self._deadline = deadline
        self._stall = stall

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._inner.read(max_bytes, self._deadline.within(self._stall))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._inner.write(buffer, self._deadline.within(self._stall))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        seconds = self._deadline.within(self._stall)
        secured = self._inner.start_tls(ssl_context, server_hostname, seconds)
        return _TimedStream(secured, self._deadline, self._stall)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
