"""A new desk: the sample brief and its sources, to build at once and to copy from."""

from __future__ import annotations

import shutil
from pathlib import Path

import briefgen
from briefgen.errors import ArchiveError


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
