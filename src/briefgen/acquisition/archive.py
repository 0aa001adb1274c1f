"""Found sources into the library: bytes archived, what is new read, all of it catalogued."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from itertools import groupby
from types import TracebackType
from typing import Self

from briefgen.acquisition.found import Finding, Found, Waiting
from briefgen.errors import ArchiveError
from briefgen.isolation import Task, Workers
from briefgen.library import Library, Mark, Writer
from briefgen.model import Accession, Problem, Snapshot

#: Sources that are looked up together, and written before they are made durable; and their bytes.
_TOGETHER, _BYTES = 200, 32_000_000
#: Marks of files that are kept together, where nothing else is to be written.
_MARKS = 10_000


@dataclass(frozen=True, slots=True)
class Taken:
    """A source that is in the archive for good; `new` where it was not catalogued before.

    `problem` is why it could not be read, if it was tried and could not. `collection`: it is a
    feed or a bibliography, and no source itself.
    """

    accession: Accession
    new: bool
    problem: Problem | None = None
    collection: bool = False


@dataclass(slots=True)
class _Entry:
    """A source on its way into the library; `answer` is None while it is being read.

    `back`: its place held these bytes before, then others, and now them again.
    """

    found: Found
    new: bool
    back: bool = False
    answer: bytes | Problem | None = None
    reading: bool = False


def take_in(
    findings: Iterable[Finding], library: Library, workers: Workers, *, version: str, now: str
) -> Iterator[Taken | Problem]:
    """Archive, read and catalogue sources, in order; each comes out once it can't be lost.

    Bytes that were read before by readers of this `version` are not read again. `now` is when
    they are added (ISO 8601, UTC). While the network is waited for, all that came before is in
    the archive, and nobody waits for its lock.
    """
    with _Intake(library, version, now) as intake:
        for waiting, some in groupby(findings, lambda item: isinstance(item, Waiting)):
            if waiting:
                continue
            for _, answer in workers.each(intake.tasks(some)):
                intake.answered(answer)
                yield from intake.done()
            intake.commit()
            yield from intake.done()
        intake.remember()


class _Intake:
    """The line of sources on their way, and the open writer, if there is one."""

    def __init__(self, library: Library, version: str, now: str) -> None:
        self._library, self._version, self._now = library, version, now
        self._line: deque[_Entry | Taken | Problem] = deque()
        self._unread: deque[_Entry] = deque()
        self._seen: set[str] = set()
        self._faults: dict[str, Problem] = {}
        self._met: dict[str, tuple[str, ...]] = {}
        self._marks: list[Mark] = []
        self._latest: dict[str, Accession] = {}
        self._written: list[Taken | Problem] = []
        self._out: list[Taken | Problem] = []
        self._open = ExitStack()
        self._writer: Writer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Let go of the library; what a fault left half written is undone.

        Whoever wants no more sources (GeneratorExit) stops between two of them.
        """
        if kind is GeneratorExit:
            self._open.close()
        else:
            self._open.__exit__(kind, error, traceback)

    def tasks(self, findings: Iterator[Finding]) -> Iterator[Task]:
        """What has to be read; everything else goes straight into the line."""
        for together in _lots(findings):
            found = [i for i in together if isinstance(i, Found) and not i.settled]
            unread = self._library.unread([f.accession.sha256 for f in found], self._version)
            known = self._library.contents([f.accession.location for f in found])
            for item in together:
                if isinstance(item, Problem):
                    self._line.append(item)
                elif isinstance(item, Found) and item.settled and not _said(item.accession):
                    self._line.append(Taken(item.accession, new=False))
                elif isinstance(item, Found):
                    yield from self._task(item, unread, known.get(item.accession.location, ()))
            self._advance()

    def _task(self, item: Found, unread: set[str], known: Sequence[str]) -> Iterator[Task]:
        """The reading of a source, if it needs one; `known` is what its place held, in order."""
        place, digest = item.accession.location, item.accession.sha256
        met = self._met.get(place, ())
        held = (*known, *met)
        entry = _Entry(item, new=not item.settled and digest not in held)
        entry.back = item.given and not item.settled and not entry.new and held[-1] != digest
        if entry.new or entry.back or item.changed:
            self._met[place] = (*met, digest)
        self._line.append(entry)
        if item.collection:
            return
        if digest not in unread or digest in self._seen:
            entry.found = replace(item, snapshot=None)  # archived, and no longer held in memory
            return
        self._seen.add(digest)
        snapshot = item.snapshot or self._archived(item.accession)
        if snapshot is not None:
            entry.reading = True
            self._unread.append(entry)
            yield Task("read", snapshot)

    def answered(self, answer: bytes | Problem) -> None:
        """Take what was read of the source that has been waiting longest."""
        self._unread.popleft().answer = answer
        self._advance()

    def done(self) -> Iterator[Taken | Problem]:
        """What is in the archive for good, each once."""
        out, self._out = self._out, []
        yield from out

    def commit(self) -> None:
        """Make all that was written durable, and let others write."""
        if self._writer is not None:
            self._writer.remember(self._marks, self._version)
            self._marks = []
        self._open.close()
        self._writer = None
        if len(self._marks) >= _MARKS:
            self.remember()
        self._out += self._written
        self._written = []

    def remember(self) -> None:
        """Keep by what files are known again; it only saves time, and so waits for no writer."""
        if self._marks:
            with suppress(ArchiveError), self._library.writing(wait=0) as writer:
                writer.remember(self._marks, self._version)
            self._marks = []

    def _advance(self) -> None:
        """Write the sources at the head of the line, as far as they have been read."""
        while self._line:
            head = self._line[0]
            if isinstance(head, _Entry) and head.reading and head.answer is None:
                return
            self._line.popleft()
            self._written.append(self._write(head) if isinstance(head, _Entry) else head)
            if len(self._written) >= _TOGETHER:
                self.commit()

    def _write(self, entry: _Entry) -> Taken:
        found, accession = entry.found, entry.found.accession
        said, differs = self._said_of(entry)
        if entry.answer is not None or differs or entry.back or found.split is not None:
            writer = self._writer or self._open.enter_context(self._library.writing())
            self._writer = writer
            if found.snapshot is not None:
                writer.add(found.snapshot)
            if entry.answer is not None:
                problem = writer.keep(accession.sha256, self._version, entry.answer)
                self._faults |= {accession.sha256: problem} if problem else {}
            if differs:
                fresh = entry.new or found.changed
                known = None if fresh else self._library.validators(accession.location)
                writer.enter(said, added=self._now, validators=known or found.validators)
            elif entry.back:
                writer.renew(accession)
            if found.split is not None:
                writer.keep_split(accession, self._version, found.split)
        if found.mark is not None:
            self._marks.append(found.mark)
        fault = self._faults.get(accession.sha256)
        problem = replace(fault, where=accession.location) if fault else None
        return Taken(accession, entry.new, problem, found.collection)

    def _said_of(self, entry: _Entry) -> tuple[Accession, bool]:
        """The accession with what was said of its place before, and whether it is to be entered.

        Nobody withdraws a statement by saying nothing; and what a search came upon may be an
        earlier content of its place, which must not become the newest again.
        """
        new = entry.found.accession
        fresh = entry.new or entry.found.changed
        if not (entry.found.changed or _said(new)):
            return new, fresh
        old = self._newest(new.location)
        if old is not None:
            best = teller(old, new)
            new = replace(new, stated=new.stated or old.stated, told=best.told)
            new = replace(new, told_by=best.told_by)
            fresh = fresh or entry.back or (old.sha256 == new.sha256 and _csl(old) != _csl(new))
        self._latest[new.location] = new
        return new, fresh or old is None

    def _newest(self, location: str) -> Accession | None:
        """The newest accession of a place, of this run or in the catalogue."""
        if location in self._latest:
            return self._latest[location]
        listed = (entry.accession for c in self._library.cards(location) for entry in c.accessions)
        return next((accession for accession in listed if accession.location == location), None)

    def _archived(self, accession: Accession) -> Snapshot | None:
        content = self._library.content(accession.sha256)
        return Snapshot(accession.location, content, accession.sha256) if content else None


def teller(old: Accession, new: Accession) -> Accession:
    """Which of two accessions of one source says of it what holds: a bibliography, a feed, none."""
    ranks = {"bibliography": 2, "feed": 1, "": 0}
    return old if ranks[old.told_by] > ranks[new.told_by] else new


def _said(accession: Accession) -> bool:
    return bool(accession.stated or accession.told)


def _csl(accession: Accession) -> str:
    """What is said of a source, as the catalogue keeps it."""
    return json.dumps([accession.stated, accession.told], sort_keys=True, default=str)


def _lots(findings: Iterator[Finding]) -> Iterator[list[Finding]]:
    """Findings in lots that are looked up together, few of them where they are large."""
    lot: list[Finding] = []
    size = 0
    for item in findings:
        lot.append(item)
        if isinstance(item, Found) and item.snapshot is not None:
            size += len(item.snapshot.content)
        if len(lot) == _TOGETHER or size > _BYTES:
            yield lot
            lot, size = [], 0
    yield lot
