"""A feed's entries as feeds of one entry each, which stay the same bytes from fetch to fetch."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Element = Any  # lxml's, which does not leave this module

_ATOM = frozenset({"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
_DC = "http://purl.org/dc/elements/1.1/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_FEEDBURNER = "http://rssnamespace.org/feedburner/ext/1.0"
_XHTML = "http://www.w3.org/1999/xhtml"
_DCTERMS = "http://purl.org/dc/terms/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XML = "http://www.w3.org/XML/1998/namespace"

# What is kept of a feed and of an entry. All else goes: it is not read, and much of it changes
# with every fetch (build dates, counts of comments, advertisements).
_FEED_FIELDS = frozenset({"title", "link", "language"})
_ENTRY_FIELDS = frozenset(
    "title link guid id description summary content author published pubDate issued created source"
    "".split()
)
_SOURCE_FIELDS = frozenset({"title", "author", "id"})
_ATTRIBUTES = frozenset({"version", f"{{{_XML}}}base", f"{{{_XML}}}lang", f"{{{_RDF}}}about"})
_OTHERS = frozenset(
    {
        (_DC, "creator"),
        (_DC, "date"),
        (_DC, "language"),
        (_CONTENT, "encoded"),
        (_XHTML, "body"),
        (_FEEDBURNER, "origLink"),
    }
)
# Declared at the top, wherever the feed did.
_PREFIXES = {"dc": _DC, "content": _CONTENT, "feedburner": _FEEDBURNER, "xhtml": _XHTML}
_CHANGED = frozenset({"updated", "modified"})


@dataclass(frozen=True, slots=True)
class Slice:
    """A feed of one entry (UTF-8 XML, or JSON), and what the feed says of its last change."""

    content: bytes
    changed: str = ""


def slices_of(markup: str, most: int) -> tuple[tuple[Slice, ...], int]:
    """The first `most` entries of a feed (from `markup_of`), and how many there are."""
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(markup.encode(), parser)
    if root is None:
        return (), 0
    entries = list(_entries(root))
    frame = _frame(root)
    return tuple(_slice(frame, entry) for entry in entries[:most]), len(entries)


def _entries(root: Element) -> Iterator[Element]:
    """Entries in order; where an end tag is missing one stands inside the entry before it."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if _name(element)[1] in {"item", "entry"} and element is not root:
            yield element
        holders = {"channel", "item", "entry"}
        waiting += [child for child in reversed(element) if _name(child)[1] in holders]


def _frame(root: Element) -> Element:
    """The feed without its entries: what it is called, where it is, its language."""
    frame = _bare(root)
    for child in root:
        if _name(child)[1] == "channel":
            channel = _bare(child, frame)
            _copy(child, channel, _FEED_FIELDS)
            break
    _copy(root, frame, _FEED_FIELDS | {"author"})
    return frame


def _slice(frame: Element, entry: Element) -> Slice:
    from lxml import etree  # noqa: PLC0415

    root = deepcopy(frame)
    channel = next((child for child in root if _name(child)[1] == "channel"), None)
    within = root if channel is None or _name(root)[1] == "RDF" else channel
    _copy(entry, _bare(entry, within), _ENTRY_FIELDS)
    etree.cleanup_namespaces(root, top_nsmap=_PREFIXES)
    changed = next((child.text for child in entry if _is_change(child) and child.text), "")
    return Slice(etree.tostring(root, encoding="utf-8", xml_declaration=True), changed.strip())


def _is_change(element: Element) -> bool:
    namespace, name = _name(element)
    return name in _CHANGED and (namespace in _ATOM or namespace in {"", _DCTERMS})


def _bare(element: Element, within: Element | None = None) -> Element:
    """An element of the same name without its content, perhaps as the last child of another."""
    from lxml import etree  # noqa: PLC0415

    attributes = {key: value for key, value in element.attrib.items() if key in _ATTRIBUTES}
    names = {element.prefix: namespace} if (namespace := _name(element)[0]) else None
    tag = element.tag
    try:
        etree.Element(tag, nsmap=names)
    except ValueError:  # libxml2 reads a namespace that is no address, and lxml writes none
        tag, names = _name(element)[1], None
    if within is None:
        return etree.Element(tag, attributes, nsmap=names)
    return etree.SubElement(within, tag, attributes, nsmap=names)


def _copy(element: Element, to: Element, fields: frozenset[str]) -> None:
    own = _name(element)[0]
    for child in element:
        namespace, name = _name(child)
        plain = namespace in _ATOM or namespace in {own, ""}
        if not ((plain and name in fields) or (namespace, name) in _OTHERS):
            continue
        if name == "link" and child.get("rel", "alternate") != "alternate":
            continue
        copied = deepcopy(child)
        copied.tail = None
        for node in copied.iter():
            node.text = node.text or None  # an empty section is written as no text is
        for key in copied.attrib:
            if key.startswith("{") and key not in _ATTRIBUTES:
                del copied.attrib[key]
        if name == "source":
            _prune(copied)
        to.append(copied)


def _prune(source: Element) -> None:
    """Another feed's fields without those that change with every entry of it."""
    for child in list(source):
        child.tail = None
        if _name(child)[1] not in _SOURCE_FIELDS:
            source.remove(child)


def _name(element: Element) -> tuple[str, str]:
    """Namespace and local name; of what is no element, none."""
    if not isinstance(element.tag, str):
        return "", ""
    namespace, _, name = element.tag.rpartition("}")
    return namespace[1:], name
