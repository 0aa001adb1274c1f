"""Readers: a snapshot's bytes to a `Document`, the format told by content and not by name.

A reader depends on the bytes alone, so that the archive may keep what it made of them; what the
desk or a feed says of a source is merged in afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefgen.model import Document, Problem, Snapshot
from briefgen.readers import html, markdown, plaintext
from briefgen.readers.formats import format_of
from briefgen.readers.language import detect
from briefgen.readers.reference import merge

__all__ = ["READERS", "Reader", "merge", "read"]

# A reader takes the snapshot and its decoded, normalised text ("" for a binary format).
Reader = Callable[[Snapshot, str], Document | Problem]

READERS: dict[str, Reader] = {
    "html": html.read,
    "markdown": markdown.read,
    "plaintext": plaintext.read,
}


def read(snapshot: Snapshot) -> Document | Problem:
    """The document in a snapshot, or the `Problem` that keeps it out of the brief."""
    try:
        found = format_of(snapshot.content, snapshot.location)
        if isinstance(found, Problem):
            return found
        name, text = found
        document = READERS[name](snapshot, text)
        if isinstance(document, Problem):
            return document
        return replace(document, language=detect(document.text))
    except Exception as error:  # one bad source must never stop the others
        what = f"could not be read ({type(error).__name__}: {error})"
        return Problem(snapshot.location, what, "save it as plain text (UTF-8) and name that file")
