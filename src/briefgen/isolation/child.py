"""The program of a process that does work for another: takes tasks on standard input, answers.

A request is two lengths (eight bytes), a header in JSON (`function`, `key`) and the task's bytes;
an answer is a length (four bytes) and bytes, the first one empty: the process is ready. It ends
when its input does.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, BinaryIO

from briefgen.errors import BriefgenError
from briefgen.isolation.confine import (
    Limits,
    allow_cpu,
    confine,
    die_with_parent,
    is_spent,
    stop_cpu,
)
from briefgen.isolation.frames import ANSWER, FAILED, NO_MEMORY, REQUEST
from briefgen.isolation.named import named, said


def main() -> None:
    """Serve until there is no more to do, or until this process has grown too large."""
    given = json.loads(sys.argv[-1])
    limits = Limits(**given["limits"])
    source, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    die_with_parent()
    try:
        named(given["prepare"])()
    except Exception as error:
        why = str(error) if isinstance(error, BriefgenError) else said(error)
        _answer(answers, why.encode(errors="replace"), FAILED)
        return
    if not given["free"]:
        confine(limits)
    _answer(answers, b"")  # ready
    while head := source.read(REQUEST.size):
        header, size = REQUEST.unpack(head)
        asked = json.loads(source.read(header))
        try:
            payload = source.read(size)
        except MemoryError:  # the rest of it was not read, and so nothing after it can be
            _answer(answers, _too_large(given, asked["key"]))
            return
        if not given["free"]:
            allow_cpu(limits)
        done = _done(given, asked, payload)
        stop_cpu()
        _answer(answers, *done)
        if is_spent(limits):
            return


def _done(given: dict[str, Any], asked: dict[str, str], payload: bytes) -> tuple[bytes, int]:
    try:
        return named(asked["function"])(asked["key"], payload), 0
    except MemoryError:
        return _too_large(given, asked["key"]), 0
    except Exception as error:
        if not given["patient"]:  # a fresh process may do better
            raise
        return said(error).encode(errors="replace"), FAILED


def _too_large(given: dict[str, Any], key: str) -> bytes:
    """The answer where there is not enough memory; where there is none, this process ends."""
    if given["too_large"]:
        answer: bytes = named(given["too_large"])(key)
        return answer
    os._exit(NO_MEMORY)


def _answer(answers: BinaryIO, payload: bytes, mark: int = 0) -> None:
    answers.write(ANSWER.pack(len(payload) | mark) + payload)
    answers.flush()


if __name__ == "__main__":
    main()
