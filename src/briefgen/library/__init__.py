"""The archive of a desk: sources by content, what was read in them, and a catalogue to search.

In the library's folder `library.sqlite3` holds the catalogue, the texts and their index (SQLite,
FTS5, WAL); `raw/ab/abc….gz` the sources' bytes, one file for each SHA-256; `.lock` keeps writers
apart. Readers never wait.
"""

from briefgen.library.archive import SqliteLibrary
from briefgen.library.cards import Card, Entry, Held
from briefgen.library.places import movable, open_library
from briefgen.library.protocol import Library, Sources, Writer
from briefgen.library.quarantine import SetAside
from briefgen.library.recall import Mark
from briefgen.library.search import Hit, understood
from briefgen.library.upkeep import Figures

__all__ = [
    "Card",
    "Entry",
    "Figures",
    "Held",
    "Hit",
    "Library",
    "Mark",
    "SetAside",
    "Sources",
    "SqliteLibrary",
    "Writer",
    "movable",
    "open_library",
    "understood",
]
