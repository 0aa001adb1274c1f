"""A brief as one HTML page: Jinja2 in its immutable sandbox, all text escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from briefgen.cite import Citations
from briefgen.compose import other_printers, quotations
from briefgen.errors import TemplateError
from briefgen.model import NO_OPPOSITES, READ, AudienceProfile, Brief
from briefgen.render.bounded import Bounds, bounded, joined, let_tell
from briefgen.render.environment import environment
from briefgen.render.faults import explained
from briefgen.render.labels import load_labels
from briefgen.render.outside import asked_by_page, line_of
from briefgen.render.passages import live_links
from briefgen.render.profiles import shipped_templates
from briefgen.render.sources import left_out, originals
from briefgen.render.stylesheet import stylesheet
from briefgen.render.typography import (
    counted,
    folio,
    form,
    listed,
    long_date,
    marks,
    number,
)

_TO_ENTRY = re.compile(r'<a class="to-entry" href="#ref-([^"]*)">(.*?)</a>')
#: A place's label, which its number must not leave at a line's end.
_PLACE = re.compile(r"(¶|\b(?:[Pp]aras?|pars?|Abs|S|pp?)\b\.?) (?=\d)")
_SPACE_BEFORE = re.compile(r" (<(?:a|em|strong|span)\b[^>]*>)")
#: Names of other publishers in an entry of the bibliography, where there is a page budget.
_FEW_NAMES = 4
_PAGE = "brief.html.j2"
#: What a desk's own template may use.
BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers that a page states: sources read and excluded, voices heard, passages printed.

    A copy of a text that was read is neither, but one of `copies`.

    `earliest` and `latest` date the sources read, as ISO dates; empty where none is dated.
    """

    read: int
    excluded: int
    copies: int
    voices: int
    earliest: str
    latest: str
    undated: int
    printed: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A source as the bibliography lists it: its id and HTML, who else printed it, how many more.

    `more` counts the copies that name no publisher, and those for which there is no room.
    """

    id: str
    html: Markup
    printers: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it is set: its number from 1, its HTML, and whether it was set before.

    `link` opens its source on the web at the passage, and is empty where that can't be done.
    """

    number: int
    html: Markup
    again: bool
    link: str = ""


def render_html(brief: Brief, citations: Citations) -> str:
    """Return the brief as an HTML document that needs no other file and runs no script.

    It is a page to read in a browser and the input of `render_pdf`. What a source says reaches
    it as escaped text only. Raises `TemplateError` with the file, the line and the variable.
    """
    spec = brief.evidence.spec
    labels = load_labels(brief.audience, spec)
    locale = labels.locale
    bibliography = _bibliography(brief, citations)
    repeated = _is_repeated(brief, citations, bibliography)
    listed_here = set() if repeated else {entry.id for entry in bibliography}
    notes = _notes(brief, citations, listed_here)
    values = {
        "brief": brief,
        "evidence": brief.evidence,
        "spec": spec,
        "labels": labels.words,
        "told": labels.told,
        "no_opposites": NO_OPPOSITES,
        "explained": _explains(brief.audience),
        "language": spec.language,
        "foreign": "" if spec.language.startswith(READ) else READ,
        "figures": _figures(brief),
        "notes": notes,
        "note": _note_setter(notes),
        "bibliography": bibliography,
        "repeated": repeated,
        "left_out": left_out(brief, labels.words["left_out_copy"]),
        "originals": originals(brief),
        "read": tuple(s for s in brief.evidence.sources if s.copy_of or not s.excluded),
        "in_text": citations.in_text,
        "css": Markup(stylesheet(brief.audience)),
        "folio": Markup(folio(labels.words["folio"])),
        "marks": partial(marks, locale=spec.locale),
        "date": partial(long_date, locale=locale),
        "number": partial(number, locale=locale),
        "form": partial(form, locale=locale),
        "counted": partial(counted, locale=locale),
        "listed": partial(listed, locale=locale),
    }
    return _set(values, brief.audience)


def _explains(audience: AudienceProfile) -> bool:
    """Whether the page says by which rules a view stands where it stands: not where it is plain."""
    return not audience.pages and audience.prefers != "plain"


def _bibliography(brief: Brief, citations: Citations) -> tuple[Listed, ...]:
    """The entries; where pages are few, so are the names of other publishers in each.

    A style that lists no say, gives an entry without words for one.
    """
    sources = {source.id: source for source in brief.evidence.sources}
    entries = []
    for entry in (e for e in citations.bibliography if Markup(e.html).striptags()):
        names, unnamed = other_printers(sources[entry.source])
        shown = names[:_FEW_NAMES] if brief.audience.pages else names
        more = unnamed + len(names) - len(shown)
        entries.append(Listed(entry.source, _fragment(entry.html), shown, more))
    return tuple(entries)


