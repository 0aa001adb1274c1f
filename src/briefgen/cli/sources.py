"""The commands of the library: `briefgen sources add|list|show|search|refresh|export`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli.kinds import count, day, days, folder
from briefgen.cli.output import DONE, FAILED, WRONG, counted, progress, say, say_all, tell
from briefgen.errors import ArchiveError
from briefgen.model import Document, Problem, SourceSpec

if TYPE_CHECKING:
    from briefgen.acquisition import Taken
    from briefgen.desk import Desk
    from briefgen.library import Card, Library


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's."""
    sources = commands.add_parser("sources", help="the library: add, list, show, search, export")
    inner = sources.add_subparsers(dest="action", required=True, metavar="ACTION")

    add = inner.add_parser("add", help="archive files, pages, feeds, bibliographies")
    add.add_argument("sources", nargs="+", metavar="PATH|ADDRESS")
    add.add_argument("--since", type=days, metavar="30d", help="of feeds: only as far back")
    _place(add, _add, json=True)

    listing = inner.add_parser("list", help="every source, a line each")
    _place(listing, _list, json=True)

    show = inner.add_parser("show", help="a source's catalogue card")
    show.add_argument("source", metavar="ID|LOCATION")
    show.add_argument("--blocks", action="store_true", help="every block, kept or dropped and why")
    show.add_argument("--text", action="store_true", help="the text as it may be quoted")
    _place(show, _show, json=True)

    search = inner.add_parser("search", help="the texts that hold words, the best first")
    search.add_argument("query", metavar="QUERY")
    after = "only what was issued on that day or later"
    search.add_argument("--after", type=day, metavar="DATE", help=after)
    most = "how many at most (20)"
    search.add_argument("--limit", type=count, default=20, metavar="N", help=most)
    _place(search, _search, json=True)

    refresh = inner.add_parser("refresh", help="ask again for what was fetched or given")
    refresh.add_argument("sources", nargs="*", metavar="ID|LOCATION")
    _place(refresh, _refresh, json=True)

    export = inner.add_parser("export", help="a copy of the library, or its references or texts")
    export.add_argument("out", type=Path, metavar="OUT")
    export.add_argument(
        "--as",
        dest="form",
        choices=("library", "csl-json", "text"),
        default="library",
        help="a library (a backup), its references as CSL-JSON, or its texts in a folder",
    )
    _place(export, _export)


def _place(command: argparse.ArgumentParser, run: Any, *, json: bool = False) -> None:
    command.add_argument("--desk", type=folder, metavar="DIR", help="the desk, if not this one")
    command.add_argument("--library", type=Path, metavar="DIR", help="the archive, not the desk's")
    if json:
        command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(run=run)


def _desk(arguments: argparse.Namespace) -> Desk:
    """The desk that was named, or the one around the folder where we are."""
    from briefgen.desk import Desk  # noqa: PLC0415

    if arguments.desk:
        return Desk.at(arguments.desk, arguments.library)
    return Desk.around(Path.cwd(), arguments.library)


# --- add and refresh ------------------------------------------------------------------------------


def _add(arguments: argparse.Namespace) -> int:
    here, since = Path.cwd(), arguments.since
    specs = [
        SourceSpec(url=name.strip(), since=since, where=name)
        if name.strip().lower().startswith(("http://", "https://"))
        else SourceSpec(path=name, since=since, where=name, folder=here)
        for name in arguments.sources
    ]
    return _take_in(specs, _desk(arguments), arguments)


def _refresh(arguments: argparse.Namespace) -> int:
    desk = _desk(arguments)
    cards, faults = _chosen(desk.library, arguments.sources)
    entries = (entry for card in cards for entry in card.accessions)
    places = dict.fromkeys(entry.accession.location for entry in entries)
    specs = [spec for place in places if (spec := _again(place, desk))]
    return _take_in(specs, desk, arguments, faults)


def _chosen(library: Library, names: Iterable[str]) -> tuple[list[Card], list[Problem]]:
    """The cards of these ids and locations, or of all; and of which there is none."""
    if not names:
        return list(library.catalogue()), []
    found = {name: library.cards(name) for name in names}
    faults = [_unknown(name) for name, cards in found.items() if not cards]
    return [card for cards in found.values() for card in cards], faults


