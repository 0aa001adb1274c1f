"""The folder of a policy desk, and the specs in it."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import uuid4

from briefgen.errors import ArchiveError, CitationError, SpecError, TemplateError, UnknownName
from briefgen.execute import DEFAULT, EXECUTOR, check
from briefgen.fetch import Allowance, location_of
from briefgen.library import Library, open_library, understood
from briefgen.model import BriefSpec, DeskSettings, Problem
from briefgen.postgres import has_password, is_address
from briefgen.whole import write_once

#: Names the library of every desk, in the environment.
LIBRARY = "BRIEFGEN_LIBRARY"


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk's places: its library, its editions, its own templates.

    `home` is where its sources, settings and templates stand, `root` where it writes; `archive`
    is its library's folder or address, where that was named, and `asked` the executor.
    """

    root: Path
    archive: Path | str | None = None
    home: Path = Path()
    asked: str = ""

    @classmethod
    def of(cls, spec: Path, out: Path | None = None, archive: Path | str | None = None) -> Desk:
        """The desk of a spec: what holds the `briefs/` folder that it is in; it writes to `out`."""
        folder = spec.resolve().parent
        home = folder.parent if folder.name == "briefs" else folder
        return cls(out or home, archive, home)

    @classmethod
    def at(cls, folder: Path, archive: Path | str | None = None) -> Desk:
        """The desk in a folder."""
        home = folder.resolve()
        return cls(home, archive, home)

    @classmethod
    def around(cls, folder: Path, archive: Path | str | None = None) -> Desk:
        """The desk that a folder is in, or is to become: it has a library, briefs or settings."""
        here = folder.resolve()
        marks = ("library/library.sqlite3", "briefs", "desk.yaml")
        desks = (f for f in (here, *here.parents) if any((f / mark).exists() for mark in marks))
        return cls.at(next(desks, here), archive)

    @property
    def settings(self) -> DeskSettings:
        """What its `desk.yaml` says; raises `SpecError` with every fault in it."""
        file = self.home / "desk.yaml"
        if not file.exists():  # and so nothing that reads YAML is loaded
            return DeskSettings()
        from briefgen.spec import load_settings  # noqa: PLC0415

        settings = load_settings(file)
        faults = [_not_allowed(file, entry) for entry in settings.allow]
        faults += (_not_there(file, settings.executor), _secret(file, settings.library))
        if found := [fault for fault in faults if fault]:
            raise SpecError(found)
        return settings

    def place(self, path: str) -> str:
        """The location in the library of a file, given as a path from the current folder."""
        return location_of(os.path.realpath(path), str(self.home))

    @property
    def library(self) -> Library:
        """The desk's archive."""
        return open_library(self.library_place)

    @property
    def library_place(self) -> Path | str:
        """The library's folder, or its address: what was named, or the environment or the desk say.

        Raises `SpecError` where its `desk.yaml` has faults.
        """
        named = self.archive or os.environ.get(LIBRARY)
        place = named or self.settings.library or self.root / "library"
        if isinstance(place, str) and not is_address(place):
            return Path(place) if named else self.home / place
        return place

    @property
    def executor(self) -> str:
        """Where its work is done: as asked for, else by the environment, else by its settings.

        Raises `UnknownName`.
        """
        told = self.asked or os.environ.get(EXECUTOR) or self.settings.executor or DEFAULT
        check(told)
        return told

    @property
    def editions(self) -> Path:
        """Where editions are written."""
        return self.root / "editions"

    @property
    def outbox(self) -> Path:
        """The file of what is to be delivered."""
        return self.editions / "outbox.sqlite3"

    @property
    def identity(self) -> str:
        """What tells it from other desks in one database, on all machines that share its folder."""
        file = self.editions / "desk.id"
        try:
            return write_once(file, f"{uuid4().hex}\n".encode()).decode("ascii").strip()
        except OSError as error:
            what = f"{error.filename or file}: cannot be read or written ({error.strerror})"
            raise ArchiveError(f"{what}; check the disk and the folder") from error

    @property
    def templates(self) -> tuple[Path, ...]:
        """The desk's own templates, where it has any; they win over the shipped ones."""
        own = self.home / "templates"
        return (own,) if own.is_dir() else ()

    def load(self, path: Path) -> BriefSpec:
        """The spec in a file, checked against the audiences and the styles there are.

        Raises `SpecError` with every fault.
        """
        # What checks specs is not loaded by commands that only want the library.
        from briefgen.cite import style_file  # noqa: PLC0415
        from briefgen.render import audiences  # noqa: PLC0415
        from briefgen.spec import load_spec  # noqa: PLC0415
        from briefgen.summarise import SUMMARISERS  # noqa: PLC0415

        names = audiences(self.templates)
        spec = load_spec(path, audiences=names, methods=tuple(SUMMARISERS))
        if not spec.slug.isprintable() or spec.slug.startswith("."):
            what = f"the name {path.name!r} cannot become that of a brief"
            raise SpecError(
                [Problem(ascii(str(path)), what, "give it a plain one, like desk.yaml")]
            )
        asked = [(s.where, s.search.query) for s in spec.sources if s.search]
        searches = [(where, understood(query)) for where, query in asked if query]
        if faults := [replace(f, where=w) for w, f in searches if isinstance(f, Problem)]:
            raise SpecError(faults)
        if spec.style.endswith(".csl"):
            spec = replace(spec, style=str(path.parent / spec.style))
        try:
            style_file(spec.style)
        except (UnknownName, CitationError) as error:
            raise SpecError([Problem(str(path), str(error), "name one that there is")]) from error
        return spec

    def rehearse(self, spec: BriefSpec) -> None:
        """Try the templates of a spec's audiences; raises `TemplateError`, each with its fault."""
        from briefgen.render import load_profile  # noqa: PLC0415
        from briefgen.render.rehearsal import rehearse  # noqa: PLC0415

        faults: list[str] = []
        for audience in spec.audiences:
            try:
                rehearse(spec, load_profile(audience, self.templates))
            except TemplateError as error:
                faults += str(error).splitlines()
        if faults:  # what two audiences build on has its fault told once
            raise TemplateError("\n".join(dict.fromkeys(faults)))


def _not_there(file: Path, executor: str) -> Problem | None:
    """What is wrong with an executor's name, if anything is."""
    try:
        check(executor or DEFAULT)
    except UnknownName as error:
        return Problem(f"{file}: executor", str(error), "write one of them, like processes:4")
    return None


def _secret(file: Path, library: str) -> Problem | None:
    """What is wrong with the library's address in the desk's settings: a password in it, too."""
    try:
        if not is_address(library) or not has_password(library):
            return None
    except ArchiveError as error:
        what, _, remedy = str(error).rpartition("; ")
        return Problem(f"{file}: library", what, remedy)
    remedy = "delete it, and put it into PGPASSWORD or ~/.pgpass"
    return Problem(f"{file}: library", "a password stands in no file of the desk", remedy)


def _not_allowed(file: Path, entry: str) -> Problem | None:
    """What is wrong with an intranet's host, address or network, if anything is."""
    try:
        Allowance.of(entry)
    except ValueError as error:
        example = "for example allow: [wiki.intra, 10.1.0.0/16, '127.0.0.1:8080']"
        return Problem(f"{file}: fetch: allow", str(error), f"write hosts or networks, {example}")
    return None
