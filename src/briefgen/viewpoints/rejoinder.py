"""Rejoinders: a sentence that denies or opposes what the one before it says that another claims.

"The union says that the yard is unsafe. The company denies this." Both stand here as one run of
tokens with two roots. The second must mean the claim of the first: it points to that as a whole,
or affirms and denies the same of the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.model import Token, place_of
from briefgen.viewpoints.clauses import child
from briefgen.viewpoints.lexicon import BODIES, NAMING
from briefgen.viewpoints.opposed import (
    CLAIMING,
    DENIAL,
    GUILT,
    OPPOSING,
    SUPPORTING,
    UNTRUE,
    are_of_one_time,
    content,
    differ,
    is_of_one,
    opposes_the,
    predicate,
)
from briefgen.viewpoints.parties import RIVALS, Two, agent, subject, under
from briefgen.viewpoints.pointing import (
    AGREEING,
    THIS,
    UNTRUE_OF_IT,
    calls_false,
    denies_a_claim,
    disagrees,
    is_misread,
    means_it,
    offers,
)
from briefgen.viewpoints.polarity import is_negated

#: Verbs that say that somebody did wrong, and those of them that the wrongdoer may answer.
_BLAMING = frozenset({"accuse", "blame"})
#: Verbs with which somebody denies or opposes what another claims.
REPLYING = DENIAL | CLAIMING | SUPPORTING | OPPOSING | AGREEING | NAMING | {"describe", "disagree"}
_REPORTED = frozenset({"argue", "complain", "warn"})
#: Who says the opposite of another is said to do so against that one.
_AGAINST = frozenset({"but", "however", "yet"})
#: What a sentence adds to another denial that stands before it.
_ADDING = frozenset({"also", "either", "likewise", "neither", "nor", "similarly", "too"})
_ARGUMENTS = frozenset({"attr", "dobj", "nsubj", "nsubjpass"})


def denied(tokens: Sequence[Token], claim: int, reply: int) -> Iterator[Two]:
    """Who claims what the next sentence says that somebody denies or does not agree with."""
    opening = _opening(tokens, reply)
    first, second = tokens[:opening], tokens[opening:]
    if any(t.lemma in _ADDING for t in second) or denies_a_claim(first):
        return  # "that" may be what the first denies in turn
    verb = tokens[reply]
    one, other = _claimant(tokens, claim), _denier(tokens, claim, reply)
    if disagrees(tokens, reply):
        stands = tokens[claim].lemma in SUPPORTING | OPPOSING and child(tokens, claim, "dobj")
        if stands or _is_claim(tokens, claim):
            yield one, other
    elif _is_claim(tokens, claim) and (
        (verb.lemma in DENIAL and _denies_the(tokens, claim, reply)) or calls_false(tokens, reply)
    ):
        yield one, other


def countered(tokens: Sequence[Token], claim: int, reply: int) -> Iterator[Two]:
    """Two reports of which the second is against the first, or who is for a thing and against."""
    one, other = (subject(tokens, n, own=True) for n in (claim, reply))
    if one is None or other is None:
        return
    if opposes_the(tokens, claim, reply):
        yield one, other
    elif opposes_the(tokens, reply, claim):
        yield other, one
    rivals = (tokens[one].lemma in RIVALS) != (tokens[other].lemma in RIVALS)
    reports = {tokens[claim].lemma, tokens[reply].lemma} <= CLAIMING
    apart = rivals and reports and is_of_one(tokens, (claim, reply), (one, other))
    against = any(t.text.lower() in _AGAINST and n < other for n, t in under(tokens, reply))
    if apart or (
        (against and reports)
        and (differ(tokens, (claim, one), (reply, other)) or _says_none(tokens, claim, reply))
    ):
        yield one, other


def _opening(tokens: Sequence[Token], reply: int) -> int:
    """Where the second sentence begins: behind all that does not hang on its root."""
    return min(n for n in range(len(tokens)) if _root(tokens, n) == reply)


def _root(tokens: Sequence[Token], index: int) -> int:
    while tokens[index].head != index:
        index = tokens[index].head
    return index


def _is_claim(tokens: Sequence[Token], claim: int) -> bool:
    """Whether a verb reports that something is so, or is itself so "according to" somebody."""
    lemma, below = tokens[claim].lemma, {t.dep for _, t in under(tokens, claim)}
    if lemma in _BLAMING:
        return bool(below & {"dobj", "nsubjpass"})
    if lemma not in CLAIMING:
        return according(tokens, claim) is not None
    return "ccomp" in below or (lemma in _REPORTED and "prep" in below)


def _claimant(tokens: Sequence[Token], claim: int) -> int | None:
    if tokens[claim].lemma in _BLAMING and child(tokens, claim, "nsubjpass"):
        return agent(tokens, claim)
    by = according(tokens, claim)
    return subject(tokens, claim, own=True) if by is None else by


def according(tokens: Sequence[Token], claim: int) -> int | None:
    """Who it is according to whom a sentence's verb is so."""
    for n, token in under(tokens, claim):
        if token.lemma == "accord":
            to = [m for m, t in under(tokens, n) if t.text == "to"]
            return next(
                (m for place in to for m, t in under(tokens, place) if t.dep == "pobj"), None
            )
    return None


