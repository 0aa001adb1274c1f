"""Files of the desk to snapshots, found by path or pattern."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from briefgen.model import Problem, Snapshot, SourceSpec

#: Largest source that is read, in bytes; an article is a thousandth of it.
LARGEST = 50_000_000
#: The ways from the desk to the folders above it by which a file outside of it is named.
_NEAR = ("../", "../../")


def find_files(source: SourceSpec, folder: Path, desk: Path) -> Iterator[Snapshot | Problem]:
    """Every file that a source's path or pattern names, in the order of their names.

    What the desk wrote it may read, wherever it stands; but a link that a pattern came upon must
    not lead out of the `desk` and the folder that was named. Paths start from `folder`, locations
    from the desk.
    """
    base = source.folder or folder
    paths = expand(source.path, base)
    if not paths:
        yield missing(source)
        return
    named, root = _fixed_part(source.path, base), os.path.realpath(desk)
    seen: set[str] = set()
    folders: dict[str, str] = {}
    for path in paths:
        real = _real(path, folders)
        if real in seen:  # by another link
            continue
        seen.add(real)
        if named and not _within(real, named, root):
            remedy = "copy the file itself there, or name it with a path of its own"
            what = "is a link that leads out of the desk"
            yield Problem(_shown(os.path.relpath(path, desk)), what, remedy)
        else:
            yield _read(real, root)


def attached_file(location: str, beside: str, desk: Path) -> Snapshot | Problem:
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
    return _read(real, os.path.realpath(desk))


def expand(pattern: str, folder: Path) -> list[Path]:
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
        return [Path(name) for name in names if os.path.isfile(name)]  # noqa: PTH113 - of many
    except (OSError, ValueError, RuntimeError):  # no file can have this name, nobody this home
        return []


def _read(real: str, root: str) -> Snapshot | Problem:
    """A file's snapshot, or why it cannot be had; both are real paths."""
    location = location_of(real, root)
    try:
        with open(real, "rb", opener=_without_waiting) as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        return Problem(location, what, "check the file and who may read it")
    if len(content) > LARGEST:
        what = f"larger than {LARGEST // 1_000_000} MB"
        return Problem(location, what, "give the article alone, not the whole collection")
    return Snapshot.of(location, content)


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
    path = folder / Path(pattern).expanduser()
    if path.is_file():
        return ""
    while glob.has_magic(str(path.relative_to(folder) if path.is_relative_to(folder) else path)):
        path = path.parent
    return os.path.realpath(path)


def _real(path: Path, folders: dict[str, str]) -> str:
    """A path without links; each folder is looked up once, since many files stand in one."""
    folder, name = os.path.split(path)
    if os.path.islink(path):  # noqa: PTH114 - of many
        return os.path.realpath(path)
    if folder not in folders:
        folders[folder] = os.path.realpath(folder).rstrip("/")
    return f"{folders[folder]}/{name}"


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
