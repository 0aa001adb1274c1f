"""How much a text entails another, by a cross-encoder (an NLI model) that a desk has downloaded."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from briefgen.embed.files import CROSS_ENCODER, ModelFiles, named, version_of, weights_of
from briefgen.embed.transformer import Transformer, side_by_side
from briefgen.errors import ModelError
from briefgen.marks import sha256_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Word pieces of a pair that are read; of the longer text the end is left out first.
LONGEST = 256
#: The labels, in small letters, of what a model must tell: that one text entails the other, and
#: that it contradicts it or, where a model has not learnt that, that it does not entail it.
_FOR, _AGAINST, _NOT_FOR = "entailment", "contradiction", "not_entailment"


class Entail(Protocol):
    """What tells entailment: a `CrossEncoder`, or whatever remembers what one gave."""

    def __call__(self, pairs: Sequence[tuple[str, str]], /) -> NDArray[np.float32]:
        """Of each (premise, hypothesis) P(entails) - P(contradicts): (pairs,), from -1 to 1."""


class CrossEncoder:
    """A classifier of (premise, hypothesis): a logit for each label that config.json names.

    `name` is the model's, `weights` changes with its files and libraries, `version` with whatever
    can change an answer. Labels that tell nothing raise `ModelError`. The model is loaded for the
    first pair; a broken one raises it then.
    """

    def __init__(self, files: ModelFiles) -> None:
        config = files.tokenizer.with_name("config.json")
        self._labels = _labels(config)
        self._for, self._against = _columns(config, self._labels)
        self._files = files
        self.name = files.name
        self.weights = weights_of(files, self._labels)
        self.version = version_of(self.weights)

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Of each pair P(entails) - P(contradicts): (pairs,), whatever their company.

        By a model that does not tell contradiction, P(entails).
        """
        import numpy as np  # noqa: PLC0415

        return np.array([float(one) for one in side_by_side(self._told, pairs)], np.float32)

    @cached_property
    def _transformer(self) -> Transformer:
        return Transformer(self._files, LONGEST)

    def _told(self, pair: tuple[str, str]) -> NDArray[np.float32]:
        import numpy as np  # noqa: PLC0415

        logits = self._transformer(*pair)
        if logits.shape != (len(self._labels),):
            raise ModelError(
                f"{self._files.model}: its first output is of the form {logits.shape} for a pair; "
                f"one logit for each label is needed ({', '.join(self._labels)})"
            )
        powers = np.exp(logits.astype(np.float64) - logits.max())
        shares = powers / powers.sum()
        against = 0.0 if self._against is None else shares[self._against]
        return np.asarray(shares[self._for] - against, np.float32)


def cross_encoder(digest: Callable[[Path], str] = sha256_of) -> CrossEncoder | None:
    """The model that a desk names, its labels read, once a process; None where it names none.

    `digest` tells the SHA-256 of a file.
    """
    files = named(CROSS_ENCODER)
    return _of(replace(files, digest=digest)) if files else None


@cache
def _of(files: ModelFiles) -> CrossEncoder:
    return CrossEncoder(files)


def _labels(config: Path) -> tuple[str, ...]:
    """The names of the columns, in their order; () where there are none."""
    if not config.is_file():
        return ()
    try:
        told = json.loads(config.read_text(encoding="utf-8")).get("id2label", {})
        return tuple(str(told[number]) for number in sorted(told, key=int))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"{config}: its labels cannot be read ({error})") from error


def _columns(config: Path, labels: Sequence[str]) -> tuple[int, int | None]:
    """The columns of entailment and of contradiction, None where a model does not tell that."""
    known = [label.strip().lower().replace("-", "_").replace(" ", "_") for label in labels]
    counts = tuple(map(known.count, (_FOR, _AGAINST, _NOT_FOR)))
    if counts not in {(1, 1, 0), (1, 0, 1)}:
        raise ModelError(
            f"{config}: what its columns mean cannot be told (id2label: "
            f"{', '.join(labels) or 'none'}); one has to be called {_FOR}, and another "
            f"{_AGAINST} or {_NOT_FOR}"
        )
    return known.index(_FOR), known.index(_AGAINST) if counts[1] else None
