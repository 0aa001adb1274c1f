"""Whether all text of a page's HTML stands in its PDF: a layout can lose notes silently."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from itertools import accumulate, pairwise

from briefgen.render.extract import pdf_text

#: What means nothing on paper, and for which Pango would draw a box all the same: controls, fillers
#: of Hangul, marks of annotations, what is no character. What parts words becomes a space.
UNPRINTED: Mapping[int, str | None] = {
    **dict.fromkeys([*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x115F, 0x1160]),
    **dict.fromkeys([0x3164, 0xFFA0, *range(0xFDD0, 0xFDF0), *range(0xFFF0, 0xFFFC)]),
    **dict.fromkeys([0xFFFE, 0xFFFF]),
    **dict.fromkeys([0x0B, 0x1C, 0x1D, 0x1E, 0x85, 0x2028, 0x2029], " "),
}
_HYPHENS = re.compile("[\u0002\ufffe\u2010\u2011]")
#: What a font need not have and a PDF does not give back: Unicode's characters that are ignored by
#: default (soft hyphens, joiners, marks of direction, variation selectors, tags).
IGNORED = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
_UNSEEN = re.compile(rf"[\s{IGNORED}]+")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc]+")
#: Raised and lowered figures, fractions and figures in circles: each is another number than its
#: figures on the line, 10\u2076 than 106, and a PDF gives it back as it was.
_FIGURES = re.compile("([²³¹¼-¾\u2070-\u209f\u2150-\u215f\u2189\u2460-\u24ff])")
_BRACKETS = str.maketrans(")]}>”»", "([{<“«")
#: A hyphen at a line's end, which may be the layout's: fonts have one glyph for both. PDFium gives
#: some as a code of its own, and the next line right after it. No layout divides a number.
_AT_LINE_END = re.compile(r"(?<=[^\s\d])(?:[-\u2010] ?(?=[\r\n]|\Z)|[\x02\ufffe])")
#: Signs of what is looked at later; `UNPRINTED` has them, so that no page does.
_MAYBE, _SPACE, _LINE = "\ufff0", "\ufff1", "\ufff2"
#: White space between words, where a PDF gives it back without fail: beside some signs it has more.
_BETWEEN = re.compile(r"(?<=[A-Za-z0-9])\s+(?=[A-Za-z0-9])")
#: Letters before and after such a hyphen by which its word is found: a run may begin or end near,
#: and at the end of a page something else follows.
_AROUND = ((24, 24), (24, 4), (4, 24), (12, 12), (12, 4), (4, 12), (4, 4), (24, 0), (12, 0))
_BLOCKS = frozenset(
    "p li td th dt dd h1 h2 h3 h4 div section article header footer figure figcaption blockquote"
    " table caption tr ul ol dl main aside nav address br text".split()
)
_SILENT = frozenset(("style", "script", "title", "desc", "template"))
_VOID = frozenset("br hr img input link meta wbr col area source".split())


def normalise(text: str) -> str:
    """Return `text` as it can be compared with what a PDF gives back.

    Without white space, hyphens and their marks as "-", ligatures as letters (NFKC), but raised
    figures and the like as they are. Scripts that run from right to left come back in another
    order, and brackets among them mirrored: those letters are left out, and brackets stand for each
    other.
    """
    letters = _RIGHT_TO_LEFT.sub("", "".join(map(_plain, _FIGURES.split(text))))
    seen = _HYPHENS.sub("-", _UNSEEN.sub("", letters)).translate(_BRACKETS)
    return unicodedata.normalize("NFC", seen)


def in_words(text: str) -> str:
    """Return `text` as `normalise` does, with a sign at each space and line's end between words."""
    seen = re.sub(f"[{IGNORED}]+", "", text)
    letters = "".join(map(_plain, _FIGURES.split(seen)))
    return normalise(_BETWEEN.sub(_gap, letters))


def _gap(space: re.Match[str]) -> str:
    return _LINE if "\n" in space[0] or "\r" in space[0] else _SPACE


def _plain(text: str) -> str:
    return text if _FIGURES.fullmatch(text) else unicodedata.normalize("NFKC", text)


def missing_text(html: str, pdf: bytes) -> tuple[str, ...]:
    """Return each run of text in the body of `html` that does not stand in `pdf`, in order.

    A run is the text of a paragraph, a table cell or the like, or of an element with a class: a
    note, a passage, a name. One that goes over the end of a page may stand in two parts there.
    """
    printed = runs(html)
    pages = page_texts(pdf, printed)
    whole = "".join(pages)
    return tuple(
        run
        for run in printed
        if not all(normalise(part) in whole for part in parts(run)) and not _broken(run, pages)
    )


def page_texts(pdf: bytes, printed: Sequence[str]) -> list[str]:
    """Return the text of each page, normalised, with words whole that a line's end divides."""
    return [unspaced(page) for page in page_words(pdf, printed)]


