"""Time: one visit's deadline, pauses between requests to a host, and waits before a retry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from .refusal import LATER, SAVE, Refused, duration

#: Statuses that may pass by themselves (RFC 9110, 15.6; RFC 6585, 4).
PASSING = frozenset({429, 502, 503, 504})


class Deadline:
    """When the visit that goes on must be over, on a monotonic clock in seconds."""

    def __init__(self, seconds: float, monotonic: Callable[[], float]) -> None:
        self._seconds = seconds
        self._monotonic = monotonic
        self._end = 0.0

    def start(self) -> None:
        """Count from now."""
        self._end = self._monotonic() + self._seconds

    def extend(self, seconds: float) -> None:
        """Do not count these seconds."""
        self._end += seconds

    @property
    def left(self) -> float:
        """Seconds that are left, below 0 when it is over."""
        return self._end - self._monotonic()

    def within(self, seconds: float) -> float:
        """As many of these seconds as are left; `Refused` where none is."""
        left = self.left
        if left <= 0:
            raise self.over()
        return min(seconds, left)

    def over(self) -> Refused:
        """What is said of a visit that took too long."""
        what = f"took longer than {duration(self._seconds)}"
        return Refused(what, SAVE)


class Pace:
    """Pauses between the end of one request to a host and the next, in seconds."""

    def __init__(
        self, longest: float, monotonic: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._longest = longest
        self._monotonic = monotonic
        self._sleep = sleep
        self._ended: dict[str, float] = {}
        self._held: dict[str, float] = {}

    def turn(self, host: str, pause: float) -> float:
        """Wait until `host` may be asked again; the seconds that were waited."""
        now = self._monotonic()
        held = self._held.get(host, now) - now
        if held > self._longest:
            what = f"is on a host that asked to be left alone for {duration(held)}"
            raise Refused(what, LATER)
        wait = max(held, self._ended.get(host, now - pause) + pause - now)
        if wait > 0:
            self._sleep(wait)
        return max(wait, 0)

    def ended(self, host: str) -> None:
        """Count the pause from now."""
        self._ended[host] = self._monotonic()

    def hold(self, host: str, seconds: float) -> None:
        """Leave `host` alone for as long as it asked."""
        self._held[host] = self._monotonic() + seconds


def backoff(attempt: int, jitter: float) -> float:
    """Seconds before the retry after attempt 0, 1 …: about 1, 2, 4; `jitter` is from 0 to 1."""
    return float(2**attempt) * (0.5 + jitter / 2)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds for which a server asks to be left alone (RFC 9110, 10.2.3), if it does."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - now).total_seconds(), 0)
