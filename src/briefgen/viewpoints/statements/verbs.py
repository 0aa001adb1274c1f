"""What a verb can report, by how it hangs on the verb: complements, objects, quotations.

    "said | that it fell"   "hopes | to win"   "rejects | the ban"   "is expected | to resign"

Each reading is offered; which of them holds is for the scorer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.viewpoints.statements.tree import Tree

#: What can stand behind an object and belong to what is said of it.
_BEHIND = ("dobj", "prep", "xcomp", "oprd", "advcl", "attr", "acomp", "ccomp")
_LOOSE = ("advcl", "prep", "npadvmod", "conj", "cc", "parataxis", "dep")
#: What a content can be cut before, if a comma or a dash leads it in.
_CUTS = frozenset("advcl relcl conj acl appos prep npadvmod parataxis dep ccomp".split())
_COMMAS = frozenset({",", "–", "—", "―", "-", "("})
_MOST_CUTS = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """Places of the sentence that may be a cue's content, and how they hang on it.

    `lead` heads them; `word` is the preposition or tag that brings them, if any.
    """

    relation: str
    places: frozenset[int]
    lead: int
    word: str = ""


def readings_of_verb(tree: Tree, verb: int) -> Iterator[Reading]:
    """All that can be the content of the verb at a place, within its sentence."""
    for readings in (_clauses, _infinitives, _objects, _prepositions, _passives, _wholes):
        yield from readings(tree, verb)


def shortened(tree: Tree, reading: Reading) -> Iterator[Reading]:
    """A reading cut before each side clause or joined verb that its lead has behind it."""
    first = min(tree.below(reading.lead))
    cuts: dict[int, str] = {}
    for place in sorted(tree.below(reading.lead)):
        token = tree.tokens[place]
        start = min(tree.below(place))
        if place <= reading.lead or start <= first + 2 or token.dep not in _CUTS:
            continue
        before = tree.tokens[start - 1]
        if before.text in _COMMAS and before.end < tree.tokens[start].start:
            cuts.setdefault(start - 1, token.dep)
        elif token.dep == "conj" and before.dep == "cc" and tree.is_verbal(place):
            cuts.setdefault(start - 1, "joined")
    for end in sorted(cuts)[:_MOST_CUTS]:
        kept = frozenset(n for n in reading.places if n < end)
        if kept and kept != reading.places:
            yield Reading(f"{reading.relation}|{cuts[end]}", kept, reading.lead, reading.word)


def _clauses(tree: Tree, verb: int) -> Iterator[Reading]:
    clauses = tree.under(verb, "ccomp")
    if not clauses:
        return
    places, lead = tree.all_below(clauses), clauses[0]
    word = _opening(tree, lead)
    if lead < verb:
        yield Reading("clause-before", places, lead, word)
        more = [n for n in tree.under(verb, *_LOOSE, "nsubjpass") if n < verb]
        if more:
            yield Reading("clause-before+", places | tree.all_below(more), lead, word)
        return
    whole = Reading("clause", places, lead, word)
    yield whole
    yield from shortened(tree, whole)
    more = [n for n in tree.under(verb, *_LOOSE) if n > lead]
    if more:
        yield Reading("clause+", places | tree.all_below(more), lead, word)


def _infinitives(tree: Tree, verb: int) -> Iterator[Reading]:
    lead = next((n for n in tree.under(verb, "xcomp") if n > verb), None)
    if lead is None:
        return
    whole = Reading("infinitive", tree.below(lead), lead, tree.tokens[lead].tag)
    yield whole
    yield from shortened(tree, whole)
    subject = tree.first(verb, "nsubj", "nsubjpass")
    if subject is not None:
        yield Reading("subject+infinitive", whole.places | tree.below(subject), lead)
    if (clause := tree.first(lead, "ccomp")) is not None:
        yield Reading("infinitive>clause", tree.below(clause), clause)


def _objects(tree: Tree, verb: int) -> Iterator[Reading]:
    objects = [n for n in tree.under(verb, "dobj", "attr", "acomp", "oprd") if n > verb]
    if not objects:
        return
    lead = objects[0]
    whole = Reading("object", tree.below(lead), lead, tree.tokens[lead].dep)
    yield whole
    yield from shortened(tree, whole)
    behind = [n for n in tree.under(verb, *_BEHIND) if n >= lead]
    if len(behind) > 1:
        rest, word = behind[1:], tree.tokens[behind[1]].lemma
        yield Reading("object+", tree.all_below(behind), lead, tree.tokens[behind[1]].dep)
        word = word if tree.tokens[behind[1]].dep == "prep" else tree.tokens[behind[1]].dep
        yield Reading("object>rest", tree.all_below(rest), behind[1], word)
    for place in tree.under(lead):
        token = tree.tokens[place]
        if token.dep == "prep":
            for inner in tree.under(place, "pobj", "pcomp"):
                yield Reading("object>prep", tree.below(inner), inner, token.lemma)
        elif token.dep in {"acl", "relcl", "ccomp"}:
            yield Reading("object>clause", tree.below(place), place, token.dep)


def _prepositions(tree: Tree, verb: int) -> Iterator[Reading]:
    objects = [n for n in tree.under(verb, "dobj") if n > verb]
    for preposition in tree.under(verb, "prep"):
        word = tree.tokens[preposition].lemma
        if preposition < verb or word == "by":
            continue
        for lead in tree.under(preposition, "pobj", "pcomp"):
            whole = Reading("prep", tree.below(lead), lead, word)
            yield whole
            yield from shortened(tree, whole)
            yield Reading("prep+", tree.below(preposition), lead, word)
            if word == "as" and objects:
                places = tree.below(objects[0]) | tree.below(preposition)
                yield Reading("object+as", places, objects[0], word)


def _passives(tree: Tree, verb: int) -> Iterator[Reading]:
    subject = tree.first(verb, "nsubjpass")
    if subject is not None:
        yield Reading("subject", tree.below(subject), subject)
        behind = [n for n in tree.under(verb, *_BEHIND) if n > verb]
        if behind:
            places = tree.below(subject) | tree.all_below(behind)
            yield Reading("subject+", places, subject, tree.tokens[behind[0]].dep)
    token = tree.tokens[verb]
    if token.dep in {"acl", "relcl"} and token.head < verb:
        low, high = tree.run(token.head, tree.below(token.head) - tree.below(verb))
        noun = frozenset(range(low, high + 1))
        behind = [n for n in tree.under(verb, *_BEHIND) if n > verb]
        yield Reading("noun-before", noun, token.head, token.dep)
        if behind:
            yield Reading("noun-before+", noun | tree.all_below(behind), token.head, token.dep)


def _wholes(tree: Tree, verb: int) -> Iterator[Reading]:
    """The clause round a parenthesis ("It fell, he said, by half"; "as he said, it fell")."""
    token = tree.tokens[verb]
    if token.head == verb:
        return
    around = tree.below(token.head) - tree.below(verb)
    if token.dep == "parataxis":
        yield Reading("parenthesis", around, token.head)
    elif token.dep == "advcl" and tree.tokens[min(tree.below(verb))].lemma == "as":
        yield Reading("as-clause", around, token.head)
    elif token.dep in {"ccomp", "dep"} and token.head < verb:
        yield Reading("head", around, token.head, token.dep)


def _opening(tree: Tree, lead: int) -> str:
    """The word that introduces a clause, if it is a complementizer or asks."""
    word = tree.tokens[min(tree.below(lead))]
    return word.lemma if word.pos in {"SCONJ", "PRON", "ADV"} or word.tag[:1] == "W" else ""
