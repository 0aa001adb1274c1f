"""An edition made again by its lock, from the archive alone: no file of the desk, no network."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.acquisition import read_archived
from briefgen.build import find_edition, key_of, read, ready
from briefgen.desk import Desk
from briefgen.editions import Edition, Shelf
from briefgen.editions.files import edition_files, layouts
from briefgen.editions.frozen import restored
from briefgen.editions.inputs import Inputs
from briefgen.editions.locked import lay_desk, sources_of
from briefgen.editions.since import Before, since
from briefgen.editions.store import LOCK, read_lock
from briefgen.editions.why import Difference, differences
from briefgen.errors import ArchiveError
from briefgen.model import Withdrawal
from briefgen.parsing import set_aside
from briefgen.render import load_profile
from briefgen.review import load_review, review_file


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """An edition made again: `others` are the files that came out differently, and `why`.

    `edition` is None where there are such, since nothing is written then.
    """

    slug: str
    edition: Edition | None
    others: tuple[str, ...]
    why: tuple[Difference, ...]


def rebuild_edition(folder: Path, desk: Desk, *, jobs: int = 1) -> Rebuilt:
    """Make the edition in a folder again by its lock, and put in place what of it is not whole.

    The desk's archive and `root` alone are used: where `folder` is not in its editions, the
    edition is written there. Raises `ArchiveError` for a lock that is damaged or of an earlier
    version, and for what the archive does not hold.
    """
    lock = read_lock(folder)
    if lock is None or "missing" not in lock:
        what = "there is no lock by which it could be made again"
        raise ArchiveError(f"{folder}: {what}; build the brief anew")
    with tempfile.TemporaryDirectory(prefix="briefgen-") as home:
        try:
            inputs, place = _inputs(lock, desk, Path(home), folder)
            files = _made(lock, inputs, place, folder, jobs)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            what = f"its lock is damaged ({type(error).__name__}: {error})"
            raise ArchiveError(f"{folder / LOCK}: {what}; build the brief anew") from error
    others = tuple(
        name
        for name, digest in sorted(lock["outputs"].items())
        if sha256(files.get(name, b"")).hexdigest() != digest
    )
    slug = inputs.spec.slug
    if others:
        return Rebuilt(slug, None, others, differences(lock, json.loads(files[LOCK])))
    shelf = Shelf(desk.editions, slug)
    content = {**files, LOCK: (folder / LOCK).read_bytes()}
    with shelf.writing():
        return Rebuilt(slug, shelf.restore(folder.name, content), (), ())


def _inputs(lock: Mapping[str, Any], desk: Desk, home: Path, folder: Path) -> tuple[Inputs, Desk]:
    """What the edition was made of, and the desk that was made of its lock."""
    file, gone = lay_desk(lock, desk.library, home)
    accessions, missing = sources_of(lock)
    lost = desk.library.missing(a.sha256 for a in accessions)
    gone += [a.location for a in accessions if a.sha256 in lost]
    if (before := lock.get("before")) and desk.library.missing((before,)):
        gone.append(f"the record of edition {lock['updates']}")
    if gone:
        what = f"{', '.join(gone)} as it was then: not in the archive"
        raise ArchiveError(f"{folder}: cannot be made again ({what}); restore the library")
    place = Desk(home, desk.library_place, home, desk.executor)
    spec, asked = place.load(file), lock["spec"]
    spec = replace(
        ready(spec, place),
        audiences=tuple(asked["audiences"]),
        formats=tuple(asked["formats"]),
        formats_asked=bool(asked["formats_asked"]),
    )
    review, _ = load_review(review_file(file), spec.issues)
    audiences = tuple(load_profile(name, place.templates) for name in spec.audiences)
    until = date.fromisoformat(asked["until"]) if asked["until"] else None
    about, aside = (spec, accessions, missing, review, audiences), lock.get("aside")
    if aside is None:  # of an earlier version
        aside = set_aside(accessions, place.library)
    key = key_of(*about, until, aside, place)
    return Inputs(*about, key, until, aside=aside), place


def _made(
    lock: Mapping[str, Any], inputs: Inputs, place: Desk, folder: Path, jobs: int
) -> dict[str, bytes]:
    """Every file of the edition, made anew: nothing that was found before is taken over."""
    read_archived(inputs.accessions, place.library, datetime.now(UTC))
    readings = read(inputs.accessions, inputs.told, place.library, inputs.until)
    readings = replace(readings, aside=inputs.aside)
    before = Before(
        place.library.content(lock["before"]) if lock.get("before") else None,
        restored(lock.get("replaces"), Withdrawal | None),
    )
    with layouts(min(jobs, len(inputs.audiences))) as compositors:
        found = find_edition(inputs.spec, readings, inputs.review, place, lock["as_of"])
        found = replace(found, edition=folder.name, updates=lock["updates"])
        found = since(found, before, place.library)
        return edition_files(found, inputs, compositors, before)
