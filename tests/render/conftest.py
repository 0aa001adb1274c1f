"""Both audiences' pages of the invented edition, made once; the flag that renews golden files."""

from __future__ import annotations

import canal
import pytest

from briefgen.render import render_html, render_pdf

ATTACHED = {"evidence.json": b'{"schema": "briefgen.evidence/1"}', "brief.json": b"{}"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session", params=["minister", "analyst"])
def audience(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def html(audience: str) -> str:
    made = canal.brief(audience)
    return render_html(made, canal.citations(made))


@pytest.fixture(scope="session")
def pdf(html: str) -> bytes:
    return render_pdf(html, ATTACHED)
