"""A spec's files to what is shown of them, by the stages of a build; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefgen import annotate, embed
from briefgen.build import find_edition, read, ready, taken_in
from briefgen.desk import Desk
from briefgen.editions import Shelf
from briefgen.editions.inputs import told_first
from briefgen.editions.lock import found_by
from briefgen.errors import BriefgenError, TemplateError
from briefgen.model import (
    Accession,
    AudienceProfile,
    BriefSpec,
    Evidence,
    Problem,
    SourceSpec,
)
from briefgen.render import load_profile, shipped_templates
from briefgen.review import load_review, review_file

#: Files by name, and what the file system says of each: its time of change in ns, and its size.
Stamps = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Sources:
    """What was taken in, and for which lines of a spec."""

    lines: tuple[SourceSpec, ...]
    accessions: tuple[Accession, ...]
    missing: tuple[Problem, ...]


class Rehearsal:
    """The stages of one spec; its sources are taken in again only if it names others.

    What was found is kept, too, as long as the spec changes in nothing by which it is found.
    """

    def __init__(self, file: Path, desk: Desk, progress: Callable[[str], None]) -> None:
        self._file, self._desk, self._progress = file.resolve(), desk, progress
        self._sources: _Sources | None = None
        self._found: tuple[tuple[object, ...], Evidence] | None = None
        self._style: tuple[Path, ...] = ()

    def find(self) -> Evidence:
        """The evidence by the spec as it stands; raises what stops a build."""
        spec = ready(self._desk.load(self._file), self._desk)
        self._style = (Path(spec.style),) if spec.style.endswith(".csl") else ()
        taken = self._taken(spec)
        review, outdated = load_review(review_file(spec.file), spec.issues)
        problems, told = (*outdated, *taken.missing), tuple(self._profiles(spec))
        day = date.today().isoformat()
        edition = Shelf(self._desk.editions, spec.slug).next_name(day)
        basis = (found_by(spec), taken, review, problems, told, edition)
        if self._found is None or self._found[0] != basis:
            first = told_first(spec, told, problems)
            readings = read(taken.accessions, first, self._desk.library)
            self._found = basis, find_edition(spec, readings, review, self._desk, day)
        return replace(self._found[1], spec=spec)

    def load_models(self) -> None:
        """Have the models in memory that new words in a spec are put to; one that fails is left."""
        with suppress(BriefgenError):
            annotate.annotate_phrases(("word",))
        with suppress(BriefgenError):
            if embedder := embed.embedder():
                embedder(["word"])

    def profile(self, audience: str) -> AudienceProfile:
        """An audience as its files say now; raises `TemplateError` with every fault in them."""
        return load_profile(audience, self._desk.templates)

    def label(self, audience: str) -> str:
        """What an audience is called, its name where its files don't say."""
        with suppress(TemplateError):
            return self.profile(audience).label
        return audience

    def words(self) -> Stamps:
        """The files that decide what is found, as they are now."""
        home = self._desk.home
        files = (self._file, review_file(self._file), home / "desk.yaml", *self._style)
        return _stamps(iter(files))

    def forms(self) -> Stamps:
        """The files of all templates, as they are now."""
        roots = (*self._desk.templates, shipped_templates())
        return _stamps(file for root in roots for file in root.rglob("*"))

    def shortened(self, fault: str) -> str:
        """A fault with its file named from the desk's folder."""
        return fault.replace(f"{self._desk.home}/", "")

    def _taken(self, spec: BriefSpec) -> _Sources:
        lines = tuple(replace(source, where="") for source in spec.sources)
        if self._sources is None or self._sources.lines != lines:
            self._progress("reading the sources")
            self._sources = _Sources(lines, *taken_in(spec, self._desk))
        return self._sources

    def _profiles(self, spec: BriefSpec) -> Iterator[AudienceProfile]:
        """The spec's audiences but those that are faulty, which is told where they are shown."""
        for name in spec.audiences:
            with suppress(TemplateError):
                yield self.profile(name)


def _stamps(files: Iterator[Path]) -> Stamps:
    """What is there of the files; one that goes while it is looked at is not."""
    found: Stamps = {}
    for file in files:
        with suppress(OSError):
            status = file.stat()
            found[str(file)] = (status.st_mtime_ns, status.st_size)
    return found
