"""Dates as pages print them: what is ambiguous or impossible is no date.

Dotted dates are day first (05.07.2017 is 5 July); slashed dates are read only when one of the
first two numbers is over twelve.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from briefgen.model import Date

# Month names of four languages, each set from January to December; abbreviations follow.
_MONTHS = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sept oct nov dec",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feb mär apr mai jun jul aug sep okt nov dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene feb mar abr may jun jul ago sep oct nov dic",
)
MONTHS = {name: number for line in _MONTHS for number, name in enumerate(line.split(), start=1)}
_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª)?\b\.?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)\b"

WEEKDAY = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
)

# Every date has such a year, and a month's name or two numbers with a mark between them. That
# there is none is told fast; the forms themselves are slow.
_ANY_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\b")
_NUMBERS = re.compile(r"\d(?:[-/]|\.\s?)\d")
_LETTERS = re.compile(r"[^\W\d_]+")

# What may stand before a date and belongs to it, up to the place where the date itself begins.
_LEAD = re.compile(rf"(?<![\w./-])(?:(?:{WEEKDAY})\b\.?,?\s+)?(?:the\s+)?\Z", re.IGNORECASE)
_LONGEST_LEAD = 80  # characters

# What stands before a dateline's dash: places, a day, and an agency's name in strokes or brackets.
_DATELINE = re.compile(r"(?P<head>[^–—:;?!“”\"]{8,90}?) ?(?:[–—]|--?(?= )|:(?= ))")
_AGENCY = re.compile(r"\)?,?\s*(?:[/(][^/()]{2,40}[/)])?\s*")
_IN_NAMES = frozenset("de la le les du des den der am an upon on of the und and y".split())
_NO_PLACES = frozenset("On In At By Since Until From After Before Of The This As For Our".split())

# Tried in this order; the longer forms stand before those that they contain. With each, whether
# it has the month's name.
_FORMS = tuple(
    (_MONTH in form, re.compile(rf"(?<![\w./-]){form}", re.IGNORECASE))
    for form in (
        rf"{_DAY}\s*(?:of\s+|de\s+|-)?{_MONTH},?\s*(?:de\s+|del\s+|-)?{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"
        r"(?:T[\d:.]+(?:Z|[+-][\d:]+)?)?\b",
        r"(?P<year>(?:1[5-9]|20)\d\d)/(?P<month>\d\d)/(?P<day>\d\d)\b",
        rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
        rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}",
        rf"{_MONTH},?\s+(?:of\s+|de\s+)?{_YEAR}",
    )
)


def find_dates(text: str) -> Iterator[tuple[int, int, Date | None]]:
    """Every stretch of `text` that is written as a date; None where its value is not certain."""
    if not _ANY_YEAR.search(text):
        return
    possible = {
        True: not MONTHS.keys().isdisjoint(_LETTERS.findall(text.lower())),
        False: bool(_NUMBERS.search(text)),
    }
    taken: list[tuple[int, int]] = []
    for named, form in _FORMS:
        for match in form.finditer(text) if possible[named] else ():
            begin, finish = _begin(text, match.start()), match.end()
            if all(finish <= start or begin >= end for start, end in taken):
                taken.append((begin, finish))
                yield begin, finish, _value(match)


def _begin(text: str, start: int) -> int:
    """Where a date begins with the weekday or the article before it."""
    lead = _LEAD.search(text, max(0, start - _LONGEST_LEAD), start)
    return lead.start() if lead else start


def dateline_date(text: str) -> Date | None:
    """The day in an agency's or a release's first words: "NORVALE, 3 March 2031 – The board …"."""
    head = _DATELINE.match(text)
    start, end, value = next(find_dates(head["head"]), (0, 0, None)) if head else (0, 0, None)
    if head is None or value is None or not value.day:
        return None
    place, rest = head["head"][:start].rstrip("( "), head["head"][end:]
    words = place.replace(",", " ").split()
    named = bool(words) and all(word[0].isupper() or word in _IN_NAMES for word in words)
    return value if named and words[0] not in _NO_PLACES and _AGENCY.fullmatch(rest) else None


def parse_date(text: str) -> Date | None:
    """The date that `text` as a whole is, be it printed, ISO 8601 or only a year."""
    stripped = text.strip()
    if re.fullmatch(r"\d{4}", stripped):
        return Date(int(stripped))
    if match := re.fullmatch(r"(\d{4})-(\d{2})", stripped):
        return valid_date(int(match[1]), int(match[2]), 0)
    for start, end, value in find_dates(stripped):
        rest = stripped[:start] + stripped[end:]
        if not re.search(r"[^\W\d_]", re.sub(r"\b(?:GMT|UTC|[A-Z]{2,3}T|[ap]m|h)\b", "", rest)):
            return value
    return None


def valid_date(year: int, month: int, day: int) -> Date | None:
    """A `Date`, or None when there is no such day."""
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Date(year, month, day)


def _value(match: re.Match[str]) -> Date | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if "first" in groups:
        return _slashed(int(groups["first"]), int(groups["second"]), year)
    month = groups["month"].lower()
    number = int(month) if month.isdigit() else MONTHS[month]
    return valid_date(year, number, int(groups.get("day") or 0))


def _slashed(first: int, second: int, year: int) -> Date | None:
    if first > 12:
        return valid_date(year, second, first)
    if second > 12 or first == second:
        return valid_date(year, first, second)
    return None
