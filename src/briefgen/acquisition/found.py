"""What is found: bytes at a place, and what is said of them there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from briefgen.fetch import Validators
from briefgen.library import Mark
from briefgen.model import Accession, BriefSpec, Part, Problem, Snapshot, SourceSpec

_NOTHING = Validators()


@dataclass(frozen=True, slots=True)
class Found:
    """A source's accession, and its bytes where the library may not have them yet.

    `changed`: an address was asked, and what it said of itself is to be kept. `collection`: it is
    a feed or a bibliography, archived for itself; its items are the sources, and `split` what it
    was taken apart into (JSON), where that is new. `given`: a file, which holds these bytes now;
    `mark` is by what it is known again, and `settled` that it was: it is as it was taken in.
    """

    accession: Accession
    snapshot: Snapshot | None
    validators: Validators = _NOTHING
    changed: bool = False
    collection: bool = False
    split: bytes | None = None
    given: bool = False
    mark: Mark | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """The network is asked next, which may take a while: whoever holds a lock should let go."""


Finding = Found | Problem | Waiting


def found_in(snapshot: Snapshot, stated: Mapping[str, Any]) -> Found:
    """The bytes that were found at a place, with what the desk says of them."""
    return Found(Accession(snapshot.location, snapshot.sha256, stated), snapshot)


def told_by(kind: str) -> Literal["feed", "bibliography"]:
    """Who says something of a collection's items, by its kind."""
    return "feed" if kind == "feed" else "bibliography"


def is_address(location: str) -> bool:
    """Whether a location is on the web, and no file's."""
    return location.lower().startswith(("http://", "https://"))


def named(name: str, folder: Path, *, where: str, since: int | None = None) -> SourceSpec:
    """What somebody named at the command line: an address, or a path or pattern from a folder."""
    if is_address(name.strip()):
        return SourceSpec(url=name.strip(), since=since, where=where)
    return SourceSpec(path=name, since=since, where=where, folder=folder)


def address_of(part: Part, collection: Accession) -> str:
    """Where on the web an item is; a list from the web names no file of ours."""
    if is_address(part.location):
        return part.location
    address = str(part.reference.get("URL", "")) if is_address(collection.location) else ""
    return address if is_address(address) else ""


def with_stated(found: Found, stated: Mapping[str, Any]) -> Found:
    """What was found, with what the desk says of it."""
    return replace(found, accession=replace(found.accession, stated=stated))


def as_told(found: Finding, part: Part, kind: Literal["feed", "bibliography"]) -> Finding:
    """The found item with what its collection says of it."""
    if not isinstance(found, Found):
        return found
    accession = replace(found.accession, told=part.reference, told_by=kind)
    return replace(found, accession=accession)


def with_sources(spec: BriefSpec, names: Sequence[str]) -> BriefSpec:
    """The spec with other sources: addresses, and paths or patterns from the current folder."""
    here = Path.cwd()
    sources = (named(name, here, where=f"--sources {name!r}") for name in names)
    return replace(spec, sources=tuple(sources))
