"""`briefgen init`: the sample desk or an audience, copied over nothing that is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.errors import ArchiveError, UnknownName
from briefgen.render import audiences, load_profile
from briefgen.starter import sample_folder, start_audience, start_desk


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


@pytest.mark.parametrize("parent", audiences())
def test_a_new_audience_is_that_which_it_builds_on(tmp_path: Path, parent: str) -> None:
    """Three files to change; until they are, only its name and its label are other ones."""
    files = start_audience("my-committee", parent, tmp_path / "templates")
    assert [file.name for file in files] == ["audience.yaml", "brief.html.j2", "brief.css"]
    made = load_profile("my-committee", [tmp_path / "templates"])
    given = load_profile(parent)
    assert made.label == "My committee"
    assert made.folders == (tmp_path / "templates" / "my-committee", *given.folders)
    same = replace(given, name=made.name, label=made.label, folders=made.folders)
    assert made == same


def test_a_new_audience_may_build_on_one_of_the_desk(tmp_path: Path) -> None:
    start_audience("first", "press", tmp_path)
    start_audience("second", "first", tmp_path)
    assert [f.name for f in load_profile("second", [tmp_path]).folders][:2] == ["second", "first"]


def test_an_audience_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(ArchiveError, match="mine is there already"):
        start_audience("mine", "minister", tmp_path)
    assert list((tmp_path / "mine").iterdir()) == []


def test_an_unknown_audience_is_named_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="did you mean 'minister'"):
        start_audience("mine", "ministre", tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../x", "A B", "", "base", "a/b", "-a", "ä"])
def test_a_name_that_is_none_for_a_folder_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArchiveError, match="cannot name an audience"):
        start_audience(name, "minister", tmp_path)
