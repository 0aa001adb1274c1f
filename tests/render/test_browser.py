"""The HTML in a real browser: axe finds nothing, no script runs, a telephone shows all of it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path

import canal
import pytest
from fetched import cannot, npm_file

from briefgen.render import audiences
from briefgen.render.html import render_html

AXE = ("axe-core", "4.14.1",
       "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
       "axe.min.js")  # fmt: skip
ASK = """axe.run().then(found => { const told = document.createElement('pre'); told.id = 'told';
told.textContent = JSON.stringify(found.violations.map(v => v.id + ': ' + v.nodes[0].html));
document.body.append(told) })"""
WIDTH = """onload = () => { const page = document.querySelector('iframe').contentDocument;
const told = document.createElement('pre'); told.id = 'told';
told.textContent = JSON.stringify(page.documentElement.scrollWidth); document.body.append(told) }"""
PHONE = 390


@pytest.fixture(scope="module", params=audiences())
def page(request: pytest.FixtureRequest) -> str:
    brief = canal.brief(request.param)
    return render_html(brief, canal.citations(brief))


def told(page: str, folder: Path) -> object:
    """What a page's script put down, in the browser."""
    browser = next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    browser = browser or cannot("there is no Chromium here")
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000"]
    profile = f"--user-data-dir={folder / 'profile'}"
    done = subprocess.run(
        [browser, *options, profile, "--dump-dom", file.as_uri()],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    found = re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)
    if not found:
        cannot(f"Chromium does not run here: {done.stderr[-400:]}")
    return json.loads(unescape(found[1]))


def with_axe(page: str, config: pytest.Config) -> str:
    axe = npm_file(*AXE, config).replace("</script", "<\\/script")
    return page.replace("</body>", f"<script>{axe}</script><script>{ASK}</script></body>")


@pytest.mark.slow
def test_axe_finds_nothing(page: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    assert told(with_axe(page, request.config), tmp_path) == []


@pytest.mark.slow
def test_axe_finds_what_is_wrong(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """What is above can fail."""
    page = (
        "<html><body><p style='color: #ccc; background: #fff'>pale</p><img src='x'></body></html>"
    )
    found = told(with_axe(page, request.config), tmp_path)
    assert isinstance(found, list)
    assert {"image-alt", "color-contrast", "html-has-lang"} <= {f.partition(":")[0] for f in found}


@pytest.mark.slow
def test_a_telephone_shows_the_page_without_scrolling_sideways(page: str, tmp_path: Path) -> None:
    frame = f'<iframe width="{PHONE}" height="800" srcdoc="{escape(page)}"></iframe>'
    wide = told(f"<!DOCTYPE html><body>{frame}<script>{WIDTH}</script></body>", tmp_path)
    assert isinstance(wide, int) and wide <= PHONE


def test_page_is_one_file_and_runs_nothing(page: str) -> None:
    assert not re.search(r"<(?:script|link|img|iframe|object|embed)\b|@import|url\(|\son\w+=", page)
    assert '<meta name="viewport"' in page and "@media screen" in page and "@page" in page
