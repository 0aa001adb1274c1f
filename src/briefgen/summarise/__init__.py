"""Which passages matter: every method behind the same call, one line each."""

from __future__ import annotations

from briefgen.errors import UnknownName
from briefgen.summarise import classic
from briefgen.summarise.candidate import Candidate, Summariser
from briefgen.summarise.coverage import coverage

__all__ = ["SUMMARISERS", "Candidate", "Summariser", "summariser"]

SUMMARISERS: dict[str, Summariser] = {
    "coverage": coverage,
    "lexrank": classic.lexrank,
    "textrank": classic.textrank,
    "lsa": classic.lsa,
    "luhn": classic.luhn,
    "sumbasic": classic.sumbasic,
    "kl": classic.kl,
}


def summariser(name: str) -> Summariser:
    """The method of that name; `UnknownName` lists the ones there are."""
    if name not in SUMMARISERS:
        raise UnknownName("summariser", name, SUMMARISERS)
    return SUMMARISERS[name]
