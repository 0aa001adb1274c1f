"""Who printed a source's text, and who else did: names that were read, each once."""

from __future__ import annotations

from urllib.parse import urlsplit

from briefgen.model import Reference, SourceRecord


def other_printers(source: SourceRecord) -> tuple[tuple[str, ...], int]:
    """The publishers of a source's copies, or their sites, and how many copies name neither.

    A copy that the source's own publisher printed is not told of.
    """
    own = {name.casefold() for name in _names(source.reference)}
    found: dict[str, str] = {}
    unnamed = 0
    for reference in source.also:
        names = _names(reference)
        if not names:
            unnamed += 1
        elif own.isdisjoint(name.casefold() for name in names):
            found.setdefault(names[0].casefold(), names[0])
    return tuple(found.values()), unnamed


def publisher(reference: Reference) -> str:
    """What a source's publisher is called, or the site that it stands on; empty if not known."""
    return next(iter(_names(reference)), "")


def _names(reference: Reference) -> tuple[str, ...]:
    """What a source's publisher is called, the best first."""
    names = (reference.publisher, reference.container_title, _site(reference.url))
    return tuple(name for name in names if name)


def _site(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # "http://[" is no address
        return ""