def _is_repeated(brief: Brief, citations: Citations, entries: Sequence[Listed]) -> bool:
    """Whether a bibliography would say again what the notes say, where there is no room for that.

    Each word of an entry then stands in its source's first note, and none names other publishers.
    """
    if not brief.audience.pages or citations.in_text or not entries:
        return False
    first: dict[str, set[str]] = {}
    for citation, note in zip(brief.citations, citations.notes, strict=False):
        first.setdefault(citation.source, _words(note))
    told = all(_words(entry.html) <= first.get(entry.id, set()) for entry in entries)
    return told and not any(entry.printers or entry.more for entry in entries)


def _words(html: str) -> set[str]:
    return set(re.findall(r"\w+", unescape(Markup(html).striptags()).casefold()))


def _notes(brief: Brief, citations: Citations, entries: Set[str]) -> tuple[Note, ...]:
    """Every note in order; one whose source has no entry on the page links to none."""
    listed = entries if "bibliography" in brief.audience.sections else set()
    links = live_links(brief)

    def kept(link: re.Match[str]) -> str:
        return link[0] if unescape(link[1]) in listed else link[2]

    return tuple(
        Note(n + 1, _fragment(_TO_ENTRY.sub(kept, html)), again=False, link=links.get(n, ""))
        for n, html in enumerate(citations.notes)
    )


def _note_setter(notes: Sequence[Note]) -> Any:
    """Return a function from a citation's index to its note, which knows what was set before."""
    before: set[int] = set()

    def note(index: int) -> Note:
        again = index in before
        before.add(index)
        return replace(notes[index], again=again)

    return note


def _fragment(html: str) -> Markup:
    """Return a citation's HTML with the space before an element moved into it.

    WeasyPrint may break a line after its first word where an element that follows a space does
    not fit on it.
    """
    return Markup(_PLACE.sub("\\1\u00a0", _SPACE_BEFORE.sub(r"\1 ", html)))


def _figures(brief: Brief) -> Figures:
    printed = list(quotations(brief))
    evidence, sources = brief.evidence, brief.evidence.sources
    issued = (s.reference.issued for s in sources if not s.excluded)
    dates = ["-".join(f"{part:02d}" for part in date.parts) for date in issued if date]
    return Figures(
        read=sum(not source.excluded for source in sources),
        excluded=sum(bool(source.excluded) and not source.copy_of for source in sources),
        copies=sum(bool(source.copy_of) for source in sources),
        voices=len({evidence.passages[quotation.passage].holder for quotation in printed}),
        earliest=min(dates, default=""),
        latest=max(dates, default=""),
        undated=sum(not s.reference.issued for s in sources if not s.excluded),
        printed=len({quotation.passage for quotation in printed}),
    )


def _set(values: Mapping[str, Any], audience: AudienceProfile) -> str:
    """The template with its values; one of a desk's own runs in a process of its own.

    What is shipped is our code, and takes as long as the brief is; what a desk wrote may take any
    time, or be somebody else's.
    """
    templates = environment(audience.folders)

    def work() -> str:
        try:
            page = joined(templates.pieces(_PAGE, values), BOUNDS)
            if not shipped:
                _require_alone(page, audience.folders)
            return page
        except TemplateError:
            raise
        except Exception as error:  # what a template can raise has no end
            if not shipped:
                let_tell()
            raise TemplateError(explained(error, templates, values, BOUNDS)) from error

    shipped = all(folder.is_relative_to(shipped_templates()) for folder in audience.folders)
    if shipped:
        return work()
    bases = (f"{folder.name}/{_PAGE}" for folder in audience.folders[1:])
    sections = (f"sections/{name}.html.j2" for name in audience.sections)
    templates.compile_ahead([_PAGE, *bases, *sections])
    return bounded(work, BOUNDS, templates.place, str(audience.folders[0]))


def _require_alone(page: str, folders: Sequence[Path]) -> None:
    """Raise `TemplateError` for a page that runs a script, or loads anything from elsewhere."""
    if not (asked := asked_by_page(page)):
        return
    written = (f for folder in folders for f in sorted(folder.rglob("*.j2")) if f.is_file())
    place = line_of(asked, written) or folders[0]
    raise TemplateError(
        f"{place}: “{asked}” runs a script or loads from elsewhere, and a page is one file that "
        "does neither; delete it, draw with SVG, or write a picture into the page (data:)"
    )