def _denier(tokens: Sequence[Token], claim: int, reply: int) -> int | None:
    """Who denies a claim: by a pronoun only who is accused, if the pronoun suits that one."""
    if child(tokens, reply, "nsubjpass"):
        return agent(tokens, reply)
    found = subject(tokens, reply, own=True)
    if found is None or tokens[found].pos != "PRON" or tokens[claim].lemma not in _BLAMING:
        return found
    accused = child(tokens, claim, "dobj") or child(tokens, claim, "nsubjpass")
    one = _claimant(tokens, claim)
    if accused is None or one is None:
        return None
    fits = _suits(tokens[found], accused) and not _suits(tokens[found], tokens[one])
    return place_of(tokens, accused) if fits else None


def _suits(pronoun: Token, noun: Token) -> bool:
    """Whether a pronoun can mean a noun, by their number and by whether it is a body."""
    word = pronoun.text.lower()
    body = noun.lemma.lower() in BODIES or noun.entity in {"ORG", "GPE", "NORP"}
    if noun.tag in {"NNS", "NNPS"}:
        return word == "they"
    return word in ({"it", "they"} if body else {"he", "she"})


def _denies_the(tokens: Sequence[Token], claim: int, reply: int) -> bool:
    """Whether a verb of denial means the claim as a whole, or denies the same of the same."""
    lemma = tokens[reply].lemma
    for n, what in under(tokens, reply):
        if what.dep in {"ccomp", "xcomp"}:
            same = lemma in UNTRUE and _is_the_same(tokens, claim, n)
            return same or is_misread(tokens, n)
        if what.dep in {"dobj", "nsubjpass"}:
            if what.text.lower() in THIS and lemma not in UNTRUE and offers(tokens[:n]):
                return False  # "that" may be the offer
            guilt = what.lemma in GUILT and lemma in UNTRUE and _is_accused(tokens, claim, reply)
            it = what.text.lower() == "it" and lemma in UNTRUE_OF_IT
            return guilt or it or means_it(tokens, n, _claimant(tokens, claim))
    return False


def _is_accused(tokens: Sequence[Token], claim: int, reply: int) -> bool:
    """Whether who denies a fault is accused of it: by that noun, a pronoun, or one for a name."""
    accused = child(tokens, claim, "dobj") or child(tokens, claim, "nsubjpass")
    denier = child(tokens, reply, "nsubj")
    if tokens[claim].lemma not in _BLAMING or accused is None or denier is None:
        return False
    kind = (accused.pos, denier.pos) == ("PROPN", "NOUN")
    return denier.pos == "PRON" or denier.lemma == accused.lemma or kind


def _is_the_same(tokens: Sequence[Token], claim: int, denial: int) -> bool:
    """Whether a clause that is denied says what was claimed, and of the same subject.

    "Denies taking it" is said of who denies it.
    """
    said = content(tokens, claim)
    if said is None or predicate(tokens, said) != predicate(tokens, denial):
        return False
    above = denial if tokens[denial].dep == "ccomp" else tokens[denial].head
    one, other = (child(tokens, n, "nsubj") for n in (said, above))
    return one is not None and other is not None and one.lemma == other.lemma


def _says_none(tokens: Sequence[Token], claim: int, reply: int) -> bool:
    """Whether one says that there is none of what the other says that there is, at one time."""
    said = [content(tokens, n) for n in (claim, reply)]
    first, then = said
    if first is None or then is None:
        return False
    none = {
        t.lemma
        for n, t in under(tokens, then)
        if t.dep in _ARGUMENTS and any(u.text.lower() == "no" for _, u in under(tokens, n))
    }
    some = {t.lemma for _, t in under(tokens, first) if t.dep in _ARGUMENTS and t.pos == "NOUN"}
    at_once = are_of_one_time(tokens, first, then)
    return bool(none & some) and at_once and not is_negated(tokens, first)
