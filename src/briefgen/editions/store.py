"""Where editions stand, and the one rename that makes a new one appear."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
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
_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-(\d{1,9}))?")


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition on disk; `new` is False where nothing had changed since it was made."""

    name: str
    folder: Path
    new: bool

    @property
    def documents(self) -> tuple[Path, ...]:
        """The briefs in it, in the order of their names."""
        own = (RECORD, LOCK, WITHDRAWN)
        files = (f for f in self.folder.iterdir() if f.name not in own and f.name[0] != ".")
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
                self._adopt()
                yield
        except OSError as error:
            raise ArchiveError(
                f"{error.filename or self.folder}: editions cannot be written ({error.strerror}); "
                "check the folder, or give another with --out"
            ) from error

    def day(self, asked: date | None) -> str:
        """The date of the next edition: the one asked for, or today's.

        Where the clock is behind the newest edition, that edition's.
        """
        newest = self.latest()
        last = day_and_number(newest.name) if newest else None
        today = date.today().isoformat()
        return asked.isoformat() if asked else max(today, last[0] if last else "")

    def next_name(self, as_of: str) -> str:
        """The name of the next edition of that date: the date, then -2, -3 and so on."""
        last = max((number for day, number in self._dated() if day == as_of), default=0)
        return f"{as_of}-{last + 1}" if last else as_of

    def latest(self, day: str = "") -> Path | None:
        """The folder of the newest edition, or None where there is none yet.

        With a day, an ISO date: the newest of that day or before it.
        """
        link = self.folder / _LATEST
        newest = link.resolve() if link.exists() else None
        if newest is None or not day or newest.name[: len(day)] <= day:
            return newest
        before = {place: name for place, name in self._dated().items() if place[0] <= day}
        return self.folder.resolve() / before[max(before)] if before else None

    def earlier(self, as_of: str) -> str:
        """The name of the edition that the next one of that date updates, or none."""
        newest = self.latest(as_of)
        return newest.name if newest else ""

    def unchanged(self, key: str, day: str, *, asked: bool) -> Edition | None:
        """The newest edition of the day, if it was made from this key and is as it was written.

        `asked`: that day is the one that the edition has to be of.
        """
        folder = self.latest(day)
        lock = read_lock(folder) if folder else None
        if folder is None or lock is None or lock.get("key") != key:
            return None
        fonts = lock.get("fonts") or {}
        if fonts_now(fonts) != fonts:
            return None
        if asked and lock.get("as_of") != day:
            return None
        return Edition(folder.name, folder, new=False) if _is_whole(folder, lock) else None

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
            return self.add(name, files)
        wrong = {n: c for n, c in files.items() if not _is_intact(folder / n, _sha256(c))}
        staging = Path(tempfile.mkdtemp(prefix=".new-", dir=self.folder))
        for file, content in wrong.items():
            (staging / file).write_bytes(content)
            (staging / file).replace(folder / file)
        staging.rmdir()
        return Edition(name, folder, new=bool(wrong))

    def _dated(self) -> dict[tuple[str, int], str]:
        """The names of all editions by day and number."""
        names = [f.name for f in self.folder.iterdir()] if self.folder.is_dir() else []
        return {place: name for name in names if (place := day_and_number(name))}

    def _point(self, name: str) -> None:
        """Let `latest` lead to this edition, unless it leads to a newer one."""
        newest = self.latest()
        if newest and (day_and_number(newest.name) or ("", 0)) > (day_and_number(name) or ("", 0)):
            return
        link = self.folder / f".{_LATEST}"
        link.unlink(missing_ok=True)
        link.symlink_to(name)
        os.replace(link, self.folder / _LATEST)  # noqa: PTH105 - replaces a link, not its target

    def _sweep(self) -> None:
        """Remove what a builder that was killed left half done; nobody else holds the lock."""
        for rest in self.folder.glob(".new-*"):
            shutil.rmtree(rest, ignore_errors=True)
        for file in self.folder.glob(".*.part"):
            file.unlink(missing_ok=True)

    def _adopt(self) -> None:
        """Link a whole edition whose builder was killed after it had its name."""
        newest = self.latest()
        before = newest.name if newest else ""
        for place, name in sorted(self._dated().items()):
            if newest and place <= (
                day_and_number(before) or ("", 0)
            ):  # and so its lock is not read
                continue
            lock = read_lock(self.folder / name)
            if lock and lock.get("updates") == before and _is_whole(self.folder / name, lock):
                self._point(name)
                return


def _is_whole(folder: Path, lock: Mapping[str, Any]) -> bool:
    """Whether every file of an edition is as it was written, its record among them."""
    outputs = lock.get("outputs")
    return isinstance(outputs, dict) and RECORD in outputs and not altered(folder, lock)


def day_and_number(name: str) -> tuple[str, int] | None:
    """Where an edition of this name stands in its series: its day, and its number on that day."""
    found = _NAME.fullmatch(name)
    return (found[1], int(found[2] or 1)) if found else None


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
