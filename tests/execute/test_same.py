"""One desk's library, whatever its texts are parsed by."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import tiny

from briefgen.execute import EXECUTOR


@pytest.mark.slow
def test_the_library_is_the_same_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte: what is kept of each text, and the edition."""
    pytest.importorskip("distributed")
    found = {}
    for name in ("serial", "processes:2", "dask:2"):
        monkeypatch.setenv(EXECUTOR, name)
        built = tiny.build(tiny.make(tmp_path / name.partition(":")[0], tiny.QUICK))
        folder = built.edition.folder
        with closing(sqlite3.connect(folder.parents[2] / "library/library.sqlite3")) as database:
            rows = database.execute(
                "SELECT t.sha256, a.version, a.sentences FROM annotation AS a"
                " JOIN text AS t ON t.id = a.text ORDER BY t.sha256"
            ).fetchall()
        files = {f.name: f.read_bytes() for f in folder.iterdir() if f.is_file()}
        found[name] = (rows, files)
    assert len(found["serial"][0]) == 3
    assert found["processes:2"] == found["serial"]
    assert found["dask:2"] == found["serial"]
