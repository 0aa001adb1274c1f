"""Every sentence of all documents, matched with every issue: by terms, company, cues and focus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.evidence.company import Companion, Stretches, companions, stretches
from briefgen.evidence.focus import Matches, focused
from briefgen.evidence.matching import (
    BESIDE,
    NOWHERE,
    Finder,
    Match,
    by_cue,
    finder,
    matches,
    question_words,
)
from briefgen.evidence.own_names import own_names
from briefgen.evidence.terms import Topic
from briefgen.model import Document, Sentence
from briefgen.viewpoints import Attribution

#: Share of a document's sentences with a term from which it is about the issue.
_ABOUT = 0.1
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
        _all_of_one(parsed, said, matched, topics, company)
        for parsed, said, matched in zip(sentences, attributions, by_terms, strict=True)
    ]
    return focused(completed, len(topics))


def _all_of_one(
    sentences: Sequence[Sentence],
    said: Sequence[Attribution],
    by_terms: Matches,
    topics: Sequence[Topic],
    company: Sequence[Mapping[str, Companion]],
) -> Matches:
    """A document's matches: by terms, else by what stands beside them, else by a cue.

    A sentence that names another issue's terms, and none of this one, asserts the cue of that.
    """
    about = [topic for topic in topics if _is_about(by_terms, topic)]
    paragraphs = [sentence.paragraph for sentence in sentences]
    found = []
    for number, sentence in enumerate(sentences):
        on = _completed(sentences, number, by_terms, topics, company)
        more = _continued(number, paragraphs, said, by_terms)
        left = [] if any(by_terms[number]) else [t for t in about if not on[t.place]]
        more = {topic.place: by_cue(sentence.tokens, topic) for topic in left} | more
        found.append(tuple(match or more.get(n, match) for n, match in enumerate(on)))
    return tuple(found)


def _is_about(matched: Matches, topic: Topic) -> bool:
    """Whether a document with these matches by terms is about an issue."""
    return sum(bool(on[topic.place]) for on in matched) > _ABOUT * len(matched)


def _continued(
    number: int, paragraphs: Sequence[int], said: Sequence[Attribution], by_terms: Matches
) -> dict[int, Match]:
    """The matches of a sentence by the one beside it, where both are of one quotation."""
    here = said[number]
    if here.speaker is None or here.reported != "direct":
        return {}
    beside = [
        by_terms[n]
        for n in (number - 1, number + 1)
        if 0 <= n < len(said)
        and (said[n].speaker, said[n].reported, paragraphs[n])
        == (here.speaker, here.reported, paragraphs[number])
    ]
    return {
        place: Match(BESIDE, (f"of one quotation with {match.reasons[0]}",))
        for on in beside
        for place, match in enumerate(on)
        if match
    }


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
    return Match(BESIDE, (*reasons, *asks), asked=len(asked))
