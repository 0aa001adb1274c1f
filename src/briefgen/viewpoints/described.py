"""Views that a text sets out for somebody without a word of saying, or before a colon.

"The driver said the same thing: fares should be free" and "The cyclists see another town. …" go
on in somebody's sense, and where that ends cannot be told: up to the paragraph's end it is
nobody's that could be quoted.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.model import Sentence, Token
from briefgen.viewpoints.clauses import Clause, is_quoted, is_writers, subject_of
from briefgen.viewpoints.lexicon import BELIEF, SPEECH
from briefgen.viewpoints.phrases import is_person
from briefgen.viewpoints.quotations import QuotationSpan

#: Nouns for what somebody holds, with whose it is ("the argument of the landlords: …").
_VIEWS = frozenset(
    """answer argument belief case claim complaint conviction credo demand logic mantra message
    objection opinion position reasoning refrain reply slogan verdict view""".split()
)
_PLAIN = frozenset("clear different easy obvious plain simple straightforward".split())
_OTHER = frozenset({"another", "different", "other"})
_OTHERWISE = frozenset({"differently", "otherwise"})
_MINE = frozenset({"i", "me", "my", "our", "us", "we"})
_WHEN = frozenset({"DATE", "TIME"})
_TIMES = frozenset("century day decade moment month now present time week while year".split())
_OPENERS = frozenset("“\"‘'«`")


def sets_off(sentence: Sentence, inside: Sequence[QuotationSpan]) -> bool:
    """Whether somebody's words or view follow a colon in a sentence, without marks of their own."""
    tokens = sentence.tokens
    colon = next((n for n, t in enumerate(tokens) if t.text == ":" and not is_quoted(t, inside)), 0)
    if not 0 < colon < len(tokens) - 1 or tokens[colon + 1].text[0] in _OPENERS:
        return False
    before = [n for n in range(colon) if not is_quoted(tokens[n], inside)]
    return any(_says(tokens, n) or _is_owned_view(tokens, n) for n in before)


def describes(sentence: Sentence) -> bool:
    """Whether a sentence only opens somebody's view of things, which those after it set out."""
    tokens = sentence.tokens
    root = next((n for n, t in enumerate(tokens) if t.head == n), 0)
    about = {t.lemma for t in tokens if t.head == root}
    if _is_for_somebody(tokens):
        return bool(about & _PLAIN)
    subject = subject_of(tokens, root)
    if tokens[root].lemma not in {"see", "view"} or subject is None or _is_mine(subject):
        return False
    seen = {n for n, t in enumerate(tokens) if t.head == root and t.dep == "dobj"}
    return bool(about & _OTHERWISE) or any(t.head in seen and t.lemma in _OTHER for t in tokens)


def _is_mine(token: Token) -> bool:
    return token.text.lower() in _MINE


def _says(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word is a verb of saying or thinking with a subject that is somebody."""
    verb = tokens[index]
    subject = subject_of(tokens, index)
    if verb.lemma not in SPEECH | BELIEF or verb.pos != "VERB" or subject is None:
        return False
    if any(t.head == index and t.dep in {"neg", "xcomp"} for t in tokens):
        return False  # "did not answer", "continue to ignore"
    return not is_writers(Clause(verb, subject, index), tokens)


def _is_owned_view(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word is a view that is said to be somebody's."""
    if tokens[index].lemma not in _VIEWS or tokens[index].pos != "NOUN":
        return False
    of = {n for n, t in enumerate(tokens) if t.head == index and t.lemma in {"of", "from"}}
    owners = [t for t in tokens if (t.head == index and t.dep == "poss") or t.head in of]
    return any(is_person(t) and not _is_mine(t) for t in owners)


def _is_for_somebody(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with "For" somebody, and a comma."""
    comma = next((n for n, t in enumerate(tokens) if t.text == ","), 0)
    if not tokens or tokens[0].text != "For" or not 1 < comma <= 8:
        return False
    return not any(_is_mine(t) or t.entity in _WHEN or t.lemma in _TIMES for t in tokens[1:comma])