def page_words(pdf: bytes, printed: Sequence[str]) -> list[str]:
    """Return the text of each page, `in_words`, with words whole that a line's end divides.

    A hyphen at a line's end goes where the runs in `printed` have the word without one, and only
    there: what is hyphenated in a source keeps its hyphen.
    """
    known = _Letters(printed)
    return [_undivided(page, known) for page in pdf_text(pdf).split("\f")]


def unspaced(text: str) -> str:
    """Return a text that is `in_words` without the signs between these."""
    return text.replace(_SPACE, "").replace(_LINE, "")


class Words:
    """A text that is `in_words`: its letters, and before which are spaces and lines' ends."""

    def __init__(self, text: str) -> None:
        pieces = re.split(f"([{_SPACE}{_LINE}])", text)
        self.letters = "".join(pieces[::2])
        gaps = list(zip(accumulate(map(len, pieces[::2])), pieces[1::2], strict=False))
        self.spaces = frozenset(at for at, sign in gaps if sign == _SPACE)
        self.ends = frozenset(at for at, sign in gaps if sign == _LINE)

    def count(self, run: str) -> int:
        """Return how often a run stands here in the same words: "not able" is not "notable".

        A line may end within what is no word, such as an address.
        """
        wanted = Words(in_words(run))
        found = _places(wanted.letters, self.letters) if wanted.letters else ()
        return sum(self._parts(at, wanted) for at in found)

    def _parts(self, at: int, wanted: Words) -> bool:
        inside = range(1, len(wanted.letters))
        spaces = {place for place in inside if at + place in self.spaces}
        ends = {place for place in inside if at + place in self.ends}
        return spaces <= wanted.spaces <= spaces | ends


def parts(run: str) -> tuple[str, ...]:
    """Return what of a run must stand together in a PDF's text: all of it.

    Where letters run from right to left, a PDF gives the line back in another order; then each
    word is looked for alone.
    """
    return tuple(re.findall(r"\w+", run)) if _RIGHT_TO_LEFT.search(run) else (run,)


def runs(html: str) -> tuple[str, ...]:
    """Return the body's text, a run for each block or classed element, white space collapsed."""
    reader = _Runs()
    reader.feed(html.translate(UNPRINTED))
    reader.close()
    return tuple(reader.found)


class _Letters:
    """Runs without their hyphens and white space, and before which of their letters those stood."""

    def __init__(self, runs: Sequence[str]) -> None:
        words = map(normalise, " \0 ".join(runs).split())
        pieces = [piece for word in words for piece in word.split("-")]
        self.text = "".join(pieces)
        self.ends = frozenset(accumulate(map(len, pieces)))

    def divided(self, before: str, after: str) -> bool:
        """Tell whether each word of the runs with `before` and `after` has them in one."""
        for left, right in _AROUND:
            needle = before[-left:] + after[:right]
            joint = min(left, len(before))
            if joint and (found := list(_places(needle, self.text))):
                return all(self._is_inside(place + joint) for place in found)
        return False

    def _is_inside(self, joint: int) -> bool:
        """Tell whether a word goes on at a letter: a vowel's sign is one, a digit is none."""
        around = self.text[joint - 1 : joint + 1]
        letters = [sign for sign in around if unicodedata.category(sign)[0] in "LM"]
        return joint not in self.ends and len(letters) == 2


def _places(needle: str, text: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def _undivided(page: str, printed: _Letters) -> str:
    """Return a page's text, `in_words`, without the hyphens that its layout put in."""
    shown = page.replace("\u00ad", "-")  # no layout of ours gives one back, and a font may draw it
    first, *rest = in_words(_AT_LINE_END.sub(_MAYBE, shown)).split(_MAYBE)
    bare = [unspaced(part).replace("-", "") for part in (first, *rest)]
    longest = _AROUND[0][0]
    whole = first
    for place, part in enumerate(rest, 1):
        before = "".join(bare[max(0, place - longest) : place])[-longest:]
        after = "".join(bare[place : place + longest])[:longest]
        whole += part if printed.divided(before, after) else f"-{part}"
    return whole


def _broken(run: str, pages: list[str]) -> bool:
    """Tell whether a run stands at the end of one page and goes on in the next."""
    text = normalise(run)
    for page, following in pairwise(pages):
        cut = _longest_head(text, page)
        if cut and text[cut:] in following:
            return True
    return False


def _longest_head(text: str, page: str) -> int:
    """Return how many characters of `text` from its start stand together in `page`."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text[:middle] in page else (low, middle - 1)
    return low


class _Runs(HTMLParser):
    """Collects the runs: the start and the end of a block, or of what has a class, end one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._text: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._silent = 0
        self._body = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        ends = tag in _BLOCKS or bool(dict(attrs).get("class"))
        self._body = self._body or tag == "body"
        if ends:
            self._flush()
        if tag not in _VOID:
            self._open.append((tag, ends))
            self._silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, ends = self._open.pop()
            self._silent -= name in _SILENT
            if ends:
                self._flush()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._body and not self._silent:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        run = " ".join("".join(self._text).split())
        self._text.clear()
        if run:
            self.found.append(run)
