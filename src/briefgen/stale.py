"""Whether a build would make a new edition of a brief, and which component is why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.build import taken
from briefgen.desk import Desk
from briefgen.editions import Shelf, lock_record
from briefgen.editions.fonts import fonts_now
from briefgen.editions.seen import known_as
from briefgen.editions.store import altered, read_lock
from briefgen.editions.why import Difference, differences
from briefgen.errors import SpecError
from briefgen.library import Library
from briefgen.model import BriefSpec
from briefgen.spec.text import decoded
from briefgen.spec.tree import read_tree


@dataclass(frozen=True, slots=True)
class Staleness:
    """The newest edition of a brief, if there is one, and what has changed since it was made."""

    edition: str | None
    changed: tuple[Difference, ...]


def staleness(spec: BriefSpec, desk: Desk, *, fetch: bool = False) -> Staleness:
    """What has changed since the newest edition; no address is asked unless `fetch` is set.

    A source whose file has changed goes into the archive, as in a build.
    """
    shelf = Shelf(desk.editions, spec.slug)
    folder = shelf.latest()
    lock = read_lock(folder) if folder else None
    if folder is None or lock is None:
        return Staleness(None, (Difference("edition", spec.slug, None, "the first"),))
    inputs = taken(spec, desk, offline=not fetch)
    now = lock_record(inputs.spec, inputs.key, {}, as_of="", aside=inputs.aside)
    now["fonts"] = fonts_now(lock.get("fonts") or {})
    specs = _archived(lock, desk.library), _values(spec.file.read_bytes())
    found = differences(lock, now, *specs)
    if known_as(shelf, inputs.key.sha256) == lock.get("key"):  # other bytes that say the same
        found = tuple(each for each in found if each.part == "fonts")
    files = (
        Difference("file", name, "as it was made", "altered") for name in altered(folder, lock)
    )
    return Staleness(folder.name, (*found, *files))


def _archived(lock: Mapping[str, Any], library: Library) -> Mapping[str, Any] | None:
    """The values of the spec that an edition was made of; None where it is not in the archive."""
    about = lock.get("spec")
    digest = about.get("sha256") if isinstance(about, dict) else None
    content = library.content(digest) if isinstance(digest, str) else None
    return _values(content) if content else None


def _values(content: bytes) -> Mapping[str, Any] | None:
    """What a spec says, but for when the brief is made and to whom it goes."""
    try:
        value: object = read_tree(decoded(content, ""), "").value
    except SpecError:
        return None
    if not isinstance(value, dict):
        return None
    return {key: value[key] for key in value if key not in ("schedule", "deliver")}
