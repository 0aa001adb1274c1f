"""An audience's templates tried on a made-up brief, so that `check` finds what a build would.

The brief is on the spec's own issues and made of their titles: it quotes nobody, and is never
printed. It holds one of everything that a page can hold, then nothing of all that; its citations
stand in notes, then in the text.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from briefgen.cite import Citations, Entry
from briefgen.model import (
    AgreementView,
    AudienceProfile,
    Brief,
    BriefSpec,
    Changes,
    ChangeView,
    Citation,
    ContrastView,
    Date,
    DatedEvent,
    DisputeView,
    Evidence,
    FigureView,
    Holder,
    HolderKind,
    IssueEvidence,
    IssueSection,
    Matrix,
    MatrixGroup,
    MatrixRow,
    MovedView,
    Name,
    NewsCounts,
    NewsView,
    Opposed,
    Passage,
    Problem,
    Quotation,
    Reference,
    Reported,
    Reviewed,
    SourceRecord,
    SourceUse,
    Stance,
    Stand,
    Term,
    Withdrawal,
)
from briefgen.render.html import render_html

_DAY = "2000-01-31"
_REPORTED: tuple[Reported, ...] = ("author", "direct", "indirect")
_KINDS: tuple[HolderKind | Literal["author"], ...] = (
    "author", "person", "organisation", "group", "unnamed"
)  # fmt: skip
_STANCES: tuple[Stance, ...] = ("supports", "opposes", "conditional", "unclear")


def rehearse(spec: BriefSpec, audience: AudienceProfile) -> None:
    """Set the made-up brief in an audience's templates; raises `TemplateError` for the first fault.

    Reads no source, and lays nothing out.
    """
    whole = _brief(spec, audience)
    notes = tuple(spec.title for _ in whole.citations)
    entries = (Entry("s0", spec.title), Entry("s1", spec.title))
    nothing = _bare_evidence(whole.evidence)
    sections = tuple(map(_bare, whole.issues))
    bare = Brief(audience, nothing, key_points=(), issues=sections, citations=(), left_out=0,
                 news=NewsView(_DAY, nothing=True, counts=NewsCounts()))  # fmt: skip
    small = replace(whole, news=NewsView(_DAY, nothing=False, counts=NewsCounts()))
    for brief, citations in (
        (whole, Citations(notes, entries, in_text=False)),
        (small, Citations(notes, entries, in_text=False)),
        (whole, Citations(notes, entries, in_text=True)),
        (whole, Citations(notes, entries[1:], in_text=False)),  # no copies: a list says it again
        (bare, Citations((spec.title,), (), in_text=False)),
    ):
        render_html(brief, citations)


def _brief(spec: BriefSpec, audience: AudienceProfile) -> Brief:
    """One of everything on the first issue; of the others only a title."""
    evidence = _evidence(_full(spec))
    cited = (Citation("s0", 1), Citation("s1", 2, page=3))
    points = tuple(
        replace(_quotation(spec, how, n % 2), new=n > 0) for n, how in enumerate(_REPORTED)
    )
    said = (f"{spec.title}.",)
    contrast = ContrastView(points[0], points[1], spec.title, "", said)
    others = tuple(replace(points[0], passage=f"p{n}") for n in (1, 2))
    agreement = AgreementView(spec.title, (points[0], *others), others[:1], above=("p0",))
    bare = tuple(IssueSection(i.id, i.title, i.question, (), (), i.title, 1) for i in spec.issues)
    first = replace(
        bare[0],
        quotations=points,
        contrasts=(contrast, contrast),
        changes=_changes(spec),
        agreements=(agreement,),
        disputes=(DisputeView(points[0], (spec.title, spec.title)),),
    )
    heard = ((spec.title,), spec.title)
    timeline = (
        DatedEvent("1998-01-31", "", *heard),
        DatedEvent("1999-02", "", *heard),
        DatedEvent(_DAY, spec.title),
    )
    return Brief(
        audience=audience,
        evidence=evidence,
        key_points=tuple(
            replace(point, lead=bare[0].title, issue=bare[0].id if n else "")
            for n, point in enumerate(points)
        ),
        issues=(first, *bare[1:]),
        citations=cited,
        left_out=2,
        matrices=(_matrix(spec),),
        timeline=timeline,
        no_room=("standing", "timeline"),
        assessed=(SourceUse("s0", 1, 2, 0.5, 1, 1, 1), SourceUse("s2", 0, 0, 0.0, 0, 0, 0)),
        record_sha256="0" * 64,
        news=_news(spec, points[1]),
    )


def _full(spec: BriefSpec) -> BriefSpec:
    """The spec with its title in place of what it leaves out."""
    return replace(
        spec,
        glossary=spec.glossary or (Term(spec.title, spec.title),),
        standfirst=spec.standfirst or spec.title,
        series=spec.series or spec.title,
        status=spec.status or spec.title,
        handling=spec.handling or spec.title,
    )


def _quotation(spec: BriefSpec, how: Reported, citation: int) -> Quotation:
    by = (spec.title,) if how == "direct" else ()
    return Quotation("p0", f"{spec.title}.", spec.title, spec.title, how, citation,
                     stance=spec.title, issued=_DAY, outlet=spec.title, by=by)  # fmt: skip


def _changes(spec: BriefSpec) -> tuple[ChangeView, ...]:
    """One holder's change, one over an event, and that of two holders."""
    one, title = _quotation(spec, "direct", 0), spec.title
    change = ChangeView(one, one, title, "", _DAY, _DAY, (f"{title}.",))
    over = replace(change, event=title, event_date=_DAY)
    return change, over, replace(over, two_holders=True)


