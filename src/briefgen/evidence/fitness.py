"""Whether a passage can be quoted: it stands on its own, is whole, and says something.

A sentence that opens with a pronoun or a connective leans on the one before it; it is quoted with
that, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.model import Sentence, Token
from briefgen.viewpoints import is_balanced, is_judgement

SHORTEST, LONGEST = 8, 95
#: Words beyond which a passage tires the reader.
_LONG = 55

_PRONOUNS = frozenset(
    """he she they it this that these those his her their its him them such both neither either
    here there so one""".split()
)
_CONNECTIVES = re.compile(
    r"""(?:and|but|or|so|yet|nor|then|thus|hence|also|too|still|instead|however|therefore|moreover
    |furthermore|nevertheless|nonetheless|meanwhile|otherwise|likewise|similarly|besides|rather
    |consequently|accordingly|indeed|again|once\ again|even\ so|even\ then|after\ all|in\ turn
    |that\ said|of\ course|for\ (?:example|instance|one)|in\ (?:addition|contrast|fact|short|sum
    |particular|other\ words|doing\ so|this|that|these|those|such|response|return|the\ same)
    |at\ the\ (?:same\ time|very\ least)|on\ the\ (?:contrary|other\ hand|one\ hand|whole)
    |as\ (?:a\ result|a\ consequence|such)|by\ contrast|to\ (?:that|this)\ end|coupled\ with\ this
    |(?:because|instead|despite|as\ part|on\ top)\ of\ (?:this|that|these|those)|despite\ (?:this|that)
    |the\ (?:former|latter|same|other|others|two|above|last|following|first|second|third)
    |first|second|third|fourth|secondly|thirdly|finally|lastly|another|other|others|until\ then
    |with\ this|with\ that|under\ th(?:is|ese)|since\ then|from\ this|up\ until\ now)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_IMPERSONAL = re.compile(
    r"""(?:it|there)\s+(?:is|was|will|would|has|may|might|can|could|should|seems?|appears?|remains?
    |must|follows|makes|takes)\b|it['’]s\b|that\s+(?:the|a)\b|both\s+(?:the\s+)?[A-Z]""",
    re.VERBOSE | re.IGNORECASE,
)
_NOT_IMPERSONAL = re.compile(r"it\s+(?:has|will|may|can|could|should|must|makes|takes)\s+\w+", re.I)
_META = re.compile(
    r"""\b(?:as\ I\ (?:argued|said|wrote|noted|mentioned)|this\ (?:article|essay|paper|report|brief
    |post|column|text)|see\ (?:also|below|above|figure|table)|in\ the\ (?:next|previous)\ section
    |click|subscribe|newsletter|read\ more)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MARKS = "“”\"‘’'«»([ *•–—-"
_NOTE_MARK = re.compile(r"\[\d{1,3}\]")
_PERSONAL = frozenset({"he", "she", "his", "her", "him"})


def leans(sentence: Sentence) -> bool:
    """Whether a sentence needs the one before it to be understood."""
    text = sentence.text.lstrip(_MARKS)
    first = re.match(r"[\w’']+", text)
    word = (first.group().lower() if first else "").replace("’s", "").replace("'s", "")
    if word in _PRONOUNS:
        return not _IMPERSONAL.match(text) or bool(_NOT_IMPERSONAL.match(text))
    return bool(_CONNECTIVES.match(text)) or _has_stray_pronoun(sentence.tokens)


def _has_stray_pronoun(tokens: Sequence[Token]) -> bool:
    """Whether a personal pronoun stands where no name has yet been given, nor follows at once."""
    for index, token in enumerate(tokens):
        if token.pos == "PROPN":
            return False
        if token.text.lower() in _PERSONAL and token.pos in {"PRON", "DET"}:
            return not any(t.pos == "PROPN" and t.dep.startswith("nsubj") for t in tokens[index:])
    return False


def is_whole(text: str, sentences: Sequence[Sentence]) -> bool:
    """Whether a passage is complete prose: length, final mark, balanced quotes, a finite verb."""
    words = len(text.split())
    if not SHORTEST <= words <= LONGEST or not is_balanced(text) or _META.search(text):
        return False
    if not text.rstrip("\"”’') ").endswith((".", "!", "…", ";")) or "?" in text:
        return False
    finite = {"VBD", "VBZ", "VBP", "MD"}
    return all(any(t.tag in finite for t in s.tokens) for s in sentences)


def fitness(text: str, sentences: Sequence[Sentence]) -> float:
    """How well a whole passage suits to be quoted; 1 is neutral."""
    words = len(text.split())
    score = 1.0
    score *= 1.2 if any(is_judgement(s) for s in sentences) else 1.0
    score *= 1.05 if any(t.pos == "NUM" for s in sentences for t in s.tokens) else 1.0
    score *= 0.9 ** (len(sentences) - 1)
    score *= 0.85 if words < 12 else 1.0
    score *= max(0.4, 1 - (words - _LONG) / 60) if words > _LONG else 1.0
    score *= 0.9 if _NOTE_MARK.search(text) else 1.0
    return score
