"""The commands of a library as a whole: `briefgen library make|copy|verify`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from briefgen.cli.kinds import place
from briefgen.cli.output import DONE, FAILED, counted, say, say_all, tell
from briefgen.errors import ArchiveError
from briefgen.model import Problem

#: Faults that are told one by one.
_MOST = 20


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's."""
    library = commands.add_parser("library", help="a library as a whole: make, copy, verify")
    inner = library.add_subparsers(dest="action", required=True, metavar="ACTION")
    where = "a folder, or postgresql://NAME@HOST/DATABASE"

    making = inner.add_parser("make", help="make an empty library")
    making.add_argument("place", type=place, metavar="PLACE", help=where)
    _bytes(making)
    making.set_defaults(run=_make)

    copying = inner.add_parser("copy", help="take all of one library into another")
    copying.add_argument("one", type=place, metavar="FROM", help=where)
    copying.add_argument("other", type=place, metavar="TO", help="the same; it may hold a part")
    _bytes(copying)
    copying.set_defaults(run=_copy)

    verify = inner.add_parser("verify", help="read all of a library, and say what is wrong with it")
    verify.add_argument("place", type=place, nargs="?", metavar="PLACE", help="or the desk's")
    other = "another library that has to hold the same"
    verify.add_argument("--against", type=place, metavar="PLACE", help=other)
    verify.set_defaults(run=_verify)


def _bytes(command: argparse.ArgumentParser) -> None:
    url = "where a new database keeps sources' bytes: file:///FOLDER or s3://BUCKET/PREFIX"
    command.add_argument("--bytes", default="", metavar="URL", help=url)


def _make(arguments: argparse.Namespace) -> int:
    from briefgen.library import movable  # noqa: PLC0415

    made = movable(arguments.place, arguments.bytes)
    made.prepare()
    tell(made.place)
    return DONE


def _copy(arguments: argparse.Namespace) -> int:
    from briefgen.library import movable  # noqa: PLC0415
    from briefgen.library.transfer import Moved, copy  # noqa: PLC0415

    def told(moved: Moved) -> None:
        say(f"{moved.table}: {moved.rows:,} rows, {moved.new:,} of them new")

    _require(arguments.one)
    one, other = movable(arguments.one), movable(arguments.other, arguments.bytes)
    lost = copy(one, other, told)
    _say_most(lost)
    tell(other.place)
    return FAILED if lost else DONE


def _verify(arguments: argparse.Namespace) -> int:
    from briefgen.desk import Desk  # noqa: PLC0415
    from briefgen.library import movable, open_library  # noqa: PLC0415
    from briefgen.library.transfer import differences  # noqa: PLC0415

    found = arguments.place or Desk.around(Path.cwd()).library_place
    places = [found, *([arguments.against] if arguments.against else [])]
    faults: list[Problem] = []
    for one in places:
        _require(one)
        library = open_library(one)
        faults += library.check()
        if figures := library.figures():
            held = f"{counted(figures.sources, 'source')}, {counted(figures.texts, 'text')}"
            tell(f"{library.place}: {held}; {figures.kept_by}")
    if arguments.against:
        faults += differences(movable(found), movable(arguments.against))
    _say_most(faults)
    say(counted(len(faults), "fault") if faults else "all of it is whole")
    return FAILED if faults else DONE


def _require(where: Path | str) -> None:
    from briefgen.library import open_library  # noqa: PLC0415

    library = open_library(where)
    if library.figures() is None:
        raise ArchiveError(f"{library.place}: there is no library; name one that there is")


def _say_most(faults: tuple[Problem, ...] | list[Problem]) -> None:
    say_all(faults[:_MOST])
    if more := len(faults[_MOST:]):
        say(f"and {more:,} more")
