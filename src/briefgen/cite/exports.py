"""The bibliography as files for reference managers: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from briefgen.cite.pandoc import API_VERSION, meta, run_pandoc
from briefgen.cite.ris import to_ris

#: A source as CSL-JSON.
Fields = Mapping[str, Any]
_TITLES = frozenset(("title", "container-title"))
#: What LaTeX would not print as it is, as characters for private use on the way through pandoc,
#: and the commands that they become. BibTeX counts a brace even after a backslash.
_MARKS: dict[str, str | int | None] = {"{": "\ue07b", "}": "\ue07d", "`": "\ue060"}
_IN_ADDRESSES: dict[str, str | int | None] = {"{": "%7B", "}": "%7D"}
_COMMANDS = {
    "\ue07b": "\\textbraceleft{}",
    "\ue07d": "\\textbraceright{}",
    "\ue060": "\\textasciigrave{}",
}


def export(references: Sequence[Fields], formats: Sequence[str]) -> dict[str, bytes]:
    """Return the files of the formats asked for, by name; the same references, the same bytes."""
    return {
        name: write(references).encode()
        for name, write in (EXPORTS[one] for one in dict.fromkeys(formats))
    }


def _bibtex(references: Sequence[Fields]) -> str:
    text = _by_pandoc([_marked(_noted(fields)) for fields in references], "bibtex")
    for mark, command in _COMMANDS.items():
        text = text.replace(mark, command)
    return text


def _csl_json(references: Sequence[Fields]) -> str:
    return _by_pandoc(references, "csljson") if references else "[]\n"


#: The formats there are: each to the name of its file and what writes it.
EXPORTS: Mapping[str, tuple[str, Callable[[Sequence[Fields]], str]]] = {
    "bibtex": ("bibliography.bib", _bibtex),
    "ris": ("bibliography.ris", to_ris),
    "csl-json": ("bibliography.json", _csl_json),
}


def _by_pandoc(references: Sequence[Fields], to: str) -> str:
    """Return the references as pandoc writes them; a title's words and capitals stay."""
    everything = {
        "citationId": "*",
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 1,
        "citationHash": 0,
    }
    listed = meta(list(references))
    for entry in listed["c"] if to == "bibtex" else ():
        entry["c"] |= {key: _as_it_is(entry["c"][key]) for key in _TITLES & entry["c"].keys()}
    nocite = {"t": "MetaInlines", "c": [{"t": "Cite", "c": [[everything], []]}]}
    document = {
        "pandoc-api-version": API_VERSION,
        "meta": {"references": listed, "nocite": nocite},
        "blocks": [],
    }
    return run_pandoc(document, to).strip() + "\n" if references else ""


def _as_it_is(title: dict[str, Any]) -> dict[str, Any]:
    """Return a title in which pandoc changes no capitals: BibTeX's braces."""
    return {"t": "MetaInlines", "c": [{"t": "Span", "c": [["", ["nocase"], []], title["c"]]}]}


def _marked(value: Any, key: str = "") -> Any:
    """Return CSL-JSON with marks in its texts; an address has its braces percent-encoded."""
    if isinstance(value, Mapping):
        return {name: _marked(item, name) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_marked(item) for item in value]
    marks = _IN_ADDRESSES if key == "URL" else _MARKS
    return value.translate(str.maketrans(marks)) if isinstance(value, str) else value


def _noted(fields: Fields) -> Fields:
    """Return a reference whose note says what BibTeX has no field for: the site, the access."""
    site = fields.get("container-title") if fields.get("type") == "webpage" else None
    day = fields.get("accessed", {}).get("date-parts", [[]])[0]
    accessed = f"accessed {'-'.join(f'{int(part):02d}' for part in day)}" if day else None
    note = "; ".join(str(part) for part in (fields.get("note"), site, accessed) if part)
    return {**fields, "note": note} if note else fields
