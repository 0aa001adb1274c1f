"""Every shipped audience's pages of the invented edition, made once."""

from __future__ import annotations

import canal
import pytest

from briefgen.render.html import render_html
from briefgen.render.pdf import render_pdf


@pytest.fixture(scope="session", params=["minister", "legislator", "press", "analyst", "public"])
def audience(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def html(audience: str) -> str:
    made = canal.brief(audience)
    return render_html(made, canal.citations(made))


@pytest.fixture(scope="session")
def pdf(html: str) -> bytes:
    return render_pdf(html, canal.ATTACHED)
