"""Short names made from titles, each once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 60
"""Characters of a short name that is made from a title."""


def slugify(text: str) -> str:
    """Return the text in small letters a to z, digits and hyphens; it may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-")


def unique_ids(given: Sequence[str | None], texts: Sequence[str], kind: str) -> tuple[str, ...]:
    """Return an id for each text: the one given, or the text's, with -2, -3 … when taken."""
    last = {name: 1 for name in given if name}
    ids: list[str] = []
    for number, (name, text) in enumerate(zip(given, texts, strict=True), start=1):
        ids.append(name or _free(slugify(text) or f"{kind}-{number}", last))
    return tuple(ids)


def _free(wanted: str, last: dict[str, int]) -> str:
    """Return the name, with the next free number if taken; `last` holds names' last numbers."""
    name = wanted
    while name in last:
        last[wanted] += 1
        name = f"{wanted}-{last[wanted]}"
    last[name] = 1
    return name
