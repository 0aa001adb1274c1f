"""Web addresses to bytes, politely and safely. Read `Web.get` first."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from briefgen.model import Problem

from .body import Reading, head, whole
from .exchange import Answer, Fetched, Validators
from .manners import TOKEN, Manners
from .pace import PASSING, Deadline, Pace, backoff, retry_after
from .place import Place, place_of, without_credentials
from .refusal import CHECK, Interrupted, Refused, duration
from .robots import LARGEST, Notice, Robots

if TYPE_CHECKING:
    from .network import Network

#: Makes a session's network; a test's has a resolver and connections of its own.
Networks = Callable[[Manners, Deadline], "Network"]


def _now() -> datetime:
    return datetime.now(UTC)


def _network(manners: Manners, deadline: Deadline) -> Network:
    from .network import Network  # noqa: PLC0415

    return Network(manners, deadline)


class Web:
    """A session on the web, for one thread: connections, robots.txt, pauses between requests.

    ValueError where `manners.allowed` holds what is no allowance.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        clock: Callable[[], datetime] = _now,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
        network: Networks = _network,
    ) -> None:
        self._manners = manners or Manners()
        self._clock = clock
        self._sleep = sleep
        self._jitter = jitter
        self._deadline = Deadline(self._manners.seconds, monotonic)
        self._pace = Pace(self._manners.longest_pause, monotonic, sleep)
        self._robots = Robots(TOKEN, self._notice)
        self._network = network(self._manners, self._deadline)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self._network.close()

    def get(self, location: str, validators: Validators | None = None) -> Fetched | Problem:
        """What is at an http or https address, or why it can't be had."""
        known = validators or Validators()
        self._deadline.start()
        try:
            asked = place_of(location)
            known_at = known.address or asked.url
            place, answer = self._follow(
                asked, lambda at: self._page(at, known if at.url == known_at else Validators())
            )
            return answer.fetched(location, place, known, self._clock())
        except Refused as refused:
            return refused.problem(without_credentials(location))

    def _follow(self, asked: Place, ask: Callable[[Place], Answer]) -> tuple[Place, Answer]:
        """The last place of a chain of redirects, and its answer."""
        place = asked
        self._network.forget_cookies()
        for _ in range(self._manners.redirects + 1):
            try:
                answer = ask(place)
                if not answer.target:
                    return place, answer
                target = place.beside(answer.target)
            except Refused as refused:
                raise refused if place is asked else refused.behind(place.url) from None
            if target.host != place.host:
                self._network.forget_cookies()
            place = target
        raise _Astray(f"is redirected more than {self._manners.redirects} times", CHECK)

    def _page(self, place: Place, known: Validators) -> Answer:
        """A source's answer, if robots.txt allows it, when it is our turn: content or redirect."""
        self._robots.require(place)
        delay = min(self._robots.delay(place), self._manners.longest_pause)
        waited = self._pace.turn(place.host, max(self._manners.pause, delay))
        self._deadline.extend(waited)
        try:
            answer = self._ask(place, known.conditions, whole, self._manners.largest)
        finally:
            self._pace.ended(place.host)
        if answer.full or answer.target or (answer.status == 304 and known.conditions):
            return answer
        raise self._declined(place, answer)

    def _declined(self, place: Place, answer: Answer) -> Refused:
        wait = self._asked_to_wait(answer)
        if not wait:
            return answer.refused()
        self._pace.hold(place.host, wait)
        return answer.refused(f" and asked to be left alone for {duration(wait)}")

    def _notice(self, place: Place) -> Notice:
        """An origin's robots.txt; asked before the first page, without a pause between the two."""
        try:
            _, answer = self._follow(place, lambda at: self._ask(at, {}, head, LARGEST))
        except _Astray:
            return Notice(0, b"")
        return Notice(answer.status, answer.content)

    def _ask(
        self, place: Place, fields: Mapping[str, str], reading: Reading, largest: int
    ) -> Answer:
        """The answer to one request, after as many retries as are allowed and as time is left."""
        attempt = 0
        while True:
            wait = max(backoff(attempt, self._jitter()), self._manners.pause)
            last = attempt == self._manners.retries
            try:
                answer = self._network.ask(place, fields, reading, largest)
                wait = max(wait, self._asked_to_wait(answer))
                if last or answer.status not in PASSING or wait >= self._deadline.left:
                    return answer
            except Interrupted:
                if last or wait >= self._deadline.left:
                    raise
            self._sleep(wait)
            attempt += 1

    def _asked_to_wait(self, answer: Answer) -> float:
        """Seconds for which a server that is too busy asks to be left alone, or 0."""
        if answer.status not in PASSING:
            return 0
        return retry_after(answer.fields, self._clock()) or 0


class _Astray(Refused):
    """More redirects than are followed."""
