"""Fonts from their packages, through a fontconfig file of our own: the same on every machine."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from functools import lru_cache
from html import escape
from pathlib import Path

from briefgen.errors import LayoutError

_PACKAGES = ("font_source_serif_pro", "font_source_sans_pro")
_SYSTEM = ("/usr/share/fonts", "/usr/local/share/fonts")
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
<selectfont>
<rejectfont><glob>*/Source*Pro-*.ttf</glob></rejectfont>
{rejected}
</selectfont>
<cachedir>{cache}</cachedir>
<cachedir>/var/cache/fontconfig</cachedir>
</fontconfig>
"""


@lru_cache
def use_own_fonts() -> None:
    """Point fontconfig to the packaged fonts; must be called before WeasyPrint is imported.

    The system's fonts stay in reach, for scripts that the packaged ones lack; what they have
    under the same names does not count.
    """
    cache = _cache_folder()
    folders = [*_package_folders(), *(Path(p) for p in _SYSTEM if Path(p).is_dir())]
    unwanted = [f"{root}/*Source{kind}*" for root in _SYSTEM for kind in ("Serif", "Sans")]
    text = _CONFIGURATION.format(
        folders="\n".join(f"<dir>{escape(str(folder))}</dir>" for folder in folders),
        rejected="\n".join(f"<rejectfont><glob>{p}</glob></rejectfont>" for p in unwanted),
        cache=escape(str(cache)),
    )
    file = cache / "fonts.conf"
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        draft = cache / f"fonts.conf.{os.getpid()}"
        draft.write_text(text, encoding="utf-8")
        draft.replace(file)
    os.environ["FONTCONFIG_FILE"] = str(file)


def _package_folders() -> list[Path]:
    return [_package(name) / "files" for name in _PACKAGES]


def _package(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise LayoutError(f"the package {name.replace('_', '-')} is missing; install it with pip")
    return Path(found.submodule_search_locations[0])


def _cache_folder() -> Path:
    """Return a folder that can be written: the user's cache, or else a temporary one."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
    folder = Path(base) / "briefgen"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="briefgen-fonts-"))
