"""The commands of the library: `briefgen sources add`, `list`, `show` and so on."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli.kinds import count, day, days, folder, place
from briefgen.cli.output import DONE, FAILED, WRONG, counted, say, tell
from briefgen.cli.place import desk_of
from briefgen.cli.quarantine import quarantine
from briefgen.cli.taking import add, newest, refresh, unknown
from briefgen.errors import ArchiveError
from briefgen.model import Document, Problem

if TYPE_CHECKING:
    from briefgen.library import Card, Library


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's."""
    sources = commands.add_parser(
        "sources", help="the library: add, list, show, search, refresh, quarantine, export"
    )
    inner = sources.add_subparsers(dest="action", required=True, metavar="ACTION")

    _add_readers(inner)
    _add_writers(inner)


def _add_writers(inner: Any) -> None:
    taking = inner.add_parser("add", help="archive files, pages, feeds, bibliographies")
    taking.add_argument("sources", nargs="+", metavar="PATH|ADDRESS")
    taking.add_argument("--since", type=days, metavar="30d", help="of feeds: only as far back")
    _place(taking, add, json=True)

    again = inner.add_parser("refresh", help="ask again for what was fetched or given")
    again.add_argument("sources", nargs="*", metavar="ID|LOCATION")
    _place(again, refresh, json=True)

    apart = inner.add_parser("quarantine", help="texts that could not be parsed, and why")
    apart.add_argument(
        "--release", nargs="+", default=(), metavar="ID", help="have them tried again"
    )
    _place(apart, quarantine, json=True)


def _add_readers(inner: Any) -> None:
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
    command.add_argument(
        "--library", type=place, metavar="PLACE", help="the archive, not the desk's"
    )
    if json:
        command.add_argument("--json", action="store_true", help="print one JSON object")
    command.set_defaults(run=run)


# --- list, show and search ------------------------------------------------------------------------


def _list(arguments: argparse.Namespace) -> int:
    from briefgen.cli.card import as_json, line  # noqa: PLC0415

    library = desk_of(arguments).library
    _require(library)
    cards = (card for card in library.catalogue() if _is_current(card, library))
    if arguments.json:
        print(json.dumps({"sources": [as_json(card) for card in cards]}, ensure_ascii=False))
        return DONE
    number = 0
    for card in cards:
        number += 1
        tell(line(card, earlier=_is_earlier(card, library)))
    say(counted(number, "source") if number else "the library is empty; briefgen sources add …")
    return DONE


def _require(library: Library) -> None:
    if library.figures() is None:
        raise ArchiveError(f"{library.place}: there is no library yet; briefgen sources add …")


def _is_earlier(card: Card, library: Library) -> bool:
    """Whether its source has changed since: every place of it holds something else now."""
    places = {entry.accession.location for entry in card.accessions}
    return all(newest(p, library).accession.sha256 not in _hashes(card) for p in places)


def _hashes(card: Card) -> set[str]:
    return {entry.accession.sha256 for entry in card.accessions}


def _is_current(card: Card, library: Library) -> bool:
    """Whether a card is listed: of a feed, which is other bytes at each fetch, only the newest."""
    if card.text_sha256 or card.problem:
        return True
    return any(newest.id == card.id for newest in library.cards(card.location))


def _show(arguments: argparse.Namespace) -> int:
    from briefgen.cli.card import as_json, blocks, document_of, full, line  # noqa: PLC0415

    desk = desk_of(arguments)
    library = desk.library
    cards = library.cards(arguments.source) or library.cards(desk.place(arguments.source))
    if len(cards) != 1:
        many = Problem(arguments.source, "begins several ids", "give more letters of one of these")
        for card in cards:
            say(line(card))
        return _refused(many if cards else unknown(arguments.source), arguments, FAILED)
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

    hits = desk_of(arguments).library.search(
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


# --- export ---------------------------------------------------------------------------------------


def _copied(library: Library, out: Path) -> None:
    """A library in a folder is copied as it is, one in a database row by row."""
    from briefgen.library import SqliteLibrary  # noqa: PLC0415

    if isinstance(library, SqliteLibrary):
        library.copy_to(out)
        return
    what = "is in a database, which has copies of its own"
    raise ArchiveError(f"{library.place}: {what}; briefgen library copy {library.place} {out}")


def _export(arguments: argparse.Namespace) -> int:
    from briefgen.cli.card import references, texts  # noqa: PLC0415

    library, out = desk_of(arguments).library, arguments.out
    _require(library)
    try:
        if arguments.form == "library":
            _copied(library, out)
        elif arguments.form == "csl-json":
            references(library, out)
        else:
            texts(library, out)
    except OSError as error:
        raise ArchiveError(f"{out}: cannot be written ({error.strerror}); name another") from error
    tell(str(out))
    return DONE
