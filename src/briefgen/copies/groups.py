"""Texts that are copies of each other: syndicated, cut, lightly edited.

A copy is told by its words, in three steps. (1) Shingles of three words (Broder, "On the
resemblance and containment of documents", 1997), of which a fixed quarter by hash value is a
text's sketch (FracMinHash; Irber et al., "Lightweight compositional analysis of metagenomes with
FracMinHash", 2022): unlike a MinHash of fixed size it finds a short text within a long one.
(2) An inverted index over the sketches of the fullest texts gives each text the few that may hold
it. (3) The words of the shorter that stand in shared shingles confirm it; so an edited word costs
one word, and not three shingles.

Every copy is compared with the fullest text of its group itself, so that nothing is chained.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from briefgen.model import Document

#: Share of a text's words that stand in runs of three and more in the fuller one, at least.
_SHARE = 0.65
#: A text of fewer words than this is a copy only of one with the same words.
_SHORT = 30
#: What a fuller text may have of its own before and inside the copied stretch, as a share of that:
#: a paragraph, but not an article of its own round a speech. What was cut from the end, as
#: newspapers cut agency texts, may be any number of words.
_INTRO, _INSIDE = 0.25, 0.33
#: An introduction of so many words is no article, if it is not above a third of the stretch.
_A_PARAGRAPH = 80
#: Two texts stand in different parts of a third if their parts share less of the smaller one; a
#: part of fewer words is not an item of a digest, but an excerpt.
_APART, _AN_ITEM = 0.25, 60

_MASK = (1 << 64) - 1
_SKETCH = 1 << 62  # hash values below it: a quarter
_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
#: A shingle of more texts than this is a formula; of likely texts so many are compared.
_FORMULA, _LIKELY = 32, 8
#: Share of the sketch that a likely text has, at least; an edited copy has fewer shingles in
#: common than words.
_HINT = 0.2

_DASHES = re.compile(r"[–—―…/]|--+")
_SIGNS = re.compile(r"[^\w\s]+")
# Scripts that put no space between words: Thai to Lao, Myanmar, Khmer, kana, Han.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


# --- Texts as shingles ------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Text:
    """A document's words as codes and as shingles, by hash; `place` is that in the sequence."""

    place: int
    words: array[int]
    shingles: array[int]

    @property
    def length(self) -> int:
        """In words."""
        return len(self.words)

    @cached_property
    def sketch(self) -> tuple[int, ...]:
        """The shingles with the lowest quarter of hash values, each once."""
        return tuple(dict.fromkeys(shingle for shingle in self.shingles if shingle < _SKETCH))

    def cover(self, shared: set[int]) -> bytearray:
        """A 1 for each word that stands in a shared shingle, else a 0."""
        covered = bytearray(self.length)
        for start, shingle in enumerate(self.shingles):
            if shingle in shared:
                covered[start : start + 3] = b"\1\1\1"
        return covered


def text_of(place: int, document: Document, codes: dict[str, int]) -> Text:
    """`codes` keeps each word's checksum, which does not depend on the run as `hash` does."""
    words = array("Q")
    for word in _words("\n".join(document.text[b.start : b.end] for b in document.paragraphs)):
        code = codes.get(word)
        if code is None:
            code = codes[word] = crc32(word.encode("utf-8", "surrogatepass"))
        words.append(code)
    a, b, c = _MIX
    triples = zip(words, words[1:], words[2:], strict=False)
    return Text(place, words, array("Q", [(x * a + y * b + z * c) & _MASK for x, y, z in triples]))


def _words(text: str) -> list[str]:
    """Words in folded case and without signs: "U.S." is "us", and "co-op" is "coop"."""
    plain = _SIGNS.sub("", _DASHES.sub(" ", text.casefold()))
    return (plain if plain.isascii() else _UNSPACED.sub(r" \g<0> ", plain)).split()


# --- Groups -----------------------------------------------------------------------------------


def grouped(texts: Sequence[Text]) -> list[list[Text]]:
    """Each text beside its fullest copy; a digest of several is none of theirs.

    Without the digest its parts are grouped anew; digests may be copies of each other.
    """
    digests: list[Text] = []
    rest = list(texts)
    while True:
        groups, found = _gather(rest)
        if not found:
            return groups + (_gather(digests)[0] if digests else [])
        digests += found
        rest = [text for text in rest if text not in found]


