"""The command that builds editions."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli.briefs import specs_among
from briefgen.cli.kinds import place
from briefgen.cli.output import DONE, FAILED, WRONG, progress, say, say_all, shown
from briefgen.errors import BriefgenError, NotEnoughSources, SpecError, UnknownName
from briefgen.model import Problem

if TYPE_CHECKING:
    from briefgen.acquisition import Taken
    from briefgen.build import Built
    from briefgen.desk import Desk
    from briefgen.model import BriefSpec
    from briefgen.rebuild import Rebuilt

    _Found = tuple[Path, Built | BriefgenError]


def _build(arguments: argparse.Namespace) -> int:
    if bool(arguments.specs) == bool(arguments.locked):
        say("briefgen build: name one spec or more, or an edition with --locked, and not both")
        return WRONG
    if arguments.locked:
        results = [_rebuilt(arguments.locked, arguments)]
    else:
        specs = specs_among(arguments.specs)
        side_by_side = len(specs) > 1 and not _is_serial(specs, arguments)
        each = _all_built(specs, arguments) if side_by_side else _one_by_one(specs, arguments)
        results = _all_told(each, arguments)
    if arguments.json:
        print(json.dumps({"briefs": results}, ensure_ascii=False))
    return max(int(result["status"]) for result in results)


def _one_by_one(specs: Sequence[Path], arguments: argparse.Namespace) -> Iterator[_Found]:
    """Each spec and what came of it, built here; one failure stops no other."""
    from briefgen.build import build_edition  # noqa: PLC0415

    asked = {"as_of": arguments.as_of, "jobs": arguments.jobs or processors()}
    for path in specs:
        desk = _desk(path, arguments)
        try:
            spec = _spec(path, desk, arguments)
            yield path, build_edition(spec, desk, progress=say, watch=_watch, **asked)
        except BriefgenError as error:
            yield path, error


def _all_built(specs: Sequence[Path], arguments: argparse.Namespace) -> Iterator[_Found]:
    """Each spec and what came of it, in order, built by the first one's desk's executor."""
    from briefgen.batch import Order, build_all  # noqa: PLC0415
    from briefgen.build import taken, unchanged  # noqa: PLC0415
    from briefgen.execute import executor  # noqa: PLC0415

    as_of = arguments.as_of

    def ask(path: Path) -> Order | Built | BriefgenError:
        desk = _desk(path, arguments)
        try:
            inputs = taken(_spec(path, desk, arguments), desk, as_of=as_of, watch=_watch)
            return unchanged(inputs, desk, as_of=as_of) or Order(inputs, desk, as_of)
        except BriefgenError as error:
            return error

    left = list(specs)
    try:
        with executor(_desk(specs[0], arguments).executor) as runs:
            for told in build_all(specs, ask, runs):
                for line in told.progress:
                    say(line)
                yield left.pop(0), told.result
    except BriefgenError as error:  # there is nothing that could build those that are left
        yield from ((path, error) for path in left)


def _desk(path: Path, arguments: argparse.Namespace) -> Desk:
    from briefgen.desk import Desk  # noqa: PLC0415

    desk = Desk.of(path, arguments.out, arguments.library)
    return replace(desk, asked=arguments.executor or "")


def _is_serial(specs: Sequence[Path], arguments: argparse.Namespace) -> bool:
    """Whether one after the other is asked for; settings with faults are each spec's own."""
    try:
        return _desk(specs[0], arguments).executor == "serial"
    except BriefgenError:
        return True


def _all_told(found: Iterator[_Found], arguments: argparse.Namespace) -> list[dict[str, Any]]:
    """How each spec went, told as it is known; what stops several of them is told once."""
    results, before = [], None
    for path, each in found:
        results.append(_told(path, each, arguments, again=each is before))
        before = each
    return results


def _told(
    path: Path, found: Built | BriefgenError, arguments: argparse.Namespace, *, again: bool
) -> dict[str, Any]:
    """Print an edition, or what stopped it, and say how it went."""
    if isinstance(found, BriefgenError):
        wrong = isinstance(found, SpecError | UnknownName)
        whole = f"briefgen: {path}: {found}"
        if not again:
            say(str(found) if isinstance(found, SpecError) else whole)
        told = [asdict(problem) for problem in _problems(path, found)]
        return {"spec": str(path), "status": WRONG if wrong else FAILED, "problems": told}
    say_all(found.problems)
    edition = found.edition
    if not arguments.json:
        news = "edition" if edition.new else "unchanged since edition"
        print(f"{edition.folder.parent.name}: {news} {edition.name}")
        for file in edition.documents:
            print(shown(file))
    return {
        "spec": str(path),
        "status": FAILED if arguments.strict and found.problems else DONE,
        "edition": edition.name,
        "new": edition.new,
        "files": [str(file) for file in edition.documents],
        "problems": [asdict(problem) for problem in found.problems],
    }


