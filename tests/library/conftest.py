"""The library in each of the ways in which it is kept; what it promises, all of them keep."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres import fresh

from briefgen.library import Library, SqliteLibrary
from briefgen.library.postgres import PostgresLibrary


@pytest.fixture(scope="session")
def _address(postgres_server: str) -> Iterator[str]:
    with fresh(postgres_server) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    """A library that is not there yet."""
    if request.param == "sqlite":
        yield SqliteLibrary(tmp_path / "library")
        return
    library = PostgresLibrary(request.getfixturevalue("_address"))
    yield library
    library.server.rows("DROP SCHEMA IF EXISTS briefgen CASCADE")
    library.server.close()
