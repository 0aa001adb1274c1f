"""Inquits: the name and the verb of saying beside a quotation, told by their order.

“…,” said the banker Ann Lee; “…,” Ms. Lee, who runs it, demanded; Said Lee: “…”. Parsers often
take the quotation for the subject, or the aside for the clause; the order of words does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.model import Token, place_of
from briefgen.viewpoints.clauses import Clause
from briefgen.viewpoints.lexicon import SPEECH, TITLES
from briefgen.viewpoints.phrases import is_person
from briefgen.viewpoints.quotations import QuotationSpan

#: Verbs that stand beside a quotation as "say" does, though not elsewhere.
_SAYING = SPEECH | frozenset(
    """agree begin boast chide demand enthuse exclaim explode fume gush implore muse opine reason
    retort scoff sigh sneer speculate tease thunder venture wonder""".split()
)
_PAST_OR_PRESENT = frozenset({"VBD", "VBZ"})
_HE = frozenset({"he", "she"})
#: Parts of speech up to the head of a noun phrase.
_WITHIN = frozenset({"ADJ", "DET", "NOUN", "NUM", "PROPN"})
#: The longest aside between a name and its verb, and the longest name with its role, in tokens.
_ASIDE, _LONGEST = 24, 10
_COMMAS = frozenset({",", "(", "-", "–", "—"})


def inquit(tokens: Sequence[Token], inside: Sequence[QuotationSpan]) -> Clause | None:
    """The verb of saying and its subject beside a sentence's quotation; None without them."""
    for span in inside:
        after = next((n for n, t in enumerate(tokens) if t.start >= span.end), len(tokens))
        found = _inverted(tokens, after) or _plain(tokens, after)
        if found is not None and not _is_inside(found, inside):
            return found
    opens = _inverted(tokens, 0) if inside and tokens[0].text[:1].isupper() else None
    if opens is None or _is_inside(opens, inside):
        return None
    behind = next((n for n, t in enumerate(tokens) if t.start > opens.subject.start), len(tokens))
    return opens if behind < len(tokens) and tokens[behind].text in {":", ","} else None


def inquit_alone(tokens: Sequence[Token]) -> Clause | None:
    """The verb of saying and its subject in a sentence that is nothing else ("Lee demanded.")."""
    found = _inverted(tokens, 0) or _plain(tokens, 0)
    if found is None:
        return None
    behind = tokens[max(found.index, place_of(tokens, found.subject)) + 1 :]
    return found if all(t.pos == "PUNCT" for t in behind) else None


def _inverted(tokens: Sequence[Token], at: int) -> Clause | None:
    """A verb of saying at a place with a name or "he" behind it ("said the banker Ann Lee")."""
    if not _is_saying(tokens, at) or at + 1 >= len(tokens):
        return None
    last = _name_from(tokens, at + 1)
    return Clause(tokens[at], tokens[last], at) if last is not None else None


def _plain(tokens: Sequence[Token], at: int) -> Clause | None:
    """A name or "he" at a place and a verb of saying behind it, or behind an aside."""
    last = _name_from(tokens, at)
    if last is None:
        return None
    verb = last + 1
    if verb < len(tokens) and tokens[verb].text in _COMMAS:
        ends = (n for n in range(verb + 2, min(len(tokens) - 1, verb + _ASIDE)))
        verb = next((n + 1 for n in ends if tokens[n].text in {",", ")", "–", "—"}
                     and _is_saying(tokens, n + 1)), len(tokens))  # fmt: skip
    return Clause(tokens[verb], tokens[last], verb) if _is_saying(tokens, verb) else None


def _name_from(tokens: Sequence[Token], at: int) -> int | None:
    """The last word of the run of names and nouns at a place, if somebody, or of "he" and "she"."""
    if at < len(tokens) and tokens[at].text.lower() in _HE:
        return at
    end = at
    while end < min(len(tokens), at + _LONGEST) and _is_part(tokens[end]):
        end += 1
    last = end - 1
    return last if last >= at and (_is_name(tokens[last]) or is_person(tokens[last])) else None


def _is_part(token: Token) -> bool:
    """Whether a word can stand in a noun phrase up to its head."""
    return token.pos in _WITHIN or token.tag in {"POS", "HYPH"} or token.text.lower() in TITLES


def _is_name(token: Token) -> bool:
    return token.pos == "PROPN" and token.text[:1].isupper()


def _is_saying(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].lemma in _SAYING and tokens[at].tag in _PAST_OR_PRESENT


def _is_inside(clause: Clause, inside: Sequence[QuotationSpan]) -> bool:
    marked = (clause.verb, clause.subject)
    return any(span.start <= token.start < span.end for token in marked for span in inside)
