"""What tells a true reading from a false one: names of features that hold of a candidate.

Words of the cue and of what joins it to the content count, words of the content and of the source
do not: the weights must hold for articles on other matters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from briefgen.model import Token
from briefgen.viewpoints.lexicon import ATTITUDE, BELIEF, BODIES, SPEAKERS, SPEECH
from briefgen.viewpoints.statements.candidates import Candidate
from briefgen.viewpoints.statements.layout import Layout, length
from briefgen.viewpoints.statements.tree import Tree

_LENGTHS = (6, 15, 30, 60, 120, 240)
_CLASSES = (("speech", SPEECH), ("attitude", ATTITUDE), ("belief", BELIEF))
_OBJECTS = frozenset({"dobj", "dative", "acomp", "attr", "oprd"})


def features(layout: Layout, candidate: Candidate, siblings: frozenset[str]) -> Iterator[str]:
    """The names of what holds of a candidate; `siblings` are the relations of its cue's others."""
    tree = layout.trees[candidate.sentence]
    token = tree.tokens[candidate.cue]
    relation, _, cut = candidate.relation.partition("|")
    cue = f"{token.lemma}/{token.pos[0]}"
    kinds = "+".join(name for name, words in _CLASSES if token.lemma in words) or "other"
    source = _source_class(tree, candidate.source.place)
    quoted = _quoted(layout, candidate, token)
    size = sum(length(candidate.content) >= bound for bound in _LENGTHS)
    word = candidate.word
    yield from (f"cue={cue}", f"rel={relation}", f"cue+rel={cue},{relation}")
    yield from (f"kind={kinds}", f"kind+rel={kinds},{relation}", f"cue+q={cue},{quoted}")
    yield from (f"rel+word={relation},{word}", f"cue+rel+word={cue},{relation},{word}")
    yield from (f"kind+rel+q={kinds},{relation},{quoted}", f"cue+source={cue},{source}")
    for name, value in (
        ("way", candidate.source.way),
        ("source", source),
        ("dep", token.dep),
        ("tag", token.tag),
        ("q", quoted),
        ("size", str(size)),
        ("parts", str(min(3, len(candidate.content)))),
        ("first", str(layout.sentences[candidate.sentence].paragraph == 1)),
    ):
        yield f"{name}={value}"
        yield f"rel+{name}={relation},{value}"
    yield f"cue+size={cue},{size}"
    yield f"way+source={candidate.source.way},{source}"
    if cut:
        yield from (f"cut={cut}", f"cut+rel={cut},{relation}", f"cut+cue={cut},{cue}")
    yield from _siblings(relation, candidate.relation, siblings)
    yield from _company(tree, candidate.cue, relation, cue)
    if candidate.lead is not None:
        yield from _lead(tree, candidate.lead, relation, cue, token)
    yield from _neighbours(layout, candidate, tree, cue)


def _siblings(relation: str, whole: str, siblings: frozenset[str]) -> Iterator[str]:
    """The other readings that the cue has, and whether this one is longer than they are."""
    plain = {each.partition("|")[0] for each in siblings}
    for each in sorted(plain - {relation}):
        yield f"rel+other={relation},{each}"
    if whole == relation:
        for each in sorted(siblings):
            if each.startswith(relation + "|"):
                yield f"uncut={each}"


def _company(tree: Tree, cue: int, relation: str, name: str) -> Iterator[str]:
    """What stands under a cue beside its content: auxiliaries, negation, particles, objects."""
    for place in tree.under(cue):
        token = tree.tokens[place]
        if token.dep in {"neg", "auxpass"}:
            yield from (f"has={token.dep}", f"has+cue={token.dep},{name}")
        elif token.dep == "aux":
            yield from (f"aux={token.lemma}", f"aux+cue={token.lemma},{name}")
        elif token.dep == "prt":
            yield f"prt+cue={token.lemma},{name}"
        elif token.dep in _OBJECTS:
            yield from (f"has={token.dep}", f"has+rel={token.dep},{relation}")
            yield f"has+cue={token.dep},{name}"
        elif token.dep == "prep":
            yield from (f"has+rel={token.lemma},{relation}", f"prep+cue={token.lemma},{name}")
    head = tree.tokens[tree.tokens[cue].head]
    if head.pos != "PROPN" and tree.tokens[cue].head != cue:
        yield f"head={head.lemma},{tree.tokens[cue].dep}"
        yield f"head+cue={head.lemma},{name}"
    else:
        yield f"head={head.pos}"


