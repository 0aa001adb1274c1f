"""Every reading of a document's sentences as a source, a cue and a content.

Cues are verbs, nouns ("the claim that"), adjectives ("sure that"), "according to", "in X's view",
a speaker's name before a colon or behind a dash. Nothing is left out here that could be one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.viewpoints.statements.continuation import continued
from briefgen.viewpoints.statements.layout import Layout, Span, merged
from briefgen.viewpoints.statements.sources import NOWHERE, Source, source_of, source_span
from briefgen.viewpoints.statements.tree import NOMINAL, Tree
from briefgen.viewpoints.statements.verbs import Reading, readings_of_verb

_VIEWS = frozenset(
    """account assessment email estimate estimation eye interview judgement judgment letter memo
    mind opinion phrase post speech statement telling tweet view word""".split()
)
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_OPENINGS = frozenset({"that", "whether", "to", "why", "how"})
#: The longest name before a colon or behind a dash, in words.
_LABEL = 6
#: The least that is a quotation and not a term, in code points.
_QUOTED = 8
_NEAR = 160


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading: the cue's sentence and place in it, its source, and what it may report."""

    sentence: int
    cue: int
    relation: str
    source: Source
    content: tuple[Span, ...]
    lead: int | None = None
    word: str = ""
    named: Span | None = None


def candidates(layout: Layout, index: int) -> Iterator[Candidate]:
    """The candidates whose cue stands in sentence `index`."""
    tree = layout.trees[index]
    for cue, token in enumerate(tree.tokens):
        verb = tree.is_verbal(cue) and token.dep not in {"aux", "auxpass"}
        source = source_of(tree, cue) if verb or token.pos in NOMINAL | {"ADJ"} else NOWHERE
        readings: list[Reading] = []
        if verb:
            readings += readings_of_verb(tree, cue)
        elif token.pos in NOMINAL:
            readings += _of_noun(tree, cue)
        elif token.pos == "ADJ":
            readings += _of_adjective(tree, cue)
        for reading in readings:
            spans = layout.spans(tree, reading.places - {cue})
            yield from _made(layout, index, cue, source, reading, spans)
        if verb:
            for relation, found, word in _stretches(layout, index, cue):
                reading = Reading(relation, frozenset(), -1, word)
                yield from _made(layout, index, cue, source, reading, found)
        yield from _marked(layout, index, cue)


def span_of_source(layout: Layout, candidate: Candidate) -> Span | None:
    """Where a candidate's source stands, as a whole phrase; None without one."""
    place = candidate.source.place
    if candidate.named is not None or place is None:
        return candidate.named
    return source_span(layout.trees[candidate.sentence], place, candidate.cue)


def _made(
    layout: Layout,
    index: int,
    cue: int,
    source: Source,
    reading: Reading,
    spans: tuple[Span, ...],
) -> Iterator[Candidate]:
    if spans:
        token = layout.trees[index].tokens[cue]
        content = continued(layout, index, (token.start, token.end), spans)
        lead = reading.lead if reading.lead >= 0 else None
        yield Candidate(index, cue, reading.relation, source, content, lead, reading.word)


def _of_noun(tree: Tree, noun: int) -> Iterator[Reading]:
    for place in tree.under(noun):
        token = tree.tokens[place]
        if place < noun:
            continue
        opening = tree.tokens[min(tree.below(place))].lemma
        if token.dep == "acl" or (token.dep in {"ccomp", "relcl"} and opening in _OPENINGS):
            yield Reading("noun>clause", tree.below(place), place, token.tag)
        elif token.dep == "prep":
            for inner in tree.under(place, "pobj", "pcomp"):
                yield Reading("noun>prep", tree.below(inner), inner, token.lemma)
    head = tree.tokens[noun].head
    if tree.tokens[noun].dep == "nsubj" and tree.tokens[head].lemma == "be":
        for place in tree.under(head, "ccomp", "xcomp", "attr"):
            if place > head:
                yield Reading("noun-is", tree.below(place), place, tree.tokens[place].dep)


