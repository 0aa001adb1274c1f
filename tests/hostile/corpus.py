"""The whole corpus of hostile files. Run as a program it says what each costs the child.

`python tests/hostile/corpus.py [WORD]` prints verdict, seconds and megabytes, the dearest last.
"""

from __future__ import annotations

from .lists import LISTS
from .pages import PAGES
from .pdfs import PDFS
from .sample import Hostile
from .texts import TEXTS

CORPUS: tuple[Hostile, ...] = (*PDFS, *PAGES, *TEXTS, *LISTS)
