"""Evidence to a brief, for one audience; pure, and never a passage that is not in the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefgen.compose.choice import Unit, choose, needed, voices
from briefgen.compose.printers import other_printers
from briefgen.model import (
    AudienceProfile,
    Brief,
    Citation,
    Contrast,
    ContrastView,
    Evidence,
    Holder,
    IssueEvidence,
    IssueSection,
    Passage,
    Quotation,
)

__all__ = ["compose", "needed", "other_printers", "printed_passages", "quotations"]


#: Said of an issue whose contrast did not find room.
_ELSEWHERE = "Opposing views on this question stand side by side in the fuller brief."


@dataclass
class _Page:
    """What the page holds so far: the places cited, and who was introduced with their role.

    Where pages are few (`short`), a holder's role stands only where they are first quoted.
    """

    short: bool
    cited: list[Citation] = field(default_factory=list)
    introduced: set[str] = field(default_factory=set)

    def cite(self, passage: Passage) -> int:
        self.cited.append(Citation(passage.source, passage.paragraph, passage.page))
        return len(self.cited) - 1

    def role(self, holder: Holder) -> str:
        if self.short and holder.id in self.introduced:
            return ""
        self.introduced.add(holder.id)
        return holder.role


def compose(evidence: Evidence, audience: AudienceProfile, *, room: int | None = None) -> Brief:
    """The brief for an audience; `room` bounds its quotations, in words of the full measure.

    An issue of which nothing fits gets no section, and where there is no room at all none does.
    """
    units = choose(evidence, audience, room)
    page = _Page(short=bool(audience.pages))
    key_points = tuple(
        _quotation(evidence, unit.passages[0], page, _title(evidence, unit.issue))
        for unit in units
        if unit.key_point
    )
    sections = tuple(
        _section(evidence, issue, [u for u in units if u.issue == issue.id], page)
        for issue in evidence.issues
        if room is None or _is_shown(issue, units, room)
    )
    printed = {passage for unit in units for passage in unit.passages}
    return Brief(
        audience=audience,
        evidence=evidence,
        key_points=key_points,
        issues=sections,
        citations=tuple(page.cited),
        left_out=len(set(evidence.passages) - printed),
    )


def printed_passages(brief: Brief) -> tuple[str, ...]:
    """The ids of the passages that a brief prints, in the order of the page, each once."""
    return tuple(dict.fromkeys(quotation.passage for quotation in quotations(brief)))


def quotations(brief: Brief) -> Iterator[Quotation]:
    """Every quotation of a brief in the order of the page; one printed twice comes twice."""
    yield from brief.key_points
    for section in brief.issues:
        yield from section.quotations
        for contrast in section.contrasts:
            yield from (contrast.left, contrast.right)


def _is_shown(issue: IssueEvidence, units: Sequence[Unit], room: int) -> bool:
    """Whether an issue has a section: a unit of its own, or nothing found, which is news too."""
    if room and not issue.key_passages and not issue.viewpoints:
        return True
    return any(unit.issue == issue.id for unit in units)


def _section(
    evidence: Evidence, issue: IssueEvidence, units: Sequence[Unit], page: _Page
) -> IssueSection:
    inside = [u for u in units if not u.key_point]
    quotations = tuple(
        _quotation(evidence, u.passages[0], page) for u in inside if u.contrast is None
    )
    contrasts = tuple(_contrast(evidence, issue, u.contrast, page) for u in inside if u.contrast)
    return IssueSection(
        id=issue.id,
        title=issue.title,
        question=issue.question,
        quotations=quotations,
        contrasts=contrasts,
        note="" if contrasts else issue.note or _ELSEWHERE,
        sources=voices(evidence, issue),
    )


def _contrast(
    evidence: Evidence, issue: IssueEvidence, contrast: Contrast, page: _Page
) -> ContrastView:
    return ContrastView(
        left=_quotation(evidence, contrast.left_passage, page),
        right=_quotation(evidence, contrast.right_passage, page),
        left_label=_label(evidence, issue, contrast.left),
        right_label=_label(evidence, issue, contrast.right),
        reasons=contrast.reasons,
    )


def _label(evidence: Evidence, issue: IssueEvidence, viewpoint: str) -> str:
    """What a viewpoint comes down to: its position's label, or the other of two it is against."""
    view = next(v for v in issue.viewpoints if v.id == viewpoint)
    positions = next(i.positions for i in evidence.spec.issues if i.id == issue.id)
    held = [p for p in positions if p.id == view.position]
    if view.stance == "opposes" and len(positions) == 2:
        held = [p for p in positions if p.id != view.position]
    return held[0].label if held else ""


def _quotation(evidence: Evidence, passage_id: str, page: _Page, lead: str = "") -> Quotation:
    passage = evidence.passages[passage_id]
    holder = evidence.holders[passage.holder]
    return Quotation(
        passage=passage.id,
        text=passage.text,
        holder=holder.name,
        role=page.role(holder),
        reported=_reported(evidence, passage),
        citation=page.cite(passage),
        lead=lead,
    )


def _reported(evidence: Evidence, passage: Passage) -> str:
    """Through whom a view comes to us, where its holder is not the source's author."""
    if passage.reported == "author":
        return ""
    reference = next(s.reference for s in evidence.sources if s.id == passage.source)
    names = " and ".join(str(name) for name in reference.author)
    by = names or reference.container_title or reference.publisher or "an unnamed author"
    return f"quoted by {by}" if passage.reported == "direct" else f"as reported by {by}"


def _title(evidence: Evidence, issue_id: str) -> str:
    return next(issue.title for issue in evidence.issues if issue.id == issue_id)
