"""RIS, the tagged format of reference managers. The only importer of rispy."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "chapter": "CHAP",
    "hearing": "HEAR",
    "interview": "PCOMM",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "paper-conference": "CPAPER",
    "personal_communication": "PCOMM",
    "post": "BLOG",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "speech": "CPAPER",
    "thesis": "THES",
    "webpage": "ELEC",
}
_TEXTS = {
    "title": "title",
    "container-title": "secondary_title",
    "publisher": "publisher",
    "publisher-place": "place_published",
    "volume": "volume",
    "issue": "number",
    "edition": "edition",
    "language": "language",
    "DOI": "doi",
    "ISSN": "issn",
    "ISBN": "issn",
    "abstract": "abstract",
}


def to_ris(references: Sequence[Mapping[str, Any]]) -> str:
    """Return references (CSL-JSON) as RIS, a record each, its lines ended as RIS has them."""
    import rispy  # noqa: PLC0415 - only wanted here

    class Plain(rispy.RisWriter):  # type: ignore[misc]
        """Records that begin with their type, without a number before it."""

        NEWLINE = "\r\n"

        def set_header(self, count: int) -> str:  # noqa: ARG002
            return ""

    return str(rispy.dumps([_record(fields) for fields in references], implementation=Plain))


def _record(fields: Mapping[str, Any]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "type_of_reference": _TYPES.get(str(fields.get("type")), "GEN"),
        "id": fields["id"],
        "authors": [_name(name) for name in fields.get("author", ())],
        "secondary_authors": [_name(name) for name in fields.get("editor", ())],
    }
    record |= {tag: _line(fields[key]) for key, tag in _TEXTS.items() if key in fields}
    if issued := _date(fields, "issued"):
        record |= {"year": issued.partition("/")[0], "date": issued}
    first, _, last = _line(fields.get("page", "")).partition("-")
    record |= {"start_page": first, "end_page": last.lstrip("-")}
    record |= {"urls": [_line(fields["URL"])] if "URL" in fields else []}
    record |= {"access_date": _date(fields, "accessed")}
    record |= {"notes": [_line(fields["note"])] if "note" in fields else []}
    return {tag: value for tag, value in record.items() if value}


def _name(name: Mapping[str, str]) -> str:
    return _line(name.get("literal") or ", ".join(filter(None, map(name.get, ("family", "given")))))


def _date(fields: Mapping[str, Any], key: str) -> str:
    """Return a CSL date as "2031/02/14", as far as it goes."""
    parts = (fields.get(key, {}).get("date-parts") or [[]])[0]
    return "/".join(f"{int(part):02d}" for part in parts)


def _line(value: object) -> str:
    """Return text without breaks, which would begin another tag."""
    return re.sub(r"\s+", " ", str(value)).strip()
