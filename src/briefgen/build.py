"""The spine. Read `build_edition` first: it tells the whole story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefgen.cite import style_file
from briefgen.editions import Edition, Key, Shelf, lock_record, spec_key
from briefgen.errors import NotEnoughSources, SpecError, UnknownName
from briefgen.fetch import gather
from briefgen.library import Library
from briefgen.model import (
    AudienceProfile,
    BriefSpec,
    Document,
    Evidence,
    Problem,
    Reference,
    Snapshot,
    SourceRecord,
    SourceSpec,
)
from briefgen.render import audiences, load_profile
from briefgen.spec import load_spec
from briefgen.summarise import SUMMARISERS

#: Told what is being done, for a terminal or a log.
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """The folder of a policy desk: its library, its editions, its own templates."""

    root: Path
    archive: Path | None = None

    @classmethod
    def of(cls, spec: Path, out: Path | None = None, archive: Path | None = None) -> Desk:
        """The desk of a spec: `out`, or what holds the `briefs/` folder that the spec is in."""
        folder = spec.resolve().parent
        return cls(out or (folder.parent if folder.name == "briefs" else folder), archive)

    @property
    def library(self) -> Library:
        """The desk's archive, or the one that was named in its place."""
        return Library(self.archive or self.root / "library")

    @property
    def editions(self) -> Path:
        """Where editions are written."""
        return self.root / "editions"

    @property
    def templates(self) -> tuple[Path, ...]:
        """The desk's own templates, where it has any; they win over the shipped ones."""
        own = self.root / "templates"
        return (own,) if own.is_dir() else ()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the edition and every problem that it met on the way."""

    edition: Edition
    problems: tuple[Problem, ...]


def build_edition(
    spec: BriefSpec, desk: Desk, *, as_of: date | None = None, progress: Progress = lambda _: None
) -> Built:
    """Build one edition of a brief: gather, read, find the evidence, lay out, then write.

    `as_of` None means today. Nothing is written unless all of it could be made; where nothing
    has changed since the newest edition, that one is returned.
    """
    spec = _by_name(spec)
    snapshots, missing = gather(spec.sources, spec.file.parent)
    profiles = [load_profile(name, desk.templates) for name in spec.audiences]
    key = spec_key(spec, snapshots, _folders(profiles))
    shelf = Shelf(desk.editions, spec.slug)
    asked = as_of.isoformat() if as_of else None
    if edition := shelf.unchanged(key.sha256, asked):
        if not desk.library.holds(snapshots):
            desk.library.keep(snapshots, read_all(snapshots)[0])
        return Built(edition, edition.problems)

    progress(f"reading {len(snapshots)} sources")
    documents, excluded, unread = read_all(snapshots)
    problems = (*spec.problems, *missing, *unread, *doubts(documents, spec))
    require_enough(documents, problems)
    with shelf.writing():
        day = asked or date.today().isoformat()
        progress(f"finding the evidence in {len(documents)} documents")
        evidence = _find(spec, documents, excluded, problems, shelf.next_name(day), day)
        progress(f"laying out {len(profiles)} briefs")
        files = lay_out_all(evidence, profiles, key)
        desk.library.keep(snapshots, documents)
        return Built(shelf.add(evidence.edition, files), evidence.problems)


def load(path: Path, desk: Desk) -> BriefSpec:
    """The spec in a file, checked against the audiences of its desk and the styles there are."""
    spec = load_spec(path, audiences=audiences(desk.templates), methods=tuple(SUMMARISERS))
    if not spec.slug.isprintable() or spec.slug.startswith("."):
        what = f"the name {path.name!r} cannot become that of a brief"
        raise SpecError([Problem(ascii(str(path)), what, "give it a plain one, like desk.yaml")])
    if spec.style.endswith(".csl"):
        spec = replace(spec, style=str(path.parent / spec.style))
    try:
        style_file(spec.style)
    except UnknownName as error:
        raise SpecError([Problem(str(path), str(error), "name one that there is")]) from error
    return spec


def with_sources(spec: BriefSpec, patterns: Sequence[str]) -> BriefSpec:
    """The spec with other sources: paths or patterns, relative to the current folder."""
    here = Path.cwd()
    sources = [SourceSpec(p, where=f"--sources {p!r}", folder=here) for p in patterns]
    return replace(spec, sources=tuple(sources))


def read_all(
    snapshots: Sequence[Snapshot],
) -> tuple[tuple[Document, ...], tuple[SourceRecord, ...], tuple[Problem, ...]]:
    """Each source as a document, once for each text; those that can't be read, and why."""
    from briefgen.readers import read  # noqa: PLC0415 - not wanted where nothing has changed

    documents: dict[str, Document] = {}
    excluded: list[SourceRecord] = []
    problems: list[Problem] = []
    for snapshot in snapshots:
        found = read(snapshot)
        if isinstance(found, Document) and found.id in documents:
            found = _duplicate(found, documents[found.id])
        if isinstance(found, Document):
            documents[found.id] = found
        else:
            problems.append(found)
            excluded.append(_excluded(snapshot, found))
    return tuple(documents.values()), tuple(excluded), tuple(problems)


