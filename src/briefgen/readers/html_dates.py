"""When a page came out, by what its markup and the lines below its title say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from briefgen.model import Date
from briefgen.readers.dates import find_dates, parse_date, valid_date
from briefgen.readers.html_markup import Markup
from briefgen.readers.html_tree import PageBlock
from briefgen.readers.shape import count_words, folded

_DATES = ("citation_publication_date", "citation_online_date", "article:published_time",
          "og:article:published_time", "og:published_time", "article:published", "datepublished",
          "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date", "parsely-pub-date",
          "sailthru.date", "citation_date", "originalpublicationdate", "publication_date",
          "publication-date", "publish_date", "publish-date", "published-date", "published_date",
          "publishdate", "published", "pubdate", "pub_date", "article.published", "displaydate",
          "dcterms.created", "date")  # fmt: skip
_IN_PATH = re.compile(r"/((?:19|20)\d\d)/(\d\d?)/(\d\d?)(?=/|$)")
_CHANGE = re.compile(
    r"\b(?:last |zuletzt )?(?:up-?dated?|modified|changed|revised|reviewed|edited|accessed"
    r"|aktualisiert|geändert|mis à jour|modifié|actualizado)\b",
    re.IGNORECASE,
)
_LONGEST = 120  # characters of a line that may hold a date
_NEAR = 12  # blocks below the title
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b")
# What machines write where there is no date.
_ZEROS = frozenset({Date(1970, 1, 1), Date(1969, 12, 31), Date(1900, 1, 1)})


def read_issued(markup: Markup, published: str, url: str) -> tuple[Date | None, str]:
    """The day and where it was read: JSON-LD (`published`), meta tags, marked lines, the address.

    A month or a year is taken where nothing names the day; a date of change never is.
    """
    marked = [mark.text for mark in markup.dates if mark.sure]
    marked += [mark.text for mark in (*markup.dates, *markup.bylines) if mark.titled]
    stated = [(published, "JSON-LD")]
    stated += [(value, "meta tags") for name in _DATES for value in markup.meta.get(name, ())]
    stated += [(text, "date line") for text in marked]
    stated += [("{}-{:0>2}-{:0>2}".format(*day), "address") for day in _IN_PATH.findall(url)]
    dates = [(date_of_line(text, markup.language), origin) for text, origin in stated if text]
    known = [(date, origin) for date, origin in dates if date and date not in _ZEROS]
    whole = [(date, origin) for date, origin in known if date.day]
    return next(iter((*whole, *known)), (None, ""))


def date_below_title(blocks: Sequence[PageBlock], title: str, language: str) -> Date | None:
    """The day that a short line right below the title names."""
    wanted = folded(title)
    places = (i for i, block in enumerate(blocks) if "heading" in block.kind)
    start = next((i for i in places if folded(blocks[i].text) == wanted), len(blocks))
    for block in blocks[start + 1 : start + 1 + _NEAR]:
        if count_words(block.text) <= 14 and not block.region:
            date = date_of_line(block.text, language)
            if date and date.day and date not in _ZEROS:
                return date
    return None


def date_in_markup(tree: Any, text: str, language: str = "") -> Date | None:
    """What htmldate finds in the head and in marked elements, unless it is a date of change."""
    from htmldate import find_date  # noqa: PLC0415

    written = find_date(tree, original_date=True, extensive_search=False)
    if not written:
        return None
    contexts = [text[max(0, m.start() - 100) : m.start()] for m in re.finditer(written, text)]
    if contexts and all(_CHANGED.search(context) for context in contexts):
        return None
    date = parse_date(written)
    if date is None or not (ambiguous := _ambiguous(date, text)):
        return date
    days = {day for numbers in ambiguous for day in _days(numbers, language)}
    return days.pop() if len(days) == 1 else None


def _ambiguous(date: Date, text: str) -> list[str]:
    """The numbers in which alone a date stands in the page, and that may mean another day."""
    year, month, day = date.year, date.month, date.day
    if not day or day > 12 or day == month:
        return []
    if re.search(rf"{year}(?:[-/.]0?{month}[-/.]0?{day}|{month:02}{day:02})(?!\d)", text):
        return []
    orders = rf"(?:0?{day}([/-])0?{month}\1|0?{month}([/-])0?{day}\2)"
    written = re.finditer(rf"(?<![\d/-]){orders}(?:{year}|{year % 100:02})(?!\d)", text)
    return [match[0].replace("-", "/") for match in written]


_CHANGED = re.compile(r"(?:modified|updated|revised)[^<>]*$", re.IGNORECASE)


def date_of_line(text: str, language: str = "") -> Date | None:
    """The date that a line is or holds, if it holds no other before it speaks of a change."""
    if date := parse_date(text):
        return date
    said = _CHANGE.split(text[: _LONGEST + 1])[0]
    if len(text) > _LONGEST or not said.strip():
        return None
    days = set(_days(said, language))
    return days.pop() if len(days) == 1 else None


def _days(text: str, language: str) -> Iterator[Date]:
    """The dates in a line; "02/10/2020" is read as the page's `language` (BCP 47) writes it."""
    yield from (date for *_, date in find_dates(text) if date)
    for first, second, year in _SLASHED.findall(text):
        numbers = (int(first), int(second))
        if language and max(numbers) <= 12 and language.casefold() != "en":
            month, day = numbers if language.casefold().endswith("-us") else numbers[::-1]
            if date := valid_date(int(year), month, day):
                yield date
