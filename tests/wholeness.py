"""What holds of a desk's editions whenever a build was stopped, and how to look at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from pathlib import Path

import tiny

from briefgen.build import build_edition
from briefgen.desk import Desk
from briefgen.editions.store import LOCK, altered, read_lock


def building(spec: Path) -> Callable[[], int]:
    """The build of a spec as it is now, to be done again and again."""
    desk = Desk.of(spec)
    loaded = desk.load(spec)

    def build() -> int:
        build_edition(loaded, desk, as_of=tiny.DAY)
        return 0

    return build


def again(desk: Path, fresh: Path) -> None:
    """Make the desk what it was."""
    shutil.rmtree(desk)
    shutil.copytree(fresh, desk, symlinks=True)


def listing(folder: Path) -> dict[str, bytes | str]:
    """All in a folder by place: a file's bytes, a link's target, of a folder nothing."""
    return {
        str(f.relative_to(folder)): str(f.readlink())
        if f.is_symlink()
        else f.read_bytes()
        if f.is_file()
        else ""
        for f in folder.rglob("*")
        if f.name != ".lock"
    }


def visible(desk: Path, known: Collection[str] = ()) -> set[str]:
    """The editions that a reader sees: each but those known is whole, and `latest` one of them."""
    shelf = desk / "editions" / "trams"
    found = {f.name: f for f in shelf.glob("[!.]*") if f.name != "latest"}
    for name in found.keys() - set(known):
        lock = read_lock(found[name])
        assert lock and lock["outputs"], f"{name} is not whole"
        assert not altered(found[name], lock)
        assert {f.name for f in found[name].iterdir()} == {*lock["outputs"], LOCK}
    if (shelf / "latest").is_symlink():
        assert str((shelf / "latest").readlink()) in found
    return set(found)


def left(desk: Path) -> list[Path]:
    """What is there only while something is written."""
    return [f for f in desk.rglob(".*") if f.name not in (".lock", ".seen")]
