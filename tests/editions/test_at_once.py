"""Several builds of a brief at once, and builds while another process has the library."""

from __future__ import annotations

import threading
from multiprocessing import get_context
from pathlib import Path

import cheap
import pytest
import tiny
from wholeness import left, visible

from briefgen.cli import main
from briefgen.library import SqliteLibrary
from briefgen.library.lock import locked


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The spec of a desk with an edition, one of whose sources says something else now."""
    cheap.stages(monkeypatch)
    spec = tiny.make(tmp_path, tiny.QUICK, {"ferrand.txt": tiny.FERRAND})
    tiny.build(spec)
    source = spec.parent / "sources" / "ferrand.txt"
    source.write_text(source.read_text().replace("9,000", "8,000"))
    return spec


def test_many_builds_of_a_brief_make_one_edition(spec: Path, tmp_path: Path) -> None:
    fork = get_context("fork")
    builders = [fork.Process(target=tiny.build, args=(spec,)) for _ in range(5)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
    assert [builder.exitcode for builder in builders] == [0] * 5
    assert visible(tmp_path) == {"2031-03-14", "2031-03-14-2"}
    assert not left(tmp_path)
    assert SqliteLibrary(tmp_path / "library").check() == ()


def test_a_build_waits_for_the_library(spec: Path, tmp_path: Path) -> None:
    with locked(tmp_path / "library" / ".lock", 0):
        build = threading.Thread(target=tiny.build, args=(spec,))
        build.start()
        build.join(0.3)
        assert build.is_alive()
        assert visible(tmp_path) == {"2031-03-14"}
    build.join()
    assert visible(tmp_path) == {"2031-03-14", "2031-03-14-2"}


def test_a_library_that_stays_locked_is_told(
    spec: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And nothing is made of half of the sources."""
    monkeypatch.setattr(SqliteLibrary.writing.__wrapped__, "__defaults__", (0.1,))
    with locked(tmp_path / "library" / ".lock", 0):
        assert main(["build", str(spec), "--as-of", "2031-03-14"]) == 1
    said = capsys.readouterr().err
    assert "the library is being written by another briefgen (process " in said
    assert said.endswith("; wait until it is done, or stop it\n")
    assert visible(tmp_path) == {"2031-03-14"}
    assert main(["build", str(spec), "--as-of", "2031-03-14"]) == 0
    assert visible(tmp_path) == {"2031-03-14", "2031-03-14-2"}
