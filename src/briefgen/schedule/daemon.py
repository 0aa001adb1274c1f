"""A runner that stays: it looks each minute, by the wall clock, and says how it is in a file."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from briefgen.errors import BriefgenError
from briefgen.schedule.overview import overview, written
from briefgen.schedule.run import Clock, Log, Runner
from briefgen.whole import write_file

#: Seconds that builds under way have to end when the daemon is stopped; systemd allows 90.
PATIENCE = 60.0
#: Seconds between two looks, at most; they fall on full minutes.
_EACH = 60.0


def serve(
    runner: Runner,
    now: Clock,
    log: Log,
    *,
    patience: float = PATIENCE,
    looked: Callable[[], None] = lambda: None,
) -> None:
    """Run what is due until SIGTERM or SIGINT; a second one ends what is being waited for.

    `looked` is called after each look. A fault of the disk or of the library is told, and tried
    again at the next look.
    """
    with _Signals() as stop:
        _say(log, now, "daemon started", process=os.getpid())
        last = 0
        while not stop.asked:
            second, said = int(now().timestamp()), set[str]()
            if second != last:  # many builds may end in one
                last = second
                with _told(log, now, said):
                    runner.note()
            with _told(log, now, said):
                runner.advance()
            with _told(log, now, said):
                write_health(runner, now, "running")
            with _told(log, now, said):
                looked()
            runner.wait(_EACH - now().timestamp() % _EACH, [stop.file])
        _say(log, now, "daemon stopping", building=list(runner.busy))
        end, said = time.monotonic() + patience, set()
        while runner.busy and stop.asked < 2 and time.monotonic() < end:
            stop.drain()
            runner.wait(min(1.0, patience), [stop.file])
            with _told(log, now, said):
                runner.advance(begin=False)
        with _told(log, now, said):
            runner.stop(0)
            write_health(runner, now, "stopped")
        _say(log, now, "daemon stopped")


def write_health(runner: Runner, now: Clock, state: str) -> None:
    """Write the health file: how each brief is, and when that was seen."""
    told = {
        "schema": "briefgen.health/1",
        "time": written(int(now().timestamp())),
        "process": os.getpid(),
        "state": state,
        "building": list(runner.busy),
        "troubled": [o.brief for o in overview(runner.ledger) if o.trouble],
    }
    write_file(runner.place.health, f"{json.dumps(told, ensure_ascii=False)}\n".encode())


class _Signals:
    """How often SIGTERM and SIGINT have come; `file` can be read after one has."""

    def __init__(self) -> None:
        self.asked = 0
        self.file, self._writes = os.pipe()

    def __enter__(self) -> _Signals:
        for number in (self.file, self._writes):
            os.set_blocking(number, False)
        self._before = {
            each: signal.signal(each, self._count) for each in (signal.SIGTERM, signal.SIGINT)
        }
        self._file_before = signal.set_wakeup_fd(self._writes, warn_on_full_buffer=False)
        return self

    def __exit__(self, *_: object) -> None:
        signal.set_wakeup_fd(self._file_before)
        for each, handler in self._before.items():
            signal.signal(each, handler)
        os.close(self.file)
        os.close(self._writes)

    def drain(self) -> None:
        """Read what has come, so that the next one can be waited for."""
        with suppress(BlockingIOError):
            os.read(self.file, 100)

    def _count(self, _signal: int, _frame: FrameType | None) -> None:
        self.asked += 1


@contextmanager
def _told(log: Log, now: Clock, said: set[str]) -> Iterator[None]:
    """Tell a fault, if it was not `said` in this look: a server that is away is met many times."""
    try:
        yield
    except (BriefgenError, OSError) as error:
        if str(error) not in said:
            _say(log, now, "fault", why=str(error))
        said.add(str(error))


def _say(log: Log, now: Clock, event: str, **more: object) -> None:
    log({"time": written(int(now().timestamp())), "event": event, **more})