def _of_adjective(tree: Tree, adjective: int) -> Iterator[Reading]:
    for place in tree.under(adjective):
        token = tree.tokens[place]
        if place < adjective:
            continue
        if token.dep in {"ccomp", "xcomp"}:
            yield Reading("adjective>clause", tree.below(place), place, token.dep)
        elif token.dep == "prep":
            for inner in tree.under(place, "pobj", "pcomp"):
                yield Reading("adjective>prep", tree.below(inner), inner, token.lemma)


def _stretches(
    layout: Layout, index: int, verb: int
) -> Iterator[tuple[str, tuple[Span, ...], str]]:
    """Quotations near a verb, and the words before or behind its clause, whatever the parse."""
    tree = layout.trees[index]
    token = tree.tokens[verb]
    own = layout.quotation_at(token.start)
    subject = tree.first(verb, "nsubj")
    if own is None:
        yield from _quotations(layout, index, verb)
    if subject is not None:
        begins, ends = tree.run(verb, tree.below(subject) | {verb})
        yield from _around(layout, index, min(begins, *tree.below(subject)), ends)
        last = max([verb, *(n for n in tree.under(verb, "prt", "dative") if n > verb)])
        if subject < verb:
            yield from _behind(layout, index, last + 1, "behind")
            if (told := next((n for n in tree.under(verb, "dobj") if n > verb), None)) is not None:
                beyond = tree.run(told, tree.below(told))[1] + 1
                yield from _behind(layout, index, beyond, "beyond")


def _around(
    layout: Layout, index: int, begins: int, ends: int
) -> Iterator[tuple[str, tuple[Span, ...], str]]:
    """What stands before a cue's clause, alone and with what stands behind it."""
    sentence, tree = layout.sentences[index], layout.trees[index]
    before, behind = tree.tokens[:begins], tree.tokens[ends + 1 :]
    if len(before) <= 3 or before[-1].pos != "PUNCT":
        return
    first = layout.cut(sentence.start, before[-1].end)
    if first is None:
        return
    yield "before", (first,), before[-1].text
    if len(behind) > 2 and (rest := layout.cut(behind[0].start, sentence.end)) is not None:
        yield "around", (first, rest), behind[0].lemma if behind[0].pos == "PUNCT" else "*"


def _behind(
    layout: Layout, index: int, place: int, relation: str
) -> Iterator[tuple[str, tuple[Span, ...], str]]:
    """The rest of the sentence from a place on."""
    tokens = layout.trees[index].tokens[place:]
    if len(tokens) > 2:
        span = layout.cut(tokens[0].start, layout.sentences[index].end)
        if span is not None:
            closed = tokens[0].pos in {"ADP", "SCONJ", "PART", "PUNCT"}
            yield relation, (span,), tokens[0].lemma if closed else tokens[0].pos


def _quotations(
    layout: Layout, index: int, verb: int
) -> Iterator[tuple[str, tuple[Span, ...], str]]:
    sentence, token = layout.sentences[index], layout.trees[index].tokens[verb]
    inside = tuple(
        (max(q.start, sentence.start), min(q.end, sentence.end))
        for q in layout.quotations_in(sentence.start, sentence.end)
        if min(q.end, sentence.end) - max(q.start, sentence.start) >= _QUOTED
    )
    left = tuple(span for span in inside if span[1] <= token.start)
    right = tuple(span for span in inside if span[0] >= token.end)
    if left and token.start - left[-1][1] < _NEAR:
        mark = layout.text[left[-1][0] : left[-1][1]].rstrip("”\"'’")[-1:]
        yield "quoted-before", left[-1:], mark if mark in ",?!—." else ""
    if right and right[0][0] - token.end < _NEAR:
        mark = layout.text[token.end : right[0][0]].strip()[-1:]
        yield "quoted-behind", right[:1], mark if mark in ",:" else "*"
    if len(inside) > 1:
        yield "quoted", merged(inside), ""
    ending = layout.text[token.end : sentence.end].rstrip("”\"'’ ")[-1:]
    if index + 1 < len(layout.sentences) and ending in {":", ","}:
        following = layout.sentences[index + 1]
        quoted = layout.quotation_at(following.start)
        if quoted is not None:
            found = layout.quotations[quoted]
            yield "next-quoted", ((found.start, found.end),), ending
        elif ending == ":":
            rest = (following.start, layout.paragraphs[following.paragraph].end)
            yield "next", (rest,), ending


