"""A review and its file, side by side: what is decided goes into the file at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from briefgen.model import Decision, Issue, Problem, Review
from briefgen.review.reading import load_review
from briefgen.review.writing import write_review


class KeptReview:
    """A review and its file, which may be altered by hand while the walk goes on.

    `problems`: what the file names that the spec no longer has.
    """

    def __init__(self, file: Path, issues: Sequence[Issue]) -> None:
        self.file = file
        self._issues = issues
        self.review: Review
        self.problems: tuple[Problem, ...]
        self.review, self.problems = load_review(file, issues)

    def keep(self, review: Review) -> None:
        """Write what has changed since the last time into the file as it is now.

        Raises `SpecError` where it has faults, `ArchiveError` where it cannot be written; what
        was not kept then is kept by the next call.
        """
        if review == self.review:
            return
        there, _ = load_review(self.file, self._issues)
        gone = {d.matter for d in self.review.decisions if d not in review.decisions}
        new = [d for d in review.decisions if d not in self.review.decisions]
        left = Review(tuple(d for d in there.decisions if d.matter not in gone))
        write_review(self.file, with_decisions(left, new))
        self.review = review


def with_decisions(review: Review, made: Iterable[Decision]) -> Review:
    """A review with further decisions, each in the place of an earlier one on its matter."""
    made = tuple(made)
    matters = {decision.matter for decision in made}
    kept = (decision for decision in review.decisions if decision.matter not in matters)
    return Review((*kept, *made))
