"""A spec's sources to found bytes, one after the other, so that never all are in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from briefgen.fetch import Validators, Web, attached_file, find_files
from briefgen.isolation import Task, Workers
from briefgen.library import Library
from briefgen.model import Accession, Part, Problem, Snapshot, SourceSpec, Split, exchange
from briefgen.readers.kinds import kind_of, looks_like_collection


@dataclass(frozen=True, slots=True)
class Found:
    """A source's accession, and its bytes where the library may not have them yet.

    `changed`: an address was asked, and what it said of itself is to be kept. `collection`: it is
    a feed or a bibliography, archived for itself; its items are the sources.
    """

    accession: Accession
    snapshot: Snapshot | None
    validators: Validators = field(default_factory=Validators)
    changed: bool = False
    collection: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """The network is asked next, which may take a while: whoever holds a lock should let go."""


Finding = Found | Problem | Waiting


@dataclass(frozen=True, slots=True)
class Finder:
    """What finding needs: where the desk stands, its archive, the workers, and the web.

    The workers are these alone, since whoever takes what is found has others at work meanwhile.
    `web` is called when the first address is asked for; `today` is what `since` counts from.
    """

    home: Path
    library: Library
    workers: Workers
    web: Callable[[], Web]
    today: date
    _asked: dict[str, Found | Problem] = field(default_factory=dict)

    def find(self, sources: Iterable[SourceSpec], folder: Path) -> Iterator[Finding]:
        """Every source of the lines, in their order; relative paths start from `folder`."""
        for source in sources:
            if source.url or source.feed:
                yield from self._address(source)
            elif source.search:
                yield from self._search(source)
            else:
                yield from self._files(source, folder)

    def _files(self, source: SourceSpec, folder: Path) -> Iterator[Finding]:
        for found in find_files(source, folder, self.home):
            if isinstance(found, Problem):
                yield found
            else:
                yield from self._opened(_found(found, source.reference), source)

    def _address(self, source: SourceSpec) -> Iterator[Finding]:
        """A page or a file on the web, or a feed: what is at the address says which."""
        location = source.url or source.feed
        yield Waiting()
        got = self._get(location)
        if isinstance(got, Found):
            yield from self._opened(_stated(got, source.reference), source)
            return
        for item in self._held(location, source.reference, got):
            yield from self._opened(item, source) if isinstance(item, Found) else (item,)

    def _opened(self, found: Found, source: SourceSpec) -> Iterator[Finding]:
        """The source that was found, or the items of the collection that it is."""
        content = found.snapshot.content if found.snapshot else None
        if content is None:
            content = self.library.content(found.accession.sha256)
        if content is not None and looks_like_collection(content):
            yield replace(found, collection=True)
            yield from self._parts(Snapshot.of(found.accession.location, content), found, source)
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
            yield Problem(source.where, f"nothing in the library for {search.query!r}", remedy)
        for hit in hits:
            newest = hit.card.accessions[0].accession
            yield Found(replace(newest, stated={**newest.stated, **source.reference}), None)

    # --- Collections ----------------------------------------------------------------------------

    def _parts(self, collection: Snapshot, found: Found, source: SourceSpec) -> Iterator[Finding]:
        """The items of a bibliography, or of a feed as far back as the source says."""
        kind = told_by(collection.content)
        ((_, answer),) = self.workers.each([Task("split", collection)])
        split = exchange.split_loads(answer) if isinstance(answer, bytes) else answer
        if not isinstance(split, Split):
            yield split or Problem(collection.location, "holds no source", "name another file")
            return
        yield from split.problems
        days = source.since if kind == "feed" else None
        recent = [part for part in split.parts if days is None or self._is_recent(part, days)]
        if split.parts and not recent:
            remedy = "nothing needs to be done; a longer `since` goes further back"
            yield Problem(collection.location, f"has no entry of the last {days} days", remedy)
        for part in recent:
            for item in self._part(part, found.accession, source.reference):
                yield _told(item, part, kind)

    def _is_recent(self, part: Part, days: int) -> bool:
        """Whether a part is of the last days; one without a date is, for all that is known."""
        day = part.issued or part.changed
        if day is None:
            return True
        latest = date(day.year, day.month or 12, day.day or 28)
        return latest >= self.today - timedelta(days=days)

    def _part(
        self, part: Part, collection: Accession, stated: Mapping[str, Any]
    ) -> Iterator[Finding]:
        """An item: its full text from its address where that is all there is, or more than here."""
        here = self._here(part, collection, stated)
        address = _address(part, collection)
        if here is not None and not (part.teaser and address):
            yield here
        elif address:
            yield Waiting()
            got = self._get(address)
            if not isinstance(got, Problem):
                yield _stated(got, stated)
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
            file = attached_file(part.location, collection.location, self.home)
            yield file if isinstance(file, Problem) else _found(file, stated)

    def _here(self, part: Part, collection: Accession, stated: Mapping[str, Any]) -> Found | None:
        """An item whose text the collection itself holds, as old as it was first seen there."""
        if part.content is None:
            return None
        found = _found(Snapshot.of(part.location, part.content), stated)
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
        day = before.retrieved[:10] if before.retrieved else "an earlier day"
        what = f"{problem.what}; the copy of {day} is used"
        yield Problem(location, what, problem.remedy)
        yield Found(Accession(location, before.sha256, stated, retrieved=before.retrieved), None)


def _found(snapshot: Snapshot, stated: Mapping[str, Any]) -> Found:
    return Found(Accession(snapshot.location, snapshot.sha256, stated), snapshot)


def told_by(content: bytes) -> Literal["feed", "bibliography"]:
    """What kind of collection says something of its items."""
    return "feed" if kind_of(content) == "feed" else "bibliography"


def is_address(location: str) -> bool:
    """Whether a location is on the web, and no file's."""
    return location.lower().startswith(("http://", "https://"))


def _address(part: Part, collection: Accession) -> str:
    """Where on the web an item is; a list from the web names no file of ours."""
    if is_address(part.location):
        return part.location
    address = str(part.reference.get("URL", "")) if is_address(collection.location) else ""
    return address if is_address(address) else ""


def _stated(found: Found, stated: Mapping[str, Any]) -> Found:
    return replace(found, accession=replace(found.accession, stated=stated))


def _told(found: Finding, part: Part, kind: Literal["feed", "bibliography"]) -> Finding:
    """The found item with what its collection says of it."""
    if not isinstance(found, Found):
        return found
    accession = replace(found.accession, told=part.reference, told_by=kind)
    return replace(found, accession=accession)
