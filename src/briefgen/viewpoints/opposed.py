"""Two reports that one sentence sets against each other ("X says …, but Y denies it")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from briefgen.model import Token, place_of
from briefgen.viewpoints.clauses import child, is_denied
from briefgen.viewpoints.lexicon import UNREAL
from briefgen.viewpoints.parties import BACKERS, RIVALS, Two, subject, under
from briefgen.viewpoints.polarity import is_negated

#: Verbs that say of a claim that it is not so, and with those that only turn it down.
UNTRUE = frozenset("contest contradict deny dispute rebut refute".split())
DENIAL = UNTRUE | frozenset("deride dismiss rebuff reject ridicule".split())
CLAIMING = frozenset(
    """accuse add allege argue assert believe blame charge claim complain contend estimate explain
    insist maintain observe predict say state stress suggest tell think warn write""".split()
)
_ARGUING = frozenset("allege argue claim contend counter insist maintain".split())
#: What is claimed.
CLAIMS = frozenset(
    """account accusation allegation argument assertion assessment characterisation
    characterization charge claim complaint conclusion contention criticism description estimate
    figure finding insinuation interpretation notion point portrayal statement suggestion testimony
    version view warning""".split()
)
#: What somebody who is accused denies.
GUILT = frozenset("blame fault guilt involvement link responsibility tie wrongdoing".split())
SUPPORTING = frozenset(
    "advocate applaud back champion defend endorse favor favour hail praise support welcome".split()
)
OPPOSING = frozenset("condemn criticise criticize decry denounce oppose reject resist".split())
_JOINTS = frozenset("although but though whereas while yet".split())
_ANAPHORS = frozenset({"it", "so", "that", "them", "these", "this", "those"})
_PREFIX = re.compile(r"(?:un|in|im|il|ir|dis|non-?)(?=\w{3})")
#: What a verb of denial denies ("denies that they took bribes", "denies taking bribes").
_DENIED = frozenset({"ccomp", "dobj", "xcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PREDICATE = frozenset({"acomp", "attr", "dobj", "xcomp"})


def opposed(tokens: Sequence[Token], index: int) -> Iterator[Two]:
    """Two reports set against each other ("X says …, but Y denies it")."""
    other = set_against(tokens, index)
    if other is None or not is_said(tokens, other) or not is_main(tokens, other):
        return
    first, second = sorted((index, other))
    one, two = (subject(tokens, n, own=True) for n in (first, second))
    for claim, denial in permutations((first, second)):
        if _denies_the(tokens, claim, denial) or opposes_the(tokens, claim, denial):
            yield subject(tokens, claim, own=True), subject(tokens, denial, own=True)
    if one is not None and two is not None and differ(tokens, (first, one), (second, two)):
        yield one, two


def _denies_the(tokens: Sequence[Token], claim: int, denial: int) -> bool:
    """Whether a verb denies what another verb claims."""
    lemma, after = tokens[denial].lemma, denial > claim
    if tokens[claim].lemma not in CLAIMING | {"point"} or not _has_content(tokens, claim):
        return False
    what = next(((n, t) for n, t in under(tokens, denial) if t.dep in _DENIED), None)
    otherwise = any(t.lemma == "otherwise" for _, t in under(tokens, denial))
    if otherwise and lemma in CLAIMING:
        return after
    if lemma == "disagree" or what is None:
        return what is None and after and lemma in UNTRUE | {"disagree"}
    place, token = what
    if lemma not in DENIAL:
        return False
    if token.dep != "dobj":
        return lemma in UNTRUE and predicate(tokens, place) == _said(tokens, claim)
    owned = any(t.dep == "poss" for _, t in under(tokens, place))
    named = token.text.lower() in _ANAPHORS or (token.lemma in CLAIMS and not owned)
    return (named and after) or (lemma in UNTRUE and token.lemma in GUILT)


def opposes_the(tokens: Sequence[Token], support: int, opposition: int) -> bool:
    """Whether a verb is against the very thing that another verb is for."""
    if tokens[support].lemma not in SUPPORTING or tokens[opposition].lemma not in OPPOSING:
        return False
    first, second = (child(tokens, n, "dobj") for n in sorted((support, opposition)))
    if first is None or second is None:
        return False
    return second.text.lower() in {"it", "them"} or _is_no_other(tokens, first, second)


def _is_no_other(tokens: Sequence[Token], first: Token, second: Token) -> bool:
    """Whether a noun means what an earlier one does: nothing else is told of which it is."""
    one, other = (
        {t.lemma for _, t in under(tokens, place_of(tokens, noun)) if t.dep != "det"}
        for noun in (first, second)
    )
    further = any(t.dep == "prep" for _, t in under(tokens, place_of(tokens, second)))
    return first.lemma == second.lemma and other <= one and not further


def differ(tokens: Sequence[Token], one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two reports, each a verb and its subject, are of opposite things.

    What critics say is against what is said before it, and so is what is argued of one subject;
    others say the opposite of the same words, or that it is not so.
    """
    verbs, speakers = ([pair[n] for pair in (one, other)] for n in (0, 1))
    first, then = (content(tokens, verb) for verb in verbs)
    if not all(tokens[n].lemma in CLAIMING for n in verbs) or first is None or then is None:
        return False
    before, after = (tokens[n].lemma for n in speakers)
    if (before in RIVALS) != (after in RIVALS) and after in RIVALS | BACKERS:
        return True
    arguing = any(tokens[n].lemma in _ARGUING for n in verbs)
    if arguing and is_of_one(tokens, verbs, speakers):
        return True
    if not (_may_be_of_one(tokens, first, then) and are_of_one_time(tokens, first, then)):
        return False
    turned = is_negated(tokens, first) != is_negated(tokens, then)
    told = [predicate(tokens, n) for n in (first, then)]
    if turned:
        return told[0] == told[1] or _is_short(tokens, then)
    bare = [tuple(_PREFIX.sub("", word) for word in words) for words in told]
    return told[0] != told[1] and bare[0] == bare[1]


