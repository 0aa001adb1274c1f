"""Issues ready to be matched: their terms word by word, with the other names of what they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.evidence.inflection import inflected
from briefgen.evidence.names import SAME
from briefgen.model import Issue, Position, Sentence, Token
from briefgen.viewpoints import Ask, Asks, Cue, asked, cue, own_words, stems

#: A word of a name, and an acronym with stops ("U.N."); hyphens and possessives stand for nothing.
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'](?!s\b)[^\W_]+)*")
_ALNUM, _POSSESSIVE = re.compile(r"[^\W_]"), frozenset({"'s", "’s", "'", "’"})
_HYPHENATED = re.compile(r"(?<![\w-])[^\W_]+-[^\W_]+(?![\w-])")
#: From so many letters on, a word in capitals is one that is shouted and no acronym.
_SHOUTED = 7


@dataclass(frozen=True, slots=True)
class Term:
    """What shows that a sentence is on an issue, word by word.

    A word is the forms in which it may stand: stems in small letters, names as they are written.
    `of` is the term whose other name this is, and empty for a term itself.
    """

    text: str
    words: tuple[frozenset[str], ...]
    of: str = ""

    @property
    def reason(self) -> str:
        """Why a sentence that holds this is on the issue."""
        return f"alias of {self.of}: {self.text}" if self.of else f"term: {self.text}"


@dataclass(frozen=True, slots=True)
class Topic:
    """An issue ready to be matched: its terms and their aliases, the question's lemmas, cues.

    `place` is the issue's among the spec's. `asks`: what the question asks for. `ask`: the question
    and the positions' labels, cues and examples, annotated; `own`: the stems that only one of the
    positions has, in their order.
    """

    place: int
    issue: Issue
    terms: tuple[Term, ...]
    question: frozenset[str]
    cues: Mapping[str, tuple[Cue, ...]]
    asks: Asks
    ask: Ask
    own: tuple[frozenset[str], ...]


def phrases(issues: Sequence[Issue]) -> tuple[str, ...]:
    """Every short text of the issues that has to be annotated, in the order `topics` wants."""
    return tuple(text for issue in issues for text in _phrases(issue))


def topics(issues: Sequence[Issue], annotated: Sequence[Sequence[Token]]) -> tuple[Topic, ...]:
    """The issues with the annotation of their `phrases`."""
    tokens = iter(annotated)
    return tuple(_topic(place, issue, tokens) for place, issue in enumerate(issues))


def opens_with(sentence: Sentence, topic: Topic) -> bool:
    """Whether a sentence's first noun belongs to one of the issue's terms."""
    first = next((t for t in sentence.tokens if t.pos in {"NOUN", "PROPN"}), None)
    return first is not None and any(forms(first) & w for t in topic.terms for w in t.words)


def forms(token: Token) -> frozenset[str]:
    """The forms under which a token of a text matches a term's word.

    An acronym matches only itself ("START", not "start"), with stops or without.
    """
    text = token.text
    if text.isupper() and len(text) > 1:
        bare = text.replace(".", "")
        return frozenset({bare, text.lower()} if len(bare) >= _SHOUTED else {bare})
    return stems(token) | {text}


@cache
def surfaces(word: frozenset[str]) -> frozenset[str]:
    """Every case-folded token that can match a term's word: what is not here is not looked at."""
    names = (form.casefold() for form in word if is_exact(form))
    stopped = (".".join(f.casefold()) for f in word if is_exact(f) and f.isupper())
    return stem_surfaces(word).union(names, (s + end for s in stopped for end in ("", ".")))


@cache
def stem_surfaces(word: frozenset[str]) -> frozenset[str]:
    """The case-folded tokens that can match one of the stems of a term's word."""
    return frozenset[str]().union(*(inflected(form) for form in word if not is_exact(form)))


def is_exact(form: str) -> bool:
    """Whether a form of a term's word is a name, which matches as it is written and no other."""
    return form != form.lower()


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are written, without hyphens, stops and possessives."""
    return tuple(word.replace(".", "") for word in _WORD.findall(name))


def is_word(token: Token) -> bool:
    """Whether a token counts in a phrase: marks and the possessive's ending do not."""
    return token.text not in _POSSESSIVE and (
        token.pos == "SYM" or _ALNUM.search(token.text) is not None
    )


