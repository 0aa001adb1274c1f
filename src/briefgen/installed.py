"""Which versions of packages are installed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path


def release(package: str) -> str:
    """A package's version; "" where it is not installed."""
    return _by_folders().get(_plain(package)) or _told(package)


@cache
def _by_folders() -> Mapping[str, str]:
    """The versions by the names of packages' folders: "NAME-VERSION.dist-info".

    So the specification of wheels has it; to ask `importlib.metadata` for each reads as many
    descriptions, which takes a tenth of a build in which nothing has changed.
    """
    found: dict[str, str] = {}
    for folder in map(Path, reversed(sys.path)):
        for each in folder.glob("*.dist-info") if folder.is_dir() else ():
            name, _, version = each.name.removesuffix(".dist-info").partition("-")
            found[_plain(name)] = version
    return found


def _told(package: str) -> str:
    """The version by the package's own description, where no folder tells it."""
    from importlib import metadata  # noqa: PLC0415 - seldom needed, and slow

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _plain(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")