def _news(spec: BriefSpec, quotation: Quotation) -> NewsView:
    """One of each change, of an issue that has a section and of one that has none."""
    title, one = spec.title, spec.issues[0]
    move = MovedView(title, title, title, title, "supports", "opposes", title, (quotation,),
                     quotation)  # fmt: skip
    pairs = (Opposed(one.id, one.title, title, title), Opposed("", title, title, title))
    return NewsView(
        since=_DAY,
        nothing=False,
        counts=NewsCounts(*[1] * 10),
        notices=tuple((title, kind) for kind in ("retracted", "withdrawn", "corrected", "gone")),
        moved=(move, replace(move, earlier=())),
        figures=(FigureView(title, (("1", "2"),), quotation),),
        contrasts=pairs,
        settled=pairs,
        quotations=(quotation,),
        appeared=(title,),
        vanished=(title,),
        edited=((title, 1), (title, 0)),
    )


def _matrix(spec: BriefSpec) -> Matrix:
    cell = tuple(
        Stand(stance, spec.title, "p0", n % 2, quoted=n == 0) for n, stance in enumerate(_STANCES)
    )
    rows = (MatrixRow(spec.title, spec.title, (cell, ())), MatrixRow(spec.title, "", ((), cell)))
    return Matrix((spec.title, spec.title), tuple(MatrixGroup(kind, rows) for kind in _KINDS))


def _evidence(spec: BriefSpec) -> Evidence:
    """Two sources that are quoted, one that is not, one that was left out, and a copy."""
    title, url = spec.title, "https://example.org/"
    whole = Reference(title, (Name(literal=title),), title, title, Date(2000, 1, 31), url)
    records = (
        _source(
            "s0", whole, also=(whole, Reference()), kind="report", signs=(title,), retrieved=_DAY
        ),
        _source("s1", Reference(title, issued=Date(2000))),
        _source("s2", Reference(title, whole.author), used=False),
        _source("s3", Reference(title), used=False, excluded=title),
        _source("s4", Reference(title), used=False, excluded=title, copy_of="s0"),
    )
    passage = Passage("p0", f"{title}.", "s0", 0, len(title) + 1, 1, None, "", "", "h0", "direct")
    return Evidence(
        spec=spec,
        edition=f"{_DAY}-2",
        as_of=_DAY,
        sources=records,
        passages={f"p{n}": replace(passage, id=f"p{n}") for n in range(3)},
        holders={"h0": Holder("h0", title, title, "person", author=False)},
        issues=(*(_issue(i.id, i.title) for i in spec.issues), _issue("", title)),
        considered=3,
        problems=(Problem("s3", title, title),),
        reviewed=Reviewed(1, 1, 1, 1, 1, 1),
        updates=_DAY,
        changes=Changes(_DAY, _DAY),
        replaces=Withdrawal(_DAY, _DAY, title),
    )


def _source(id: str, reference: Reference, **fields: Any) -> SourceRecord:
    whole = SourceRecord(id, reference, f"sources/{id}.txt", None, None, None, 1, True, None)
    return replace(whole, **fields)


def _issue(id: str, title: str) -> IssueEvidence:
    return IssueEvidence(id, title, "", (), (), (), None)


def _bare(section: IssueSection) -> IssueSection:
    """An issue on which nothing was found."""
    return IssueSection(section.id, section.title, "", (), (), section.note, 0)


def _bare_evidence(evidence: Evidence) -> Evidence:
    """Evidence of nothing: no source, no decision of the desk, no edition before it."""
    spec = replace(evidence.spec, glossary=(), standfirst="", series="", status="", handling="")
    return replace(evidence, spec=spec, sources=(), passages={}, holders={}, problems=(),
                   reviewed=Reviewed(), updates="", changes=None,
                   replaces=None)  # fmt: skip