def _rebuilt(name: str, arguments: argparse.Namespace) -> dict[str, Any]:
    """Make an edition again by its lock, say whether it is the same, and what differs if not."""
    from briefgen.desk import Desk  # noqa: PLC0415
    from briefgen.editions.named import edition_folder  # noqa: PLC0415
    from briefgen.editions.store import LOCK  # noqa: PLC0415
    from briefgen.rebuild import rebuild_edition  # noqa: PLC0415

    around = Desk.around(Path.cwd())
    folder = edition_folder(name, around.editions, LOCK)
    if isinstance(folder, Problem):
        say(f"briefgen: {folder}")
        return {"edition": name, "status": WRONG, "problems": [asdict(folder)]}
    folder = folder.resolve()
    root = folder.parents[2] if folder.parents[1].name == "editions" else around.root
    archive = arguments.library or Desk.at(root).library_place
    desk = Desk(arguments.out or root, archive, root, arguments.executor or "")
    try:
        made = rebuild_edition(folder, desk, jobs=arguments.jobs or processors())
    except BriefgenError as error:
        say(f"briefgen: {error}")
        told = [asdict(problem) for problem in _problems(folder, error)]
        return {"edition": folder.name, "status": FAILED, "problems": told}
    if not arguments.json:
        _tell_rebuilt(made, folder.name)
    return {
        "edition": folder.name,
        "status": DONE if made.edition else FAILED,
        "files": [str(file) for file in made.edition.documents] if made.edition else [],
        "differing": list(made.others),
        "why": [asdict(difference) for difference in made.why],
    }


def _tell_rebuilt(made: Rebuilt, name: str) -> None:
    if made.edition is None:
        say(f"{made.slug}: edition {name} came out differently, and nothing was written:")
        for line in (*made.others, *made.why):
            say(f"  {line}")
        return
    print(f"{made.slug}: the same edition {name}, byte for byte")
    for file in made.edition.documents:
        print(shown(file))


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


def _watch(items: Iterator[Taken | Problem]) -> Iterator[Taken | Problem]:
    return progress(items, "sources")


def _problems(path: Path, error: BriefgenError) -> tuple[Problem, ...]:
    """What stopped a build, as values: each fault of a spec, each source that was tried."""
    if isinstance(error, SpecError | NotEnoughSources) and error.problems:
        return error.problems
    return (Problem(str(path), str(error), ""),)


def _spec(path: Path, desk: Desk, arguments: argparse.Namespace) -> BriefSpec:
    """The spec with what the command line puts in its place."""
    from briefgen.acquisition import with_sources  # noqa: PLC0415
    from briefgen.render import audiences  # noqa: PLC0415

    spec = desk.load(path)
    if arguments.sources:
        spec = with_sources(spec, arguments.sources)
    for name in arguments.audience or ():
        _known("audience", name, audiences(desk.templates))
    if arguments.format:
        from briefgen.render.layout import WRITERS  # noqa: PLC0415
    for name in arguments.format or ():
        _known("format", name, WRITERS)
    return replace(
        spec,
        audiences=tuple(dict.fromkeys(arguments.audience or spec.audiences)),
        formats=tuple(dict.fromkeys(arguments.format or spec.formats)),
        formats_asked=bool(arguments.format),
    )


def _known(kind: str, name: str, names: Any) -> None:
    if name not in names:
        raise UnknownName(kind, name, names)


# --- Arguments ----------------------------------------------------------------------------------


def add_commands(commands: Any) -> None:
    """Add the command to the parser's."""
    build = commands.add_parser("build", help="build an edition of each brief")
    build.set_defaults(run=_build)
    add = build.add_argument
    add("specs", nargs="*", type=Path, metavar="SPEC")
    add("--audience", action="append", metavar="NAME", help="only this audience; may be repeated")
    add("--format", action="append", metavar="NAME", help="only this format; may be repeated")
    sources = "replace the spec's sources"
    add("--sources", nargs="+", action="extend", metavar="PATH|ADDRESS", help=sources)
    add("--library", type=place, metavar="PLACE", help="the archive, instead of the desk's")
    add("--out", type=Path, metavar="DIR", help="put library/ and editions/ there")
    as_of = "the edition's date, instead of today; on a past day, of what there was then"
    add("--as-of", type=_date, metavar="DATE", help=as_of)
    locked = "make this edition again by its lock, from the archive alone"
    add("--locked", metavar="EDITION", help=locked)
    jobs = "lay out so many audiences at a time (default: one for each processor)"
    add("--jobs", type=_count, metavar="N", help=jobs)
    runs = "where the work is done: serial, processes:N, dask:N, dask://HOST:PORT"
    add("--executor", type=_executor, metavar="NAME", help=runs)
    add("--json", action="store_true", help="print one JSON object and nothing else")
    add("--strict", action="store_true", help="problems are failures")


def _count(text: str) -> int:
    if text.isdecimal() and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")


def _executor(text: str) -> str:
    from briefgen.execute import check  # noqa: PLC0415

    try:
        check(text)
    except UnknownName as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2017-07-08") from error
