"""Whether a word in its sentence is asserted, denied, made conditional, or only mentioned."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.model import Token
from briefgen.viewpoints.lexicon import CONDITIONS, NEGATORS, REVERSERS

#: Heads that are looked at above a word.
_CLIMB = 12
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
        parity += sum(1 for t in children if t.text.lower() in NEGATORS)
        parity += any(_is_denied_subject(tokens, t) for t in children)
        parity += step > 0 and tokens[node].lemma in REVERSERS
        parity += any(t.lemma in REVERSERS and t.dep in {"acomp", "attr"} for t in children)
    return parity % 2 == 1


def _is_denied_subject(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a token is a subject that there is none of ("no president may …")."""
    index = tokens.index(token)
    return token.dep in {"nsubj", "nsubjpass"} and any(
        t.head == index and t.dep == "det" and t.lemma in {"no", "neither"} for t in tokens
    )


def is_conditional(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token stands in a clause that opens with "if", "unless" or the like."""
    return any(
        t.head == node and t.dep == "mark" and t.text.lower() in CONDITIONS
        for node in _path(tokens, index)
        for t in tokens
    )


def is_mentioned(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is only what is spoken of: "lifting the sanctions would …".

    So is what stands in a clause about a noun ("sanctions that can't be lifted").
    """
    for node in _path(tokens, index):
        token = tokens[node]
        bare = not any(t.head == node and t.dep == "det" for t in tokens)
        gerund = token.dep in {"nsubj", "nsubjpass"} and token.tag == "VBG" and bare
        if token.dep in {"csubj", "csubjpass", "relcl", "acl"} or gerund:
            return True
    return False


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
        if token.dep in _SIDE_CLAUSES or (token.dep == "conj" and not shares):
            break
    return scope
