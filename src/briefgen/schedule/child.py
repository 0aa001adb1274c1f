"""The program of a run's process: it builds one spec and says in one JSON object how it went."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.errors import BriefgenError

if TYPE_CHECKING:
    from briefgen.desk import Desk

#: How much sooner than another process this one is ended where the machine's memory is used up.
_SOONER = "500"


def command(desk: Desk) -> Callable[[Path], Sequence[str]]:
    """The commands that build specs of a desk: it says where they write, and which archive."""
    root = "" if desk.root == desk.home else desk.root

    def of(spec: Path) -> Sequence[str]:
        from briefgen.isolation import own_program  # noqa: PLC0415 - not where nothing is due

        return [*own_program(__name__), str(spec), str(root), str(desk.archive or "")]

    return of


def main() -> None:
    """Build the spec that the command names."""
    from briefgen.isolation import die_with_parent  # noqa: PLC0415

    die_with_parent()
    with suppress(OSError):  # only where the system has such a thing
        Path("/proc/self/oom_score_adj").write_text(_SOONER, encoding="ascii")
    spec, out, archive = sys.argv[-3:]
    answer = sys.stdout
    sys.stdout = sys.stderr  # what a library prints is no part of the answer
    try:
        told, status = _built(Path(spec), Path(out) if out else None, archive or None), 0
    except BriefgenError as error:
        told, status = {"error": str(error)}, 1
    answer.write(json.dumps(told))
    answer.flush()
    os._exit(status)  # threads of models have nothing left to do


def _built(spec: Path, out: Path | None, archive: str | None) -> dict[str, Any]:
    from briefgen.build import build_edition  # noqa: PLC0415
    from briefgen.desk import Desk  # noqa: PLC0415

    desk = Desk.of(spec, out, archive)
    built = build_edition(desk.load(spec), desk)
    edition = built.edition
    made = {"edition": edition.name, "folder": str(edition.folder), "new": edition.new}
    return {**made, "failing": list(built.failing)}
