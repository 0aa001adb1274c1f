"""How long a brief takes beside its two libraries alone on the same input.

    python benchmarks/speed.py --data '../shared/seeds/*.txt' [--spec SPEC] [--runs N] [--json OUT]

`libraries` does in one process what no brief can do without: import spaCy, load the model, parse
the same text once; import WeasyPrint and lay out each page set once (the HTML of the edition that
was just built). `briefgen` is the whole command, from a warm disk, into a fresh folder. The two run
in turn; figures are medians of the ratios pair by pair.
"""

from __future__ import annotations

import argparse
import glob
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = """
import sys
from pathlib import Path
import spacy
nlp = spacy.load(sys.argv[1])
for file in sorted(Path(sys.argv[2]).glob("*.txt")):
    text = file.read_text(encoding="utf-8")
    list(nlp.pipe(p for p in text.split(chr(10) * 2) if p))
import weasyprint
for file in sorted(Path(sys.argv[2]).glob("*.html")):
    weasyprint.HTML(string=file.read_text(encoding="utf-8")).write_pdf()
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print the table, and write it as JSON where asked."""
    arguments = _parser().parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        rows, figures = measure(arguments, Path(folder))
    print(f"{'system':<22}{'seconds':>9}{'megabytes':>11}")
    for row in rows:
        print(f"{row['system']:<22}{row['seconds']:>9.2f}{row['megabytes']:>11.0f}")
    for name, value in figures.items():
        print(f"{name}: {value:.2f}")
    if arguments.json:
        report = {"benchmark": "speed", "rows": rows, "figures": figures}
        arguments.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    return 0


def measure(arguments: argparse.Namespace, folder: Path) -> tuple[list[dict], dict[str, float]]:
    """Rows and figures: both systems in turn, then the second build, then the help page."""
    material = prepare(arguments, folder)
    libraries = [sys.executable, "-c", LIBRARIES, model(), str(material)]
    runs: dict[str, list[tuple[float, float]]] = {"libraries": [], "briefgen": []}
    for number in range(arguments.runs + 1):
        fresh = folder / f"run{number}"
        pair = {"libraries": timed(libraries), "briefgen": timed(build(arguments, fresh))}
        if number:  # the first warms the disk
            for name, result in pair.items():
                runs[name].append(result)
    again = build(arguments, folder / f"run{arguments.runs}")
    runs["unchanged"] = [timed(again) for _ in range(arguments.runs)]
    runs["--help"] = [timed([*command(), "--help"]) for _ in range(arguments.runs)]
    pairs = zip(runs["briefgen"], runs["libraries"], strict=True)
    figures = {
        "build_ratio": statistics.median(ours[0] / theirs[0] for ours, theirs in pairs),
        "noop_seconds": middle(runs["unchanged"]),
        "noop_ratio": middle(runs["unchanged"]) / middle(runs["briefgen"]),
        "help_seconds": middle(runs["--help"]),
        "peak_megabytes": max(size for _, size in runs["briefgen"]),
    }
    rows = [
        {"system": name, "seconds": middle(results), "megabytes": max(m for _, m in results)}
        for name, results in runs.items()
    ]
    return rows, figures


def prepare(arguments: argparse.Namespace, folder: Path) -> Path:
    """A folder with the text that is parsed and the HTML that is laid out."""
    first = folder / "first"
    run([*build(arguments, first), "--format", "pdf", "--format", "html"])
    material = folder / "material"
    material.mkdir()
    for page in first.glob("editions/*/latest/*.html"):
        shutil.copy(page, material)
    for number, source in enumerate(sorted(glob.glob(arguments.data))):  # noqa: PTH207
        shutil.copy(source, material / f"{number}.txt")
    return material


def model() -> str:
    """The name of the spaCy model that Briefgen uses."""
    found = run([sys.executable, "-c", "from briefgen import annotate as a; print(a.model_name())"])
    return found.strip()


def command() -> list[str]:
    """Briefgen's command line in this environment."""
    return [sys.executable, "-c", "import sys; from briefgen.cli import main; sys.exit(main())"]


def build(arguments: argparse.Namespace, out: Path) -> list[str]:
    """The build command into a folder."""
    spec = str(arguments.spec)
    return [*command(), "build", spec, "--sources", arguments.data, "--out", str(out)]


def run(words: Sequence[str]) -> str:
    """Run a command that must succeed; its standard output."""
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def timed(words: Sequence[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one run of a command."""
    started = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"exit {process.returncode}: {' '.join(words)}")
    return seconds, _megabytes(usage)


def _megabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024


def middle(results: Sequence[tuple[float, float]]) -> float:
    """The median of the seconds."""
    return statistics.median(seconds for seconds, _ in results)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="A brief's time beside its libraries alone.")
    parser.add_argument("--data", required=True, metavar="PATTERN", help="the articles, as text")
    parser.add_argument("--spec", type=Path, default=ROOT / "briefs" / "us-russia-2017.yaml")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each")
    parser.add_argument("--json", type=Path, metavar="OUT")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
