"""Files that appear whole, and stay when the power fails."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from briefgen.deliver.setback import Setback
from briefgen.model import Problem


def write_file(file: Path, content: bytes) -> None:
    """Write a file beside its place, then rename it there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.parent)
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


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder beside its place, then rename it there; one that is there gives way."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in files.items():
            with (staging / name).open("wb") as file:
                file.write(content)
                os.fsync(file.fileno())
        staging.chmod(0o755)
        if folder.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
            folder.rename(old / folder.name)
            staging.rename(folder)
            shutil.rmtree(old, ignore_errors=True)
        else:
            staging.rename(folder)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    sync_folder(folder.parent)


def unwritten(error: OSError, file: Path) -> Setback:
    """What is told where the disk would not have it."""
    what = f"cannot be written ({error.strerror})"
    remedy = "check the disk and the folder; it is tried again by itself"
    return Setback(Problem(str(error.filename or file), what, remedy))


def sync_folder(folder: Path) -> None:
    """Have a folder's names on the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
