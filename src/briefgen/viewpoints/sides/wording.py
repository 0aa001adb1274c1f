"""What sentences share with a position's texts word by word, and whether they assert or deny it.

A word counts for a position where the sentence says of it what the position says, and against it
where one of the two negates it (compositional negation, after Moilanen & Pulman 2007).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING

from briefgen.model import Sentence, Token
from briefgen.stem import stem
from briefgen.viewpoints.lexicon import QUANTIFIERS
from briefgen.viewpoints.polarity import is_mentioned, is_negated
from briefgen.viewpoints.sides.utterances import Ask
from briefgen.viewpoints.valence import valence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

#: Words and whole cues above which more of them tell no more.
_MOST_HITS, _MOST_WHOLE = 3, 2
#: The valence below which a text speaks badly.
_BAD = -0.1
#: What a word counts that is only spoken of, and not what is upheld.
_MENTIONED = 0.5
#: From a word to 1, or to -1 where it is negated.
Polarity = Mapping[str, float]
Weigh = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Wording:
    """For n sentences and k sides (n, k): how much of a side's words each holds.

    `alike` and `most`: tf-idf cosines, their mean and maximum over a side's texts. `agreed` and
    `agreed_most`: the same words, those of the other polarity counted off. `hits`: words that only
    this side has, negated ones counted off; `whole`: cues of which every word is there. `nearest`:
    the place of the text that is most alike among a side's.
    """

    alike: Numbers
    most: Numbers
    agreed: Numbers
    agreed_most: Numbers
    hits: Numbers
    whole: Numbers
    nearest: NDArray[np.intp]


def wording(sentences: Sequence[Sentence], ask: Ask) -> Wording:
    """What the sentences share with each side's texts; with the question for its two sides."""
    import numpy as np  # noqa: PLC0415

    texts = ask.tokens or ((ask.asked,),)
    stated = [[polarity(tokens) for tokens in of] for of in texts]
    telling = frozenset(word for of in stated for one in of for word in one)
    said = [polarity(sentence.tokens, telling) for sentence in sentences]
    weigh = _rarity(sentences)
    near = _likeness(sentences, texts, weigh)
    alike = np.array([[_both(of) for of in row] for row in near])
    nearest = np.array([[max(range(len(of)), key=of.__getitem__) for of in row] for row in near])
    agreed = np.array(
        [[_both([_agreement(of, one, weigh) for of in side]) for side in stated] for one in said]
    )
    own = _own_words(stated, known=frozenset(polarity(ask.asked)))
    hits = np.array([[sum(one.get(w, 0) for w in words) for words in own] for one in said], float)
    whole = np.array([[_whole(one, side[1:]) for side in stated] for one in said], float)
    found = Wording(
        alike[..., 0],
        alike[..., 1],
        agreed[..., 0],
        agreed[..., 1],
        hits.clip(-_MOST_HITS, _MOST_HITS),
        whole.clip(0, _MOST_WHOLE),
        nearest,
    )
    return found if ask.tokens else _of_question(found)


def polarity(tokens: Sequence[Token], among: Container[str] | None = None) -> Polarity:
    """The content words of a text by their stems: 1 where asserted, -1 where denied, or between.

    What is only spoken of is neither, and counts for less ("pressure alone would …"). Of many
    words only those `among` some are asked for.
    """
    found: dict[str, list[float]] = {}
    for index, token in enumerate(tokens):
        word = stem(token.lemma)
        if _tells(token) and (among is None or word in among):
            sign = -1.0 if is_negated(tokens, index) else 1.0
            sign *= _MENTIONED if is_mentioned(tokens, index) else 1.0
            found.setdefault(word, []).append(sign)
    return {word: sum(signs) / len(signs) for word, signs in found.items()}


def _of_question(found: Wording) -> Wording:
    """What is asked is for one side as it is asserted, and for the other as it is denied."""
    import numpy as np  # noqa: PLC0415

    def mirrored(values: Numbers) -> Numbers:
        return np.column_stack([values[:, 0], -values[:, 0]])

    def twice(values: Numbers) -> Numbers:
        return np.column_stack([values[:, 0], values[:, 0]])

    return Wording(
        twice(found.alike),
        twice(found.most),
        mirrored(found.agreed),
        mirrored(found.agreed_most),
        mirrored(found.hits),
        twice(found.whole),
        np.column_stack([found.nearest, found.nearest]),
    )


def _both(values: Sequence[float]) -> tuple[float, float]:
    return sum(values) / max(1, len(values)), max(values, default=0.0)


def _bag(tokens: Sequence[Token]) -> Counter[str]:
    return Counter(stem(token.lemma) for token in tokens if token.content)


def _tells(token: Token) -> bool:
    return token.content or token.lemma in QUANTIFIERS


def _rarity(sentences: Sequence[Sentence]) -> Weigh:
    """What a word is worth: its inverse document frequency among the sentences."""
    words = ({stem(t.lemma) for t in s.tokens if _tells(t)} for s in sentences)
    spread = Counter(word for of in words for word in of)
    return lambda word: log((len(sentences) + 1) / (spread[word] + 1)) + 1


def _vector(bag: Counter[str], weigh: Weigh) -> dict[str, float]:
    found = {word: (1 + log(count)) * weigh(word) for word, count in bag.items()}
    norm = sqrt(sum(value * value for value in found.values())) or 1.0
    return {word: value / norm for word, value in found.items()}


def _likeness(
    sentences: Sequence[Sentence], texts: Sequence[Sequence[Sequence[Token]]], weigh: Weigh
) -> list[list[list[float]]]:
    """The cosine of each sentence to each text of each side."""
    stated = [[_vector(_bag(tokens), weigh) for tokens in of] for of in texts]
    said = [_vector(_bag(sentence.tokens), weigh) for sentence in sentences]
    return [
        [[sum(v * one.get(w, 0) for w, v in text.items()) for text in of] for of in stated]
        for one in said
    ]


def _agreement(stated: Polarity, said: Polarity, weigh: Weigh) -> float:
    """The words that a text and a sentence share, each by its worth and by its two polarities."""
    shared = sum(weigh(w) * sign * said[w] for w, sign in stated.items() if w in said)
    return shared / (sqrt(sum(weigh(word) ** 2 for word in stated)) or 1.0)


def own_words(ask: Ask) -> tuple[frozenset[str], ...]:
    """The stems that only one side's texts have, side by side."""
    stated = [[polarity(tokens) for tokens in of] for of in ask.tokens]
    return tuple(_own_words(stated, known=frozenset()))


def speaks_ill_of(sentences: Sequence[Sentence], words: Container[str]) -> bool:
    """Whether sentences in a bad tone only speak of some words, and assert none of them.

    "Pressure without talks would end in a war" is no plea for pressure.
    """
    places = [
        (sentence.tokens, index)
        for sentence in sentences
        for index, token in enumerate(sentence.tokens)
        if token.content and stem(token.lemma) in words
    ]
    tone = valence(" ".join(sentence.text for sentence in sentences))
    return bool(places) and tone < _BAD and all(is_mentioned(*place) for place in places)


def _own_words(stated: Sequence[Sequence[Polarity]], known: frozenset[str]) -> list[frozenset[str]]:
    """The words that one side's texts have and no other's, nor are `known`."""
    words = [frozenset(word for text in of for word in text) for of in stated]
    return [
        of.difference(known, *(other for m, other in enumerate(words) if m != n))
        for n, of in enumerate(words)
    ]


def _whole(said: Polarity, cues: Sequence[Polarity]) -> int:
    return sum(len(cue) > 1 and cue.keys() <= said.keys() for cue in cues)
