"""A library by its place: a folder, or the address of a PostgreSQL database."""

from __future__ import annotations

from pathlib import Path

from briefgen.errors import ArchiveError
from briefgen.library.archive import SqliteLibrary
from briefgen.library.moving import MovingFiles
from briefgen.library.protocol import Library
from briefgen.library.transfer import Movable
from briefgen.postgres import is_address


def open_library(place: Path | str) -> Library:
    """The library in a folder or at an address; nothing is read yet, and nothing made."""
    if isinstance(place, str) and is_address(place):
        from briefgen.library.postgres import library_at  # noqa: PLC0415

        return library_at(place)
    return SqliteLibrary(Path(place))


def movable(place: Path | str, bytes_at: str = "") -> Movable:
    """The library there, to be copied; `bytes_at`: where a new database keeps sources' bytes."""
    if isinstance(place, str) and is_address(place):
        from briefgen.library.postgres import MovingRows, PostgresLibrary  # noqa: PLC0415

        return MovingRows(PostgresLibrary(place, bytes_at))
    if bytes_at:
        what = "a library in a folder keeps its sources' bytes there"
        raise ArchiveError(f"{place}: {what}; leave --bytes out")
    return MovingFiles(SqliteLibrary(Path(place)))
