"""Who speaks in a page whose own by-line names somebody else than its markup does.

"By Ann Lee, as told to Max Roe": the markup often names Roe. Nor is it the translator who speaks,
nor whoever has put the text into the content system.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefgen.model import Document, Name, Reference
from briefgen.readers.html_authors import are_staff, is_collective
from briefgen.readers.metaline import parse_meta_line
from briefgen.readers.names import parse_names
from briefgen.readers.shape import squeezed

_HELPED = re.compile(
    r"\b(?:(?:told|dictated|spoke|speaking|talking) to|(?:ghost-?written|written down|recorded"
    r"|transcribed|translated|adapted)(?: from (?:the )?[^\W\d_]+)? by"
    r"|translation(?: from (?:the )?[^\W\d_]+)?(?: by|:))\s+(?P<who>.{4,80})",
    re.IGNORECASE,
)
_LINE = 30  # words
_BY = re.compile(r"\W*(?:by|von|par|por)\s", re.IGNORECASE)


def with_speaker(document: Document, shown: str) -> Reference:
    """The reference, its author being whom the page's own by-line says; `shown`: as squeezed.

    The markup's author stays unless he or she only helped, or is nowhere `shown` on the page while
    another signs it above the text. A publisher's own desk is no author beside the publisher.
    """
    reference = document.reference
    if are_staff(reference.author) and (reference.publisher or reference.container_title):
        return _by(reference, ())
    if not reference.author or is_collective(reference.author):
        return reference
    lines = [piece.text for piece in document.dropped if piece.reason in {"byline", "credits"}]
    lines += _short_paragraphs(document)
    signed = _signed(document)
    helpers = [name for name in _helpers(lines) if name not in signed]
    others = tuple(name for name in reference.author if name not in helpers)
    if len(others) < len(reference.author):
        return _by(reference, others or signed)
    if signed and not _meets(signed, reference.author):
        unseen = not any(squeezed(str(name)) in shown for name in reference.author)
        return _by(reference, signed) if unseen else reference
    return reference


def _signed(document: Document) -> tuple[Name, ...]:
    """The persons whom a by-line between the title and the first paragraph names."""
    first = document.paragraphs[0].start
    titles = (i for i, piece in enumerate(document.dropped) if piece.reason == "title")
    for piece in document.dropped[next(titles, 0) :]:
        if piece.reason == "byline" and piece.at <= first and _BY.match(piece.text):
            meta = parse_meta_line(piece.text)
            return tuple(name for name in meta.authors if name.family) if meta else ()
    return ()


def _short_paragraphs(document: Document) -> list[str]:
    """The first and the last paragraph, where they are as short as a line that credits somebody."""
    ends = {document.paragraphs[0], document.paragraphs[-1]}
    texts = (document.text[block.start : block.end] for block in ends)
    return [text for text in texts if len(text.split()) <= _LINE]


def _helpers(lines: Iterable[str]) -> list[Name]:
    """Those who wrote down or translated what another says."""
    found = (match for line in lines for match in _HELPED.finditer(line))
    return [name for match in found for name in parse_names(match["who"].rstrip("."))[0]]


def _meets(signed: Sequence[Name], stated: Sequence[Name]) -> bool:
    """Whether a name of both may be the same person's."""
    families = {name.family.casefold() for name in signed}
    return any(name.family.casefold() in families or not name.family for name in stated)


def _by(reference: Reference, authors: tuple[Name, ...]) -> Reference:
    """The reference with other authors; the office was the former one's."""
    origin = {key: why for key, why in reference.origin.items() if key not in {"author", "role"}}
    origin |= {"author": "byline"} if authors else {}
    return replace(reference, author=authors, role="", origin=origin)
