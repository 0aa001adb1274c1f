"""The sources as a page tells of them, by title: which were read, which left out, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefgen.model import Advice, Brief, Problem, SourceRecord


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was left out: the source's name (or a place in the desk), and why."""

    name: str
    why: str


def called(source: SourceRecord) -> str:
    """A source's title and publisher; of one that has no title its address, or its file's name."""
    reference, last = source.reference, PurePosixPath(source.location).name
    on_the_web = source.location.lower().startswith(("http://", "https://"))
    # What could not be read is called by the last part of its place, which of an address is little.
    title = reference.title if reference.title != last or not on_the_web else ""
    name = title or (source.location if on_the_web else last)
    publisher = reference.publisher or reference.container_title
    return f"{name} ({publisher})" if title and publisher else name


def originals(brief: Brief) -> Mapping[str, str]:
    """The names of the sources that copies are copies of, by id."""
    return {source.id: called(source) for source in brief.evidence.sources if not source.copy_of}


def left_out(brief: Brief, copy: str) -> tuple[LeftOut, ...]:
    """Each source that was left out, once, then what else could not be had.

    Copies are told of here, in the words of `copy` with {original} in them, where the page has no
    list of sources that does; those that the problems do not name one by one are not named here.
    What would only make a brief better is for the desk, and not for the page.
    """
    evidence = brief.evidence
    by_place: dict[str, list[Problem]] = {}
    for problem in evidence.problems:
        by_place.setdefault(problem.where, []).append(problem)
    found: dict[tuple[str, str], LeftOut] = {}
    names, titles = {s.location: called(s) for s in evidence.sources}, originals(brief)
    copied = {s.location: titles[s.copy_of] for s in evidence.sources if s.copy_of}

    def tell(place: str, why: str) -> None:
        found.setdefault((place, why), LeftOut(names.get(place, place), why))

    for source in evidence.sources:
        if source.excluded and not source.copy_of:
            for problem in by_place.get(source.location, ()):
                tell(source.location, problem.what)
            if source.location not in by_place:
                tell(source.location, source.excluded)
    for problem in evidence.problems:
        if isinstance(problem, Advice):
            continue
        if problem.where not in copied:
            tell(problem.where, problem.what)
        elif "sources" not in brief.audience.sections:
            tell(problem.where, copy.format(original=copied[problem.where]))
    return tuple(found.values())
