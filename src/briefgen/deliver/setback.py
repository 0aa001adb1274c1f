"""A delivery that did not come about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefgen.model import Problem

GIVEN_UP = "it is given up; when that is mended, run briefgen deliver --retry"
"""The remedy for what is not tried again by itself."""


@dataclass(frozen=True, slots=True)
class Setback:
    """Why something was not delivered.

    `lasting`: another try would end the same. `doubtful`: it was handed over whole, and whether it
    arrived is not known. `of_server`: nothing else can be sent there either, for now.
    """

    problem: Problem
    lasting: bool = False
    doubtful: bool = False
    of_server: bool = False


def unwritten(error: OSError, file: Path) -> Setback:
    """What is told where the disk would not have it."""
    what = f"cannot be written ({error.strerror})"
    remedy = "check the disk and the folder; it is tried again by itself"
    return Setback(Problem(str(error.filename or file), what, remedy))
