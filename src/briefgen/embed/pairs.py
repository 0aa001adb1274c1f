"""Pairs of texts to probabilities, by a cross-encoder that a desk has downloaded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.embed.files import in_folder, version_of
from briefgen.embed.transformer import Transformer
from briefgen.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Word pieces of a pair that are read; of the longer text the end is left out first.
LONGEST = 256


class CrossEncoder:
    """A classifier of (premise, hypothesis), such as an NLI model, in a folder.

    The folder holds model.onnx and tokenizer.json; `labels` are the names that its config.json
    gives to the columns, () where it gives none. Raises `ModelError` for what is broken.
    """

    def __init__(self, folder: Path) -> None:
        self._files = in_folder(folder)
        self.name = self._files.name
        self.labels = _labels(folder / "config.json")
        self.version = version_of(self._files, self.labels)

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """A row of probabilities for each pair: (pairs, labels), with the sum 1.

        The only column of a model that has but one is its logistic, and not a share.
        """
        import numpy as np  # noqa: PLC0415

        if not pairs:
            return np.empty((0, len(self._row("", ""))), np.float32)
        return np.stack([self._row(*pair) for pair in pairs])

    @cached_property
    def _transformer(self) -> Transformer:
        return Transformer(self._files, LONGEST)

    def _row(self, premise: str, hypothesis: str) -> NDArray[np.float32]:
        import numpy as np  # noqa: PLC0415

        logits = self._transformer(premise, hypothesis)
        if logits.ndim != 1 or (self.labels and len(logits) != len(self.labels)):
            raise ModelError(
                f"{self._files.model}: its first output is of the form {logits.shape} for a pair; "
                f"one logit for each label is needed ({', '.join(self.labels) or 'no names'})"
            )
        # One logit is set against zero, as if "no" were the other label.
        given = np.array([0.0, *logits] if len(logits) == 1 else logits, np.float64)
        powers = np.exp(given - given.max())
        return np.asarray(powers[-len(logits) :] / powers.sum(), np.float32)


def _labels(config: Path) -> tuple[str, ...]:
    """The names of the columns, in their order."""
    if not config.is_file():
        return ()
    try:
        named = json.loads(config.read_text(encoding="utf-8")).get("id2label", {})
        return tuple(str(named[number]) for number in sorted(named, key=int))
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise ModelError(f"{config}: its labels cannot be read ({error})") from error
