"""A small invented desk, on trams in an invented town: three texts, two issues, quick to build."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefgen.acquisition import with_sources
from briefgen.build import Built, build_edition
from briefgen.desk import Desk

DAY = date(2031, 3, 14)

FERRAND = """Why the Harbour Line Should Be Built

By Ada Ferrand
Norvale Courier, 4 March 2031

The council should build the harbour line, because it would bring 9,000 people a day to the \
docks. The tram costs less over thirty years than the buses that it would replace.

A fare of two crowns would pay for the drivers and the current. Lower fares fill the seats, and \
full seats are what a tramway is for.

“The line will open the docks to every family in the town,” said Mayor Otto Lindgren. He \
supports the harbour line and wants to build it before the next election.
"""

OKORO = """The Harbour Line Is a Mistake

By Samuel Okoro
The Norvale Ledger, 9 March 2031

The council should reject the harbour line, because the docks will stand empty in ten years. \
The tram would cost 41 million crowns, and no one has shown who would ride it.

Fares must rise whatever is decided. A fare of two crowns pays for half of a journey, and the \
rest comes out of the schools.

The union of bus drivers opposes the harbour line. “We will fight this tram in every street,” \
said Hanna Brandt, who leads the union.
"""

BOARD = """# What the Transport Board Heard

By Ilse Marwick
Published 11 March 2031

The transport board heard both sides of the harbour line on Tuesday. Engineers told the board \
that the tram could run within four years of a decision.

Higher fares would drive passengers away, the board was warned by its own economists. They said \
that every tenth passenger would leave if the fare rose by a crown.
"""

TEXTS = {"ferrand.txt": FERRAND, "okoro.txt": OKORO, "board.md": BOARD}

ISSUES = """issues:
  - id: line
    title: The harbour line
    question: Should the council build the harbour line, or reject it?
    terms: [harbour line, tram]
    positions:
      - {id: build, label: Build the line, cues: [should build, open the docks, costs less]}
      - {id: reject, label: Reject the line, cues: [should reject, mistake, fight this tram]}
  - id: fares
    title: Fares
    question: Should fares fall, or rise?
    terms: [fare, fares]
"""

SPEC = f"""title: Trams in Norvale
standfirst: Whether the harbour line should be built, and who should pay.
sources: [sources/*]
{ISSUES}formats: [pdf, html]
"""

#: One audience without a page budget and no PDF: reads, finds and composes, but lays out nothing.
QUICK = SPEC.replace("formats: [pdf, html]", "formats: [html]\naudiences: [analyst]")


def make(folder: Path, spec: str = SPEC, texts: dict[str, str] | None = None) -> Path:
    """Make a desk in `folder` and return its spec."""
    sources = folder / "briefs" / "sources"
    sources.mkdir(parents=True)
    for name, text in (TEXTS if texts is None else texts).items():
        (sources / name).write_text(text, encoding="utf-8")
    file = folder / "briefs" / "trams.yaml"
    file.write_text(spec, encoding="utf-8")
    return file


@dataclass(frozen=True)
class BuiltDesk:
    """A desk that has been built: its folder, its spec, and what was made."""

    root: Path
    spec: Path
    built: Built

    @property
    def edition(self) -> Path:
        return self.built.edition.folder


def build(spec: Path, *sources: str, as_of: date | None = DAY) -> Built:
    """Build a spec as `briefgen build` does."""
    desk = Desk.of(spec)
    loaded = desk.load(spec)
    return build_edition(with_sources(loaded, sources) if sources else loaded, desk, as_of=as_of)
