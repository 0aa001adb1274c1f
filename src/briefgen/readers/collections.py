"""Collections: files that hold or name several sources, such as feeds and bibliographies."""

from __future__ import annotations

from collections.abc import Callable

from briefgen.model import Problem, Snapshot, Split
from briefgen.readers import bibliography, feed
from briefgen.readers.kinds import kind_of

Splitter = Callable[[Snapshot], Split]

COLLECTIONS: dict[str, Splitter] = {
    "bibtex": bibliography.split_bibtex,
    "csl-json": bibliography.split_csl,
    "feed": feed.split,
}

#: Bytes of a collection that are read.
_LARGEST = 64_000_000


def split(snapshot: Snapshot) -> Split | None:
    """The parts of a collection and what is wrong with it; None for any other file."""
    kind = kind_of(snapshot.content)
    if not kind:
        return None
    if len(snapshot.content) > _LARGEST:
        what = f"is larger than {_LARGEST // 1_000_000} MB, too large for a list of sources"
        return Split(problems=(Problem(snapshot.location, what, "part it into several files"),))
    try:
        return COLLECTIONS[kind](snapshot)
    except MemoryError:
        raise  # the process is spent; what limits it says so
    except Exception as error:  # one bad collection must never stop the others
        what = f"could not be read ({type(error).__name__}: {error})"
        remedy = "name its sources one by one"
        return Split(problems=(Problem(snapshot.location, what, remedy),))