def _marked(layout: Layout, index: int, place: int) -> Iterator[Candidate]:
    """Contents whose source a phrase or a mark brings, and no verb."""
    tree = layout.trees[index]
    token = tree.tokens[place]
    if token.lemma in {"accord", "according"}:
        yield from _according(layout, index, place)
    elif token.dep == "prep" and token.lemma in {"in", "to", "per", "via"}:
        yield from _in_view(layout, index, place)
    elif token.text == ":":
        yield from _labelled(layout, index, place)
    elif token.text in _DASHES:
        yield from _signed(layout, index, place)


def _according(layout: Layout, index: int, place: int) -> Iterator[Candidate]:
    tree = layout.trees[index]
    after = place + 1
    if after >= len(tree.tokens) or tree.tokens[after].lemma != "to":
        return
    source = tree.first(after, "pobj")
    source = source if source is not None else tree.first(place, "pobj")
    if source is None:
        return
    own = tree.below(place) | tree.below(after) | tree.below(source)
    head = tree.tokens[place].head
    chain = [head, *tree.above(head)]
    clause = next((n for n in chain if tree.is_verbal(n)), chain[-1])
    for relation, lead in (("whole", chain[-1]), ("clause-of", clause), ("near", head)):
        spans = layout.spans(tree, tree.below(lead) - own)
        reading = Reading(relation, own, lead)
        yield from _made(layout, index, place, Source(source, "according"), reading, spans)


def _in_view(layout: Layout, index: int, place: int) -> Iterator[Candidate]:
    tree = layout.trees[index]
    for noun in tree.under(place, "pobj"):
        if tree.tokens[noun].lemma not in _VIEWS:
            continue
        owner = source_of(tree, noun)
        around = tree.below(tree.tokens[place].head) - tree.below(place)
        if owner.way in {"poss", "prep"}:
            reading = Reading("view", around, tree.tokens[place].head, tree.tokens[noun].lemma)
            spans = layout.spans(tree, around)
            yield from _made(layout, index, noun, owner, reading, spans)


def _labelled(layout: Layout, index: int, place: int) -> Iterator[Candidate]:
    """What stands behind a speaker's name and a colon, in the paragraph that they open."""
    sentence, tree = layout.sentences[index], layout.trees[index]
    paragraph = layout.paragraphs[sentence.paragraph]
    if sentence.start != paragraph.start or not 0 < place <= _LABEL:
        return
    content = layout.cut(tree.tokens[place].end, paragraph.end)
    if content is not None and tree.tokens[0].text[:1].isupper():
        name = (sentence.start, tree.tokens[place - 1].end)
        yield Candidate(index, place, "label", Source(place - 1, "label"), (content,), named=name)


def _signed(layout: Layout, index: int, place: int) -> Iterator[Candidate]:
    """A quotation that a dash and a name sign, in its paragraph or the next."""
    sentence, tree = layout.sentences[index], layout.trees[index]
    paragraph = layout.paragraphs[sentence.paragraph]
    names = tree.tokens[place + 1 :]
    if not 0 < len(names) <= 2 * _LABEL or sentence.end != paragraph.end:
        return
    start, end = paragraph.start, tree.tokens[place].start
    if start == end and sentence.paragraph - 1 in layout.paragraphs:
        before = layout.paragraphs[sentence.paragraph - 1]
        start, end = before.start, before.end
    if layout.quotation_at(start) is not None and (content := layout.cut(start, end)):
        name = (names[0].start, names[-1].end)
        yield Candidate(index, place, "signed", Source(place + 1, "signed"), (content,), named=name)
