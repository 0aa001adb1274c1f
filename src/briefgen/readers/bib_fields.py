"""BibTeX's and BibLaTeX's entry types and fields as CSL's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefgen.model import Date
from briefgen.readers.bib_bibtex import Entry, names_of
from briefgen.readers.bib_record import LONGEST_FIELD
from briefgen.readers.bib_tex import address, plain_text
from briefgen.readers.dates import parse_date, valid_date

_TYPES = {
    "article": "article-journal", "suppperiodical": "article-journal", "periodical": "periodical",
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book",
    "proceedings": "book", "mvproceedings": "book", "reference": "book", "booklet": "pamphlet",
    "inbook": "chapter", "incollection": "chapter", "suppbook": "chapter", "bookinbook": "chapter",
    "suppcollection": "chapter", "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference", "conference": "paper-conference",
    "report": "report", "techreport": "report", "manual": "report",
    "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "online": "webpage", "electronic": "webpage", "www": "webpage",
    "unpublished": "manuscript", "patent": "patent", "dataset": "dataset", "software": "software",
    "legislation": "legislation", "legal": "legislation", "jurisdiction": "legal_case",
    "letter": "personal_communication", "standard": "standard", "image": "graphic",
    "video": "motion_picture", "movie": "motion_picture", "audio": "song", "music": "song",
}  # fmt: skip
_SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
_IN_ANOTHER = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})

# CSL's variable, and the fields that hold it, the first one that is there.
_TEXTS = {
    "abstract": ("abstract",),
    "annote": ("annotation", "annote"),
    "chapter-number": ("chapter",),
    "collection-title": ("series",),
    "edition": ("edition",),
    "event-place": ("venue",),
    "event-title": ("eventtitle",),
    "genre": ("type",),
    "keyword": ("keywords",),
    "language": ("language", "langid"),
    "note": ("note",),
    "number-of-pages": ("pagetotal",),
    "number-of-volumes": ("volumes",),
    "page": ("pages",),
    "publisher": ("publisher", "institution", "school", "organization", "organisation"),
    "publisher-place": ("location", "address"),
    "status": ("pubstate",),
    "title-short": ("shorttitle",),
    "version": ("version",),
    "volume": ("volume",),
}
_ADDRESSES = {"DOI": "doi", "URL": "url", "ISBN": "isbn", "ISSN": "issn"}
_NAMES = {"author": "author", "editor": "editor", "translator": "translator",
          "container-author": "bookauthor"}  # fmt: skip
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def csl_fields(entry: Entry, parent: Mapping[str, str]) -> dict[str, Any]:
    """An entry as CSL-JSON; what it lacks comes from the `parent` that its `crossref` names."""
    fields = {**_inherited(parent), **entry.fields}
    kind = _type(entry.type, fields)
    found: dict[str, Any] = {
        "type": kind,
        "title": _titled(fields, ""),
        "container-title": _container(fields, kind),
        "issued": _date(fields, ""),
        "accessed": _date(fields, "url"),
        **{name: names_of(fields[field]) for name, field in _NAMES.items() if field in fields},
        **{name: _text(fields, *of) for name, of in _TEXTS.items()},
        **{name: address(fields.get(field, "")) for name, field in _ADDRESSES.items()},
    }
    found["DOI"] = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", found["DOI"])
    found["URL"] = found["URL"] or _address_in(fields)
    found["page"] = re.sub(r"\s*[–—]\s*", "-", found["page"])
    number = _text(fields, "number", "issue")
    if kind.startswith("article"):
        found["issue"] = number
    else:
        found["collection-number" if found["collection-title"] else "number"] = number
    return {name: value for name, value in found.items() if value}


def _inherited(parent: Mapping[str, str]) -> dict[str, str]:
    """A parent's fields as its chapters have them: its title is their book's."""
    kept = {name: value for name, value in parent.items() if name not in {"author", "file", "url"}}
    if "title" in kept:
        kept["booktitle"] = kept.pop("title")
    if "subtitle" in kept:
        kept["booksubtitle"] = kept.pop("subtitle")
    return kept


def _type(name: str, fields: Mapping[str, str]) -> str:
    if name == "article" and (sub := _SUBTYPES.get(fields.get("entrysubtype", "").lower())):
        return sub
    online = "url" in fields or _address_in(fields)
    return _TYPES.get(name, "webpage" if online else "document")


def _container(fields: Mapping[str, str], kind: str) -> str:
    if kind in _IN_ANOTHER:
        return _titled(fields, "book") or _titled(fields, "main")
    if kind == "webpage":
        return _text(fields, "journaltitle", "journal", "maintitle")
    return _titled(fields, "journal") or _text(fields, "journal", "shortjournal")


def _titled(fields: Mapping[str, str], of: str) -> str:
    """A title and what stands below it, with CSL's colon between."""
    title, below = _text(fields, f"{of}title"), _text(fields, f"{of}subtitle")
    joined = title if not below else f"{title}{' ' if title.endswith(('?', '!')) else ': '}{below}"
    return joined.strip(": ")


def _text(fields: Mapping[str, str], *names: str) -> str:
    value = next((fields[name] for name in names if fields.get(name)), "")
    return plain_text(value) if len(value) <= LONGEST_FIELD else ""


def _address_in(fields: Mapping[str, str]) -> str:
    """An address that old entries hide in a note."""
    for name in ("howpublished", "note"):
        if found := re.search(r"https?://[^\s{}\"<>]+", fields.get(name, "")[:LONGEST_FIELD]):
            return address(found[0]).rstrip(".,;)")
    return ""


def _date(fields: Mapping[str, str], of: str) -> dict[str, Any] | None:
    """CSL's date from BibLaTeX's `date` (of a range, its beginning) or BibTeX's year and month."""
    written = plain_text(fields.get(f"{of}date", "")[:100]).split("/")[0].rstrip("?~% ")
    year = plain_text(fields.get(f"{of}year", "")[:100])
    found = parse_date(written) if written else _from_parts(year, fields, of)
    if found is None and (plain_year := _YEAR.search(written or year)):
        found = Date(int(plain_year[0]))
    return {"date-parts": [found.parts]} if found else None


def _from_parts(year: str, fields: Mapping[str, str], of: str) -> Date | None:
    month = plain_text(fields.get(f"{of}month", "")[:100])
    day = plain_text(fields.get(f"{of}day", "")[:100])
    if not re.fullmatch(r"\d{4}", year):
        return parse_date(year)
    if re.fullmatch(r"\d{1,2}", month):
        return valid_date(int(year), int(month), int(day) if re.fullmatch(r"\d{1,2}", day) else 0)
    first = re.split(r"\s*[/–—-]\s*", month)[0]
    return parse_date(f"{day} {first} {year}".strip())
