"""The commands on editions that follow each other: what changed, and which one not to rely on."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli.kinds import folder
from briefgen.cli.output import DONE, FAILED, WRONG, say, say_all, tell
from briefgen.model import Problem

if TYPE_CHECKING:
    from briefgen.model import Changes


def _diff(arguments: argparse.Namespace) -> int:
    from briefgen.desk import Desk  # noqa: PLC0415 - each command loads only its own
    from briefgen.editions.corrections import warning  # noqa: PLC0415
    from briefgen.editions.named import edition_folder, edition_record  # noqa: PLC0415
    from briefgen.evidence.diff import diff  # noqa: PLC0415

    find = Desk.at if arguments.desk else Desk.around
    desk = find(arguments.desk or Path.cwd(), arguments.library)
    records = []
    for name in (arguments.old, arguments.new):
        place = edition_folder(name, desk.editions)
        record = edition_record(name, desk.editions)
        if isinstance(record, Problem) or isinstance(place, Problem):
            say(f"briefgen: {record}")
            return WRONG
        say_all(warning(place))
        records.append(record)
    changes = diff(records[0], records[1], desk.library.text)
    if arguments.html and not _written(arguments.html, str(records[1].get("title", "")), changes):
        return FAILED
    if arguments.json:
        told = {**asdict(changes), "changed": not changes.are_none}
        print(json.dumps(told, ensure_ascii=False))
        return DONE
    from briefgen.editions.told import as_lines  # noqa: PLC0415

    for line in as_lines(changes):
        tell(line)
    return DONE


def _written(file: Path, title: str, changes: Changes) -> bool:
    from briefgen.editions.told import as_html  # noqa: PLC0415

    try:
        file.write_text(as_html(title, changes), encoding="utf-8")
    except OSError as error:
        say(f"briefgen: --html {file}: cannot be written ({error.strerror}); name another file")
        return False
    return True


def _withdraw(arguments: argparse.Namespace) -> int:
    from briefgen.deliver import mark_withdrawn  # noqa: PLC0415
    from briefgen.desk import Desk  # noqa: PLC0415
    from briefgen.editions.corrections import withdraw  # noqa: PLC0415
    from briefgen.editions.named import edition_folder  # noqa: PLC0415

    desk = Desk.at(arguments.desk) if arguments.desk else Desk.around(Path.cwd())
    place = edition_folder(arguments.edition, desk.editions)
    if isinstance(place, Problem):
        say(f"briefgen: {place}")
        return WRONG
    made = withdraw(place, arguments.reason, datetime.now(UTC))
    if isinstance(made, Problem):
        say(f"briefgen: {made}")
        return WRONG
    tell(f"{place.parent.name}: edition {made.edition} is withdrawn: {made.reason}")
    untold = mark_withdrawn(desk, place.parent.name)
    say_all(untold)
    return FAILED if untold else DONE


# --- Arguments ----------------------------------------------------------------------------------


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's."""
    diff = commands.add_parser("diff", help="say what changed from one edition to another")
    diff.add_argument("old", metavar="OLD")
    diff.add_argument("new", metavar="NEW")
    diff.add_argument("--desk", type=folder, metavar="DIR", help="the desk, if not this one")
    diff.add_argument("--library", type=Path, metavar="DIR", help="the archive, if not the desk's")
    diff.add_argument("--json", action="store_true", help="print one JSON object")
    diff.add_argument("--html", type=Path, metavar="FILE", help="write it as a page, too")
    diff.set_defaults(run=_diff)

    withdraw = commands.add_parser("withdraw", help="mark an edition as not to be relied on")
    withdraw.add_argument("edition", metavar="EDITION")
    withdraw.add_argument("--reason", required=True, metavar="TEXT", help="why, in a sentence")
    withdraw.add_argument("--desk", type=folder, metavar="DIR", help="the desk, if not this one")
    withdraw.set_defaults(run=_withdraw)
