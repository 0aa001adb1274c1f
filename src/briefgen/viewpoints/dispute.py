"""Open disputes that a text tells, in a sentence or in two: one party's claim, another's denial.

What has two mouths is nobody's as a whole; it is the source that tells the dispute. It is one only
where the words say who the two are and that they mean the same point: a charge "that the company
denies", another's claim that somebody "rejects", two reports joined by "but" that affirm and deny
one thing, a claim and behind it "The company denies this". What a court decides, or what was long
ago, is no open dispute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.model import Document, Sentence, Token, place_of
from briefgen.viewpoints.attribution import UNKNOWN, Attribution
from briefgen.viewpoints.clauses import child, is_denied, is_quoted, is_unreal
from briefgen.viewpoints.lexicon import NAMING
from briefgen.viewpoints.opposed import CLAIMING, CLAIMS, DENIAL, UNTRUE, is_main, is_said, opposed
from briefgen.viewpoints.parties import Two, agent, are_apart, name, owner, subject, under
from briefgen.viewpoints.pointing import AGREEING
from briefgen.viewpoints.polarity import is_conditional
from briefgen.viewpoints.quotations import QuotationSpan, insides, quotation_spans
from briefgen.viewpoints.rejoinder import REPLYING, according, countered, denied

#: What is no claim, but can be rejected as somebody's.
_ASKED = frozenset("call demand".split())
#: What stands for a whole claim ("something that the company denies").
_WHOLE = frozenset({"something"})
#: What one is denied, and does not deny.
_GRANTED = frozenset(
    """access admission aid appeal application asylum bail bid entry leave licence license loan
    motion offer parole permission permit petition request service visa vote""".split()
)
_SPITE = frozenset({"contrary", "despite"})
#: What tells that a denial is over, or was of another time.
_NO_LONGER = frozenset(
    """ago century decade earlier first formerly initially longer once originally previously
    until""".split()
)
_YEAR = re.compile(r"(?:1\d{3}|20\d\d)s?\Z")
CLAIMED = "one party claims it, and the other denies it"
DENIED = "one party denies what the other claims"
OPPOSED = "the two are set against each other on it"


@dataclass(frozen=True, slots=True)
class Disputed:
    """The two parties of a dispute as its words name them, who claims first; and the sign."""

    parties: tuple[str, str]
    reason: str


def disputes(
    document: Document, sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> Iterator[tuple[range, Disputed]]:
    """The disputes that a document tells, each by the numbers of its sentences: one, or two."""
    within = insides(sentences, quotation_spans(document))
    before: Disputed | None = None
    for index, (sentence, held) in enumerate(zip(sentences, attributions, strict=True)):
        two, told = slice(max(0, index - 1), index + 1), None
        if index and before is None:
            told = rejoinder(sentences[two], attributions[two], within[two])
        if told is not None:
            yield range(two.start, two.stop), told
        elif (told := dispute(sentence, held, within[index])) is not None:
            yield range(index, index + 1), told
        before = told


def dispute(
    sentence: Sentence, attribution: Attribution, inside: Sequence[QuotationSpan]
) -> Disputed | None:
    """The dispute that a sentence's source tells in it; None where it does not surely tell one.

    `attribution`: who holds the sentence; `inside`: the quotations that it shares text with.
    """
    tokens = sentence.tokens
    if any(t.text == "?" for t in tokens) or not _is_the_sources(tokens, attribution):
        return None
    for index, token in enumerate(tokens):
        if token.pos != "VERB" or not _is_told(sentence, index, inside):
            continue
        for reason, find in _KINDS:
            if reason == CLAIMED and attribution.nested:
                continue  # in a report within a report it is not sure whose claim it is
            for one, other in find(tokens, index):
                if one is None or other is None or not are_apart(sentence, one, other, inside):
                    continue
                return Disputed((name(sentence, one), name(sentence, other)), reason)
    return None


def rejoinder(
    pair: Sequence[Sentence],
    attributions: Sequence[Attribution],
    within: Sequence[Sequence[QuotationSpan]],
) -> Disputed | None:
    """The dispute that a source tells in a sentence and the next one of its paragraph, or None."""
    roots = [[n for n, t in enumerate(s.tokens) if t.head == n] for s in pair]
    if pair[0].paragraph != pair[1].paragraph or any(len(found) != 1 for found in roots):
        return None
    if pair[1].tokens[roots[1][0]].lemma not in REPLYING:
        return None
    open_ = attributions[1] == UNKNOWN and not within[1]  # as is "She denied it"
    if not all(map(_is_a_plain_report, pair[: 2 - open_], attributions)):
        return None
    sentence, inside = _joined(*pair), [*within[0], *within[1]]
    tokens, claim, reply = sentence.tokens, roots[0][0], len(pair[0].tokens) + roots[1][0]
    if any(t.text == "?" for t in tokens):
        return None
    said = {reply} if according(tokens, claim) is not None else {claim, reply}
    if not all(_is_told(sentence, n, inside) for n in said):
        return None
    for reason, find in ((CLAIMED, denied), (OPPOSED, countered)):
        for one, other in find(tokens, claim, reply):
            if one is not None and other is not None and are_apart(sentence, one, other, inside):
                return Disputed((name(sentence, one), name(sentence, other)), reason)
    return None


def _joined(first: Sentence, second: Sentence) -> Sentence:
    """Two adjacent sentences as one with two roots; the space between them is any."""
    shift, gap = len(first.tokens), second.start - first.start
    return replace(
        first,
        end=second.end,
        text=first.text.ljust(gap) + second.text,
        tokens=(*first.tokens, *(replace(t, head=t.head + shift) for t in second.tokens)),
        entities=(*first.entities, *second.entities),
    )


def _told_of_a_claim(tokens: Sequence[Token], index: int) -> Iterator[Two]:
    """A claim beside which stands who denies it ("…, a charge that the company denies")."""
    verb, noun = tokens[index], tokens[index].head
    if verb.dep != "relcl" or verb.lemma not in DENIAL or noun > index:
        return
    what = child(tokens, index, "dobj")
    if what is not None and what.text.lower() not in {"which", "that"}:
        return
    is_claim, denier = tokens[noun].lemma in CLAIMS, subject(tokens, index)
    above = _report_above(tokens, noun, CLAIMING | NAMING if is_claim else CLAIMING)
    if above is None:
        yield (owner(tokens, noun) if is_claim else None), denier
        return
    which = what is not None and what.text.lower() == "which"
    whole = tokens[noun].lemma in _WHOLE or (which and tokens[noun].lemma not in _GRANTED)
    accused = child(tokens, above, "dobj")
    if accused is not None and denier is not None and tokens[denier].pos == "PRON":
        denier = place_of(tokens, accused)  # "X accused Y of fraud, which he denies"
    if is_claim or (whole and verb.lemma in UNTRUE - {"contest"}):
        yield subject(tokens, above), denier


def _denial_of_anothers(tokens: Sequence[Token], index: int) -> Iterator[Two]:
    """Somebody's denial of what is said to be another's claim ("X rejects Y's claim that …")."""
    verb = tokens[index]
    if verb.lemma not in DENIAL or not is_main(tokens, index):
        return
    known = CLAIMS if verb.lemma in UNTRUE else CLAIMS | _ASKED
    for n, token in under(tokens, index):
        told = (t.dep == "compound" or t.lemma == "for" for _, t in under(tokens, n))
        if token.lemma not in _ASKED and any(told):
            continue  # "an insurance claim", "a claim for damages" claims nothing
        if token.lemma in known and token.dep == "dobj":
            yield owner(tokens, n), subject(tokens, index)
        elif token.lemma in known and token.dep == "nsubjpass":
            yield owner(tokens, n), agent(tokens, index)


def _in_spite_of(tokens: Sequence[Token], index: int) -> Iterator[Two]:
    """A report in spite of another's claim ("Contrary to the union's claims, X says …")."""
    lemma = tokens[index].lemma
    if lemma not in UNTRUE | CLAIMING or not is_main(tokens, index):
        return
    for n, token in enumerate(tokens):
        if token.dep == "pobj" and token.lemma in CLAIMS and n < index:
            above = {token.head, tokens[token.head].head}
            spite = [m for m in above if tokens[m].lemma in _SPITE]
            if any(tokens[m].head == index for m in spite):
                yield owner(tokens, n), subject(tokens, index)


