"""What one audience gets of the evidence."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.desk import AudienceProfile
from briefgen.model.record import Evidence


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage as an audience sees it: the words, whose they are, and its citation's index.

    `reported` reads "quoted by DW" or "as reported by DW"; it is empty for an author's own words.
    `lead` names the issue where a quotation stands outside its issue's section. `stance` is the
    label of the position that it surely takes, and empty where a page says so around it.
    """

    passage: str
    text: str
    holder: str
    role: str
    reported: str
    citation: int
    lead: str = ""
    stance: str = ""


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
    """Who takes the answer of this label, and those of their quotations that stand only here."""

    label: str
    voices: tuple[Quotation, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A dispute as it is set: the quotation, whose holder is the source that tells it, and who."""

    quotation: Quotation
    parties: tuple[str, str]


@dataclass(frozen=True, slots=True)
class IssueSection:
    """An issue as an audience sees it."""

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
class Brief:
    """What one audience gets of the evidence. `left_out` counts passages kept for a fuller one."""

    audience: AudienceProfile
    evidence: Evidence
    key_points: tuple[Quotation, ...]
    issues: tuple[IssueSection, ...]
    citations: tuple[Citation, ...]
    left_out: int
