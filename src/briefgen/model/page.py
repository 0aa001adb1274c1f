"""What one audience gets of the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.model.desk import AudienceProfile, Stance
from briefgen.model.record import Evidence, HolderKind, Reported


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage as an audience sees it: the words, whose they are, and its citation's index.

    `reported` says how it came to us, and `by` whom; nobody is named for an author's own words.
    `lead` names the issue where a quotation stands outside its issue's section, and `issue` is that
    one's id. `new`: the edition before did not hold it. `stance` is the
    label of the position that it surely takes, and empty where a page says so around it. `issued`
    (ISO 8601) and `outlet` say when and by whom its source was published, as far as is known.
    """

    passage: str
    text: str
    holder: str
    role: str
    reported: Reported
    citation: int
    lead: str = ""
    stance: str = ""
    issued: str = ""
    outlet: str = ""
    by: tuple[str, ...] = ()
    issue: str = ""
    new: bool = False


@dataclass(frozen=True, slots=True)
class ContrastView:
    """A contrast as it is set: two quotations, their positions' labels, and the reasons."""

    left: Quotation
    right: Quotation
    left_label: str
    right_label: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """An earlier and a later quotation, when (ISO 8601), their labels, and the reasons.

    `event` is what lies between, and when that was; both are empty where nothing is named. Theirs
    is one holder's change, or else (`two_holders`) that of a debate over the event.
    """

    earlier: Quotation
    later: Quotation
    earlier_label: str
    later_label: str
    earlier_issued: str
    later_issued: str
    reasons: tuple[str, ...]
    event: str = ""
    event_date: str = ""
    two_holders: bool = False


@dataclass(frozen=True, slots=True)
class AgreementView:
    """Who takes the answer of this label, and those of their quotations that stand only here.

    `above`: the passages of theirs that are quoted before in the issue's section.
    """

    label: str
    voices: tuple[Quotation, ...]
    quotations: tuple[Quotation, ...]
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A dispute as it is set: the quotation, whose holder is the source that tells it, and who."""

    quotation: Quotation
    parties: tuple[str, str]


@dataclass(frozen=True, slots=True)
class IssueSection:
    """An issue as an audience sees it; `sources`: how many independent ones its passages are of."""

    id: str
    title: str
    question: str
    quotations: tuple[Quotation, ...]
    contrasts: tuple[ContrastView, ...]
    note: str
    sources: int
    changes: tuple[ChangeView, ...] = ()
    agreements: tuple[AgreementView, ...] = ()
    disputes: tuple[DisputeView, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source: CSL's id and a locator, the page or else the paragraph's number."""

    source: str
    paragraph: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """A sure viewpoint in a cell of the position matrix, and the citation of its passage.

    `position`: the label of what it stands on, empty where the column's head says it. `quoted`:
    whether the passage stands under an issue; if not, its note leads to it.
    """

    stance: Stance
    position: str
    passage: str
    citation: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A holder, and where they stand in each of the columns."""

    holder: str
    role: str
    cells: tuple[tuple[Stand, ...], ...]


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """The rows of one kind of holder, by name; "author" are those whose own texts are quoted."""

    kind: HolderKind | Literal["author"]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who surely stands where: a column for each issue, or for each position of the only one."""

    columns: tuple[str, ...]
    groups: tuple[MatrixGroup, ...]


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """What happened on a date (ISO 8601), by the spec, or whose printed views date from it.

    `event` is empty where `holders` were heard, through `outlet` if that is known.
    """

    date: str
    event: str
    holders: tuple[str, ...] = ()
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class SourceUse:
    """What the evidence tells of a source, by id: how much of it is quoted, whose words, its like.

    `printed` and `held` count its passages in the brief and in the evidence, `share` (0 to 1) is
    that of the printed ones; of those held, `own` are in its own words, `others` what it quotes or
    reports. `same_publisher` counts the other sources that were read of its publisher.
    """

    source: str
    printed: int
    held: int
    share: float
    own: int
    others: int
    same_publisher: int


@dataclass(frozen=True, slots=True)
class MovedView:
    """A holder on another side than before: both labels and stances, where it was said, in words.

    `earlier` is empty where this edition no longer holds what was said.
    """

    holder: str
    issue: str
    earlier_label: str
    later_label: str
    earlier_stance: str
    later_stance: str
    earlier_source: str
    earlier: tuple[Quotation, ...]
    later: Quotation


@dataclass(frozen=True, slots=True)
class FigureView:
    """Figures that a source changed, before and after, and the passage that has them."""

    title: str
    figures: tuple[tuple[str, str], ...]
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Opposed:
    """The holders of a contrast, and its issue by id and title."""

    issue: str
    title: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class NewsCounts:
    """How much changed; `chosen` counts passages whose words a source had before, too."""

    new: int = 0
    withdrawn: int = 0
    chosen: int = 0
    moved: int = 0
    contrasts: int = 0
    settled: int = 0
    appeared: int = 0
    edited: int = 0
    vanished: int = 0
    numbers: int = 0


@dataclass(frozen=True, slots=True)
class NewsView:
    """What changed since an edition, as far as there is room; `counts` tells of all of it.

    `notices`: a source's title and what its publisher says of it. `edited`: a title, and how many
    of its sentences changed, 0 where that is not known. `quotations`: the first new passages.
    """

    since: str
    nothing: bool
    counts: NewsCounts
    notices: tuple[tuple[str, str], ...] = ()
    moved: tuple[MovedView, ...] = ()
    figures: tuple[FigureView, ...] = ()
    contrasts: tuple[Opposed, ...] = ()
    settled: tuple[Opposed, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    appeared: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    edited: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """What one audience gets of the evidence. `left_out` counts passages kept for a fuller one.

    `matrices`: the position matrix in parts that fit the width of a page. `no_room`: the audience's
    sections that were left out for want of room. `assessed`: the sources that were read, where the
    audience asks for that. `record_sha256`: of the public record, empty until that is written.
    `news`: what changed since the edition before; None for a first one, or where there is no room.
    """

    audience: AudienceProfile
    evidence: Evidence
    key_points: tuple[Quotation, ...]
    issues: tuple[IssueSection, ...]
    citations: tuple[Citation, ...]
    left_out: int
    matrices: tuple[Matrix, ...] = ()
    timeline: tuple[DatedEvent, ...] = ()
    no_room: tuple[str, ...] = ()
    assessed: tuple[SourceUse, ...] = ()
    record_sha256: str = ""
    news: NewsView | None = None
