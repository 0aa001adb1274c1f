"""Desks for the tests of acquisition: sources in, and what came of each as one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from fetch.loopback import NOW

from briefgen.acquisition import Place, Taken, acquire, gather
from briefgen.isolation import Task
from briefgen.library import Library, SqliteLibrary
from briefgen.model import Accession, DeskSettings, Problem, SourceSpec, exchange
from briefgen.readers import read
from briefgen.readers.collections import split

#: An article's text; the number makes it another article.
ARTICLE = (
    "The harbour board met on Tuesday and spoke for two hours about the cost of pier {n}. Nobody "
    "would say who had signed the first contract, though three of them had been there.\n\n"
    "The ferry companies will pay for half of it, the board decided, and the town for the rest. "
    "A second vote on pier {n} is to be held before the end of the year, said its chair."
)
HTML = (
    "<!DOCTYPE html><html><head><title>On pier {n}</title></head><body><article><h1>On pier {n}"
    "</h1>{paragraphs}</article></body></html>"
)


def article(n: int = 1) -> str:
    """Plain text without a title."""
    return ARTICLE.format(n=n)


def web_page(n: int = 1) -> bytes:
    """The same text as a page."""
    paragraphs = "".join(f"<p>{part}</p>" for part in article(n).split("\n\n"))
    return HTML.format(n=n, paragraphs=paragraphs).encode()


def bibliography(**files: str) -> str:
    """CSL-JSON: a report by Ann Roe for each name, with its file or address."""
    records = ",".join(
        f'{{"id": "{name}", "type": "report", "title": "Of {name}", "issued": "2031-02-03",'
        f' "author": [{{"family": "Roe", "given": "Ann"}}], "{_field(file)}": "{file}"}}'
        for name, file in files.items()
    )
    return f"[{records}]"


def _field(file: str) -> str:
    return "URL" if file.startswith("http") else "file"


class Reading:
    """Reads in this process, so that a test need not wait for another; notes what it was asked."""

    def __init__(self, asked: list[tuple[str, str]]) -> None:
        self._asked = asked

    def __enter__(self) -> Reading:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def each(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, bytes]]:
        for task in tasks:
            self._asked.append((task.name, task.snapshot.location))
            done = read(task.snapshot) if task.name == "read" else split(task.snapshot)
            yield task, exchange.dumps(done).encode()


@dataclass
class DeskAtHand:
    """A desk that takes sources in; `asked` is what was read or split."""

    folder: Path
    asked: list[tuple[str, str]] = field(default_factory=list)
    now: datetime = NOW
    allow: tuple[str, ...] = ("127.0.0.1",)

    @property
    def library(self) -> Library:
        return SqliteLibrary(self.folder / "library")

    @property
    def place(self) -> Place:
        settings = DeskSettings(self.allow, pause=0)
        return Place(self.folder, self.library, settings, self.now)

    def file(self, name: str, content: str | bytes) -> Path:
        """A file of the desk."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def items(self, *sources: SourceSpec) -> list[Taken | Problem]:
        """What comes of these lines."""
        return list(acquire(sources, self.folder, self.place))

    def take(self, *sources: SourceSpec) -> list[str]:
        """What comes of these lines, in words."""
        return [told(item) for item in self.items(*sources)]

    def gather(self, *sources: SourceSpec) -> tuple[tuple[Accession, ...], tuple[Problem, ...]]:
        return gather(sources, self.folder, self.place)

    def title(self, sha256: str) -> str:
        """What the newest reading of these bytes says is their title."""
        (card,) = self.library.cards(sha256)
        return card.reference.title


def told(item: Taken | Problem) -> str:
    """What came of a source: "new a.txt", "known a.txt", "new feed.xml, a collection"."""
    if isinstance(item, Problem):
        return str(item)
    state = f"{'new' if item.new else 'known'} {item.accession.location}"
    if item.problem:
        assert item.problem.where == item.accession.location
        return f"{state}, but {item.problem.what}"
    return f"{state}, a collection" if item.collection else state


def path(pattern: str, **more: object) -> SourceSpec:
    return SourceSpec(path=pattern, where=f"s.yaml: {pattern}", **more)  # type: ignore[arg-type]


def url(address: str, **more: object) -> SourceSpec:
    return SourceSpec(url=address, where="s.yaml", **more)  # type: ignore[arg-type]


def feed(address: str, **more: object) -> SourceSpec:
    return SourceSpec(feed=address, where="s.yaml", **more)  # type: ignore[arg-type]


def written(library: Library) -> dict[str, tuple[bytes, int]]:
    """Every file of a library: its content, and when it was last written (ns).

    Without what readers of SQLite make for themselves: shared memory, and a log with nothing in it.
    """
    files = (file for file in sorted(library.folder.rglob("*")) if file.is_file())
    return {
        str(file.relative_to(library.folder)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in files
        if not file.name.endswith("-shm") and (file.stat().st_size or file.suffix != ".sqlite3-wal")
    }