def require_enough(documents: Sequence[Document], problems: Sequence[Problem]) -> None:
    """Stop before anything is written where there is nothing to brief on."""
    if not documents:
        raise NotEnoughSources(problems)


def doubts(documents: Sequence[Document], spec: BriefSpec) -> tuple[Problem, ...]:
    """What makes a brief weaker than it could be: a source without an author, one source only."""
    found = [
        Problem(
            document.location,
            "names no author",
            "state one in the spec, under the source's reference: {author: [{literal: …}]}",
        )
        for document in documents
        if not document.reference.author
    ]
    if len(documents) == 1:
        what = f"there is one source only ({documents[0].location}), and so no view to set against"
        found.append(Problem(spec.file.name, what, "add sources that take another side"))
    return tuple(found)


def lay_out_all(
    evidence: Evidence, profiles: Sequence[AudienceProfile], key: Key
) -> dict[str, bytes]:
    """Every file of the edition, by name."""
    from briefgen.evidence.record import dump, to_json  # noqa: PLC0415 - as above
    from briefgen.render.layout import lay_out  # noqa: PLC0415

    spec, record = evidence.spec, to_json(evidence)
    files = {
        f"{spec.slug}-{profile.name}.{name}": content
        for profile in profiles
        for name, content in lay_out(evidence, profile, spec.formats, record).items()
    }
    files["evidence.json"] = record
    lock = lock_record(spec, key, files, as_of=evidence.as_of)
    return {**files, "edition.lock.json": dump(lock)}


def _find(
    spec: BriefSpec,
    documents: Sequence[Document],
    excluded: Sequence[SourceRecord],
    problems: Sequence[Problem],
    edition: str,
    as_of: str,
) -> Evidence:
    from briefgen.evidence import find_evidence  # noqa: PLC0415 - as above

    return find_evidence(spec, documents, excluded, problems, edition=edition, as_of=as_of)


def _by_name(spec: BriefSpec) -> BriefSpec:
    """The spec with places that name its file alone: a desk that moves makes the same brief."""

    def named(where: str) -> str:
        return where.replace(str(spec.file), spec.file.name, 1)

    return replace(
        spec,
        problems=tuple(replace(p, where=named(p.where)) for p in spec.problems),
        sources=tuple(replace(s, where=named(s.where)) for s in spec.sources),
        issues=tuple(replace(i, where=named(i.where)) for i in spec.issues),
    )


def _folders(profiles: Sequence[AudienceProfile]) -> list[Path]:
    return list(dict.fromkeys(folder for profile in profiles for folder in profile.folders))


def _duplicate(found: Document, first: Document) -> Problem:
    return Problem(
        found.location,
        f"holds the same text as {first.location}",
        "it counts as one voice; take one of the two out",
    )


def _excluded(snapshot: Snapshot, problem: Problem) -> SourceRecord:
    return SourceRecord(
        id=snapshot.sha256[:12],
        reference=Reference(title=Path(snapshot.location).name),
        location=snapshot.location,
        retrieved=None,
        sha256=snapshot.sha256,
        text_sha256=None,
        words=0,
        used=False,
        excluded=problem.what,
    )
