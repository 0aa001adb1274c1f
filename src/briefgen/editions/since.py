"""What an edition updates, and what has changed since."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefgen.editions.corrections import withdrawal
from briefgen.editions.seen import read_record
from briefgen.library import Library
from briefgen.model import Evidence


def since(evidence: Evidence, folder: Path, library: Library) -> Evidence:
    """The evidence with what changed since the edition that it updates, one of a brief's folder."""
    # Not where an edition is only looked for.
    from briefgen.evidence.diff import diff  # noqa: PLC0415
    from briefgen.evidence.record import to_record  # noqa: PLC0415

    evidence = replace(evidence, replaces=None, changes=None)
    if not evidence.updates:
        return evidence
    before = read_record(folder / evidence.updates)
    return replace(
        evidence,
        replaces=withdrawal(folder / evidence.updates),
        changes=diff(before, to_record(evidence), library.text) if before else None,
    )
