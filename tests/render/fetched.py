"""Checkers that tests need and Briefgen does not: fetched once, pinned by hash, kept by pytest."""

from __future__ import annotations

import base64
import io
import os
import shutil
import subprocess
import sys
import tarfile
from hashlib import sha256, sha512
from pathlib import Path
from typing import NoReturn

import pytest

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
_MINUTES = 60


def cannot(reason: str) -> NoReturn:
    """Skip; in CI, where all is to be had, fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def python_packages(name: str, config: pytest.Config) -> Path:
    """The folder with the packages of `requirements/<name>.txt`, and no others."""
    requirements = REQUIREMENTS / f"{name}.txt"
    folder = _kept(config) / f"{name}-{sha256(requirements.read_bytes()).hexdigest()[:16]}"
    if not folder.is_dir():
        draft = folder.with_name(f"{folder.name}.{os.getpid()}")
        options = ["-q", "--no-input", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
        pip = [sys.executable, "-m", "pip", "install", *options, "--target", str(draft)]
        _run([*pip, "-r", str(requirements)])
        draft.rename(folder)
    return folder


def npm_file(package: str, version: str, integrity: str, member: str, config: pytest.Config) -> str:
    """The text of one file of an npm package, whose archive has this SHA-512 (base64)."""
    kept = _kept(config) / f"{package}-{version}.tgz"
    if not kept.is_file():
        npm = shutil.which("npm") or cannot(f"npm, which fetches {package}, is not here")
        _run([npm, "pack", f"{package}@{version}", "--silent"], kept.parent)
    content = kept.read_bytes()
    found = base64.b64encode(sha512(content).digest()).decode()
    assert found == integrity, f"{package} {version} is not what it was"
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        file = archive.extractfile(f"package/{member}")
        assert file
        return file.read().decode()


def _kept(config: pytest.Config) -> Path:
    cache = config.cache
    assert cache
    return Path(cache.mkdir("checkers"))


def _run(command: list[str], folder: Path | None = None) -> None:
    try:
        subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=True, timeout=10 * _MINUTES
        )
    except (subprocess.SubprocessError, OSError) as error:
        cannot(f"{command[0]} fetches nothing here: {getattr(error, 'stderr', '') or error}")
