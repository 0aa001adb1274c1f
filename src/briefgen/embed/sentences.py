"""Sentences to rows of unit length whose products are their likeness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from briefgen.embed.files import ModelFiles, chosen, require_pinned, version_of, weights_of
from briefgen.embed.transformer import Transformer, side_by_side
from briefgen.errors import ModelError
from briefgen.marks import sha256_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Word pieces of a text that are read: what MiniLM was trained on, and longer than a sentence.
LONGEST = 128


class Embed(Protocol):
    """What embeds texts: an `Embedder`, or whatever remembers what one gave."""

    def __call__(self, texts: Sequence[str], /) -> NDArray[np.float32]:
        """A row of unit length for each text: (texts, dimensions), whatever their company."""


class Embedder:
    """Texts to the mean of a transformer's last states (Reimers and Gurevych 2019, SBERT).

    `name` is the model's, `weights` changes with its files and libraries, `version` with whatever
    can change a row. The model is loaded for the first text; a broken one raises `ModelError` then.
    """

    def __init__(self, files: ModelFiles) -> None:
        self.name = files.name
        self.weights = weights_of(files)
        self.version = version_of(self.weights)
        self._files = files

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of unit length for each text: (texts, dimensions), whatever their company."""
        import numpy as np  # noqa: PLC0415

        # Of no texts, too, the model tells the dimensions.
        return np.stack(side_by_side(self._row, texts or [""]))[: len(texts)]

    @cached_property
    def _transformer(self) -> Transformer:
        return Transformer(self._files, LONGEST)

    def _row(self, text: str) -> NDArray[np.float32]:
        import numpy as np  # noqa: PLC0415

        states = self._transformer(text)
        if states.ndim != 2 or not len(states):
            raise ModelError(
                f"{self._files.model}: its first output has no row for each word piece; "
                "export the model with its last hidden state first"
            )
        # Nothing is padded, so that all the states are under the attention mask.
        mean = states.mean(axis=0, dtype=np.float64)
        length = float(np.sqrt((mean * mean).sum()))
        if not length:
            raise ModelError(f"{self._files.model}: gives nothing but zeros; it is damaged")
        return np.asarray(mean / length, np.float32)


def embedder(digest: Callable[[Path], str] = sha256_of) -> Embedder | None:
    """The model in use, its files checked, once a process; None where there is none.

    `digest` tells the SHA-256 of a file.
    """
    files = chosen()
    if files is None:
        return None
    files = replace(files, digest=digest)
    require_pinned(files)
    return _of(files)


@cache
def _of(files: ModelFiles) -> Embedder:
    return Embedder(files)
