"""What must hold of whatever a reader makes of whatever it is given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from hashlib import sha256
from html import unescape
from itertools import pairwise

from briefgen.model import Document, Problem, Reference, Snapshot, Split, exchange
from briefgen.readers import read
from briefgen.readers.collections import split
from briefgen.readers.formats import format_of

#: Prints nothing, or turns the direction of what follows.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\ue000-\uf8ff]"
)
_EXCEPTION = re.compile(r"\b[A-Z]\w*(?:Error|Exception|Warning)\b|Traceback")
_LOCATION = "sources/fuzzed.txt"


def reads(content: bytes) -> None:
    """A source is read, and all that is promised of the outcome holds."""
    snapshot = Snapshot.of(_LOCATION, content)
    found = read(snapshot)
    if isinstance(found, Problem):
        is_clear(found)
        return
    is_whole(found, snapshot)
    is_verbatim(found, content)
    reading = exchange.loads(exchange.dumps(found))
    assert not isinstance(reading, Problem)
    assert reading.document() == found, "it is another one after its exchange"


def splits(content: bytes) -> None:
    """A collection is taken apart, and its first items are read."""
    found = split(Snapshot.of(_LOCATION, content))
    if found is None:
        return
    for problem in found.problems:
        is_clear(problem)
    loaded = exchange.split_loads(exchange.dumps(found))
    assert isinstance(loaded, Split)
    assert loaded.problems == found.problems
    for part, again in zip(found.parts, loaded.parts, strict=True):
        assert (part.location, part.content, part.issued) == (
            again.location, again.content, again.issued)  # fmt: skip
        assert part.location, "an item without a place"
        is_clean(part.location)
        for text in texts_in(part.reference):
            is_clean(text)
    for part in found.parts[:2]:
        reads(part.content or b"")


def is_clear(problem: Problem) -> None:
    """It names the source, and says on one line what is wrong and what helps."""
    assert problem.where.startswith(_LOCATION), problem
    for text in (problem.where, problem.what, problem.remedy):
        assert text, problem
        assert text == text.strip(), problem
        assert text.isprintable(), problem
        assert len(text) < 400, problem
        assert not _EXCEPTION.search(text), problem


def is_whole(found: Document, snapshot: Snapshot) -> None:
    """Offsets, order, numbers and hashes are right, and every text is clean."""
    text = found.text
    is_clean(text.replace("\n", " "))
    digest = sha256(text.encode()).hexdigest()
    assert (found.text_sha256, found.id) == (digest, digest[:12])
    assert (found.snapshot_sha256, found.location) == (snapshot.sha256, _LOCATION)
    assert "\n\n".join(text[b.start : b.end] for b in found.blocks) == text, "blocks"
    for block in found.blocks:
        inside = text[block.start : block.end]
        assert inside, "an empty block"
        assert inside == inside.strip(), f"space around {inside!r}"
        assert "\n" not in inside, f"a line's end in {inside!r}"
        assert block.page is None or block.page >= 0, block
    assert [b.number for b in found.paragraphs] == [*range(1, len(found.paragraphs) + 1)]
    assert found.paragraphs, "no paragraph"
    for seam in found.seams:
        assert any(b.start < seam < b.end for b in found.paragraphs), "a seam in no paragraph"
    assert all(a < b for a, b in pairwise(found.seams)), "seams"
    for gone in found.dropped:
        assert gone.reason
        assert 0 <= gone.at <= len(text), "dropped outside of the text"
        gone.text.encode()
    is_described(found.reference)


def is_described(reference: Reference) -> None:
    """Its texts are clean, and its date is one."""
    for field in fields(reference):
        for text in texts_in(getattr(reference, field.name)):
            is_clean(text)
    if day := reference.issued:
        date(day.year, day.month or 1, day.day or 1)
        assert day.month or not day.day, day
    for name in reference.author:
        assert str(name), "a name of nothing"


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from texts_in(key)
            yield from texts_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)
    elif hasattr(value, "literal"):
        yield from (value.family, value.given, value.literal)


def is_clean(text: str) -> None:
    """One line in NFC, without what prints nothing."""
    assert unicodedata.is_normalized("NFC", text), f"not NFC: {text!r}"
    hidden = [c for c in text if unicodedata.category(c) in {"Cc", "Cs", "Co", "Zl", "Zp"}]
    assert not hidden, f"{hidden} in {text!r}"
    assert not _INVISIBLE.search(text), f"invisible in {text!r}"


def is_verbatim(found: Document, content: bytes) -> None:
    """In plain text and Markdown, every word of a paragraph stands in the source, marks aside."""
    told = format_of(content, _LOCATION)
    if isinstance(told, Problem) or told[0] not in {"plaintext", "markdown"}:
        return
    text = told[1] if told[0] == "plaintext" else unescape(told[1])
    sources = [_squeezed(text), _squeezed(_TARGET.sub("", text))]
    for block in found.paragraphs:
        for word in re.findall(r"[^\W_]+", found.text[block.start : block.end]):
            assert any(word in source for source in sources), f"{word!r} is not in the source"


_TARGET = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s[^()]*)?\)")


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text))
