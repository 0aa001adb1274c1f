"""What an edition updates, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.editions.corrections import withdrawal
from briefgen.editions.seen import record_in
from briefgen.editions.store import RECORD, Shelf
from briefgen.library import Library
from briefgen.model import Withdrawal

if TYPE_CHECKING:
    from briefgen.model import Evidence


@dataclass(frozen=True, slots=True)
class Before:
    """The edition that another updates: its record's bytes, and how it was withdrawn, if it was."""

    record: bytes | None = None
    replaces: Withdrawal | None = None

    @classmethod
    def of(cls, folder: Path, name: str) -> Before:
        """The edition of this name in a brief's folder, as it is now; of no name, none."""
        if not name:
            return cls()
        file = folder / name / RECORD
        return cls(file.read_bytes() if file.is_file() else None, withdrawal(folder / name))

    @property
    def sha256(self) -> str:
        """The hash of the record; empty where there is none."""
        return sha256(self.record).hexdigest() if self.record is not None else ""


def numbered(evidence: Evidence, shelf: Shelf, day: str, library: Library) -> Evidence:
    """The evidence as that of the edition which would be the next on `day`, an ISO date."""
    edition, updates = shelf.next_name(day), shelf.earlier(day)
    evidence = replace(evidence, edition=edition, as_of=day, updates=updates)
    return since(evidence, Before.of(shelf.folder, updates), library)


def since(evidence: Evidence, before: Before, library: Library) -> Evidence:
    """The evidence with what changed since the edition that it updates."""
    # Not where an edition is only looked for.
    from briefgen.evidence.diff import diff  # noqa: PLC0415
    from briefgen.evidence.record import to_record  # noqa: PLC0415

    evidence = replace(evidence, replaces=before.replaces, changes=None)
    older = record_in(before.record) if before.record is not None else None
    if older is None:
        return evidence
    return replace(evidence, changes=diff(older, to_record(evidence), library.text))
