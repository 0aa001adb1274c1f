"""Locations to snapshots: what a path or pattern finds, and what is said of one that finds none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen import fetch
from briefgen.fetch import gather
from briefgen.model import SourceSpec

FILES = ("b.txt", "a.txt", "c.md", ".hidden.txt", "deep/d.txt", "deep/er/e.txt", "odd[1].txt")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "desk [2031]"
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"text of {name}", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("a.txt", ["a.txt"]),
        ("./deep/../a.txt", ["a.txt"]),
        ("*.txt", ["a.txt", "b.txt", "odd[1].txt"]),
        ("*", ["a.txt", "b.txt", "c.md", "odd[1].txt"]),
        ("?.md", ["c.md"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
        ("**/*.txt", ["a.txt", "b.txt", "deep/d.txt", "deep/er/e.txt", "odd[1].txt"]),
        ("deep", ["deep/d.txt"]),
        ("deep/", ["deep/d.txt"]),
        ("odd[1].txt", ["odd[1].txt"]),
        (".hidden.txt", [".hidden.txt"]),
    ],
)
def test_what_a_path_or_pattern_finds(desk: Path, pattern: str, found: list[str]) -> None:
    """The desk's own folder has a name that reads like a pattern, and is none."""
    snapshots, problems = gather([SourceSpec(pattern)], desk)
    assert [s.location for s in snapshots] == found
    assert problems == ()
    assert [s.content.decode() for s in snapshots] == [f"text of {name}" for name in found]


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("none.txt", "no file for the path 'none.txt'"),
        ("none/*.txt", "no file for the pattern 'none/*.txt'"),
        ("*.rtf", "no file for the pattern '*.rtf'"),
        ("~nobody-of-that-name/a.txt", "no file for the path '~nobody-of-that-name/a.txt'"),
        ("a\0.txt", "no file for the path 'a\\x00.txt'"),
        ("x" * 300, f"no file for the path '{'x' * 300}'"),
        ("a.txt/b.txt", "no file for the path 'a.txt/b.txt'"),
        ("deep/er/none/..", "no file for the path 'deep/er/none/..'"),
        ("\udcff.txt", "no file for the path '\\udcff.txt'"),
    ],
)
def test_what_finds_nothing_is_said(desk: Path, path: str, what: str) -> None:
    snapshots, (problem,) = gather([SourceSpec(path, where="x.yaml:3:5")], desk)
    assert snapshots == ()
    assert (problem.where, problem.what) == ("x.yaml:3:5", what)
    assert "the spec's folder" in problem.remedy


@given(st.text(max_size=40))
def test_no_text_at_all_breaks_it(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    """Every path yields files or one problem. An empty folder holds no file to find."""
    snapshots, problems = gather([SourceSpec(f"sub/{path}")], tmp_path_factory.getbasetemp())
    assert len(problems) == (not snapshots)


def test_empty_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    snapshots, (problem,) = gather([SourceSpec("sources")], tmp_path)
    assert (snapshots, problem.what) == ((), "no file for the path 'sources'")


def test_a_source_may_start_from_another_folder(desk: Path, tmp_path: Path) -> None:
    snapshots, problems = gather(
        [SourceSpec("*.md", folder=desk), SourceSpec("*.odt", folder=desk)], tmp_path
    )
    assert [s.location for s in snapshots] == ["desk [2031]/c.md"]
    assert [p.remedy for p in problems] == [
        "paths on the command line are relative to the current folder; check the name"
    ]


def test_two_lines_on_one_file_are_one_source(desk: Path) -> None:
    """The later line adds to what the desk says of the source, and wins."""
    lines = [
        SourceSpec("*.md", {"title": "Old", "publisher": "P"}),
        SourceSpec("./c.md", {"title": "New"}),
    ]
    snapshots, problems = gather(lines, desk)
    assert [(s.location, s.stated) for s in snapshots] == [
        ("c.md", {"title": "New", "publisher": "P"})
    ]
    assert problems == ()


def test_a_link_and_its_target_are_one_source(desk: Path) -> None:
    (desk / "z.txt").symlink_to(desk / "a.txt")
    snapshots, _ = gather([SourceSpec("a.txt"), SourceSpec("z.txt")], desk)
    assert [s.location for s in snapshots] == ["a.txt"]


def test_what_stands_outside_the_desk_shows_no_path_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "far.txt").write_text("x")
    snapshots, _ = gather([SourceSpec("../far.txt")], tmp_path / "desk")
    assert [s.location for s in snapshots] == ["far.txt"]


@pytest.mark.parametrize(
    ("name", "location"),
    [
        (b"two words.txt", "two words.txt"),
        ("Größe–日本.txt".encode(), "Größe–日本.txt"),
        (b"line\nend.txt", "line?end.txt"),
        (b"not-utf-8-\xff.txt", "not-utf-8-?.txt"),
        (b"star*.txt", "star*.txt"),
    ],
)
def test_weird_names(tmp_path: Path, name: bytes, location: str) -> None:
    (tmp_path / os.fsdecode(name)).write_text("x")
    snapshots, problems = gather([SourceSpec("*.txt")], tmp_path)
    assert [s.location for s in snapshots] == [location]
    assert problems == ()


@pytest.mark.parametrize(("size", "read"), [(9, 1), (10, 1), (11, 0)])
def test_huge_file_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, read: int
) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * size)
    snapshots, problems = gather([SourceSpec("a.txt")], tmp_path)
    assert len(snapshots) == read
    assert [p.what for p in problems] == ["larger than 0 MB"] * (1 - read)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    snapshots, (problem,) = gather([SourceSpec("a.txt")], tmp_path)
    assert (snapshots, problem.what) == ((), "cannot be read (Permission denied)")


def test_file_that_breaks_while_it_is_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> bytes:
        raise OSError(5, "Input/output error")

    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr(Path, "read_bytes", broken)
    snapshots, (problem,) = gather([SourceSpec("a.txt")], tmp_path)
    assert (snapshots, problem.where) == ((), "a.txt")
    assert problem.what == "cannot be read (Input/output error)"
