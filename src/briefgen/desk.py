"""The folder of a policy desk, and the specs in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from briefgen.cite import style_file
from briefgen.errors import SpecError, UnknownName
from briefgen.library import Library
from briefgen.model import BriefSpec, Problem
from briefgen.render import audiences
from briefgen.spec import load_spec
from briefgen.summarise import SUMMARISERS


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk's places: its library, its editions, its own templates."""

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

    def load(self, path: Path) -> BriefSpec:
        """The spec in a file, checked against the audiences and the styles there are.

        Raises `SpecError` with every fault.
        """
        names = audiences(self.templates)
        spec = load_spec(path, audiences=names, methods=tuple(SUMMARISERS))
        if not spec.slug.isprintable() or spec.slug.startswith("."):
            what = f"the name {path.name!r} cannot become that of a brief"
            raise SpecError(
                [Problem(ascii(str(path)), what, "give it a plain one, like desk.yaml")]
            )
        if spec.style.endswith(".csl"):
            spec = replace(spec, style=str(path.parent / spec.style))
        try:
            style_file(spec.style)
        except UnknownName as error:
            raise SpecError([Problem(str(path), str(error), "name one that there is")]) from error
        return spec
