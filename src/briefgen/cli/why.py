"""The command that says why a brief would be built again."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from briefgen.cli.output import DONE, FAILED, tell
from briefgen.cli.place import add_place, desk_of


def add_commands(commands: Any) -> None:
    """Add this command to the parser's."""
    why = commands.add_parser("why", help="say what has changed since the newest edition")
    why.set_defaults(run=_why)
    add = why.add_argument
    add("spec", type=Path, metavar="SPEC")
    add("--fetch", action="store_true", help="ask the web, too, instead of the archive")
    add("--exit-code", action="store_true", help="exit with 1 where a build would make an edition")
    add_place(why, desk=False)
    add("--json", action="store_true", help="print one JSON object and nothing else")


def _why(arguments: argparse.Namespace) -> int:
    from briefgen.stale import staleness  # noqa: PLC0415 - each command loads only its own

    desk = desk_of(arguments, arguments.spec)
    spec = desk.load(arguments.spec)
    found = staleness(spec, desk, fetch=arguments.fetch)
    if arguments.json:
        told = {"spec": str(arguments.spec), "stale": bool(found.changed), **asdict(found)}
        print(json.dumps(told, ensure_ascii=False))
    elif found.edition is None:
        tell(f"{spec.slug}: there is no edition yet")
    elif not found.changed:
        tell(f"{spec.slug}: nothing has changed since edition {found.edition}")
    else:
        tell(f"{spec.slug}: changed since edition {found.edition}")
        for difference in found.changed:
            tell(f"  {difference}")
    return FAILED if found.changed and arguments.exit_code else DONE
