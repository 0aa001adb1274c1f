"""When something was, as far as it is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Date:
    """A CSL date: a year, perhaps a month, perhaps a day."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def parts(self) -> list[int]:
        """CSL's `date-parts` of this date, without what is not known."""
        return [part for part in (self.year, self.month, self.day) if part]

    def is_before(self, other: Date) -> bool:
        """Whether it is surely earlier: "2031" and "March 2031" may be the same day."""
        parts = zip(self.parts, other.parts, strict=False)
        return next((mine < theirs for mine, theirs in parts if mine != theirs), False)
