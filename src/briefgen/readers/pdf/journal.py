"""A journal's line on a first page: its name, volume, issue, year and pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.model import Date
from briefgen.readers.dates import MONTHS, find_dates
from briefgen.readers.names import parse_names
from briefgen.readers.pdf.paragraphs import Paragraph

_MOST_WORDS = 30
_LATER_PAGES = 2  # whose running heads are looked at too
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))}|spring|summer|autumn|fall|winter)"
_NAME = re.compile(
    r"(?P<name>[^\W\d_][^\d()\[\]:;|?!“”\"]{2,90}?)[\s,.;:|–—(\[-]*"
    rf"(?=\d|\b(?:vol|volume|v|no|nr|number|issue|bd|band|tome|jg)\b|\b{_MONTH}\b)",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:https?://|\bdoi\b).*$|\b10\.\d{4,9}/\S+.*$|\bissn\b.*$", re.IGNORECASE)
_VOLUME = re.compile(
    r"\b(?:vol(?:ume|\.)?|v\.|bd\.?|band|tome|jg\.?)\s*(\d{1,4}|[IVXLC]+)\b", re.IGNORECASE
)
_ISSUE = re.compile(
    r"\b(?:no|nr|number|issue|iss|heft|n[°º])\b\.?\s*(\d{1,4}(?:\s?[–/-]\s?\d{1,4})?)\b",
    re.IGNORECASE,
)
_RANGE = r"([a-zA-Z]?\d{1,6})\s?[–—-]\s?([a-zA-Z]?\d{1,6})\b"
_PAGES = re.compile(rf"\b(?:pp?|pages|s|seiten)\b\.?\s*{_RANGE}", re.IGNORECASE)
_BARE_PAGES = re.compile(rf"[,:;\s]\s*{_RANGE}\W*$")
_YEAR = re.compile(r"(?<![\d–-])(?:19|20)\d\d(?![\d–-])")
_PAIR = re.compile(r"(?<!\d)(\d{1,4})\s?\(\s?(\d{1,3}(?:[–/-]\d{1,3})?)\s?\)")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_WORDS = re.compile(rf"\b(?:{_MONTH}|issue|and|article)\b", re.IGNORECASE)
_PERIODICAL = re.compile(
    r"\b(?:journal|review|studies|quarterly|annals|bulletin|proceedings|transactions|letters"
    r"|archives?|zeitschrift|jahrbuch|revue|revista|rivista)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "of the and for in on to a an de du des la le les der die das und für y el".split()
)
_PUBLISHED = re.compile(
    r"\bpublished (?:by|for \w+ by) (?P<who>[^\W\d_][^.;,:()©|]{2,70})(?=[.;,:()©|]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Journal:
    """Where an article stands; texts are empty where the line does not say. `pages`: "45-67"."""

    name: str
    volume: str = ""
    issue: str = ""
    pages: str = ""
    issued: Date | None = None

    @property
    def extra(self) -> dict[str, str]:
        """CSL's variables that a `Reference` has no field for."""
        known = {"volume": self.volume, "issue": self.issue, "page": self.pages}
        return {key: value for key, value in known.items() if value}


def journal_line(text: str) -> Journal | None:
    """What a line such as "Harbour Studies 12(3), 2031, 45–67" says, or None if it is another."""
    if len(text.split()) > _MOST_WORDS or len(text) > 250:
        return None
    match = _NAME.match(text)
    if match is None or not _is_name(match["name"]):
        return None
    name, rest = match["name"].strip(" ,.–—-"), _DOI.sub(" ", text[match.end("name") :])
    issued = next((day for _, _, day in find_dates(rest)), None)
    volume, rest = _taken(_VOLUME, rest)
    issue, rest = _taken(_ISSUE, rest)
    pages, rest = _taken(_PAGES, rest)
    year, rest = _taken(_YEAR, rest)
    labelled = bool(volume)
    if not volume and (pair := _PAIR.search(rest)):
        volume, issue, rest = pair[1], pair[2], rest[: pair.start()] + " " + rest[pair.end() :]
    if not pages:
        pages, rest = _taken(_BARE_PAGES, rest)
    if not volume and pages:
        volume, rest = _taken(_NUMBER, rest)
    sure = labelled or bool(year or pages) or _PERIODICAL.search(name) is not None
    if not volume or not sure or re.search(r"\w", _WORDS.sub(" ", rest)):
        return None
    if not (year or issue or pages):
        return None
    found = issued if issued and year and issued.year == int(year) else None
    return Journal(name, volume, issue, pages, found or (Date(int(year)) if year else None))


def _is_name(text: str) -> bool:
    """Whether most words are capitalised, and no list of authors or sentence stands before."""
    words = text.split()
    capital = [word for word in words if word[0].isupper()]
    small = [word for word in words if word.casefold() in _SMALL or word == "&"]
    return (
        1 <= len(words) <= 12
        and words[0] in capital
        and text.count(",") < 2
        and len(capital) + len(small) >= len(words)
    )


def _taken(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """What a pattern's groups, or all of it, say first, and the text without it."""
    match = pattern.search(text)
    if match is None:
        return "", text
    said = "-".join(match.groups()) if match.groups() else match[0]
    return re.sub(r"\s", "", said), f"{text[: match.start()]} {text[match.end() :]}"


def journal_on(paragraphs: Sequence[Paragraph], title: int) -> tuple[Journal | None, int]:
    """The journal that the first page names above the title or in a margin, and where (or -1).

    `title`: the index of the title's paragraph. The running heads of the next pages count too,
    less than a line that says more.
    """
    best: tuple[Journal | None, int] = (None, -1)
    for index, paragraph in enumerate(paragraphs):
        sheet = paragraph.lines[0].sheet
        if sheet > _LATER_PAGES:
            break
        heads = paragraph.reason in {"running head", "caption", "figure or table"}
        if not heads and not (sheet == 0 and not paragraph.reason and index < title):
            continue
        found = journal_line(" ".join(" ".join(paragraph.texts).split()))
        if found and _weight(found) > _weight(best[0]):
            best = found, index
    return best


def _weight(journal: Journal | None) -> int:
    return len(journal.extra) + bool(journal.issued) if journal else 0


def publisher_in(text: str) -> str:
    """Who publishes by a line such as "© 2031 The authors. Published by Quay Press."."""
    match = _PUBLISHED.search(text)
    who = match["who"].strip() if match else ""
    return who if who[:1].isupper() and not parse_names(who)[0] else ""


def without_line(paragraphs: Sequence[Paragraph], index: int) -> list[Paragraph]:
    """The paragraphs, the journal's line among them dropped."""
    gone = replace(paragraphs[index], reason="journal's line", floats=True)
    return [*paragraphs[:index], gone, *paragraphs[index + 1 :]]
