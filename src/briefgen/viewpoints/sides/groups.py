"""Means over what stands together: a paragraph's sentences, a source's, a holder's."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


def codes(keys: Sequence[Hashable]) -> NDArray[np.intp]:
    """The number of each key, counted from 0 in the order of their coming."""
    import numpy as np  # noqa: PLC0415

    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(key, len(known)) for key in keys], np.intp)


def means(values: Numbers, groups: NDArray[np.intp]) -> Numbers:
    """The mean of each row's group, of one number or of several a row."""
    import numpy as np  # noqa: PLC0415

    sums = np.zeros((int(groups.max(initial=-1)) + 1, *values.shape[1:]))
    np.add.at(sums, groups, values)
    sizes = np.bincount(groups).reshape(-1, *[1] * (values.ndim - 1))
    found: Numbers = (sums / sizes)[groups]
    return found


def standardised(values: Numbers) -> Numbers:
    """Values about their mean, in deviations."""
    found: Numbers = (values - values.mean(axis=0)) / (values.std(axis=0) + 1e-6)
    return found
