"""Files that appear whole or not at all, and stay when the power fails."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from glob import escape
from pathlib import Path

#: How what is not whole yet is called at its end.
_PART = ".part"


def write_file(file: Path, content: bytes) -> None:
    """Write a file beside its place, then rename it there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(_PART, f".{file.name}-", file.parent)
    try:
        with os.fdopen(number, "wb") as staging:
            staging.write(content)
            os.fsync(staging.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    sync_folder(file.parent)


def write_once(file: Path, content: bytes) -> bytes:
    """Write a file that is not there; what it holds, whoever else wrote it at the same time."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        own = Path(tempfile.mkdtemp(prefix=f".{file.name}-", dir=file.parent)) / file.name
        try:
            write_file(own, content)
            with suppress(FileExistsError):
                os.link(own, file)
        finally:
            shutil.rmtree(own.parent, ignore_errors=True)
        sync_folder(file.parent)
    return file.read_bytes()


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder beside its place, then rename it there; one that is there gives way."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(_PART, f".{folder.name}-", folder.parent))
    try:
        for name, content in files.items():
            (staging / name).write_bytes(content)
        settle(staging)
        staging.chmod(0o755)
        if folder.exists():
            old = Path(tempfile.mkdtemp(_PART, f".{folder.name}-", folder.parent))
            folder.rename(old / folder.name)
            staging.rename(folder)
            shutil.rmtree(old, ignore_errors=True)
        else:
            staging.rename(folder)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    sync_folder(folder.parent)


def sweep(place: Path) -> None:
    """Remove what was left beside a place by who was killed while writing it.

    For whoever holds the lock under which alone it is written, or can do without what is written.
    """
    for rest in place.parent.glob(f".{escape(place.name)}-*{_PART}"):
        if rest.is_dir():
            shutil.rmtree(rest, ignore_errors=True)
        else:
            rest.unlink(missing_ok=True)


def settle(folder: Path) -> None:
    """Have a folder's files on the disk, and their names."""
    for file in folder.iterdir():
        if file.is_file():
            _sync(file)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Have a folder's names on the disk."""
    _sync(folder)


def _sync(place: Path) -> None:
    number = os.open(place, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
