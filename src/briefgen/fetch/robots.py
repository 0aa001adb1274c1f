"""What robots.txt allows (RFC 9309): asked once for each origin, and kept for the session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .refusal import LATER, SAVE, Refused

if TYPE_CHECKING:
    from protego import Protego

    from .place import Place

#: Bytes of a robots.txt that are read; RFC 9309 (2.5) asks for at least 500 KiB.
LARGEST = 512_000


@dataclass(frozen=True, slots=True)
class Notice:
    """An answer for a robots.txt, after redirects: its status, and the content that a 200 has.

    Status 0 means that it was redirected too often, which RFC 9309 (2.3.1.2) counts as absent.
    """

    status: int
    content: bytes


class Robots:
    """The rules of every origin that was asked, for the robot called `token`."""

    def __init__(self, token: str, ask: Callable[[Place], Notice]) -> None:
        self._token = token
        self._ask = ask
        self._known: dict[tuple[str, str, int], Protego | Refused] = {}

    def require(self, place: Place) -> None:
        """Nothing where the place may be asked; `Refused` where it may not."""
        rules = self._rules(place)
        if not rules.can_fetch(place.url, self._token):
            what = f"is not allowed by robots.txt of {place.host}"
            raise Refused(what, f"{SAVE}, if the site's terms let you")

    def delay(self, place: Place) -> float:
        """Seconds between two requests that the origin asks for, or 0."""
        return self._rules(place).crawl_delay(self._token) or 0.0

    def _rules(self, place: Place) -> Protego:
        known = self._known.get(place.origin)
        if known is None:
            known = self._known[place.origin] = self._read(place)
        if isinstance(known, Refused):
            raise Refused(known.what, known.remedy)  # afresh: a traceback would grow
        return known

    def _read(self, place: Place) -> Protego | Refused:
        """Rules, or why the origin can't be asked at all: it is asked no second time either."""
        from protego import Protego  # noqa: PLC0415

        try:
            notice = self._ask(place.robots)
        except Refused as refused:
            return refused
        if notice.status >= 500:
            what = f"can't be cleared: robots.txt of {place.host} answered {notice.status}"
            return Refused(what, LATER)
        return Protego.parse(notice.content.decode("utf-8-sig", "replace"))
