"""How far a cue reaches: not out of a subordinate clause, an insert or a question, nor to a label.

Parsers take the verb of a long side clause for the main one, and the label of a headline
("Report: …") for a subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.model import Token, place_of
from briefgen.viewpoints.phrases import noun_phrase

#: Words that make a clause a side clause where they stand before its subject.
_SUBORDINATORS = frozenset(
    "after although because before if since though unless until when whereas while".split()
)
_ASKING = frozenset({"ask", "enquire", "inquire"})
_DASHES = frozenset({"-", "--", "–", "—"})


def is_introduced(tokens: Sequence[Token], index: int, subject: Token) -> bool:
    """Whether a verb's clause is a side clause ("… after the board declared that …").

    Where the parse joins the verb to the main one ("it waits | after the board | declared"), what
    stands right before it is its subject.
    """
    if tokens[index].dep == "conj" and subject.start < tokens[tokens[index].head].start:
        return _is_led_in(tokens, index - 1)
    first = place_of(tokens, noun_phrase(tokens, subject)[0])
    return bool(first) and tokens[first - 1].text.lower() in _SUBORDINATORS


def _is_led_in(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is a noun under "after" or the like, if need be joined to another."""
    for _ in range(len(tokens)):
        token = tokens[index]
        if token.text.lower() in _SUBORDINATORS:
            return True
        if token.dep not in {"conj", "pobj", "compound"} or token.pos == "VERB":
            return False
        index = token.head
    return False


def is_label(tokens: Sequence[Token], subject: Token) -> bool:
    """Whether a colon parts a subject from its verb, so that it is none ("Report: …")."""
    after = place_of(tokens, subject) + 1
    return after < len(tokens) and tokens[after].text == ":"


def asks_whether(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb asks if something is so, and claims nothing."""
    under = {n: t.dep for n, t in enumerate(tokens) if t.head == index and n != index}
    # "They asked for a rise if …" and "asked to stay if …" have their object, and a condition.
    taken = {"ccomp"} if {"prep", "xcomp"} & set(under.values()) else {"ccomp", "advcl"}
    clauses = {n for n, dep in under.items() if dep in taken and n > index}
    return tokens[index].lemma in _ASKING and any(
        t.head in clauses and t.text.lower() in {"if", "whether"} and t.start > tokens[index].start
        for t in tokens
    )


def is_displaced(tokens: Sequence[Token], index: int, subject: Token) -> bool:
    """Whether a verb's subject was mistaken for another before a comma ("Voters, X said, …").

    Then a noun that is not the subject stands right before the verb, behind the comma.
    """
    before = index - 1
    while before > 0 and tokens[before].pos in {"ADV", "AUX", "PART"}:
        before -= 1
    first = place_of(tokens, subject)
    if before <= first or tokens[before].pos not in {"NOUN", "PROPN", "PRON"}:
        return False
    commas = [n for n in range(first + 1, before) if tokens[n].text == ","]
    return len(commas) == 1


def is_inserted(tokens: Sequence[Token], index: int) -> bool:
    """Whether a source's phrase stands between two dashes or brackets with what it is a source of.

    Alone between them it has nothing there to govern, and is the whole sentence's.
    """
    opened, closed = _insert(tokens, index)
    if not 0 < opened < closed:
        return False
    within = tokens[opened + 1 : closed]
    first = next((t for t in within if t.text[:1].isalnum()), tokens[index])
    alone = first is tokens[index] and not any(t.text == "," for t in within)
    return not alone


def _insert(tokens: Sequence[Token], index: int) -> tuple[int, int]:
    """The places of the marks round an insert that a token stands in; (0, 0) without one."""
    dashes = [n for n, t in enumerate(tokens) if t.text in _DASHES and _is_dash(tokens, n)]
    before = [n for n in dashes if n < index]
    after = [n for n in dashes if n > index]
    if len(before) % 2 and after:
        return before[-1], after[0]
    opened = max((n for n in range(index) if tokens[n].text == "("), default=0)
    closed = next((n for n in range(opened, len(tokens)) if tokens[n].text == ")"), 0)
    return (opened, closed) if closed > index else (0, 0)


def _is_dash(tokens: Sequence[Token], index: int) -> bool:
    """Whether a dash stands between words and joins neither them nor figures."""
    mark = tokens[index]
    spaced = index > 0 and tokens[index - 1].end < mark.start
    return spaced or mark.text in {"--", "—"}
