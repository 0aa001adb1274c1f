"""Executors by name, as a command, the environment or `desk.yaml` gives it."""

from __future__ import annotations

import re

from briefgen.errors import UnknownName
from briefgen.execute.local import Processes, Serial
from briefgen.execute.work import Executor

#: How executors are named.
KNOWN = ("serial", "processes", "processes:N", "dask:N", "dask://host:port", "tls://host:port")
DEFAULT = "processes"
#: The environment variable that names one.
EXECUTOR = "BRIEFGEN_EXECUTOR"
_LOCAL = re.compile(r"(?P<kind>processes|dask):(?P<most>[1-9]\d{0,3})")
_ADDRESS = re.compile(r"(?P<scheme>dask|tcp|tls)://(?P<rest>[\w.\[\]:%-]+:\d{1,5})/?")


def check(name: str) -> None:
    """Raise `UnknownName` for a name that is none."""
    plain = name in {"serial", "processes"}
    if not (plain or _LOCAL.fullmatch(name) or _ADDRESS.fullmatch(name)):
        raise UnknownName("executor", name, KNOWN)


def executor(name: str) -> Executor:
    """The executor of a name; nothing is started or connected to yet."""
    check(name)
    if name == "serial":
        return Serial()
    if (local := _LOCAL.fullmatch(name)) and local["kind"] == "processes":
        return Processes(int(local["most"]))
    if name == "processes":
        return Processes()
    from briefgen.execute.cluster import Dask  # noqa: PLC0415

    return Dask(int(local["most"]) if local else address(name), name)


def address(name: str) -> str:
    """The address of a scheduler, as Dask writes it; empty where the name is of this machine."""
    found = _ADDRESS.fullmatch(name)
    return f"{found['scheme'].replace('dask', 'tcp')}://{found['rest']}" if found else ""
