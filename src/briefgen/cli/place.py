"""Where a command works: the desk, its archive, and the folder that it writes to."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli.kinds import folder, place

if TYPE_CHECKING:
    from briefgen.desk import Desk


def add_place(command: Any, *, desk: bool = True) -> None:
    """Add `--library` and `--out`, and `--desk` where no spec says which one it is."""
    add = command.add_argument
    if desk:
        add("--desk", type=folder, metavar="DIR", help="the desk, if not this one")
    add("--library", type=place, metavar="PLACE", help="the archive, instead of the desk's")
    add("--out", dest="root", type=Path, metavar="DIR", help="library/ and editions/ are there")


def desk_of(arguments: argparse.Namespace, spec: Path | None = None) -> Desk:
    """The desk of a spec, or the one that was named, or the one around the folder where we are.

    Its paths are whole ones, since a process of another folder may be given them.
    """
    from briefgen.desk import Desk  # noqa: PLC0415 - each command loads only its own

    archive, out = getattr(arguments, "library", None), getattr(arguments, "root", None)
    archive = archive.resolve() if isinstance(archive, Path) else archive
    out = out.resolve() if out else None
    if spec is not None:
        return Desk.of(spec, out, archive)
    named = getattr(arguments, "desk", None)
    found = Desk.at(named, archive) if named else Desk.around(Path.cwd(), archive)
    return replace(found, root=out) if out else found
