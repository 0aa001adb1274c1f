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
    """he she they this that these those his her their its him them such neither either here
    one""".split()
)
#: Openings that answer or contradict what went before: without it they are torn from their sense.
_BOUND = re.compile(
    r"""(?:and|but|or|so(?!\ far)|yet|nor|then|thus|hence|too|still|instead|however|therefore
    |nevertheless|nonetheless|otherwise|likewise|similarly|rather|consequently|accordingly
    |again|even\ so|even\ then|after\ all|that\ said|for\ (?:example|instance|one)|in\ (?:turn
    |contrast|short|sum|particular|other\ words|doing\ so|this|that|these|those|such|response
    |return|reply|protest|the\ same)|at\ the\ same\ time
    |on\ the\ (?:contrary|other\ hand|one\ hand|whole)
    |as\ (?:a\ result|a\ consequence|such)|by\ contrast|to\ th(?:at|is)\ end|coupled\ with\ this
    |(?:because|instead|despite|as\ part|on\ top)\ of\ th(?:is|at|ese|ose)|despite\ th(?:is|at)
    |the\ (?:former|latter|same|other|others|two|above|last|following)|another|others?
    |until\ then|with\ th(?:is|at)|under\ th(?:is|ese)|since\ then|from\ this)\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: Openings that only add to what went before: better with it, and bearable without.
_ADDING = re.compile(
    r"""(?:also|moreover|furthermore|besides|meanwhile|indeed|finally|lastly|once\ again|of\ course
    |in\ (?:addition|fact|any\ (?:case|event))|at\ the\ very\ least|(?:first|second|third)(?:ly)?,
    |fourth,|the\ (?:first|second|third))\b""",
    re.IGNORECASE | re.VERBOSE,
)
_POINTING = re.compile(
    r"\b(?:case in point|the aforementioned|as mentioned|the same(?: [\w-]+){1,2}[.,;])", re.I
)
_META = re.compile(
    r"""\b(?:as\ I\ (?:argued|said|wrote|noted|mentioned)|this\ (?:article|essay|paper|report|brief
    |post|column|text)|see\ (?:also|below|above|figure|table)|in\ the\ (?:next|previous)\ section
    |click|subscribe|newsletter|read\ more)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MARKS = "“”\"‘’'«»([ *•–—-"
#: Marks of a share-price widget and of a note reference: no prose.
_NO_PROSE = re.compile(r"[+−-]\d+(?:[.,]\d+)?%|\[\^\w+\]")
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those"})
_TIMES = frozenset(
    """century day decade election evening fall generation hour minute moment month morning night
    past point quarter season spring summer time today week weekend winter year autumn""".split()
)
_NOTE_MARK = re.compile(r"\[\d{1,3}\]")
_PERSONAL = frozenset({"he", "she", "his", "her", "him"})
_SEEMING = frozenset({"seem", "appear", "remain", "follow"})
#: What "it" is said to be that stands for a clause ("it would be a mistake to …").
_JUDGED = frozenset("duty error folly mistake pity shame time wonder".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def leans(sentence: Sentence) -> bool:
    """Whether a sentence can't be understood without the one before it."""
    text = sentence.text.lstrip(_MARKS)
    words = [t for t in sentence.tokens if t.text[:1].isalnum()]
    if not words or _BOUND.match(text) or _POINTING.search(text):
        return True
    if _points_back(sentence.tokens):
        return True
    first = words[0].text.lower()
    if first == "it":
        return not _is_impersonal(sentence.tokens)
    if first == "both":
        pair = any(t.text.lower() == "and" and t.head == words[0].head for t in sentence.tokens)
        return not pair and words[0].dep not in {"preconj", "cc:preconj"}
    return first in _PRONOUNS or _has_stray_pronoun(sentence.tokens)


def adds(sentence: Sentence) -> bool:
    """Whether a sentence opens as an addition to the one before it ("Moreover, …")."""
    return bool(_ADDING.match(sentence.text.lstrip(_MARKS)))


def repeats_noun(sentence: Sentence, before: Sentence | None) -> bool:
    """Whether a sentence opens with "the plan" after one that spoke of a plan."""
    words = [t for t in sentence.tokens if t.text[:1].isalnum()]
    if before is None or len(words) < 3 or words[0].text != "The":
        return False
    bare = words[1].pos == "NOUN" and words[2].pos in {"VERB", "AUX", "ADV", "PART"}
    return bare and any(t.lemma == words[1].lemma for t in before.tokens)


def is_whole(text: str, sentences: Sequence[Sentence]) -> bool:
    """Whether a passage is complete prose.

    It has a bearable length, a final mark that is no question's, balanced quotation marks, and a
    finite verb in each sentence.
    """
    words = len(text.split())
    if (
        not SHORTEST <= words <= LONGEST
        or not is_balanced(text)
        or _META.search(text)
        or _NO_PROSE.search(text)
    ):
        return False
    if not text.rstrip("\"”’') ").endswith((".", "!", "…")):
        return False
    return all(any(t.tag in _FINITE for t in s.tokens) for s in sentences)


def fitness(text: str, sentences: Sequence[Sentence]) -> float:
    """How well a whole passage suits to be quoted; 1 is neutral."""
    words = len(text.split())
    tags = {t.tag for s in sentences for t in s.tokens}
    factors = (
        (1.2, any(is_judgement(s) for s in sentences)),
        (1.15, bool(tags & {"JJS", "RBS"})),
        (1.05, "CD" in tags),
        (0.75, adds(sentences[0])),
        (0.7, not all(_has_verbal_root(s) for s in sentences)),
        (0.9, bool(_NOTE_MARK.search(text))),
        (0.85, words < 12),
        (max(0.4, 1 - (words - _LONG) / 60), words > _LONG),
        (0.9 ** (len(sentences) - 1), True),
    )
    score = 1.0
    for factor, applies in factors:
        score *= factor if applies else 1.0
    return score


def _points_back(tokens: Sequence[Token]) -> bool:
    """Whether "that scale" or "these issues" stands before anything of the name."""
    for index, token in enumerate(tokens):
        if token.text.lower() not in _DEMONSTRATIVES or token.dep != "det":
            continue
        noun = tokens[token.head]
        earlier = {t.lemma for t in tokens[:index]}
        if noun.lemma not in _TIMES and noun.lemma not in earlier:
            return True
    return False


def _has_stray_pronoun(tokens: Sequence[Token]) -> bool:
    """Whether a personal pronoun stands where no name has yet been given, nor follows at once."""
    for index, token in enumerate(tokens):
        if token.pos == "PROPN":
            return False
        if token.text.lower() in _PERSONAL and token.pos in {"PRON", "DET"}:
            return not any(t.pos == "PROPN" and t.dep.startswith("nsubj") for t in tokens[index:])
    return False


def _is_impersonal(tokens: Sequence[Token]) -> bool:
    """Whether an opening "it" stands for a clause that follows ("it is likely that …")."""
    verb = tokens[next(n for n, t in enumerate(tokens) if t.text.lower() == "it")].head
    children = {t.dep for n, t in enumerate(tokens) if t.head == verb and n != verb}
    clause = bool(children & {"ccomp", "xcomp", "advcl", "csubj"})
    if tokens[verb].lemma in _SEEMING:
        return clause
    judged = {"acomp"} | {t.dep for t in tokens if t.head == verb and t.lemma in _JUDGED}
    deep = any(t.dep in {"ccomp", "xcomp", "acl"} and tokens[t.head].dep in judged for t in tokens)
    return bool(children & judged) and (clause or deep)


def _has_verbal_root(sentence: Sentence) -> bool:
    return any(t.pos in {"VERB", "AUX"} for n, t in enumerate(sentence.tokens) if t.head == n)
