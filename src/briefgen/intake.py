"""Accessions to documents: each text once, and every source that is left out with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from briefgen import readers
from briefgen.copies import settle
from briefgen.errors import NotEnoughSources
from briefgen.library import Library
from briefgen.model import (
    Accession,
    Advice,
    Document,
    Problem,
    Reference,
    SourceRecord,
)
from briefgen.readers.address import original_address
from briefgen.readers.reference import fill, merge

#: Copies, and sources without an author, that are named one by one.
_FEW, _MANY = 5, 20

Intake = tuple[tuple[Document, ...], tuple[SourceRecord, ...], tuple[Problem, ...]]


def read_all(accessions: Sequence[Accession], library: Library, *, language: str) -> Intake:
    """The documents, the sources that are excluded, and what is wrong or weak in any of them.

    Copies of one text are one document, and so one voice.
    """
    documents: list[Document] = []
    excluded: list[SourceRecord] = []
    problems: list[Problem] = []
    for accession in accessions:
        found = _readable(accession, library)
        problem = found if isinstance(found, Problem) else _foreign(found, language)
        if isinstance(found, Document) and problem is None:
            documents.append(found)
        elif problem is not None:
            problems.append(problem)
            excluded.append(_excluded(accession, found, problem))
    kept, copies = settle(documents)
    excluded += [_copy(copy, original) for copy, original in copies]
    problems += [*_copies(copies), *_doubts(kept)]
    return kept, tuple(excluded), tuple(problems)


def require_enough(documents: Sequence[Document], problems: Sequence[Problem]) -> None:
    """Stop before anything is written where there is nothing to brief on."""
    if not documents:
        raise NotEnoughSources(problems)


def described(document: Document, accession: Accession) -> Document:
    """The document as one source's: its place, and what is said of it beside its own text."""
    return replace(
        document,
        location=accession.location,
        retrieved=accession.retrieved,
        reference=reference_of(document.reference, accession),
    )


def reference_of(read: Reference, accession: Accession) -> Reference:
    """What a source is, by all that is said of it.

    What the desk states wins over what a bibliography says, and that over what was read; a feed
    only fills in what the text itself does not say, and the address where nothing names another.
    """
    told = accession.told
    if accession.told_by == "bibliography":
        read = merge(read, told, "bibliography")
    elif accession.told_by:
        read = fill(read, told, accession.told_by)
    if accession.location.lower().startswith(("http://", "https://")):
        read = fill(read, {"URL": original_address(accession.location)}, "address")
    return merge(read, accession.stated)


def _readable(accession: Accession, library: Library) -> Document | Problem:
    found = library.reading(accession.sha256, readers.version())
    if found is None:
        what = "is in the library's catalogue, but its bytes are not there any more"
        return Problem(accession.location, what, "run `briefgen doctor`, and add it again")
    if isinstance(found, Problem):
        return replace(found, where=accession.location)
    return described(found, accession)


def _foreign(document: Document, language: str) -> Problem | None:
    """Why a document in another language is left out; one that is too short to tell is not."""
    if document.language in {"", language}:
        return None
    what = f"is written in another language ({document.language})"
    remedy = f"only sources in {language!r} can be quoted; it stays in the library"
    return Problem(document.location, what, remedy)


def _doubts(documents: Sequence[Document]) -> Iterator[Advice]:
    """What makes a brief weaker than it could be: a source without an author, one source only."""
    nameless = [d.location for d in documents if not d.reference.author]
    remedy = (
        "state one in the spec, under the source's reference: "
        "{author: [{family: …, given: …}]} for a person, {author: [{literal: …}]} for a body"
    )
    if len(nameless) <= _MANY:
        yield from (Advice(location, "names no author", remedy) for location in nameless)
    else:
        what = f"{len(nameless)} of them name no author, among them {', '.join(nameless[:_FEW])}"
        yield Advice("the sources", what, remedy)
    if len(documents) == 1:
        what = "is the only source, and so there is no view to set against its own"
        yield Advice(documents[0].location, what, "add sources that take another side")


def _copies(copies: Sequence[tuple[Document, Document]]) -> Iterator[Problem]:
    """What is said of copies: each of a few, and of many how many there are."""
    if len(copies) <= _FEW:
        yield from (_same(copy, original) for copy, original in copies)
    else:
        what = f"hold {len(copies)} copies of texts that others of them hold"
        yield Problem("the sources", what, "each text counts as one voice; nothing need be done")


def _same(copy: Document, original: Document) -> Problem:
    same = "the same text as" if copy.text_sha256 == original.text_sha256 else "a copy of"
    what = f"holds {same} {original.location}"
    return Problem(copy.location, what, "the two count as one voice; nothing needs to be done")


def _copy(copy: Document, original: Document) -> SourceRecord:
    return replace(left_out(copy, _same(copy, original).what), copy_of=original.id)


def _excluded(accession: Accession, found: Document | Problem, why: Problem) -> SourceRecord:
    """The record of a source that is not quoted, by what is known of it, were it only its name."""
    if isinstance(found, Document):
        return left_out(found, why.what)
    about = reference_of(Reference(), accession)
    return SourceRecord(
        id=accession.sha256[:12],
        reference=about if about.title else replace(about, title=Path(accession.location).name),
        location=accession.location,
        retrieved=accession.retrieved,
        sha256=accession.sha256,
        text_sha256=None,
        words=0,
        used=False,
        excluded=why.what,
    )


def left_out(document: Document, why: str) -> SourceRecord:
    """The record of a source that was read and is not quoted, and why."""
    return SourceRecord(
        id=document.snapshot_sha256[:12],
        reference=document.reference,
        location=document.location,
        retrieved=document.retrieved,
        sha256=document.snapshot_sha256,
        text_sha256=document.text_sha256,
        words=document.words,
        used=False,
        excluded=why,
    )
