"""What PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) ask beyond what WeasyPrint writes.

Works on the objects that WeasyPrint is about to write (pydyf's), and on its metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pydyf  # type: ignore[import-untyped]

_FREE = ("/NonStruct", "/Span", "/Div")
_CELLS = ("/TH", "/TD")
_ONCE = re.compile(r"/(P|H[1-6])")

# PDF/A allows no property in the metadata whose schema it does not know, and it does not know
# PDF/UA's: the file has to describe it (ISO 19005-3, 6.6.2.3).
_UA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" \
rdf:about="" pdfuaid:part="1" />\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 to which the file conforms\
</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\
</rdf:Description></rdf:RDF>"""


def mark_accessible(metadata: Any) -> None:
    """Have the document's metadata say that it conforms to PDF/UA-1, besides what else it says."""
    plain = metadata.generate_rdf_metadata

    def marked(*conformance: object) -> bytes:
        return bytes(plain(*conformance).replace(b"</rdf:RDF>", _UA))

    metadata.generate_rdf_metadata = marked


def conform(_document: Any, pdf: Any) -> None:
    """Mend the objects of a tagged PDF before they are written: structure, links, attached files.

    Meant as WeasyPrint's `finisher`.
    """
    nodes = list(_nodes(pdf))
    _set_running_heads_aside(pdf, {node.element.number for node in nodes})
    _part_links(pdf, nodes)
    for node in nodes:
        _retag(node)
    _list_ids(pdf, _table_heads(nodes) | _notes(nodes))
    # WeasyPrint lists each attached file twice.
    if files := pdf.catalog.get("AF"):
        files[:] = dict.fromkeys(files)


@dataclass(frozen=True, slots=True)
class _Node:
    """A structure element in its place."""

    element: Any
    above: _Node | None

    @property
    def kind(self) -> str:
        return str(self.element["S"])

    def ancestors(self) -> Iterator[_Node]:
        node = self.above
        while node is not None:
            yield node
            node = node.above

    def inside(self, *kinds: str) -> _Node | None:
        """The nearest ancestor of these kinds."""
        return next((node for node in self.ancestors() if node.kind in kinds), None)


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _nodes(pdf: Any) -> Iterator[_Node]:
    """All structure elements in reading order."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    waiting = [_Node(_object(pdf, kid), None) for kid in reversed(root["K"])]
    while waiting:
        node = waiting.pop()
        yield node
        kids = (_object(pdf, kid) for kid in node.element["K"][::-1] if isinstance(kid, bytes))
        waiting += (_Node(kid, node) for kid in kids if kid["Type"] == "/StructElem")


def _parents(pdf: Any) -> Any:
    """What content belongs to which element: a flat list of keys and references."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    return _object(pdf, root["ParentTree"])["Nums"]


def _set_running_heads_aside(pdf: Any, reached: set[int]) -> None:
    """Make artefacts of what is drawn in a page's margins: it stands in no element of the tree."""
    parents = _parents(pdf)
    for number, page in enumerate(pdf.page_references):
        owners = parents[2 * number + 1]
        stray = {i for i, owner in enumerate(owners) if int(owner.split()[0]) not in reached}
        for index in stray:
            owners[index] = b"null"
        drawn = _object(pdf, _object(pdf, page)["Contents"]).stream
        for place, properties in enumerate(drawn):
            if isinstance(properties, dict) and properties.get("MCID") in stray:
                drawn[place - 1] = "/Artifact"
                drawn[place] = b"<</Type /Pagination>>"


def _part_links(pdf: Any, nodes: list[_Node]) -> None:
    """Leave one annotation to a link: WeasyPrint gives each element inside an `<a>` its own."""
    gone: set[bytes] = set()
    for node in nodes:
        if node.kind != "/Link" and node.inside("/Link"):
            gone.update(_annotations(pdf, node))
    for page in pdf.page_references:
        content = _object(pdf, page)
        if "Annots" in content:
            content["Annots"][:] = [one for one in content["Annots"] if one not in gone]
    keys = {_object(pdf, one)["StructParent"] for one in gone}
    parents = _parents(pdf)
    pairs = zip(parents[::2], parents[1::2], strict=True)
    parents[:] = [one for pair in pairs if pair[0] not in keys for one in pair]


def _annotations(pdf: Any, node: _Node) -> Iterator[bytes]:
    """Take the annotations out of an element."""
    kids = node.element["K"]
    for kid in [kid for kid in kids if isinstance(kid, bytes)]:
        held = _object(pdf, kid)
        if held["Type"] == "/OBJR":
            kids.remove(kid)
            yield held["Obj"]


def _retag(node: _Node) -> None:
    """Give up a tag that says what is not so.

    A block that WeasyPrint makes inside a heading or a paragraph gets its tag once more, and a
    caption of what is no figure to PDF (a quotation, say) is a paragraph.
    """
    around = next((one.kind for one in node.ancestors() if one.kind not in _FREE), "")
    if _ONCE.fullmatch(node.kind) and around == node.kind:
        node.element["S"] = "/NonStruct"
    elif node.kind == "/Caption" and around not in ("/Figure", "/Table"):
        node.element["S"] = "/P"


def _table_heads(nodes: list[_Node]) -> dict[bytes, bytes]:
    """Say of each head whether it is a column's or a row's; return references by ids.

    WeasyPrint's ids are the same in all parts of a table that goes on over the page.
    """
    cells = [(node.element, node.inside("/Table")) for node in nodes if node.kind in _CELLS]
    heads = {}
    for cell, table in cells:
        if table and "ID" in cell:
            cell["ID"] = _within(table, cell["ID"])
            cell["A"]["Scope"] = "/Column"
            heads[cell["ID"].string] = cell
    for cell, table in cells:
        headers = cell["A"].get("Headers", ())
        if table and headers:
            headers[:] = [_within(table, header) for header in headers]
        for head in (heads[header.string] for header in headers if header.string in heads):
            if head["P"] == cell["P"]:
                head["A"]["Scope"] = "/Row"
    return {head["ID"].data: head.reference for head in heads.values()}


def _within(table: _Node, id: Any) -> Any:
    return pydyf.String(f"{table.element.number}-{id.string}")


def _notes(nodes: list[_Node]) -> dict[bytes, bytes]:
    """Tag the notes at the foot of each page as notes; return references by ids (7.9 of PDF/UA).

    A page's notes are the spans in an element of no kind that is a child of the document.
    """
    feet = {n.element.number for n in nodes if n.kind == "/NonStruct" and _is_root(n.above)}
    kinds: dict[int, set[str]] = {}
    for node in nodes:
        if node.above and node.above.element.number in feet:
            kinds.setdefault(node.above.element.number, set()).add(node.kind)
    notes = [n for n in nodes if n.above and kinds.get(n.above.element.number) == {"/Span"}]
    for number, note in enumerate(notes, 1):
        note.element["S"] = "/Note"
        note.element["ID"] = pydyf.String(f"note-{number}")
    return {note.element["ID"].data: note.element.reference for note in notes}


def _is_root(node: _Node | None) -> bool:
    return node is not None and node.above is None


def _list_ids(pdf: Any, ids: dict[bytes, bytes]) -> None:
    if ids:
        names = pydyf.Array(part for pair in sorted(ids.items()) for part in pair)
        listed = pydyf.Dictionary({"Names": names})
        pdf.add_object(listed)
        _object(pdf, pdf.catalog["StructTreeRoot"])["IDTree"] = listed.reference
