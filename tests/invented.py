"""Hypothesis strategies for small made-up evidence: consistent inside, and about nothing."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

from hypothesis import strategies as st

from briefgen.model import (
    Agreement,
    AudienceProfile,
    BriefSpec,
    Change,
    Choice,
    Contrast,
    Date,
    Dispute,
    Event,
    Evidence,
    Holder,
    Issue,
    IssueEvidence,
    Name,
    Passage,
    PassedOver,
    Position,
    Preference,
    Problem,
    Proposed,
    Reference,
    SharedConcept,
    SourceRecord,
    Viewpoint,
)  # fmt: skip
from briefgen.viewpoints import Lean, Standpoint, side


def standpoint(issue: Issue, lean: Lean) -> Standpoint:
    """The standpoint of a sentence of which this much is said."""
    held = side(issue, lean)
    shares = tuple(float(position.id == held) for position in issue.positions)
    return Standpoint(lean.score if held else 0.0, shares, (0,) * len(shares))


WORDS = "the council of Norvale will build or reject a tram to its harbour".split()
POSITIONS = (
    Position("build", "Build it", ("build",)),
    Position("reject", "Reject it", ("reject",)),
)
DATES = (Date(2029, 3), Date(2031, 3, 4))
EVENT = Event(Date(2030), "The storm")
STANCES = ("supports", "opposes", "conditional", "unclear")


def profile(
    pages: int = 0, passages: int = 4, key_points: int = 3, prefers: Preference = "salience"
) -> AudienceProfile:
    return AudienceProfile("x", "X", pages, passages, key_points, prefers, "foot", (), ())


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    """Up to four issues over up to three sources, four holders and twelve passages."""
    sources = tuple(_source(n, draw) for n in range(draw(st.integers(1, 3))))
    holders = {f"h{n}": _holder(n) for n in range(draw(st.integers(1, 4)))}
    passages = {
        f"p{n}": _passage(n, draw, sources, tuple(holders)) for n in range(draw(st.integers(0, 12)))
    }
    issues = [_issue(n, draw, passages) for n in range(draw(st.integers(0, 4)))]
    specs = tuple(Issue(i.id, i.title, i.question, positions=POSITIONS) for i in issues)
    used = {p for i in issues for p in _all(i)}
    problems = st.lists(st.builds(Problem, *[st.sampled_from(WORDS)] * 3), max_size=3)
    return Evidence(
        spec=BriefSpec(Path("trams.yaml"), "0" * 64, "Trams", (), specs),
        edition="2031-03-14",
        as_of="2031-03-14",
        sources=sources,
        passages={key: passage for key, passage in passages.items() if key in used},
        holders=holders,
        issues=tuple(issues),
        considered=len(passages),
        problems=tuple(draw(problems)),
    )


def _all(issue: IssueEvidence) -> set[str]:
    viewed = {p for view in issue.viewpoints for p in view.passages}
    asked = {p for pair in issue.proposed for p in (pair.left_passage, pair.right_passage)}
    return {*issue.key_passages, *viewed, *asked, *(told.passage for told in issue.disputes)}


def _source(n: int, draw: st.DrawFn) -> SourceRecord:
    author = draw(st.sampled_from([(), (Name("Ferrand", "Ada"),), (Name(literal="Board"),)]))
    reference = Reference(f"Title {n}", author, issued=draw(st.none() | st.just(Date(2031, 3))))
    return SourceRecord(f"s{n}", reference, f"s{n}.txt", None, "0", "0", 90, True, None)


def _holder(n: int) -> Holder:
    return Holder(f"h{n}", f"Holder {n}", "role" * (n % 2), "person", bool(n % 2))


def _passage(
    n: int, draw: st.DrawFn, sources: tuple[SourceRecord, ...], holders: tuple[str, ...]
) -> Passage:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30)))
    return Passage(
        id=f"p{n}",
        text=text,
        source=draw(st.sampled_from(sources)).id,
        start=100 * n,
        end=100 * n + len(text),
        paragraph=n + 1,
        page=None,
        prefix="",
        suffix="",
        holder=draw(st.sampled_from(holders)),
        reported=draw(st.sampled_from(["direct", "indirect", "author"])),
    )


def _issue(n: int, draw: st.DrawFn, passages: dict[str, Passage]) -> IssueEvidence:
    """An issue whose views hold all of its passages; any two views may be set as a contrast.

    Any views may agree, a holder of two passages may have changed from the one to the other, any
    two holders may differ over an event, any other passage may tell a dispute, and any two may be
    proposed to the desk.
    """
    mine = draw(st.lists(st.sampled_from(sorted(passages)), unique=True)) if passages else []
    held: dict[str, list[str]] = {}
    for passage in mine:
        held.setdefault(passages[passage].holder, []).append(passage)
    sides = st.sampled_from([None, "build", "reject"])
    views = tuple(
        Viewpoint(
            f"v{n}-{holder}",
            holder,
            draw(sides),
            draw(st.sampled_from(STANCES)),
            tuple(p),
            draw(st.sampled_from([(), DATES[:1], DATES])),
            0.5,
            draw(st.booleans()),
        )
        for holder, p in held.items()
    )
    pairs = [(a, b) for a in views for b in views if a.id < b.id]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=2)) if pairs else []
    contrasts = tuple(
        Contrast(a.id, b.id, a.passages[0], b.passages[0], 0.5, ("because",)) for a, b in chosen
    )
    agreeing = draw(st.lists(st.sampled_from(views), unique=True, max_size=3)) if views else []
    agreements = (
        Agreement(
            "build", tuple(v.id for v in agreeing), tuple(v.passages[-1] for v in agreeing), ()
        ),
    )
    changing = [view for view in views if len(view.passages) > 1]
    changed = draw(st.lists(st.sampled_from(changing), unique=True)) if changing else []
    changes = tuple(
        Change(v.holder, v.id, v.id, v.passages[0], v.passages[-1], DATES, ("because",), event)
        for v, event in zip(changed, cycle((None, EVENT)), strict=False)
    )
    still = [view for view in views if view not in changed]
    if len(still) > 1 and draw(st.booleans()):
        a, b = still[:2]
        both = (a.passages[0], b.passages[0])
        changes += (Change(None, a.id, b.id, *both, DATES, ("because",), EVENT),)
    others = sorted(passages.keys() - mine)
    told = draw(st.lists(st.sampled_from(others), unique=True, max_size=2)) if others else []
    pair = (
        draw(st.lists(st.sampled_from(sorted(passages)), unique=True, max_size=2)) if mine else []
    )
    proposed = (Proposed(pair[0], pair[1], ("build", "reject"), 0.25),) if len(pair) > 1 else ()
    key = tuple(mine[: draw(st.integers(0, len(mine)))])
    note = None if contrasts else draw(st.sampled_from([None, "no two of them disagree"]))
    choices = tuple(_choice(p, rank, passages[p].source) for rank, p in enumerate(key, 1))
    return IssueEvidence(
        f"i{n}",
        f"Issue {n}",
        "Build, or reject?",
        key,
        views,
        contrasts,
        note,
        choices,
        agreements if len(agreeing) > 1 else (),
        changes,
        proposed=proposed,
        disputes=tuple(Dispute(p, ("The board", "The crews"), ("because",)) for p in told),
    )


def _choice(passage: str, rank: int, source: str) -> Choice:
    return Choice(
        passage=passage,
        rank=rank,
        method="coverage",
        gain=0.5,
        matched=("term: tram",),
        genre="report",
        signs=("it tells what happened",),
        sentence=rank,
        fitness=1.2,
        traits=("it judges",),
        concepts=(SharedConcept("a tram", (source,)),),
        passed=(PassedOver("The council …", source, "it adds less that the sources share"),),
    )
