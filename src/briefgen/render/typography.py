"""What a locale asks of the page: quotation marks, dates, numbers with their nouns."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Outer marks by the locale's whole name, then by its language; CLDR's, for those we know.
_MARKS = {
    "en-US": "“”", "en": "‘’", "de": "„“", "de-CH": "«»", "fr": "«»", "es": "«»", "it": "«»",
    "nl": "‘’", "pl": "„”", "pt": "“”", "sv": "””", "ru": "«»",
}  # fmt: skip
_DOUBLE = "“”"
#: What stands in double marks, also in those of agencies, which are two straight single ones.
_IN_DOUBLE = re.compile(r"“[^”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)|''.*?(?:''|\Z)", re.DOTALL)


def marks(text: str, locale: str) -> tuple[str, str]:
    """Return the opening and closing quotation mark for a passage.

    Single marks give way to double ones where the passage has single ones of its own; not where
    those stand within double ones, for then the two take turns as they should.
    """
    pair = _MARKS.get(locale) or _MARKS.get(locale[:2], _DOUBLE)
    if pair == "‘’" and "‘" in _IN_DOUBLE.sub("", text):
        pair = _DOUBLE
    thin = "\u202f" if locale.startswith("fr") else ""
    return pair[0] + thin, thin + pair[1]


def long_date(text: str, months: Sequence[str], locale: str) -> str:
    """Return "2017-07-20" as "20 July 2017" ("July 20, 2017" in en-US), "2017-07" as "July 2017".

    An edition's number ("2017-07-20-2") follows: "20 July 2017 (2)". Other text stays as it is.
    """
    parts = text.split("-")
    if len(parts) < 2 or not all(part.isdigit() for part in parts):
        return text
    year, month, *rest = (int(part) for part in parts)
    if not 1 <= month <= len(months):
        return text
    name = months[month - 1]
    if not rest:
        return f"{name} {year}"
    spoken = f"{name} {rest[0]}, {year}" if locale == "en-US" else f"{rest[0]} {name} {year}"
    return f"{spoken} ({rest[1]})" if len(rest) > 1 else spoken


def counted(number: int, nouns: Sequence[str]) -> str:
    """Return "1 source" or "6 sources", given both nouns."""
    return f"{number:,} {nouns[0] if number == 1 else nouns[1]}"
