"""Where editions stand, and the one rename that makes a new one appear."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.editions.fonts import fonts_now
from briefgen.errors import ArchiveError
from briefgen.model import Problem
from briefgen.whole import settle, sync_folder

LOCK = "edition.lock.json"
RECORD = "evidence.json"
WITHDRAWN = "withdrawn.json"
_LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition on disk; `new` is False where nothing had changed since it was made."""

    name: str
    folder: Path
    new: bool

    @property
    def documents(self) -> tuple[Path, ...]:
        """The briefs in it, in the order of their names."""
        files = (f for f in self.folder.iterdir() if f.name not in (RECORD, LOCK, WITHDRAWN))
        return tuple(sorted(files))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was met when it was made, by its record."""
        record = json.loads((self.folder / RECORD).read_bytes())
        return tuple(Problem(**problem) for problem in record["problems"])


class Shelf:
    """The editions of one brief, in `editions/<slug>`."""

    def __init__(self, editions: Path, slug: str) -> None:
        self.folder = editions / slug

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to add an edition; a second builder of the same brief waits."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / ".lock").open("w") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                self._sweep()
                yield
        except OSError as error:
            raise ArchiveError(
                f"{error.filename or self.folder}: editions cannot be written ({error.strerror}); "
                "check the folder, or give another with --out"
            ) from error

    def next_name(self, as_of: str) -> str:
        """The name of the next edition of that date: the date, then -2, -3 and so on."""
        taken = {f.name for f in self.folder.iterdir()} if self.folder.is_dir() else set()
        number, name = 1, as_of
        while name in taken:
            number += 1
            name = f"{as_of}-{number}"
        return name

    def latest(self) -> Path | None:
        """The folder of the newest edition, or None where there is none yet."""
        link = self.folder / _LATEST
        return link.resolve() if link.exists() else None

    def earlier(self, as_of: str) -> str:
        """The name of the newest edition, which the next one of that date updates, or none."""
        newest = self.latest()
        return newest.name if newest and newest.name[: len(as_of)] <= as_of else ""

    def unchanged(self, key: str, as_of: str | None) -> Edition | None:
        """The newest edition, if it was made from this key and its files are as they were.

        `as_of` is the date that the user asked for, None where it is only today's.
        """
        folder = self.latest()
        lock = read_lock(folder) if folder else None
        if folder is None or lock is None or lock.get("key") != key:
            return None
        fonts = lock.get("fonts") or {}
        if fonts_now(fonts) != fonts:
            return None
        if as_of is not None and lock.get("as_of") != as_of:
            return None
        outputs = lock.get("outputs")
        if not isinstance(outputs, dict) or RECORD not in outputs:
            return None
        return None if altered(folder, lock) else Edition(folder.name, folder, new=False)

    def add(self, name: str, files: Mapping[str, bytes]) -> Edition:
        """Write an edition: into a folder beside, then one rename, then the link."""
        folder = self.folder / name
        staging = Path(tempfile.mkdtemp(prefix=".new-", dir=self.folder))
        try:
            for file, content in files.items():
                (staging / file).write_bytes(content)
            settle(staging)
            staging.chmod(0o755)
            staging.rename(folder)
            staging = folder
            self._point(name)
            sync_folder(self.folder)
        except BaseException:  # also when the user stops it: no edition without its link
            shutil.rmtree(staging, ignore_errors=True)
            raise
        return Edition(name, folder, new=True)

    def restore(self, name: str, files: Mapping[str, bytes]) -> Edition:
        """An edition that is whole again: as it is, with what was lost or altered put back."""
        folder = self.folder / name
        if not folder.exists():
            newest = self.latest()
            made = self.add(name, files)
            if newest:
                self._point(newest.name)
            return made
        wrong = {n: c for n, c in files.items() if not _is_intact(folder / n, _sha256(c))}
        staging = Path(tempfile.mkdtemp(prefix=".new-", dir=self.folder))
        for file, content in wrong.items():
            (staging / file).write_bytes(content)
            (staging / file).replace(folder / file)
        staging.rmdir()
        return Edition(name, folder, new=bool(wrong))

    def _point(self, name: str) -> None:
        link = self.folder / f".{_LATEST}"
        link.unlink(missing_ok=True)
        link.symlink_to(name)
        os.replace(link, self.folder / _LATEST)  # noqa: PTH105 - replaces a link, not its target

    def _sweep(self) -> None:
        """Remove what a builder that was killed left half done; nobody else holds the lock."""
        for rest in self.folder.glob(".new-*"):
            shutil.rmtree(rest, ignore_errors=True)


def read_lock(folder: Path) -> dict[str, Any] | None:
    """An edition's lock, or None where it is missing or damaged."""
    try:
        lock = json.loads((folder / LOCK).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return lock if isinstance(lock, dict) else None


def altered(folder: Path, lock: Mapping[str, Any]) -> tuple[str, ...]:
    """The files of an edition that are not as they were written, by its lock."""
    outputs = lock.get("outputs") or {}
    return tuple(name for name, digest in outputs.items() if not _is_intact(folder / name, digest))


def _is_intact(file: Path, digest: str) -> bool:
    return file.is_file() and _sha256(file.read_bytes()) == digest


def _sha256(content: bytes) -> str:
    return sha256(content).hexdigest()
