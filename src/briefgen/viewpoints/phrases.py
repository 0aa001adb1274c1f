"""Noun phrases in a parse: who they mean, and how they are printed, in the text's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.model import Sentence, Token, place_of
from briefgen.viewpoints.lexicon import GENERIC, PERSONS, SPEAKERS

#: Longest noun phrase that is printed as a holder or a role, in words.
LONGEST = 12

_CUT = frozenset({"relcl", "acl", "appos", "punct", "advcl"})
_HYPHENS = "-‐‑"
#: Quotation marks, and what may stand before them within one sentence.
_MARKS, _GOES_ON = frozenset({"“", "”", '"', "''", "``", "’", "‘"}), frozenset(",?!")
_AGENT = re.compile(r"(?:er|or|ist|ian|man|men|woman|women|person|people|folk|ee|(?<!m)ent|ant)$")
_NAMED = frozenset({"PERSON", "ORG", "NORP"})


def noun_phrase(tokens: Sequence[Token], head: Token) -> tuple[Token, ...]:
    """The unbroken run of tokens round `head` that belong to it, without clauses about it."""
    centre = place_of(tokens, head)
    low = high = centre
    while low and _belongs(tokens, low - 1, centre):
        low -= 1
    while high + 1 < len(tokens) and _belongs(tokens, high + 1, centre):
        high += 1
    while tokens[high].dep in {"cc", "punct", "prep"} and high > centre:
        high -= 1
    return tuple(tokens[low : high + 1])


def conjuncts(tokens: Sequence[Token], head: Token) -> list[Token]:
    """What is joined to a noun by "and" or "or"."""
    centre = place_of(tokens, head)
    nominal = {"NOUN", "PRON", "PROPN"}
    return [t for t in tokens if t.head == centre and t.dep == "conj" and t.pos in nominal]


def written(sentence: Sentence, start: int, end: int) -> str:
    """The text of `start:end` with what hyphens join to it ("Ji-woo"), which the tokens cut."""
    start, end = start - sentence.start, end - sentence.start
    text = sentence.text
    while start >= 2 and text[start - 1] in _HYPHENS and text[start - 2].isalnum():
        start -= 1
        while start and text[start - 1].isalnum():
            start -= 1
    while end + 1 < len(text) and text[end] in _HYPHENS and text[end + 1].isalnum():
        end += 1
        while end < len(text) and text[end].isalnum():
            end += 1
    return text[start:end]


def shown(phrase: Sequence[Token], sentence: Sentence) -> str:
    """A noun phrase as it is printed: the text's own words without "the" and a possessive."""
    words = list(phrase)
    while len(words) > 1 and (words[0].pos == "ADV" or _is_article(words[0], sentence.tokens)):
        words.pop(0)
    if words[-1].tag == "POS" and len(words) > 1:
        words.pop()
    text = written(sentence, words[0].start, words[-1].end)
    return text if words[0].pos == "PROPN" else text[:1].upper() + text[1:]


def _is_article(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a token is "the", and no part of a name that has a capital in mid-sentence."""
    if token.text.lower() != "the":
        return False
    at = place_of(tokens, token)
    before = [t.text for t in tokens[:at] if t.text not in _MARKS]
    goes_on = bool(before) and (before[-1] in _GOES_ON or before[-1][-1].isalnum())
    named = at + 1 < len(tokens) and tokens[at + 1].pos == "PROPN"
    return not (token.text == "The" and goes_on and named)


def is_person(token: Token) -> bool:
    """Whether a word is somebody: a person, people, or a body that can speak."""
    if token.pos == "PRON":
        return token.text.lower() in {"he", "she", "they", "his", "her", "their", "him", "them"}
    if token.entity in _NAMED:
        return True
    known = token.lemma in SPEAKERS | PERSONS
    return token.pos in {"NOUN", "PROPN"} and (known or bool(_AGENT.search(token.lemma)))


def is_generic(subject: Token, tokens: Sequence[Token]) -> bool:
    """Whether a subject is the writer, everybody or nobody."""
    head = place_of(tokens, subject)
    none = any(t.head == head and t.lemma in {"no", "neither", "few"} for t in tokens)
    one_of = subject.lemma == "one" and any(t.head == head and t.lemma == "of" for t in tokens)
    return none or (subject.text.lower() in GENERIC and not one_of)


def _belongs(tokens: Sequence[Token], index: int, centre: int) -> bool:
    for _ in range(len(tokens)):
        token = tokens[index]
        cut = token.dep in _CUT and not _is_joint(tokens, index)
        if cut or token.head == index:
            return False
        index = token.head
        if index == centre:
            return True
    return False


def _is_joint(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is a hyphen that joins the words on both sides of it."""
    if tokens[index].text not in _HYPHENS or not 0 < index < len(tokens) - 1:
        return False
    mark = tokens[index]
    return tokens[index - 1].end == mark.start and mark.end == tokens[index + 1].start
