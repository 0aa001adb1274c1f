"""Which side of an issue a sentence takes, told by the positions' cues; unclear by default.

A cue counts where all its content words stand near each other. What is negated above it turns it
round (compositional negation, after Moilanen & Pulman 2007); a condition makes it conditional; a
bare fact, a past event or a question takes no side. Two positions that are both hit cancel out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from briefgen.model import Issue, Sentence, Stance, Token
from briefgen.viewpoints.lexicon import (
    ATTITUDE,
    BELIEF,
    DUTY,
    EVALUATION,
    FORECASTS,
    MODALS,
    NEGATORS,
    QUANTIFIERS,
)
from briefgen.viewpoints.nested import is_told_of_another
from briefgen.viewpoints.polarity import depth, is_conditional, is_done, is_mentioned, is_negated

#: Most tokens between two content words of one cue.
_NEAR = 5


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue phrase and its content words; `negated` if it says what is not ("never lifted")."""

    phrase: str
    words: frozenset[str]
    negated: bool


#: What a sentence weighs at least that holds a cue word for word.
_VERBATIM = 0.6

#: What a question asks for: what should be done, what was, or what is and will be.
Asks = Literal["duty", "past", "fact"]

Cues = Mapping[str, tuple[Cue, ...]]


@dataclass(frozen=True, slots=True)
class Lean:
    """The side that a sentence takes: position, stance, how sure (0 to 1), and why."""

    position: str | None
    stance: Stance
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hit:
    position: str
    phrase: str
    negated: bool
    conditional: bool
    verbatim: bool


UNCLEAR = Lean(None, "unclear", 0.0)


def cue(tokens: Sequence[Token], known: Collection[str] = ()) -> Cue:
    """A cue phrase by its content words; all of its words where it has none.

    Words that are `known` to stand in every sentence on the issue tell nothing and are left out;
    "every" and the like tell as much as the noun that they stand by ("every child").
    """
    content = frozenset(t.lemma for t in tokens if t.content)
    telling = frozenset(t.lemma for t in tokens if t.content and not stems(t) & set(known))
    telling |= {t.lemma for t in tokens if t.lemma in QUANTIFIERS} if telling else set()
    negations = sum(1 for t in tokens if t.text.lower() in NEGATORS)
    phrase = " ".join(t.text for t in tokens)
    words = telling or content or frozenset(t.lemma for t in tokens)
    return Cue(phrase, words, negations % 2 == 1)


def stems(token: Token) -> frozenset[str]:
    """Forms under which a token matches a word of a term or cue: surface, lemma, base of -ing."""
    return _stems(token.text.lower(), token.lemma, is_name=token.pos == "PROPN")


@lru_cache(maxsize=50_000)
def _stems(text: str, lemma: str, *, is_name: bool) -> frozenset[str]:
    forms = {text, lemma}
    for form in tuple(forms):
        if form.endswith("ing") and len(form) > 5:
            base = form[:-3]
            forms |= {base, base + "e"}
            if base[-1] == base[-2]:
                forms.add(base[:-1])
        if is_name and form.endswith("s") and len(form) > 4:
            forms.add(form[:-1])
    return frozenset(forms)


def lean(sentence: Sentence, issue: Issue, cues: Cues, *, reported: bool, asks: Asks) -> Lean:
    """The side of `issue` that a sentence takes.

    `cues` gives those of each position by its id. `reported`: the sentence reports somebody's
    words, so that its main verb is the reporter's. `asks` is what the question asks for: what is
    told in the past tense answers only a question of the past, and a forecast or an ability ("he
    can't lift them") does not answer what should be done.
    """
    if "?" in sentence.text or not (asks == "past" or _is_current(sentence, reported=reported)):
        return UNCLEAR
    found = _hits(sentence, issue, cues, reported=reported, asks=asks)
    hits = [hit for hit in found if not hit.conditional] or found
    weight = _weight(sentence, reported=reported, asks=asks)
    if any(hit.verbatim for hit in hits) and not (asks == "duty" and _forecasts(sentence)):
        weight = max(weight, _VERBATIM)
    if not weight or len({_side(issue, h.position, negated=h.negated) for h in hits}) != 1:
        return UNCLEAR
    first = hits[0]
    if first.conditional:
        return Lean(first.position, "conditional", 0.0)
    score = min(0.95, weight + 0.1 * (len({hit.phrase for hit in hits}) - 1))
    reason = f"“{first.phrase}” {'denied' if first.negated else 'asserted'}"
    return Lean(first.position, "opposes" if first.negated else "supports", score, (reason,))