def is_of_one(tokens: Sequence[Token], verbs: Sequence[int], speakers: Sequence[int]) -> bool:
    """Whether two reports are of one subject: one noun, or "it" where that can't mean a speaker."""
    contents = (content(tokens, verb) for verb in verbs)
    first, then = (None if n is None else child(tokens, n, "nsubj") for n in contents)
    if first is None or then is None:
        return False
    people = all(tokens[n].tag in {"NNS", "NNPS"} for n in speakers)
    if then.text.lower() == "it":
        return people and (first.pos == "NOUN" or first.text.lower() == "it")
    return first.lemma == then.lemma and first.pos in {"NOUN", "PROPN"}


def _may_be_of_one(tokens: Sequence[Token], first: int, then: int) -> bool:
    """Whether two clauses have one word for a subject, or the second a pronoun."""
    one, other = (
        next((t for _, t in under(tokens, n) if t.dep in _SUBJECTS), None) for n in (first, then)
    )
    if one is None or other is None:
        return False
    return other.pos == "PRON" or one.lemma == other.lemma


def are_of_one_time(tokens: Sequence[Token], first: int, then: int) -> bool:
    """Whether both of two clauses tell what will be, or neither does."""
    clauses = ([tokens[n], *(t for _, t in under(tokens, n))] for n in (first, then))
    will = [any(t.lemma == "will" for t in clause) for clause in clauses]
    return will[0] == will[1]


def content(tokens: Sequence[Token], verb: int) -> int | None:
    """The verb of what a verb reports, if that stands behind it."""
    return next((n for n, t in under(tokens, verb) if t.dep == "ccomp" and n > verb), None)


def _said(tokens: Sequence[Token], verb: int) -> tuple[str, ...]:
    said = content(tokens, verb)
    return () if said is None else predicate(tokens, said)


def predicate(tokens: Sequence[Token], verb: int) -> tuple[str, ...]:
    """The words that tell what a clause says of its subject."""
    return (tokens[verb].lemma, *(t.lemma for _, t in under(tokens, verb) if t.dep in _PREDICATE))


def _is_short(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a clause only denies what was said before it ("it will not")."""
    whole = {t.dep for _, t in under(tokens, verb)} & (_PREDICATE | {"prep"})
    return tokens[verb].pos == "AUX" and not whole


def _has_content(tokens: Sequence[Token], verb: int) -> bool:
    return any(t.dep in {"ccomp", "dobj", "prep", "xcomp"} for _, t in under(tokens, verb))


def set_against(tokens: Sequence[Token], index: int) -> int | None:
    """The verb that another's clause is set against by "but", "while" or a semicolon.

    The parse may hang that clause on what the verb reports.
    """
    verb, above = tokens[index], tokens[index].head
    between = tokens[min(above, index) : max(above, index)]
    if verb.dep == "advcl":
        joint = any(t.dep == "mark" and t.text.lower() in _JOINTS for _, t in under(tokens, index))
    else:
        parted = any(t.text == ";" or (t.dep == "cc" and t.lemma in _JOINTS) for t in between)
        joint = verb.dep in {"ccomp", "conj", "parataxis"} and parted
    if not joint or above == index:
        return None
    while tokens[above].dep == "ccomp" and tokens[above].head not in {above, index}:
        above = tokens[above].head
    return above


def is_said(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a verb tells what is done: not what is not, will or might be."""
    might = any(t.dep == "aux" and t.lemma in UNREAL for _, t in under(tokens, verb))
    return not might and not is_denied(tokens, verb)


def is_main(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb is the sentence's own, or of a clause set against that."""
    while tokens[index].head != index:
        above = set_against(tokens, index)
        if above is None and tokens[index].dep not in {"conj", "parataxis"}:
            return False
        index = tokens[index].head if above is None else above
    return True
