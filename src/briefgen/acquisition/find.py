"""A spec's sources to found bytes, one after the other, so that never all are in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from briefgen.acquisition.found import (
    Finding,
    Found,
    Waiting,
    address_of,
    as_told,
    found_in,
    is_address,
    told_by,
    with_stated,
)
from briefgen.fetch import DeskFile, Validators, attached_file, find_files, read_file
from briefgen.isolation import Task, Workers
from briefgen.library import Mark, Sources
from briefgen.model import Accession, Part, Problem, Snapshot, SourceSpec, Split, exchange
from briefgen.readers.kinds import kind_of

if TYPE_CHECKING:
    from briefgen.acquisition.past import Unasked
    from briefgen.fetch.web import Web

#: Files that are looked up together.
_TOGETHER = 100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Finder:
    """What finding needs: where the desk stands, its archive, the workers, and the web.

    The workers are these alone, since whoever takes what is found has others at work meanwhile.
    `web` is called when the first address is asked for; `now` is when this began (UTC), from which
    `since` counts. `version` is that of the readers.
    """

    home: Path
    library: Sources
    workers: Workers
    web: Callable[[], Web | Unasked]
    now: datetime
    version: str
    _asked: dict[str, Found | Problem] = field(default_factory=dict)

    def find(self, sources: Iterable[SourceSpec], folder: Path) -> Iterator[Finding]:
        """Every source of the lines, in their order; relative paths start from `folder`."""
        for is_files, some in groupby(sources, _names_files):
            if is_files:
                yield from self._files(some, folder)
                continue
            for source in some:
                yield from self._search(source) if source.search else self._address(source)

    def _files(self, sources: Iterable[SourceSpec], folder: Path) -> Iterator[Finding]:
        found = find_files(sources, folder, self.home)
        while some := list(islice(found, _TOGETHER)):
            files = [file for _, file in some if isinstance(file, DeskFile)]
            known = self.library.marked([file.location for file in files], self.version)
            for source, file in some:
                if isinstance(file, Problem):
                    yield file
                    continue
                item = self._file(file, known, source.reference)
                if isinstance(item, Problem) or item.settled:
                    yield item
                else:
                    yield from self._opened(item, source)

    def _file(
        self, file: DeskFile, known: Mapping[str, Mark], stated: Mapping[str, Any]
    ) -> Found | Problem:
        """A file's bytes, or that it is as it was when they were archived."""
        before = known.get(file.location)
        if before and before.mark == file.mark:
            accession = Accession(file.location, before.sha256, stated)
            return Found(accession, None, given=True, settled=True)
        moment = (self.now - _EPOCH) // timedelta(microseconds=1) * 1000
        got = read_file(file, moment)
        if isinstance(got, Problem):
            return got
        snapshot, mark = got
        is_plain = mark and not kind_of(snapshot.content)
        kept = Mark(file.location, mark, snapshot.sha256) if is_plain else None
        return replace(found_in(snapshot, stated), given=True, mark=kept)

    def _address(self, source: SourceSpec) -> Iterator[Finding]:
        """A page or a file on the web, or a feed: what is at the address says which."""
        location = source.url or source.feed
        yield Waiting()
        got = self._get(location)
        if isinstance(got, Found):
            yield from self._opened(with_stated(got, source.reference), source)
            return
        for item in self._held(location, source.reference, got):
            yield from self._opened(item, source) if isinstance(item, Found) else (item,)

    def _opened(self, found: Found, source: SourceSpec) -> Iterator[Finding]:
        """The source that was found, or the items of the collection that it is."""
        content = found.snapshot.content if found.snapshot else None
        if content is None:
            content = self.library.content(found.accession.sha256)
        if content is not None and (kind := kind_of(content)):
            yield from self._items(found, content, told_by(kind), source)
        elif source.feed:
            remedy = "name a page with url, and a feed's own address with feed"
            yield Problem(source.feed, "is neither an RSS nor an Atom feed", remedy)
        else:
            yield found

    def _search(self, source: SourceSpec) -> Iterator[Finding]:
        search = source.search
        assert search is not None
        hits = self.library.search(search.query, after=search.after or None, limit=search.limit)
        if isinstance(hits, Problem):
            yield replace(hits, where=source.where or hits.where)
            return
        if not hits:
            remedy = "see what is there with `briefgen sources list`, or search for other words"
            asked = search.about or repr(search.query)
            yield Problem(source.where, f"nothing in the library for {asked}", remedy)
        for hit in hits:
            newest = hit.card.accessions[0].accession
            yield Found(replace(newest, stated={**newest.stated, **source.reference}), None)

    # --- Collections ----------------------------------------------------------------------------

    def _items(
        self,
        found: Found,
        content: bytes,
        kind: Literal["feed", "bibliography"],
        source: SourceSpec,
    ) -> Iterator[Finding]:
        """A collection, and the items of it: of a feed as far back as the source says."""
        location = found.accession.location
        split, answer = self._split(Snapshot(location, content, found.accession.sha256))
        yield replace(found, collection=True, split=answer)
        if not isinstance(split, Split):
            yield split or Problem(location, "holds no source", "name another file")
            return
        yield from split.problems
        days = source.since if kind == "feed" else None
        recent = [part for part in split.parts if days is None or self._is_recent(part, days)]
        if split.parts and not recent:
            remedy = "nothing needs to be done; a longer `since` goes further back"
            yield Problem(location, f"has no entry of the last {days} days", remedy)
        for part in recent:
            for item in self._part(part, found.accession, source.reference):
                yield as_told(item, part, kind)

    def _split(self, collection: Snapshot) -> tuple[Split | Problem | None, bytes | None]:
        """What a collection holds, and the answer that says so where the library has it not."""
        kept = self.library.split(collection.location, collection.sha256, self.version)
        if kept is not None:
            with suppress(ValueError):  # altered: as good as not there
                return exchange.split_loads(kept), None
        ((_, answer),) = self.workers.each([Task("split", collection)])
        if isinstance(answer, Problem):  # its process died, which another time it might not
            return answer, None
        return exchange.split_loads(answer), answer

    def _is_recent(self, part: Part, days: int) -> bool:
        """Whether a part is of the last days; one without a date is, for all that is known."""
        day = part.issued or part.changed
        if day is None:
            return True
        latest = date(day.year, day.month or 12, day.day or 28)
        return latest >= self.now.date() - timedelta(days=days)

    def _part(
        self, part: Part, collection: Accession, stated: Mapping[str, Any]
    ) -> Iterator[Finding]:
        """An item: its full text from its address where that is all there is, or more than here."""
        here = self._here(part, collection, stated)
        address = address_of(part, collection)
        if here is not None and not (part.teaser and address):
            yield here
        elif address:
            yield Waiting()
            got = self._get(address)
            if not isinstance(got, Problem):
                yield with_stated(got, stated)
            elif here is None or self.library.validators(address):
                yield from self._held(address, stated, got)
            else:
                yield replace(got, what=f"{got.what}, so that only what the feed holds is read")
                yield here
        elif is_address(collection.location):
            where = f"{collection.location}: {part.location}"
            what = "is a file, which a bibliography on the web can't name here"
            remedy = "save it with its files in the desk's folder, and name it with path"
            yield Problem(where, what, remedy)
        else:
            yield from self._attached(part, collection.location, stated)

    def _attached(self, part: Part, beside: str, stated: Mapping[str, Any]) -> Iterator[Finding]:
        """The file that a record names, or what is at its address where there is no such file."""
        file = attached_file(part.location, beside, self.home)
        if isinstance(file, DeskFile):
            known = self.library.marked([file.location], self.version)
            yield self._file(file, known, stated)
            return
        address = str(part.reference.get("URL", ""))
        if not is_address(address):
            yield file
            return
        yield Waiting()
        got = self._get(address)
        if isinstance(got, Problem) and self.library.validators(address) is None:
            yield file
            return
        yield replace(file, what=f"{file.what}, so that its address is read instead ({address})")
        if isinstance(got, Problem):
            yield from self._held(address, stated, got)
        else:
            yield with_stated(got, stated)

    def _here(self, part: Part, collection: Accession, stated: Mapping[str, Any]) -> Found | None:
        """An item whose text the collection itself holds, as old as it was first seen there."""
        if part.content is None:
            return None
        found = found_in(Snapshot.of(part.location, part.content), stated)
        before = self.library.validators(part.location)
        same = before is not None and before.sha256 == found.accession.sha256
        retrieved = before.retrieved if before and same else collection.retrieved
        return replace(found, accession=replace(found.accession, retrieved=retrieved))

    # --- The web --------------------------------------------------------------------------------

    def _get(self, location: str) -> Found | Problem:
        """What an address holds now, asked once however many lines and feeds name it."""
        if known := self._asked.get(location):
            return known
        got = self._ask(location)
        # By the next time it is archived, as everything is before the network is waited for.
        again = replace(got, snapshot=None, changed=False) if isinstance(got, Found) else got
        self._asked[location] = again
        return got

    def _ask(self, location: str) -> Found | Problem:
        """What an address answers; nothing is sent again that the library has as it is."""
        before = self.library.validators(location)
        known = Validators(before.etag, before.last_modified, before.address) if before else None
        got = self.web().get(location, known)
        if isinstance(got, Problem):
            return got
        if got.unchanged and before:
            accession = Accession(location, before.sha256, retrieved=before.retrieved)
            return Found(accession, None, got.validators)
        snapshot = Snapshot.of(location, got.content)
        same = before if before and before.sha256 == snapshot.sha256 else None
        accession = Accession(
            location, snapshot.sha256, retrieved=same.retrieved if same else got.retrieved
        )
        changed = same is None or known != got.validators
        return Found(accession, snapshot, got.validators, changed)

    def _held(
        self, location: str, stated: Mapping[str, Any], problem: Problem
    ) -> Iterator[Finding]:
        """What the library holds of an address that cannot be had now, and that it is so."""
        before = self.library.validators(location)
        if before is None:
            yield problem
            return
        day = before.retrieved
        held = f"the copy of {day[:10]}" if day else "what the library has of it"
        what = f"{problem.what}; {held} is used"
        yield replace(problem, where=location, what=what)
        yield Found(Accession(location, before.sha256, stated, retrieved=before.retrieved), None)


def _names_files(source: SourceSpec) -> bool:
    return not (source.url or source.feed or source.search)
