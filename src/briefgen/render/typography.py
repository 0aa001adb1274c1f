"""What a locale asks of the page: quotation marks, dates, lists, numbers with their nouns.

The only importer of Babel; locales are BCP 47's ("de-AT"), and one that CLDR does not know is
written as British English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

# Outer marks by the locale's whole name, then by its language; CLDR's, for those we know.
_MARKS = {
    "en-US": "“”", "en": "‘’", "de": "„“", "de-CH": "«»", "fr": "«»", "es": "«»", "it": "«»",
    "nl": "‘’", "pl": "„”", "pt": "“”", "sv": "””", "ru": "«»",
}  # fmt: skip
_DOUBLE = "“”"
#: What stands in double marks, also in those of agencies, which are two straight single ones.
_IN_DOUBLE = re.compile(r"“[^”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)|''.*?(?:''|\Z)", re.DOTALL)
#: A day, or a month and its day, which must not be parted at a line's end.
_DAY = re.compile(r"\b(\d{1,2}\.?(?: de)?|[^\W\d]+(?= \d{1,2}\b)) (?=\w)")
#: CLDR's order of the forms that a noun has beside numbers.
_FORMS = ("zero", "one", "two", "few", "many", "other")


def marks(text: str, locale: str) -> tuple[str, str]:
    """Return the opening and closing quotation mark for a passage.

    Single marks give way to double ones where the passage has single ones of its own; not where
    those stand within double ones, for then the two take turns as they should. Double marks give
    way to single ones where the passage has double ones, as “…,” said by somebody.
    """
    pair = _MARKS.get(locale) or _MARKS.get(locale[:2], _DOUBLE)
    if pair in ("‘’", _DOUBLE):
        single, double = "‘" in _IN_DOUBLE.sub("", text), bool(_IN_DOUBLE.search(text))
        pair = "‘’" if not single and (double or pair == "‘’") else _DOUBLE
    thin = "\u202f" if locale.startswith("fr") else ""
    return pair[0] + thin, thin + pair[1]


def long_date(text: str, locale: str) -> str:
    """Return "2017-07-20" as "20 July 2017" or "20. Juli 2017", "2017-07" as "July 2017".

    An edition's number ("2017-07-20-2") follows: "20 July 2017 (2)". Other text stays as it is.
    """
    parts = text.split("-")
    if len(parts) < 2 or not all(part.isdecimal() for part in parts):
        return text
    year, month, *rest = (int(part) for part in parts)
    try:
        day = date(year, month, rest[0] if rest else 1)
    except ValueError:
        return text
    if not rest:
        return format_skeleton("yMMMM", day, locale=_known(locale))
    spoken = format_date(day, "long", locale=_known(locale))
    spoken = _DAY.sub(lambda found: found[0].replace(" ", "\u00a0"), spoken)
    if day.day == 1 and locale.startswith("fr"):  # which CLDR does not say
        spoken = spoken.replace("1\u00a0", "1er\u00a0", 1)
    return f"{spoken} ({rest[1]})" if len(rest) > 1 else spoken


def listed(names: Sequence[str], locale: str) -> str:
    """Return "A", "A and B" or "A, B and C", in the locale's words."""
    return format_list(list(names), locale=_known(locale))


def number(value: int, locale: str) -> str:
    """Return 1200 as "1,200" or "1.200"."""
    return format_decimal(value, locale=_known(locale))


def form(value: int, forms: Sequence[str], locale: str) -> str:
    """The form of a word that goes with a number, out of one for each of the language's.

    Forms stand in CLDR's order, such as one, few, many; where there are fewer of them than the
    language has, the last is for all others: two do for English, German, French and Spanish.
    """
    rule = _known(locale).plural_form
    known = [name for name in _FORMS if name in rule.tags or name == "other"]
    return forms[min(known.index(rule(value)), len(forms) - 1)]


def counted(value: int, nouns: Sequence[str], locale: str) -> str:
    """Return "1 source" or "6 sources", given the noun's forms."""
    return f"{number(value, locale)} {form(value, nouns, locale)}"


def folio(text: str) -> str:
    """A label with {page} and {pages} in it as the value of CSS's `content`."""
    strings = text.replace("{page}", "\0page\0").replace("{pages}", "\0pages\0").split("\0")
    counters = {"page": "counter(page)", "pages": "counter(pages)"}
    return " ".join(
        counters[part] if place % 2 else _css_string(part)
        for place, part in enumerate(strings)
        if part
    )


def _css_string(text: str) -> str:
    """A string of CSS that can end neither itself nor a style sheet."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\{ord(c):06x}" for c in text) + '"'


@lru_cache
def _known(locale: str) -> Locale:
    for name in (locale, locale.partition("-")[0], "en-GB"):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel comes with British English")
