"""The promise, proved from a PDF: every passage stands in its text and in the archive."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.editions.page_turn import times_over
from briefgen.editions.store import RECORD, read_lock
from briefgen.errors import BriefgenError
from briefgen.library import Library
from briefgen.model import Problem
from briefgen.render import attachment, normalise
from briefgen.render.wholeness import UNPRINTED, Words, page_words, parts, unspaced

#: The attachment that says what a brief prints: passages, and every other text of the page.
PRINTED = "brief.json"
#: Unicode's categories of quotation marks, and of a space within.
_OF_MARKS = frozenset(("Pi", "Pf", "Ps", "Pe", "Zs"))


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
    """A PDF's text, with once more each run that goes over a page's end; and what was printed.

    `words` is the text with its words apart, `over` what goes over a page's end how often, `quoted`
    how often which passage was printed between which quotation marks.
    """

    text: str
    printed: str
    words: Words
    over: Counter[str]
    quoted: Mapping[str, Counter[str]]

    def holds(self, run: str) -> bool:
        """Whether a run stands there as often as it was printed.

        A name that is printed twice would still be found when one of the two was altered.
        """
        found = [normalise(part) for part in parts(run)]
        return all(self.text.count(f) >= max(1, self.printed.count(f)) for f in found if f)

    def quotes(self, passage: str) -> bool:
        """Whether a passage stands there in its own words, each time between its marks."""
        run = _as_run(passage)
        return self.holds(run) and all(
            self.words.count(form) + self.over[normalise(form)] >= times
            for form, times in self.quoted[run].items()
        )


def verify_pdf(file: Path, library: Library) -> Verdict:
    """Check a brief's PDF against its own record and the archive; never raises for a bad file."""
    try:
        pdf = file.read_bytes()
        record, printed = _attached(pdf, RECORD), _attached(pdf, PRINTED)
        passages = {p: record["passages"][p] for p in printed["passages"]}
        sources = {source["id"]: source for source in record["sources"]}
        page = _read_page(pdf, printed["texts"], {_as_run(p["text"]) for p in passages.values()})
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
    if not page.quotes(quoted):
        yield Problem(where, "is not in the PDF's text", "the PDF was altered; build it again")
    source = sources.get(passage["source"], {})
    archived = library.text(str(source.get("text_sha256")))
    if archived is None:
        what = f"its source ({source.get('location', 'unknown')}) is not in {library.place}"
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


def _read_page(pdf: bytes, runs: list[str], passages: set[str]) -> _Page:
    in_words = page_words(pdf, runs)
    pages = list(map(unspaced, in_words))
    text, printed = "\0".join(pages), "\0".join(map(normalise, runs))
    quoted = _quotations(runs, passages, text)
    wanted = {normalise(run): printed.count(normalise(run)) for run in runs}
    for times in quoted.values():
        wanted |= {normalise(form): count for form, count in times.items()}
    over = Counter[str]()
    for run in sorted(wanted, key=lambda run: (-len(run), run)):
        if text.count(run) < wanted[run]:
            over[run] = times_over(run, pages, wanted)
            text += f"\0{run}" * over[run]
    return _Page(text, printed, Words("\0".join(in_words)), over, quoted)


def _quotations(runs: list[str], passages: set[str], text: str) -> dict[str, Counter[str]]:
    """How often each passage was printed between which marks.

    Without the marks where a style puts them elsewhere than beside the words.
    """
    quoted = {passage: Counter[str]() for passage in passages}
    around = zip(["", *runs], runs, [*runs[1:], ""], strict=False)
    marked = [
        (run, f"{_mark(before)}{run}{_mark(after)}")
        for before, run, after in around
        if run in passages and parts(run) == (run,)
    ]
    beside = any(normalise(form) in text for run, form in marked if form != run)
    for run, form in marked:
        quoted[run][form if beside else run] += 1
    return quoted


def _mark(run: str) -> str:
    """A run that is a quotation mark, with its space in French; of another nothing."""
    return run if all(unicodedata.category(sign) in _OF_MARKS for sign in run) else ""


def _as_run(passage: str) -> str:
    """A passage as a page prints it."""
    return " ".join(passage.translate(UNPRINTED).split())


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
