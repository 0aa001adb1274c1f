"""In whose mouth the attribution of whole sentences puts what annotators heard somebody say.

A sentence counts if four fifths of it stand in one relation's content, cue and source and the
relation has a source that is a name: "right" where the speaker who is named shares its last name,
"wrong" where another is named, "own" where it is taken for the author's, "nobody" else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from attribution_articles import Article, Relation

from briefgen.model import Sentence
from briefgen.viewpoints import Attribution, attribute

_COVERED = 0.8


def mouths(articles: Sequence[Article]) -> dict[str, int]:
    """How many sentences are put in the right mouth, in a wrong one, the author's, or nobody's."""
    counts = Counter(verdict for article in articles for *_, verdict in judged(article))
    return {name: counts[name] for name in ("right", "wrong", "own", "nobody")}


def judged(article: Article) -> Iterator[tuple[Sentence, Relation, Attribution, str]]:
    """Each sentence that a named source says as a whole, and the verdict on its attribution."""
    given = attribute(article.document, article.sentences)
    for sentence, attribution in zip(article.sentences, given, strict=True):
        for relation in article.relations:
            names = _names(article, relation)
            if names and _covers(relation, sentence):
                yield sentence, relation, attribution, _verdict(attribution, names)
                break


def _verdict(attribution: Attribution, names: set[str]) -> str:
    if attribution.unknown or attribution.mixed:
        return "nobody"
    if attribution.speaker is None:
        return "own"
    return "right" if _words(attribution.speaker.name) & names else "wrong"


def _names(article: Article, relation: Relation) -> set[str]:
    """The proper nouns of a source; none where it is a pronoun or a common noun."""
    return {
        word
        for start, end in relation.source
        for sentence in article.sentences
        if sentence.start < end and sentence.end > start
        for token in sentence.tokens
        if token.pos == "PROPN" and start <= token.start < end
        for word in _words(token.text)
    }


def _words(name: str) -> set[str]:
    """A name's words of two letters and more, in whatever case the text has it."""
    return set(re.findall(r"\w{2,}", name.casefold()))


def _covers(relation: Relation, sentence: Sentence) -> bool:
    spans = (*relation.content, *relation.cue, *relation.source)
    inside = {n for a, b in spans for n in range(max(a, sentence.start), min(b, sentence.end))}
    said = any(a < sentence.end and b > sentence.start for a, b in relation.content)
    return said and len(inside) >= _COVERED * (sentence.end - sentence.start)
