"""Copies of one text among the sources (`groups` finds them), and which of them is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.copies.groups import Text, grouped, text_of
from briefgen.model import Date, Document, Reference

#: The fullest is quoted, or a better known or earlier one that has so many of its words.
_FULL = 0.95
#: What a copy with the same text may say of the one that is quoted.
_TAKEN_OVER = ("author", "issued", "publisher")


def settle(
    documents: Sequence[Document],
) -> tuple[tuple[Document, ...], tuple[tuple[Document, Document], ...]]:
    """The documents to quote, in their order, and each (copy, the document quoted for it).

    A document that is quoted has the references of its copies in `also`, and what its own reference
    lacks and a copy with the very same text knows.
    """
    kept: list[Document] = []
    pairs: list[tuple[Document, Document]] = []
    for first, *copies in group(documents):
        also = tuple(copy.reference for copy in copies)
        original = _told_by_copies(first, copies, also) if also else first
        kept.append(original)
        pairs += [(copy, original) for copy in copies]
    return tuple(kept), tuple(pairs)


def group(documents: Sequence[Document]) -> tuple[tuple[Document, ...], ...]:
    """The documents, those that print one text together, and first in each the one to quote.

    Of the fullest and those that are nearly as full it is one that names its author, a person
    rather than a desk, and its date;
    of these the fullest, or an earlier one; of equals the first. The others follow in their order,
    and so do the groups, by the place of their first.
    """
    codes: dict[str, int] = {}
    texts = [text_of(place, document, codes) for place, document in enumerate(documents)]
    chosen = (_quoted_first(members, documents) for members in grouped(texts))
    return tuple(
        tuple(documents[place] for place in places)
        for places in sorted(chosen, key=lambda places: places[0])
    )


def _quoted_first(members: Sequence[Text], documents: Sequence[Document]) -> list[int]:
    in_order = sorted(members, key=lambda text: text.place)
    enough = _FULL * max(text.length for text in in_order)
    full = [text for text in in_order if text.length >= enough]
    best = max(_known(documents[text.place]) for text in full)
    full = [text for text in full if _known(documents[text.place]) == best]
    first = max(full, key=lambda text: text.length)
    for text in full:
        if _is_earlier(documents[text.place], documents[first.place]):
            first = text
    return [first.place, *(text.place for text in in_order if text is not first)]


def _known(document: Document) -> tuple[bool, bool, bool]:
    """How well a document says whose words it holds: by a person, by anybody, and when.

    "Web Desk" says who put them on the page.
    """
    author = document.reference.author
    person = any(name.family and name.given for name in author)
    return person, bool(author), document.reference.issued is not None


def _told_by_copies(
    document: Document, copies: Sequence[Document], also: tuple[Reference, ...]
) -> Document:
    """The document that is quoted for these copies, whose references are `also`.

    What it lacks is taken over where all copies of the very same text that say it say one thing.
    """
    own = document.reference
    same = [copy for copy in copies if copy.text_sha256 == document.text_sha256]
    for field in _TAKEN_OVER:
        tellers = [copy for copy in same if getattr(copy.reference, field)]
        told = [getattr(copy.reference, field) for copy in tellers]
        if told and not getattr(own, field) and all(value == told[0] for value in told):
            origin = {**own.origin, field: f"copy at {tellers[0].location}"}
            own = replace(own, origin=origin, **{field: told[0]})
    return replace(document, reference=own, also=(*document.also, *also))


def _is_earlier(one: Document, other: Document) -> bool:
    """Whether a document is surely of an earlier day: "2017" is not before "July 2017"."""
    a, b = one.reference.issued, other.reference.issued
    return a is not None and b is not None and _precedes(a, b)


def _precedes(a: Date, b: Date) -> bool:
    known = min(len(a.parts), len(b.parts))
    return a.parts[:known] < b.parts[:known]
