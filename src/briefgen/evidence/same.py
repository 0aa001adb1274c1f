"""Which sources of two public records are one, and which of their passages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from briefgen.model.changes import SourceTold

Plain = Mapping[str, Any]
#: A source: of which of the two records (0, 1), and its id in that.
Node = tuple[int, str]
#: Pairs of sources of one key that are compared; more is no key.
_MOST = 400


class Voices:
    """The sources of two records in groups, each of which is one voice: a source and its copies.

    A source is known again by its place, by its address, by its title with its author, or by its
    text, whatever its bytes are.
    """

    def __init__(self, older: Plain, newer: Plain) -> None:
        self.sources = ({s["id"]: s for s in older["sources"]},
                        {s["id"]: s for s in newer["sources"]})  # fmt: skip
        self._above: dict[Node, Node] = {}
        for side, sources in enumerate(self.sources):
            for id, source in sources.items():
                if source.get("copy_of") in sources:
                    self._unite((side, id), (side, source["copy_of"]))
        self._alike = set(_alike(*(list(s.values()) for s in self.sources)))
        for one, other in self._alike:
            self._unite((0, one), (1, other))
        self._groups: dict[Node, tuple[list[str], list[str]]] = {}
        for side, sources in enumerate(self.sources):
            for id in sources:
                group = self._groups.setdefault(self.of(side, id), ([], []))
                group[side].append(id)

    def of(self, side: int, source: str) -> Node:
        """What stands for a source's group."""
        node = (side, source)
        while (above := self._above.get(node, node)) != node:
            node = above
        return node

    def groups(self) -> Iterator[tuple[list[Plain], list[Plain]]]:
        """Of each group the sources that were read, of the older and of the newer record."""
        for ids in self._groups.values():
            older, newer = (
                [s for s in map(sources.__getitem__, mine) if not s["excluded"]]
                for sources, mine in zip(self.sources, ids, strict=True)
            )
            yield older, newer

    def pairs(self) -> Iterator[tuple[Plain, Plain]]:
        """The sources that were read for both records: those of one place, or the only ones.

        A copy that is quoted now in a source's place is another text, and no edit of it.
        """
        for older, newer in self.groups():
            places = {s["location"]: s for s in newer}
            same = [(s, places[s["location"]]) for s in older if s["location"] in places]
            only = [(a, b) for a in older for b in newer if len(older) == len(newer) == 1]
            yield from same or [(a, b) for a, b in only if (a["id"], b["id"]) in self._alike]

    def _unite(self, one: Node, other: Node) -> None:
        low, high = sorted((self.of(*one), self.of(*other)))
        self._above[high] = low


def named(source: Plain) -> SourceTold:
    """A source by its title, or by its file's name where it has none."""
    title = source["reference"].get("title") or PurePosixPath(source["location"]).name
    return SourceTold(source["id"], title, source["location"])


def _alike(older: Sequence[Plain], newer: Sequence[Plain]) -> Iterator[tuple[str, str]]:
    """The pairs of sources that are one source, by their ids."""
    for keys, sure in ((_places, False), (_texts, True), (_titles, True)):
        index: dict[Hashable, tuple[list[Plain], list[Plain]]] = defaultdict(lambda: ([], []))
        for side, sources in enumerate((older, newer)):
            for source in sources:
                for key in keys(source):
                    index[key][side].append(source)
        for one, other in index.values():
            if keys is _titles and not len(one) == len(other) == 1:
                continue  # a column's title: who knows which
            for pair in islice(product(one, other), _MOST):
                if sure or not _is_replaced(*pair):
                    yield pair[0]["id"], pair[1]["id"]


def _places(source: Plain) -> Iterable[Hashable]:
    yield ("location", source["location"])
    if address := _address(source["reference"].get("URL", "")):
        yield ("address", address)


def _texts(source: Plain) -> Iterable[Hashable]:
    if source["text_sha256"]:
        yield source["text_sha256"]


def _titles(source: Plain) -> Iterable[Hashable]:
    """Title and authors, with the day where there is one: a column keeps its title every week."""
    title, authors = _title(source), _authors(source)
    if title and authors:
        yield (title, authors, repr(source["reference"].get("issued")))


def _is_replaced(older: Plain, newer: Plain) -> bool:
    """Whether another article stands in a place: neither its title nor its author is the same."""
    titles = {_title(source) for source in (older, newer)}
    authors = {_authors(source) for source in (older, newer)}
    return len(titles) == len(authors) == 2 and all(titles) and all(authors)


def _title(source: Plain) -> str:
    return plain(str(source["reference"].get("title", "")))


def _authors(source: Plain) -> tuple[str, ...]:
    names = source["reference"].get("author") or ()
    return tuple(plain(" ".join(str(name[key]) for key in sorted(name))) for name in names)


def _address(url: str) -> str:
    """An address without what differs between two ways to the same page."""
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[" is no address
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}?{parts.query}" if host else ""


def plain(text: str) -> str:
    """A text by which it is known again: small letters, single spaces."""
    return re.sub(r"\s+", " ", text).strip().casefold()
