"""Where the source of a cue stands: its subject, the one it shares, its agent or its owner.

A passive without an agent has none, and "to hope", "hoping" take it from the clause above them.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model import Token
from briefgen.viewpoints.lexicon import SPEECH
from briefgen.viewpoints.phrases import is_person
from briefgen.viewpoints.statements.tree import NOMINAL, Tree

#: How far up a chain of clauses a subject is looked for.
_DEPTH = 5
#: Prepositions that bring whose a noun's content is ("a warning from the bank").
_OWNERS = frozenset({"by", "from", "of", "among"})
_CLOSING = frozenset({"”", '"', "''", "’", "»"})
#: What stands before a noun within its phrase.
_WITHIN = frozenset({"det", "compound", "amod", "poss", "nummod", "nmod", "advmod"})


@dataclass(frozen=True, slots=True)
class Source:
    """The place of a source's head in the sentence, None without one, and the way to it."""

    place: int | None
    way: str


NOWHERE = Source(None, "none")


def source_of(tree: Tree, cue: int, depth: int = 0) -> Source:
    """The source of what the word at `cue` tells."""
    if (subject := tree.first(cue, "nsubj")) is not None:
        return Source(subject, "nsubj")
    if (agent := _object_of(tree, cue, "agent")) is not None:
        return Source(agent, "agent")
    if tree.first(cue, "nsubjpass") is not None:
        return Source(None, "passive")
    if depth > _DEPTH:
        return NOWHERE
    if depth == 0 and (behind := _inverted(tree, cue)) is not None:
        return Source(behind, "inverted")
    if tree.tokens[cue].pos in NOMINAL:
        return _of_noun(tree, cue, depth)
    return _from_above(tree, cue, depth)


def _of_noun(tree: Tree, noun: int, depth: int) -> Source:
    """The owner of a noun, the one from whom it is, or the subject of the verb that it goes with.

    "Their claim that", "a call by the bank", "the bank made a promise", "a White House claim".
    """
    if (owner := tree.first(noun, "poss")) is not None:
        return Source(owner, "poss")
    for preposition in tree.under(noun, "prep"):
        owner = tree.first(preposition, "pobj")
        if owner is not None and tree.tokens[preposition].lemma in _OWNERS:
            return Source(owner, "prep")
    token = tree.tokens[noun]
    if token.dep in {"dobj", "attr", "pobj"}:
        verb = next((n for n in tree.above(noun) if tree.is_verbal(n)), None)
        if verb is not None and depth < _DEPTH:
            found = source_of(tree, verb, depth + 1)
            if found.place is not None and found.place != noun:
                return Source(found.place, f"{token.dep}+{found.way}")
    for place in tree.under(noun, "amod", "compound", "nmod"):
        if tree.tokens[place].entity or tree.tokens[place].pos == "PROPN":
            return Source(place, "mod")
    return NOWHERE


def _from_above(tree: Tree, cue: int, depth: int) -> Source:
    """The source that a verb without a subject of its own, or an adjective, has from its head."""
    token = tree.tokens[cue]
    head, dep = token.head, token.dep
    if head == cue or (dep == "ccomp" and depth == 0):
        return NOWHERE
    if dep in {"acl", "relcl", "amod"}:
        return _of_participle(tree, cue, depth)
    if dep == "pcomp":
        above = tree.tokens[head].head
        place = source_of(tree, above, depth + 1).place if tree.is_verbal(above) else above
        return Source(place, dep)
    if dep not in {"conj", "advcl", "xcomp", "acomp", "ccomp", "dep", "attr"}:
        return NOWHERE
    if (shared := _shared(tree, cue, depth)) is not None:
        return shared
    found = source_of(tree, head, depth + 1)
    if found.place is None and dep != "conj":
        return Source(tree.first(head, "nsubjpass"), f"{dep}-passive")
    return Source(found.place, dep)


