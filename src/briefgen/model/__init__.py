"""The values that flow through Briefgen: frozen, typed, complete at birth; standard library only.

Words are those of three fields. Linguistics: sentence, token, lemma, stance, holder, cue.
Publishing: brief, edition, audience, standfirst, colophon. CSL: reference, citation, locator,
`container-title`, `issued`. One exception: a *passage* is a quotation of one to three sentences.

Offsets (`start`, `end`) count Unicode code points in the cleaned, NFC-normalised text of a
document, half open: `document.text[start:end]`.
"""

from briefgen.model.desk import (
    AudienceProfile,
    BriefSpec,
    DeskSettings,
    Issue,
    LibrarySearch,
    Position,
    Preference,
    Problem,
    SourceSpec,
)
from briefgen.model.language import Entity, Sentence, Token, place_of
from briefgen.model.page import Brief, Citation, ContrastView, IssueSection, Quotation
from briefgen.model.record import (
    Choice,
    Contrast,
    Evidence,
    Holder,
    HolderKind,
    IssueEvidence,
    Passage,
    PassedOver,
    Reported,
    SharedConcept,
    SourceRecord,
    Stance,
    Viewpoint,
)
from briefgen.model.source import (
    Accession,
    Block,
    BlockKind,
    Date,
    Document,
    Dropped,
    Name,
    Part,
    Reference,
    Snapshot,
    Split,
)

__all__ = [
    "Accession",
    "AudienceProfile",
    "Block",
    "BlockKind",
    "Brief",
    "BriefSpec",
    "Choice",
    "Citation",
    "Contrast",
    "ContrastView",
    "Date",
    "DeskSettings",
    "Document",
    "Dropped",
    "Entity",
    "Evidence",
    "Holder",
    "HolderKind",
    "Issue",
    "IssueEvidence",
    "IssueSection",
    "LibrarySearch",
    "Name",
    "Part",
    "Passage",
    "PassedOver",
    "Position",
    "Preference",
    "Problem",
    "Quotation",
    "Reference",
    "Reported",
    "Sentence",
    "SharedConcept",
    "Snapshot",
    "SourceRecord",
    "SourceSpec",
    "Split",
    "Stance",
    "Token",
    "Viewpoint",
    "place_of",
]
