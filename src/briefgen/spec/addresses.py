"""Mail addresses that any server carries, in the form in which they are compared."""

from __future__ import annotations

import re

# RFC 5321's dot-string before the @ (no quoted one, ASCII only), host names behind it.
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
                     r"(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*")  # fmt: skip
ADDRESS = "write a plain address, like desk@example.org, without a name or brackets"
"""The remedy for an address that is none."""


def address(text: object) -> str | None:
    """The address with its host in ASCII small letters (IDNA); None where it is none."""
    local, at, domain = text.strip().rpartition("@") if isinstance(text, str) else ("", "", "")
    try:
        host = domain.encode("idna").decode().lower()
    except UnicodeError:
        return None
    whole = at and len(local) <= 64 and _LOCAL.fullmatch(local) and _DOMAIN.fullmatch(host)
    return f"{local}@{host}" if whole else None
