"""Locations to snapshots: what a path or pattern finds, and what is said of one that finds none."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.fetch import DeskFile, attached_file, files, find_files, location_of, read_file
from briefgen.model import Problem, Snapshot, SourceSpec

FILES = ("b.txt", "a.txt", "c.md", ".hidden.txt", "deep/d.txt", "deep/er/e.txt", "odd[1].txt")


Gathered = tuple[tuple[Snapshot, ...], tuple[Problem, ...]]


def gather(source: SourceSpec, folder: Path) -> Gathered:
    """What a line of a spec in `folder` finds, and what is said of the rest."""
    found = [had(item) for _, item in find_files([source], folder, folder)]
    snapshots = tuple(item for item in found if isinstance(item, Snapshot))
    return snapshots, tuple(item for item in found if isinstance(item, Problem))


def had(found: DeskFile | Problem) -> Snapshot | Problem:
    """What was found, read."""
    read = found if isinstance(found, Problem) else read_file(found, 0)
    return read if isinstance(read, Problem) else read[0]


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
    snapshots, problems = gather(SourceSpec(pattern), desk)
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
    snapshots, (problem,) = gather(SourceSpec(path, where="x.yaml:3:5"), desk)
    assert snapshots == ()
    assert (problem.where, problem.what) == ("x.yaml:3:5", what)
    assert "the spec's folder" in problem.remedy


@given(st.text(max_size=40))
def test_no_text_at_all_breaks_it(tmp_path_factory: pytest.TempPathFactory, path: str) -> None:
    """Every path yields files or one problem. An empty folder holds no file to find."""
    snapshots, problems = gather(SourceSpec(f"sub/{path}"), tmp_path_factory.getbasetemp())
    assert len(problems) == (not snapshots)


def test_empty_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    snapshots, (problem,) = gather(SourceSpec("sources"), tmp_path)
    assert (snapshots, problem.what) == ((), "no file for the path 'sources'")


@pytest.mark.parametrize(
    ("pattern", "found", "remedies"),
    [
        ("*.md", ["c.md"], []),
        (
            "*.odt",
            [],
            ["paths on the command line are relative to the current folder; check the name"],
        ),
    ],
)
def test_a_source_may_start_from_another_folder(
    desk: Path, tmp_path: Path, pattern: str, found: list[str], remedies: list[str]
) -> None:
    snapshots, problems = gather(SourceSpec(pattern, folder=desk), tmp_path)
    assert [s.location for s in snapshots] == [f"desk [2031]/{name}" for name in found]
    assert [p.remedy for p in problems] == remedies


def test_a_link_has_the_name_of_its_target(desk: Path) -> None:
    (desk / "z.txt").symlink_to(desk / "a.txt")
    snapshots, _ = gather(SourceSpec("z.txt"), desk)
    assert [s.location for s in snapshots] == ["a.txt"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("sources/*", ["sources/in.txt"]),
        ("sources", ["sources/in.txt"]),
        ("sources/**", ["sources/in.txt"]),
        ("**/*.txt", ["sources/in.txt"]),
        ("sources/link.txt", ["../secret.txt"]),
        ("../*.txt", ["../secret.txt"]),
    ],
)
def test_a_pattern_follows_no_link_out_of_the_desk(
    tmp_path: Path, pattern: str, found: list[str]
) -> None:
    """A link in a folder of sources may be anybody's; what is named outright is the desk's wish."""
    (tmp_path / "secret.txt").write_text("x")
    (tmp_path / "desk/sources").mkdir(parents=True)
    (tmp_path / "desk/sources/in.txt").write_text("x")
    (tmp_path / "desk/sources/link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "desk/sources/folder").symlink_to(tmp_path)
    snapshots, problems = gather(SourceSpec(pattern), tmp_path / "desk")
    assert [s.location for s in snapshots] == found
    if "../secret.txt" not in found:
        assert {p.what for p in problems} == {"is a link that leads out of the desk"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("files/a.pdf", "briefs/files/a.pdf"),
        ("../files/b.pdf", "files/b.pdf"),
        ("../../far.pdf", "briefs/refs.bib: ../../far.pdf: leads out of the desk"),
        ("/etc/passwd", "briefs/refs.bib: /etc/passwd: leads out of the desk"),
        ("files/link.pdf", "briefs/refs.bib: files/link.pdf: leads out of the desk"),
        ("files/none.pdf", "briefs/refs.bib: files/none.pdf: no such file"),
        ("files", "briefs/refs.bib: files: no such file"),
        ("~/a.pdf", "briefs/refs.bib: ~/a.pdf: no such file"),
        ("a\0b", "briefs/refs.bib: a?b: no such file"),
    ],
)
def test_what_a_bibliography_may_name(tmp_path: Path, name: str, said: str) -> None:
    for file in ("far.pdf", "desk/files/b.pdf", "desk/briefs/files/a.pdf"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("x")
    (tmp_path / "desk/briefs/files/link.pdf").symlink_to(tmp_path / "far.pdf")
    found = had(attached_file(name, "briefs/refs.bib", tmp_path / "desk"))
    assert str(found.location if isinstance(found, Snapshot) else found).startswith(said)


@pytest.mark.parametrize(
    ("file", "location"),
    [
        ("a/b/desk/in.txt", "in.txt"),
        ("a/b/near.txt", "../near.txt"),
        ("a/b/one/memo.txt", "../one/memo.txt"),
        ("a/b/two/memo.txt", "../two/memo.txt"),
        ("a/b/desk2/memo.txt", "../desk2/memo.txt"),
        ("a/papers/old/memo.txt", "../../papers/old/memo.txt"),
        ("far.txt", "…/{base}/far.txt"),
        ("other/farther/off/memo.txt", "…/off/memo.txt"),
        ("other/farther/off/a\nb.txt", "…/off/a?b.txt"),
    ],
)
def test_what_stands_outside_the_desk_shows_no_path_of_the_machine(
    tmp_path: Path, file: str, location: str
) -> None:
    """Nor does it take the name of a file of the desk, or of another that is as near."""
    desk = tmp_path / "a/b/desk"
    desk.mkdir(parents=True)
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text("x")
    snapshots, _ = gather(SourceSpec(str(tmp_path / file)), desk)
    assert [s.location for s in snapshots] == [location.format(base=tmp_path.name)]


def test_a_desk_right_below_the_root_shows_no_path_of_the_machine_either(tmp_path: Path) -> None:
    (tmp_path / "memo.txt").write_text("x")
    ((_, found),) = find_files(
        [SourceSpec(str(tmp_path / "memo.txt"))], Path("/desk"), Path("/desk")
    )
    assert found == DeskFile(
        f"…/{tmp_path.name}/memo.txt", f"{tmp_path}/memo.txt", files.mark_of(f"{tmp_path}/memo.txt")
    )


@pytest.mark.parametrize(
    ("real", "root", "location"),
    [
        ("/a/desk/b.txt", "/a/desk", "b.txt"),
        ("/b.txt", "/", "b.txt"),
        ("/b.txt", "/desk", "…/b.txt"),
        ("/c/b.txt", "/desk", "…/c/b.txt"),
        ("/a/c/b.txt", "/a/desk", "../c/b.txt"),
        ("/a/c/b.txt", "/a/x/desk", "../../c/b.txt"),
        ("/a/c/b.txt", "/a/x/y/desk", "…/c/b.txt"),
    ],
)
def test_location(real: str, root: str, location: str) -> None:
    assert location_of(real, root) == location


def test_a_bibliography_outside_of_the_desk_has_its_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    (tmp_path / "refs/files").mkdir(parents=True)
    (tmp_path / "refs/files/a.pdf").write_text("x")
    found = had(attached_file("files/a.pdf", "../refs/refs.bib", tmp_path / "desk"))
    assert isinstance(found, Snapshot)
    assert found.location == "../refs/files/a.pdf"


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
    snapshots, problems = gather(SourceSpec("*.txt"), tmp_path)
    assert [s.location for s in snapshots] == [location]
    assert problems == ()


@pytest.mark.parametrize(("size", "read"), [(9, 1), (10, 1), (11, 0)])
def test_huge_file_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, read: int
) -> None:
    monkeypatch.setattr(files, "LARGEST", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * size)
    snapshots, problems = gather(SourceSpec("a.txt"), tmp_path)
    assert len(snapshots) == read
    assert [p.what for p in problems] == ["larger than 0 MB"] * (1 - read)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    snapshots, (problem,) = gather(SourceSpec("a.txt"), tmp_path)
    assert (snapshots, problem.what) == ((), "cannot be read (Permission denied)")


def test_file_that_breaks_while_it_is_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr("builtins.open", broken)
    snapshots, (problem,) = gather(SourceSpec("a.txt"), tmp_path)
    assert (snapshots, problem.where) == ((), "a.txt")
    assert problem.what == "cannot be read (Input/output error)"


# --- Marks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "known"), [(-3600, False), (0, False), (1.9, False), (2.1, True), (3600, True)]
)
@pytest.mark.parametrize("ahead", [0, 600])
def test_mark_is_given_only_long_enough_after_the_last_change(
    tmp_path: Path, seconds: float, known: bool, ahead: int
) -> None:
    """Of a file that says it was written in ten minutes, only after that."""
    (tmp_path / "a.txt").write_text("x")
    about = (tmp_path / "a.txt").stat()
    last = max(about.st_mtime_ns, about.st_ctime_ns) + ahead * 10**9
    os.utime(tmp_path / "a.txt", ns=(last, last))
    last = max(last, (tmp_path / "a.txt").stat().st_ctime_ns)
    ((_, found),) = find_files([SourceSpec("a.txt")], tmp_path, tmp_path)
    assert isinstance(found, DeskFile)
    read = read_file(found, last + int(seconds * 10**9))
    assert not isinstance(read, Problem)
    assert read[1] == (found.mark if known else "")


def rewritten(file: Path) -> None:
    """Other text of the same length, and the same time on it."""
    before = file.stat()
    file.write_text("y")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(file: Path) -> None:
    """Another file in its place, of the same length and with the same time."""
    other = file.with_name("other")
    other.write_text("y")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    other.rename(file)


@pytest.mark.parametrize(
    "change",
    [Path.touch, rewritten, replaced, lambda file: file.write_text("yy")],
    ids=["touched", "rewritten", "replaced", "longer"],
)
def test_every_change_of_a_file_changes_its_mark(
    tmp_path: Path, change: Callable[[Path], object]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("x")
    marks = {files.mark_of(str(file))}
    time.sleep(0.02)  # the clock of a file system may tick a hundred times a second
    change(file)
    marks.add(files.mark_of(str(file)))
    assert len(marks) == 2
    assert files.mark_of(str(file)) in marks


def test_links_and_names_of_one_file_have_one_mark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    lines = [SourceSpec(name) for name in ("a.txt", "./a.txt", "link.txt", "*.txt")]
    found = [item for _, item in find_files(lines, tmp_path, tmp_path)]
    assert found == [found[0]] * 4


def test_file_that_is_gone_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    ((_, found),) = find_files([SourceSpec("a.txt")], tmp_path, tmp_path)
    (tmp_path / "a.txt").unlink()
    assert isinstance(found, DeskFile)
    assert files.mark_of(found.path) == ""
    problem = read_file(found, 0)
    assert isinstance(problem, Problem)
    assert problem.what == "cannot be read (No such file or directory)"
