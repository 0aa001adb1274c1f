"""Annotated sentences as JSON: columns of numbers over the text that they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Any

from briefgen.model.exchange.checked import MANY, columns, dump, load, mapping, strings, whole
from briefgen.model.language import Entity, Sentence, Token


def sentences_dumps(sentences: Sequence[Sentence], text: str) -> str:
    """The annotation of a text's sentences, without the words that stand in the text itself.

    Raises ValueError for a span whose words do not.
    """
    tokens = [token for sentence in sentences for token in sentence.tokens]
    entities = [entity for sentence in sentences for entity in sentence.entities]
    _require_verbatim(sentences, text)
    _require_verbatim(tokens, text)
    _require_verbatim(entities, text)
    labels: dict[str, int] = {}

    def numbered(names: Iterable[str]) -> list[int]:
        return [labels.setdefault(name, len(labels)) for name in names]

    found: dict[str, Any] = {
        "sentences": _of_sentences(sentences),
        "tokens": _of_tokens(tokens, numbered),
        "entities": [
            [entity.start for entity in entities],
            [entity.end for entity in entities],
            numbered(entity.label for entity in entities),
        ],
    }
    return dump({**found, "labels": list(labels)})


def _require_verbatim(spans: Sequence[Sentence | Token | Entity], text: str) -> None:
    for span in spans:
        if text[span.start : span.end] != span.text:
            raise ValueError(f"{span.text!r} is not what the text has where it is said to stand")


def _of_sentences(sentences: Sequence[Sentence]) -> list[list[int]]:
    return [
        [sentence.start for sentence in sentences],
        [sentence.end for sentence in sentences],
        [sentence.paragraph for sentence in sentences],
        [len(sentence.tokens) for sentence in sentences],
        [len(sentence.entities) for sentence in sentences],
    ]


def _of_tokens(
    tokens: Sequence[Token], numbered: Callable[[Iterable[str]], list[int]]
) -> list[list[Any]]:
    """A lemma that is the word in lower case, as most are, is null."""
    return [
        [token.start for token in tokens],
        [token.end for token in tokens],
        [None if token.lemma == token.text.lower() else token.lemma for token in tokens],
        numbered(token.pos for token in tokens),
        numbered(token.tag for token in tokens),
        numbered(token.dep for token in tokens),
        [token.head for token in tokens],
        numbered(token.entity for token in tokens),
        [int(token.content) for token in tokens],
    ]


def sentences_loads(line: str, text: str) -> tuple[Sentence, ...]:
    """The sentences of `sentences_dumps`, over the same text."""
    found = mapping(load(line))
    bound, labels = len(text) + 1, strings(found.get("labels"))
    starts, ends, paragraphs, n_tokens, n_entities = columns(found.get("sentences"), 5)
    tokens = _tokens(columns(found.get("tokens"), 9), labels, text)
    entities = _entities(columns(found.get("entities"), 3), labels, text)
    made = map(
        Sentence,
        whole(starts, bound),
        whole(ends, bound),
        [text[start:end] for start, end in zip(starts, ends, strict=True)],
        whole(paragraphs, MANY),
        [tuple(tokens[share]) for share in _shares(n_tokens, len(tokens))],
        [tuple(entities[share]) for share in _shares(n_entities, len(entities))],
    )
    return tuple(made)


def _tokens(found: Sequence[list[Any]], labels: Sequence[str], text: str) -> list[Token]:
    starts, ends, lemmas, pos, tags, deps, heads, entities, content = found
    bound = len(text) + 1
    spans = zip(whole(starts, bound), whole(ends, bound), strict=True)
    words = [text[start:end] for start, end in spans]
    strings([lemma for lemma in lemmas if lemma is not None])
    spelt = [w.lower() if m is None else m for w, m in zip(words, lemmas, strict=True)]
    names = [_named(column, labels) for column in (pos, tags, deps, entities)]
    flags = list(map(bool, whole(content, 2)))
    of_head = whole(heads, len(words) + 1)
    return list(map(Token, starts, ends, words, spelt, *names[:3], of_head, names[3], flags))


def _entities(found: Sequence[list[Any]], labels: Sequence[str], text: str) -> list[Entity]:
    starts, ends, kinds = found
    bound = len(text) + 1
    spans = zip(whole(starts, bound), whole(ends, bound), _named(kinds, labels), strict=True)
    return [Entity(start, end, text[start:end], label) for start, end, label in spans]


def _named(numbers: Sequence[Any], labels: Sequence[str]) -> list[str]:
    return [labels[number] for number in whole(numbers, len(labels))]


def _shares(counts: Sequence[Any], total: int) -> list[slice]:
    """Where each sentence's share stands, in a list of `total`."""
    ends = list(accumulate(whole(counts, total + 1)))
    if (ends[-1] if ends else 0) != total:
        raise ValueError("the sentences do not share out what is there")
    return [slice(end - count, end) for end, count in zip(ends, counts, strict=True)]
