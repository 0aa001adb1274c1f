"""A Word file's core properties as a reference: what they say is used only where it can be right.

The title is often that of another file from which this one was made, and the creator the name
under which a computer was set up. `created` is when a template or an older version was made and
`modified` when somebody last saved the file: neither is a date of issue, and no date is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefgen.model import Name, Reference
from briefgen.readers.asides import Entry
from briefgen.readers.decode import normalise
from briefgen.readers.docx_package import Properties
from briefgen.readers.names import parse_names, parse_organisation
from briefgen.readers.shape import folded

_ORIGIN = "document properties"
_NEAR = 20  # lines from the top among which a title that is the document's own comes again
_LONGEST = 300
_JUNK_TITLE = re.compile(
    r"microsoft (?:word|office).*|.*\.(?:docx?|dotx?|docm|rtf|odt|pdf|txt|html?|tmp)"
    r"|(?:document|dokument|documento|untitled|unbenannt|sans titre|sin título|title|titel|titre"
    r"|template|vorlage|word document|powerpoint presentation|draft|entwurf|final|new \w+"
    r"|letterhead|memo|report|normal)[\s\d()_.-]*|\[.*\]|[\W\d_]*|\S*_\S*",
    re.IGNORECASE,
)
# Names under which computers and programs are set up, and those of the programs' makers.
_JUNK_NAME = re.compile(
    r".*\b(?:user|admin(?:istrator)?|owner|author|autor|utilisateur|benutzer|usuario|guest|test"
    r"|microsoft|office|windows|word|libreoffice|openoffice|apache|poi|python|docx|google|docs"
    r"|apple|adobe|acrobat|pandoc|aspose|wps|hewlett|packard|dell|lenovo|compaq|toshiba|un-?named"
    r"|unknown|anonymous|temp|student|laptop|desktop|pc)\b.*",
    re.IGNORECASE,
)


def title_of(properties: Properties) -> str:
    """The title that the properties name, or "" where it is a file's name or a program's."""
    title = " ".join(normalise(properties.title).split())
    junk = len(title) > _LONGEST or len(title.split()) < 2 or _JUNK_TITLE.fullmatch(title)
    return "" if junk else title


def confirmed(title: str, entries: Sequence[Entry]) -> str:
    """`title` if it stands among the first lines of the text, or nothing."""
    own = folded(title)
    return title if own and any(folded(each.text) == own for each in entries[:_NEAR]) else ""


def authors_of(properties: Properties) -> tuple[Name, ...]:
    """The persons, or else the organisation, that the properties name as the file's makers."""
    found: list[Name] = []
    for part in re.split(r"\s*;\s*", normalise(properties.creator)[:_LONGEST]):
        if _JUNK_NAME.fullmatch(part):
            continue
        names, _ = parse_names(part)
        organisation = None if names else parse_organisation(part)
        found += [name for name in (*names, organisation) if name and name not in found]
    return tuple(found)


def with_properties(reference: Reference, properties: Properties) -> Reference:
    """`reference` with the properties' title and author where the text itself names none."""
    title = "" if reference.title else title_of(properties)
    author = () if reference.author else authors_of(properties)
    new = {"title": title, "author": author}
    return replace(
        reference,
        title=reference.title or title,
        author=reference.author or author,
        origin={**reference.origin, **{field: _ORIGIN for field, value in new.items() if value}},
    )
