"""An edition copied to a folder: `<folder>/<slug>/<edition>/`, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from briefgen.deliver.enclosed import Issued
from briefgen.deliver.outbox import Entry
from briefgen.deliver.setback import Setback, unwritten
from briefgen.editions.store import WITHDRAWN
from briefgen.whole import sweep, write_file, write_folder


def copy(entry: Entry, edition: Issued, root: Path) -> Setback | None:
    """Copy the edition, or the documents that are wanted of it."""
    wanted = entry.item.wanted
    chosen = wanted["audiences"] or wanted["formats"]
    names = edition.documents(wanted["audiences"], wanted["formats"]) if chosen else edition.whole()
    files = edition.read(names)
    if isinstance(files, Setback):
        return files
    target = _target(entry.item.recipient, edition, root)
    try:
        sweep(target)
        if not _holds(target, files):
            write_folder(target, files)
    except OSError as error:
        return unwritten(error, target)
    return None


def mark(recipient: str, edition: Issued, root: Path) -> Setback | None:
    """Put the mark of a withdrawn edition beside its copy, where there is one."""
    target, withdrawn = _target(recipient, edition, root), edition.folder / WITHDRAWN
    try:
        if target.is_dir() and withdrawn.is_file():
            write_file(target / WITHDRAWN, withdrawn.read_bytes())
    except OSError as error:
        return unwritten(error, target)
    return None


def _target(recipient: str, edition: Issued, root: Path) -> Path:
    return root / recipient / edition.slug / edition.name


def _holds(folder: Path, files: dict[str, bytes]) -> bool:
    """Whether the folder was copied before, and is as it was."""
    there = {f.name for f in folder.iterdir()} if folder.is_dir() else set()
    return there == files.keys() and all((folder / n).read_bytes() == c for n, c in files.items())
