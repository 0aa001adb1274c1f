"""All that an edition is made of, taken in and known before any of it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from briefgen.editions.frozen import restored
from briefgen.editions.lock import Key
from briefgen.editions.store import Edition, read_lock
from briefgen.model import Accession, AudienceProfile, BriefSpec, Problem, Review
from briefgen.render import unspoken


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that an edition is made of: the spec, what was taken in, the review, the audiences.

    `missing`: what was wrong with the sources and with the review. `until`: the past day on which
    the sources stand, if there is one. `failing`: the places of sources that could not be had now.
    `aside`: texts in quarantine, and why, by their hashes.
    """

    spec: BriefSpec
    accessions: tuple[Accession, ...]
    missing: tuple[Problem, ...]
    review: Review
    audiences: tuple[AudienceProfile, ...]
    key: Key
    until: date | None = None
    failing: tuple[str, ...] = ()
    aside: Mapping[str, str] = field(default_factory=dict)

    @property
    def told(self) -> tuple[Problem, ...]:
        """What is wrong before a source is read."""
        return told_first(self.spec, self.audiences, self.missing)


def still_told(edition: Edition, inputs: Inputs) -> tuple[Problem, ...]:
    """What is wrong with an edition that need not be made again, from what came in today."""
    lock, now = read_lock(edition.folder) or {}, inputs.told
    came_in = restored(lock.get("missing", []), tuple[Problem, ...])
    return (*now, *(p for p in edition.problems if p not in came_in and p not in now))


def told_first(
    spec: BriefSpec, audiences: Sequence[AudienceProfile], problems: Sequence[Problem]
) -> tuple[Problem, ...]:
    """What is wrong before a source is read, `problems` among it."""
    silent = dict.fromkeys(filter(None, (unspoken(a, spec) for a in audiences)))
    return (*spec.problems, *silent, *problems)