def _phrases(issue: Issue) -> Iterator[str]:
    yield issue.title
    yield issue.question
    yield from issue.terms
    for position in issue.positions:
        yield from _texts(position)


def _texts(position: Position) -> tuple[str, ...]:
    """What is said for a position: its label, then cues, then examples."""
    return (position.label, *position.cues, *position.examples)


def _topic(place: int, issue: Issue, tokens: Iterator[Sequence[Token]]) -> Topic:
    title, question = next(tokens), next(tokens)
    given = [Term(text, _words(next(tokens))) for text in issue.terms]
    terms = tuple(t for t in given if t.words) or _derived(title, question)
    known = {form for term in terms for word in term.words for form in word}
    texts = tuple(_texts(position) for position in issue.positions)
    stated = tuple(tuple(next(tokens) for _ in of) for of in texts)
    cues = {
        position.id: tuple(cue(text, known) for text in of[1 : 1 + len(position.cues)])
        for position, of in zip(issue.positions, stated, strict=True)
    }
    ask = Ask(issue.question or issue.title, question or title, texts, stated)
    return Topic(
        place=place,
        issue=issue,
        terms=_with_aliases(terms),
        question=frozenset(t.lemma for t in question if t.content),
        cues=cues,
        asks=asked(question),
        ask=ask,
        own=own_words(ask),
    )


def _words(tokens: Iterable[Token]) -> tuple[frozenset[str], ...]:
    return tuple(_forms(token) for token in tokens if is_word(token))


def _forms(token: Token) -> frozenset[str]:
    """The forms of a term's word: stems, but of an acronym or a word for a people itself alone."""
    if token.text in SAME or (token.text.isupper() and len(token.text) > 1):
        return frozenset({token.text.replace(".", "")})
    return stems(token)


def _derived(title: Sequence[Token], question: Sequence[Token]) -> tuple[Term, ...]:
    """Terms for an issue without any: its title's nouns, else its question's."""
    for text in (title, question):
        words = [t for t in text if t.content and t.pos in {"NOUN", "PROPN"}]
        words = words or [t for t in text if t.content]
        if words:
            return tuple(Term(word.text, (_forms(word),)) for word in words)
    return ()


def _with_aliases(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms, then what else names the same; nothing twice."""
    found: dict[tuple[frozenset[str], ...], Term] = {}
    for one in (*terms, *(alias for term in terms for alias in _aliases(term))):
        found.setdefault(one.words, one)
    return tuple(found.values())


def _aliases(term: Term) -> Iterator[Term]:
    """A term by other spellings, and with each country or body in it by its other names."""
    spelled = name_words(term.text)
    if len(spelled) != len(term.words):
        return
    for pair in _HYPHENATED.finditer(term.text):
        at = len(name_words(term.text[: pair.start()]))
        first = spelled[at].lower()
        joined = frozenset(first + form for form in term.words[at + 1] if not is_exact(form))
        text = term.text.replace(pair[0], pair[0].replace("-", ""))
        yield Term(text, (*term.words[:at], joined, *term.words[at + 2 :]), term.text)
    taken: set[int] = set()
    for at, size in _names_in(spelled):
        if taken.isdisjoint(range(at, at + size)):
            taken.update(range(at, at + size))
            name = " ".join(spelled[at : at + size])
            for other in SAME[name]:
                if other != name:
                    yield _renamed(term, at, size, other)


def _names_in(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where names of countries and bodies stand among words, and how long each is."""
    for size in range(len(words), 0, -1):
        for at in range(len(words) - size + 1):
            if " ".join(words[at : at + size]) in SAME:
                yield at, size


def _renamed(term: Term, at: int, size: int, other: str) -> Term:
    spelled, new = name_words(term.text), name_words(other)
    words = (*term.words[:at], *(frozenset({w}) for w in new), *term.words[at + size :])
    return Term(" ".join((*spelled[:at], other, *spelled[at + size :])), words, term.text)
