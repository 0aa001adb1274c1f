"""Evidence to a brief, for one audience; pure, and never a passage that is not in the evidence.

Units (a contrast, a single passage, a key point) are taken in rounds, so that each issue gets its
first before any gets its second; a bound on the words quoted lets the later ones yield.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefgen.model import (
    AudienceProfile,
    Brief,
    Citation,
    Contrast,
    ContrastView,
    Evidence,
    IssueEvidence,
    IssueSection,
    Passage,
    Quotation,
)

#: Most key points of one holder.
_SAME_HOLDER = 2


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is printed together or not at all, in which part of the page."""

    issue: str
    passages: tuple[str, ...]
    contrast: Contrast | None = None
    key_point: bool = False


@dataclass
class _Citations:
    """Collects the places that are cited, in the order of the page."""

    found: list[Citation] = field(default_factory=list)

    def cite(self, passage: Passage) -> int:
        self.found.append(Citation(passage.source, passage.paragraph))
        return len(self.found) - 1


def compose(evidence: Evidence, audience: AudienceProfile, *, words: int | None = None) -> Brief:
    """The brief for an audience, quoting at most `words` words where that is given."""
    units = _within(evidence, _units(evidence, audience), words)
    citations = _Citations()
    key_points = tuple(
        _quotation(evidence, unit.passages[0], citations, _title(evidence, unit.issue))
        for unit in units
        if unit.key_point
    )
    sections = tuple(
        _section(evidence, issue, [u for u in units if u.issue == issue.id], citations)
        for issue in evidence.issues
    )
    printed = {passage for unit in units for passage in unit.passages}
    return Brief(
        audience=audience,
        evidence=evidence,
        key_points=key_points,
        issues=sections,
        citations=tuple(citations.found),
        left_out=len(set(evidence.passages) - printed),
    )


def printed_passages(brief: Brief) -> tuple[str, ...]:
    """The ids of the passages that a brief prints, in the order of the page, each once."""
    return tuple(dict.fromkeys(quotation.passage for quotation in _quotations(brief)))


def quoted_words(brief: Brief) -> int:
    """Words of all the quotations on the page."""
    return sum(len(quotation.text.split()) for quotation in _quotations(brief))


def _quotations(brief: Brief) -> Iterator[Quotation]:
    yield from brief.key_points
    for section in brief.issues:
        yield from section.quotations
        for contrast in section.contrasts:
            yield from (contrast.left, contrast.right)


def _within(evidence: Evidence, units: Sequence[_Unit], words: int | None) -> list[_Unit]:
    """The units that fit the bound, in their order; one that is too long yields to the next."""
    if words is None:
        return list(units)
    taken, left = [], words
    for unit in units:
        cost = sum(len(evidence.passages[p].text.split()) for p in unit.passages)
        if cost <= left:
            taken.append(unit)
            left -= cost
    return taken


def _units(evidence: Evidence, audience: AudienceProfile) -> list[_Unit]:
    """All that an audience could print, the most needed first.

    An audience with a page budget does not see a key point again under its issue.
    """
    points = _key_points(evidence, audience)
    hidden = {p for unit in points for p in unit.passages} if audience.pages else set()
    heard = Counter(evidence.passages[u.passages[0]].holder for u in points)
    queues = [_issue_units(evidence, issue, audience, hidden, heard) for issue in evidence.issues]
    rounds = max((len(queue) for queue in queues), default=0)
    by_round = [[q[n] for q in queues if n < len(q)] for n in range(rounds)]
    first = by_round[0] if by_round else []
    return [*first, *points, *(unit for later in by_round[1:] for unit in later)]


def _issue_units(
    evidence: Evidence,
    issue: IssueEvidence,
    audience: AudienceProfile,
    hidden: set[str],
    heard: Counter[str],
) -> list[_Unit]:
    """An issue's contrasts, then its passages; one that stands in a contrast is not repeated.

    Where there is room for few, those come first whose holders were `heard` least so far.
    """
    most = 1 if audience.pages else len(issue.contrasts)
    contrasts = issue.contrasts[:most]
    shown = hidden | {p for c in contrasts for p in (c.left_passage, c.right_passage)}
    passages = [p for p in issue.key_passages if p not in shown]
    if audience.pages:
        passages.sort(key=lambda p: heard[evidence.passages[p].holder])
        passages = [] if contrasts else passages
    passages = passages[: audience.passages]
    printed = [p for c in contrasts for p in (c.left_passage, c.right_passage)] + passages
    heard.update(evidence.passages[p].holder for p in printed)
    return [
        *(_Unit(issue.id, (c.left_passage, c.right_passage), c) for c in contrasts),
        *(_Unit(issue.id, (p,)) for p in passages),
    ]


def _key_points(evidence: Evidence, audience: AudienceProfile) -> list[_Unit]:
    """The first passages of the issues that most sources speak on, in the spec's order."""
    chosen: list[tuple[int, _Unit]] = []
    holders: Counter[str] = Counter()
    ranked = sorted(enumerate(evidence.issues), key=lambda pair: -_voices(evidence, pair[1]))
    used: set[str] = set()
    for place, issue in ranked:
        if len(chosen) == audience.key_points:
            break
        spare = len(issue.key_passages) > 1 or issue.contrasts or not audience.pages
        contrasted = {p for c in issue.contrasts for p in (c.left_passage, c.right_passage)}
        for passage in issue.key_passages if spare else ():
            holder = evidence.passages[passage].holder
            taken = passage in used or (audience.pages and passage in contrasted)
            if not taken and holders[holder] < _SAME_HOLDER:
                holders[holder] += 1
                used.add(passage)
                chosen.append((place, _Unit(issue.id, (passage,), key_point=True)))
                break
    return [unit for _, unit in sorted(chosen, key=lambda pair: pair[0])]


def _voices(evidence: Evidence, issue: IssueEvidence) -> int:
    """How many sources an issue's passages come from."""
    ids = {p for view in issue.viewpoints for p in view.passages}
    return len({evidence.passages[p].source for p in ids})


def _section(
    evidence: Evidence, issue: IssueEvidence, units: Sequence[_Unit], citations: _Citations
) -> IssueSection:
    inside = [u for u in units if not u.key_point]
    quotations = tuple(
        _quotation(evidence, u.passages[0], citations) for u in inside if u.contrast is None
    )
    contrasts = tuple(
        _contrast(evidence, issue, u.contrast, citations) for u in inside if u.contrast
    )
    return IssueSection(
        id=issue.id,
        title=issue.title,
        question=issue.question,
        quotations=quotations,
        contrasts=contrasts,
        note="" if contrasts else issue.note or "",
        sources=_voices(evidence, issue),
    )


def _contrast(
    evidence: Evidence, issue: IssueEvidence, contrast: Contrast, citations: _Citations
) -> ContrastView:
    return ContrastView(
        left=_quotation(evidence, contrast.left_passage, citations),
        right=_quotation(evidence, contrast.right_passage, citations),
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


def _quotation(
    evidence: Evidence, passage_id: str, citations: _Citations, lead: str = ""
) -> Quotation:
    passage = evidence.passages[passage_id]
    holder = evidence.holders[passage.holder]
    return Quotation(
        passage=passage.id,
        text=passage.text,
        holder=holder.name,
        role=holder.role,
        reported=_reported(evidence, passage),
        citation=citations.cite(passage),
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
