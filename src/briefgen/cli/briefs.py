"""The commands round briefs: a new desk, a spec checked, a PDF proved, this machine examined."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cli.kinds import place
from briefgen.cli.output import DONE, FAILED, WRONG, say, say_all, shown
from briefgen.errors import (
    SpecError,
    TemplateError,
)
from briefgen.model import Problem

if TYPE_CHECKING:
    pass


def _init(arguments: argparse.Namespace) -> int:
    if arguments.audience:
        return _init_audience(arguments)
    from briefgen.starter import start_desk  # noqa: PLC0415 - each command loads only its own

    for file in start_desk(arguments.folder):
        print(file)
    spec = arguments.folder / "briefs" / "us-russia-2017.yaml"
    say(f"a desk with a sample brief; build it with: briefgen build {spec}")
    return DONE


def _init_audience(arguments: argparse.Namespace) -> int:
    from briefgen.desk import Desk  # noqa: PLC0415
    from briefgen.starter import start_audience  # noqa: PLC0415

    name, templates = arguments.audience, Desk.around(arguments.folder).root / "templates"
    for file in start_audience(name, arguments.extends, templates):
        print(shown(file))
    say(f"an audience that builds on {arguments.extends}; change it, then write it into a spec:")
    say(f"audiences: [{name}]")
    return DONE


def _check(arguments: argparse.Namespace) -> int:
    worst = DONE
    for path in specs_among(arguments.specs):
        try:
            problems, sources = _checked(path)
        except SpecError as error:
            say_all(error.problems)
            worst = WRONG
            continue
        except TemplateError as error:
            say(str(error))
            worst = WRONG
            continue
        say_all(problems)
        if not sources:
            print(f"{path}: cannot be built, since there is no source")
            worst = max(worst, FAILED)
            continue
        print(f"{path}: {'fit to build' if not problems else 'can be built, with warnings'}")
        if problems and arguments.strict:
            worst = max(worst, FAILED)
    return worst


def specs_among(paths: Sequence[Path]) -> Sequence[Path]:
    """The specs among the files: a pattern like briefs/*.yaml names their reviews too."""
    return [path for path in paths if not path.name.endswith(".review.yaml")] or paths


def _checked(path: Path) -> tuple[tuple[Problem, ...], int]:
    """What is wrong with a spec that does not stop a build, and how many sources it finds."""
    from briefgen.deliver import unready  # noqa: PLC0415
    from briefgen.desk import Desk  # noqa: PLC0415
    from briefgen.fetch import expand, missing  # noqa: PLC0415
    from briefgen.review import load_review, review_file  # noqa: PLC0415

    desk = Desk.of(path)
    spec = desk.load(path)
    _ = desk.settings  # its faults are those of every spec of the desk
    desk.rehearse(spec)
    _, outdated = load_review(review_file(path), spec.issues)
    found, gone = 0, []
    for source in spec.sources:
        files = len(expand(source.path, source.folder or path.parent)) if source.path else 1
        found += files
        gone += [] if files else [missing(source)]
    return (*spec.problems, *outdated, *gone, *unready(desk, spec)), found


def _verify(arguments: argparse.Namespace) -> int:
    from briefgen.editions.corrections import warning  # noqa: PLC0415
    from briefgen.editions.verify import verify_pdf  # noqa: PLC0415
    from briefgen.library import open_library  # noqa: PLC0415

    verdicts = []
    for file in _pdfs(arguments.files):
        verdict = verify_pdf(file, open_library(arguments.library or _library_of(file)))
        verdicts.append(verdict)
        say_all((*verdict.faults, *warning(file.resolve().parent)))
        if not arguments.json:
            print(f"{shown(file)}: {verdict.verified} of {verdict.total} passages verified")
    if arguments.json:
        told = [{**asdict(v), "file": str(v.file), "holds": v.holds} for v in verdicts]
        print(json.dumps({"verified": told}, ensure_ascii=False))
    if not verdicts:
        say("briefgen: no PDF there; give a PDF that Briefgen made, or an edition's folder")
    return DONE if verdicts and all(v.holds for v in verdicts) else FAILED


def _pdfs(paths: Sequence[Path]) -> list[Path]:
    """The files themselves, and every PDF in the folders; of a brief's folder its latest."""
    folders = [p / "latest" if (p / "latest").is_dir() else p for p in paths]
    return [f for p in folders for f in (sorted(p.glob("*.pdf")) if p.is_dir() else [p])]


def _library_of(file: Path) -> Path | str:
    """The library of the desk that a PDF stands in (`editions/<slug>/<edition>/`), or here."""
    from briefgen.desk import Desk  # noqa: PLC0415

    marks = ("library/library.sqlite3", "desk.yaml")
    folders = file.resolve().parents
    desks = (f for f in folders if any((f / mark).is_file() for mark in marks))
    return Desk.at(next(desks, Path())).library_place


def _schema(_: argparse.Namespace) -> int:
    from briefgen.spec import schema_text  # noqa: PLC0415

    print(schema_text())
    return DONE


def _doctor(_: argparse.Namespace) -> int:
    from briefgen.doctor import examine  # noqa: PLC0415

    findings = examine()
    for finding in findings:
        print(f"{'ok  ' if finding.good else 'FAULTY '} {finding.part}: {finding.detail}")
    return DONE if all(finding.good for finding in findings) else FAILED


# --- Arguments and what is printed ------------------------------------------------------------


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's."""
    init = commands.add_parser("init", help="make a desk with a sample brief, or an audience")
    init.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="DIR")
    init.add_argument("--audience", metavar="NAME", help="make the desk this audience of its own")
    init.add_argument("--extends", default="minister", metavar="AUDIENCE", help="what it builds on")
    init.set_defaults(run=_init)

    check = commands.add_parser("check", help="say what is wrong with a spec, all of it at once")
    check.add_argument("specs", nargs="+", type=Path, metavar="SPEC")
    check.add_argument("--strict", action="store_true", help="warnings are failures")
    check.set_defaults(run=_check)

    verify = commands.add_parser("verify", help="prove every passage of a PDF from the archive")
    verify.add_argument("files", nargs="+", type=Path, metavar="FILE|EDITION")
    verify.add_argument(
        "--library", type=place, metavar="PLACE", help="the archive to check against"
    )
    verify.add_argument("--json", action="store_true", help="print one JSON object")
    verify.set_defaults(run=_verify)

    schema = commands.add_parser("schema", help="print the JSON Schema of a spec, for editors")
    schema.set_defaults(run=_schema)
    doctor = commands.add_parser("doctor", help="say whether this machine has what a brief needs")
    doctor.set_defaults(run=_doctor)
