"""What a brief's pages take beside WeasyPrint alone on the finished HTML.

    python benchmarks/page.py --data '../shared/seeds/*.txt' [--spec SPEC] [--runs N] [--json OUT]

`weasyprint` lays out the HTML that Briefgen made, with the same fonts and tags, in a process that
has done so before. `briefgen` makes the same PDF from the evidence: it composes within the page
budget, sets citations, renders the templates, lays out, and checks that all text is there. `all`
are the five audiences of one spec, in one process and in two, and `tries` the layouts on the way
that did not fit their page budget, or filled it less. `columns` is the analyst's page with its
issues in two columns and `target-counter` in its contents. The systems run in turn; figures are
medians of the ratios run by run.
"""

from __future__ import annotations

import argparse
import gc
import json
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from briefgen.acquisition import Place, gather, with_sources
from briefgen.build import Readings, find_edition
from briefgen.desk import Desk
from briefgen.evidence.record import to_json
from briefgen.intake import read_all
from briefgen.model import NO_REVIEW, READ, Evidence
from briefgen.render import layout, load_profile, page_count
from briefgen.render.compositors import Compositors, Job
from briefgen.render.fonts import use_own_fonts

ROOT = Path(__file__).resolve().parents[1]
AUDIENCES = ("minister", "legislator", "analyst", "public", "press")
AS_OF = date(2017, 12, 9)
COLUMNS = """.issue-body { columns: 2 }
.contents a { display: block }
.contents a::after { content: leader('.') target-counter(attr(href), page) }
</style>"""
PAIRS = {
    "columns_ratio": ("weasyprint, analyst", "weasyprint, analyst in columns"),
    "five_ratio": ("briefgen, all", "weasyprint, all and tries"),
    "five_two_cores": ("briefgen, all, two processes", "weasyprint, all and tries"),
    "five_final_ratio": ("briefgen, all", "weasyprint, all"),
    "five_final_two_cores": ("briefgen, all, two processes", "weasyprint, all"),
} | {f"{name}_ratio": (f"briefgen, {name}", f"weasyprint, {name}") for name in AUDIENCES}


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it as JSON where asked."""
    arguments = _parser().parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        rows, figures = measure(evidence(arguments, Path(folder)), arguments.runs)
    print(f"{'system':<34}{'seconds':>9}{'pages':>7}{'notes':>7}")
    for row in rows:
        print(f"{row['system']:<34}{row['seconds']:>9.2f}{row['pages']:>7}{row['notes']:>7}")
    for name, value in figures.items():
        print(f"{name}: {value:.2f}")
    if arguments.json:
        report = {"benchmark": "page", "rows": rows, "figures": figures}
        arguments.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


def evidence(arguments: argparse.Namespace, out: Path) -> Evidence:
    """The evidence of the spec over the articles, found once."""
    desk = Desk.of(arguments.spec, out)
    spec = with_sources(desk.load(arguments.spec), [arguments.data])
    place = Place(desk.home, desk.library, desk.settings, datetime.now(UTC))
    taken, _ = gather(spec.sources, spec.file.parent, place, iter)
    documents, excluded, _ = read_all(taken, desk.library, language=READ)
    return find_edition(spec, Readings(documents, excluded, ()), NO_REVIEW, desk, AS_OF.isoformat())


def measure(found: Evidence, runs: int) -> tuple[list[dict], dict[str, float]]:
    """Rows and figures: every system once in each run."""
    record = to_json(found)
    drafts: list[str] = []
    laid = layout.lay_on_sheets
    layout.lay_on_sheets = lambda html: drafts.append(html) or laid(html)
    jobs = {name: Job(load_profile(name), ("html", "pdf")) for name in AUDIENCES}
    pages = {name: ours(found, [job], record)[0] for name, job in jobs.items()}
    layout.lay_on_sheets = laid
    html = {name: made["html"].decode() for name, made in pages.items()}
    tries = [draft for draft in drafts if draft not in html.values()]
    systems: dict[str, Callable[[], object]] = {}
    for name, job in jobs.items():
        systems[f"weasyprint, {name}"] = lambda name=name: alone(html[name])
        systems[f"briefgen, {name}"] = lambda job=job: ours(found, [job], record)
    columns = html["analyst"].replace("</style>", COLUMNS, 1)
    systems["weasyprint, analyst in columns"] = lambda: alone(columns)
    systems["weasyprint, tries"] = lambda: [rendered(draft) for draft in tries]
    systems["briefgen, all"] = lambda: ours(found, list(jobs.values()), record)
    times: dict[str, list[float]] = {name: [] for name in systems}
    times["briefgen, all, two processes"] = []
    for number in range(runs + 1):
        for name, system in systems.items():
            times[name].append(timed(system))
        times["briefgen, all, two processes"].append(side_by_side(found, [*jobs.values()], record))
        if not number:  # the first warms the caches
            times = {name: [] for name in times}
    print(f"{len(tries)} layouts besides the {len(html)} that were kept")
    for name, some in (("all", AUDIENCES), ("all and tries", (*AUDIENCES, "tries"))):
        each = (times[f"weasyprint, {one}"] for one in some)
        times[f"weasyprint, {name}"] = [sum(run) for run in zip(*each, strict=True)]
    sizes = {name: (page_count(made["pdf"]), notes(html[name])) for name, made in pages.items()}
    rows = [
        {"system": name, "seconds": statistics.median(t), "pages": size[0], "notes": size[1]}
        for name, t in sorted(times.items())
        for size in [sizes.get(name.partition(", ")[2], ("", ""))]
    ]
    return rows, {
        name: statistics.median(a / b for a, b in zip(times[one], times[other], strict=True))
        for name, (one, other) in PAIRS.items()
    }


def ours(found: Evidence, jobs: Sequence[Job], record: bytes) -> list[dict[str, bytes]]:
    """The files of audiences, one after the other."""
    with Compositors(1) as process:
        return process.lay_out(found, jobs, record)


def side_by_side(found: Evidence, jobs: Sequence[Job], record: bytes) -> float:
    """Seconds of two processes, which were started while the evidence was being found."""
    with Compositors(2) as processes:
        time.sleep(3)
        return timed(lambda: processes.lay_out(found, jobs, record))


def alone(html: str) -> bytes:
    """The PDF that WeasyPrint makes by itself."""
    return bytes(rendered(html).write_pdf(pdf_variant="pdf/a-3a") or b"")


def rendered(html: str) -> weasyprint.Document:
    """The page laid out and not written, as one is that turns out too long."""
    return weasyprint.HTML(string=html).render(font_config=FONTS)


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run; what the one before left in memory is not its own."""
    gc.collect()
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def notes(html: str) -> int:
    """How many notes a page has, at its foot or its end."""
    return len(set(re.findall(r'id="(note-\d+)"', html)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Pages beside WeasyPrint alone.")
    parser.add_argument("--data", required=True, metavar="PATTERN", help="the articles")
    parser.add_argument("--spec", type=Path, default=ROOT / "briefs" / "us-russia-2017.yaml")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each")
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser


use_own_fonts()
FONTS = FontConfiguration()

if __name__ == "__main__":
    sys.exit(main())
