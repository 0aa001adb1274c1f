"""Reports without a clause that says whose they are: passives, asides and views of somebody."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.model import Sentence, Token
from briefgen.viewpoints.clauses import (
    VIEW_NOUNS,
    child,
    governs,
    is_denied,
    is_quoted,
    own_subject,
)
from briefgen.viewpoints.lexicon import EVIDENTIAL, HEARSAY, SPEECH
from briefgen.viewpoints.quotations import QuotationSpan

_VIEWS = VIEW_NOUNS | {"argument", "belief", "claim", "verdict"}
#: Verbs that report in a parenthesis.
_SAYING = SPEECH - EVIDENTIAL
_BREAKS = frozenset({",", "”", '"', "''", "’", "–", "—", "--", "-"})


def is_hearsay(sentence: Sentence, inside: Sequence[QuotationSpan]) -> bool:
    """Whether a sentence gives somebody's words or view without a cue that says whose.

    "It is said that …", "…, he said" in a parse that went wrong, "she left, saying that …",
    "for Smith, …".
    """
    tokens = sentence.tokens
    if _is_for_somebody(tokens) or _is_headed_by_name(tokens):
        return True
    for index, token in enumerate(tokens):
        if token.pos != "VERB" or is_quoted(token, inside) or is_denied(tokens, index):
            continue
        if token.lemma in HEARSAY and _is_agentless(tokens, index):
            return True
        if token.lemma in _SAYING and (
            _is_parenthesis(tokens, index)
            or _is_dependent_report(tokens, index)
            or any(t.head == index and t.lemma == "what" for t in tokens)
        ):
            return True
    return any(_is_view_of(tokens, index) for index in range(len(tokens)))


def _is_agentless(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb is a passive with a clause as what is said."""
    children = {t.dep for n, t in enumerate(tokens) if t.head == index and n != index}
    clause = bool(children & {"ccomp", "xcomp"})
    return "auxpass" in children and clause and governs(tokens, index)


def _is_parenthesis(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb stands with its subject between commas or at the end (", he said.")."""
    helped = index > 2 and tokens[index - 1].tag == "MD"
    first = index - helped
    if first < 2 or tokens[first].tag not in {"VBD", "VBZ", "VBP", "MD"}:
        return False
    subject, before = tokens[first - 1], tokens[first - 2]
    after = tokens[index + 1].pos if index + 1 < len(tokens) else "PUNCT"
    person = subject.text.lower() in {"he", "she", "they"} or subject.entity == "PERSON"
    return person and before.text in _BREAKS and after == "PUNCT"


def _is_dependent_report(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb without a subject of its own reports a clause ("…, saying that …")."""
    verb = tokens[index]
    if verb.dep not in {"xcomp", "advcl", "pcomp"} or own_subject(tokens, index) is not None:
        return False
    return child(tokens, index, "ccomp") is not None and governs(tokens, verb.head)


def _is_for_somebody(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with "For", a person's name and a comma."""
    if len(tokens) < 3 or tokens[0].text != "For":
        return False
    end = next((n for n, t in enumerate(tokens) if t.text == ","), 0)
    return 1 < end <= 5 and tokens[end - 1].entity == "PERSON"


def _is_headed_by_name(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with a name and a colon ("Smith: the strike goes on")."""
    end = next((n for n, t in enumerate(tokens) if t.text == ":"), 0)
    return 0 < end <= 3 and all(t.pos == "PROPN" for t in tokens[:end])


def _is_view_of(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun gives somebody's view as a clause ("X's view is that …")."""
    noun = tokens[index]
    if noun.lemma not in _VIEWS or noun.dep != "nsubj":
        return False
    owner = child(tokens, index, "poss")
    owned = owner is not None and owner.text.lower() not in {"my", "our"}
    return owned and child(tokens, noun.head, "ccomp") is not None
