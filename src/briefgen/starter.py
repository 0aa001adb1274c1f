"""A new desk with the sample brief, to build at once; a new audience, to be given its own look."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import briefgen
from briefgen.errors import ArchiveError
from briefgen.render import load_profile

#: The files of an audience that a designer changes, and what an audience may be called.
_FILES = ("audience.yaml", "brief.html.j2", "brief.css")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def sample_folder() -> Path:
    """The sample's `briefs/` folder, in the installed package or in the project's tree."""
    package = Path(briefgen.__file__).parent
    installed = package / "sample"
    return installed if installed.is_dir() else package.parents[1] / "briefs"


def start_desk(folder: Path) -> tuple[Path, ...]:
    """Copy the sample desk into `folder` and return its files; overwrites nothing."""
    source = sample_folder()
    files = [f.relative_to(source) for f in sorted(source.rglob("*")) if f.is_file()]
    targets = [folder / "briefs" / file for file in files]
    if there := [target for target in targets if target.exists()]:
        raise ArchiveError(f"{there[0]} is there already; give an empty folder: briefgen init DIR")
    try:
        for file, target in zip(files, targets, strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / file, target)
    except OSError as error:
        raise ArchiveError(
            f"{error.filename or folder}: the desk cannot be written ({error.strerror}); "
            "give a folder that you may write to: briefgen init DIR"
        ) from error
    return tuple(targets)


def start_audience(name: str, parent: str, templates: Path) -> tuple[Path, ...]:
    """Copy an audience's three files to `templates/<name>/`, to change; overwrites nothing.

    The new audience builds on `parent`, whose other files stay where they are. Raises `UnknownName`
    for a parent that there is not, `ArchiveError` for a folder that there is.
    """
    if not _NAME.fullmatch(name) or name == "base":
        raise ArchiveError(
            f"{name!r} cannot name an audience; use small letters, digits and hyphens"
        )
    profile = load_profile(parent, (templates,) if templates.is_dir() else ())
    folder = templates / name
    if folder.exists():
        raise ArchiveError(f"{folder} is there already; change its files, or give another name")
    texts = {file: _nearest(profile.folders, file) for file in _FILES}
    texts[_FILES[0]] = _building_on(texts[_FILES[0]], name, parent)
    try:
        folder.mkdir(parents=True)
        for file, text in texts.items():
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot be written ({error.strerror})") from error
    return tuple(folder / file for file in texts)


def _nearest(folders: Sequence[Path], file: str) -> str:
    """A file of an audience, or of the nearest that it builds on."""
    found = (folder / file for folder in folders if (folder / file).is_file())
    return next(found).read_text(encoding="utf-8")


def _building_on(text: str, name: str, parent: str) -> str:
    """An `audience.yaml` with a label of its own, that builds on the one it was copied from."""
    label = name.replace("-", " ").capitalize()
    kept = [line for line in text.splitlines() if not line.startswith(("label:", "extends:", "#"))]
    return "\n".join([f"label: {label}", f"extends: {parent}", *kept, ""])
