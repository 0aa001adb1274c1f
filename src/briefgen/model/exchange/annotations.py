"""Annotated sentences as bytes: a line of JSON with the names, then columns of numbers.

The numbers are 32-bit, signed, the lowest byte first, column by column: of sentences, tokens and
entities each the fields in their order. A start is its distance from the one before, an end the
length, a label its place among the names, and a lemma its place from 1 on, or 0 for the word in
lower case, as most are: few bytes once they are deflated, and read column by column.
"""

from __future__ import annotations

import sys
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain, pairwise
from typing import Any, TypeVar

from briefgen.model.exchange.checked import MANY, dump, load, mapping, sequence, strings, whole
from briefgen.model.language import Entity, Sentence, Token

#: What it begins with. Another form gets another number, and what was kept in this one is parsed
#: again.
_FORM = b"annotation 2\n"
#: Columns of sentences, tokens and entities.
_WIDTHS = (5, 9, 3)

_Kind = TypeVar("_Kind", Sentence, Token, Entity)
_Column = Sequence[Any]


# --- To bytes -------------------------------------------------------------------------------------


def sentences_dumps(sentences: Sequence[Sentence], text: str) -> bytes:
    """The annotation of a text's sentences, without the words that stand in the text itself.

    Raises ValueError for a span whose words do not.
    """
    tokens = [token for sentence in sentences for token in sentence.tokens]
    entities = [entity for sentence in sentences for entity in sentence.entities]
    names: dict[str, int] = {}

    def numbered(labels: Iterable[str]) -> list[int]:
        return [names.setdefault(label, len(names)) for label in labels]

    columns = [
        *_spans(sentences, text),
        [sentence.paragraph for sentence in sentences],
        [len(sentence.tokens) for sentence in sentences],
        [len(sentence.entities) for sentence in sentences],
        *_spans(tokens, text),
        *_of_tokens(tokens, numbered),
        *_spans(entities, text),
        numbered(entity.label for entity in entities),
    ]
    counts = [len(sentences), len(tokens), len(entities)]
    head = dump({"counts": counts, "names": list(names)}).encode()
    numbers = _in_order(array("i", chain.from_iterable(columns)))
    return b"".join((_FORM, head, b"\n", numbers.tobytes()))


def _spans(spans: Sequence[Sentence | Token | Entity], text: str) -> tuple[list[int], list[int]]:
    for span in spans:
        if text[span.start : span.end] != span.text:
            raise ValueError(f"{span.text!r} is not what the text has where it is said to stand")
    starts = [0, *(span.start for span in spans)]
    return [b - a for a, b in pairwise(starts)], [span.end - span.start for span in spans]


def _of_tokens(
    tokens: Sequence[Token], numbered: Callable[[Iterable[str]], list[int]]
) -> list[list[int]]:
    spelt = [None if t.lemma == t.text.lower() else t.lemma for t in tokens]
    return [
        [0 if lemma is None else numbered([lemma])[0] + 1 for lemma in spelt],
        numbered(token.pos for token in tokens),
        numbered(token.tag for token in tokens),
        numbered(token.dep for token in tokens),
        [token.head for token in tokens],
        numbered(token.entity for token in tokens),
        [int(token.content) for token in tokens],
    ]


def _in_order(numbers: array[int]) -> array[int]:
    """Numbers with the lowest byte first, as this machine has them; or back."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


# --- From bytes -----------------------------------------------------------------------------------


def sentences_loads(packed: bytes, text: str) -> tuple[Sentence, ...]:
    """The sentences of `sentences_dumps`, over the same text; ValueError for another form."""
    if not packed.startswith(_FORM):
        raise ValueError("is an annotation of another form")
    line, _, rest = packed.removeprefix(_FORM).partition(b"\n")
    head = mapping(load(line.decode()))
    names = strings(head.get("names"))
    spans, paragraphs, n_tokens, n_entities, *columns = _columns(rest, head.get("counts"), text)
    tokens = _filled(Token, _token_columns(columns[:8], names))
    entities = _filled(Entity, [*columns[8], _named(columns[9], names)])
    shares = (
        [tuple(tokens[share]) for share in _shares(n_tokens, len(tokens))],
        [tuple(entities[share]) for share in _shares(n_entities, len(entities))],
    )
    return tuple(_filled(Sentence, [*spans, _within(paragraphs, MANY), *shares]))


def _columns(packed: bytes, counts: object, text: str) -> list[_Column]:
    """All columns; of each kind the first two have become three: starts, ends and words."""
    sizes = whole(sequence(counts), MANY)
    if len(sizes) != len(_WIDTHS):
        raise ValueError("has not the columns of three kinds")
    numbers = array("i")
    numbers.frombytes(packed)
    if len(numbers) != sum(map(int.__mul__, sizes, _WIDTHS)):
        raise ValueError("has columns of another length")
    rest, found, at = _in_order(numbers).tolist(), [], 0
    for size, width in zip(sizes, _WIDTHS, strict=True):
        columns = [rest[at + n * size : at + (n + 1) * size] for n in range(width)]
        found += [_spanned(columns[0], columns[1], text), *columns[2:]]
        at += size * width
    return found


def _spanned(distances: _Column, lengths: _Column, text: str) -> tuple[_Column, _Column, _Column]:
    bound = len(text) + 1
    starts = _within(list(accumulate(distances)), bound)
    ends = _within([a + b for a, b in zip(starts, _within(lengths, bound), strict=True)], bound)
    return starts, ends, [text[a:b] for a, b in zip(starts, ends, strict=True)]


def _token_columns(columns: Sequence[_Column], names: Sequence[str]) -> list[_Column]:
    (starts, ends, words), lemmas, pos, tags, deps, heads, entities, content = columns
    spelt = _named(lemmas, ["", *names])
    return [
        starts,
        ends,
        words,
        [lemma if n else w.lower() for n, lemma, w in zip(lemmas, spelt, words, strict=True)],
        *(_named(column, names) for column in (pos, tags, deps)),
        _within(heads, len(words) + 1),
        _named(entities, names),
        list(map(bool, _within(content, 2))),
    ]


def _named(numbers: _Column, names: Sequence[str]) -> list[str]:
    return [names[number] for number in _within(numbers, len(names))]


def _within(numbers: _Column, bound: int) -> _Column:
    """Numbers, which these surely are, from 0 to below `bound`."""
    if numbers and not 0 <= min(numbers) <= max(numbers) < bound:
        raise ValueError("has a number out of its range")
    return numbers


def _filled(kind: type[_Kind], columns: Sequence[_Column]) -> list[_Kind]:
    """Frozen values with slots, of a column for each field.

    The slots are filled by their descriptors, a field of all values at once: a frozen class's own
    `__init__`, value by value, takes most of the time that a cached brief has.
    """
    made = list(map(object.__new__, [kind] * len(columns[0])))
    for name, column in zip(kind.__slots__, columns, strict=True):
        deque(map(getattr(kind, name).__set__, made, column), maxlen=0)
    return made


def _shares(counts: _Column, total: int) -> list[slice]:
    """Where each sentence's share stands, in a list of `total`."""
    ends = list(accumulate(_within(counts, total + 1)))
    if (ends[-1] if ends else 0) != total:
        raise ValueError("the sentences do not share out what is there")
    return [slice(end - count, end) for end, count in zip(ends, counts, strict=True)]
