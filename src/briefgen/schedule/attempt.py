"""One attempt at a run: a process of its own, under its brief's lock, and what came of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen.schedule.state import Lock, Run

#: Characters of what a process said that are kept.
_TAIL = 2000


@dataclass(frozen=True, slots=True)
class Made:
    """An edition that a run came to; `new` is False where nothing had changed.

    `failing`: the sources that could not be had.
    """

    brief: str
    spec: Path
    edition: str
    folder: Path
    new: bool
    failing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended: with an edition, or why not; `killed` where it could not say so.

    One that was broken off by us is not `tried`.
    """

    made: Made | None
    why: str = ""
    killed: bool = False
    tried: bool = True


class Attempt:
    """The process; it holds the lock, too, so that no other begins while it could still write."""

    def __init__(
        self, run: Run, spec: Path, zone: str, command: Sequence[str], lock: Lock, seconds: float
    ) -> None:
        self.run, self._spec, self.lock = run, spec, lock
        self._broken_off = ""
        self._end = time.monotonic() + seconds
        self._seconds = seconds
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has ended
        self._complained = tempfile.TemporaryFile()  # noqa: SIM115
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=self._complained,
            start_new_session=True,  # Ctrl-C is for the runner, which decides
            pass_fds=lock.files,
            env={**os.environ, "TZ": zone},  # an edition's date is that of its desk
        )
        self.signal = os.pidfd_open(self._child.pid) if hasattr(os, "pidfd_open") else None

    def outcome(self) -> Outcome | None:
        """What came of it; None while it goes on. It is asked until it says, and closed then."""
        if self._broken_off:
            return Outcome(None, self._broken_off, tried=False)
        status = self._child.poll()
        if status is not None:
            return self._outcome(status)
        if time.monotonic() > self._end:
            self.kill()
            return Outcome(None, f"it took more than {self._seconds / 3600:g} hours", killed=True)
        return None

    def break_off(self, why: str) -> None:
        """End it now; whatever it came to, it is as if it had not been begun."""
        if self._child.poll() is None:
            self.kill()
        self._broken_off = why

    def kill(self) -> None:
        """End it now, and all that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._child.pid, signal.SIGKILL)
        self._child.wait()

    def close(self) -> None:
        """Let the lock go; what was to be noted of it has been."""
        self._said.close()
        self._complained.close()
        if self.signal is not None:
            os.close(self.signal)
        self.lock.close()

    def _outcome(self, status: int) -> Outcome:
        if status < 0:
            name = signal.Signals(-status).name
            return Outcome(None, f"its process was ended by {name}", killed=True)
        told = self._told()
        if status == 0 and isinstance(told.get("edition"), str):
            folder = Path(str(told["folder"]))
            new, failing = bool(told.get("new")), tuple(map(str, told.get("failing") or ()))
            return Outcome(Made(self.run.brief, self._spec, told["edition"], folder, new, failing))
        why = str(told.get("error") or self._complaint() or f"its process ended with {status}")
        return Outcome(None, why[:_TAIL])

    def _told(self) -> dict[str, Any]:
        self._said.seek(0)
        try:
            told = json.loads(self._said.read(1_000_000))
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}

    def _complaint(self) -> str:
        """The last line of what it complained of."""
        size = self._complained.seek(0, os.SEEK_END)
        self._complained.seek(max(0, size - _TAIL))
        lines = self._complained.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""