def _gather(texts: Iterable[Text]) -> tuple[list[list[Text]], list[Text]]:
    """The groups by their fullest texts, and those of them that turn out to be digests."""
    index = _Index()
    groups: dict[Text, list[Text]] = {}
    parts: dict[Text, list[int]] = {}
    for text in sorted(texts, key=lambda text: (-text.length, text.place)):
        best, most = None, 0.0
        for fuller in index.likely(text):
            overlap = _overlap(text, fuller)
            if overlap.share < _SHARE:
                continue
            parts.setdefault(fuller, []).append(overlap.part)
            if overlap.share > most and overlap.is_copy:
                best, most = fuller, overlap.share
        if best is None:
            index.add(text)
        groups.setdefault(best or text, []).append(text)
    return list(groups.values()), [text for text, held in parts.items() if _is_digest(held)]


def _is_digest(parts: Sequence[int]) -> bool:
    """Whether two of the parts that others print stand apart; each is given as a bit a word.

    The smallest are taken first: the whole of it, which a copy prints, would hide all the rest.
    """
    apart: list[int] = []
    for part in sorted(parts, key=int.bit_count):
        shared = max(((part & other).bit_count() / other.bit_count() for other in apart), default=0)
        if part.bit_count() >= _AN_ITEM and shared < _APART:
            apart.append(part)
    return len(apart) > 1


class _Index:
    """The fullest texts so far, by the shingles of their sketches and by all their words."""

    def __init__(self) -> None:
        self._texts: dict[int, list[Text]] = {}
        self._short: dict[bytes, Text] = {}

    def add(self, text: Text) -> None:
        if text.length < _SHORT:
            self._short[text.words.tobytes()] = text
            return
        for shingle in text.sketch:
            holders = self._texts.setdefault(shingle, [])
            if len(holders) <= _FORMULA:
                holders.append(text)

    def likely(self, text: Text) -> list[Text]:
        """Texts that may hold this one, the likeliest first. A formula says nothing of that."""
        if text.length < _SHORT:
            same = self._short.get(text.words.tobytes())
            return [same] if same else []
        found = [self._texts.get(shingle, []) for shingle in text.sketch]
        telling = [holders for holders in found if len(holders) <= _FORMULA]
        counts = Counter(holder for holders in telling for holder in holders)
        enough = _HINT * len(telling)
        return [holder for holder, count in counts.most_common(_LIKELY) if count >= enough]


# --- Two texts --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Overlap:
    """How much of a text stands in a fuller one, where (a bit for each word), and if as a copy."""

    share: float
    part: int
    is_copy: bool


def _overlap(text: Text, fuller: Text) -> _Overlap:
    if text.words == fuller.words:
        return _Overlap(1.0, int.from_bytes(b"\1" * fuller.length, "big"), is_copy=True)
    shared = set(text.shingles) & set(fuller.shingles)
    mine, theirs = text.cover(shared), fuller.cover(shared)
    share = sum(mine) / max(1, text.length)
    part = int.from_bytes(theirs, "big")
    return _Overlap(share, part, share >= _SHARE and not _is_framed(mine, theirs))


def _is_framed(mine: bytearray, theirs: bytearray) -> bool:
    """Whether the fuller text has much of its own before and inside what the two share.

    Then it is an article that gives a speech or a statement in full. What the shorter one has of
    its own there (its lede, its edits) is set off.
    """
    (a, b), (c, d) = _stretch(mine), _stretch(theirs)
    size = d - c
    intro = theirs[:c].count(0) - mine[:a].count(0)
    inside = theirs[c:d].count(0) - mine[a:b].count(0)
    allowed = max(_INTRO * size, min(_A_PARAGRAPH, size / 3))
    return intro > allowed or inside > _INSIDE * size


def _stretch(covered: bytearray) -> tuple[int, int]:
    """The stretch with the most covered words less those that are not (Kadane's algorithm)."""
    best = total = start = 0
    found = (0, 0)
    for place, is_covered in enumerate(covered):
        total += 1 if is_covered else -1
        if total > best:
            best, found = total, (start, place + 1)
        elif total < 0:
            total, start = 0, place + 1
    return found
