"""A brief from a large library: what it costs beside the bare parse of the texts that it needs.

    python benchmarks/library.py [--articles 100000] [--folder DIR] [--runs 3] [--json OUT]

The articles are invented (see `library_articles`) and put into a library in batches, which is not
timed. A spec with eight issues takes the best 200 of them. `evidence` is everything from the spec
to the evidence (search, read, settle copies, parse, attribute, match, choose, oppose), `parse` is
spaCy's pipeline alone, with its parts and batches as Briefgen has them, over the texts that were
parsed for it; each runs in a fresh process that has loaded the model. `cached` is the same brief
again, `others` one on eight other issues from the same documents: both as a whole process, with
imports. Each run has issues of its own; ratios are taken run by run, and medians are given. Seconds
are the processor's, of one core, since others may be at work on the machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from library_articles import TOPICS, articles

from briefgen.library import Library, SqliteLibrary
from briefgen.model import (
    NO_REVIEW,
    Accession,
    BriefSpec,
    DeskSettings,
    Document,
    Issue,
    LibrarySearch,
    Position,
    Sentence,
    Snapshot,
    SourceSpec,
)

#: Articles that are written together, issues of a brief, documents that it takes.
_TOGETHER, _ISSUES, _BEST = 2_000, 8, 200


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it as JSON where asked."""
    arguments = _parser().parse_args(argv)
    if arguments.part:
        print(json.dumps(PARTS[arguments.part](arguments.folder, arguments.run)))
        return 0
    with tempfile.TemporaryDirectory() as place:
        folder = arguments.folder or Path(place)
        fill(SqliteLibrary(folder), arguments.articles)
        rows, figures = measure(folder, arguments.runs)
    print(f"{'system':<12}{'run':>4}{'seconds':>9}{'megabytes':>11}{'parsed':>8}")
    for row in rows:
        print("{system:<12}{run:>4}{seconds:>9.2f}{megabytes:>11.0f}{parsed:>8}".format(**row))
    for name, value in figures.items():
        print(f"{name}: {value:.2f}")
    if arguments.json:
        report = {"benchmark": "library", "rows": rows, "figures": figures}
        arguments.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


def fill(library: Library, count: int) -> None:
    """Put the articles in that are not there yet, read by today's readers; nothing is parsed."""
    from briefgen import readers  # noqa: PLC0415

    version, held = readers.version(), library.figures()
    fresh = articles(range(held.sources if held else 0, count))
    while some := list(islice(fresh, _TOGETHER)):
        with library.writing() as writer:
            for name, text in some:
                source = Snapshot.of(name, text.encode())
                writer.add(source)
                writer.enter(Accession(name, source.sha256), added="2031-03-14T06:00:00Z")
                writer.keep(source.sha256, version, readers.read(source))
    with closing(sqlite3.connect(library.file)) as database, database:
        database.execute("DELETE FROM annotation")  # those of an earlier run in this folder


def measure(folder: Path, runs: int) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """A row for each part of each run, and the figures."""
    rows = [_part(name, folder, run) for run in range(runs) for name in PARTS]
    of = {name: [row for row in rows if row["system"] == name] for name in PARTS}
    pairs = zip(of["evidence"], of["parse"], strict=True)
    both = zip(of["evidence"], of["others"], strict=True)
    again = [len(set(a["texts"]) & set(b["texts"])) for a, b in both]
    figures = {
        "evidence_ratio": statistics.median(a["seconds"] / b["seconds"] for a, b in pairs),
        "cached_seconds": statistics.median(row["seconds"] for row in of["cached"]),
        "peak_megabytes": max(row["megabytes"] for row in rows if row["system"] != "parse"),
        "parsed_again": sum(again) + sum(row["parsed"] for row in of["cached"]),
    }
    return [{k: v for k, v in row.items() if k != "texts"} for row in rows], figures


def _part(name: str, folder: Path, run: int) -> dict[str, Any]:
    words = [sys.executable, __file__, "--part", name, "--folder", str(folder), "--run", str(run)]
    answer = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    found: dict[str, Any] = json.loads(answer)
    return {"system": name, "run": run, "parsed": len(found["texts"]), **found}


# --- Parts, each in a process of its own ----------------------------------------------------------


