"""What a reading process is asked for: a source's bytes to a document, or to its parts, in JSON."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.model import Document, Problem, Snapshot, Split, exchange


def prepare() -> None:
    """Import our own readers while files may still be written: Python compiles them once."""
    import briefgen.readers.assemble  # noqa: PLC0415
    import briefgen.readers.collections  # noqa: F401, PLC0415


def read(location: str, content: bytes) -> bytes:
    """The document in a source, or the `Problem` with it."""
    from briefgen.readers import read  # noqa: PLC0415

    return _answer(read, location, content)


def split(location: str, content: bytes) -> bytes:
    """The parts of a collection, or null where the source is none."""
    from briefgen.readers.collections import split  # noqa: PLC0415

    return _answer(split, location, content)


def _answer(
    ask: Callable[[Snapshot], Document | Problem | Split | None], location: str, content: bytes
) -> bytes:
    try:
        return exchange.dumps(ask(Snapshot.of(location, content))).encode()
    except ValueError as error:  # half a surrogate pair, a number that is none
        what = f"gives a text that cannot be written down ({error})"
        return _told(location, what, "save its text as plain text (UTF-8) and name that file")


def too_large(location: str) -> bytes:
    """What is said of a source for which there is not enough memory."""
    what = "needs more memory than one source may use"
    return _told(location, what, "split it, or save its text as plain text and name that file")


def _told(location: str, what: str, remedy: str) -> bytes:
    return exchange.dumps(Problem(location, what, remedy)).encode(errors="replace")
