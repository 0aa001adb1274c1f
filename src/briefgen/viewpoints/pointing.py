"""What points to a claim as a whole: "this", "that claim", "is not true", "does not agree"."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.model import Token
from briefgen.viewpoints.clauses import child, is_denied
from briefgen.viewpoints.lexicon import NAMING
from briefgen.viewpoints.opposed import CLAIMING, CLAIMS, DENIAL, content
from briefgen.viewpoints.parties import under
from briefgen.viewpoints.polarity import is_negated

#: Verbs that are for a claim, and so against it where they are denied.
AGREEING = frozenset({"accept", "agree", "share"})
THIS = frozenset({"this", "that"})
#: What is claimed, and as well what it is claimed of ("disputed the figure").
_COUNTED = frozenset({"estimate", "figure"})
#: What can be meant by a word that points to what was claimed ("dismissed those fears").
_MEANT = CLAIMS | frozenset({"concern", "critique", "fear", "objection", "suspicion"})
_POINTING = frozenset({"all", "such", "that", "the", "these", "this", "those"})
#: Words for what is not so.
_FALSE = frozenset(
    """absurd baseless exaggerated fabrication false falsehood fiction groundless inaccurate
    incorrect lie ludicrous misleading mistaken myth nonsense nonsensical preposterous
    ridiculous rubbish unfounded unsubstantiated untrue untruth""".split()
)
_SO = frozenset({"accurate", "case", "correct", "so", "true"})
_WRONG = frozenset({"doubt", "no", "not", "truth", "wrong"})
#: Of these, what "it" is said to be where it is a claim; and verbs that deny it as one.
_SAID_OF_IT = _SO | frozenset({"false", "lie", "untrue"})
UNTRUE_OF_IT = frozenset({"deny", "rebut", "refute"})
#: What can be rejected without a claim being denied.
_OFFERED = frozenset({"ask", "bid", "deal", "demand", "offer", "plan", "proposal", "propose"})


def denies_a_claim(first: Sequence[Token]) -> bool:
    """Whether a claim is itself of a claim that is not so."""
    claims = [t for t in first if t.pos == "NOUN" and t.lemma in CLAIMS]
    false = any(t.lemma in _FALSE | _SO | _WRONG for t in first)
    return (
        any(t.pos == "VERB" and t.lemma in DENIAL for t in first)
        or any(t.dep in {"nsubj", "nsubjpass"} for t in claims)
        or (bool(claims) and false)
    )


def offers(tokens: Sequence[Token]) -> bool:
    """Whether something is told of that can be rejected, beside what is claimed."""
    return any(t.lemma in _OFFERED for t in tokens)


def is_misread(tokens: Sequence[Token], place: int) -> bool:
    """Whether a parse took "that claim" for a clause ("rejects that claim")."""
    below = [t for _, t in under(tokens, place)]
    return tokens[place].lemma in CLAIMS and [t.text.lower() for t in below] == ["that"]


def means_it(tokens: Sequence[Token], place: int, one: int | None = None) -> bool:
    """Whether a noun phrase is "this", or a word for a claim that points to the one before it.

    `one`: who made that, and may be said to ("rejects the union's claim").
    """
    noun, below = tokens[place], list(under(tokens, place))
    if noun.text.lower() in THIS:
        return not below
    pointing = bool(below) and all(
        t.text.lower() in _POINTING
        or t.dep == "relcl"
        or (one is not None and t.dep == "poss" and t.lemma == tokens[one].lemma)
        for _, t in below
    )
    again = any(t.lemma == noun.lemma and t.pos == "NOUN" for t in tokens[:place])
    counted = noun.lemma not in _COUNTED or any(t.tag == "CD" for t in tokens[:place])
    return noun.lemma in _MEANT and pointing and counted and not again


def disagrees(tokens: Sequence[Token], reply: int) -> bool:
    """Whether a verb says that somebody is not of another's view ("does not share that view")."""
    verb, below = tokens[reply], list(under(tokens, reply))
    otherwise = verb.lemma in CLAIMING and any(t.lemma == "otherwise" for _, t in below)
    if verb.lemma == "disagree" or otherwise:
        against = not is_denied(tokens, reply)
    else:
        against = verb.lemma in AGREEING and is_denied(tokens, reply)
    more = (t for _, t in below if t.dep == "advcl" and t.tag != "VBG")
    if not against or any(t.dep in {"ccomp", "xcomp"} for _, t in below) or any(more):
        return False
    what = [n for n, t in below if t.dep == "dobj"]
    with_ = [n for n, t in below if t.dep == "prep"]
    if verb.lemma in {"accept", "share"}:
        return len(what) == 1 and not with_ and means_it(tokens, what[0])
    if what or any(tokens[n].lemma != "with" for n in with_):
        return False
    return all(means_it(tokens, m) for n in with_ for m, _ in under(tokens, n))


def calls_false(tokens: Sequence[Token], reply: int) -> bool:
    """Whether a report says of the claim that it is not so ("says that is not true")."""
    lemma = tokens[reply].lemma
    if lemma in NAMING | {"describe"}:
        what = [n for n, t in under(tokens, reply) if t.dep == "dobj"]
        false = any(t.lemma in _FALSE for t in tokens[reply:])
        whole = any(t.lemma in _FALSE and _points(tokens, n) for n, t in under(tokens, reply))
        return whole or (false and len(what) == 1 and means_it(tokens, what[0]))
    said = content(tokens, reply) if lemma in CLAIMING else None
    if said is None or tokens[said].lemma != "be":
        return False
    told = [t.lemma for _, t in under(tokens, said) if t.dep in {"acomp", "attr"}]
    words = _SO if is_negated(tokens, said) else _FALSE
    if len(told) != 1 or told[0] not in words or child(tokens, said, "ccomp"):
        return False
    it = told[0] in _SAID_OF_IT
    of = [(n, t) for n, t in under(tokens, said) if t.dep == "nsubj"]
    return any((it and t.text.lower() == "it") or means_it(tokens, n) for n, t in of)


def _points(tokens: Sequence[Token], place: int) -> bool:
    return any(t.text.lower() in THIS and t.dep == "det" for _, t in under(tokens, place))
