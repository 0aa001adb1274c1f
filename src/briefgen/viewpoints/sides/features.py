"""The features of sentences by which they take a side (symmetric), and by which they take which.

None holds a word of any text. Likeness is standardised among the sentences of the issue, so that a
number says the same on every issue, and with every model of embeddings.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.viewpoints.sides.groups import codes, means, standardised
from briefgen.viewpoints.sides.mood import mood
from briefgen.viewpoints.sides.speech import speech
from briefgen.viewpoints.sides.utterances import Ask, Utterance
from briefgen.viewpoints.sides.wording import Wording, wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

#: Likelihoods at first sight are bounded, so that their log odds are.
_BOUND = 1e-3
#: Words and whole cues above which more of them tell no more.
_MOST_HITS, _MOST_WHOLE = 4.0, 2.0
#: Deviations of relevance above which more of it tells no more.
_MOST_RELEVANT = 3.0


@dataclass(frozen=True, slots=True)
class Features:
    """By their names: of `taking` a side one number a sentence (n,), of each `side` one (n, k).

    `nearest`: the place of the nearest among each side's texts (n, k).
    """

    taking: Mapping[str, Numbers]
    side: Mapping[str, Numbers]
    nearest: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Cosines of embeddings: of sentences to each side's texts (n, texts), to the question (n,)."""

    sides: tuple[Numbers, ...]
    question: Numbers


@dataclass(frozen=True, slots=True)
class _Company:
    """What stands together: the group of each sentence."""

    source: NDArray[np.intp]
    paragraph: NDArray[np.intp]
    mouth: NDArray[np.intp]
    before: NDArray[np.intp]
    after: NDArray[np.intp]


def features(utterances: Sequence[Utterance], ask: Ask, likeness: Likeness | None) -> Features:
    """The features of all sentences of one issue, those of likeness only where it is known."""
    import numpy as np  # noqa: PLC0415

    company = _company(utterances)
    words = wording([u.sentence for u in utterances], ask)
    side, nearest = _of_words(utterances, ask, words, company), words.nearest
    taking = _of_speech(utterances, company) | _of_shared_words(side)
    if likeness is not None:
        alike, nearer = _of_likeness(likeness, company, taking["negates"])
        taking |= alike
        if ask.texts:
            side |= nearer
            nearest = np.column_stack([of.argmax(axis=1) for of in likeness.sides])
    return Features(taking, side, nearest)


def _of_speech(utterances: Sequence[Utterance], company: _Company) -> dict[str, Numbers]:
    """Whether a sentence speaks as a view at all, and whether its source does."""
    import numpy as np  # noqa: PLC0415

    likely = np.array([u.likely for u in utterances]).clip(_BOUND, 1 - _BOUND)
    spoken = speech(utterances)
    return {
        **spoken,
        "likely": np.log(likely / (1 - likely)),
        "judges in source": means(spoken["judges"], company.source),
        "first person in source": means(spoken["first person"], company.source),
    }


def _of_shared_words(side: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """How much a sentence shares with what the sides say, whichever."""
    return {
        "words alike": side["words alike"].sum(axis=1),
        "words most alike": side["words most alike"].max(axis=1),
        "words agreed": _spread(side["words agreed"]),
        "hits": abs(side["hits"]).sum(axis=1).clip(0, _MOST_HITS),
        "whole cues": side["whole cues"].sum(axis=1).clip(0, _MOST_WHOLE),
    }


def _of_words(
    utterances: Sequence[Utterance], ask: Ask, words: Wording, company: _Company
) -> dict[str, Numbers]:
    """The features of each side that need the words and the parse only."""
    import numpy as np  # noqa: PLC0415

    tone = mood([u.sentence for u in utterances], ask)
    outer = np.multiply.outer
    return {
        "words alike": words.alike,
        "words most alike": words.most,
        "words agreed": words.agreed,
        "words agreed most": words.agreed_most,
        "words agreed by mouth": means(words.agreed, company.mouth),
        "words agreed in paragraph": means(words.agreed, company.paragraph),
        "hits": words.hits,
        "hits in source": means(words.hits, company.source),
        "whole cues": words.whole,
        "valence, label": outer(tone.valence, tone.label),
        "valence, texts": outer(tone.valence, tone.texts),
        "valence in source": outer(means(tone.valence, company.source), tone.texts),
        "negates, label": outer(tone.negates, tone.denied),
        "negates, texts": outer(tone.negates, tone.denies),
        "endorses, texts": outer(tone.endorses, tone.texts),
        "endorses, denied": outer(-tone.endorses, tone.denies),
    }


def _of_likeness(
    likeness: Likeness, company: _Company, negates: Numbers
) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """The features of embeddings: how near to the sides at all, and how much nearer to each."""
    import numpy as np  # noqa: PLC0415

    mean = np.column_stack([of.mean(axis=1) for of in likeness.sides])
    most = np.column_stack([of.max(axis=1) for of in likeness.sides])
    near = standardised(mean.mean(axis=1))
    taking = {
        "near": near,
        "nearest": standardised(most.max(axis=1)),
        "near question": standardised(likeness.question),
        "near by mouth": means(near, company.mouth),
        "near in paragraph": means(near, company.paragraph),
        "near in source": means(near, company.source),
        "near before": near[company.before],
        "near after": near[company.after],
    }
    nearer = _apart(mean)
    taking["apart"] = _spread(nearer)
    relevance = near.clip(0, _MOST_RELEVANT)[:, None]
    label = np.column_stack([of[:, 0] for of in likeness.sides])
    cues = np.column_stack([of[:, 1:].max(axis=1, initial=-1) for of in likeness.sides])
    side = {
        "nearer": nearer,
        "nearer if near": nearer * relevance,
        "nearer label": _apart(label),
        "nearer cue": _apart(cues),
        "nearer in source": means(nearer, company.source),
        "nearer in paragraph": means(nearer, company.paragraph),
        "nearer by mouth": means(nearer, company.mouth),
        "nearer before": nearer[company.before],
        "nearer if negated": nearer * negates[:, None],
    }
    return taking, side


def _spread(values: Numbers) -> Numbers:
    """How far the sides are apart for each sentence (n,)."""
    found: Numbers = abs(values - values.mean(axis=1)[:, None]).sum(axis=1)
    return found


def _apart(values: Numbers) -> Numbers:
    """How much nearer each sentence is to a side than the issue's are, in deviations (n, k)."""
    centred = values - values.mean(axis=0)
    centred = centred - centred.mean(axis=1, keepdims=True)
    found: Numbers = centred / (2 * float((centred**2).mean()) ** 0.5 + 1e-6)
    return found


def _company(utterances: Sequence[Utterance]) -> _Company:
    import numpy as np  # noqa: PLC0415

    places: dict[Hashable, int] = {(u.source, u.index): n for n, u in enumerate(utterances)}

    def beside(step: int) -> NDArray[np.intp]:
        """The sentence before or after each; the sentence itself where that is not among them."""
        found = (places.get((u.source, u.index + step), n) for n, u in enumerate(utterances))
        return np.array(list(found), np.intp)

    return _Company(
        source=codes([u.source for u in utterances]),
        paragraph=codes([(u.source, u.sentence.paragraph) for u in utterances]),
        mouth=codes([(u.source, u.mouth) for u in utterances]),
        before=beside(-1),
        after=beside(1),
    )
