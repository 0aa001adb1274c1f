"""Which sentences are on an issue: by its terms, their lemmas, and the question's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.model import Issue, Sentence, Token
from briefgen.viewpoints import Asks, Cue, asked, cue, depth, stems

#: What a term that is only mentioned in passing counts, beside one that the clause is about.
_IN_PASSING = 0.6
#: Depth in the parse from which a mention is one in passing.
_DEEP = 4
#: What each of the question's words adds, and at most.
_QUESTION_WORD, _QUESTION_MOST = 0.15, 0.45

Term = tuple[frozenset[str], ...]
#: A sentence's words without its marks: the index of the token and the forms that match it.
Words = Sequence[tuple[int, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Topic:
    """An issue ready to be matched: terms as stems of their words, the question's lemmas, cues.

    `place` is the issue's among the spec's. `asks`: what the question asks for.
    """

    place: int
    issue: Issue
    terms: tuple[Term, ...]
    question: frozenset[str]
    cues: Mapping[str, tuple[Cue, ...]]
    asks: Asks


def phrases(issues: Sequence[Issue]) -> tuple[str, ...]:
    """Every short text of the issues that has to be annotated, in the order `topics` wants."""
    return tuple(text for issue in issues for text in _phrases(issue))


def topics(issues: Sequence[Issue], annotated: Sequence[Sequence[Token]]) -> tuple[Topic, ...]:
    """The issues with the annotation of their `phrases`."""
    tokens = iter(annotated)
    return tuple(_topic(place, issue, tokens) for place, issue in enumerate(issues))


def _phrases(issue: Issue) -> Iterator[str]:
    yield issue.title
    yield issue.question
    yield from issue.terms
    for position in issue.positions:
        yield from position.cues


def _topic(place: int, issue: Issue, tokens: Iterator[Sequence[Token]]) -> Topic:
    title, question = next(tokens), next(tokens)
    given = [_term(next(tokens)) for _ in issue.terms]
    terms = tuple(t for t in given if t) or _derived(title, question)
    known = {form for term in terms for word in term for form in word}
    cues = {p.id: tuple(cue(next(tokens), known) for _ in p.cues) for p in issue.positions}
    words = frozenset(t.lemma for t in question if t.content)
    return Topic(place, issue, terms, words, cues, asked(question))


def _term(tokens: Sequence[Token]) -> Term:
    return tuple(_forms(token) for token in tokens if token.pos != "PUNCT")


def _forms(token: Token) -> frozenset[str]:
    """An acronym matches only itself ("START", not "start"); another word by its stems."""
    is_acronym = token.text.isupper() and len(token.text) > 1
    return frozenset({token.text}) if is_acronym else stems(token)


def _derived(title: Sequence[Token], question: Sequence[Token]) -> tuple[Term, ...]:
    """Terms for an issue without any: its title's nouns, else its question's."""
    for text in (title, question):
        words = [t for t in text if t.content and t.pos in {"NOUN", "PROPN"}]
        words = words or [t for t in text if t.content]
        if words:
            return tuple((stems(word),) for word in words)
    return ()


def relevances(sentence: Sentence, topics: Sequence[Topic], speaker: str = "") -> tuple[float, ...]:
    """How much a sentence is on each issue; 0 where none of its terms stands in it.

    The name of the sentence's `speaker` is no term: who speaks is not what is spoken of.
    """
    named = _name(sentence, speaker)
    words = [
        (n, _forms(t)) for n, t in enumerate(sentence.tokens) if t.pos != "PUNCT" and n not in named
    ]
    return tuple(_relevance(sentence, words, topic) for topic in topics)


def _name(sentence: Sentence, speaker: str) -> set[int]:
    """The tokens that name the speaker as a subject."""
    said = set(speaker.split())
    return {
        n
        for n, t in enumerate(sentence.tokens)
        if t.text in said and (t.dep == "nsubj" or sentence.tokens[t.head].dep == "nsubj")
    }


def _relevance(sentence: Sentence, words: Words, topic: Topic) -> float:
    found = [p for term in topic.terms for p in _places(words, term)[:1]]
    found = [p for p in found if not _is_title(sentence.tokens, p)]
    if not found:
        return 0.0
    nearest = min(depth(sentence.tokens, place) for place in found)
    base = 1.0 if nearest < _DEEP else _IN_PASSING
    lemmas = {t.lemma for t in sentence.tokens}
    asked = min(_QUESTION_MOST, _QUESTION_WORD * len(topic.question & lemmas))
    return base + 0.2 * min(2, len(found) - 1) + asked


def opens_with(sentence: Sentence, topic: Topic) -> bool:
    """Whether a sentence's first noun belongs to one of the issue's terms."""
    first = next((t for t in sentence.tokens if t.pos in {"NOUN", "PROPN"}), None)
    return first is not None and any(stems(first) & w for term in topic.terms for w in term)


def _is_title(tokens: Sequence[Token], place: int) -> bool:
    """Whether a term only stands before a person's name ("Syrian President Bashar al-Assad")."""
    head = place
    while tokens[head].dep in {"compound", "amod", "nmod"} and tokens[head].head != head:
        head = tokens[head].head
    return head != place and tokens[head].entity == "PERSON"


def _places(words: Words, term: Term) -> list[int]:
    """Where a term's words stand one after the other, hyphens aside."""
    first, rest = term[0], range(1, len(term))
    return [
        words[at][0]
        for at in range(len(words) - len(term) + 1)
        if first & words[at][1] and all(term[k] & words[at + k][1] for k in rest)
    ]
