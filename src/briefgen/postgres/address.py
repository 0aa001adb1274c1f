"""Addresses of databases."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from briefgen.errors import ArchiveError

_SCHEMES = ("postgresql://", "postgres://")
FORM = "write postgresql://NAME@HOST/DATABASE"
#: What is meant to be an address, or libpq's pairs of words, and is neither one nor a folder.
_MISTAKEN = re.compile(
    r"\s*(?P<kind>[a-z][\w+.-]+):/|\s*(?P<name>postgres\w*):|(.*\s)?(?:host|dbname|user|password)=",
    re.IGNORECASE | re.DOTALL,
)
#: A password between the name and the host may hold what elsewhere ends them, as libpq reads it;
#: a port and a database's name before a query are none.
_PASSWORD = re.compile(r"(?P<name>[^:/?#@]*):(?!\d*/[^/?#@]*(?:\?|$))(?P<password>.*)@", re.DOTALL)


def is_address(place: str) -> bool:
    """Whether a library or the like is named by a server's address, and not by a folder.

    Raises `ArchiveError` where it is meant to be an address and is none.
    """
    if place.lower().startswith(_SCHEMES):
        return True
    if found := _MISTAKEN.match(place):
        kind = found["kind"] or found["name"] or ""
        raise ArchiveError(f"{kind}:…: is neither a database's address nor a folder; {FORM}")
    return False


def normal(address: str) -> str:
    """An address as libpq wants it, whose scheme is in small letters."""
    scheme, mark, rest = address.partition("://")
    return f"{scheme.lower()}{mark}{rest}"


def has_password(address: str) -> bool:
    """Whether an address holds a password, which is then in everybody's sight."""
    return bool(_secrets(address))


def printable(address: str) -> str:
    """An address without its password, and without what may be a part of one."""
    scheme, rest, asked = _parts(address)
    kept = [(key, value) for key, value in asked if "pass" not in key.lower()]
    return f"{scheme}://{rest}{'?' if kept else ''}{urlencode(kept)}"


def without_password(said: str, address: str) -> str:
    """What is said of an address, which may quote it, without its password."""
    for secret in _secrets(address):
        said = said.replace(secret, "…")
    return said


def _secrets(address: str) -> list[str]:
    """The passwords in an address, as they are written there."""
    asked = _parts(address)[2]
    found = _PASSWORD.match(address.partition("://")[2])
    secrets = [value for key, value in asked if "pass" in key.lower()]
    return [secret for secret in (found["password"] if found else "", *secrets) if secret]


def _parts(address: str) -> tuple[str, str, list[tuple[str, str]]]:
    """The scheme, name, host and database without a password, and what a query asks for."""
    scheme, _, rest = address.partition("://")
    if found := _PASSWORD.match(rest):
        name, end = found["name"], rest[found.end() :]
        rest = f"{name}@{end}" if name else end
    where, _, asked = rest.partition("?")
    try:
        urlsplit(f"{scheme}://{rest}")
    except ValueError as error:
        what = f"is no address of a database ({error})"
        raise ArchiveError(f"{scheme.lower()}://…: {what}; {FORM}") from error
    return scheme.lower(), where, parse_qsl(asked)
