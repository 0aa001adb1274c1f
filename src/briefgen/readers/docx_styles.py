"""Word's styles: what a paragraph is by its style, whatever language the style is named in.

Word writes the names of its own styles in English whatever its language; other programs write
them in theirs. What a style does not say, the style that it is based on says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from briefgen.readers.docx_package import W

Role = Literal[
    "", "title", "subtitle", "heading", "caption", "contents", "quote", "author", "date", "text"
]

_ROLES: tuple[tuple[Role, str], ...] = (
    ("contents", r"(?:toc|toa|index|contents|inhaltsverzeichnis|tm|tdc|sommario|inhopg)[ -]?"
     r"(?:heading|überschrift|\d)|table of (?:figures|authorities|contents).*|verzeichnis \d"),
    ("heading", r"(?:heading|überschrift|titre|título|titulo|titolo|kop|rubrik|overskrift|otsikko"
     r"|nagłówek|cabeçalho|заголовок|标题|見出し) ?\d"),
    ("title", r"title|titel|titre|título|titulo|titolo|tytuł|название|标题|表題"),
    ("subtitle", r"subtitle|untertitel|sous-titre|subtítulo|sottotitolo|ondertitel|podtytuł"),
    ("caption", r"(?:image |table |figure )?caption|beschriftung|légende|descripción|epígrafe"
     r"|leyenda|didascalia|bijschrift|legenda|captioned figure|название объекта|题注"),
    ("quote", r"(?:intense )?quote|quotations?|(?:intensives )?zitat|citation(?: intense)?"
     r"|cita(?: destacada)?|citazione(?: intensa)?|block ?text|block ?quote"),
    ("author", r"authors?|by-?line|autor(?:in|en|es)?|auteurs?|autore"),
    ("date", r"date|datum|fecha"),
)  # fmt: skip
_NAMED = tuple((role, re.compile(pattern, re.IGNORECASE)) for role, pattern in _ROLES)
_DEEPEST = 12  # Word allows ten levels of styles; a circle ends here


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of the text that has it.

    `rank`: a heading's, from 1; `list_`: the list's number id and level.
    """

    role: Role = ""
    rank: int = 0
    list_: tuple[str, int] | None = None
    hidden: bool = False
    raised: bool = False


PLAIN = Style()


def styles_of(root: Any) -> Mapping[str, Style]:
    """Every style by its id, from the styles' part."""
    elements = {found.get(f"{W}styleId", ""): found for found in root.iter(f"{W}style")}
    return {id: _resolved(id, elements) for id in elements}


def _resolved(id: str, elements: Mapping[str, Any]) -> Style:
    """A style with what it takes from those that it is based on."""
    role: Role = ""
    rank = 0
    list_: tuple[str, int] | None = None
    hidden = raised = None
    for _ in range(_DEEPEST):
        element = elements.get(id)
        if element is None:
            break
        role, rank = (role, rank) if role else _role(element)
        list_ = list_ or list_of(element)
        properties = element.find(f"{W}rPr")
        if properties is not None:
            hidden = is_hidden(properties) if hidden is None else hidden
            raised = is_raised(properties) if raised is None else raised
        id = value_of(element, "basedOn")
    return Style(role, rank, list_, bool(hidden), bool(raised))


def _role(element: Any) -> tuple[Role, int]:
    names = (value_of(element, "name"), element.get(f"{W}styleId", ""))
    for role, pattern in _NAMED:
        if name := next((name for name in names if pattern.fullmatch(name)), ""):
            return role, int(name[-1]) if role == "heading" else 0
    rank = rank_of(element)
    return ("heading", rank) if rank else ("", 0)


def rank_of(element: Any) -> int | None:
    """The rank of a style or paragraph in the outline, 0 for body text; None: it does not say."""
    level = value_of(element, "pPr", "outlineLvl")
    return (int(level) + 1) % 10 if re.fullmatch("[0-9]", level) else None


def list_of(element: Any) -> tuple[str, int] | None:
    """The number id ("0": no list) and level that a style's or paragraph's `w:numPr` names."""
    id = value_of(element, "pPr", "numPr", "numId")
    level = value_of(element, "pPr", "numPr", "ilvl")
    return (id, int(level) if level.isdigit() else 0) if id else None


def is_hidden(properties: Any) -> bool | None:
    """Whether run properties hide their text; None: they do not say."""
    found = properties.find(f"{W}vanish")
    # A switch of WordprocessingML is on when it is there, unless its value says otherwise.
    return None if found is None else found.get(f"{W}val", "1") not in {"0", "false", "off"}


def is_raised(properties: Any) -> bool | None:
    """Whether run properties set their text as superscript; None: they do not say."""
    value = value_of(properties, "vertAlign")
    return value == "superscript" if value else None


def value_of(element: Any, *path: str) -> str:
    """The `w:val` of the element at `path`, or "" where there is none."""
    found = element.find("/".join(f"{W}{step}" for step in path))
    return found.get(f"{W}val", "") if found is not None else ""
