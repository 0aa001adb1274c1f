"""Faults of a server and of the way to it: what is said of them, and what may be done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from briefgen.errors import ArchiveError
from briefgen.postgres.address import FORM, without_password

#: What may be done about a fault, by its SQLSTATE or the beginning of it.
_REMEDIES = {
    "28": "see the name and the password (in PGPASSWORD, or in ~/.pgpass)",
    "3D000": "make it with `createdb`, or name one that there is",
    "42501": "its owner may say: GRANT CREATE ON DATABASE … TO …; and, for tables that are there, "
    "GRANT USAGE, CREATE ON SCHEMA briefgen TO …; GRANT ALL ON ALL TABLES IN SCHEMA briefgen TO …",
    "25006": "the server may only be read (a standby?); name the one that is written to",
    "53100": "make room on the server's disk; what was added before is safe",
    "53300": "close what need not run, or raise the server's max_connections",
    "55P03": "another program holds what is to be written; try again later",
    "57014": "it took too long; try again when the server has less to do",
    "40": "another program wrote the same at the same time; try again",
    "57": "the server was stopped; try again when it is there",
    "42": "these are no tables of this version of briefgen; name another database, or restore this "
    "one from a copy",
    "22021": "it has a letter that PostgreSQL does not keep",
}
#: The same by what is said where no SQLSTATE comes through, before one is connected.
_SAID = (
    ("password", "28"),
    ("role", "28"),
    ("pg_hba.conf", "28"),
    ("does not exist", "3D000"),
    ("too many", "53300"),
    ("remaining connection slots", "53300"),
    ("starting up", "57"),
    ("shutting down", "57"),
)
#: What a fault of the way to the server is called, beside its classes "08" and "57P".
_LOST = ("OperationalError", "InterfaceError")


class Conflict(ArchiveError):
    """What was written was undone, since another wrote the same at the same time."""


@contextmanager
def told(place: str, address: str) -> Iterator[None]:
    """Faults of the server and of the way to it become `ArchiveError`s that name the place.

    What libpq says of an address may quote it; its password is left out.
    """
    try:
        yield
    except Exception as error:
        if not type(error).__module__.startswith("psycopg"):
            raise
        kind = Conflict if _known(error).startswith("40") else ArchiveError
        what = without_password(_what(error), address)
        raise kind(f"{place}: {what}; {_remedy(error)}") from error


def is_cut(error: Exception) -> bool:
    """Whether the connection was lost, or could not be had, and not the question refused."""
    state = getattr(error, "sqlstate", None)
    if state:
        return str(state).startswith(("08", "57P"))
    return type(error).__name__ in {*_LOST, "ConnectionTimeout"} and not _known(error)


def _what(error: Exception) -> str:
    """The first line of what the server says, or that there was no answer."""
    said = [line.strip() for line in str(error).splitlines() if line.strip()]
    first = said[-1] if said and said[0].startswith("multiple") else (said or ["no answer"])[0]
    return f"the database cannot be used ({first.removeprefix('FATAL:').strip()})"


def _known(error: Exception) -> str:
    """The SQLSTATE, or what it would be by what is said; empty where nothing tells it."""
    if state := getattr(error, "sqlstate", None):
        return str(state)
    said = str(error)
    return next((state for words, state in _SAID if words in said), "")


def _remedy(error: Exception) -> str:
    state = _known(error)
    for known in (state, state[:2]):
        if known in _REMEDIES:
            return _REMEDIES[known]
    if type(error).__name__ == "ProgrammingError":  # libpq cannot read the address
        return FORM
    return "see that the server runs, and its name and port; what was not finished is not kept"
