"""Files of the desk to snapshots, found by path or pattern."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from briefgen.marks import is_settled, mark
from briefgen.model import Problem, Snapshot, SourceSpec

#: Largest source that is read, in bytes; an article is a thousandth of it.
LARGEST = 50_000_000
#: The ways from the desk to the folders above it by which a file outside of it is named.
_NEAR = ("../", "../../")


class DeskFile(NamedTuple):
    """A file that was found and not read yet: its location, and its real path.

    `mark` is what the file system says of it (see `marks`), empty where that can't be told.
    """

    location: str
    path: str
    mark: str


def find_files(
    sources: Iterable[SourceSpec], folder: Path, desk: Path
) -> Iterator[tuple[SourceSpec, DeskFile | Problem]]:
    """Every file that the lines' paths and patterns name, each line's in the order of their names.

    What the desk wrote it may read, wherever it stands; but a link that a pattern came upon must
    not lead out of the `desk` and the folder that was named. Paths start from `folder`, locations
    from the desk.
    """
    root = os.path.realpath(desk)
    folders: dict[str, tuple[str, str]] = {}
    for source in sources:
        base = source.folder or folder
        paths = expand(source.path, base)
        if not paths:
            yield source, missing(source)
            continue
        named = _fixed_part(source.path, base)
        seen: set[str] = set()
        for path in paths:
            found = _found(path, folders, root)
            if found.path in seen:  # by another link
                continue
            seen.add(found.path)
            if named and not _within(found.path, named, root):
                remedy = "copy the file itself there, or name it with a path of its own"
                what = "is a link that leads out of the desk"
                yield source, Problem(_shown(os.path.relpath(path, desk)), what, remedy)
            else:
                yield source, found


def attached_file(location: str, beside: str, desk: Path) -> DeskFile | Problem:
    """The file that a bibliography names: near it, or elsewhere in the desk.

    `location` is relative to the folder of the bibliography, whose own is `beside`.
    """
    where = f"{beside}: {_shown(location)}"
    nearby = os.path.realpath(desk / Path(beside).parent)
    try:
        real = os.path.realpath(Path(nearby) / location)
        there = os.path.isfile(real)  # noqa: PTH113 - says so of a name that no file can have
    except (OSError, ValueError):
        real, there = nearby, False
    if not _within(real, nearby, os.path.realpath(desk)):
        remedy = "copy the file into the desk and name it there"
        return Problem(where, "leads out of the desk and is not read", remedy)
    if not there:
        remedy = "export the bibliography with its files, or put the file there"
        return Problem(where, "no such file", remedy)
    return DeskFile(location_of(real, os.path.realpath(desk)), real, mark_of(real))


def expand(pattern: str, folder: Path) -> list[str]:
    """Files that a path or pattern names, in the order of their names; hidden ones left out."""
    try:
        if os.path.isfile(plain := os.path.join(folder, pattern)):  # noqa: PTH113, PTH118 - of many
            return [plain]
        named = Path(pattern).expanduser()
        path = folder / named
        if path.is_file():
            return [str(path)]
        if path.is_dir():
            with os.scandir(path) as entries:
                shown = [entry.path for entry in entries if not entry.name.startswith(".")]
            # Asking the entry itself fails on a link that leads to itself.
            return sorted(path for path in shown if os.path.isfile(path))  # noqa: PTH113
        # Only what the desk wrote is a pattern, not the folder that the desk stands in.
        whole = str(Path(glob.escape(str(folder))) / named)
        names = sorted(glob.glob(whole, recursive=True))  # noqa: PTH207 - takes any path
        return [name for name in names if os.path.isfile(name)]  # noqa: PTH113 - of many
    except (OSError, ValueError, RuntimeError):  # no file can have this name, nobody this home
        return []


def read_file(file: DeskFile, moment: int) -> tuple[Snapshot, str] | Problem:
    """A file's snapshot and the mark that it is known by, or why it cannot be had.

    `moment` is one at which, or before which, the reading began (ns since 1970). The mark is empty
    where the file was changed so shortly before that one more change could leave it the same.
    """
    try:
        with open(file.path, "rb", opener=_without_waiting) as opened:
            about = os.fstat(opened.fileno())
            content = opened.read(LARGEST + 1)
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        return Problem(file.location, what, "check the file and who may read it")
    if len(content) > LARGEST:
        what = f"larger than {LARGEST // 1_000_000} MB"
        return Problem(file.location, what, "give the article alone, not the whole collection")
    return Snapshot.of(file.location, content), mark(about) if is_settled(about, moment) else ""


def mark_of(path: str) -> str:
    """What the file system says of a file now; see `DeskFile`."""
    try:
        return mark(os.stat(path))  # noqa: PTH116 - of many
    except OSError:
        return ""


def _found(path: str, folders: dict[str, tuple[str, str]], root: str) -> DeskFile:
    """A file without links; each folder is looked up once, since many files stand in one."""
    try:
        about = os.lstat(path)
        known_by, is_link = mark(about), stat.S_ISLNK(about.st_mode)
    except OSError:  # gone; whoever reads it says so
        known_by, is_link = "", False
    if is_link:
        real = os.path.realpath(path)
        return DeskFile(location_of(real, root), real, mark_of(real))
    place, _, name = path.rpartition("/")
    if place not in folders:
        real = os.path.realpath(place or "/").rstrip("/")
        folders[place] = real, location_of(f"{real}/-", root)[:-1]
    real, head = folders[place]
    return DeskFile(head + _shown(name), f"{real}/{name}", known_by)


def _without_waiting(path: str, flags: int) -> int:
    """Open what was a file a moment ago: what is a pipe or a device by now is not waited for."""
    number = os.open(path, flags | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(errno.EINVAL, "is no file")
    return number


def missing(source: SourceSpec) -> Problem:
    """What is said of a path that names no file."""
    kind = "pattern" if glob.has_magic(source.path) else "path"
    what = f"no file for the {kind} {source.path!r}"
    if source.folder:
        remedy = "paths on the command line are relative to the current folder; check the name"
    else:
        remedy = "paths are relative to the spec's folder; check the name, or take the line out"
    return Problem(source.where or source.path, what, remedy)


def _fixed_part(pattern: str, folder: Path) -> str:
    """The real folder that a pattern or folder name starts from; "" where it names one file."""
    if os.path.isfile(os.path.join(folder, pattern)):  # noqa: PTH113, PTH118 - of many
        return ""
    path = folder / Path(pattern).expanduser()
    if path.is_file():
        return ""
    while glob.has_magic(str(path.relative_to(folder) if path.is_relative_to(folder) else path)):
        path = path.parent
    return os.path.realpath(path)


def _within(real: str, *folders: str) -> bool:
    return any(real == folder or real.startswith(f"{folder.rstrip('/')}/") for folder in folders)


def location_of(real: str, root: str) -> str:
    """A file's place relative to the desk, so that a desk that moves makes the same brief.

    Both are given as real paths. Outside of the desk it is the way from there
    ("../papers/memo.txt"), which leads to the file again; but of a file that is farther off, where
    the way would show the machine's own folders, only the last folder is told
    ("…/papers/memo.txt"). What cannot be printed in a name (a line end, bytes that are not UTF-8)
    reads "?".
    """
    if _within(real, root):
        return _shown(real[len(root.rstrip("/")) + 1 :])
    above = root
    for way in _NEAR:
        above = os.path.dirname(above)  # noqa: PTH120 - of many
        if above != "/" and _within(real, above):
            return _shown(way + real[len(above) + 1 :])
    return _shown("/".join(["…", *real[1:].split("/")[-2:]]))


def _shown(name: str) -> str:
    return name if name.isprintable() else "".join(s if s.isprintable() else "?" for s in name)
