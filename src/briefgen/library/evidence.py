"""What was found for briefs, as files beside the catalogue: `evidence/<slug>/<name>.json`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from briefgen.whole import write_file


def kept(folder: Path, slug: str, name: str) -> bytes | None:
    """What was kept for a brief under that name; None where it is not there."""
    try:
        return _file(folder, slug, name).read_bytes()
    except (OSError, ValueError):
        return None


def keep(folder: Path, slug: str, name: str, content: bytes, most: int) -> None:
    """Keep it, and of what was kept before the newest `most` in all."""
    file = _file(folder, slug, name)
    with suppress(OSError):
        write_file(file, content)
        files = sorted(file.parent.glob("*.json"), key=lambda f: (f.stat().st_mtime_ns, f.name))
        for old in (*files[:-most], *file.parent.glob(".*.part")):  # left by who was killed
            old.unlink(missing_ok=True)


def all_kept(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """All that is kept, by brief and name, the newest last."""
    files = (folder / "evidence").glob("*/*.json")
    for file in sorted(files, key=lambda f: (f.stat().st_mtime_ns, f.parent.name, f.name)):
        yield file.parent.name, file.stem, file.read_bytes()


def _file(folder: Path, slug: str, name: str) -> Path:
    return folder / "evidence" / slug / f"{name}.json"
