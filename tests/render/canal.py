"""An invented edition on an invented canal treaty: seven issues, six sources, three contrasts.

A line of `PASSAGES` is: issue, source, paragraph, holder, role, reported, text.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from briefgen.cite import Citations, cite, csl, style_file
from briefgen.compose.assessment import assessed
from briefgen.model import (
    Advice,
    AudienceProfile,
    Brief,
    BriefSpec,
    Citation,
    ContrastView,
    Date,
    Evidence,
    Holder,
    Issue,
    IssueEvidence,
    IssueSection,
    Name,
    Passage,
    Problem,
    Quotation,
    Reference,
    Reported,
    SourceRecord,
)
from briefgen.render import load_profile

SOURCES = {
    "a1": Reference("Who pays for the Lower Locks?", (Name("Varga", "Ilse"),),
                    "Institute for Inland Waterways", "", Date(2031, 3, 4),
                    "https://waterways.example/papers/lower-locks", role="a senior fellow"),
    "b2": Reference("Tolls, droughts and a treaty from another age", (Name("Okonjo", "Peter"),),
                    "The Harbour Review", "The Harbour Review", None,
                    "https://harbour-review.example/2031/tolls-droughts-and-a-treaty"),
    "c3": Reference("Upper Province threatens to leave the Canal Board",
                    (Name(literal="Delta Broadcasting"),), "Delta Broadcasting", "",
                    Date(2031, 2, 27), "https://delta.example/news/upper-province"),
    "d4": Reference("A pilot's view of the night convoys", (), "", "", None),
    "e5": Reference("The case for letting the treaty lapse",
                    (Name("Brandt-Ruiz", "Magdalena"), Name("Sólyom", "Tibor")),
                    "Centre for River Law", "Working Papers in River Law", Date(2030, 11),
                    "https://riverlaw.example/wp/2030-17-the-case-for-letting-the-treaty-lapse"),
    "f6": Reference("Silt: the bill nobody has read", (Name("Lindqvist", "Åsa"),),
                    "Northern Estuary Trust", "", Date(2031)),
}  # fmt: skip

#: The references of the copies that others printed; and the one source that has pages.
ALSO = {
    "a1": (Reference(publisher="Norvale Courier"), Reference(publisher="Ledger & Sons")),
    "c3": (
        Reference(publisher="Norvale Courier"),
        Reference(container_title="Upper Province Gazette"),
        Reference(url="https://www.estuary-times.example/board"),
        Reference(publisher="The Lock-keeper"),
        Reference(publisher="Reach and Weir"),
        Reference(),
    ),
    "f6": (Reference(),),
}
PAGED = "e5"

ISSUES = (
    (
        "tolls",
        "Tolls",
        "Should tolls on the canal follow the water level?",
        "Tolls should follow the water",
        "Tolls should stay fixed",
    ),
    (
        "silt",
        "Dredging",
        "Who should pay for dredging the lower reach?",
        "The provinces should pay",
        "The shippers should pay",
    ),
    (
        "board",
        "Canal Board",
        "Will the Upper Province leave the Canal Board?",
        "It will leave",
        "It will stay",
    ),
    ("drought", "Drought rules", "Are the drought rules of the treaty still fit for use?", "", ""),
    ("night", "Night convoys", "Is night traffic safe enough to go on?", "", ""),
    ("court", "Arbitration", "", "", ""),
    ("fish", "Fish passes", "Have the fish passes done what was promised of them?", "", ""),
)

PASSAGES = (
    ("tolls", "a1", 3, "Ilse Varga", "senior fellow, Institute for Inland Waterways", "",
     "A toll that ignores the depth of the water rewards the heaviest barges in the driest weeks. "
     "If the charge rose as the level fell, the last metre would be kept for those who need it "
     "most."),
    ("tolls", "b2", 5, "Henrik Moll", "chair of the Bargemen's Union",
     "quoted by The Harbour Review",
     "“We sign our freight in spring and we sail it in autumn. Nobody can run a family boat on a "
     "price that changes with every dry week, and the Board knows it.”"),
    ("tolls", "c3", 2, "The finance ministry of the Upper Province", "",
     "as reported by Delta Broadcasting",
     "The finance ministry of the Upper Province said that fixed tolls had cost it a third of its "
     "canal income in two dry years, and that it would not sign another winter schedule on the "
     "old terms."),
    ("tolls", "e5", 8, "Magdalena Brandt-Ruiz and Tibor Sólyom", "", "",
     "The treaty fixes the toll and leaves the water to chance; a sound instrument would do the "
     "reverse."),
    ("silt", "f6", 4, "Åsa Lindqvist", "hydrologist", "",
     "Every tonne of silt below the third lock began as a field above it. To send the invoice to "
     "the ships that happen to pass is to charge the postman for the letter, and it leaves the "
     "cause exactly where it was."),
    ("silt", "b2", 9, "Peter Okonjo", "", "",
     "It is the draught of the new barges, not the soil of the hills, that has made dredging so "
     "dear. Those who ordered deeper hulls ought to pay for the deeper channel that the hulls "
     "require."),
    ("silt", "a1", 7, "Ilse Varga", "senior fellow, Institute for Inland Waterways", "",
     "Dredging cost 41 million crowns last year, and only 6 million of it can be traced to a "
     "named cause."),
    ("silt", "d4", 2, "A canal pilot", "", "",
     "We touched bottom twice in April. The log says “fog”, because there is no box on the form "
     "for mud."),
    ("board", "c3", 1, "Governor Ada Reyes", "Upper Province", "quoted by Delta Broadcasting",
     "“We have asked politely for nine years. On the first of June our seat will be empty, and "
     "the Board may talk to the chair.”"),
    ("board", "e5", 12, "Magdalena Brandt-Ruiz and Tibor Sólyom", "", "",
     "A province that leaves keeps the debt and loses the vote. We expect threats until the eve "
     "of the deadline and a signature on the day, as in both earlier rounds."),
    ("board", "b2", 11, "Peter Okonjo", "", "",
     "The Board has survived three walk-outs, one flood and its own minutes; it will probably "
     "survive this."),
    ("board", "c3", 6, "Two officials of the Lower Province", "",
     "as reported by Delta Broadcasting",
     "Two officials of the Lower Province, who asked not to be named, said that plans for a board "
     "of four members had been drawn up and costed, but not shown to anyone."),
    ("drought", "a1", 10, "Ilse Varga", "senior fellow, Institute for Inland Waterways", "",
     "The rules speak of a drought “such as occurs once in a generation”. There have been four "
     "in eleven years, and a rule that is always in force is no longer a rule for emergencies."),
    ("drought", "f6", 6, "Åsa Lindqvist", "hydrologist", "",
     "The gauge that decides whether there is a drought stands behind a weir built after the "
     "treaty was signed. It reads high by a hand's breadth, and nobody has the right to move it."),
    ("drought", "e5", 3, "Magdalena Brandt-Ruiz and Tibor Sólyom", "", "",
     "No clause obliges anybody to do anything before the gauge has stood below the mark for "
     "thirty days, by which time the decision has been made by the river."),
    ("drought", "b2", 2, "Peter Okonjo", "", "",
     "In August the convoy waited nineteen days for water that the rule book said was there."),
    ("night", "d4", 5, "A canal pilot", "", "",
     "At night you steer by the wash of the boat ahead. It works until somebody new is in front, "
     "and since the spring there is somebody new in front every week."),
    ("night", "c3", 9, "The Canal Inspectorate", "", "as reported by Delta Broadcasting",
     "The Canal Inspectorate said that collisions after dark had doubled since the convoys began, "
     "from seven to fourteen in a season, while daytime traffic had grown by a fifth with no more "
     "accidents than before."),
    ("night", "b2", 14, "Henrik Moll", "chair of the Bargemen's Union",
     "quoted by The Harbour Review",
     "“Stop the night boats and you will have the same boats at noon, nose to tail through the "
     "narrows. I know which of the two I would rather meet.”"),
    ("court", "e5", 15, "Magdalena Brandt-Ruiz and Tibor Sólyom", "", "",
     "Arbitration under the treaty has taken six years on average. Two of the four awards came "
     "after the works that they forbade had been finished."),
    ("court", "a1", 14, "Ilse Varga", "senior fellow, Institute for Inland Waterways", "",
     "A standing panel of three engineers would settle in a month what three judges cannot settle "
     "in a term."),
    ("court", "c3", 12, "Governor Ada Reyes", "Upper Province", "quoted by Delta Broadcasting",
     "“I will go to any court that can read a map.”"),
    ("fish", "f6", 11, "Åsa Lindqvist", "hydrologist", "",
     "Of 3,000 marked sturgeon, eleven were seen above the second pass. The passes were built for "
     "the salmon of another river and they serve it very well."),
    ("fish", "d4", 8, "A canal pilot", "", "",
     "My father took me to see the first pass opened. There was a band; I have not seen a fish in "
     "it since."),
    ("fish", "a1", 17, "Ilse Varga", "senior fellow, Institute for Inland Waterways", "",
     "The passes cost less than a week of tolls a year, and they are the only clause of the treaty "
     "that both provinces praise in public."),
)  # fmt: skip

CONTRASTS = {"tolls": (0, 1), "silt": (4, 5), "board": (8, 9)}
REASONS = (
    "both speak of the toll and the water level",
    "one says “rose”, the other “nobody can run”",
)
NOTE = "The sources agree on this point, or none of them answers another."


def brief(audience: str, **changes: object) -> Brief:
    """Return the brief of `audience`; `changes` are fields of the spec."""
    profile = load_profile(audience)
    record = evidence(**changes)
    sections = tuple(_section(number, profile) for number in range(len(ISSUES)))
    points = tuple(
        replace(_quotation(n, ISSUES[n // 4][1]), issue=ISSUES[n // 4][0])
        for n in (0, 5, 9, 13, 17)[: profile.key_points]
    )
    order: dict[str, int] = {}
    for quotation in _in_order(points, sections):
        order.setdefault(quotation.passage, len(order))
    places = (record.passages[p] for p in order)
    cited = tuple(Citation(p.source, p.paragraph, p.page) for p in places)
    return Brief(
        audience=profile,
        evidence=record,
        key_points=tuple(_numbered(q, order) for q in points),
        issues=tuple(_numbered_section(s, order) for s in sections),
        citations=cited,
        left_out=len(PASSAGES) - len(order),
        assessed=assessed(record, order) if "assessment" in profile.sections else (),
    )


def citations(made: Brief, style: str = "chicago-notes-bibliography") -> Citations:
    references = {s.id: csl(s.reference, s.id) for s in made.evidence.sources}
    return cite(references, made.citations, style_file(style), made.evidence.spec.locale)


def evidence(**changes: object) -> Evidence:
    fields: dict[str, object] = {
        "file": Path("briefs/canal-treaty-2031.yaml"),
        "sha256": "0" * 64,
        "title": "The Canal Treaty before its renewal",
        "sources": (),
        "issues": tuple(Issue(i[0], i[1], i[2]) for i in ISSUES),
        "standfirst": "What six sources expect of the talks in June, and where they disagree.",
        "series": "Delta Assembly Research Service",
        "handling": "For members and their staff",
    }
    names = {row[3]: (row[3], row[4]) for row in PASSAGES}
    holders = {name: Holder(name, name, role, "person", True) for name, (_, role) in names.items()}
    return Evidence(
        spec=BriefSpec(**{**fields, **changes}),  # type: ignore[arg-type]
        edition="2031-03-09",
        as_of="2031-03-09",
        sources=(
            *(_record(id, reference) for id, reference in SOURCES.items()),
            SourceRecord("g7", Reference("Untitled scan"), "sources/scan.pdf", None, None, None, 0,
                         False, "no text in it"),
            SourceRecord("h8", Reference("Le canal à sec", publisher="Le Quai"), "sources/quai.txt",
                         None, "0", "0", 812, False, "is written in another language (fr)"),
            replace(_record("i9", Reference("Lower Locks: who pays?", publisher="Norvale Courier")),
                    used=False, excluded="holds a copy of sources/a1.txt", copy_of="a1"),
        ),
        passages={f"p{n}": _passage(n) for n in range(len(PASSAGES))},
        holders=holders,
        issues=tuple(IssueEvidence(i[0], i[1], i[2], (), (), (), None) for i in ISSUES),
        considered=143,
        problems=(
            Problem("sources/scan.pdf", "no text in it, only pictures", "add a text layer"),
            Problem("sources/i9.txt", "holds a copy of sources/a1.txt",
                    "the two count as one voice; nothing needs to be done"),
            Advice("sources/d4.txt", "no author and no date are named",
                   "state them under `reference` in the specification"),
        ),
    )  # fmt: skip


def _record(id: str, reference: Reference) -> SourceRecord:
    words = 400 + 173 * len(reference.title)
    file = f"sources/{id}.txt"
    also = ALSO.get(id, ())
    return SourceRecord(id, reference, file, None, "0", "0", words, True, None, also)


def _passage(n: int) -> Passage:
    _, source, paragraph, holder, _, _, text = PASSAGES[n]
    page = 1 + paragraph // 3 if source == PAGED else None
    return Passage(f"p{n}", text, source, 0, len(text), paragraph, page, "", "", holder, "author")


def _quotation(n: int, lead: str = "") -> Quotation:
    _, _, _, holder, role, reported, text = PASSAGES[n]
    how, by = _through(reported)
    return Quotation(f"p{n}", text, holder, role, how, -1, lead, by=by)


def _through(said: str) -> tuple[Reported, tuple[str, ...]]:
    for how, words in (("direct", "quoted by "), ("indirect", "as reported by ")):
        if said.startswith(words):
            return how, (said.removeprefix(words),)  # type: ignore[return-value]
    return "author", ()


def _section(number: int, profile: AudienceProfile) -> IssueSection:
    id, title, question, left, right = ISSUES[number]
    mine = [n for n, row in enumerate(PASSAGES) if row[0] == id]
    pair = CONTRASTS.get(id)
    contrasts = (
        (ContrastView(_quotation(pair[0]), _quotation(pair[1]), left, right, REASONS),)
        if pair
        else ()
    )
    rest = [n for n in mine if n not in (pair or ())]
    shown = rest if not profile.pages else [] if pair else rest[:1]
    quotations = tuple(_quotation(n) for n in shown)
    return IssueSection(id, title, question, quotations, contrasts, "" if pair else NOTE, 3)


def _in_order(points: tuple[Quotation, ...], sections: tuple[IssueSection, ...]) -> list[Quotation]:
    found = list(points)
    for section in sections:
        found += section.quotations
        for contrast in section.contrasts:
            found += [contrast.left, contrast.right]
    return found


def _numbered(q: Quotation, order: dict[str, int]) -> Quotation:
    return replace(q, citation=order[q.passage])


def _numbered_section(s: IssueSection, order: dict[str, int]) -> IssueSection:
    return IssueSection(
        s.id, s.title, s.question,
        tuple(_numbered(q, order) for q in s.quotations),
        tuple(
            ContrastView(_numbered(c.left, order), _numbered(c.right, order), c.left_label,
                         c.right_label, c.reasons)
            for c in s.contrasts
        ),
        s.note, s.sources,
    )  # fmt: skip


ATTACHED = {"evidence.json": b'{"schema": "briefgen.evidence/1"}', "brief.json": b"{}"}
