"""Editions that their desk withdrew: a mark beside the record, and no file of theirs changed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.editions.store import WITHDRAWN
from briefgen.errors import ArchiveError
from briefgen.model import Problem
from briefgen.whole import write_file

if TYPE_CHECKING:
    from briefgen.model import Withdrawal

#: Letters of a reason that a page has room for.
_LONGEST = 300


def withdraw(folder: Path, reason: str, now: datetime) -> Withdrawal | Problem:
    """Mark an edition as withdrawn; `Problem` where it is so already, or no reason is given."""
    told = " ".join(reason.split())
    if not told or len(told) > _LONGEST:
        what = f"a reason has from 1 to {_LONGEST} letters, and this {len(told)}"
        return Problem("--reason", what, "say in a sentence why readers should not rely on it")
    if (before := withdrawal(folder)) is not None:
        what = f"was withdrawn already ({before.date[:10]}: {before.reason})"
        return Problem(folder.name, what, f"to put it right, edit {folder / WITHDRAWN}")
    from briefgen.model import Withdrawal  # noqa: PLC0415

    made = Withdrawal(folder.name, now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), told)
    text = json.dumps({"date": made.date, "reason": made.reason}, ensure_ascii=False, indent=1)
    try:
        write_file(folder / WITHDRAWN, f"{text}\n".encode())
    except OSError as error:
        what = f"{error.filename or folder}: cannot be written ({error.strerror})"
        raise ArchiveError(f"{what}; check the folder") from error
    return made


def withdrawal(folder: Path) -> Withdrawal | None:
    """When and why an edition was withdrawn; None where it was not.

    A mark that cannot be read is still one: whoever damaged it did not take the edition back.
    """
    file = folder / WITHDRAWN
    if not file.exists():
        return None
    from briefgen.model import Withdrawal  # noqa: PLC0415 - seldom needed

    try:
        told = json.loads(file.read_bytes())
        return Withdrawal(folder.name, str(told["date"]), str(told["reason"]))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return Withdrawal(folder.name, "", "")


def warning(folder: Path) -> tuple[Problem, ...]:
    """What is said of an edition wherever it is used, where it was withdrawn."""
    mark = withdrawal(folder)
    if mark is None:
        return ()
    day, reason = mark.date[:10] or "a day unknown", mark.reason.rstrip(".") or "no reason given"
    what = f"was withdrawn on {day}: {reason}"
    return (Problem(f"edition {mark.edition}", what, "do not rely on it; use a later edition"),)
