"""Texts that ended or hung what was to parse them: by hash and annotator, and why."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

#: A table of the sixth layout.
TABLE = """
CREATE TABLE IF NOT EXISTS quarantine (
    sha256 TEXT NOT NULL, version TEXT NOT NULL,  -- of the text, and of the annotator
    why TEXT NOT NULL, since TEXT NOT NULL,       -- ISO 8601, UTC
    PRIMARY KEY (sha256, version)) WITHOUT ROWID;
"""
#: Why an annotator of a version does not try texts again, by their hashes.
REASONS = "SELECT sha256, why FROM quarantine WHERE version = ? AND sha256 IN ({})"
#: All of them, the oldest first.
ALL = "SELECT sha256, version, why, since FROM quarantine ORDER BY since, sha256, version"
_ADD = "REPLACE INTO quarantine (sha256, version, why, since) VALUES (?, ?, ?, ?)"
_RELEASE = "DELETE FROM quarantine WHERE sha256 = ?"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A text in quarantine: its SHA-256, by which annotator it was tried, why, since when."""

    sha256: str
    version: str
    why: str
    since: str


def entries(database: sqlite3.Connection) -> tuple[SetAside, ...]:
    """All of them, the oldest first."""
    return tuple(SetAside(*row) for row in database.execute(ALL))


def add(database: sqlite3.Connection, entry: SetAside) -> None:
    """Set a text aside."""
    database.execute(_ADD, (entry.sha256, entry.version, entry.why, entry.since))


def release(database: sqlite3.Connection, sha256s: Iterable[str]) -> int:
    """Have texts tried again, by whatever annotator; how many rows there were."""
    return sum(database.execute(_RELEASE, (each,)).rowcount for each in sha256s)
