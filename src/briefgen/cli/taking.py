"""What takes sources into the library: `briefgen sources add` and `refresh`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.cli.output import DONE, FAILED, progress, say, say_all, tell
from briefgen.cli.place import desk_of
from briefgen.model import Problem, SourceSpec

if TYPE_CHECKING:
    from briefgen.acquisition import Taken
    from briefgen.desk import Desk
    from briefgen.library import Card, Entry, Library


def add(arguments: argparse.Namespace) -> int:
    """Take in the files and addresses that were named."""
    from briefgen.acquisition import named  # noqa: PLC0415

    here, since = Path.cwd(), arguments.since
    specs = [named(name, here, where=name, since=since) for name in arguments.sources]
    return _take_in(specs, desk_of(arguments), arguments)


def refresh(arguments: argparse.Namespace) -> int:
    """Take in again what the library holds, from where it was."""
    desk = desk_of(arguments)
    cards, faults = _chosen(desk.library, arguments.sources)
    entries = (entry for card in cards for entry in card.accessions)
    places = dict.fromkeys(entry.accession.location for entry in entries)
    specs = [spec for place in places if (spec := _again(place, desk))]
    gone = [_gone(place) for place in places if _is_lost(place, desk)]
    say_all(gone)
    return _take_in(specs, desk, arguments, faults)


def _chosen(library: Library, names: Iterable[str]) -> tuple[list[Card], list[Problem]]:
    """The cards of these ids and locations, or of all; and of which there is none."""
    if not names:
        return list(library.catalogue()), []
    found = {name: library.cards(name) for name in names}
    faults = [unknown(name) for name, cards in found.items() if not cards]
    return [card for cards in found.values() for card in cards], faults


def newest(location: str, library: Library) -> Entry:
    """The last that was taken in from a location."""
    entries = (entry for card in library.cards(location) for entry in card.accessions)
    return next(entry for entry in entries if entry.accession.location == location)


def _is_lost(location: str, desk: Desk) -> bool:
    """Whether a source was a file, and is none of the desk's any more, or never was."""
    last = newest(location, desk.library)
    given = not last.address and not last.accession.told_by
    return given and not (desk.home / location).is_file()


def _gone(location: str) -> Problem:
    remedy = "what the library holds of it stays; add it from where it is now"
    return Problem(location, "is no file of the desk", remedy)


def _again(location: str, desk: Desk) -> SourceSpec | None:
    """Where a source can be had again: at its address, or as a file of the desk."""
    last = newest(location, desk.library)
    stated = last.accession.stated
    if last.address:
        return SourceSpec(url=location, where=location, reference=stated)
    if not last.accession.told_by and (desk.home / location).is_file():
        return SourceSpec(path=location, where=location, folder=desk.home, reference=stated)
    return None


def _take_in(
    specs: list[SourceSpec],
    desk: Desk,
    arguments: argparse.Namespace,
    faults: Sequence[Problem] = (),
) -> int:
    """Take sources in, say each that is new, and count; `faults` is what is wrong already."""
    from briefgen.acquisition import Place, acquire  # noqa: PLC0415

    place = Place(desk.home, desk.library, desk.settings, datetime.now(UTC))
    added: list[str] = []
    unread: list[str] = []
    problems = list(faults)
    known = 0
    for item in progress(acquire(specs, desk.home, place), "sources", _expected(specs)):
        if isinstance(item, Problem):
            problems.append(item)
        elif not item.collection:
            known += not item.new
            taken = unread if item.problem else added
            taken += [item.accession.location] * item.new
            problems += [item.problem] if item.problem else []
            _told(item, arguments)
    say_all(problems)
    if arguments.json:
        said = [asdict(problem) for problem in problems]
        report = {"added": added, "unread": unread, "known": known, "problems": said}
        print(json.dumps(report, ensure_ascii=False))
    else:
        numbers = {"added": len(added), "archived but not read": len(unread)}
        numbers |= {"there already": known, "not to be had": len(problems) - len(unread)}
        say(
            ", ".join(f"{number:,} {what}" for what, number in numbers.items() if number)
            or "nothing to take in"
        )
    return FAILED if faults or (problems and not (added or known)) else DONE


def _told(item: Taken, arguments: argparse.Namespace) -> None:
    if item.new and not arguments.json:
        tell(f"{'archived' if item.problem else 'added'} {item.accession.location}")


def _expected(specs: list[SourceSpec]) -> int | None:
    """How many sources there will be at least; None where that cannot be told, or nobody looks."""
    if any(spec.url for spec in specs) or not sys.stderr.isatty():
        return None
    from briefgen.fetch import expand  # noqa: PLC0415

    return sum(len(expand(spec.path, spec.folder or Path())) for spec in specs)


def unknown(name: str) -> Problem:
    """What is said of a name that nothing in the library has."""
    remedy = "see `briefgen sources list`; an id may be shortened to its first letters"
    return Problem(name, "is no id and no location in the library", remedy)
