"""An Atom feed of editions (RFC 4287): what stands on the disk, told by file names and hashes."""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import quote, urljoin
from xml.etree import ElementTree as Tree

from briefgen.deliver.enclosed import Issued
from briefgen.deliver.letter import allowed
from briefgen.deliver.setback import Setback, unwritten
from briefgen.editions.store import LOCK, WITHDRAWN
from briefgen.whole import sweep, write_file

ATOM = "http://www.w3.org/2005/Atom"
#: Entries at most, the newest; the editions themselves stay.
_ENTRIES = 100
#: Briefgen's own name space of identifiers (RFC 9562, 5.5).
_OURS = uuid.UUID("6c1f2f0e-6f5d-5b5e-9a53-0d6f3e7a2b41")
_KINDS = {".epub": "application/epub+zip", ".markdown": "text/markdown"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which brief stands in a feed, and how: its editions' folder, and the copies to lead to.

    `copies`: the folder in which the brief's own delivery puts copies, None where there is none.
    `withdrawn`: the word for an edition that was, in the brief's language.
    """

    editions: Path
    copies: Path | None
    withdrawn: str = "Withdrawn"
    audiences: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


def write_feed(file: Path, briefs: Sequence[Wanted], public_url: str) -> Setback | None:
    """Write the feed of these briefs' editions; the same editions make the same bytes."""
    try:
        listed = [(w, Issued.at(f)) for w in briefs for f in _folders(w.editions)]
        listed.sort(key=lambda pair: (_updated(pair[1]), pair[1].key), reverse=True)
        content = _feed(file, listed[:_ENTRIES], public_url)
        if not file.is_file() or file.read_bytes() != content:
            sweep(file)
            write_file(file, content)
    except OSError as error:
        return unwritten(error, file)
    return None


def _folders(editions: Path) -> list[Path]:
    return [lock.parent for lock in editions.glob(f"*/{LOCK}") if not lock.parent.is_symlink()]


def _feed(file: Path, listed: Sequence[tuple[Wanted, Issued]], public_url: str) -> bytes:
    titles = {edition.slug: str(edition.record.get("title", edition.slug))
              for _, edition in reversed(listed)}  # fmt: skip
    feed = Tree.Element("feed", xmlns=ATOM)
    _add(feed, "id", _known_id(file) or _identifier("feed", listed[-1][1].key if listed else ""))
    _add(feed, "title", " · ".join(titles[slug] for slug in sorted(titles)))
    _add(feed, "updated", max((_updated(e) for _, e in listed), default="1970-01-01T00:00:00Z"))
    _add(_add(feed, "author"), "name", "Briefgen")
    _add(feed, "generator", "Briefgen")
    if public_url:
        _add(feed, "link", rel="self", href=urljoin(public_url, quote(file.name)))
    for wanted, edition in listed:
        _entry(feed, file, wanted, edition, public_url)
    Tree.indent(feed, " ")
    content: bytes = Tree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _entry(
    feed: Tree.Element, file: Path, wanted: Wanted, edition: Issued, public_url: str
) -> None:
    record, mark = edition.record, edition.withdrawal
    reason = mark.reason if mark else None
    entry = _add(feed, "entry")
    title = f"{record.get('title', edition.slug)}: {edition.name}"
    _add(entry, "id", _identifier("edition", edition.key))
    _add(entry, "title", title if reason is None else f"{wanted.withdrawn}: {title}")
    _add(entry, "updated", _updated(edition))
    _add(entry, "published", _written(edition.folder / LOCK))
    if reason is not None:
        _add(entry, "category", term="withdrawn")
        _add(entry, "summary", f"{wanted.withdrawn}. {reason}".strip())
    else:
        issues = [str(issue.get("title", "")) for issue in record.get("issues", ())]
        _add(entry, "summary", "; ".join(filter(None, issues)) or title)
    names = edition.documents(wanted.audiences, wanted.formats)
    for number, name in enumerate(names if reason is None else ()):
        kind = _KINDS.get(Path(name).suffix) or guess_type(name)[0] or "application/octet-stream"
        # One alternate of a kind and language (RFC 4287, 4.1.2); the others are related.
        rel = "related" if number else "alternate"
        link = _link(file, wanted, edition, name, public_url)
        _add(entry, "link", rel=rel, type=kind, title=name, href=link)
    if reason is not None or not names:
        _add(entry, "content", wanted.withdrawn if reason is not None else title)  # RFC 4287, 4.1.2


def _link(file: Path, wanted: Wanted, edition: Issued, name: str, public_url: str) -> str:
    """Where a document is: a copy beside or below the feed if there is one, else the edition's."""
    copy = wanted.copies / edition.slug / edition.name / name if wanted.copies else None
    there = copy if copy and copy.is_file() else edition.folder / name
    way = quote(Path(os.path.relpath(there, file.parent)).as_posix())
    below = not way.startswith("../")
    return urljoin(public_url, way) if public_url and below else way


def _known_id(file: Path) -> str:
    """The identifier that the feed has had so far: readers know it by that."""
    try:
        return Tree.parse(file).findtext(f"{{{ATOM}}}id") or ""
    except (OSError, Tree.ParseError):
        return ""


def _identifier(kind: str, name: str) -> str:
    return uuid.uuid5(_OURS, f"{kind}/{name}").urn


def _updated(edition: Issued) -> str:
    """When the edition was written, or withdrawn."""
    mark = edition.folder / WITHDRAWN
    return _written(mark if mark.exists() else edition.folder / LOCK)


def _written(file: Path) -> str:
    time = datetime.fromtimestamp(int(file.stat().st_mtime), UTC)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: Tree.Element, tag: str, text: str = "", **fields: str) -> Tree.Element:
    attributes: Mapping[str, str] = {name: allowed(value) for name, value in fields.items()}
    child = Tree.SubElement(parent, tag, dict(attributes))
    child.text = allowed(text) or None
    return child
