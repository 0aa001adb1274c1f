"""Reports by what a verb governs: demands, warnings and promises, feelings that something is so.

After the complements of verbs of speaking (Quirk et al. 1985, 16.31-63): "urged N to", "called on N
to", "warned against", "vowed to", "stressed the need", "made clear that", "remained adamant that".
They report as "said that" does; the bare verbs may also tell of acts ("pressed the button").
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.model import Token
from briefgen.viewpoints.lexicon import CONVICTION
from briefgen.viewpoints.phrases import is_person

#: Verbs with an infinitive, with or without who is to do it ("promised to", "told them to").
_TO_DO = frozenset(
    """advise ask beg caution challenge encourage exhort implore pledge promise request swear tell
    threaten urge vow warn""".split()
)
#: Verbs with somebody and an infinitive ("pressed the council to"), which alone tell of acts.
_SOMEBODY_TO_DO = frozenset("lobby petition press pressure push".split())
#: Verbs and the prepositions with which they report ("warned of", "appealed to N for").
_ABOUT = {
    "advise": {"against"},
    "agree": {"with"},
    "appeal": {"for", "to"},
    "argue": {"against", "for"},
    "boast": {"about", "of"},
    "call": {"for", "on", "upon"},
    "campaign": {"against", "for"},
    "caution": {"about", "against", "over"},
    "complain": {"about", "of", "over"},
    "insist": {"on", "upon"},
    "lash": {"at", "against"},
    "lobby": {"against", "for"},
    "object": {"to"},
    "plead": {"for", "with"},
    "press": {"for"},
    "push": {"for"},
    "speak": {"against"},
    "warn": {"about", "against", "of", "over"},
}
#: Verbs of speech and feeling with a thing ("hailed the deal", "stressed the need").
_THING = frozenset(
    """advocate bemoan blast champion decry deride emphasise emphasize express hail lambast lambaste
    lament pledge promise propose reaffirm recommend reiterate stress threaten underline underscore
    vow""".split()
)
#: Verbs that say of a thing what it is, and what they make of a clause ("made it clear that").
_MAKING, _MADE = frozenset({"make"}), frozenset({"clear", "known", "plain"})
#: Verbs that say of somebody what they feel, and the feelings of which a clause says why.
_BEING = frozenset({"be", "become", "feel", "remain", "stay"})
_FEELING = CONVICTION | frozenset(
    """alarmed angry clear concerned delighted disappointed doubtful emphatic glad happy insistent
    optimistic pessimistic pleased proud sceptical skeptical unconvinced unhappy wary worried
    """.split()
)


def governs_report(tokens: Sequence[Token], index: int) -> bool:
    """Whether a verb reports by what it governs, and is not denied."""
    under = [(n, t) for n, t in enumerate(tokens) if t.head == index and n != index]
    lemma = tokens[index].lemma
    if lemma in _BEING | _MAKING:
        words = _FEELING if lemma in _BEING else _MADE
        return _has_clause(tokens, index, words)
    if any(t.dep == "neg" for _, t in under) or tokens[index].pos != "VERB":
        return False
    deps = {t.dep for _, t in under}
    if "xcomp" in deps and lemma in _TO_DO:
        return True
    told = _is_to_do(tokens, under)
    if told and (lemma in _TO_DO or lemma in _SOMEBODY_TO_DO):
        return True
    if any(t.dep == "prep" and t.lemma in _ABOUT.get(lemma, ()) for _, t in under):
        return True
    return "dobj" in deps and lemma in _THING


def is_of_nobody(tokens: Sequence[Token], index: int, subject: Token) -> bool:
    """Whether nobody says what a verb governs ("storms threaten …", "it is clear that …")."""
    if tokens[index].lemma in _BEING and subject.text.lower() in {"it", "that", "this", "what"}:
        return True
    return subject.pos == "NOUN" and not is_person(subject)


def _is_to_do(tokens: Sequence[Token], under: Sequence[tuple[int, Token]]) -> bool:
    """Whether an infinitive hangs on a verb with who is to do it ("pressed them to sell")."""
    heads = [n for n, t in under if t.dep in {"xcomp", "ccomp"}]
    marked = {t.head for t in tokens if t.dep == "aux" and t.lemma == "to"}
    somebody = any(t.dep == "dobj" for _, t in under)
    led = any(t.dep == "nsubj" and t.head in heads for t in tokens)
    return any(n in marked for n in heads) and (somebody or led)


def _has_clause(tokens: Sequence[Token], index: int, words: frozenset[str]) -> bool:
    """Whether one of these words hangs on a verb, with the clause that it is about on either."""
    held = [
        n
        for n, t in enumerate(tokens)
        if (t.text.lower() in words or t.lemma in words) and index in {t.head, tokens[t.head].head}
    ]
    led = {t.head for t in tokens if t.dep == "mark" and t.lemma == "that"}
    clauses = (
        t.head
        for n, t in enumerate(tokens)
        if n not in held and (t.dep == "ccomp" or (n in led and t.dep in {"advcl", "csubj"}))
    )
    return bool(held) and any(head in {*held, index} for head in clauses)
