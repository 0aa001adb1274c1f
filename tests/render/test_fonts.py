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


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("\u4e2d\u0915\U0001f6f6", "for all scripts"),
        ("\u0915\U0001f6f6", "all but Chinese, Japanese and Korean (fonts-noto-cjk)"),
        ("", "other scripts, such as Hindi (fonts-noto-core); emoji (fonts-symbola)"),
    ],
)
def test_what_the_fonts_here_lack_is_told(
    held: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "has_glyph", held.__contains__)
    assert fonts.scripts().endswith(said)


def test_fontconfig_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_LIBRARIES", ("no_such_library.so",))
    with pytest.raises(LayoutError, match="run `briefgen doctor`"):
        fonts._fontconfig.__wrapped__()


def test_fonts_in_colour_and_of_pictures_are_not_used() -> None:
    text = _made().read_text()
    for field in ("color", "scalable", "fontformat"):
        assert f'<patelt name="{field}">' in text.partition("<rejectfont>\n")[2]


def test_package_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_PACKAGES", ("no_such_font",))
    with pytest.raises(LayoutError, match="no-such-font is missing"):
        _made()
