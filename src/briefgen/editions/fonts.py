"""Which fonts of the machine an edition's PDFs were set with, beside those that are packaged.

The packaged ones come first, and are named in the lock by their packages' versions; the machine's
serve where they lack a character. An edition that needed none of these depends on none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

#: How the names of the packaged fonts begin.
_PACKAGED = ("Source-Sans-Pro", "Source-Serif-Pro")


def fonts_of(pdfs: Iterable[bytes]) -> dict[str, Any]:
    """What of the machine's fonts the PDFs depend on; empty where that is nothing."""
    from briefgen.render.extract import font_names  # noqa: PLC0415 - no other command needs it

    names = sorted({name for pdf in pdfs for name in font_names(pdf)})
    used = [name for name in names if not name.startswith(_PACKAGED)]
    return _with(used) if used else {}


def fonts_now(fonts: Mapping[str, Any]) -> dict[str, Any]:
    """What a lock says of the machine's fonts, as it would say it now."""
    return _with(fonts.get("used")) if fonts else {}


def _with(used: Any) -> dict[str, Any]:
    """The fonts that were used; another that is installed may be taken in the place of one."""
    from briefgen.render.fonts import installed  # noqa: PLC0415

    return {"used": used, "installed": installed()}
