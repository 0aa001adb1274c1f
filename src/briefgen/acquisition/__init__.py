"""Sources to accessions: found, archived, read once, catalogued.

`find` says where sources are and gets their bytes, feeds and bibliographies taken apart;
`archive` puts them into the library and has what is new read by the workers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.acquisition.archive import Taken, take_in, teller
from briefgen.acquisition.find import Finder
from briefgen.acquisition.found import Finding, Found, named, with_sources
from briefgen.acquisition.past import Past, Unasked, as_then
from briefgen.fetch import Manners
from briefgen.isolation import Workers
from briefgen.library import Library
from briefgen.model import Accession, DeskSettings, Problem, SourceSpec
from briefgen.readers import version

if TYPE_CHECKING:
    from briefgen.fetch.web import Web

__all__ = [
    "Past",
    "Place",
    "Taken",
    "Watch",
    "acquire",
    "gather",
    "named",
    "read_archived",
    "with_sources",
]

#: How an hour is written in the catalogue: ISO 8601, UTC.
_STAMP = "%Y-%m-%dT%H:%M:%SZ"

#: Hands on what comes in, and may show how far it has come.
Watch = Callable[[Iterator[Taken | Problem]], Iterator[Taken | Problem]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where sources come in: a desk's folder and settings, its library, and the hour (UTC).

    `offline`: no address is asked, and what the archive has of it is taken. `day`: the same, and
    the sources are as they stood at its end, see `past`.
    """

    home: Path
    library: Library
    settings: DeskSettings
    now: datetime
    offline: bool = False
    day: date | None = None


def acquire(sources: Iterable[SourceSpec], folder: Path, place: Place) -> Iterator[Taken | Problem]:
    """Take sources in, one after the other; relative paths start from `folder`.

    A problem that stands alone is a source that could not be had at all.
    """
    with ExitStack() as stack:

        @cache
        def web() -> Web | Unasked:
            if place.offline or place.day:
                return Unasked()
            from briefgen.fetch.web import Web  # noqa: PLC0415

            return stack.enter_context(Web(_manners(place.settings)))

        workers, splitters = (stack.enter_context(Workers(most=most)) for most in (0, 1))
        known = version()
        began = place.now.astimezone(UTC)
        now = f"{began:{_STAMP}}"
        if place.day:
            past = Past(place.library, place.day)
            end = datetime.combine(place.day, time.max, UTC)
            finder = Finder(place.home, past, splitters, web, end, known)
            findings: Iterator[Finding] = as_then(finder.find(sources, folder), past)
        else:
            finder = Finder(place.home, place.library, splitters, web, began, known)
            findings = finder.find(sources, folder)
        yield from take_in(findings, place.library, workers, version=known, now=now)


def gather(
    sources: Iterable[SourceSpec], folder: Path, place: Place, watch: Watch = iter
) -> tuple[tuple[Accession, ...], tuple[Problem, ...]]:
    """Every source once, in order, and what could not be had; `watch` sees them go by.

    Of two lines that name one source the later one adds what it says of its reference; what a
    bibliography says of it holds, whichever line that is.
    """
    found: dict[tuple[str, str], Accession] = {}
    problems: list[Problem] = []
    for item in watch(acquire(sources, folder, place)):
        if isinstance(item, Problem):
            problems.append(item)
        if isinstance(item, Problem) or item.collection:
            continue
        new = item.accession
        old = found.get((new.location, new.sha256), new)
        found[new.location, new.sha256] = _together(old, new)
    return tuple(found.values()), tuple(problems)


def read_archived(accessions: Iterable[Accession], library: Library, now: datetime) -> None:
    """Read what is in the archive and was read by other readers only, or never; `now` is UTC."""
    known, accessions = version(), tuple(accessions)
    unread = library.unread([a.sha256 for a in accessions], known)
    found = (Found(Accession(a.location, a.sha256), None) for a in accessions)
    findings = (one for one in found if one.accession.sha256 in unread)
    with Workers(most=0) as workers:
        for _ in take_in(findings, library, workers, version=known, now=f"{now:{_STAMP}}"):
            pass


def _together(old: Accession, new: Accession) -> Accession:
    """One accession that says what both say of the same source."""
    best, stated = teller(old, new), {**old.stated, **new.stated}
    return replace(new, stated=stated, told=best.told, told_by=best.told_by)


def _manners(settings: DeskSettings) -> Manners:
    manners = Manners(allowed=settings.allow, pause=settings.pause)
    return replace(manners, user_agent=settings.user_agent) if settings.user_agent else manners
