"""The place in a source that a citation names, and what a style makes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.cite.inlines import Inline, to_html

if TYPE_CHECKING:
    from briefgen.model import Citation

#: Labels that pandoc reads in every locale: words are read in their own only.
PAGE, PARAGRAPH = "", "¶"
_LABEL = r"(?:[¶§]|\b(?:para?s?|paragr|parr|párr|paragraph|paragraphe|párrafo|abs|absatz))\.?\s*\[?"
#: A paragraph in words, where a style has none for it; the sign is understood in all languages.
_WORDS = {"de": "Abs.", "en": "para", "it": "par.", "nl": "par."}
_SIGN = "¶"
_PAGES = {"de": "S.", "sv": "s.", "pl": "s.", "da": "s."}
_LAST_BRACKET = re.compile(r"([)\]](?:</\w+>|\s)*)\Z")
#: What stands before words in a locator, so that they are not read as a label; it is never seen.
_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class Locator:
    """A label, which for a page is empty, and a number; that may be in words ("para 4")."""

    label: str
    number: str

    @property
    def in_markdown(self) -> str:
        """The locator as pandoc's Markdown has it; braces hold one of several words together."""
        words = f"{self.label} {self.number}".strip()
        return f"{{{words}}}" if " " in words else words


def locator(citation: Citation) -> Locator:
    """Return the page of a citation, and where there is none its paragraph."""
    if citation.page is not None:
        return Locator(PAGE, str(citation.page))
    return Locator(PARAGRAPH, str(citation.paragraph))


def labelled(note: Sequence[Inline], place: Locator) -> bool:
    """Tell whether a note says that its number is a paragraph's, where it prints it at all."""
    text = _text(note)
    if place.label == PAGE or not _prints(text, place):
        return True
    return bool(re.search(rf"{_LABEL}{place.number}\b", text, re.IGNORECASE))


def said_of_pages(
    citations: Sequence[Citation],
    places: Sequence[Locator],
    set_twice: tuple[Sequence[Sequence[Inline]], Sequence[Sequence[Inline]]],
    style: Path,
    locale: str,
) -> list[Locator]:
    """Return the locators, with paragraphs in words where their notes read like those of pages.

    `set_twice`: the notes as they are and as they would be if all locators were pages. Where both
    are the same, "12" would be taken for a page. One that cites the same place as the one before
    it keeps to its words, so that the style sees that it is the same.
    """
    word = _SIGN if style.stem.startswith("bluebook") else _WORDS.get(locale[:2], _SIGN)
    said: list[Locator] = []
    for n, (place, note, paged) in enumerate(zip(places, *set_twice, strict=True)):
        if n and citations[n] == citations[n - 1]:
            said.append(said[-1])
        elif place.label == PARAGRAPH and _same(note, paged, place):
            said.append(Locator(PAGE, f"{_JOINER}{word} {place.number}"))
        else:
            said.append(place)
    return said


def with_place(html: str, place: Locator, locale: str) -> str:
    """Return a citation in which the place stands, before its last bracket, as in "(1, p. 12)"."""
    if place.label == PAGE:
        word = _PAGES.get(locale[:2], "p.")
    else:
        word = _WORDS.get(locale[:2], _SIGN).replace("para", "para.")
    said = f"{word} {place.number}"
    into, brackets = _LAST_BRACKET.subn(rf", {said}\1", html)
    return into if brackets else f"{html} ({said})"


def _same(note: Sequence[Inline], paged: Sequence[Inline], place: Locator) -> bool:
    return _prints(_text(note), place) and _text(note) == _text(paged)


def _prints(text: str, place: Locator) -> bool:
    return bool(re.search(rf"(?<!\w){place.number}(?!\w)", text))


def _text(note: Sequence[Inline]) -> str:
    return unescape(re.sub(r"<[^>]+>", "", to_html(note)))
