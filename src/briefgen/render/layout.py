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
from briefgen.render.extract import page_count
from briefgen.render.glyphs import require_glyphs
from briefgen.render.html import render_html
from briefgen.render.pdf import render_pdf
from briefgen.render.wholeness import missing_text, runs

#: Room on a page, less what each issue's head and notes take, in words: the first guess.
_A_PAGE, _AN_ISSUE = 500, 20
#: By how much the room is cut where a guess was too high, and when none is left to cut.
_LESS, _FEW = 0.88, 40


@dataclass(frozen=True, slots=True)
class Page:
    """A brief laid out: its HTML, and its PDF where that was asked for."""

    brief: Brief
    html: str
    pdf: bytes | None


#: The formats there are: each from the page that was laid out to the bytes of a file.
WRITERS: Mapping[str, Callable[[Page], bytes]] = {
    "html": lambda page: page.html.encode(),
    "pdf": lambda page: page.pdf or b"",
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
    page = _within_budget(evidence, audience, record, pdf="pdf" in formats or audience.pages > 0)
    return {name: WRITERS[name](page) for name in formats}


def _within_budget(
    evidence: Evidence, audience: AudienceProfile, record: bytes, *, pdf: bool
) -> Page:
    """The first layout that fits: as much as usually does, then ever less."""
    whole = compose(evidence, audience)
    if not audience.pages:
        return _page(whole, record, pdf=pdf)
    whole_pages = audience.pages * _A_PAGE
    guess = max(whole_pages - len(evidence.issues) * _AN_ISSUE, whole_pages // 2)
    room = min(needed(evidence, audience), guess)
    page = _page(compose(evidence, audience, room=room), record, pdf=True)
    while (pages := page_count(page.pdf or b"")) > audience.pages:
        if room == 0:
            raise LayoutError(
                f"{audience.name}: even without quotations the brief does not fit {audience.pages} "
                "pages; mend what its problems say, or raise `pages` in its audience.yaml"
            )
        less = min(_LESS, audience.pages / (pages - 0.5))
        room = int(room * less) if room > _FEW else 0
        page = _page(compose(evidence, audience, room=room), record, pdf=True)
    return page


def _page(brief: Brief, record: bytes, *, pdf: bool) -> Page:
    """The brief set in HTML and PDF; every run of its text must stand in the PDF."""
    spec = brief.evidence.spec
    references = {s.id: cited_as(s) for s in brief.evidence.sources}
    cited = {c.source: references[c.source] for c in brief.citations}
    citations = cite(cited, brief.citations, style_file(spec.style), spec.locale)
    html = render_html(brief, citations)
    if not pdf:
        return Page(brief, html, None)
    attachments = {"evidence.json": record, "brief.json": _printed(brief, html)}
    require_glyphs(brief, html)
    content = render_pdf(html, attachments)
    if lost := missing_text(html, content):
        raise LayoutError(
            f"{brief.audience.name}: {len(lost)} texts of the page are not in the PDF, the first: "
            f"“{lost[0][:120]}”; change the style in brief.css that hides them"
        )
    return Page(brief, html, content)


def _printed(brief: Brief, html: str) -> bytes:
    """What this brief prints, for `verify`: passages by id, and every run of the page's text."""
    record = {
        "schema": "briefgen.brief/1",
        "audience": brief.audience.name,
        "passages": printed_passages(brief),
        "texts": runs(html),
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()
