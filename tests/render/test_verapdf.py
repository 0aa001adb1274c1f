"""PDF/UA-1 and PDF/A-3a, as veraPDF judges: each audience, styles of all kinds, the sample."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NoReturn

import canal
import pytest

from briefgen.compose import quotations
from briefgen.model import Brief
from briefgen.render import audiences, load_profile
from briefgen.render.fonts import use_own_fonts
from briefgen.render.html import render_html
from briefgen.render.pdf import render_pdf

HERE = Path(__file__).parent
REQUIREMENTS = HERE.parents[1] / "requirements" / "verapdf.txt"
MINUTES = 60
Judge = Callable[[Mapping[str, bytes]], dict[str, list[str]]]

#: What sources and specs hold when nobody is looking.
HOSTILE = (
    "</p></section><script>alert(1)</script><h1>Not a head</h1>",
    "e\u0301a\u0331 zero\u200bwidth\u200d join\ufe0f\u034f \u202eturned\u202c",
    "a\x01b\x85c\u2028d\ufffee",
    "A" * 400,
    "“‘nested’ ‘and nested’” «again» ﬁ ﬂ ½ ² № † € − 2\u202f000\u2009km\u3000x\u00a0y 1\u20112",
    "Ελληνικά, кириллица, Čeština, Tiếng Việt.",
)


@pytest.fixture(scope="module")
def judge(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judge:
    """veraPDF, installed where pytest keeps what it needs again: it is 60 MB."""
    cache = getattr(request.config, "cache", None)
    root = Path(cache.mkdir("verapdf")) if cache else tmp_path_factory.mktemp("verapdf")
    engine = root / sha256(REQUIREMENTS.read_bytes()).hexdigest()[:16]
    if not engine.is_dir():
        _install(engine)

    def _judged(pdfs: Mapping[str, bytes]) -> dict[str, list[str]]:
        folder = tmp_path_factory.mktemp("pdfs")
        for name, content in pdfs.items():
            (folder / name).write_bytes(content)
        command = [sys.executable, str(HERE / "verapdf.py"), *pdfs]
        environment = {**os.environ, "PYTHONPATH": str(engine)}
        run = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True,
            timeout=5 * MINUTES, check=False,
        )  # fmt: skip
        if run.returncode:
            _cannot(f"veraPDF does not run here: {run.stderr[-800:]}")
        return dict(json.loads(run.stdout))

    return _judged


def _install(engine: Path) -> None:
    draft = engine.with_name(f"{engine.name}.{os.getpid()}")
    options = ["-q", "--no-input", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(draft)]
    try:
        subprocess.run(
            [*command, "-r", str(REQUIREMENTS)], capture_output=True, text=True, check=True,
            timeout=10 * MINUTES,
        )  # fmt: skip
    except (subprocess.SubprocessError, OSError) as error:
        _cannot(f"veraPDF cannot be installed here: {getattr(error, 'stderr', '') or error}")
    draft.rename(engine)


def _cannot(reason: str) -> NoReturn:
    """Skip; in CI, where all is to be had, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def made(brief: Brief, style: str = "chicago-notes-bibliography") -> bytes:
    return render_pdf(render_html(brief, canal.citations(brief, style)), canal.ATTACHED)


def hostile(brief: Brief) -> Brief:
    """All quotations of the first issue, and the holders, are what nobody would expect."""
    first = brief.issues[0]
    quoted = first.quotations or tuple(islice(quotations(brief), 1))
    bad = tuple(
        replace(quoted[n % len(quoted)], text=text, holder=text[:80], role=text[:40])
        for n, text in enumerate(HOSTILE)
    )
    return replace(brief, issues=(replace(first, quotations=bad), *brief.issues[1:]))


@pytest.mark.slow
def test_every_audience_conforms(judge: Judge, tmp_path: Path) -> None:
    """With hostile text in the first issue. `base` too: as an audience that adds nothing to it."""
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "audience.yaml").write_text("label: Plain\n")
    briefs = {name: canal.brief(name) for name in audiences()}
    profile = load_profile("plain", [tmp_path])
    briefs["plain"] = replace(canal.brief("analyst"), audience=profile)
    pdfs = {f"{name}.pdf": made(hostile(brief)) for name, brief in briefs.items()}
    assert judge(pdfs) == {name: [] for name in pdfs}


@pytest.mark.slow
def test_other_styles_and_titles_conform(judge: Judge) -> None:
    title = "Weirs <script>alert(1)</script> & “dams” </title>{{ spec }}"
    pdfs = {
        f"{style}.pdf": made(canal.brief("analyst", title=title, standfirst=""), style)
        for style in ("apa", "nature")
    }
    assert judge(pdfs) == {name: [] for name in pdfs}


@pytest.mark.slow
def test_sample_conforms(judge: Judge, built_sample: object) -> None:
    folder = built_sample.built.edition.folder  # type: ignore[attr-defined]
    pdfs = {file.name: file.read_bytes() for file in folder.glob("*.pdf")}
    assert pdfs
    assert judge(pdfs) == {name: [] for name in pdfs}


@pytest.mark.slow
def test_what_does_not_conform_is_found(judge: Judge) -> None:
    """The judge judges: WeasyPrint alone makes neither, nor does a picture without words."""
    use_own_fonts()
    import weasyprint  # noqa: PLC0415 - after its fonts are named

    page = "<html lang='en'><title>x</title><body><h1>x</h1><p><a href='https://a.example'><b>y</b>"
    svg = "<svg width='9' height='9'><rect width='9' height='9'/></svg>"
    found = judge(
        {
            "untagged.pdf": weasyprint.HTML(string=page).write_pdf(),
            "plain.pdf": weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/a-3a"),
            "picture.pdf": render_pdf(f"{page}</a>{svg}"),
            "leap.pdf": render_pdf(f"{page}</a><h4>z</h4>"),
        }
    )
    assert all(found.values())
    assert any("Metadata" in one for one in found["untagged.pdf"])
    assert all(one.startswith("ua1") for one in found["plain.pdf"])
    assert any("7.3-1" in one for one in found["picture.pdf"])
    assert any("7.4.2-1" in one for one in found["leap.pdf"])
