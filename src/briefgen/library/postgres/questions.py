"""SQLite's questions to a catalogue, asked of PostgreSQL, whose tables have the same names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.postgres import Postgres

_VALUE = re.compile(r"\?|:(low|high|many)\b")


class Answer(list[tuple[Any, ...]]):
    """Rows, as a cursor of SQLite's hands them on."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All of them."""
        return self


class Questions:
    """What a connection of SQLite's is to `cards`."""

    def __init__(self, server: Postgres) -> None:
        self._server = server

    def execute(self, query: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Answer:
        """The rows of an answer."""
        asked = _VALUE.sub(lambda m: f"%({m[1]})s" if m[1] else "%s", query)
        return Answer(self._server.rows(asked, values))