def _lead(tree: Tree, lead: int, relation: str, name: str, cue: Token) -> Iterator[str]:
    """What heads the content, by its class, and the closed word that opens it."""
    token = tree.tokens[lead]
    opening = tree.tokens[min(tree.below(lead))]
    closed = opening.pos in {"SCONJ", "PART", "ADP", "DET", "PRON"}
    word = opening.lemma if closed else opening.pos
    yield from (f"lead={token.dep},{token.pos}", f"lead+rel={token.tag},{relation}")
    yield from (f"lead+cue={token.pos},{name}", f"open={word}", f"open+rel={word},{relation}")
    yield from (f"entity={token.entity}", f"entity+rel={token.entity},{relation}")
    if cue.pos == "AUX" or cue.lemma in {"have", "make", "take", "give", "get"}:
        yield f"light={cue.lemma},{token.lemma if token.pos != 'PROPN' else ''}"


def _neighbours(layout: Layout, candidate: Candidate, tree: Tree, name: str) -> Iterator[str]:
    """The tokens beside the cue, and the mark that the content ends with."""
    cue = candidate.cue
    before = tree.tokens[cue - 1] if cue else None
    after = tree.tokens[cue + 1] if cue + 1 < len(tree.tokens) else None
    yield f"before={_plain(before)}"
    yield from (f"after={_plain(after)}", f"after+cue={_plain(after)},{name}")
    first, end = candidate.content[0][0], candidate.content[-1][1]
    starts = [each.start for each in tree.tokens]
    opened, closed = bisect_left(starts, first), bisect_left(starts, end)
    leads = "" if opened in {0, len(starts)} else _plain(tree.tokens[opened - 1])
    follows = "" if closed == len(starts) else _plain(tree.tokens[closed])
    relation, cut = candidate.relation.partition("|")[::2]
    gap = opened - cue if opened > cue else closed - cue
    for key, value in (
        ("leads", leads),
        ("follows", follows),
        ("gap", str(max(-4, min(4, gap)))),
        ("ends", "w" if layout.text[end - 1].isalnum() else layout.text[end - 1]),
    ):
        yield f"{key}={value}"
        yield f"rel+{key}={relation},{bool(cut)},{value}"


def _plain(token: Token | None) -> str:
    """A closed word or mark as it is, an open one by its class."""
    if token is None:
        return ""
    opened = token.pos in {"NOUN", "PROPN", "ADJ", "VERB", "ADV", "NUM", "X"}
    return token.tag if opened else token.lemma


def _quoted(layout: Layout, candidate: Candidate, cue: Token) -> str:
    """Whether the content opens, closes, or does neither in quotation marks; and the cue."""
    first, last = candidate.content[0][0], candidate.content[-1][1] - 1
    parts = [layout.quotation_at(at) is not None for at in (first, last)]
    inside = layout.quotation_at(cue.start) is not None
    return "".join("y" if each else "n" for each in (*parts, inside))


def _source_class(tree: Tree, place: int | None) -> str:
    if place is None:
        return "none"
    token = tree.tokens[place]
    if token.pos == "PRON":
        return token.text.lower()
    if token.entity:
        return token.entity
    if token.lemma in SPEAKERS:
        return "body" if token.lemma in BODIES else "speaker"
    return token.tag


def siblings_of(found: Sequence[Candidate]) -> dict[tuple[int, int], frozenset[str]]:
    """For each cue (sentence and place) the relations of all its readings."""
    grouped: dict[tuple[int, int], set[str]] = {}
    for each in found:
        grouped.setdefault((each.sentence, each.cue), set()).add(each.relation)
    return {cue: frozenset(relations) for cue, relations in grouped.items()}
