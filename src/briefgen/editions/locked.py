"""What a lock names, out of the archive: the desk's own files, and the sources as they came in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.editions.frozen import restored
from briefgen.editions.store import RECORD
from briefgen.errors import ArchiveError
from briefgen.library import Library
from briefgen.model import Accession, Problem, Snapshot

#: Where a spec stands in the desk that is made of a lock.
_BRIEFS = "briefs"


def archive_files(library: Library, files: Iterable[Path], before: bytes | None = None) -> None:
    """Keep the desk's own files by their bytes, so that an edition can be built again.

    `before`: the record of the edition that it updates, kept too. Where the archive cannot be
    written to, the edition is made all the same.
    """
    found = {}
    for file in files:
        content = file.read_bytes()
        found[sha256(content).hexdigest()] = Snapshot.of(file.name, content)
    if before is not None:
        found[sha256(before).hexdigest()] = Snapshot.of(RECORD, before)
    with suppress(ArchiveError):
        if missing := library.missing(found):
            with library.writing() as writer:
                for digest in sorted(missing):
                    writer.add(found[digest])


def sources_of(lock: Mapping[str, Any]) -> tuple[tuple[Accession, ...], tuple[Problem, ...]]:
    """The sources of an edition as they came in, and what was wrong then.

    Raises ValueError where the lock is damaged.
    """
    sources: tuple[Accession, ...] = restored(lock.get("sources"), tuple[Accession, ...])
    missing: tuple[Problem, ...] = restored(lock.get("missing"), tuple[Problem, ...])
    return sources, missing


def lay_desk(lock: Mapping[str, Any], library: Library, home: Path) -> tuple[Path, list[str]]:
    """Write the desk's own files as a lock names them into a folder; the spec among them.

    Second: those that are not in the archive.
    """
    spec, style, review = lock["spec"], lock["style"], lock["review"]
    name = Path(spec["file"]).name
    wanted = {f"{_BRIEFS}/{name}": spec["sha256"]}
    if str(style["name"]).endswith(".csl"):
        wanted[f"{_BRIEFS}/{Path(style['name']).name}"] = style["sha256"]
    if review["file"]:
        wanted[f"{_BRIEFS}/{Path(name).stem}.review.yaml"] = review["file"]
    wanted |= {p: h for p, h in lock["templates"].items() if p.startswith("templates/")}
    gone = []
    for place, digest in wanted.items():
        content = library.content(digest)
        file = (home / place).resolve()
        if content is None or not file.is_relative_to(home.resolve()):
            gone.append(place)
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return home / _BRIEFS / name, gone
