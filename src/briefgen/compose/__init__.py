"""Evidence to a brief, for one audience; pure, and never a passage that is not in the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace

from briefgen.compose.assessment import assessed
from briefgen.compose.choice import Unit, choose, independent, spent, surely
from briefgen.compose.news import fresh, in_news, news, news_view
from briefgen.compose.overview import Overview, needed, overview, reserve, roomier
from briefgen.compose.printers import other_printers, publisher
from briefgen.compose.standing import Printed, matrices
from briefgen.compose.timeline import day
from briefgen.model import (
    NO_OPPOSITES,
    AgreementView,
    AudienceProfile,
    Brief,
    Change,
    ChangeView,
    Citation,
    Contrast,
    ContrastView,
    Dispute,
    DisputeView,
    Evidence,
    Holder,
    IssueEvidence,
    IssueSection,
    Passage,
    Quotation,
    Reference,
)

__all__ = ["compose", "needed", "other_printers", "printed_passages", "quotations", "roomier"]


#: Said of an issue whose contrast did not find room.
_ELSEWHERE = "Opposing views were found on this question; there is no room for them here."


@dataclass
class _Page:
    """What the page holds so far: the places cited, and who was introduced with their role.

    Where pages are few (`short`), a holder's role stands only where they are first named. `last`
    is the citation of each passage where it was quoted last; `fresh` are the new passages.
    """

    short: bool
    cited: list[Citation] = field(default_factory=list)
    introduced: set[str] = field(default_factory=set)
    last: dict[str, int] = field(default_factory=dict)
    fresh: frozenset[str] = frozenset()

    def cite(self, passage: Passage) -> int:
        self.cited.append(Citation(passage.source, passage.paragraph, passage.page))
        self.last[passage.id] = len(self.cited) - 1
        return self.last[passage.id]

    def cite_once(self, passage: Passage) -> int:
        """The citation of a passage that is quoted before; a new one where it is not."""
        return self.last[passage.id] if passage.id in self.last else self.cite(passage)

    def role(self, holder: Holder) -> str:
        if self.short and holder.id in self.introduced:
            return ""
        self.introduced.add(holder.id)
        return holder.role


def compose(evidence: Evidence, audience: AudienceProfile, *, room: int | None = None) -> Brief:
    """The brief for an audience; `room` bounds its quotations, in words of the full measure.

    An issue of which nothing fits gets no section, and where there is no room at all none does.
    """
    told = news(evidence, audience, room)
    room = None if room is None else room - told.cost
    units = choose(evidence, audience, room, reserve(evidence, audience))
    left = None if room is None or not audience.pages else surely(room) - spent(evidence, units)
    page = _Page(short=bool(audience.pages), fresh=fresh(evidence))
    key_points = tuple(
        replace(
            _quotation(evidence, unit.passages[0], page),
            lead=_title(evidence, unit.issue),
            issue=unit.issue,
        )
        for unit in units
        if unit.key_point
    )
    since = news_view(evidence, audience, told, lambda passage: _quotation(evidence, passage, page))
    sections = tuple(
        _section(evidence, issue, [u for u in units if u.issue == issue.id], page)
        for issue in evidence.issues
        if room is None or _is_shown(issue, units, room)
    )
    printed = {passage for unit in units for passage in unit.passages}
    brief = Brief(
        audience=audience,
        evidence=evidence,
        key_points=key_points,
        issues=sections,
        citations=(),
        left_out=len(set(evidence.passages) - printed - {q.passage for q in in_news(since)}),
        news=since,
        no_room=("changes",) if told.untold else (),
    )
    return _with_overview(brief, page, overview(brief, quotations(brief), left))


def _with_overview(brief: Brief, page: _Page, told: Overview) -> Brief:
    """The brief with what is told of all issues at once, whose passages are cited last."""
    quoted = {q.passage for section in brief.issues for q in _quoted(section)}
    place = Printed(brief.evidence, quoted, page.cite_once)
    standing = matrices(place, told.columns)
    asked = "assessment" in brief.audience.sections
    return replace(
        brief,
        matrices=standing,
        timeline=told.timeline,
        no_room=(*brief.no_room, *told.no_room),
        citations=tuple(page.cited),
        assessed=assessed(brief.evidence, printed_passages(brief)) if asked else (),
    )


def printed_passages(brief: Brief) -> tuple[str, ...]:
    """The ids of the passages that a brief prints, in the order of the page, each once."""
    return tuple(dict.fromkeys(quotation.passage for quotation in quotations(brief)))


def quotations(brief: Brief) -> Iterator[Quotation]:
    """Every quotation of a brief in the order of the page; one printed twice comes twice."""
    yield from brief.key_points
    yield from in_news(brief.news)
    for section in brief.issues:
        yield from _quoted(section)


def _quoted(section: IssueSection) -> Iterator[Quotation]:
    """Every quotation of an issue's section, in the order of the page."""
    yield from section.quotations
    for contrast in section.contrasts:
        yield from (contrast.left, contrast.right)
    for change in section.changes:
        yield from (change.earlier, change.later)
    yield from (dispute.quotation for dispute in section.disputes)
    for agreement in section.agreements:
        yield from agreement.quotations


