"""Files known again as git's index knows them: by what the file system says of them."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

#: Nanoseconds for which a file system may give two changes one time: on FAT two seconds.
_GRAIN = 2_000_000_000


def mark(about: os.stat_result) -> str:
    """Device, inode, size, and when content and entry were last changed (ns)."""
    times = f"{about.st_mtime_ns} {about.st_ctime_ns}"
    return f"{about.st_dev} {about.st_ino} {about.st_size} {times}"


def is_settled(about: os.stat_result, moment: int) -> bool:
    """Whether what changes from `moment` on (ns since 1970) gets another mark for certain.

    Not where a file was changed so shortly before that one more change could leave it the same.
    """
    return max(about.st_mtime_ns, about.st_ctime_ns) < moment - _GRAIN


@cache
def sha256_of(file: Path) -> str:
    """The SHA-256 of a file that no process sees change, such as a model's; read once."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
