"""Calls that may never come back, given up after a while."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Empty, Queue
from typing import Any


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