_KINDS = (
    (CLAIMED, _told_of_a_claim),
    (DENIED, _denial_of_anothers),
    (DENIED, _in_spite_of),
    (OPPOSED, opposed),
)


def _is_the_sources(tokens: Sequence[Token], attribution: Attribution) -> bool:
    """Whether a sentence is none of the speech of somebody, who would be the one who tells it."""
    if attribution.unknown or any(t.lemma == "accord" for t in tokens):
        return False
    own = any(t.text == attribution.cue and t.pos == "VERB" for t in tokens)
    return attribution.speaker is None or own


def _is_a_plain_report(sentence: Sentence, attribution: Attribution) -> bool:
    """Whether a sentence gives one party's claim or stand in the source's words, and no more."""
    if attribution.mixed or attribution.nested or attribution.reported == "direct":
        return False
    according = attribution.cue == "according to" and not attribution.unknown
    return according or _is_the_sources(sentence.tokens, attribution)


def _is_told(sentence: Sentence, index: int, inside: Sequence[QuotationSpan]) -> bool:
    """Whether the source itself tells what a verb says, as a fact of now."""
    tokens = sentence.tokens
    if is_quoted(tokens[index], inside) or is_unreal(sentence, index, inside):
        return False
    denied_ = is_denied(tokens, index) and tokens[index].lemma not in AGREEING
    if denied_ or is_conditional(tokens, index):
        return False
    beside = [t for _, t in under(tokens, index)]
    if any(t.lemma in _NO_LONGER for t in beside):
        return False
    had = any(t.dep == "aux" and t.lemma == "have" and t.tag == "VBD" for t in beside)
    past = tokens[index].tag == "VBD" or had
    return not (past and any(_YEAR.match(t.text) or t.lemma in _NO_LONGER for t in tokens))


def _report_above(tokens: Sequence[Token], index: int, verbs: frozenset[str]) -> int | None:
    """The sentence's own verb that reports that in which a noun stands."""
    while tokens[index].head != index:
        index = tokens[index].head
        if tokens[index].lemma in verbs and tokens[index].pos == "VERB":
            return index if is_said(tokens, index) and is_main(tokens, index) else None
    return None
