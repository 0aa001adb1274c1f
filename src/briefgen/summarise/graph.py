"""LexRank and TextRank for many candidates: as sumy has them, over sparse matrices.

Up to as many passages as neighbours are kept, the ranking is that of sumy; from there on a passage
is linked to its nearest neighbours only. Rows are compared block by block, so that memory grows
with the passages and not with their square; time still grows with that, hundreds of times less
than sumy's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from briefgen.summarise.ranking import Passages, by_rating, summariser_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: The neighbours that are kept of each passage.
NEIGHBOURS = 400
#: Similarities that are held at once.
_AT_ONCE = 4_000_000
#: LexRank: the cosine above which passages are linked, and the change at which ranks are settled.
_LINKED, _SETTLED = 0.1, 0.1
#: TextRank: the damping, the change at which ranks are settled, and what keeps a sum from being 0.
_DAMPING, _STILL, _NEVER_0 = 0.85, 1e-4, 1e-7
#: Decimals beyond which two similarities are one: what is left is the order of a sum.
_DECIMALS = 10

#: Similarities of a block of passages (from the first to before the last) to all; sparse.
Block = Callable[[int, int], Any]


def _lexrank(passages: Passages) -> list[int]:
    """LexRank (Erkan & Radev 2004): the central passages of the graph of similar ones."""
    import numpy as np  # noqa: PLC0415

    links = _nearest(_cosines(passages), len(passages), _LINKED)
    links.data[:] = 1
    shares = _by_row(links, np.maximum(1, links.sum(axis=1)))
    ranks, change = np.full(len(passages), 1 / len(passages)), 1.0
    while change > _SETTLED:
        following = shares.T @ ranks
        following /= np.linalg.norm(following) or 1
        change, ranks = float(np.linalg.norm(following - ranks)), following
    return by_rating(ranks)


def _textrank(passages: Passages) -> list[int]:
    """TextRank (Mihalcea & Tarau 2004): PageRank over shared words by the logarithm of lengths."""
    import numpy as np  # noqa: PLC0415

    count = len(passages)
    weights = _nearest(_overlaps(passages), count, 0)
    shares = _by_row(weights, weights.sum(axis=1) + _NEVER_0)
    ranks, change = np.full(count, 1 / count), 1.0
    while change > _STILL:
        following = (1 - _DAMPING) / count * ranks.sum() + _DAMPING * (shares.T @ ranks)
        change, ranks = float(np.linalg.norm(following - ranks)), following
    return by_rating(ranks)


def _cosines(passages: Passages) -> Block:
    """Similarity by the cosine of tf-idf, the frequency relative to the passage's highest."""
    import numpy as np  # noqa: PLC0415

    matrix = _counted(passages)
    idf = np.log(len(passages) / (1 + np.bincount(matrix.indices, minlength=matrix.shape[1])))
    matrix = _by_row(matrix, matrix.max(axis=1).toarray().ravel())
    matrix.data *= idf[matrix.indices]
    norms = np.sqrt(matrix.multiply(matrix).sum(axis=1))
    matrix = _by_row(matrix, np.where(norms > 0, norms, 1))
    across = matrix.T.tocsr()
    return lambda start, end: matrix[start:end] @ across


def _overlaps(passages: Passages) -> Block:
    """Similarity by shared words; that of two passages of one word each is not divided."""
    import numpy as np  # noqa: PLC0415

    matrix = _counted(passages)
    across = matrix.T.tocsr()
    logs = np.log([len(words) for words in passages])

    def block(start: int, end: int) -> Any:
        shared = (matrix[start:end] @ across).tocoo()
        norms = logs[start:end][shared.row] + logs[shared.col]
        shared.data = shared.data / np.where(norms > _NEVER_0, norms, 1)
        return shared.tocsr()

    return block


def _counted(passages: Passages) -> Any:
    """How often each word stands in each passage (CSR, a row for each passage)."""
    from scipy.sparse import csr_array  # noqa: PLC0415

    number: dict[str, int] = {}
    counts: list[float] = []
    columns: list[int] = []
    ends = [0]
    for words in passages:
        for word, count in Counter(words).items():
            columns.append(number.setdefault(word, len(number)))
            counts.append(float(count))
        ends.append(len(columns))
    return csr_array((counts, columns, ends), shape=(len(passages), len(number)))


def _nearest(block: Block, count: int, above: float) -> Any:
    """Each passage's nearest neighbours of that similarity, itself among them (CSR)."""
    from scipy.sparse import vstack  # noqa: PLC0415

    step = max(1, _AT_ONCE // count)
    starts = range(0, count, step)
    return vstack([_kept(block(n, min(n + step, count)), above) for n in starts], format="csr")


def _kept(similar: Any, above: float) -> Any:
    """The nearest of each row, of equals the earlier ones."""
    import numpy as np  # noqa: PLC0415
    from scipy.sparse import csr_array  # noqa: PLC0415

    similar.sort_indices()
    similar.data[similar.data <= above] = 0
    similar.eliminate_zeros()
    if int(np.diff(similar.indptr).max()) <= NEIGHBOURS:
        return similar
    kept = [np.sort(places) for places in _best(similar)]
    chosen = np.concatenate(kept)
    ends = np.cumsum([0, *map(len, kept)])
    return csr_array((similar.data[chosen], similar.indices[chosen], ends), shape=similar.shape)


def _best(similar: Any) -> Iterator[NDArray[np.int64]]:
    """For each row where its nearest stand in the matrix's data."""
    import numpy as np  # noqa: PLC0415

    rounded = np.round(similar.data, _DECIMALS)
    for start, end in zip(similar.indptr, similar.indptr[1:], strict=False):
        yield start + np.argsort(-rounded[start:end], kind="stable")[:NEIGHBOURS]


def _by_row(matrix: Any, divisors: NDArray[np.float64]) -> Any:
    """The matrix with each row divided."""
    import numpy as np  # noqa: PLC0415

    divided = matrix.copy()
    divided.data = matrix.data / np.repeat(divisors, np.diff(matrix.indptr))
    return divided


lexrank = summariser_of(_lexrank)
textrank = summariser_of(_textrank)
