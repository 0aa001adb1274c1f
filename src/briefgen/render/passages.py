"""Links from a brief's citations to the passages themselves, on the live page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.cite import at_passage, is_page
from briefgen.compose import quotations
from briefgen.model import Brief, Passage, SourceRecord


def live_links(brief: Brief) -> Mapping[int, str]:
    """The address that opens the source at the passage, by citation; sources with a page only."""
    sources = {source.id: source for source in brief.evidence.sources}
    cited = ((citation, brief.evidence.passages[id]) for citation, id in _cited(brief))
    links = ((citation, _link(passage, sources[passage.source])) for citation, passage in cited)
    return {citation: link for citation, link in links if link}


def _cited(brief: Brief) -> Iterator[tuple[int, str]]:
    """Every citation with the passage that it cites, in quotations and in the matrix."""
    for quotation in quotations(brief):
        yield quotation.citation, quotation.passage
    for matrix in brief.matrices:
        for row in (row for group in matrix.groups for row in group.rows):
            yield from ((stand.citation, stand.passage) for cell in row.cells for stand in cell)


def _link(passage: Passage, source: SourceRecord) -> str:
    """Empty where there is no page to open: no address, or that of a PDF or a DOCX."""
    url = source.reference.url or source.location
    if not is_page(url) or passage.page is not None or source.reference.type == "document":
        return ""
    if passage.repeated:
        return at_passage(url, passage.text, passage.prefix, passage.suffix)
    return at_passage(url, passage.text)