def _of_participle(tree: Tree, cue: int, depth: int) -> Source:
    """What a participle stands by, or who does what stands above that.

    "Issued a statement saying", "rejected the notion …, adding": no statement and no notion says
    anything.
    """
    token = tree.tokens[cue]
    if token.dep == "acl" and token.tag == "VBG" and not is_person(tree.tokens[token.head]):
        verb = next((n for n in tree.above(token.head) if tree.is_verbal(n)), None)
        found = source_of(tree, verb, depth + 1) if verb is not None else NOWHERE
        if found.place is not None:
            return Source(found.place, "acl-over")
    return Source(token.head, token.dep)


def _shared(tree: Tree, cue: int, depth: int) -> Source | None:
    """The subject that a verb shares with the one which it is joined to, or the other's object."""
    token = tree.tokens[cue]
    if token.dep in {"conj", "advcl"} and (over := _reporter(tree, cue, depth)) is not None:
        return Source(over, f"{token.dep}-over")
    if token.dep == "conj" and tree.first(cue, "auxpass") is None:
        subject = tree.first(token.head, "nsubj", "nsubjpass")
        return Source(subject, token.dep) if subject is not None else None
    if token.dep == "xcomp":
        person = tree.first(token.head, "dobj")
        if person is not None and is_person(tree.tokens[person]):
            return Source(person, "object")
    return None


def _inverted(tree: Tree, cue: int) -> int | None:
    """The name beside a verb of speech that ends a quotation, however it is parsed.

    "…,” said the banker Ann Lee, who …"; "…,” Lee notes."
    """
    tokens = tree.tokens
    if tokens[cue].lemma not in SPEECH or tokens[cue].tag not in {"VBD", "VBZ"} or cue < 2:
        return None
    if tokens[cue - 1].text in _CLOSING and cue + 1 < len(tokens):
        head = cue + 1
        while tokens[head].dep in _WITHIN and tokens[head].head > head:
            head = tokens[head].head
        return head if _is_somebody(tokens[head]) else None
    named = tokens[cue - 2].text in _CLOSING and _is_somebody(tokens[cue - 1])
    return cue - 1 if named else None


def _is_somebody(token: Token) -> bool:
    return token.pos == "PROPN" or is_person(token)


def _reporter(tree: Tree, cue: int, depth: int) -> int | None:
    """Who reports the clause that a cue is put under, if it rather goes on from the report.

    "The bank said rates fell, adding …", "… said it was sound and predicted …": parsers join the
    second verb to the nearest clause.
    """
    token = tree.tokens[cue]
    clause = tree.tokens[token.head]
    report = tree.tokens[clause.head]
    if token.lemma not in SPEECH or clause.dep != "ccomp" or report.lemma not in SPEECH:
        return None
    goes_on = token.tag == "VBG" if token.dep == "advcl" else token.tag == report.tag
    return source_of(tree, clause.head, depth + 1).place if goes_on and token.head < cue else None


def _object_of(tree: Tree, place: int, dep: str) -> int | None:
    found = (tree.first(each, "pobj") for each in tree.under(place, dep))
    return next((each for each in found if each is not None), None)


def source_span(tree: Tree, place: int, cue: int) -> tuple[int, int]:
    """The noun phrase of a source, without the cue and what stands under it, in code points."""
    without = tree.below(cue) if place not in tree.below(cue) else frozenset({cue})
    named = place > cue or tree.tokens[place].pos == "PROPN"
    clauses = tree.under(place, "relcl", "acl", "advcl") if named else []
    asides = [n for n in clauses if _is_parted(tree, n)]
    low, high = tree.run(place, tree.below(place) - without - tree.all_below(asides))
    while low < place and tree.tokens[low].pos in {"PUNCT", "CCONJ", "ADP", "SCONJ"}:
        low += 1
    while high > place and tree.tokens[high].pos == "PUNCT" and tree.tokens[high].text != ")":
        high -= 1
    return tree.tokens[low].start, tree.tokens[high].end


def _is_parted(tree: Tree, place: int) -> bool:
    """Whether a comma parts a side clause from the noun that it is about."""
    first = min(tree.below(place))
    return first > 0 and tree.tokens[first - 1].text == ","
