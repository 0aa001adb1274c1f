"""What follows scheduled runs: editions sent, and the desk told of what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from briefgen.errors import BriefgenError

if TYPE_CHECKING:
    from briefgen.desk import Desk
    from briefgen.model import Ending, Run
    from briefgen.schedule.attempt import Made
    from briefgen.schedule.state import Ledger

#: How an ended run is called where a notice follows from it.
_ENDINGS: Mapping[str, Ending] = {
    "done": "built", "failed": "failed", "set aside": "failed",
    "missed": "missed", "skipped": "skipped",
}  # fmt: skip
#: Of each brief, so many of its newest runs are looked at.
_RUNS = 50

Log = Callable[[Mapping[str, Any]], None]


class Sequel:
    """Queues what scheduled runs made, and after each look sends what is due.

    `log` is told of what could not be sent. With `aside`, a thread sends: a server that stalls
    must not keep a daemon from its next look.
    """

    def __init__(self, desk: Desk, now: Callable[[], datetime], log: Log, *, aside: bool) -> None:
        self._desk, self._now, self._log, self._aside = desk, now, log, aside
        self._thread: Thread | None = None
        self._happened = True  # whoever was killed may have left something untold

    def delivered(self, made: Made) -> None:
        """Queue an edition for all whom its spec names."""
        from briefgen.deliver import enqueue  # noqa: PLC0415 - not where nothing is due

        enqueue(self._desk, self._desk.load(made.spec), made.folder, self._now())

    def seen(self, event: Mapping[str, Any]) -> None:
        """Take note of an event, and hand it on."""
        self._happened = True
        self._log(event)

    def follow(self, ledger: Ledger) -> None:
        """Queue the notices that follow from the runs, and send what is due."""
        if self._thread and self._thread.is_alive():
            return
        wanted = self._happened and self._tells()
        apart = isinstance(self._desk.library_place, Path)  # and so is the outbox, in a file
        if not wanted and apart and not self._desk.outbox.exists():
            return
        self._happened = False
        runs = tuple(self._runs(ledger)) if wanted else ()
        if not self._aside:
            self._send(runs)
            return
        self._thread = Thread(target=self._send, args=(runs,), name="sequel", daemon=True)
        self._thread.start()

    def _tells(self) -> bool:
        """Whether anybody is to be told; where the desk's settings have faults, these are."""
        if not (self._desk.home / "desk.yaml").exists():
            return False
        try:
            return self._desk.settings.notify is not None
        except BriefgenError:
            return True

    def _send(self, runs: tuple[Run, ...]) -> None:
        from briefgen.deliver import flush, notify  # noqa: PLC0415 - not where nothing is to send

        now = self._now()
        try:
            notify(self._desk, runs, now, window=_RUNS)
            told = [str(problem) for problem in flush(self._desk, now)]
        except BriefgenError as error:
            self._happened = True  # what could not be queued is queued at the next look
            told = [str(error)]
        when = now.astimezone(UTC).isoformat(timespec="seconds")
        for why in told:
            self._log({"time": when, "event": "not delivered", "why": why})

    def _runs(self, ledger: Ledger) -> Iterator[Run]:
        """The newest runs of each brief that are over, as notices know them."""
        from briefgen.model import Problem, Run  # noqa: PLC0415
        from briefgen.schedule.overview import written  # noqa: PLC0415

        for run in ledger.newest(_RUNS):
            if ending := _ENDINGS.get(run.state):
                why = Problem(run.brief, run.why, "see `briefgen schedule list`")
                problems = (why,) if ending in ("failed", "missed") else ()
                failing = tuple(run.failing.splitlines())
                yield Run(run.brief, written(run.due) or "", ending, problems, failing)
