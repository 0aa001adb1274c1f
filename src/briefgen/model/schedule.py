"""When a brief is to be made again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

#: What is done about times that passed unseen: the last is made up for, each is, or none.
CatchUp = Literal["latest", "all", "none"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The times of a brief: cron's five fields on the clocks of an IANA time zone.

    What was due longer than `max_age` ago is not made up for.
    """

    cron: str
    timezone: str = "UTC"
    catch_up: CatchUp = "latest"
    max_age: timedelta = timedelta(days=7)
