"""The two parties of a dispute: whose a claim is, and whether two nouns are two parties."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from briefgen.model import Sentence, Token, place_of
from briefgen.viewpoints.clauses import child, is_quoted, subject_of
from briefgen.viewpoints.lexicon import INANIMATE, UNNAMED
from briefgen.viewpoints.phrases import LONGEST, is_generic, is_person, noun_phrase, shown
from briefgen.viewpoints.quotations import QuotationSpan

#: Who is told only by whom they are for, or against.
BACKERS = frozenset("advocate backer defender proponent supporter".split())
RIVALS = frozenset("adversary critic detractor opponent rival sceptic skeptic".split())
#: Who decides on claims and has none of their own, and what bears one out or not.
_ARBITERS = frozenset(
    """arbitrator auditor checker court electorate inquiry insurer investigation judge jury justice
    ombudsman panel poll prosecutor regulator report study survey tribunal voter""".split()
)
#: Who speaks for somebody else, and who are of a state, whose name may stand for any of them.
_MOUTHS = frozenset(
    """aide attorney insider lawyer representative source spokesman spokesperson
    spokeswoman""".split()
)
_STATE = _MOUTHS | frozenset(
    """administration ambassador authority cabinet chancellor diplomat embassy government kremlin
    minister ministry official premier president regime""".split()
)
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
#: What joins a claim to whoever makes it, and a party to what belongs to its name.
_BETWEEN, _PART = frozenset({"by", "from"}), frozenset({"at", "for", "in", "of"})

#: The places of who claims and of who denies.
Two = tuple[int | None, int | None]


def owner(tokens: Sequence[Token], noun: int) -> int | None:
    """Whose a claim is: the noun before it, or the one behind "by", "from" or "made by"."""
    for n, token in under(tokens, noun):
        possessive = token.dep == "poss" or any(t.dep == "case" for _, t in under(tokens, n))
        if possessive and token.pos != "PRON":
            return n
        if token.text.lower() in _BETWEEN:
            return next((m for m, t in under(tokens, n) if t.dep == "pobj"), None)
        if token.dep == "acl" and (by := agent(tokens, n)) is not None:
            return by
    return None


def agent(tokens: Sequence[Token], verb: int) -> int | None:
    """Who does what a passive verb tells."""
    by = [n for n, t in under(tokens, verb) if t.dep == "agent"]
    return next((m for n in by for m, t in under(tokens, n) if t.dep == "pobj"), None)


def subject(tokens: Sequence[Token], verb: int, *, own: bool = False) -> int | None:
    """The place of a verb's subject; `own`: of one that stands by it and is not shared."""
    found = child(tokens, verb, "nsubj") if own else subject_of(tokens, verb)
    return None if found is None else place_of(tokens, found)


def under(tokens: Sequence[Token], index: int) -> Iterator[tuple[int, Token]]:
    """What hangs right under a token, each with its place."""
    return ((n, t) for n, t in enumerate(tokens) if t.head == index and n != index)


def are_apart(sentence: Sentence, one: int, other: int, inside: Sequence[QuotationSpan]) -> bool:
    """Whether two nouns are two parties that a reader can tell from each other."""
    tokens = sentence.tokens
    both = (one, other)
    if not all(_is_party(tokens, n) and not is_quoted(tokens[n], inside) for n in both):
        return False
    heads = {tokens[n].lemma.lower() for n in both}
    if len(heads) == 1 or heads & _ARBITERS:
        return False
    phrases = [_phrase(tokens, n) for n in both]
    first, second = ({t.lemma for t in phrase if t.pos == "PROPN"} for phrase in phrases)
    if heads & RIVALS:
        return True
    return not (first & second or _may_be_one(tokens, one, other) or _has_a(phrases, heads))


def _has_a(phrases: Sequence[Sequence[Token]], heads: Collection[str]) -> bool:
    """Whether either of two noun phrases names the other's noun ("the union's leader")."""
    return any(len({t.lemma.lower() for t in phrase} & set(heads)) > 1 for phrase in phrases)


def _may_be_one(tokens: Sequence[Token], one: int, other: int) -> bool:
    """Whether one may speak for the other: a country and its government, two of one state."""
    state = [bool({tokens[n].lemma.lower(), tokens[n].text.lower()} & _STATE) for n in (one, other)]
    place = [tokens[n].entity == "GPE" for n in (one, other)]
    return any(s and (state[1 - n] or place[1 - n]) for n, s in enumerate(state))


def name(sentence: Sentence, place: int) -> str:
    """A party as it is printed, in the sentence's own words."""
    return shown(_phrase(sentence.tokens, place), sentence)


def _phrase(tokens: Sequence[Token], place: int) -> tuple[Token, ...]:
    """A party's noun phrase, without what the parse only hangs on it ("… as nonsense")."""
    token, phrase = tokens[place], noun_phrase(tokens, tokens[place])
    accused = token.dep == "dobj" and tokens[token.head].lemma == "accuse"
    part = frozenset[str]() if accused else _PART  # "accused the mayor | of fraud"
    ends = (
        t.start
        for t in phrase
        if t.start > token.start
        and (t.dep == "case" or (t.dep == "prep" and t.text.lower() not in part))
    )
    end = min(ends, default=phrase[-1].end)
    return tuple(t for t in phrase if t.start < end)


def _is_party(tokens: Sequence[Token], place: int) -> bool:
    """Whether a noun names or describes somebody: no pronoun, no "some", nobody's "his lawyer"."""
    token, phrase = tokens[place], _phrase(tokens, place)
    if token.pos not in {"NOUN", "PROPN"} or is_generic(token, tokens):
        return False
    if len(phrase) > LONGEST or any(t.tag == "PRP$" for t in phrase):
        return False
    if token.lemma in _MOUTHS and len(phrase) <= 1 + (phrase[0].pos == "DET"):
        return False  # nobody tells whose
    unnamed = {token.text.lower(), token.lemma} & UNNAMED
    if unnamed or (token.lemma in INANIMATE and token.entity not in _NAMED):
        return False
    return token.pos == "PROPN" or token.lemma in BACKERS | RIVALS or is_person(token)
