"""The program of a reading process: takes sources on standard input, answers in JSON.

A request is two lengths (eight bytes), a header in JSON (`task`, `location`) and the source's
bytes; an answer is a length (four bytes) and JSON, the first one empty: the process is ready. It
ends when its input does.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import BinaryIO

from briefgen.isolation.confine import Limits, allow_cpu, confine, die_with_parent, is_spent
from briefgen.isolation.frames import ANSWER, REQUEST
from briefgen.model import Document, Problem, Snapshot, Split, exchange


def main() -> None:
    """Serve until there is no more to read, or until this process has grown too large."""
    limits = Limits(**json.loads(sys.argv[-1]))
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    die_with_parent()
    _load()
    confine(limits)
    answers.write(ANSWER.pack(0))  # ready
    answers.flush()
    while head := source.read(REQUEST.size):
        header, size = REQUEST.unpack(head)
        asked = json.loads(source.read(header))
        try:
            snapshot = Snapshot.of(asked["location"], source.read(size))
        except MemoryError:  # the rest of it was not read, and so nothing after it can be
            _answer(answers, _too_large(asked["location"]))
            return
        allow_cpu(limits)
        _answer(answers, _done(asked["task"], snapshot))
        if is_spent(limits):
            return


def _load() -> None:
    """Import our own readers while files may still be written: Python compiles them once."""
    import briefgen.readers.assemble  # noqa: PLC0415
    import briefgen.readers.collections  # noqa: F401, PLC0415


def _done(task: str, snapshot: Snapshot) -> bytes:
    try:
        return exchange.dumps(TASKS[task](snapshot)).encode()
    except MemoryError:
        return _too_large(snapshot.location)
    except ValueError as error:  # half a surrogate pair, a number that is none
        what = f"gives a text that cannot be written down ({error})"
        remedy = "save its text as plain text (UTF-8) and name that file"
        return _told(snapshot.location, what, remedy)


def _too_large(location: str) -> bytes:
    what = "needs more memory than one source may use"
    return _told(location, what, "split it, or save its text as plain text and name that file")


def _told(location: str, what: str, remedy: str) -> bytes:
    return exchange.dumps(Problem(location, what, remedy)).encode(errors="replace")


def _read(snapshot: Snapshot) -> Document | Problem:
    from briefgen.readers import read  # noqa: PLC0415

    return read(snapshot)


def _split(snapshot: Snapshot) -> Split | None:
    from briefgen.readers.collections import split  # noqa: PLC0415

    return split(snapshot)


TASKS: dict[str, Callable[[Snapshot], Document | Problem | Split | None]] = {
    "read": _read,
    "split": _split,
}


def _answer(answers: BinaryIO, payload: bytes) -> None:
    answers.write(ANSWER.pack(len(payload)) + payload)
    answers.flush()


if __name__ == "__main__":
    main()
