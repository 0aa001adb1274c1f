"""What the desk decided on the views and contrasts that were proposed to it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal

from briefgen.model.desk import Stance

Verdict = Literal["accept", "reject", "move"]

#: What a decision is on: the issue, and the text of a passage, or the two of a contrast.
Matter = tuple[str, frozenset[str]]


def plain(text: str) -> str:
    """A passage's text as decisions name it: NFC, single spaces, nothing that does not print."""
    kept = (c for c in unicodedata.normalize("NFC", text) if c.isprintable() or c.isspace())
    return " ".join("".join(kept).split())


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a passage, known by its `plain` text, as a view on an issue.

    `position` and `stance`: the side that it is on (accept, move), or is not on (reject).
    `holder`: whose view it is, where that was put right. `against`: the other text of a contrast
    of which this is one; it is accepted or rejected as a pair. `date` is ISO 8601, `by` whoever
    decided, `note` what they say of it.
    """

    issue: str
    text: str
    verdict: Verdict
    position: str | None = None
    holder: str | None = None
    date: str = ""
    stance: Stance = "supports"
    against: str | None = None
    by: str = ""
    note: str = ""

    @property
    def matter(self) -> Matter:
        """What it decides: two decisions on one matter are of two minds."""
        return matter(self.issue, self.text, *([self.against] if self.against else []))


def matter(issue: str, *texts: str) -> Matter:
    """What a decision on a passage, or on a contrast of two, is known by."""
    return issue, frozenset(map(plain, texts))


@dataclass(frozen=True, slots=True)
class Review:
    """All that the desk decided on one brief, in the order in which it was decided."""

    decisions: tuple[Decision, ...] = ()


NO_REVIEW = Review()
