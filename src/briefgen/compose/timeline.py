"""When it happened and when it was said: the spec's events among the dates of what is printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from briefgen.compose.printers import publisher
from briefgen.model import Date, DatedEvent, Evidence, Quotation

#: Fewer dates than this tell no story.
_FEWEST = 3


def day(date: Date) -> str:
    """A date in ISO 8601, as far as it is known: "2031", "2031-03", "2031-03-04"."""
    return "-".join(f"{part:02d}" for part in date.parts)


def timeline(
    evidence: Evidence, issues: Collection[str], printed: Iterable[Quotation]
) -> tuple[DatedEvent, ...]:
    """The events of these issues and the printed views' sources, in order; none if too few dates.

    A date of which only the month or the year is known comes before the days in it.
    """
    said: dict[str, list[str]] = {}
    for quotation in printed:
        names = said.setdefault(evidence.passages[quotation.passage].source, [])
        names += [] if quotation.holder in names else [quotation.holder]
    events = {e for i in evidence.spec.issues if i.id in issues for e in i.events}
    found = [(event.date, DatedEvent(day(event.date), event.title)) for event in events]
    for source in evidence.sources:
        date, heard = source.reference.issued, tuple(said.get(source.id, ()))
        if date and heard:
            found.append((date, DatedEvent(day(date), "", heard, publisher(source.reference))))
    if len({one.date for _, one in found}) < _FEWEST:
        return ()
    ordered = sorted(found, key=lambda pair: (pair[0].parts, not pair[1].event, str(pair[1])))
    return tuple(event for _, event in ordered)