def evidence(folder: Path, run: int) -> dict[str, Any]:
    """The brief whose texts have not been parsed, from a loaded model."""
    from briefgen.annotate import load_model  # noqa: PLC0415

    load_model()
    began = time.process_time()
    parsed = _brief(folder, run, 0)
    told = _told(parsed, began)
    paragraphs = [d.text[b.start : b.end] for d in parsed for b in d.paragraphs]
    _kept(folder, run).write_text(json.dumps(paragraphs), encoding="utf-8")
    return told


def parse(folder: Path, run: int) -> dict[str, Any]:
    """The pipeline alone over the paragraphs of all texts that the brief had parsed."""
    from briefgen.annotate import load_model  # noqa: PLC0415

    nlp = load_model()
    paragraphs = json.loads(_kept(folder, run).read_text(encoding="utf-8"))
    began = time.process_time()
    for _ in nlp.pipe(paragraphs, batch_size=64):
        pass
    return _told((), began)


def cached(folder: Path, run: int) -> dict[str, Any]:
    """The same brief again."""
    return _told(_brief(folder, run, 0))


def others(folder: Path, run: int) -> dict[str, Any]:
    """A brief on other issues from the same documents."""
    return _told(_brief(folder, run, 1))


def _kept(folder: Path, run: int) -> Path:
    """The paragraphs that were parsed, from one process to another."""
    return folder / f"parsed{run}.json"


def _brief(folder: Path, run: int, turn: int) -> list[Document]:
    """Make a brief's evidence; the documents that were parsed for it."""
    from briefgen import annotate  # noqa: PLC0415
    from briefgen.acquisition import Place, gather  # noqa: PLC0415
    from briefgen.build import Readings, find_edition  # noqa: PLC0415
    from briefgen.desk import Desk  # noqa: PLC0415
    from briefgen.intake import read_all  # noqa: PLC0415

    parsed: list[Document] = []
    plain = annotate.annotate

    def noted(documents: Sequence[Document]) -> tuple[tuple[Sentence, ...], ...]:
        parsed.extend(documents)
        return plain(documents)

    annotate.annotate = noted
    library, spec = SqliteLibrary(folder), specify(run, turn)
    place = Place(folder, library, DeskSettings(), datetime.now(UTC))
    accessions, _ = gather(spec.sources, folder, place)
    read = read_all(accessions, library, language="en")
    desk = Desk(folder, folder, folder, "serial")
    find_edition(spec, Readings(*read), NO_REVIEW, desk, "2031-03-14")
    return parsed


def specify(run: int, turn: int) -> BriefSpec:
    """A spec on eight topics of middling rank, others in each run, and the best on these.

    In its second turn it asks of the same documents what they say on eight other topics.
    """
    sought = TOPICS[8 * run + 8 : 8 * run + 8 + _ISSUES]
    others = TOPICS[:_ISSUES]
    search = LibrarySearch(" OR ".join(f'"{topic}"' for topic in sought), limit=_BEST)
    return BriefSpec(
        file=Path(f"large-{run}-{turn}.yaml"),
        sha256="",
        title="A large library",
        sources=(SourceSpec(search=search),),
        issues=tuple(map(_issue, others if turn else sought)),
    )


def _issue(topic: str) -> Issue:
    keep = Position("keep", "It will be kept", ("keep", "fund", "raise", "defend"))
    end = Position("end", "It will be ended", ("end", "cut", "ban", "close"))
    return Issue(
        topic.replace(" ", "-"),
        topic.title(),
        f"Should the {topic} be kept?",
        (topic,),
        (keep, end),
    )


def _told(parsed: Sequence[Document], began: float = 0.0) -> dict[str, Any]:
    """Processor seconds since then, or of all this process; its peak; what was parsed."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "seconds": time.process_time() - began,
        "megabytes": peak,
        "texts": [d.text_sha256 for d in parsed],
    }


PARTS: dict[str, Callable[[Path, int], dict[str, Any]]] = {
    "evidence": evidence,
    "parse": parse,
    "cached": cached,
    "others": others,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="A brief's cost over a large library.")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, metavar="DIR", help="keep the library here")
    parser.add_argument("--runs", type=int, default=3, help="briefs, each with issues of its own")
    parser.add_argument("--json", type=Path, metavar="OUT")
    parser.add_argument("--part", choices=sorted(PARTS), help=argparse.SUPPRESS)
    parser.add_argument("--run", type=int, default=0, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
