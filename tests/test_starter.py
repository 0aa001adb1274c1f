"""`briefgen init`: the sample desk, copied whole, over nothing that is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import ArchiveError
from briefgen.starter import sample_folder, start_desk


def test_copies_the_whole_sample(tmp_path: Path) -> None:
    files = start_desk(tmp_path / "new" / "desk")
    wanted = [f.relative_to(sample_folder()) for f in sample_folder().rglob("*") if f.is_file()]
    assert sorted(f.relative_to(tmp_path / "new/desk/briefs") for f in files) == sorted(wanted)
    assert Path("us-russia-2017.yaml") in wanted
    for file in files:
        source = sample_folder() / file.relative_to(tmp_path / "new/desk/briefs")
        assert file.read_bytes() == source.read_bytes()


def test_overwrites_nothing(tmp_path: Path) -> None:
    mine = tmp_path / "briefs" / "us-russia-2017.yaml"
    mine.parent.mkdir()
    mine.write_text("mine")
    with pytest.raises(ArchiveError, match="is there already; give an empty folder"):
        start_desk(tmp_path)
    assert [f for f in tmp_path.rglob("*") if f.is_file()] == [mine]
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("place", ["file", "file/desk"])
def test_folder_that_cannot_be_made_is_said(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchiveError, match="cannot be written"):
        start_desk(tmp_path / place)
