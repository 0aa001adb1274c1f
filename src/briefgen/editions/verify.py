"""The promise, proved from a PDF: every passage stands in its text and in the archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import pairwise, starmap
from pathlib import Path
from typing import Any

from briefgen.editions.store import RECORD, read_lock
from briefgen.errors import BriefgenError
from briefgen.library import Library
from briefgen.model import Problem
from briefgen.render import attachment, normalise
from briefgen.render.wholeness import page_texts, parts

#: The attachment that says what a brief prints: passages, and every other text of the page.
PRINTED = "brief.json"
#: Letters of a run that stand on either side of a page's end, at least.
_PART = 12


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: `verified` of `total` passages hold, and every fault."""

    file: Path
    total: int
    verified: int
    faults: tuple[Problem, ...]

    @property
    def holds(self) -> bool:
        """Whether everything that was checked holds."""
        return not self.faults and self.verified == self.total


@dataclass(frozen=True, slots=True)
class _Page:
    """A PDF's text, with once more each run that goes over a page's end; and what was printed."""

    text: str
    printed: str

    def holds(self, run: str) -> bool:
        """Whether a run stands there as often as it was printed.

        A name that is printed twice would still be found when one of the two was altered.
        """
        found = [normalise(part) for part in parts(run)]
        return all(self.text.count(f) >= max(1, self.printed.count(f)) for f in found if f)


def verify_pdf(file: Path, library: Library) -> Verdict:
    """Check a brief's PDF against its own record and the archive; never raises for a bad file."""
    try:
        pdf = file.read_bytes()
        record, printed = _attached(pdf, RECORD), _attached(pdf, PRINTED)
        passages = {p: record["passages"][p] for p in printed["passages"]}
        sources = {source["id"]: source for source in record["sources"]}
        page = _read_page(pdf, printed["texts"])
        by_passage = [
            list(_passage_faults(key, passage, page, sources, library))
            for key, passage in passages.items()
        ]
        on_page = [*_page_faults(file, printed["texts"], page), *_lock_faults(file, pdf)]
    except (OSError, LookupError, TypeError, ValueError, AttributeError, BriefgenError) as error:
        return Verdict(file, 0, 0, (_unreadable(file, error),))
    faults = [fault for found in by_passage for fault in found]
    if record["passages"] and not passages:
        faults.append(_nothing_printed(file))
    verified = sum(not found for found in by_passage)
    return Verdict(file, len(passages), verified, (*faults, *on_page))


def _attached(pdf: bytes, name: str) -> dict[str, Any]:
    content = attachment(pdf, name)
    if content is None:
        raise ValueError(f"it carries no {name}")
    value = json.loads(content)
    if not isinstance(value, dict):
        raise ValueError(f"its {name} is not an object")
    return value


def _passage_faults(
    key: str, passage: dict[str, Any], page: _Page, sources: dict[str, Any], library: Library
) -> Iterator[Problem]:
    quoted = passage["text"]
    where = f"passage {key} “{quoted[:60]}…”"
    if not page.holds(quoted):
        yield Problem(where, "is not in the PDF's text", "the PDF was altered; build it again")
    source = sources.get(passage["source"], {})
    archived = library.text(str(source.get("text_sha256")))
    if archived is None:
        what = f"its source ({source.get('location', 'unknown')}) is not in {library.file}"
        yield Problem(where, what, "name the desk's library with --library")
    elif sha256(archived.encode()).hexdigest() != source["text_sha256"]:
        yield Problem(where, "its archived document was altered", "restore the library")
    elif archived[passage["start"] : passage["end"]] != quoted:
        what = f"is not in the archived document at {passage['start']}–{passage['end']}"
        yield Problem(where, what, "the evidence was altered; build the edition again")


def _page_faults(file: Path, runs: list[str], page: _Page) -> Iterator[Problem]:
    """Holders, citations, labels: all else that the page prints must stand in it too."""
    for run in dict.fromkeys(runs):
        # A style may hide the comma between a name and a role, but no word.
        if any(sign.isalnum() for sign in run) and not page.holds(run):
            what = f"“{run[:200]}” is not in the PDF's text, or not as often as it was printed"
            yield Problem(str(file), what, "the PDF was altered; build it again")


def _read_page(pdf: bytes, runs: list[str]) -> _Page:
    pages = page_texts(pdf, runs)
    text, printed = "\0".join(pages), "\0".join(map(normalise, runs))
    for run in sorted(set(map(normalise, runs)), key=lambda run: (-len(run), run)):
        if text.count(run) < printed.count(run):
            rest = [page.replace(run, "\0") for page in pages]
            text += f"\0{run}" * sum(starmap(partial(_goes_over, run), pairwise(rest)))
    return _Page(text, printed)


def _goes_over(run: str, page: str, following: str) -> bool:
    """Whether a run begins on a page and ends on the next, with some words on either."""
    cuts = range(_PART, len(run) - _PART + 1)
    return any(run[:cut] in page and run[cut:] in following for cut in cuts)


def _lock_faults(file: Path, pdf: bytes) -> Iterator[Problem]:
    """In its edition's folder a PDF must also be, byte for byte, the one that was written."""
    lock = read_lock(file.parent)
    expected = lock.get("outputs", {}).get(file.name) if lock else None
    if expected is not None and expected != sha256(pdf).hexdigest():
        what = "is not the file that the edition's lock names"
        yield Problem(str(file), what, "the PDF was altered; build it again")


def _nothing_printed(file: Path) -> Problem:
    what = "prints none of the passages of its own record, so that nothing can be verified"
    return Problem(str(file), what, "give the PDF as Briefgen made it")


def _unreadable(file: Path, error: Exception) -> Problem:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    what = f"cannot be verified: {reason}"
    return Problem(str(file), what, "give a PDF that Briefgen made, or an edition's folder")
