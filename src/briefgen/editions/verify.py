"""The promise, proved from a PDF: every passage stands in its text and in the archive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.editions.store import RECORD, read_lock
from briefgen.errors import BriefgenError
from briefgen.library import Library
from briefgen.model import Problem
from briefgen.render import attachment, normalise, pdf_text
from briefgen.render.wholeness import missing_runs

#: The attachment that says what a brief prints: passages, and every other text of the page.
PRINTED = "brief.json"


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


def verify_pdf(file: Path, library: Library) -> Verdict:
    """Check a brief's PDF against its own record and the archive; never raises for a bad file."""
    try:
        pdf = file.read_bytes()
        text = normalise(pdf_text(pdf))
        record, printed = _attached(pdf, RECORD), _attached(pdf, PRINTED)
        passages = {p: record["passages"][p] for p in printed["passages"]}
        sources = {source["id"]: source for source in record["sources"]}
        by_passage = [
            list(_passage_faults(key, passage, text, sources, library))
            for key, passage in passages.items()
        ]
        on_page = [*_page_faults(file, printed["texts"], text, pdf), *_lock_faults(file, pdf)]
    except (OSError, LookupError, TypeError, ValueError, AttributeError, BriefgenError) as error:
        return Verdict(file, 0, 0, (_unreadable(file, error),))
    faults = [fault for found in by_passage for fault in found]
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
    key: str, passage: dict[str, Any], text: str, sources: dict[str, Any], library: Library
) -> Iterator[Problem]:
    quoted = passage["text"]
    where = f"passage {key} “{quoted[:60]}…”"
    if normalise(quoted) not in text:
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


def _page_faults(file: Path, texts: list[str], text: str, pdf: bytes) -> Iterator[Problem]:
    """Holders, citations, labels: all else that the page prints must stand there, as often."""
    lost = missing_runs(dict.fromkeys(texts), pdf)
    for printed in lost or _too_rare(texts, text):
        what = f"“{printed[:80]}” is not in the PDF's text, or not as often as it was printed"
        yield Problem(str(file), what, "the PDF was altered; build it again")


def _too_rare(texts: list[str], text: str) -> Iterator[str]:
    """Those of `texts`, the page's runs, that stand there less often than the runs hold them.

    A name that is printed twice is still found when one of the two was altered.
    """
    whole, runs = text.replace("\f", ""), [normalise(run) for run in texts]
    everything = "\0".join(runs)
    for printed in dict.fromkeys(texts):
        run = normalise(printed)
        if whole.count(run) < everything.count(run):
            yield printed


def _lock_faults(file: Path, pdf: bytes) -> Iterator[Problem]:
    """In its edition's folder a PDF must also be, byte for byte, the one that was written."""
    lock = read_lock(file.parent)
    expected = lock.get("outputs", {}).get(file.name) if lock else None
    if expected is not None and expected != sha256(pdf).hexdigest():
        what = "is not the file that the edition's lock names"
        yield Problem(str(file), what, "the PDF was altered; build it again")


def _unreadable(file: Path, error: Exception) -> Problem:
    what = f"cannot be verified: {error}"
    return Problem(str(file), what, "give a PDF that Briefgen made, or an edition's folder")
