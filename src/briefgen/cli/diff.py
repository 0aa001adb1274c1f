"""The commands on editions that follow each other: what changed, and which one not to rely on."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli.deliver import line
from briefgen.cli.output import DONE, FAILED, WRONG, say, say_all, tell
from briefgen.cli.place import add_place, desk_of
from briefgen.model import Problem

if TYPE_CHECKING:
    from briefgen.deliver import Entry
    from briefgen.model import Changes


def _diff(arguments: argparse.Namespace) -> int:
    from briefgen.editions.corrections import warning  # noqa: PLC0415 - loads only its own
    from briefgen.editions.named import edition_folder, edition_record  # noqa: PLC0415
    from briefgen.evidence.diff import diff  # noqa: PLC0415

    desk = desk_of(arguments)
    records = []
    for name in (arguments.old, arguments.new):
        place = edition_folder(name, desk.editions)
        record = edition_record(name, desk.editions)
        if isinstance(record, Problem) or isinstance(place, Problem):
            say(f"briefgen: {record}")
            return WRONG
        say_all(warning(place))
        records.append({"slug": place.parent.name, **record})
    if problem := _apart(records, arguments):
        say(f"briefgen: {problem}")
        return WRONG
    changes = diff(records[0], records[1], desk.library.text)
    from briefgen.editions.told import as_lines, goes_back  # noqa: PLC0415

    if arguments.html and not _written(arguments.html, str(records[1].get("title", "")), changes):
        return FAILED
    if arguments.json:
        told = {**asdict(changes), "changed": not changes.are_none, "back": goes_back(changes)}
        print(json.dumps(told, ensure_ascii=False))
        return DONE
    for told_line in as_lines(changes):
        tell(told_line)
    return DONE


def _apart(records: Sequence[Mapping[str, Any]], arguments: argparse.Namespace) -> Problem | None:
    """What is wrong with two records that are not of one brief."""
    old, new = (str(record["slug"]) for record in records)
    if old == new:
        return None
    what = f"is an edition of {new!r}, and {arguments.old} one of {old!r}: two different briefs"
    return Problem(arguments.new, what, "name two editions of one brief")


def _written(file: Path, title: str, changes: Changes) -> bool:
    from briefgen.editions.told import as_html  # noqa: PLC0415

    try:
        file.write_text(as_html(title, changes), encoding="utf-8")
    except OSError as error:
        say(f"briefgen: --html {file}: cannot be written ({error.strerror}); name another file")
        return False
    return True


def _withdraw(arguments: argparse.Namespace) -> int:
    from briefgen.deliver import flush, mark_withdrawn  # noqa: PLC0415
    from briefgen.editions.corrections import withdraw, withdrawal  # noqa: PLC0415
    from briefgen.editions.named import edition_folder  # noqa: PLC0415

    desk, now = desk_of(arguments), datetime.now(UTC)
    place = edition_folder(arguments.edition, desk.editions)
    if isinstance(place, Problem):
        say(f"briefgen: {place}")
        return WRONG
    made = withdraw(place, arguments.reason, now)
    if isinstance(made, Problem):
        say(f"briefgen: {made}")
        if withdrawal(place) is None:
            return WRONG
    else:
        tell(f"{place.parent.name}: edition {made.edition} is withdrawn: {made.reason}")
    # Also where it was withdrawn before: whoever did may have been killed before all were told.
    done: list[Entry] = []
    untold = mark_withdrawn(desk, place.parent.name)
    untold += flush(desk, now, withdrawn=place, done=done.append)
    for entry in done:
        tell(line(entry.item, "sent"))
    say_all(untold)
    return WRONG if isinstance(made, Problem) else FAILED if untold else DONE


# --- Arguments ----------------------------------------------------------------------------------


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's."""
    diff = commands.add_parser("diff", help="say what changed from one edition to another")
    diff.add_argument("old", metavar="OLD")
    diff.add_argument("new", metavar="NEW")
    add_place(diff)
    diff.add_argument("--json", action="store_true", help="print one JSON object")
    diff.add_argument("--html", type=Path, metavar="FILE", help="write it as a page, too")
    diff.set_defaults(run=_diff)

    withdraw = commands.add_parser("withdraw", help="mark an edition as not to be relied on")
    withdraw.add_argument("edition", metavar="EDITION")
    withdraw.add_argument("--reason", required=True, metavar="TEXT", help="why, in a sentence")
    add_place(withdraw)
    withdraw.set_defaults(run=_withdraw)
