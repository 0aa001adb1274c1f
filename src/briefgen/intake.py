"""Accessions to documents: each text once, and every source that is left out with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefgen import annotate, readers
from briefgen.copies import settle
from briefgen.errors import NotEnoughSources
from briefgen.library import Library
from briefgen.model import Accession, Document, Problem, Reference, Sentence, SourceRecord

Intake = tuple[tuple[Document, ...], tuple[SourceRecord, ...], tuple[Problem, ...]]


def read_all(accessions: Sequence[Accession], library: Library, *, language: str) -> Intake:
    """The documents, the sources that are excluded, and what is wrong or weak in any of them.

    Copies of one text are one document, and so one voice.
    """
    documents: list[Document] = []
    excluded: list[SourceRecord] = []
    problems: list[Problem] = []
    for accession in accessions:
        found = _readable(accession, library, language)
        if isinstance(found, Document):
            documents.append(found)
        else:
            problems.append(found)
            excluded.append(_excluded(accession, found))
    kept, copies = settle(documents)
    excluded += [_copy(copy, original) for copy, original in copies]
    problems += [*(_same(copy, original) for copy, original in copies), *_doubts(kept)]
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
    only fills in what the text itself does not say.
    """
    told = accession.told
    if accession.told_by == "bibliography":
        read = readers.merge(read, told, "bibliography")
    elif accession.told_by:
        read = readers.fill(read, told, accession.told_by)
    if accession.location.startswith(("http://", "https://")):
        read = readers.fill(read, {"URL": accession.location}, "address")
    return readers.merge(read, accession.stated)


def annotate_all(
    documents: Sequence[Document], library: Library
) -> tuple[tuple[Sentence, ...], ...]:
    """The annotated sentences of each document; what was parsed before is not parsed again."""
    known = {d.id: library.sentences(d.text_sha256, _annotation(d)) for d in documents}
    new = [document for document in documents if known[document.id] is None]
    if new:
        parsed = dict(zip((d.id for d in new), annotate.annotate(new), strict=True))
        with library.writing() as writer:
            for document in new:
                sentences = parsed[document.id]
                writer.keep_sentences(document.text_sha256, _annotation(document), sentences)
        known |= parsed
    return tuple(known[document.id] or () for document in documents)


def _annotation(document: Document) -> str:
    """What an annotation depends on beside the text: the annotator, and where paragraphs stand."""
    bounds = repr([(b.start, b.end, b.number) for b in document.paragraphs]).encode()
    return f"{annotate.version()}-{sha256(bounds).hexdigest()[:16]}"


def _readable(accession: Accession, library: Library, language: str) -> Document | Problem:
    found = library.reading(accession.sha256, readers.version())
    if found is None:
        what = "is in the library's catalogue, but its bytes are not there any more"
        return Problem(accession.location, what, "run `briefgen doctor`, and add it again")
    if isinstance(found, Problem):
        return replace(found, where=accession.location)
    if found.language not in {"", language}:
        what = f"is written in another language ({found.language})"
        remedy = f"only sources in {language!r} can be quoted; it stays in the library"
        return Problem(accession.location, what, remedy)
    return described(found, accession)


def _doubts(documents: Sequence[Document]) -> Iterator[Problem]:
    """What makes a brief weaker than it could be: a source without an author, one source only."""
    for document in documents:
        if not document.reference.author:
            remedy = "state one in the spec, under the source's reference: {author: [{literal: …}]}"
            yield Problem(document.location, "names no author", remedy)
    if len(documents) == 1:
        what = "is the only source, and so there is no view to set against its own"
        yield Problem(documents[0].location, what, "add sources that take another side")


def _same(copy: Document, original: Document) -> Problem:
    same = "the same text as" if copy.text_sha256 == original.text_sha256 else "a copy of"
    what = f"holds {same} {original.location}"
    return Problem(copy.location, what, "the two count as one voice; nothing needs to be done")


def _copy(copy: Document, original: Document) -> SourceRecord:
    return SourceRecord(
        id=copy.snapshot_sha256[:12],
        reference=copy.reference,
        location=copy.location,
        retrieved=copy.retrieved,
        sha256=copy.snapshot_sha256,
        text_sha256=copy.text_sha256,
        words=copy.words,
        used=False,
        excluded=_same(copy, original).what,
    )


def _excluded(accession: Accession, problem: Problem) -> SourceRecord:
    return SourceRecord(
        id=accession.sha256[:12],
        reference=Reference(title=Path(accession.location).name),
        location=accession.location,
        retrieved=accession.retrieved,
        sha256=accession.sha256,
        text_sha256=None,
        words=0,
        used=False,
        excluded=problem.what,
    )
