"""The public record of an edition, `evidence.json` (schema `briefgen.evidence/1`)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from briefgen.cite import csl
from briefgen.model import Date, Evidence, Holder, IssueEvidence, Passage, Reference, SourceRecord

SCHEMA = "briefgen.evidence/1"


def to_json(evidence: Evidence) -> bytes:
    """The record as UTF-8 JSON, the same bytes for the same evidence."""
    return dump(to_record(evidence))


def dump(record: Any) -> bytes:
    """JSON as Briefgen writes it: UTF-8, indented, keys in their order, a final newline."""
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def to_record(evidence: Evidence) -> dict[str, Any]:
    """The record as plain values, in the order that docs/evidence.md documents."""
    spec = evidence.spec
    return {
        "schema": SCHEMA,
        "slug": spec.slug,
        "title": spec.title,
        "edition": evidence.edition,
        "updates": evidence.updates or None,
        "replaces": asdict(evidence.replaces) if evidence.replaces else None,
        "as_of": evidence.as_of,
        "language": spec.language,
        "sources": [_source(source) for source in evidence.sources],
        "passages": {key: _passage(passage) for key, passage in evidence.passages.items()},
        "holders": {key: _holder(holder) for key, holder in evidence.holders.items()},
        "issues": [_issue(issue) for issue in evidence.issues],
        "problems": [asdict(problem) for problem in evidence.problems],
        "reviewed": asdict(evidence.reviewed),
        "changes": asdict(evidence.changes) if evidence.changes else None,
    }


def _source(source: SourceRecord) -> dict[str, Any]:
    return {
        "id": source.id,
        "reference": csl(source.reference, source.id, source.retrieved),
        "location": source.location,
        "retrieved": source.retrieved,
        "sha256": source.sha256,
        "text_sha256": source.text_sha256,
        "words": source.words,
        "used": source.used,
        "excluded": source.excluded,
        "copy_of": source.copy_of,
        "kind": source.kind or None,
        "kind_signs": source.signs,
        "notice": source.notice or None,
        "read_from": dict(source.reference.origin),
        "also": [_copy(reference, source.id) for reference in source.also],
    }


def _copy(reference: Reference, id: str) -> dict[str, Any]:
    """A copy's reference as CSL-JSON; it is no source of its own, and so it has no id."""
    return {key: value for key, value in csl(reference, id).items() if key != "id"}


def _passage(passage: Passage) -> dict[str, Any]:
    return {key: value for key, value in asdict(passage).items() if key != "id"}


def _holder(holder: Holder) -> dict[str, Any]:
    return {key: value for key, value in asdict(holder).items() if key != "id"}


def _issue(issue: IssueEvidence) -> dict[str, Any]:
    record = asdict(issue)
    for made in (*record["viewpoints"], *record["changes"]):
        made["issued"] = _dates(made["issued"])
    for event in (change["event"] for change in record["changes"] if change["event"]):
        event["date"] = _dates([event["date"]])
    return record


def _dates(dates: Sequence[Mapping[str, int]]) -> dict[str, Any] | None:
    """A day, or the first and the last of a span, as CSL-JSON has it."""
    return {"date-parts": [Date(**date).parts for date in dates]} if dates else None
