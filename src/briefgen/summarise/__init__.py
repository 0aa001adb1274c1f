"""Which passages matter: every method behind the same call, one line each."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.errors import UnknownName
from briefgen.summarise import classic, graph
from briefgen.summarise.candidate import (
    Budget,
    Candidate,
    Concept,
    Place,
    Summariser,
    candidate,
)
from briefgen.summarise.coverage import Choice, coverage, explained
from briefgen.summarise.lead import lead

__all__ = [
    "SUMMARISERS",
    "Budget",
    "Candidate",
    "Choice",
    "Concept",
    "Place",
    "Summariser",
    "candidate",
    "explained",
    "summariser",
]

#: Candidates from which sumy's LexRank and TextRank take more than a few seconds.
MANY = 300


def _either(few: Summariser, many: Summariser) -> Summariser:
    def summarise(candidates: Sequence[Candidate], budget: Budget) -> tuple[int, ...]:
        return (few if len(candidates) <= MANY else many)(candidates, budget)

    return summarise


SUMMARISERS: dict[str, Summariser] = {
    "coverage": coverage,
    "lexrank": _either(classic.lexrank, graph.lexrank),
    "textrank": _either(classic.textrank, graph.textrank),
    "lsa": classic.lsa,
    "luhn": classic.luhn,
    "sumbasic": classic.sumbasic,
    "kl": classic.kl,
    "lead": lead,
}


def summariser(name: str) -> Summariser:
    """The method of that name; `UnknownName` lists the ones there are."""
    if name not in SUMMARISERS:
        raise UnknownName("summariser", name, SUMMARISERS)
    return SUMMARISERS[name]
