"""Briefs laid out in a thread of their own, the newest of each audience alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, Thread

from briefgen.model import AudienceProfile, Evidence

#: Pixels for each point of a page: sharp on a screen with two for one of CSS's.
_SCALE = 2.0
#: Seconds that a layout which is under way gets to end before the program does.
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be laid out: `draft` is its HTML as far as that is known."""

    audience: AudienceProfile
    evidence: Evidence
    record: bytes
    draft: bytes


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A brief laid out: its HTML, its PDF, pictures of the pages, and the seconds it took.

    `room`, in words, is what the page budget left; None where there is none.
    """

    html: bytes
    pdf: bytes
    pages: tuple[bytes, ...]
    seconds: float
    room: int | None


class Layouts:
    """Takes jobs, of each audience the newest; what is overtaken is dropped, and never told.

    `done` is told what came of a job, `failed` what went wrong; both in this thread.
    """

    def __init__(
        self, done: Callable[[Job, LaidOut], None], failed: Callable[[Job, Exception], None]
    ) -> None:
        self._done, self._failed = done, failed
        self._waiting: dict[str, Job] = {}
        self._newest: dict[str, Job] = {}
        self._news = Condition()
        self._closed = False
        self._thread = Thread(target=self._run, name="layouts", daemon=True)

    def start(self) -> None:
        """Begin to take jobs."""
        self._thread.start()

    def ask(self, job: Job) -> None:
        """Lay this out, in place of whatever was asked for its audience before."""
        with self._news:
            self._waiting[job.audience.name] = self._newest[job.audience.name] = job
            self._news.notify()

    def drop(self, audience: str) -> None:
        """Forget what was asked for an audience: it is not wanted any more."""
        with self._news:
            self._waiting.pop(audience, None)
            self._newest.pop(audience, None)

    def close(self) -> None:
        """Take no more jobs; a layout under way is waited for, since it can't be broken off."""
        with self._news:
            self._closed = True
            self._news.notify()
        self._thread.join(_PATIENCE)

    def _run(self) -> None:
        while job := self._next():
            try:
                laid_out = _laid_out(job)
            except Exception as error:  # a template may do anything; the show goes on
                if self._is_wanted(job):
                    self._failed(job, error)
            else:
                if self._is_wanted(job):
                    self._done(job, laid_out)

    def _next(self) -> Job | None:
        with self._news:
            self._news.wait_for(lambda: self._waiting or self._closed)
            return None if self._closed else self._waiting.pop(next(iter(self._waiting)))

    def _is_wanted(self, job: Job) -> bool:
        return self._newest.get(job.audience.name) is job and not self._closed


def _laid_out(job: Job) -> LaidOut:
    from briefgen.render.extract import pictures  # noqa: PLC0415
    from briefgen.render.layout import to_pdf, within_budget  # noqa: PLC0415

    start = time.perf_counter()
    made = within_budget(job.evidence, job.audience, job.record, paper=True)
    pdf = to_pdf(made, job.record)
    took = time.perf_counter() - start
    # Pictures are made here too: pdfium must not be called from two threads at once.
    return LaidOut(made.html.encode(), pdf, tuple(pictures(pdf, _SCALE)), took, made.room)
