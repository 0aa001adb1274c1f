"""Every sentence of all documents, matched with every issue: by terms, company and focus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.evidence.company import Companion, Stretches, companions, stretches
from briefgen.evidence.focus import Matches, focused
from briefgen.evidence.matching import (
    NOWHERE,
    Finder,
    Match,
    finder,
    matches,
    question_words,
)
from briefgen.evidence.own_names import own_names
from briefgen.evidence.terms import Topic
from briefgen.model import Document, Sentence
from briefgen.viewpoints import Attribution

#: What a sentence without a term is worth that is on the issue by its neighbour and its words.
_BESIDE = 0.4
#: From this likelihood ratio on (p < .001), a word that keeps company counts twice.
_SURE = 10.83
#: What a sentence without a term must have: one such word, one that the question asks for, or two.
_NEEDED = 2


def all_matches(
    documents: Sequence[Document],
    sentences: Sequence[Sequence[Sentence]],
    attributions: Sequence[Sequence[Attribution]],
    topics: Sequence[Topic],
) -> tuple[Matches, ...]:
    """How much each sentence of each document is on each issue, and why.

    Linear in the number of sentences; every document counts as a source of its own.
    """
    found = finder(topics)
    by_terms = [
        _by_terms(document, parsed, said, topics, found)
        for document, parsed, said in zip(documents, sentences, attributions, strict=True)
    ]
    texts = [stretches(parsed) for parsed in sentences]
    company = [_company(texts, by_terms, topic) for topic in topics]
    completed = [
        tuple(_completed(parsed, n, matched, topics, company) for n in range(len(parsed)))
        for parsed, matched in zip(sentences, by_terms, strict=True)
    ]
    return focused(completed, len(topics))


def _by_terms(
    document: Document,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    topics: Sequence[Topic],
    found: Finder,
) -> Matches:
    own = own_names(document.text, sentences, topics)
    finders = (found, Finder(own)) if own else (found,)
    return tuple(
        matches(sentence, topics, finders, said.speaker.name if said.speaker else "")
        for sentence, said in zip(sentences, attributions, strict=True)
    )


def _company(
    texts: Sequence[Stretches], by_terms: Sequence[Matches], topic: Topic
) -> Mapping[str, Companion]:
    """What keeps company with an issue's terms, without what is a term by itself."""
    on = [[bool(matched[topic.place]) for matched in sentences] for sentences in by_terms]
    own = {form.lower() for t in topic.terms if len(t.words) == 1 for form in t.words[0]}
    return {word: found for word, found in companions(texts, on).items() if word not in own}


def _completed(
    sentences: Sequence[Sentence],
    number: int,
    matched: Matches,
    topics: Sequence[Topic],
    company: Sequence[Mapping[str, Companion]],
) -> tuple[Match, ...]:
    """A sentence's matches, with those that a neighbour with a term and its own words make."""
    here = matched[number]
    around = [matched[n] for n in (number - 1, number + 1) if 0 <= n < len(matched)]
    places = [n for n in range(len(topics)) if not here[n] and any(on[n] for on in around)]
    if not places:
        return here
    completed = list(here)
    for n in places:
        beside = next(on[n] for on in around if on[n])
        completed[n] = _by_company(sentences[number], topics[n], company[n], beside)
    return tuple(completed)


def _by_company(
    sentence: Sentence, topic: Topic, company: Mapping[str, Companion], beside: Match
) -> Match:
    """The match of a sentence without a term, by the words that keep company with the terms."""
    kept = {t.lemma: t.text for t in sentence.tokens if t.content and t.lemma in company}
    asked = question_words(sentence.tokens, topic)
    points = sum(1 + (company[n].likelihood >= _SURE) + (n in asked) for n in kept)
    if points < _NEEDED:
        return NOWHERE
    reasons = [f"beside a sentence with {beside.reasons[0]}"]
    for lemma, word in kept.items():
        reasons.append(
            f"keeps company with the terms: {word} (in {company[lemma].sources} sources)"
        )
    asks = tuple(f"question: {word}" for word in asked.values())
    return Match(_BESIDE, (*reasons, *asks), asked=len(asked))