def _again(location: str, desk: Desk) -> SourceSpec | None:
    """Where a source can be had again: at its address, or as a file of the desk."""
    entries = (entry for card in desk.library.cards(location) for entry in card.accessions)
    newest = next(entry for entry in entries if entry.accession.location == location)
    stated = newest.accession.stated
    if newest.address:
        return SourceSpec(url=location, where=location, reference=stated)
    if not newest.accession.told_by and (desk.home / location).is_file():
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
    problems = list(faults)
    known = 0
    for item in progress(acquire(specs, desk.home, place), "sources", _expected(specs)):
        if isinstance(item, Problem):
            problems.append(item)
        elif not item.collection:
            known += not item.new
            added += [item.accession.location] * item.new
            problems += [item.problem] if item.problem else []
            _told(item, arguments)
    say_all(problems)
    if arguments.json:
        said = [asdict(problem) for problem in problems]
        print(json.dumps({"added": added, "known": known, "problems": said}, ensure_ascii=False))
    else:
        kinds = (f"{len(added)} added", f"{known} there already", counted(len(problems), "problem"))
        say(", ".join(kinds))
    return FAILED if faults or (problems and not (added or known)) else DONE


def _told(item: Taken, arguments: argparse.Namespace) -> None:
    if item.new and not arguments.json:
        tell(f"added {item.accession.location}")


def _expected(specs: list[SourceSpec]) -> int | None:
    """How many sources there will be at least; None where that cannot be told."""
    from briefgen.fetch import expand  # noqa: PLC0415

    if any(spec.url for spec in specs):
        return None
    return sum(len(expand(spec.path, spec.folder or Path())) for spec in specs)


# --- list, show and search ------------------------------------------------------------------------


def _list(arguments: argparse.Namespace) -> int:
    from briefgen.cli.card import as_json, line  # noqa: PLC0415

    library = _desk(arguments).library
    cards = (card for card in library.catalogue() if _is_current(card, library))
    if arguments.json:
        print(json.dumps({"sources": [as_json(card) for card in cards]}, ensure_ascii=False))
        return DONE
    number = 0
    for card in cards:
        number += 1
        tell(line(card))
    say(counted(number, "source") if number else "the library is empty; briefgen sources add …")
    return DONE


def _is_current(card: Card, library: Library) -> bool:
    """Whether a card is listed: of a feed, which is other bytes at each fetch, only the newest."""
    if card.text_sha256 or card.problem:
        return True
    return any(newest.id == card.id for newest in library.cards(card.location))


def _show(arguments: argparse.Namespace) -> int:
    from briefgen.cli.card import as_json, blocks, document_of, full, line  # noqa: PLC0415

    library = _desk(arguments).library
    cards = library.cards(arguments.source)
    if len(cards) != 1:
        many = Problem(arguments.source, "begins several ids", "give more letters of one of these")
        for card in cards:
            say(line(card))
        return _refused(many if cards else _unknown(arguments.source), arguments, FAILED)
    (card,) = cards
    found = document_of(card, library)
    if arguments.json:
        print(json.dumps(as_json(card, found), ensure_ascii=False))
    elif arguments.text and isinstance(found, Problem):
        return _refused(found, arguments, FAILED)
    elif arguments.text and isinstance(found, Document):
        tell(found.text)
    else:
        tell(full(card, found))
        if arguments.blocks and isinstance(found, Document):
            tell(blocks(found))
    return DONE


def _refused(problem: Problem, arguments: argparse.Namespace, status: int) -> int:
    """Say why there is nothing to show, on standard output too where JSON is asked for."""
    say(str(problem))
    if arguments.json:
        print(json.dumps({"problems": [asdict(problem)]}, ensure_ascii=False))
    return status


def _search(arguments: argparse.Namespace) -> int:
    from briefgen.cli.card import as_json, line  # noqa: PLC0415

    hits = _desk(arguments).library.search(
        arguments.query, after=arguments.after, limit=arguments.limit
    )
    if isinstance(hits, Problem):
        return _refused(hits, arguments, WRONG)
    if arguments.json:
        found = [{**as_json(hit.card), "snippet": hit.snippet} for hit in hits]
        print(json.dumps({"hits": found}, ensure_ascii=False))
        return DONE
    for hit in hits:
        tell(f"{line(hit.card)}\n              {hit.snippet}")
    say(counted(len(hits), "source") if hits else "no source holds that")
    return DONE


def _unknown(name: str) -> Problem:
    remedy = "see `briefgen sources list`; an id may be shortened to its first letters"
    return Problem(name, "is no id and no location in the library", remedy)


# --- export ---------------------------------------------------------------------------------------


def _export(arguments: argparse.Namespace) -> int:
    from briefgen.cli.card import references, texts  # noqa: PLC0415

    library, out = _desk(arguments).library, arguments.out
    if library.figures() is None:
        raise ArchiveError(f"{library.folder}: there is no library yet; briefgen sources add …")
    try:
        if arguments.form == "library":
            library.copy_to(out)
        elif arguments.form == "csl-json":
            references(library, out)
        else:
            texts(library, out)
    except OSError as error:
        raise ArchiveError(f"{out}: cannot be written ({error.strerror}); name another") from error
    tell(str(out))
    return DONE
