"""A `Review` to `<slug>.review.yaml`: whole or not at all, to be read and altered by hand."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from briefgen.errors import ArchiveError
from briefgen.model import Decision, Review
from briefgen.spec.words import flow
from briefgen.whole import write_file

_HEAD = """\
# What the desk decided on the views and contrasts of this brief; briefgen review writes it. It may
# be altered by hand: verdict is accept, reject or move; position is the id of one in the spec.
# Comments are not kept when briefgen review writes again: put them into a decision, as note: …
"""
_WIDTH = 96


def write_review(file: Path, review: Review) -> None:
    """Put a review in the place of the one before, by one rename.

    Raises `ArchiveError` where the file cannot be written; then the one before is as it was.
    """
    try:
        write_file(file, review_text(review).encode())
    except OSError as error:
        raise ArchiveError(
            f"{file}: the review cannot be written ({error.strerror}); check the folder"
        ) from error


def review_text(review: Review) -> str:
    """The file's text, the same for the same review."""
    blocks = ["".join(f"{line}\n" for line in _lines(decision)) for decision in review.decisions]
    return f"{_HEAD}decisions:\n" + "\n".join(blocks) if blocks else f"{_HEAD}decisions: []\n"


def _lines(decision: Decision) -> Iterator[str]:
    """A decision as an item of the list, with what is as it is by itself left out."""
    implied = "supports" if decision.position else "unclear"
    stance = "" if decision.against or decision.stance == implied else decision.stance
    yield f"  - issue: {flow(decision.issue)}"
    yield from _folded("text", decision.text)
    yield from _folded("against", decision.against)
    for key, value in (
        ("verdict", decision.verdict),
        ("position", decision.position),
        ("stance", stance),
        ("holder", decision.holder),
        ("date", decision.date),
        ("by", decision.by),
    ):
        if value:
            yield f"    {key}: {value if key == 'date' else flow(value)}"
    yield from _folded("note", decision.note)


def _folded(key: str, text: str | None) -> Iterator[str]:
    """A long text as YAML folds it: broken at spaces, which come back as they were."""
    if text:
        yield f"    {key}: >-"
        lines = textwrap.wrap(text, _WIDTH - 6, break_long_words=False, break_on_hyphens=False)
        yield from (f"      {line}" for line in lines)
