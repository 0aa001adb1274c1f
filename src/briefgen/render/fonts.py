"""Fonts from their packages, through a fontconfig file of our own: the same on every machine."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path

from briefgen.errors import LayoutError
from briefgen.whole import write_file

_PACKAGES = ("font_source_serif_pro", "font_source_sans_pro")
_LIBRARIES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
_SYSTEM = ("/usr/share/fonts", "/usr/local/share/fonts")
# What is in colour would be set as pictures, which PDF/A does not take so; Pango takes no bitmaps
# and no Type 1.
#: Debian's packages of fonts for what the packaged ones lack.
EAST_ASIAN, OTHER_SCRIPTS, EMOJI = "fonts-noto-cjk", "fonts-noto-core", "fonts-symbola"
_SAMPLES: Mapping[str, tuple[str, str]] = {
    "Chinese, Japanese and Korean": (EAST_ASIAN, "\u4e2d"),
    "other scripts, such as Hindi": (OTHER_SCRIPTS, "\u0915"),
    "emoji": (EMOJI, "\U0001f6f6"),
}
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
<selectfont>
<rejectfont><glob>*/Source*Pro-*.ttf</glob></rejectfont>
{rejected}
<rejectfont>
<pattern><patelt name="color"><bool>true</bool></patelt></pattern>
<pattern><patelt name="scalable"><bool>false</bool></patelt></pattern>
<pattern><patelt name="fontformat"><string>Type 1</string></patelt></pattern>
</rejectfont>
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
        write_file(file, text.encode())
    os.environ["FONTCONFIG_FILE"] = str(file)


def installed() -> str:
    """Return one hash over the names and sizes of the machine's own fonts."""
    files = sorted(f for root in _SYSTEM for f in Path(root).rglob("*") if f.is_file())
    return sha256(repr([(str(f), f.stat().st_size) for f in files]).encode()).hexdigest()


def scripts() -> str:
    """Say what can be set here besides what the packaged fonts have, and what fonts would add.

    Raises `LayoutError` where a packaged font is missing.
    """
    lacking = [f"{what} ({font})" for what, (font, one) in _SAMPLES.items() if not has_glyph(one)]
    return f"all but {'; '.join(lacking)}" if lacking else "for all scripts"


@lru_cache(maxsize=4096)
def has_glyph(character: str) -> bool:
    """Tell whether any font that WeasyPrint can come to has a glyph for `character`.

    fontconfig is asked itself, by the configuration above: it is what finds a font for Pango.
    """
    use_own_fonts()
    library = _fontconfig()
    wanted, found = library.FcCharSetCreate(), library.FcPatternCreate()
    named = library.FcObjectSetCreate()
    library.FcCharSetAddChar(wanted, ord(character))
    library.FcPatternAddCharSet(found, b"charset", wanted)
    library.FcObjectSetAdd(named, b"file")
    fonts = library.FcFontList(None, found, named)
    try:
        return bool(ctypes.cast(fonts, ctypes.POINTER(ctypes.c_int))[0])  # FcFontSet.nfont
    finally:
        library.FcFontSetDestroy(fonts)
        library.FcObjectSetDestroy(named)
        library.FcPatternDestroy(found)
        library.FcCharSetDestroy(wanted)


@lru_cache
def _fontconfig() -> ctypes.CDLL:
    """The library, its functions typed: what is no number is a pointer that must not be cut."""
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for kind in ("CharSet", "Pattern", "ObjectSet"):
            getattr(library, f"Fc{kind}Create").restype = ctypes.c_void_p
        for kind in ("CharSet", "Pattern", "ObjectSet", "FontSet"):
            getattr(library, f"Fc{kind}Destroy").argtypes = [ctypes.c_void_p]
        library.FcCharSetAddChar.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
        library.FcPatternAddCharSet.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
        library.FcObjectSetAdd.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
        library.FcFontList.argtypes = [ctypes.c_void_p] * 3
        library.FcFontList.restype = ctypes.c_void_p
        return library
    raise LayoutError("fontconfig is missing; run `briefgen doctor`")


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
