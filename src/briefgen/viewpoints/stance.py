"""Which side of an issue a sentence takes, told by the positions' cues; unclear by default.

A cue counts where all its content words stand near each other. What is negated above it turns it
round (compositional negation, after Moilanen & Pulman 2007); a condition makes it conditional; a
bare fact or a question takes no side. Two positions that are both hit cancel each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.model import Issue, Sentence, Stance, Token
from briefgen.viewpoints.lexicon import (
    ATTITUDE,
    BELIEF,
    CONDITIONS,
    EVALUATION,
    MODALS,
    NEGATORS,
    REVERSERS,
)

#: Most tokens between two content words of one cue.
_NEAR = 5
_CLIMB = 6


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue's content words; `negated` if it says itself what is not ("will not be lifted")."""

    words: frozenset[str]
    negated: bool


Cues = Mapping[str, tuple[Cue, ...]]


@dataclass(frozen=True, slots=True)
class Lean:
    """The side that a sentence takes: position, stance, how sure (0 to 1), and why."""

    position: str | None
    stance: Stance
    score: float
    reasons: tuple[str, ...] = ()


UNCLEAR = Lean(None, "unclear", 0.0)


def cue(tokens: Sequence[Token]) -> Cue:
    """A cue phrase by its words; all of them where it has no content word."""
    content = frozenset(t.lemma for t in tokens if t.content)
    negations = sum(1 for t in tokens if t.text.lower() in NEGATORS)
    return Cue(content or frozenset(t.lemma for t in tokens), negations % 2 == 1)


def stems(token: Token) -> frozenset[str]:
    """Forms under which a token matches a word of a term or cue: surface, lemma, base of -ing."""
    forms = {token.text.lower(), token.lemma}
    for form in tuple(forms):
        if form.endswith("ing") and len(form) > 5:
            base = form[:-3]
            forms |= {base, base + "e"}
            if base[-1] == base[-2]:
                forms.add(base[:-1])
        if token.pos == "PROPN" and form.endswith("s") and len(form) > 4:
            forms.add(form[:-1])
    return frozenset(forms)


def lean(sentence: Sentence, issue: Issue, cues: Cues, *, opinion: bool) -> Lean:
    """The side of `issue` that a sentence takes.

    `cues` gives those of each position by its id; `opinion` says that the sentence is speech or comment, where even a plain verb states a view.
    """
    if sentence.text.rstrip("\"”’'").endswith("?"):
        return UNCLEAR
    hits = [
        (position.id, cue.words, negated != cue.negated, conditional)
        for position in issue.positions
        for cue in cues[position.id]
        for negated, conditional in _match(sentence.tokens, cue.words)
    ]
    if not hits:
        return UNCLEAR
    weight = _weight(sentence, opinion=opinion)
    sides = {_side(issue, position, negated) for position, _, negated, _ in hits}
    if len(sides) != 1 or weight == 0:
        return UNCLEAR
    if any(conditional for *_, conditional in hits):
        return Lean(hits[0][0], "conditional", 0.0)
    position, found, negated, _ = hits[0]
    score = min(0.95, weight + 0.1 * (len({c for _, c, *_ in hits}) - 1))
    words = " ".join(sorted(found))
    reason = f"“{words}” is {'denied' if negated else 'asserted'}"
    return Lean(position, "opposes" if negated else "supports", score, (reason,))


def side(issue: Issue, lean: Lean) -> str | None:
    """The position that a lean comes down to, where opposing one of two is holding the other."""
    if lean.position is None or lean.stance not in {"supports", "opposes"}:
        return None
    return _side(issue, lean.position, lean.stance == "opposes")


def is_judgement(sentence: Sentence) -> bool:
    """Whether a sentence judges, demands or forecasts, rather than states a bare fact."""
    return _weight(sentence, opinion=False) > 0


def _side(issue: Issue, position: str, negated: bool) -> str:
    if not negated:
        return position
    others = [p.id for p in issue.positions if p.id != position]
    return others[0] if len(others) == 1 else f"not {position}"


def _weight(sentence: Sentence, *, opinion: bool) -> float:
    """How much a sentence speaks as a view: a modal, a judgement, an attitude; 0 for a fact."""
    lemmas = {t.lemma for t in sentence.tokens} | {t.text.lower() for t in sentence.tokens}
    modal, judged = bool(lemmas & MODALS), bool(lemmas & EVALUATION)
    attitude = bool(lemmas & (ATTITUDE | BELIEF))
    if not (modal or judged or (attitude and opinion)):
        return 0.0
    return 0.5 + 0.15 * modal + 0.15 * judged + 0.1 * (attitude and opinion)


def _match(tokens: Sequence[Token], words: frozenset[str]) -> list[tuple[bool, bool]]:
    """For the first place where a cue's words stand together: negated? if?"""
    places = {
        word: [n for n, t in enumerate(tokens) if t.content and word in stems(t)] for word in words
    }
    if not all(places.values()):
        return []
    rarest = min(places.values(), key=len)
    for anchor in rarest:
        chosen = [min(found, key=lambda n: abs(n - anchor)) for found in places.values()]
        if max(chosen) - min(chosen) <= _NEAR * max(1, len(words) - 1):
            head = min(chosen, key=lambda n: _depth(tokens, n))
            return [(_is_negated(tokens, head), _is_conditional(tokens, head))]
    return []


def _depth(tokens: Sequence[Token], index: int) -> int:
    depth = 0
    while tokens[index].head != index and depth < len(tokens):
        index, depth = tokens[index].head, depth + 1
    return depth


def _path(tokens: Sequence[Token], index: int) -> list[int]:
    """A token and its heads up to the root, at most `_CLIMB` of them."""
    path = [index]
    while tokens[index].head != index and len(path) < _CLIMB:
        index = tokens[index].head
        path.append(index)
    return path


def _is_negated(tokens: Sequence[Token], index: int) -> bool:
    """Parity of the negations above a token, each on its way to the root."""
    path = _path(tokens, index)
    parity = 0
    for step, node in enumerate(path):
        children = [t for n, t in enumerate(tokens) if t.head == node and n not in path]
        parity += sum(1 for t in children if t.text.lower() in NEGATORS)
        parity += step > 0 and tokens[node].lemma in REVERSERS
        parity += any(t.lemma in REVERSERS and t.dep in {"acomp", "attr"} for t in children)
    return parity % 2 == 1


def _is_conditional(tokens: Sequence[Token], index: int) -> bool:
    return any(
        t.head == node and t.dep == "mark" and t.text.lower() in CONDITIONS
        for node in _path(tokens, index)
        for t in tokens
    )