def side(issue: Issue, lean: Lean) -> str | None:
    """The position that a lean comes down to, where opposing one of two is holding the other."""
    if lean.position is None or lean.stance not in {"supports", "opposes"}:
        return None
    return _side(issue, lean.position, negated=lean.stance == "opposes")


def is_judgement(sentence: Sentence) -> bool:
    """Whether a sentence judges or demands, rather than states a bare fact or what is to come."""
    return _weight(sentence, reported=False, asks="duty") > 0


def _hits(
    sentence: Sentence, issue: Issue, cues: Cues, *, reported: bool, asks: Asks
) -> list[_Hit]:
    """The cues that a sentence asserts or denies; a negated cue is only ever asserted.

    What another than the holder is said to want is no view of the holder's, and what has been
    done is no answer to what should be.
    """
    tokens = sentence.tokens
    hits = []
    for position in issue.positions:
        for found in cues[position.id]:
            place = _place(tokens, found.words)
            if place is None or is_told_of_another(tokens, place, reported=reported):
                continue
            if asks == "duty" and is_done(tokens, place):
                continue
            negated = is_negated(tokens, place)
            if negated or not found.negated:
                conditional = is_conditional(tokens, place)
                denied = negated and not found.negated
                verbatim = _is_verbatim(tokens, found.phrase)
                hits.append(_Hit(position.id, found.phrase, denied, conditional, verbatim))
    return hits


def _is_verbatim(tokens: Sequence[Token], phrase: str) -> bool:
    """Whether a cue of three words and more stands in the sentence as the desk wrote it."""
    said = " ".join(t.text for t in tokens).lower()
    return phrase.count(" ") >= 2 and f" {phrase.lower()} " in f" {said} "


def _side(issue: Issue, position: str, *, negated: bool) -> str:
    if not negated:
        return position
    others = [p.id for p in issue.positions if p.id != position]
    return others[0] if len(others) == 1 else f"not {position}"


def _is_current(sentence: Sentence, *, reported: bool) -> bool:
    """Whether a sentence says what is, will or should be, and does not only tell the past."""
    if reported:
        return any(t.tag in {"MD", "VBZ", "VBP"} for t in sentence.tokens)
    return any(t.tag != "VBD" for n, t in enumerate(sentence.tokens) if t.head == n)


def asked(question: Sequence[Token]) -> Asks:
    """What a question asks for, by its verbs."""
    if any(t.lemma in DUTY for t in question):
        return "duty"
    return "past" if any(t.tag == "VBD" for t in question) else "fact"


def _weight(sentence: Sentence, *, reported: bool, asks: Asks) -> float:
    """How much a sentence speaks as a view: a modal, a judgement, an attitude; 0 for a fact."""
    tokens = sentence.tokens
    words = {t.lemma for t in tokens} | {t.text.lower() for t in tokens}
    forecasts = asks == "duty"
    modal = any(_is_duty(tokens, t) for t in tokens) if forecasts else bool(words & MODALS)
    judged = bool(words & (EVALUATION - FORECASTS if forecasts else EVALUATION))
    attitude = reported and bool(words & (ATTITUDE | BELIEF))
    if not (modal or judged or attitude):
        return 0.0
    return 0.5 + 0.15 * modal + 0.15 * judged + 0.1 * attitude


def _forecasts(sentence: Sentence) -> bool:
    """Whether a sentence says what will or can be."""
    words = {t.lemma for t in sentence.tokens} | {t.text.lower() for t in sentence.tokens}
    return bool(words & (MODALS - DUTY | FORECASTS))


def _is_duty(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a word demands something ("should" does not in "should be expected")."""
    demands = token.lemma in DUTY or token.lemma == "need"
    return demands and tokens[token.head].lemma not in FORECASTS


def _enough(words: int) -> int:
    """How many of a cue's content words must stand together: both of two, two thirds of more."""
    return words if words <= 2 else -(-2 * words // 3)


def _tells(token: Token) -> bool:
    return token.content or token.lemma in QUANTIFIERS


def _place(tokens: Sequence[Token], words: frozenset[str]) -> int | None:
    """The head of the first place where a cue's words stand together and are asserted."""
    places = [
        [n for n, t in enumerate(tokens) if _tells(t) and word in stems(t)]
        for word in sorted(words)
    ]
    places = [found for found in places if found]
    if len(places) < _enough(len(words)):
        return None
    for anchor in min(places, key=len):
        chosen = [min(found, key=lambda n: abs(n - anchor)) for found in places]
        if max(chosen) - min(chosen) <= _NEAR * max(1, len(words) - 1):
            head = min(chosen, key=lambda n: depth(tokens, n))
            if not is_mentioned(tokens, head):
                return head
    return None
