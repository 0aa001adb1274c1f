"""A document in two parts: what is indexed, and the rest as JSON that is parsed when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, get_args

from briefgen.model.date import Date
from briefgen.model.exchange.checked import (
    MANY,
    columns,
    dump,
    load,
    mapping,
    sequence,
    string,
    strings,
    whole,
)
from briefgen.model.source import Block, BlockKind, Document, Dropped, Name, Reference

_KINDS = frozenset(get_args(BlockKind))
_TEXTS = ("title", "publisher", "container_title", "url", "type", "role")
_PLAIN = Reference()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document on its way to or from the archive.

    `authors` are names with "; " between them, `issued` is ISO 8601 as far as it is known; `rest`
    is JSON, and checked no sooner than the document is asked for. Raises ValueError where another
    field is of a wrong type, or the text is not that of its hash.
    """

    text: str
    text_sha256: str
    title: str
    authors: str
    issued: str
    language: str
    words: int
    rest: str

    def __post_init__(self) -> None:
        """Check what may come from a broken sender."""
        strings([self.text, self.title, self.authors, self.issued, self.language, self.rest])
        whole([self.words], len(self.text) + 1)
        if sha256(self.text.encode()).hexdigest() != self.text_sha256:
            raise ValueError("a document's text and its hash differ")
        for name in (self.title, self.authors, self.issued, self.language):
            name.encode()

    @classmethod
    def of(cls, document: Document) -> Reading:
        """The reading that gave this document."""
        about = document.reference
        return cls(
            text=document.text,
            text_sha256=document.text_sha256,
            title=about.title,
            authors="; ".join(map(str, about.author)),
            issued=iso(about.issued),
            language=document.language,
            words=document.words,
            rest=_rest(document),
        )

    @property
    def head(self) -> list[str | int]:
        """Every field but `rest`, in their order."""
        about = [self.title, self.authors, self.issued, self.language]
        return [self.text, self.text_sha256, *about, self.words]

    def document(self) -> Document:
        """The document, exact."""
        found = mapping(load(self.rest))
        bound = len(self.text) + 1
        return Document(
            id=string(found.get("id")),
            text=self.text,
            text_sha256=self.text_sha256,
            blocks=_blocks(found.get("blocks"), bound),
            dropped=_dropped(found.get("dropped"), bound),
            reference=_reference(found.get("reference")),
            snapshot_sha256=string(found.get("snapshot")),
            location=string(found.get("location")),
            seams=tuple(whole(sequence(found.get("seams")), bound)),
            language=string(found.get("language")),
            also=tuple(map(_reference, sequence(found.get("also")))),
            retrieved=None if found.get("retrieved") is None else string(found["retrieved"]),
            breaks=_breaks(found.get("breaks", [[], []]), bound),
        )


def iso(date: Date | None) -> str:
    """A date as ISO 8601, as far as it is known: "2017", "2017-07", "2017-07-05" or ""."""
    parts = date.parts if date else []
    return "-".join(f"{part:0{2 if place else 4}d}" for place, part in enumerate(parts))


def reference_loads(rest: str) -> Reference:
    """The reference alone, of a reading's rest."""
    return _reference(mapping(load(rest)).get("reference"))


def _rest(document: Document) -> str:
    blocks, dropped = document.blocks, document.dropped
    return dump(
        {
            "id": document.id,
            "snapshot": document.snapshot_sha256,
            "location": document.location,
            "retrieved": document.retrieved,
            "language": document.language,
            "reference": _known(document.reference),
            "also": [_known(reference) for reference in document.also],
            "seams": document.seams,
            "breaks": [[at for at, _ in document.breaks], [page for _, page in document.breaks]],
            "blocks": [
                [block.start for block in blocks],
                [block.end for block in blocks],
                [block.kind for block in blocks],
                [block.number for block in blocks],
                [block.page for block in blocks],
            ],
            "dropped": [
                [gone.text for gone in dropped],
                [gone.reason for gone in dropped],
                [gone.at for gone in dropped],
            ],
        }
    )


def _known(reference: Reference) -> dict[str, Any]:
    """What differs from a reference of which nothing is known."""
    names = (*_TEXTS, "origin", "extra")
    fields = {name: getattr(reference, name) for name in names}
    known = {name: value for name, value in fields.items() if value != getattr(_PLAIN, name)}
    if reference.author:
        known["author"] = [[name.family, name.given, name.literal] for name in reference.author]
    if date := reference.issued:
        known["issued"] = [date.year, date.month, date.day]
    return known


def _blocks(value: object, bound: int) -> tuple[Block, ...]:
    starts, ends, kinds, numbers, pages = columns(value, 5)
    if not _KINDS.issuperset(strings(kinds)):
        raise ValueError("a block is of no known kind")
    numbered = whole(starts, bound), whole(ends, bound), kinds, whole(numbers, MANY)
    return tuple(map(Block, *numbered, _pages(pages)))


def _breaks(value: object, bound: int) -> tuple[tuple[int, int | None], ...]:
    places, pages = columns(value, 2)
    return tuple(zip(whole(places, bound), _pages(pages), strict=True))


def _pages(values: Sequence[Any]) -> Sequence[int | None]:
    whole([page for page in values if page is not None], MANY)
    return values


def _dropped(value: object, bound: int) -> tuple[Dropped, ...]:
    texts, reasons, places = columns(value, 3)
    return tuple(map(Dropped, strings(texts), strings(reasons), whole(places, bound)))


def _reference(value: object) -> Reference:
    found = mapping(value)
    origin = mapping(found.get("origin", {}))
    strings(list(origin.values()))
    return Reference(
        **{name: string(found[name]) for name in _TEXTS if name in found},
        author=_names(found.get("author", [])),
        issued=date_of(found["issued"]) if "issued" in found else None,
        origin=origin,
        extra=mapping(found.get("extra", {})),
    )


def _names(value: object) -> tuple[Name, ...]:
    names = [strings(name) for name in sequence(value)]
    if any(len(name) != 3 for name in names):
        raise ValueError("a name is not family, given and literal")
    return tuple(Name(*name) for name in names)


def date_of(value: object) -> Date:
    """A date of its year, month and day."""
    parts = whole(sequence(value), 10_000)
    if len(parts) != 3 or parts[1] > 12 or parts[2] > 31:
        raise ValueError(f"{value} is no date")
    return Date(*parts)
