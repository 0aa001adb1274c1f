"""Readers: a snapshot's bytes to a `Document`, the format told by content and not by name."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.model import Document, Problem, Snapshot
from briefgen.readers import html, markdown, plaintext
from briefgen.readers.decode import decode, format_of, normalise

# A reader takes the snapshot and its decoded text.
Reader = Callable[[Snapshot, str], Document | Problem]

READERS: dict[str, Reader] = {
    "html": html.read,
    "markdown": markdown.read,
    "plaintext": plaintext.read,
}


def read(snapshot: Snapshot) -> Document | Problem:
    """The document in a snapshot, or the `Problem` that keeps it out of the brief."""
    try:
        text = decode(snapshot.content, snapshot.location)
        if isinstance(text, Problem):
            return text
        text = normalise(text)
        return READERS[format_of(text)](snapshot, text)
    except Exception as error:  # one bad source must never stop the others
        what = f"could not be read ({type(error).__name__}: {error})"
        return Problem(snapshot.location, what, "save it as plain text (UTF-8) and name that file")
