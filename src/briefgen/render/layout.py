"""One audience's brief in every format asked for, within its page budget."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.cite import cite, cited_as, style_file
from briefgen.compose import compose, needed, printed_passages
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
#: The part of a page that is worth one more layout where something was left out.
_WORTH = 0.1


@dataclass(frozen=True, slots=True)
class Page:
    """A brief laid out: its HTML, and its PDF; empty where that was not asked for."""

    brief: Brief
    html: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class _Draft:
    """A brief on its way: its HTML, and its sheets of paper where they are wanted."""

    brief: Brief
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
    draft = _within_budget(evidence, audience, paper=wanted or audience.pages > 0)
    page = Page(draft.brief, draft.html, _pdf(draft, record) if wanted else b"")
    return {name: WRITERS[name](page) for name in formats}


def _within_budget(evidence: Evidence, audience: AudienceProfile, *, paper: bool) -> _Draft:
    """The fullest layout that fits, of very few: as much as usually does, less, once more again."""
    if not audience.pages:
        return _draft(compose(evidence, audience), paper=paper)
    whole_pages = audience.pages * _A_PAGE
    most = needed(evidence, audience)
    room = min(most, max(whole_pages - len(evidence.issues) * _AN_ISSUE, whole_pages // 2))
    limit = most
    while (draft := _draft(compose(evidence, audience, room=room), paper=True)).over > 0:
        if room == 0:
            raise LayoutError(
                f"{audience.name}: even without quotations the brief does not fit {audience.pages} "
                "pages; mend what its problems say, or raise `pages` in its audience.yaml"
            )
        less = min(int(room * _LESS), room - int(draft.over * _A_PAGE))
        limit = (max(less, 0) + room) // 2
        room = less if room > _FEW and less > 0 else 0
    return _fuller(draft, min(limit, room + int(-draft.over * _A_PAGE)))


def _fuller(draft: _Draft, room: int) -> _Draft:
    """A draft that fits, or one with more in what it leaves free, if there is more and it fits."""
    if -draft.over < _WORTH:
        return draft
    brief = compose(draft.brief.evidence, draft.brief.audience, room=room)
    if brief == draft.brief:
        return draft
    fuller = _draft(brief, paper=True)
    return fuller if draft.over < fuller.over <= 0 else draft


def _draft(brief: Brief, *, paper: bool) -> _Draft:
    """The brief in HTML and, if wanted, on paper."""
    spec = brief.evidence.spec
    references = {s.id: cited_as(s) for s in brief.evidence.sources}
    cited = {c.source: references[c.source] for c in brief.citations}
    citations = cite(cited, brief.citations, style_file(spec.style), spec.locale)
    html = render_html(brief, citations)
    if not paper:
        return _Draft(brief, html, None)
    require_glyphs(brief, html)
    return _Draft(brief, html, lay_on_sheets(html))


def _pdf(draft: _Draft, record: bytes) -> bytes:
    """The draft's PDF, in which every run of its text must stand."""
    assert draft.sheets
    printed = _printed(draft.brief, draft.html)
    content = draft.sheets.written({"evidence.json": record, "brief.json": printed})
    if lost := missing_text(draft.html, content):
        raise LayoutError(
            f"{draft.brief.audience.name}: {len(lost)} texts of the page are not in the PDF, the "
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
