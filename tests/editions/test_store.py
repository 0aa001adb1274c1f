"""Editions on disk: whole or not at all, whatever happens while one is written."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.editions import Shelf
from briefgen.editions.store import read_lock
from briefgen.errors import ArchiveError
from briefgen.model import Problem

KEY, DAY = "k" * 64, "2031-03-14"


def files(brief: str = "brief", day: str = DAY, key: str = KEY) -> dict[str, bytes]:
    record = {"problems": [{"where": "a.txt", "what": "is empty", "remedy": "save it again"}]}
    made = {"x-minister.pdf": brief.encode(), "evidence.json": json.dumps(record).encode()}
    outputs = {name: sha256(content).hexdigest() for name, content in made.items()}
    lock = {"key": key, "as_of": day, "outputs": outputs}
    return {**made, "edition.lock.json": json.dumps(lock).encode()}


def listing(folder: Path) -> dict[str, bytes | str]:
    """Everything in a folder: a file's bytes, a link's target; the lock file is no edition."""
    found = (f for f in sorted(folder.rglob("*")) if f.name != ".lock")
    return {
        str(f.relative_to(folder)): str(f.readlink()) if f.is_symlink() else f.read_bytes()
        for f in found
        if f.is_symlink() or f.is_file()
    } | {str(f.relative_to(folder)): "" for f in folder.glob(".new-*")}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "editions", "x")


def add(shelf: Shelf, made: dict[str, bytes] | None = None, day: str = DAY) -> str:
    with shelf.writing():
        return shelf.add(shelf.next_name(day), made or files()).name


def test_adds_an_edition_and_points_to_it(shelf: Shelf) -> None:
    assert shelf.latest() is None
    assert add(shelf) == DAY
    assert shelf.latest() == (shelf.folder / DAY).resolve()
    assert {f.name: f.read_bytes() for f in (shelf.folder / DAY).iterdir()} == files()
    assert (shelf.folder / "latest").readlink() == Path(DAY), "relative: a desk may move"


def test_names_of_one_day(shelf: Shelf) -> None:
    assert [add(shelf) for _ in range(3)] == [DAY, f"{DAY}-2", f"{DAY}-3"]
    assert add(shelf, day="2031-03-15") == "2031-03-15"
    assert shelf.latest() == (shelf.folder / "2031-03-15").resolve()


def test_an_edition_of_a_past_day_is_not_the_latest(shelf: Shelf) -> None:
    for _ in range(10):
        add(shelf)
    assert add(shelf, day="2031-03-13") == "2031-03-13"
    assert shelf.latest() == (shelf.folder / f"{DAY}-10").resolve()
    asked = [(day, shelf.latest(day)) for day in ("2031-03-12", "2031-03-13", DAY, "2032-01-01")]
    assert [(day, newest and newest.name) for day, newest in asked] == [
        ("2031-03-12", None),
        ("2031-03-13", "2031-03-13"),
        (DAY, f"{DAY}-10"),
        ("2032-01-01", f"{DAY}-10"),
    ]
    assert shelf.earlier("2031-03-20") == f"{DAY}-10"
    assert shelf.earlier("2031-03-13") == "2031-03-13"
    assert shelf.unchanged(KEY, "2031-03-13", asked=False) is not None


def test_a_number_is_not_given_twice_where_an_edition_was_removed(shelf: Shelf) -> None:
    assert [add(shelf) for _ in range(2)] == [DAY, f"{DAY}-2"]
    shutil.rmtree(shelf.folder / DAY)
    assert add(shelf) == f"{DAY}-3"


@given(st.dates(), st.integers(1, 4))
def test_every_name_that_is_given_is_one(
    tmp_path_factory: pytest.TempPathFactory, day: object, count: int
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("shelf"), "x")
    for _ in range(count):
        name = shelf.next_name(str(day))
        assert re.fullmatch(r"\d{4}-\d\d-\d\d(-\d+)?", name)
        (shelf.folder / name).mkdir(parents=True)
    assert len(list(shelf.folder.iterdir())) == count


def test_what_an_edition_says_of_itself(shelf: Shelf) -> None:
    add(shelf)
    edition = shelf.unchanged(KEY, DAY, asked=False)
    assert edition is not None
    assert [file.name for file in edition.documents] == ["x-minister.pdf"]
    assert edition.problems == (Problem("a.txt", "is empty", "save it again"),)


# --- Unchanged --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "day", "asked", "same"),
    [
        (KEY, DAY, False, True),
        (KEY, DAY, True, True),
        (KEY, "2031-03-15", False, True),
        (KEY, "2031-03-15", True, False),
        (KEY, "2031-03-13", False, False),
        ("l" * 64, DAY, False, False),
    ],
)
def test_unchanged_is_the_same_key_and_the_date_if_one_was_asked_for(
    shelf: Shelf, key: str, day: str, asked: bool, same: bool
) -> None:
    add(shelf)
    edition = shelf.unchanged(key, day, asked=asked)
    assert (edition is not None) == same
    if edition:
        assert (edition.name, edition.new) == (DAY, False)


def _delete(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def _write(name: str, content: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(content)


def _lock(**changes: object) -> Callable[[Path], object]:
    old = json.loads(files()["edition.lock.json"])
    return _write("edition.lock.json", json.dumps({**old, **changes}))


@pytest.mark.parametrize(
    "damage",
    [
        _delete("x-minister.pdf"),
        _write("x-minister.pdf", "brieg"),
        _delete("evidence.json"),
        _write("evidence.json", "{}"),
        _delete("edition.lock.json"),
        _write("edition.lock.json", ""),
        _write("edition.lock.json", "[]"),
        _write("edition.lock.json", "{"),
        _write("edition.lock.json", "[" * 100_000),
        _write("edition.lock.json", "\0\0\0"),
        _lock(outputs={}),
        _lock(outputs=[]),
        _lock(outputs=None),
        _lock(outputs={"evidence.json": 5}),
        _lock(outputs={"evidence.json": "0", "../../..": "0"}),
        _lock(key=None),
    ],
)
def test_damaged_edition_is_built_again(shelf: Shelf, damage: Callable[[Path], object]) -> None:
    add(shelf)
    damage(shelf.folder / DAY)
    assert shelf.unchanged(KEY, DAY, asked=False) is None
    assert add(shelf) == f"{DAY}-2"


@pytest.mark.parametrize("target", ["nowhere", "/no/such/folder", "latest", ""])
def test_latest_that_points_nowhere(shelf: Shelf, target: str) -> None:
    add(shelf)
    (shelf.folder / "latest").unlink()
    if target:
        (shelf.folder / "latest").symlink_to(target)
    assert shelf.latest() is None
    assert shelf.unchanged(KEY, DAY, asked=False) is None
    assert add(shelf) == f"{DAY}-2"
    assert shelf.latest() == (shelf.folder / f"{DAY}-2").resolve()


def test_lock_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    assert read_lock(tmp_path) is None
    (tmp_path / "edition.lock.json").mkdir()
    assert read_lock(tmp_path) is None


@pytest.mark.parametrize(
    "damage",
    [
        _delete("x-minister.pdf"),
        _write("x-minister.pdf", "brieg"),
        _delete("evidence.json"),
        shutil.rmtree,
    ],
)
def test_what_was_lost_is_put_back(shelf: Shelf, damage: Callable[[Path], object]) -> None:
    add(shelf)
    add(shelf, files("newer"))
    newest = shelf.latest()
    damage(shelf.folder / DAY)
    with shelf.writing():
        assert shelf.restore(DAY, files()).new is True
        assert shelf.restore(DAY, files()).new is False
    assert {f.name: f.read_bytes() for f in (shelf.folder / DAY).iterdir()} == files()
    assert shelf.latest() == newest
    assert not list(shelf.folder.glob(".new-*"))


# --- Whole or not at all ----------------------------------------------------------------------


def _fail(error: BaseException, at: int) -> Callable[..., object]:
    """A stand-in that raises at its call number `at`, and calls `real` before."""
    calls = iter(range(at))

    def stand_in(real: Callable[..., object], *given: object, **named: object) -> object:
        if next(calls, None) is None:
            raise error
        return real(*given, **named)

    return stand_in


FULL = OSError(28, "No space left on device", "x.pdf")


@pytest.mark.parametrize("error", [FULL, KeyboardInterrupt(), MemoryError(), SystemExit(1)])
@pytest.mark.parametrize(
    ("owner", "name", "at"),
    [
        (Path, "write_bytes", 0),
        (Path, "write_bytes", 1),
        (Path, "write_bytes", 2),
        (Path, "chmod", 0),
        (Path, "rename", 0),
        (Path, "symlink_to", 0),
        (os, "replace", 0),
    ],
)
@pytest.mark.parametrize("before", [0, 2])
def test_failure_at_any_step_leaves_all_as_it_was(
    shelf: Shelf,
    monkeypatch: pytest.MonkeyPatch,
    owner: object,
    name: str,
    at: int,
    error: BaseException,
    before: int,
) -> None:
    for n in range(before):
        add(shelf, files(f"brief {n}"))
    old = listing(shelf.folder)
    real, stand_in = getattr(owner, name), _fail(error, at)
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, lambda *a, **k: stand_in(real, *a, **k))
        with pytest.raises(ArchiveError if error is FULL else type(error)):
            add(shelf, files("new"))
    assert {k: v for k, v in listing(shelf.folder).items() if k != ".latest"} == old
    assert add(shelf, files("new")) == (f"{DAY}-3" if before else DAY)
    assert not list(shelf.folder.glob(".new-*")) + list(shelf.folder.glob(".latest"))


def test_what_a_killed_builder_left_is_swept_away(shelf: Shelf) -> None:
    add(shelf)
    (shelf.folder / ".new-abc").mkdir()
    (shelf.folder / ".new-abc" / "x-minister.pdf").write_text("half")
    (shelf.folder / ".latest").symlink_to("nowhere")
    assert shelf.latest() == (shelf.folder / DAY).resolve()
    add(shelf)
    assert sorted(f.name for f in shelf.folder.iterdir()) == [".lock", DAY, f"{DAY}-2", "latest"]


def _file_in_the_way(editions: Path) -> None:
    editions.write_text("a file")


def _file_for_the_brief(editions: Path) -> None:
    editions.mkdir()
    (editions / "x").write_text("a file")


def _folder_for_the_lock(editions: Path) -> None:
    (editions / "x" / ".lock").mkdir(parents=True)


def _folder_for_the_link(editions: Path) -> None:
    (editions / "x" / "latest").mkdir(parents=True)


@pytest.mark.parametrize(
    "spoil", [_file_in_the_way, _file_for_the_brief, _folder_for_the_lock, _folder_for_the_link]
)
def test_folder_that_cannot_be_written_is_said(
    shelf: Shelf, spoil: Callable[[Path], object]
) -> None:
    spoil(shelf.folder.parent)
    with pytest.raises(ArchiveError, match=r"editions cannot be written .*--out"):
        add(shelf)
    assert not (shelf.folder / DAY).exists()
