"""Sources as the archive holds them, without the network; or as it held them on a day.

On a day there was what had been fetched by then, and of a desk's files what the archive had of
them. A file that came into the archive later is taken as it is now: it may have been published
before (its date decides, see `build`), and nobody knows when it was put into the desk's folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from briefgen.acquisition.found import Finding, Found, is_address
from briefgen.fetch import Fetched, Validators
from briefgen.library import Entry, Held, Hit, Library, Mark
from briefgen.model import Problem


class Unasked:
    """The web where it is not asked: what the archive has of an address is as it was."""

    def get(self, location: str, known: Validators | None = None) -> Fetched | Problem:
        """That nothing has changed, or that the address is not in the archive."""
        if known is not None:
            return Fetched(location, location, b"", "", "", known, "", unchanged=True)
        what = "is not in the archive, and was not asked"
        return Problem(location, what, "fetch it with `briefgen sources add`")


class Past:
    """A library as it stood at the end of a day (UTC): what had been fetched or given by then."""

    #: Texts that fit a search, of which those are taken that were there on the day.
    _MANY = 10_000

    def __init__(self, library: Library, day: date) -> None:
        self.library, self._day = library, day.isoformat()
        self.content, self.split = library.content, library.split

    def validators(self, location: str) -> Held | None:
        """What the newest accession of a location was on that day; None where there was none."""
        for digest in reversed(self.library.contents([location]).get(location, ())):
            for entry in self._entries(digest):
                accession = entry.accession
                same = (accession.location, accession.sha256) == (location, digest)
                if same and self.had(entry) and self.library.holds([digest]):
                    return Held(digest, accession.retrieved, "", "", entry.address)
        return None

    def marked(self, _locations: Iterable[str], _version: str) -> dict[str, Mark]:
        """No file: by what they are known again says how they are today."""
        return {}

    def search(
        self, query: str, *, after: str | None = None, limit: int = 20
    ) -> tuple[Hit, ...] | Problem:
        """The texts that fit a query best, of those that were there on that day."""
        hits = self.library.search(query, after=after, limit=max(limit, self._MANY))
        if isinstance(hits, Problem):
            return hits
        return tuple(filter(None, map(self._then, hits)))[:limit]

    def had(self, entry: Entry) -> bool:
        """Whether a source was there on that day."""
        return (entry.accession.retrieved or entry.added or "9")[:10] <= self._day

    def _then(self, hit: Hit) -> Hit | None:
        """A hit with the sources that held its text then, or with files that came later.

        The date of those decides.
        """
        every = hit.card.accessions
        given = tuple(e for e in every if not is_address(e.accession.location))
        there = tuple(filter(self.had, every)) or given
        return replace(hit, card=replace(hit.card, accessions=there)) if there else None

    def _entries(self, digest: str) -> Iterator[Entry]:
        for card in self.library.cards(digest):
            yield from card.accessions


def as_then(findings: Iterable[Finding], past: Past) -> Iterator[Finding]:
    """What was found, each file with what the archive had of it on that day."""
    for item in findings:
        if isinstance(item, Found) and item.given and not item.collection:
            held = past.validators(item.accession.location)
            if held and held.sha256 != item.accession.sha256:
                then = replace(item.accession, sha256=held.sha256)
                yield replace(item, accession=then, snapshot=None, given=False, mark=None)
                continue
        yield item
