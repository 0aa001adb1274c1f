"""What one audience gets of the evidence."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.desk import AudienceProfile
from briefgen.model.record import Evidence


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage as an audience sees it: the words, whose they are, and its citation's index.

    `reported` reads "quoted by DW" or "as reported by DW"; it is empty for an author's own words.
    `lead` names the issue where a quotation stands outside its issue's section.
    """

    passage: str
    text: str
    holder: str
    role: str
    reported: str
    citation: int
    lead: str = ""


@dataclass(frozen=True, slots=True)
class ContrastView:
    """A contrast as it is set: two quotations, their positions' labels, and the reasons."""

    left: Quotation
    right: Quotation
    left_label: str
    right_label: str
    reasons: tuple[str, ...]


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
