"""What a desk says: problems in it, specs, audiences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from briefgen.model.date import Date
from briefgen.model.delivery import Delivery, MailServer, Notify
from briefgen.model.schedule import Schedule

Stance = Literal["supports", "opposes", "conditional", "unclear"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in the user's data: where it is, what it is, and what would help."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Advice(Problem):
    """What would make a brief better, and for which nothing was left out of it."""


@dataclass(frozen=True, slots=True)
class Gone(Problem):
    """An address whose server says that there is nothing any more (410; RFC 9110, 15.5.11)."""


@dataclass(frozen=True, slots=True)
class Position:
    """One of the answers that an issue's question can get, with words that give it away.

    `examples`: sentences in which somebody takes it.
    """

    id: str
    label: str
    cues: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, and when: views from before it and from after it are of two times."""

    date: Date
    title: str

    def lies_between(self, one: Date | None, other: Date | None) -> bool:
        """Whether the one date is surely before it, and the other surely after it, or turned."""
        if one is None or other is None:
            return False
        return any(
            first.is_before(self.date) and self.date.is_before(last)
            for first, last in ((one, other), (other, one))
        )


@dataclass(frozen=True, slots=True)
class Issue:
    """A question that the brief is about; without `terms` they come from title and question.

    `events`: in any order.
    """

    id: str
    title: str
    question: str = ""
    terms: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()
    where: str = ""
    events: tuple[Event, ...] = ()

    def event_between(self, one: Date | None, other: Date | None) -> Event | None:
        """The last of its events that surely lies between two dates."""
        between = (event for event in self.events if event.lies_between(one, other))
        return max(between, key=lambda event: (event.date.parts, event.title), default=None)


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the glossary: a word, and what it means in plain ones."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class LibrarySearch:
    """A search in the desk's library: FTS5's words, an ISO day of issue or later, a bound.

    An empty `query` asks for what the spec's issues speak of; `about` is what a query that nobody
    wrote is called.
    """

    query: str
    after: str = ""
    limit: int = 200
    about: str = ""


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A line of the spec's `sources`: a path or pattern, an address, a feed, or a search.

    `reference` holds CSL-JSON fields; they win over what is read from the source. A relative path
    starts from `folder`, or where that is None from the spec's own. `since` is in days.
    """

    path: str = ""
    reference: Mapping[str, Any] = field(default_factory=dict)
    where: str = ""
    folder: Path | None = None
    url: str = ""
    feed: str = ""
    since: int | None = None
    search: LibrarySearch | None = None


@dataclass(frozen=True, slots=True)
class DeskSettings:
    """What a desk's `desk.yaml` says: how it fetches, and how it sends.

    `allow` names the hosts, addresses and networks of an intranet that may be asked; `pause` is
    the time between two requests to one host, in seconds. `mail`: the server that takes its mail,
    `notify`: who is told when something fails, `public_url`: where its feeds can be read,
    `executor`: where its work is done, `library`: a folder or the address of a database.
    """

    allow: tuple[str, ...] = ()
    pause: float = 1.0
    user_agent: str = ""
    mail: MailServer | None = None
    notify: Notify | None = None
    public_url: str = ""
    executor: str = ""
    library: str = ""


@dataclass(frozen=True, slots=True)
class BriefSpec:
    """A whole spec, checked. `file` is the spec's own path; its stem is the slug.

    `formats_asked`: the formats were asked for by name, and so no audience has its own.
    """

    file: Path
    sha256: str
    title: str
    sources: tuple[SourceSpec, ...]
    issues: tuple[Issue, ...]
    standfirst: str = ""
    series: str = ""
    status: str = ""
    handling: str = ""
    glossary: tuple[Term, ...] = ()
    audiences: tuple[str, ...] = ("minister", "analyst")
    language: str = "en"
    method: str = "coverage"
    passages: int = 4
    style: str = "chicago-notes-bibliography"
    locale: str = "en-GB"
    export: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("pdf",)
    formats_asked: bool = False
    deliver: tuple[Delivery, ...] = ()
    problems: tuple[Problem, ...] = ()
    schedule: Schedule | None = None

    @property
    def slug(self) -> str:
        """The brief's short name: the spec's file name without its suffix."""
        return self.file.stem


#: What an audience likes to read first besides what matters most.
Preference = Literal["salience", "figures", "plain"]
#: How two views that disagree are set: in two columns, one below the other, or not at all.
Contrasts = Literal["side-by-side", "stacked", "none"]
#: Whether a quotation's date and publisher stand in its note alone, or beside it too.
Attribution = Literal["note", "full"]


@dataclass(frozen=True, slots=True)
class AudienceProfile:
    """What an audience's folder says of it (`templates/<name>/audience.yaml`).

    `pages` is the page budget (0: none), `passages` and `key_points` upper bounds, `notes`
    where citations stand, `sections` the parts in their order. `prefers`: which of an issue's key
    passages come first, besides the most salient. `formats`: its own, empty where the spec's hold.
    `labels` win over those of `labels.yaml`, `tokens` over the style sheets' custom properties;
    the token `page` is the size of the sheet.
    """

    name: str
    label: str
    pages: int
    passages: int
    key_points: int
    prefers: Preference
    notes: Literal["foot", "end"]
    sections: tuple[str, ...]
    folders: tuple[Path, ...]
    contrasts: Contrasts = "side-by-side"
    attribution: Attribution = "note"
    formats: tuple[str, ...] = ()
    labels: Mapping[str, Any] = field(default_factory=dict)
    tokens: Mapping[str, str] = field(default_factory=dict)
