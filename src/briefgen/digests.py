"""Hashes of large files, kept by the files' marks: one that is as it was is not read again."""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Self

from briefgen.marks import is_settled, mark
from briefgen.whole import sweep, write_file


class Digests:
    """The SHA-256 of files, kept as JSON: place to mark and hash, of those last asked for.

    It tells whether something has changed; whoever loads a model reads all of it and checks that.
    `moment` is when this began (ns since 1970). What is kept only ever saves time.
    """

    def __init__(self, kept: Path, moment: int) -> None:
        self._file, self._moment = kept, moment
        self._before = _read(kept)
        self._now: dict[str, list[str]] = {}

    def __call__(self, file: Path) -> str:
        """The SHA-256 of a file, in hexadecimal digits."""
        place = str(file.absolute())
        known = self._now.get(place) or self._before.get(place)
        if known and known[0] == mark(file.stat()):
            self._now[place] = known
            return known[1]
        with file.open("rb") as content:
            about = os.fstat(content.fileno())
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        if is_settled(about, self._moment):
            self._now[place] = [mark(about), digest]
        return digest

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Keep what is new; where that can't be done, the files are read again."""
        if self._now != self._before:
            with suppress(OSError):  # also where another process swept what this one writes
                sweep(self._file)
                write_file(self._file, json.dumps(self._now, indent=0, sort_keys=True).encode())


def _read(kept: Path) -> dict[str, list[str]]:
    """What was kept; nothing where that is missing or damaged."""
    try:
        found = json.loads(kept.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    entries = found.items() if isinstance(found, dict) else ()
    return {place: entry for place, entry in entries if _is_entry(entry)}


def _is_entry(entry: object) -> bool:
    return isinstance(entry, list) and [type(part) for part in entry] == [str, str]
