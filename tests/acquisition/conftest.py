"""A desk, a server on the loopback, and a web that waits for nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fetch.loopback import Site, serving

from briefgen import acquisition
from briefgen.fetch import Manners
from briefgen.fetch.web import Web

from .desks import DeskAtHand, Reading


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DeskAtHand:
    """An empty desk whose sources are read in this process; its clock is the web's too."""
    folder = tmp_path / "desk"
    folder.mkdir()
    made = DeskAtHand(folder)

    def web(manners: Manners) -> Web:
        return Web(manners, clock=lambda: made.now, sleep=lambda _: None)

    def workers(most: int = 0) -> Reading:
        return Reading(made.asked)

    monkeypatch.setattr("briefgen.fetch.web.Web", web)
    monkeypatch.setattr(acquisition, "Workers", workers)
    return made
