"""Cues: the clause of a sentence that says whose words or view the rest is.

After Pareti (2015), a cue is a reporting verb that governs the sentence or stands in it as a
parenthesis, "according to", "as X put it", "in X's view". What is denied, asked or only thinkable
is no report ("X will say", "did X say …?"), and what is hearsay has a source that is not named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.model import Sentence, Token
from briefgen.viewpoints.complements import governs_report, is_of_nobody
from briefgen.viewpoints.lexicon import (
    ATTITUDE,
    BELIEF,
    CUES,
    EVIDENTIAL,
    INANIMATE,
    NAMING,
    OBJECTIVE,
    SPEECH,
    UNREAL,
)
from briefgen.viewpoints.phrases import is_generic, is_person
from briefgen.viewpoints.quotations import QuotationSpan
from briefgen.viewpoints.reach import is_inserted, is_introduced, is_label

VIEW_NOUNS = frozenset("view opinion word eye judgment judgement assessment account".split())
#: Verbs of which "as X …" makes a source, and all words by which a phrase can name one.
_PUT, _SOURCED = SPEECH | {"put"}, SPEECH | {"put", "accord"} | VIEW_NOUNS
#: Verbs that assert, that report an infinitive, and an object.
_ASSERTING = SPEECH - {"deny", "dispute"}
_TAKES_INFINITIVE, _TAKES_OBJECT = BELIEF | ATTITUDE, ATTITUDE | OBJECTIVE
_ASIDE = frozenset({"relcl", "acl", "advcl", "ccomp"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A reporting verb and its subject; `index` is the verb's place in the sentence."""

    verb: Token
    subject: Token
    index: int


def reporting_clauses(sentence: Sentence, inside: Sequence[QuotationSpan]) -> list[Clause]:
    """The verbs that report what the sentence mainly says, in order; none inside quotations."""
    tokens = sentence.tokens
    found = []
    for index, token in enumerate(tokens):
        if not _is_cue(tokens, index) or is_quoted(token, inside):
            continue
        if not governs(tokens, index) or is_unreal(sentence, index, inside):
            continue
        subject = _unquoted_subject(tokens, index, inside)
        if subject is None or is_quoted(subject, inside):
            continue
        if is_introduced(tokens, index, subject) or is_label(tokens, subject):
            continue
        if governs_report(tokens, index) and is_of_nobody(tokens, index, subject):
            continue
        if _has_content(sentence, index, inside):
            found.append(Clause(token, subject, index))
    return found


def is_quoted(token: Token, inside: Sequence[QuotationSpan]) -> bool:
    """Whether a token stands in quotation marks."""
    return any(span.start <= token.start < span.end for span in inside)


def _unquoted_subject(
    tokens: Sequence[Token], index: int, inside: Sequence[QuotationSpan]
) -> Token | None:
    """A verb's subject; of two the one outside the quotation, of which parsers make another."""
    own = [t for n, t in enumerate(tokens) if t.head == index and t.dep == "nsubj" and n != index]
    outside = [t for t in own if not is_quoted(t, inside)]
    return outside[0] if len(own) > 1 and outside else subject_of(tokens, index)


def is_writers(clause: Clause, tokens: Sequence[Token]) -> bool:
    """Whether a subject that is nobody leaves the claim with the writer ("the data show …")."""
    subject, verb = clause.subject, clause.verb.lemma
    word = subject.text.lower()
    if is_generic(subject, tokens) or subject.lemma in INANIMATE:
        return True
    if subject.pos == "PRON" or word in {"this", "that", "these", "those"}:
        return verb in EVIDENTIAL and word not in {"he", "she", "they"}
    return verb in EVIDENTIAL and subject.pos == "NOUN" and not is_person(subject)


def other_claims(
    sentence: Sentence, clause: Clause, inside: Sequence[QuotationSpan], *, spoken: bool
) -> bool:
    """Whether a sentence says something else beside what `clause` reports, or reports another.

    `spoken`: words are quoted, which might be those of anybody else who is said to say something.
    """
    tokens = sentence.tokens
    verb = clause.verb
    parted = any(t.text == ";" and not is_quoted(t, inside) for t in tokens)
    for index, token in enumerate(tokens):
        own = own_subject(tokens, index)
        if own is None or own is clause.subject or is_quoted(token, inside):
            continue
        reports = token.lemma in CUES
        same = own.text.lower() in {"he", "she", "it", "who", "which", "that"}
        beside = token.dep == "conj" and token.head == clause.index
        above = verb.dep == "conj" and verb.head == index
        if (beside or above) and not (reports and same):
            return True
        another = reports and (spoken or token.dep == "advcl" or parted)
        if another and own.pos in {"NOUN", "PROPN"}:
            return True
    return False


