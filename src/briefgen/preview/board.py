"""What browsers are shown of each audience, and who waits for news of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from threading import Condition, Event
from typing import Any


@dataclass(frozen=True, slots=True)
class View:
    """One audience's brief as it was last good, and what is wrong with it now.

    `pages` are pictures of the PDF's pages (PNG), laid out in `seconds`; `doing` says what is being
    done. `faults` are a template's, `unlaid` those of the layout.
    """

    html: bytes = b""
    pdf: bytes = b""
    pages: tuple[bytes, ...] = ()
    seconds: float = 0.0
    doing: str = ""
    faults: tuple[str, ...] = ()
    unlaid: tuple[str, ...] = ()


class Board:
    """The views by audience; safe to be read and written by several threads.

    `asked` is set when a browser asks for an audience that nobody was shown before.
    """

    def __init__(self) -> None:
        self.asked = Event()
        self._views: dict[str, View] = {}
        self._labels: dict[str, str] = {}
        self._faults: tuple[str, ...] = ()
        self._shown: Counter[str] = Counter()
        self._news = Condition()
        self._count = 0

    def put(self, audience: str, **changes: Any) -> None:
        """Change the view of an audience."""
        with self._telling():
            self._views[audience] = replace(self.view(audience), **changes)

    def tell(self, *, labels: Sequence[tuple[str, str]] = (), faults: Sequence[str] = ()) -> None:
        """Say what holds for all: the audiences, as soon as they are known; the spec's faults."""
        with self._telling():
            self._labels = dict(labels) or self._labels
            self._faults = tuple(faults)

    def view(self, audience: str) -> View:
        """What there is of an audience; an empty view where there is nothing yet."""
        return self._views.get(audience, View())

    def named(self, asked: str) -> str:
        """The audience that was asked for, or else the first."""
        return asked if asked in self._labels else next(iter(self._labels), "")

    @property
    def shown(self) -> tuple[str, ...]:
        """The audiences that some browser shows."""
        with self._news:
            return tuple(name for name in self._labels if self._shown[name])

    @contextmanager
    def showing(self, audience: str) -> Iterator[None]:
        """Count an audience as shown for as long as this is entered."""
        self._count_shown(audience, 1)
        self.asked.set()
        try:
            yield
        finally:
            self._count_shown(audience, -1)

    def news(self, since: int, patience: float) -> int:
        """Wait for something new since a number, for `patience` seconds; return the next number."""
        with self._news:
            self._news.wait_for(lambda: self._count != since, patience)
            return self._count

    def state(self, audience: str) -> dict[str, Any]:
        """What a browser has to know, as plain values; contents by what names them."""
        view = self.view(audience)
        return {
            "audience": audience,
            "audiences": list(self._labels.items()),
            "html": digest(view.html),
            "pages": [digest(page) for page in view.pages],
            "seconds": round(view.seconds, 1),
            "doing": view.doing if self._labels or self._faults else "reading the sources",
            "faults": [*self._faults, *view.faults, *view.unlaid],
        }

    def _count_shown(self, audience: str, more: int) -> None:
        """Change a count, which two threads must not do at once."""
        with self._news:
            self._shown[audience] += more

    @contextmanager
    def _telling(self) -> Iterator[None]:
        with self._news:
            yield
            self._count += 1
            self._news.notify_all()


def digest(content: bytes) -> str:
    """A short name for a content, empty for none."""
    return sha256(content).hexdigest()[:16] if content else ""
