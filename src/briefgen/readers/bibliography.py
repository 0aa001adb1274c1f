"""Bibliographies: CSL-JSON and BibTeX. Each record names a file beside it, or an address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.model import Document, Part, Problem, Snapshot, Split
from briefgen.readers.bib_record import Fault, Record
from briefgen.readers.decode import decode, normalise
from briefgen.readers.reference import csl_date

#: Problems of one bibliography that are told one by one.
_MOST_PROBLEMS = 20
_ATTACH = "attach its PDF or the saved page in the reference manager, and export with files"


def split_csl(snapshot: Snapshot) -> Split:
    """The records of a list of CSL-JSON."""
    from briefgen.readers.bib_json import records_of_json  # noqa: PLC0415

    text = decode(snapshot.content, snapshot.location)
    if isinstance(text, Problem):
        return Split(problems=(text,))
    return _split(records_of_json(text.lstrip("\ufeff")), snapshot.location)


def split_bibtex(snapshot: Snapshot) -> Split:
    """The records of a BibTeX or BibLaTeX file."""
    text = decode(snapshot.content, snapshot.location)
    if isinstance(text, Problem):
        return Split(problems=(text,))
    return _split(_bibtex_records(normalise(text)), snapshot.location)


def read(snapshot: Snapshot, _text: str) -> Document | Problem:
    """Why a bibliography is no document, and how to name it."""
    what = "is a bibliography and not one document"
    return Problem(snapshot.location, what, "name it as `path:`, so that its records are read")


def _bibtex_records(text: str) -> Iterator[Record | Fault]:
    from briefgen.readers.bib_bibtex import entries_of  # noqa: PLC0415
    from briefgen.readers.bib_fields import csl_fields  # noqa: PLC0415
    from briefgen.readers.bib_files import files_of_field  # noqa: PLC0415
    from briefgen.readers.bib_record import csl_of  # noqa: PLC0415

    entries = entries_of(text)
    known = {entry.key.lower(): entry.fields for entry in entries if not isinstance(entry, Fault)}
    parents = {fields.get("crossref", "").lower() for fields in known.values()}
    for entry in entries:
        if isinstance(entry, Fault):
            yield entry
            continue
        parent = known.get(entry.fields.get("crossref", "").lower(), {})
        files = files_of_field(entry.fields.get("file", ""))
        record = Record(entry.key, entry.line, csl_of(csl_fields(entry, parent)), files)
        # A book may be there only for what its chapters share.
        if _location(record) or entry.key.lower() not in parents:
            yield record


def _split(records: Iterable[Record | Fault], where: str) -> Split:
    parts: list[Part] = []
    problems: list[Problem] = []
    for record in records:
        if isinstance(record, Fault):
            problems.append(Problem(_named(record, where), record.what, record.remedy))
        elif location := _location(record):
            issued = csl_date(record.reference.get("issued", ""))
            parts.append(Part(location, None, record.reference, issued))
        else:
            what = "names neither a file nor a web address"
            problems.append(Problem(_named(record, where), what, _ATTACH))
    if not parts and not problems:
        problems.append(Problem(where, "is a bibliography without records", _ATTACH))
    return Split(tuple(parts), _shortened(problems, where))


def _shortened(problems: list[Problem], where: str) -> tuple[Problem, ...]:
    """The first problems, and how many more there are."""
    if len(problems) <= _MOST_PROBLEMS:
        return tuple(problems)
    what = f"has {len(problems) - _MOST_PROBLEMS} more records that are broken or name no source"
    return (*problems[:_MOST_PROBLEMS], Problem(where, what, _ATTACH))


def _location(record: Record) -> str:
    """The best file as the record writes it, else the address. Whether it may be read is not said.

    A path is one from the bibliography's folder, unless it is absolute.
    """
    return record.files[0] if record.files else str(record.reference.get("URL", ""))


def _named(item: Record | Fault, where: str) -> str:
    """The bibliography, the record and its line: "refs.bib: entry roe2017 (line 12)"."""
    if not item.line:
        return where
    key = "".join(sign if sign.isprintable() else "?" for sign in item.key)
    return f"{where}: entry {key} (line {item.line})" if key else f"{where}:{item.line}"
