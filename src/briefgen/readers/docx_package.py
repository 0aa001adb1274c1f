"""A Word file's parts, through python-docx, which is given only those that hold text.

Pictures, fonts, macros and embedded files are never unpacked. The parts are put into a package of
our own, so that a broken link to a picture, macros (docm), a template (dotx) or the names that ISO
29500 Strict has for the same things do not keep the text from being read.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.model import Problem
from briefgen.readers.zips import other_kind, xml_part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS_DEFAULT = (
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
)
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_MAIN = (
    "wordprocessingml.document.main+xml",
    "ms-word.document.macroenabled.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.template.macroenabledtemplate.main+xml",
)
_TEXT_PARTS = frozenset({"styles", "numbering", "footnotes", "endnotes", "header", "footer"})
_FOR_DOCX = frozenset({"officeDocument", "styles", "core-properties"})
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE[:-1].encode()),
)
_DAMAGED = "is a damaged Word file"
_AGAIN = "open it in Word, let Word repair it, and save it again"


@dataclass(frozen=True, slots=True)
class Properties:
    """What a Word file's core properties say of it, unjudged."""

    title: str = ""
    creator: str = ""


@dataclass(frozen=True, slots=True)
class WordFile:
    """The parts of a Word file that hold text: XML elements, and None where there is no such part.

    `edges` are its headers and footers; `notes` its notes by "footnote" or "endnote" and id.
    """

    body: Any
    styles: Any
    numbering: Any
    edges: tuple[Any, ...]
    notes: Mapping[tuple[str, str], Any]
    properties: Properties


def open_word(archive: zipfile.ZipFile, where: str) -> WordFile | Problem:
    """The text parts of the Word file in a checked archive."""
    from lxml import etree  # noqa: PLC0415

    names = set(archive.namelist())
    if not {"[Content_Types].xml", "_rels/.rels"} <= names:
        return other_kind(archive, where)
    types = xml_part(archive, "[Content_Types].xml", where)
    if isinstance(types, Problem):
        return types
    if not any(main in types.replace(b"\x00", b"").decode("latin-1").lower() for main in _MAIN):
        return other_kind(archive, where)
    try:
        parts = _parts(archive, where)
        return parts if isinstance(parts, Problem) else _word_file(parts)
    except (etree.XMLSyntaxError, KeyError, ValueError, AttributeError, TypeError):
        return Problem(where, _DAMAGED, _AGAIN)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the package; `owner` is the part that names it, "" for the package itself."""

    kind: str
    owner: str
    xml: bytes


def _parts(archive: zipfile.ZipFile, where: str) -> list[_Part] | Problem:
    """The main part first, then the core properties and the text parts that the main one names."""
    top = _links(archive, "", where)
    if isinstance(top, Problem):
        return top
    main = next((name for kind, name in top if kind == "officeDocument"), "")
    if main not in archive.namelist():
        return Problem(where, _DAMAGED, _AGAIN)
    below = _links(archive, main, where)
    if isinstance(below, Problem):
        return below
    wanted = [("officeDocument", main, "")]
    wanted += [("core-properties", name, "") for kind, name in top if kind == "core-properties"]
    wanted += [(kind, name, main) for kind, name in below if kind in _TEXT_PARTS]
    parts: dict[str, _Part] = {}
    present = set(archive.namelist())
    for kind, name, owner in wanted:
        if name in parts or name not in present:
            continue
        xml = xml_part(archive, name, where)
        if isinstance(xml, Problem):
            return xml
        for strict, usual in _STRICT:
            xml = xml.replace(strict, usual)
        parts[name] = _Part(kind, owner, xml)
    return list(parts.values())


def _links(archive: zipfile.ZipFile, owner: str, where: str) -> list[tuple[str, str]] | Problem:
    """The kind and the name of each part that `owner` names."""
    from docx.oxml import parse_xml  # noqa: PLC0415

    folder, file = posixpath.split(owner)
    name = posixpath.join(folder, "_rels", f"{file}.rels")
    if name not in archive.namelist():
        return []
    xml = xml_part(archive, name, where)
    if isinstance(xml, Problem):
        return xml
    found = []
    for link in parse_xml(xml).iter(f"{{{_RELATIONS}}}Relationship"):
        if link.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, link.get("Target", "")))
            found.append((link.get("Type", "").rpartition("/")[2], target.lstrip("/")))
    return found


def _word_file(parts: list[_Part]) -> WordFile:
    import docx  # noqa: PLC0415
    from docx.oxml import parse_xml  # noqa: PLC0415

    document = docx.Document(_package([part for part in parts if part.kind in _FOR_DOCX]))

    def roots(kind: str) -> list[Any]:
        return [parse_xml(part.xml) for part in parts if part.kind == kind]

    notes = {
        (kind, note.get(f"{W}id", "")): note
        for kind in ("footnote", "endnote")
        for root in roots(f"{kind}s")
        for note in root.iter(f"{W}{kind}")
    }
    properties = Properties()
    if any(part.kind == "core-properties" for part in parts):
        core = document.core_properties
        properties = Properties(str(core.title or ""), str(core.author or ""))
    return WordFile(
        body=document.element.body,
        styles=document.styles.element,
        numbering=next(iter(roots("numbering")), None),
        edges=(*roots("header"), *roots("footer")),
        notes=notes,
        properties=properties,
    )


def _package(parts: list[_Part]) -> io.BytesIO:
    """A package of these parts alone, the main part first, as python-docx wants it."""
    overrides = top = below = ""
    for number, part in enumerate(parts):
        core, main = part.kind == "core-properties", part.kind == "officeDocument"
        type_ = _CORE_TYPE if core else f"{_TYPE}{'document.main' if main else part.kind}+xml"
        overrides += f'<Override PartName="/part{number}.xml" ContentType="{type_}"/>'
        kind = _CORE if core else f"{_OFFICE}{part.kind}"
        link = f'<Relationship Id="r{number}" Type="{kind}" Target="/part{number}.xml"/>'
        if part.owner:
            below += link
        else:
            top += link
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">{_RELS_DEFAULT}{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">{top}</Relationships>',
        "_rels/part0.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{below}</Relationships>',
    }
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        for number, part in enumerate(parts):
            archive.writestr(f"part{number}.xml", part.xml)
    package.seek(0)
    return package
