"""A program that archives sources in batches and prints what it may report as added.

`python writing.py FOLDER COUNT TOGETHER`: COUNT small sources, TOGETHER of them a batch; those that
are there already are passed over. What is printed: the number of each that is durable, one a line.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from briefgen.library import SqliteLibrary
from briefgen.model import Accession, Block, Document, Reference, Snapshot

DAY, VERSION = "2031-03-14T06:00:00Z", "readers 1"


def source(number: int) -> Snapshot:
    """The source of that number; every third one is larger than a block of the disk."""
    text = f"Tide {number} was late. " * (1 if number % 3 else 300)
    return Snapshot.of(f"{number}.txt", text.encode())


def read(snapshot: Snapshot) -> Document:
    """What a reader would make of it."""
    text = snapshot.content.decode()
    digest = hashlib.sha256(text.encode()).hexdigest()
    blocks = (Block(0, len(text), "paragraph", 1),)
    about = (Reference(f"Of {snapshot.location}"), snapshot.sha256, snapshot.location)
    return Document(digest[:12], text, digest, blocks, (), *about)


def main(folder: Path, count: int, together: int) -> None:
    """Archive, and report after each batch."""
    library = SqliteLibrary(folder)
    with library.writing() as writer:
        for first in range(0, count, together):
            numbers = range(first, min(first + together, count))
            sources = [source(number) for number in numbers]
            missing = library.missing(s.sha256 for s in sources)
            for one in sources:
                if one.sha256 in missing:
                    writer.add(one)
                    writer.enter(Accession(one.location, one.sha256), added=DAY)
                    writer.keep(one.sha256, VERSION, read(one))
            writer.commit()
            print(*numbers, sep="\n", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
