"""What the shape of a block says: a sentence, a line without an end, a severed half."""

from __future__ import annotations

import re

from briefgen.readers.decode import uncommon

# A sentence's last mark, closing quotes, and the marker of a note: `.”`, `. [2]`, `.3`.
_END = re.compile(
    r"(?:[.!?…:;。！？][\"”’'»›)\]*_]*(?:\s?\[\^?\w{1,3}\])*"
    r"|(?<=[^\W\d_][.!?…])\d{1,2}|(?<=[.!?…][\"”’»)])\d{1,2})"
    r"[¹²³⁴-⁹]*[\"”’»)]*$"
)
_CLOSES = frozenset(".!?…:;。！？")
_FULL_STOP = re.compile(r"[.!?…][\"”’'»)\]]*\s+[\"“‘«(\[]?[^\W\d_a-z]|[。！？](?=.)")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_LOWER = re.compile(r"^[\"“‘«(\[—–…-]*[^\W\d_A-Z]")
# A line that breaks off after one of these is severed, whatever the next one begins with.
_FUNCTION_WORDS = frozenset(
    """
    the a an of to in on at by for with from and or but nor that which who whose as than into
    upon over under between is are was were be been has have had will would can could should may
    might must not its his her their our my your this these those der die das den dem des ein
    eine einer und oder aber von zu im in mit für auf le la les un une des du de et ou mais dans
    pour par sur avec el los las una y o pero con para
    """.split()
)


# Marks that English prose is set with; without them most of it is ASCII.
_TYPOGRAPHIC = "’“”‘–—…"
_FOLDED = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_FOLDED_LINES = {**_FOLDED, ord("\n"): "\n"}
_NO_WORD = re.compile(r"[\W_]+")


def squeezed(text: str) -> str:
    """Without white space: markup parts words in one form of a text and not in another."""
    return "".join(text.split())


def count_words(text: str) -> int:
    """Words by white space; Chinese and Japanese, which set none, by two characters each."""
    spaced = len(text.split())
    return spaced if text.isascii() else spaced + len(_UNSPACED.findall(text)) // 2


def word_counts(text: str) -> list[int]:
    """The words of every line of `text`."""
    lines, odd = text.split("\n"), uncommon(text)
    if "  " in text or "\t" in text or not odd.isprintable() or _UNSPACED.search(odd):
        return [count_words(line) for line in lines]
    # One space parts two words, and nothing else does.
    return [line.count(" ") + 1 if line else 0 for line in map(str.strip, lines)]


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence does."""
    last = text[-1:]
    # Nearly every block ends in one of these or in a letter, which the pattern need not tell.
    return last in _CLOSES or (not last.isalpha() and bool(_END.search(text[-24:])))


def sentences(text: str) -> int:
    """Roughly how many sentences there are, never more than there are."""
    return len(_FULL_STOP.findall(text)) + (1 if ends_sentence(text) else 0)


def starts_lower(text: str) -> bool:
    """Whether `text` goes on where something else broke off: it begins with a small letter."""
    if text[:1].isalpha():
        return text[0].islower()
    match = _LOWER.match(text)
    return match is not None and text[match.end() - 1].islower()


def is_prose(text: str) -> bool:
    """Whether `text` is running text: sentences, or too long to be a heading."""
    return is_running(text, count_words(text), ended=ends_sentence(text))


def is_running(text: str, words: int, *, ended: bool) -> bool:
    """The same for a text of which that much is known."""
    return words >= (6 if ended else 25) or (ended and sentences(text) > 1)


def breaks_off(text: str) -> bool:
    """Whether the last word can never be a sentence's last: "but", "the", a comma."""
    last = text.rsplit(maxsplit=3)
    return text.endswith((",", "—", "–")) or (len(last) > 3 and last[-1] in _FUNCTION_WORDS)


def is_title_case(text: str) -> bool:
    """Whether nearly all longer words are capitalised, as in English titles."""
    longer = [word for word in re.findall(r"[^\W\d_][\w’'-]*", text) if len(word) > 3]
    return len(longer) >= 3 and sum(word[0].isupper() for word in longer) >= 0.75 * len(longer)


def folded(text: str) -> str:
    """Letters and digits only, case folded: for telling whether two lines say the same."""
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """The words of the folded text, in order."""
    return _folded_line(_plain(text))


def folded_lines(text: str) -> list[list[str]]:
    """The folded words of every line of `text`."""
    plain = _plain(text)
    if plain.isascii():
        return [line.split() for line in plain.translate(_FOLDED_LINES).split("\n")]
    return [_folded_line(line) for line in plain.split("\n")]


def _folded_line(plain: str) -> list[str]:
    # A table is five times faster than the pattern, but only where all is ASCII.
    if plain.isascii():
        return plain.translate(_FOLDED).split()
    return _NO_WORD.sub(" ", plain).casefold().split()


def _plain(text: str) -> str:
    """A text with spaces for the marks that English prose is set with."""
    if not text.isascii():
        for mark in _TYPOGRAPHIC:
            text = text.replace(mark, " ")
    return text
