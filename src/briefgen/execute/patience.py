"""Calls that may never come back, and are given up after a while, and connections that end."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from queue import Empty, Queue
from typing import Any

from briefgen.errors import BriefgenError


class Lost(Exception):
    """The scheduler is gone, or has forgotten what it was to do."""


def within(seconds: float, ask: Callable[[], Any]) -> Any:
    """What a call gives, or TimeoutError: of somebody who says nothing, Dask may wait for ever."""
    answers: Queue[Any] = Queue()

    def wait() -> None:
        try:
            answers.put((ask(), None))
        except Exception as error:
            answers.put((None, error))

    threading.Thread(target=wait, daemon=True).start()
    try:
        found, fault = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if fault is not None:
        raise fault
    return found


@contextlib.contextmanager
def losing() -> Iterator[None]:
    """Whatever Dask raises when a connection ends is one thing: the scheduler is lost."""
    try:
        yield
    except (BriefgenError, Lost):
        raise
    except Exception as error:
        raise Lost from error
