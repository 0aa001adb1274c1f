"""How long Briefgen takes from a page's bytes to a document, beside trafilatura alone."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from ingest_pages import Page
from ingest_systems import briefgen, trafilatura


def measure_time(pages: Sequence[Page], rounds: int) -> dict[str, float]:
    """The median over pages and rounds of our processor time by theirs, and both medians in ms.

    The two take turns at going first, so that neither always finds the other's caches warm.
    """
    for warm in (briefgen, trafilatura):  # imports and models are not the page's time
        warm(pages[0].content)
    ours: list[float] = []
    theirs: list[float] = []
    for turn in range(rounds):
        for page in pages:
            if turn % 2:
                ours.append(_seconds(briefgen, page))
                theirs.append(_seconds(trafilatura, page))
            else:
                theirs.append(_seconds(trafilatura, page))
                ours.append(_seconds(briefgen, page))
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return {
        "html_ratio": statistics.median(ratios),
        "html_ratio_of_sums": sum(ours) / sum(theirs),
        "html_milliseconds": 1000 * statistics.median(ours),
        "trafilatura_milliseconds": 1000 * statistics.median(theirs),
    }


def _seconds(system: Callable[[bytes], object], page: Page) -> float:
    started = time.process_time()
    system(page.content)
    return time.process_time() - started
