"""Whether a word in its sentence is asserted, denied, made conditional, or only mentioned."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.model import Token, place_of
from briefgen.viewpoints.lexicon import (
    CONDITIONS,
    CUES,
    DENIALS,
    DUTY,
    EVALUATION,
    NEGATORS,
    NOTIONS,
    REVERSERS,
    UPHOLDING,
)

#: Heads that are looked at above a word.
_CLIMB = 12
#: What tells of a doing or a judgement rather than being one.
_TELLING = CUES | EVALUATION | UPHOLDING
_NOBODY = frozenset({"nothing", "nobody", "none", "few", "no-one"})
_EXCEPTIONS = frozenset({"unless", "provided", "without"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_SIDE_CLAUSES = frozenset({"advcl", "relcl", "acl", "parataxis"})


def depth(tokens: Sequence[Token], index: int) -> int:
    """How many heads stand above a token."""
    found = 0
    while tokens[index].head != index and found < len(tokens):
        index, found = tokens[index].head, found + 1
    return found


def is_negated(tokens: Sequence[Token], index: int) -> bool:
    """Parity of the negations above a token, each on its way to the root."""
    scope = _scope(tokens, index)
    parity = 0
    for step, node in enumerate(scope):
        children = [t for n, t in enumerate(tokens) if t.head == node and n not in scope]
        parity += sum(1 for t in children if _denies(t, tokens[node]))
        parity += step > 0 and tokens[node].lemma == "without"
        parity += any(_is_denied_subject(tokens, t) for t in children)
        parity += step > 0 and _reverses(tokens[node])
        parity += any(t.lemma in REVERSERS and t.dep in {"acomp", "attr"} for t in children)
    return parity % 2 == 1


def _reverses(token: Token) -> bool:
    """Whether a word turns round what stands below it."""
    return token.lemma in REVERSERS or (token.pos == "VERB" and token.lemma in DENIALS)


def _denies(token: Token, head: Token) -> bool:
    """Whether a word denies its head: not a "nor" that only joins what comes next to it."""
    joins = token.dep == "cc" and token.start > head.start
    return token.text.lower() in NEGATORS - {"without"} and not joins


def _is_denied_subject(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a token is a subject that there is none of ("no president may …", "few think …")."""
    index = place_of(tokens, token)
    none = token.text.lower() in _NOBODY or any(
        t.head == index and t.dep in {"det", "amod"} and t.lemma in {"no", "neither", "few"}
        for t in tokens
    )
    return none and token.dep in {"nsubj", "nsubjpass"}


def is_conditional(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token stands in a clause with "if" or the like, or holds but for an exception.

    The exception is one of "unless", "provided" and "without" ("not without a vote").
    """
    path = _path(tokens, index)
    clauses = [n for n, t in enumerate(tokens) if t.head in path and t.dep == "advcl"]
    marks = (t for t in tokens if t.dep == "mark" and t.head in path)
    if any(t.text.lower() in CONDITIONS for t in marks):
        return True
    if any(_is_condition(tokens, clause) for clause in clauses):
        return True
    exceptions = (
        t for n, t in enumerate(tokens) if t.text.lower() in _EXCEPTIONS and n not in path
    )
    return any(t.head in {*path, *clauses} for t in exceptions)


def _is_condition(tokens: Sequence[Token], clause: int) -> bool:
    """Whether a side clause opens with "if" or "unless", and not with "even if"."""
    opening = {t.text.lower() for t in tokens if t.head == clause and t.dep in {"mark", "advmod"}}
    return bool(opening & {"if", "unless"}) and "even" not in opening


def is_mentioned(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is only what is spoken of, and not what is upheld.

    So is the subject of what is not plainly in its favour ("lifting the sanctions would …"), what
    stands in a clause about a noun ("sanctions that can't be lifted"), and an infinitive beside
    what is turned down ("reject calls to lift them").
    """
    for node in _path(tokens, index):
        token = tokens[node]
        topic = token.dep in _SUBJECTS and not _is_upheld(tokens, token.head)
        infinitive = any(t.head == node and t.text.lower() == "to" for t in tokens)
        purpose = token.dep == "advcl" and infinitive and tokens[token.head].lemma in REVERSERS
        about = token.dep in {"relcl", "acl"} and not _is_judged(tokens, node)
        if topic or about or purpose:
            return True
    return False


def is_done(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb tells what was or has been done ("we have raised it"), and judges nothing."""
    verb = tokens[index]
    if verb.pos != "VERB" or verb.lemma in _TELLING:
        return False
    helpers = [t for t in tokens if t.head == index and t.dep in {"aux", "auxpass"}]
    if any(t.tag == "MD" or t.lemma in DUTY for t in helpers):
        return False
    has = any(t.lemma == "have" and t.tag != "VB" for t in helpers)
    was = any(t.tag == "VBD" for t in helpers)
    return verb.tag == "VBD" or (verb.tag == "VBN" and (has or was))


def _is_upheld(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a predicate is in favour of its subject: a duty, or something good of it."""
    predicate = {
        n for n, t in enumerate(tokens) if t.head == verb and t.dep in {"conj", "acomp", "attr"}
    }
    said = [tokens[n].lemma for n in (verb, *predicate)]
    duty = any(t.head == verb and t.dep == "aux" and t.lemma in DUTY for t in tokens)
    return (duty or bool(UPHOLDING & set(said))) and not is_negated(tokens, verb)


def _is_judged(tokens: Sequence[Token], index: int) -> bool:
    """Whether a clause is what a noun says of "it" ("it would be a mistake to …")."""
    head = tokens[index].head
    verb = tokens[head].head
    it = any(t.head == verb and t.dep == "nsubj" and t.text.lower() == "it" for t in tokens)
    judgement = tokens[head].dep == "attr" and tokens[head].lemma in EVALUATION | REVERSERS
    return tokens[index].dep == "acl" and judgement and it


def _path(tokens: Sequence[Token], index: int) -> list[int]:
    """A token and its heads up to the root, at most `_CLIMB` of them."""
    path = [index]
    while tokens[index].head != index and len(path) < _CLIMB:
        index = tokens[index].head
        path.append(index)
    return path


def _scope(tokens: Sequence[Token], index: int) -> list[int]:
    """The part of the path that a negation above reaches: not out of a side clause.

    "Or" and "nor" share a negation between what they join, "and" and "but" do not.
    """
    scope = []
    for node in _path(tokens, index):
        scope.append(node)
        token = tokens[node]
        shares = any(
            t.dep == "cc" and t.head == token.head and t.lemma in {"or", "nor"} for t in tokens
        )
        told = token.dep == "acl" and tokens[token.head].lemma in NOTIONS
        aside = token.dep in _SIDE_CLAUSES and not told and not _is_judged(tokens, node)
        if aside or (token.dep == "conj" and not shares):
            break
    return scope
