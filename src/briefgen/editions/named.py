"""An edition by the name that a person gives it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from briefgen.editions.store import RECORD, Shelf
from briefgen.model import Problem


def edition_record(name: str, editions: Path) -> dict[str, Any] | Problem:
    """The public record of an edition; `Problem` where there is none, naming those there are."""
    folder = edition_folder(name, editions)
    return folder if isinstance(folder, Problem) else _read(folder / RECORD)


def edition_folder(name: str, editions: Path, file: str = RECORD) -> Path | Problem:
    """The folder of an edition that holds `file`; `Problem` where there is none, with those there.

    `name`: a folder, of an edition or of a brief (its newest is meant); below `editions`, a brief
    ("fisheries"), one of its editions ("fisheries/2031-03-14"), or "latest" where there is one
    brief.
    """
    for folder in (Path(name), editions / name, *_only(editions, name)):
        newest = Shelf(folder.parent, folder.name).latest()
        for edition in (folder, newest):
            if edition is not None and (edition / file).is_file():
                return edition.resolve()
    known = sorted(_known(editions))
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.3) or known[-3:]
    there = f"there are: {', '.join(near)}" if near else "build a brief first"
    return Problem(name, "there is no such edition", there)


def _only(editions: Path, name: str) -> list[Path]:
    """The edition of this name where the desk has one brief only."""
    briefs = [folder for folder in editions.glob("*") if folder.is_dir()]
    return [briefs[0] / name] if len(briefs) == 1 else []


def _known(editions: Path) -> Iterator[str]:
    for file in editions.glob(f"*/*/{RECORD}"):
        if not file.parent.is_symlink():
            yield f"{file.parts[-3]}/{file.parts[-2]}"


def _read(file: Path) -> dict[str, Any] | Problem:
    try:
        record = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        return Problem(str(file), f"cannot be read ({error})", "build the edition again")
    if not isinstance(record, dict) or "passages" not in record:
        return Problem(str(file), "is no record of an edition", "build the edition again")
    return record
