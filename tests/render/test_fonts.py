"""The fontconfig file: packaged fonts first, in a folder that can be written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefgen.errors import LayoutError
from briefgen.render import fonts


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "as it was")


def _made() -> Path:
    fonts.use_own_fonts.__wrapped__()
    return Path(os.environ["FONTCONFIG_FILE"])


def test_file_lies_in_the_users_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    file = _made()
    assert file == tmp_path / "briefgen" / "fonts.conf"
    assert "font_source_serif_pro/files</dir>" in file.read_text()
    before = file.stat().st_mtime_ns
    assert _made().stat().st_mtime_ns == before


def test_home_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", "/dev/null")
    assert _made().is_file()


def test_package_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_PACKAGES", ("no_such_font",))
    with pytest.raises(LayoutError, match="no-such-font is missing"):
        _made()
