"""All that an edition is made of, taken in and known before any of it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefgen.editions.lock import Key
from briefgen.model import Accession, AudienceProfile, BriefSpec, Problem, Review
from briefgen.render import unspoken


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that an edition is made of: the spec, what was taken in, the review, the audiences.

    `missing`: what was wrong with the sources and with the review. `until`: the past day on which
    the sources stand, if there is one.
    """

    spec: BriefSpec
    accessions: tuple[Accession, ...]
    missing: tuple[Problem, ...]
    review: Review
    audiences: tuple[AudienceProfile, ...]
    key: Key
    until: date | None = None

    @property
    def told(self) -> tuple[Problem, ...]:
        """What is wrong before a source is read."""
        return told_first(self.spec, self.audiences, self.missing)


def told_first(
    spec: BriefSpec, audiences: Sequence[AudienceProfile], problems: Sequence[Problem]
) -> tuple[Problem, ...]:
    """What is wrong before a source is read, `problems` among it."""
    silent = dict.fromkeys(filter(None, (unspoken(a, spec) for a in audiences)))
    return (*spec.problems, *silent, *problems)
