"""Commands in a desk, whose sources are read in this process; and one desk in all formats."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from acquisition.desks import Reading

from briefgen import acquisition
from briefgen.cli import card, main

from . import desks
from .desks import Run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `briefgen sources …` in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for module in (acquisition, card):
        monkeypatch.setattr(module, "Workers", lambda most: Reading([]))

    def ran(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(["sources", *arguments])
        except SystemExit as end:  # argparse's
            status = int(str(end.code))
        out, err = capsys.readouterr()
        return status, out, err

    return ran


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    desks.fill(folder)
    here = Path.cwd()
    os.chdir(folder)
    try:
        assert main(["sources", "add", "sources/*"]) == 0
    finally:
        os.chdir(here)
    return folder


@pytest.fixture
def filled(_filled: Path, tmp_path: Path, run: Run) -> Run:
    """Run `briefgen sources …` in a desk with a source of each format."""
    shutil.copytree(_filled, tmp_path, dirs_exist_ok=True)
    return run