def _is_shown(issue: IssueEvidence, units: Sequence[Unit], room: int) -> bool:
    """Whether an issue has a section: a unit of its own, or nothing found, which is news too."""
    if room and not (issue.key_passages or issue.viewpoints or issue.disputes):
        return True
    return any(unit.issue == issue.id for unit in units)


def _section(
    evidence: Evidence, issue: IssueEvidence, units: Sequence[Unit], page: _Page
) -> IssueSection:
    stances = {
        p: _label(evidence, issue, view.id)
        for view in issue.viewpoints
        for p in view.passages
        if view.sure
    }
    quotations = tuple(
        replace(_quotation(evidence, p, page), stance=stances.get(p, ""))
        for u in units
        if u.is_single
        for p in u.passages
    )
    contrasts = tuple(_contrast(evidence, issue, u.contrast, page) for u in units if u.contrast)
    changes = tuple(_change(evidence, issue, u.change, page) for u in units if u.change)
    disputes = tuple(_dispute(evidence, u.dispute, page) for u in units if u.dispute)
    above = {p for u in units if not u.key_point and not u.agreement for p in u.passages}
    agreements = tuple(_agreement(evidence, issue, u, page, above) for u in units if u.agreement)
    return IssueSection(
        id=issue.id,
        title=issue.title,
        question=issue.question,
        quotations=quotations,
        contrasts=contrasts,
        note="" if contrasts else _note(issue, units),
        sources=independent(evidence, issue),
        changes=changes,
        agreements=agreements,
        disputes=disputes,
    )


def _note(issue: IssueEvidence, units: Sequence[Unit]) -> str:
    """Why nothing is set side by side; it names nobody whose matched words are not printed here."""
    matched = {p for view in issue.viewpoints if view.sure and view.position for p in view.passages}
    printed = {p for unit in units for p in unit.passages}
    untold = matched and matched.isdisjoint(printed) and not issue.disputes
    return NO_OPPOSITES if issue.note and untold else issue.note or _ELSEWHERE


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


def _change(evidence: Evidence, issue: IssueEvidence, change: Change, page: _Page) -> ChangeView:
    earlier, later = map(day, change.issued)
    return ChangeView(
        earlier=_quotation(evidence, change.earlier_passage, page),
        later=_quotation(evidence, change.later_passage, page),
        earlier_label=_label(evidence, issue, change.earlier),
        later_label=_label(evidence, issue, change.later),
        earlier_issued=earlier,
        later_issued=later,
        reasons=change.reasons,
        event=change.event.title if change.event else "",
        event_date=day(change.event.date) if change.event else "",
        two_holders=change.holder is None,
    )


def _dispute(evidence: Evidence, dispute: Dispute, page: _Page) -> DisputeView:
    """A dispute, told by its source: whose role is not printed here, and so not yet known."""
    introduced = set(page.introduced)
    quotation = replace(_quotation(evidence, dispute.passage, page), role="")
    page.introduced = introduced
    return DisputeView(quotation, dispute.parties)


def _agreement(
    evidence: Evidence, issue: IssueEvidence, unit: Unit, page: _Page, above: Set[str]
) -> AgreementView:
    """An agreement: who is quoted before keeps the note that stands there."""
    assert unit.agreement is not None
    anew = set(unit.passages) - page.last.keys()
    named = tuple(_quotation(evidence, p, page, again=True) for p in unit.agreement.passages)
    return AgreementView(
        label=_label(evidence, issue, unit.agreement.viewpoints[0]),
        voices=named,
        quotations=tuple(quotation for quotation in named if quotation.passage in anew),
        above=tuple(p for p in unit.agreement.passages if p in above),
    )


def _label(evidence: Evidence, issue: IssueEvidence, viewpoint: str) -> str:
    """What a viewpoint comes down to: its position's label, or the other of two it is against.

    Empty where it is against one of more, which leaves open what it is for.
    """
    view = next(v for v in issue.viewpoints if v.id == viewpoint)
    positions = next(i.positions for i in evidence.spec.issues if i.id == issue.id)
    against = view.stance == "opposes"
    held = [p for p in positions if (p.id == view.position) != against]
    return held[0].label if view.position and len(held) == 1 else ""


def _quotation(
    evidence: Evidence, passage_id: str, page: _Page, *, again: bool = False
) -> Quotation:
    """A passage as it is quoted; `again`: where it stands on the page already, as it was cited."""
    passage = evidence.passages[passage_id]
    holder = evidence.holders[passage.holder]
    reference = next(s.reference for s in evidence.sources if s.id == passage.source)
    return Quotation(
        passage=passage.id,
        text=passage.text,
        holder=holder.name,
        role=page.role(holder),
        reported=passage.reported,
        citation=page.cite_once(passage) if again else page.cite(passage),
        by=_through(reference, passage),
        issued=day(reference.issued) if reference.issued else "",
        outlet=publisher(reference),
        new=passage.id in page.fresh,
    )


def _through(reference: Reference, passage: Passage) -> tuple[str, ...]:
    """Through whom a view comes to us, as far as they are named; nobody for an author's own."""
    if passage.reported == "author":
        return ()
    printer = reference.container_title or reference.publisher
    authors = tuple(str(name) for name in reference.author)
    return authors or ((printer,) if printer else ())


def _title(evidence: Evidence, issue_id: str) -> str:
    return next(issue.title for issue in evidence.issues if issue.id == issue_id)
