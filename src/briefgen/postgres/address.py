"""Addresses of databases."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from briefgen.errors import ArchiveError

_SCHEMES = ("postgresql://", "postgres://")
_FORM = "write postgresql://NAME@HOST/DATABASE"


def is_address(place: str) -> bool:
    """Whether a library or the like is named by a server's address, and not by a folder."""
    return place.lower().startswith(_SCHEMES)


def has_password(address: str) -> bool:
    """Whether an address holds a password, which is then in everybody's sight."""
    printable(address)  # or it is no address at all
    parts = urlsplit(address)
    return bool(parts.password) or any("pass" in key.lower() for key, _ in parse_qsl(parts.query))


def printable(address: str) -> str:
    """An address without its password."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        what = f"is no address of a database ({error})"
        raise ArchiveError(f"{address.partition('://')[0]}://…: {what}; {_FORM}") from error
    user, _, where = parts.netloc.rpartition("@")
    asked = [(k, v) for k, v in parse_qsl(parts.query) if "pass" not in k.lower()]
    name = user.partition(":")[0]
    server = f"{name}@{where}" if name else where
    return f"{parts.scheme}://{server}{parts.path}{'?' if asked else ''}{urlencode(asked)}"
