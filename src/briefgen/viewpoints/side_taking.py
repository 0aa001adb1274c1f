"""Whether a sentence takes a side on an issue's question at all, at first sight.

A logistic regression whose features hold no word of any article: how near a sentence, its paragraph
and its document are to what the issue's positions say (or to the question, where it has none), who
speaks, and the signs of a dispute. What is likeliest is looked at again by `sides`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import exp, sqrt

from briefgen.model import Sentence, Token
from briefgen.viewpoints.attribution import Attribution
from briefgen.viewpoints.lexicon import DISPUTE, NEGATORS

#: What a feature is counted to at most, and the words at which a sentence's length counts 1 and 2.
_NEGATIONS, _DISPUTES, _HITS, _LENGTH = 2, 2, 4, 30

#: The features of a sentence, by their names.
Features = Mapping[str, float]


def side_taking(
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    on: Sequence[bool],
    stances: Sequence[Sequence[Token]],
    weights: Mapping[str, float],
    *,
    report: bool,
) -> tuple[float, ...]:
    """The probability, at first sight, that each sentence of a document takes a side on an issue.

    `on`: whether a sentence holds a term of the issue. `stances`: the tokens of the positions'
    texts or, without positions, of the question; `weights` differ with that, the intercept's name
    is "". `report`: the document is a news report, whose author is no party.
    """
    rows = features(sentences, attributions, on, stances, report=report)
    return tuple(_logistic(row, weights) for row in rows)


def features(
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    on: Sequence[bool],
    stances: Sequence[Sequence[Token]],
    *,
    report: bool,
) -> tuple[Features, ...]:
    """The features of each sentence of a document."""
    asked = [_content(stance) for stance in stances]
    said = [_content(sentence.tokens) for sentence in sentences]
    near = [[_cosine(words, stance) for stance in asked] or [0.0] for words in said]
    nearest = [max(row) for row in near]
    paragraphs = [sentence.paragraph for sentence in sentences]
    known = frozenset().union(*asked)
    hits = [float(min(_HITS, len(known & words.keys()))) for words in said]
    of_document = sum(nearest) / max(1, len(nearest))
    shared = zip(
        _means(nearest, paragraphs), _means([float(held) for held in on], paragraphs), strict=True
    )
    return tuple(
        {
            "nearness": sum(near[n]) / len(near[n]),
            "nearest": nearest[n],
            "nearest in paragraph": paragraph,
            "nearest in document": of_document,
            "words before": hits[n - 1] if n else hits[n],
            "term": float(on[n]),
            "terms in paragraph": terms,
            **_of_speech(sentences[n], attributions[n], report=report),
        }
        for n, (paragraph, terms) in enumerate(shared)
    )


def _of_speech(sentence: Sentence, attribution: Attribution, *, report: bool) -> Features:
    """The features of a sentence that have nothing to do with the issue.

    The author of an essay is a party as those are who speak in a report.
    """
    tokens, authors = sentence.tokens, attribution.speaker is None and not attribution.unknown
    direct = attribution.reported == "direct" and not attribution.unknown
    return {
        "negations": float(min(_NEGATIONS, sum(t.text.lower() in NEGATORS for t in tokens))),
        "disputes": float(
            min(_DISPUTES, sum(t.lemma in DISPUTE and t.pos == "VERB" for t in tokens))
        ),
        "direct": float(direct or (authors and not report)),
        "indirect": float(attribution.reported == "indirect"),
        "told": float(authors and report),
        "number": float(any(t.pos == "NUM" for t in tokens)),
        "question": float("?" in sentence.text),
        "length": min(2.0, len(tokens) / _LENGTH),
    }


def _content(tokens: Sequence[Token]) -> Counter[str]:
    return Counter(token.lemma for token in tokens if token.content)


def _cosine(words: Counter[str], others: Counter[str]) -> float:
    """The cosine of two texts' word counts."""
    if not words or not others:
        return 0.0
    shared = sum(count * others[word] for word, count in words.items() if word in others)
    return shared / sqrt(
        sum(count**2 for count in words.values()) * sum(count**2 for count in others.values())
    )


def _means(values: Sequence[float], groups: Sequence[int]) -> list[float]:
    """The mean of each value's group."""
    members: dict[int, list[float]] = defaultdict(list)
    for value, group in zip(values, groups, strict=True):
        members[group].append(value)
    means = {group: sum(of) / len(of) for group, of in members.items()}
    return [means[group] for group in groups]


def _logistic(row: Features, weights: Mapping[str, float]) -> float:
    return 1 / (1 + exp(-(weights[""] + sum(weights[name] * row[name] for name in row))))
