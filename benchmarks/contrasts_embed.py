"""Briefgen's sentence embeddings, where a model is installed, and what their likeness alone finds.

What they gave may be kept, as parses are.
"""

from __future__ import annotations

from pathlib import Path

from contrasts_baselines import of_sides, said
from contrasts_systems import Answer, Case, System, Unavailable

from briefgen.embed import Embed, embedder
from briefgen.embedded import embedding
from briefgen.library import SqliteLibrary


def embeddings(cache: Path | None) -> Embed:
    """The model in use; with a folder `cache`, a library there keeps what it gave."""
    found = embedding(SqliteLibrary(cache)) if cache else embedder()
    if found is None:
        raise Unavailable("no model for sentence embeddings is installed, or none is wanted")
    return found


def similarity(cache: Path | None) -> System:
    """The mean cosine to each position's label and cues."""
    embed = embeddings(cache)

    def system(case: Case) -> Answer:
        candidates = said(case)
        a, b = ((position.label, *position.cues) for position in case.issue.positions)
        rows = embed([*a, *b, *(one.sentence.text for one in candidates)])
        ends = len(a), len(a) + len(b)
        of_a, of_b = rows[: ends[0]].mean(axis=0), rows[ends[0] : ends[1]].mean(axis=0)
        told = rows[ends[1] :]
        return of_sides(candidates, told @ of_a, told @ of_b)

    return system
