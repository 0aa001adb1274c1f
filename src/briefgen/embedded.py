"""Texts to embeddings, and pairs to entailment, each computed once: the library keeps them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from briefgen import embed
from briefgen.errors import ArchiveError
from briefgen.library import Library

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Seconds to wait for another writer: what is not kept is computed again, and nothing is lost.
_PATIENCE = 0.0


def embedding(library: Library) -> embed.Embed | None:
    """The model in use with the library as its memory; None where there is no model.

    Where all texts are known, no model is loaded; of no texts the dimensions are not known
    either, and are 0. Nothing is kept in a library that cannot be written to.
    """
    embedder = embed.embedder()
    return partial(_rows, embedder, embedder.version, library) if embedder else None


def entailment(library: Library) -> embed.Entail | None:
    """The desk's cross-encoder with the library as its memory; None where it names none."""
    encoder = embed.cross_encoder()
    return partial(_entailed, encoder, library) if encoder else None


def _entailed(
    encoder: embed.CrossEncoder, library: Library, pairs: Sequence[tuple[str, str]], /
) -> NDArray[np.float32]:
    """A pair is kept under its two texts as JSON, by the cross-encoder's own version."""

    def told(texts: Sequence[str], /) -> NDArray[np.float32]:
        return encoder([(premise, hypothesis) for premise, hypothesis in map(json.loads, texts)])

    rows = _rows(told, encoder.version, library, [json.dumps(pair) for pair in pairs])
    return rows.reshape(len(pairs))


def _rows(
    model: Callable[[Sequence[str]], NDArray[np.float32]],
    version: str,
    library: Library,
    texts: Sequence[str],
    /,
) -> NDArray[np.float32]:
    import numpy as np  # noqa: PLC0415

    known = library.computed(texts, version)
    if fresh := tuple(dict.fromkeys(text for text in texts if text not in known)):
        rows = np.asarray(model(fresh), "<f4")
        made = {text: row.tobytes() for text, row in zip(fresh, rows, strict=True)}
        _keep(library, version, made)
        known |= made
    flat = np.frombuffer(b"".join(known[text] for text in texts), "<f4")
    return flat.reshape(len(texts), len(flat) // max(1, len(texts)))


def _keep(library: Library, version: str, made: Mapping[str, bytes]) -> None:
    """Keep new rows, where that can be done: an archive on read-only media still makes briefs."""
    with suppress(ArchiveError), library.writing(_PATIENCE) as writer:
        writer.keep_computed(version, made)
