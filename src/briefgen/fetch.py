"""Locations to snapshots: files of the desk, found by path or pattern."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Iterable
from pathlib import Path

from briefgen.model import Problem, Snapshot, SourceSpec

#: Largest file that is read, in bytes; an article is a thousandth of it.
LARGEST = 50_000_000

Gathered = tuple[tuple[Snapshot, ...], tuple[Problem, ...]]


def gather(sources: Iterable[SourceSpec], folder: Path) -> Gathered:
    """Every file that the sources name, each once, in their order; relative to `folder`.

    Of two lines that name one file the later one adds what it says of its reference.
    """
    found: dict[Path, Snapshot] = {}
    problems: list[Problem] = []
    for source in sources:
        paths = _expand(source.path, source.folder or folder)
        if not paths:
            problems.append(_missing(source))
        for path in paths:
            read = _read(path, source, folder)
            if isinstance(read, Problem):
                problems.append(read)
            else:
                _merge(found, path.resolve(), read)
    return tuple(found.values()), tuple(problems)


def _expand(pattern: str, folder: Path) -> list[Path]:
    """Files that a path or pattern names, in the order of their names; hidden ones left out."""
    try:
        named = Path(pattern).expanduser()
        path = folder / named
        if path.is_file():
            return [path]
        # Only what the desk wrote is a pattern, not the folder that the desk stands in.
        rooted = Path(glob.escape(str(folder))) / named
        whole = f"{glob.escape(str(path))}/*" if path.is_dir() else str(rooted)
        names = sorted(glob.glob(whole, recursive=True))  # noqa: PTH207 - takes any path
        return [Path(name) for name in names if Path(name).is_file()]
    except (OSError, ValueError, RuntimeError):  # no file can have this name, nobody this home
        return []


def _read(path: Path, source: SourceSpec, folder: Path) -> Snapshot | Problem:
    location = _location(path, folder)
    try:
        if path.stat().st_size > LARGEST:
            what = f"larger than {LARGEST // 1_000_000} MB"
            return Problem(location, what, "give the article alone, not the whole collection")
        content = path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        return Problem(location, what, "check the file and who may read it")
    return Snapshot(location, content, hashlib.sha256(content).hexdigest(), source.reference)


def _location(path: Path, folder: Path) -> str:
    """A file's place relative to the desk, so that a desk that moves makes the same brief.

    What cannot be printed in a name (a line end, bytes that are not UTF-8) reads "?".
    """
    try:
        place = path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        place = path.name
    return "".join(sign if sign.isprintable() else "?" for sign in place)


def _merge(found: dict[Path, Snapshot], key: Path, new: Snapshot) -> None:
    if key in found:
        stated = {**found[key].stated, **new.stated}
        new = Snapshot(new.location, new.content, new.sha256, stated)
    found[key] = new


def _missing(source: SourceSpec) -> Problem:
    kind = "pattern" if glob.has_magic(source.path) else "path"
    what = f"no file for the {kind} {source.path!r}"
    if source.folder:
        remedy = "paths on the command line are relative to the current folder; check the name"
    else:
        remedy = "paths are relative to the spec's folder; check the name, or take the line out"
    return Problem(source.where or source.path, what, remedy)
