"""One audience's brief in every format asked for, within its page budget."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256

from briefgen.cite import cite, cited_as, style_file
from briefgen.compose import compose, needed, printed_passages, roomier
from briefgen.errors import LayoutError
from briefgen.model import AudienceProfile, Brief, Evidence
from briefgen.render.documents import to_docx, to_epub, to_markdown
from briefgen.render.glyphs import require_glyphs
from briefgen.render.html import render_html
from briefgen.render.pdf import Sheets, lay_on_sheets
from briefgen.render.wholeness import missing_text, runs

#: Room on a page, less what each issue's head and notes take, in words: the first guess.
_A_PAGE, _AN_ISSUE = 500, 20
#: By how much the room is cut where a guess was too high, and when none is left to cut.
_LESS, _FEW = 0.88, 40
#: The words for which there must be room if one more layout is to be worth while.
_WORTH = 30


@dataclass(frozen=True, slots=True)
class Page:
    """A brief laid out: its HTML, and its PDF; empty where that was not asked for."""

    brief: Brief
    html: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief on its way: its HTML, and its sheets of paper where they are wanted.

    `room` bounds its quotations, in words of the full measure; None where nothing does.
    """

    brief: Brief
    room: int | None
    html: str
    sheets: Sheets | None

    @property
    def over(self) -> float:
        """By how many pages it goes over the page budget; below 0: how much of it is free."""
        assert self.sheets
        return self.sheets.filled - self.brief.audience.pages


#: The formats there are: each from the page that was laid out to the bytes of a file.
WRITERS: Mapping[str, Callable[[Page], bytes]] = {
    "html": lambda page: page.html.encode(),
    "pdf": lambda page: page.pdf,
    "docx": lambda page: to_docx(page.brief, page.html),
    "epub": lambda page: to_epub(page.brief, page.html),
    "markdown": lambda page: to_markdown(page.brief, page.html),
}


def lay_out(
    evidence: Evidence, audience: AudienceProfile, formats: Sequence[str], record: bytes
) -> dict[str, bytes]:
    """The files of one audience's brief: format to content. `record` is attached to the PDF.

    A page budget is kept by leaving out what is least needed, in as few layouts as can be.
    Raises `LayoutError` if text was lost in the PDF or the budget can't be kept.
    """
    wanted = "pdf" in formats
    made = within_budget(evidence, audience, record, paper=wanted or audience.pages > 0)
    page = Page(made.brief, made.html, to_pdf(made, record) if wanted else b"")
    return {name: WRITERS[name](page) for name in formats}


def within_budget(
    evidence: Evidence, audience: AudienceProfile, record: bytes, *, paper: bool
) -> Draft:
    """The fullest draft that fits, of very few: as much as usually does, less, once more again."""
    whole = partial(composed, evidence, audience, record)
    if not audience.pages:
        return draft(whole(None), None, paper=paper)
    usual = audience.pages * _A_PAGE - len(evidence.issues) * _AN_ISSUE
    room = min(needed(evidence, audience), max(usual, audience.pages * _A_PAGE // 2))
    too_much = None
    while (made := draft(whole(room), room, paper=True)).over > 0:
        if room == 0:
            raise LayoutError(
                f"{audience.name}: even without quotations the brief does not fit {audience.pages} "
                "pages; mend what its problems say, or raise `pages` in its audience.yaml"
            )
        less = min(int(room * _LESS), room - int(made.over * _A_PAGE))
        too_much, room = room, less if room > _FEW and less > 0 else 0
    return _fuller(made, room, too_much, whole)


def _fuller(made: Draft, room: int, too_much: int | None, whole: Callable[[int], Brief]) -> Draft:
    """A draft that fits in `room`, or one that prints more where much of it stayed free.

    `too_much`: the least room that is known not to fit. Two are tried where a quarter of a page is
    free.
    """
    free = int(-made.over * _A_PAGE)
    more = roomier(made.brief, room, free)
    more = min(more, (room + too_much) // 2) if too_much else more
    for worth in (_WORTH, _A_PAGE // 4):
        brief = whole(more)
        if free < worth or more <= room or brief == made.brief:
            break
        fuller = draft(brief, more, paper=True)
        if made.over < fuller.over <= 0:
            return fuller
        more = (room + more) // 2
    return made


def composed(
    evidence: Evidence, audience: AudienceProfile, record: bytes, room: int | None
) -> Brief:
    """A brief that names the record that comes with it."""
    brief = compose(evidence, audience, room=room)
    return replace(brief, record_sha256=sha256(record).hexdigest())


def draft(brief: Brief, room: int | None, *, paper: bool) -> Draft:
    """The brief in HTML and, if wanted, on paper."""
    spec = brief.evidence.spec
    references = {s.id: cited_as(s) for s in brief.evidence.sources}
    cited = {c.source: references[c.source] for c in brief.citations}
    citations = cite(cited, brief.citations, style_file(spec.style), spec.locale)
    html = render_html(brief, citations)
    if not paper:
        return Draft(brief, room, html, None)
    require_glyphs(brief, html)
    return Draft(brief, room, html, lay_on_sheets(html))


def to_pdf(made: Draft, record: bytes) -> bytes:
    """The draft's PDF, in which every run of its text must stand."""
    assert made.sheets
    printed = _printed(made.brief, made.html)
    content = made.sheets.written({"evidence.json": record, "brief.json": printed})
    if lost := missing_text(made.html, content):
        raise LayoutError(
            f"{made.brief.audience.name}: {len(lost)} texts of the page are not in the PDF, the "
            f"first: “{lost[0][:120]}”; change the style in brief.css that hides them"
        )
    return content


def _printed(brief: Brief, html: str) -> bytes:
    """What this brief prints, for `verify`: passages by id, and every run of the page's text."""
    record = {
        "schema": "briefgen.brief/1",
        "audience": brief.audience.name,
        "passages": printed_passages(brief),
        "texts": runs(html),
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()
