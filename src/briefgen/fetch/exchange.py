"""What is asked with a request beside the address, and what an answer comes to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

from .place import Place
from .refusal import CHECK, LATER, SAVE, Refused, Removed

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:+-]+)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Validators:
    """What an earlier answer said, by which a server tells whether its content has changed.

    They are sent to `address` alone, the one that gave them; where it is empty, to the address
    that is asked for.
    """

    etag: str = ""
    last_modified: str = ""
    address: str = ""

    @property
    def conditions(self) -> dict[str, str]:
        """Fields of a conditional request (RFC 9110, 13.1); ETags weak or strong, as they came."""
        fields = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in fields.items() if _sendable(value)}


@dataclass(frozen=True, slots=True)
class Fetched:
    """Content as it was received, its compression undone.

    `location` was asked for, `final` answered; `retrieved` is ISO 8601 in UTC. `charset` is the
    one that the server named, or empty. `unchanged`: the validators still hold, and no content
    was sent.
    """

    location: str
    final: str
    content: bytes
    media_type: str
    charset: str
    validators: Validators
    retrieved: str
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: its fields by their names in lower case; content only with status 200 or 203."""

    status: int
    fields: Mapping[str, str]
    content: bytes

    @property
    def target(self) -> str:
        """Where it redirects to (RFC 9110, 15.4), or ""."""
        return self.fields.get("location", "") if self.status in _REDIRECTS else ""

    @property
    def full(self) -> bool:
        """Whether it holds what is at the address."""
        return self.status in {200, 203}

    def refused(self, asked_for: str = "") -> Refused:
        """What is said of an answer without content; `asked_for` is added to it."""
        kind = Removed if self.status == HTTPStatus.GONE else Refused
        return kind(f"answered {_phrase(self.status)}{asked_for}", _remedy(self.status))

    def fetched(self, location: str, place: Place, known: Validators, now: datetime) -> Fetched:
        """The answer as it is handed on; what a 304 does not say of itself is still `known`."""
        unchanged = self.status == 304
        old = known if unchanged else Validators()
        kind = self.fields.get("content-type", "")
        charset = _CHARSET.search(kind)
        return Fetched(
            location=location,
            final=place.url,
            content=self.content,
            media_type=kind.partition(";")[0].strip().lower(),
            charset=charset[1].lower() if charset else "",
            validators=Validators(
                _sendable(self.fields.get("etag", "")) or old.etag,
                _sendable(self.fields.get("last-modified", "")) or old.last_modified,
                place.url,
            ),
            retrieved=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            unchanged=unchanged,
        )


def _sendable(value: str) -> str:
    """A field's value, or "" where it could not be sent back."""
    return value if value.isascii() and value.isprintable() and len(value) <= 1000 else ""


def _phrase(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _remedy(status: int) -> str:
    if status in {401, 402, 403, 407, 451}:
        return f"the site does not let programs in; {SAVE}"
    if status in {404, 410}:
        return f"{CHECK}; the page may have moved or been taken down"
    return LATER if status >= 429 else f"{CHECK}, or {SAVE}"
