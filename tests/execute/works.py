"""Functions that do what their key's bytes say, for executors to be tried with."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time

from briefgen.execute import Function, Job
from briefgen.isolation import Limits, Manner

LIMITS = Limits(seconds=1.5, megabytes=1000)
MANNER = Manner("works:prepare", "do", "done", "doing", "leave it", patient=True, ahead=2)
FUNCTION = Function("works:act", "tides 1", "works:version", LIMITS, MANNER)

#: What a job's bytes ask for, and what comes of it: bytes, or what the problem says.
SAID: dict[str, bytes | str] = {
    "": b".",
    "tide": b"tide.",
    "raise": "could not be done: ValueError: no such tide",
}
#: What an executor without limits cannot bear.
POISON: dict[str, bytes | str] = {
    "hang": "took more than 1.5 seconds to do",
    "exit": "could not be done: the doing process died of it (exit 3)",
    "kill": "could not be done: the doing process was killed; is this machine's memory full?",
    "eat": "needs more memory than one source may use",
}


def prepare() -> None:
    """Nothing is needed."""


def version() -> str:
    return "tides 1"


def act(key: str, payload: bytes) -> bytes:
    word = payload.decode().partition(" ")[0]
    if word == "who":
        time.sleep(0.05)
        return str(os.getpid()).encode()
    if word == "free":
        with tempfile.TemporaryFile() as file:
            file.write(subprocess.run(["true"], check=True, capture_output=True).stdout + b"free")
    if word == "raise":
        raise ValueError("no such tide")
    if word == "hang":
        time.sleep(600)
    if word == "slow":
        time.sleep(0.15)
    if word == "exit":
        os._exit(3)
    if word == "kill":
        signal.raise_signal(signal.SIGKILL)
    if word == "eat":
        return bytes(1_200_000_000)
    return payload + b"."


def jobs(*words: str) -> list[Job]:
    return [Job(f"{number}", word.encode()) for number, word in enumerate(words)]