def by_phrase(sentence: Sentence, inside: Sequence[QuotationSpan]) -> Token | None:
    """The source of "according to X", "as X put it" or "in X's view", if of the whole sentence."""
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        following = tokens[index + 1].lemma if index + 1 < len(tokens) else ""
        source = None
        if token.lemma not in _SOURCED or is_quoted(token, inside) or is_inserted(tokens, index):
            continue
        if token.lemma == "accord" and following == "to":
            source = child(tokens, index + 1, "pobj") or child(tokens, index, "pobj")
        elif token.lemma in VIEW_NOUNS and token.dep == "pobj":
            source = child(tokens, index, "poss") if _head(tokens, token) == "in" else None
        elif token.lemma in _PUT and token.dep == "advcl" and _opens_with_as(tokens, index):
            source = own_subject(tokens, index)
            if source is not None and not _is_subordinate(tokens, token.head):
                return source
            continue
        if source is not None and not _is_subordinate(tokens, index):
            return source
    return None


def _is_cue(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    known = token.pos == "VERB" and (token.lemma in CUES or token.lemma == "convince")
    return known or (token.pos in {"AUX", "VERB"} and governs_report(tokens, index))


def governs(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb is the sentence's root, joined to it, or stands as a parenthesis."""
    while tokens[index].dep == "conj" and tokens[index].head != index:
        index = tokens[index].head
    return tokens[index].head == index or tokens[index].dep in {"ROOT", "parataxis"}


def is_unreal(sentence: Sentence, index: int, inside: Sequence[QuotationSpan]) -> bool:
    """Whether a verb tells what might be said, what is not said, or asks what is."""
    tokens = sentence.tokens
    helpers = [t for t in tokens if tokens[t.head] is tokens[index] and t.dep == "aux"]
    if any(t.lemma in UNREAL for t in helpers):
        return True
    if tokens[index].lemma in _ASSERTING and is_denied(tokens, index):
        return True
    subject = own_subject(tokens, index)
    asks = subject is not None and any(t.start < subject.start for t in helpers)
    return asks and tokens[-1].text == "?" and not is_quoted(tokens[-1], inside)


def is_denied(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb is negated."""
    return any(t.head == index and t.dep == "neg" for t in tokens)


def subject_of(tokens: Sequence[Token], index: int) -> Token | None:
    """The subject of a verb, or the one it shares with the verb that it is joined to."""
    if own := own_subject(tokens, index):
        return own
    verb = tokens[index]
    passive = child(tokens, index, "nsubjpass") is not None
    if verb.dep == "conj" and verb.head != index and not passive:
        return subject_of(tokens, verb.head)
    return None


def own_subject(tokens: Sequence[Token], index: int) -> Token | None:
    """The subject of a verb that stands by it."""
    if tokens[index].lemma == "convince":  # "X is convinced that …"
        return child(tokens, index, "nsubjpass")
    return child(tokens, index, "nsubj")


def _has_content(sentence: Sentence, index: int, inside: Sequence[QuotationSpan]) -> bool:
    """Whether the verb has what it reports: a clause, a quotation, or an object of attitude."""
    tokens, lemma = sentence.tokens, sentence.tokens[index].lemma
    children = {t.dep for n, t in enumerate(tokens) if t.head == index and n != index}
    if governs_report(tokens, index):
        return True
    if children & {"ccomp", "parataxis"} and lemma not in NAMING:
        return True
    if lemma in NAMING:
        return "oprd" in children or bool(inside)
    if "xcomp" in children and lemma in _TAKES_INFINITIVE:
        return True
    if lemma in _TAKES_OBJECT and children & {"dobj", "prep"} and "prt" not in children:
        return lemma in ATTITUDE or "dobj" in children
    if lemma == "say" and children & {"dobj", "dep", "intj", "oprd"}:
        return True
    quotes = bool(inside) or tokens[index].dep == "parataxis" or sentence.text.endswith(":")
    return lemma in SPEECH and quotes


def _opens_with_as(tokens: Sequence[Token], index: int) -> bool:
    return any(t.head == index and t.text.lower() == "as" for t in tokens)


def _head(tokens: Sequence[Token], token: Token) -> str:
    return tokens[token.head].lemma


def _is_subordinate(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token stands in a clause below the sentence's main one."""
    while tokens[index].head != index:
        if tokens[index].dep in _ASIDE:
            return True
        index = tokens[index].head
    return False


def child(tokens: Sequence[Token], index: int, dep: str) -> Token | None:
    """The first token right under a place by this dependency."""
    return next((t for n, t in enumerate(tokens) if t.head == index and t.dep == dep), None)
