"""The commands of the library: `briefgen sources add|list|show|search|refresh|export`."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli.output import DONE, FAILED, WRONG, counted, progress, say, say_all
from briefgen.model import Problem, SourceSpec

if TYPE_CHECKING:
    from briefgen.acquisition import Taken
    from briefgen.desk import Desk
    from briefgen.library import Card

_SINCE = re.compile(r"[1-9][0-9]{0,3}[dwm]")


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's."""
    sources = commands.add_parser("sources", help="the library: add, list, show, search, export")
    inner = sources.add_subparsers(dest="action", required=True, metavar="ACTION")

    add = inner.add_parser("add", help="archive files, pages, feeds, bibliographies")
    add.add_argument("sources", nargs="+", metavar="PATH|ADDRESS")
    add.add_argument("--since", type=_days, metavar="30d", help="of feeds: only as far back")
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
    search.add_argument("--after", metavar="DATE", help="only what was issued on that day or later")
    search.add_argument("--limit", type=int, default=20, metavar="N", help="how many at most (20)")
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
    command.add_argument("--desk", type=Path, metavar="DIR", help="the desk, instead of this one")
    command.add_argument("--library", type=Path, metavar="DIR", help="the archive, not the desk's")
    if json:
        command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(run=run)


def _days(text: str) -> int:
    if not _SINCE.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no time like 30d, 4w or 6m")
    return int(text[:-1]) * {"d": 1, "w": 7, "m": 30}[text[-1]]


def _desk(arguments: argparse.Namespace) -> Desk:
    """The desk that was named, or the one around the folder where we are."""
    from briefgen.desk import Desk  # noqa: PLC0415

    return Desk.at(arguments.desk or _around(Path.cwd()), arguments.library)


def _around(here: Path) -> Path:
    marks = ("library/library.sqlite3", "briefs", "desk.yaml")
    desks = (
        folder for folder in (here, *here.parents) if any((folder / m).exists() for m in marks)
    )
    return next(desks, here)


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
    cards, faults = _chosen(desk, arguments.sources)
    say_all(faults)
    specs = [spec for card in cards for spec in _again(card, desk)]
    status = _take_in(specs, desk, arguments) if specs or not faults else FAILED
    return FAILED if faults else status


def _chosen(desk: Desk, names: Iterable[str]) -> tuple[list[Card], list[Problem]]:
    """The cards of these ids and locations, or of all; and of which there is none."""
    if not names:
        return list(desk.library.catalogue()), []
    found = {name: desk.library.cards(name) for name in names}
    faults = [_unknown(name) for name, cards in found.items() if not cards]
    return [card for cards in found.values() for card in cards], faults


def _again(card: Card, desk: Desk) -> Iterator[SourceSpec]:
    """Where each of a card's sources can be had again: its address, or its file in the desk."""
    for location in dict.fromkeys(entry.accession.location for entry in card.accessions):
        entry = next(e for e in card.accessions if e.accession.location == location)
        stated = entry.accession.stated
        if entry.address:
            yield SourceSpec(url=location, where=location, reference=stated)
        elif not entry.accession.told_by and (desk.home / location).is_file():
            yield SourceSpec(path=location, where=location, folder=desk.home, reference=stated)


def _take_in(specs: list[SourceSpec], desk: Desk, arguments: argparse.Namespace) -> int:
    """Take sources in, say each that is new, and count."""
    from briefgen.acquisition import Place, acquire  # noqa: PLC0415

    place = Place(desk.home, desk.library, desk.settings, datetime.now(UTC))
    added: list[str] = []
    problems: list[Problem] = []
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
    return DONE if added or known or not problems else FAILED


def _told(item: Taken, arguments: argparse.Namespace) -> None:
    if item.new and not arguments.json:
        print(f"added {item.accession.location}", flush=True)


def _expected(specs: list[SourceSpec]) -> int | None:
    """How many sources there will be at least; None where that cannot be told."""
    from briefgen.fetch import expand  # noqa: PLC0415

    if any(spec.url for spec in specs):
        return None
    return sum(len(expand(spec.path, spec.folder or Path())) for spec in specs)


# --- list, show and search ------------------------------------------------------------------------


def _list(arguments: argparse.Namespace) -> int:
    from briefgen.cli.card import as_json, line  # noqa: PLC0415

    cards = _desk(arguments).library.catalogue()
    if arguments.json:
        print(json.dumps({"sources": [as_json(card) for card in cards]}, ensure_ascii=False))
        return DONE
    number = 0
    for card in cards:
        number += 1
        print(line(card))
    say(counted(number, "source") if number else "the library is empty; briefgen sources add …")
    return DONE


def _show(arguments: argparse.Namespace) -> int:
    from briefgen.cli.card import as_json, blocks, document_of, full, line  # noqa: PLC0415

    library = _desk(arguments).library
    cards = library.cards(arguments.source)
    if len(cards) != 1:
        say(str(_unknown(arguments.source)) if not cards else "several sources begin like that:")
        for card in cards:
            print(line(card))
        return FAILED
    (card,) = cards
    document = document_of(card, library)
    if arguments.json:
        print(json.dumps(as_json(card, document), ensure_ascii=False))
    elif arguments.text:
        print(document.text if document else "")
    else:
        print(full(card, document))
        if arguments.blocks and document:
            print(blocks(document))
    return DONE


def _search(arguments: argparse.Namespace) -> int:
    from briefgen.cli.card import as_json, line  # noqa: PLC0415

    if arguments.limit < 1:
        say(f"--limit is {arguments.limit}; give 1 or more")
        return WRONG
    hits = _desk(arguments).library.search(
        arguments.query, after=arguments.after, limit=arguments.limit
    )
    if isinstance(hits, Problem):
        say(str(hits))
        return WRONG
    if arguments.json:
        found = [{**as_json(hit.card), "snippet": hit.snippet} for hit in hits]
        print(json.dumps({"hits": found}, ensure_ascii=False))
        return DONE
    for hit in hits:
        print(f"{line(hit.card)}\n              {hit.snippet}")
    say(counted(len(hits), "source") if hits else "no source holds that")
    return DONE


def _unknown(name: str) -> Problem:
    remedy = "see `briefgen sources list`; an id may be shortened to its first letters"
    return Problem(name, "is no id and no location in the library", remedy)


# --- export ---------------------------------------------------------------------------------------


def _export(arguments: argparse.Namespace) -> int:
    from briefgen.cli.card import references, texts  # noqa: PLC0415

    library = _desk(arguments).library
    if arguments.form == "library":
        library.copy_to(arguments.out)
    elif arguments.form == "csl-json":
        references(library, arguments.out)
    else:
        texts(library, arguments.out)
    print(arguments.out)
    return DONE
