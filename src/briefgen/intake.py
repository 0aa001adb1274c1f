"""Snapshots to documents: each text once, and every source that is left out with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from briefgen.errors import NotEnoughSources
from briefgen.model import Document, Problem, Reference, Snapshot, SourceRecord
from briefgen.readers import read

Intake = tuple[tuple[Document, ...], tuple[SourceRecord, ...], tuple[Problem, ...]]


def read_all(snapshots: Sequence[Snapshot]) -> Intake:
    """The documents, the sources that are excluded, and what is wrong or weak in any of them."""
    documents: dict[str, Document] = {}
    excluded: list[SourceRecord] = []
    problems: list[Problem] = []
    for snapshot in snapshots:
        found = read(snapshot)
        if isinstance(found, Document) and found.id in documents:
            found = _duplicate(found, documents[found.id])
        if isinstance(found, Document):
            documents[found.id] = found
        else:
            problems.append(found)
            excluded.append(_excluded(snapshot, found))
    problems += _doubts(tuple(documents.values()))
    return tuple(documents.values()), tuple(excluded), tuple(problems)


def require_enough(documents: Sequence[Document], problems: Sequence[Problem]) -> None:
    """Stop before anything is written where there is nothing to brief on."""
    if not documents:
        raise NotEnoughSources(problems)


def _doubts(documents: Sequence[Document]) -> Iterator[Problem]:
    """What makes a brief weaker than it could be: a source without an author, one source only."""
    for document in documents:
        if not document.reference.author:
            remedy = "state one in the spec, under the source's reference: {author: [{literal: …}]}"
            yield Problem(document.location, "names no author", remedy)
    if len(documents) == 1:
        what = "is the only source, and so there is no view to set against its own"
        yield Problem(documents[0].location, what, "add sources that take another side")


def _duplicate(found: Document, first: Document) -> Problem:
    return Problem(
        found.location,
        f"holds the same text as {first.location}",
        "it counts as one voice; take one of the two out",
    )


def _excluded(snapshot: Snapshot, problem: Problem) -> SourceRecord:
    return SourceRecord(
        id=snapshot.sha256[:12],
        reference=Reference(title=Path(snapshot.location).name),
        location=snapshot.location,
        retrieved=None,
        sha256=snapshot.sha256,
        text_sha256=None,
        words=0,
        used=False,
        excluded=problem.what,
    )
