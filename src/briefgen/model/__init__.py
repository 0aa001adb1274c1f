"""The values that flow through Briefgen: frozen, typed, complete at birth; standard library only.

Words are those of three fields. Linguistics: sentence, token, lemma, stance, holder, cue.
Publishing: brief, edition, audience, standfirst, colophon. CSL: reference, citation, locator,
`container-title`, `issued`. One exception: a *passage* is a quotation of one to three sentences.

Offsets (`start`, `end`) count Unicode code points in the cleaned, NFC-normalised text of a
document, half open: `document.text[start:end]`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from briefgen.model.date import Date
from briefgen.model.delivery import (
    Channel,
    Delivery,
    Ending,
    MailServer,
    Notice,
    Notify,
    Run,
    Security,
)
from briefgen.model.desk import (
    Advice,
    Attribution,
    AudienceProfile,
    BriefSpec,
    Contrasts,
    DeskSettings,
    Event,
    Gone,
    Issue,
    LibrarySearch,
    Position,
    Preference,
    Problem,
    SourceSpec,
    Stance,
    Term,
)
from briefgen.model.language import READ, Entity, Sentence, Token, place_of
from briefgen.model.review import (
    NO_REVIEW,
    Decision,
    Matter,
    Review,
    Verdict,
    matter,
    plain,
)
from briefgen.model.schedule import CatchUp, Schedule
from briefgen.model.source import (
    Accession,
    Block,
    BlockKind,
    Document,
    Dropped,
    Name,
    Part,
    Reference,
    Snapshot,
    Split,
)

if TYPE_CHECKING:
    from briefgen.model.changes import (
        Changes,
        ContrastTold,
        Edited,
        Moved,
        NoticeKind,
        NoticeTold,
        NumberChange,
        PassageTold,
        SourceTold,
        Stood,
        Withdrawal,
    )
    from briefgen.model.page import (
        AgreementView,
        Brief,
        ChangeView,
        Citation,
        ContrastView,
        DatedEvent,
        DisputeView,
        FigureView,
        IssueSection,
        Matrix,
        MatrixGroup,
        MatrixRow,
        MovedView,
        NewsCounts,
        NewsView,
        Opposed,
        Quotation,
        SourceUse,
        Stand,
    )
    from briefgen.model.record import (
        NO_OPPOSITES,
        NOT_REVIEWED,
        Agreement,
        Change,
        Choice,
        Contrast,
        Dispute,
        Evidence,
        Holder,
        HolderKind,
        IssueEvidence,
        Passage,
        PassedOver,
        Proposed,
        Reported,
        Reviewed,
        SharedConcept,
        SourceRecord,
        Viewpoint,
    )

__all__ = [
    "NOT_REVIEWED",
    "NO_OPPOSITES",
    "NO_REVIEW",
    "READ",
    "Accession",
    "Advice",
    "Agreement",
    "AgreementView",
    "Attribution",
    "AudienceProfile",
    "Block",
    "BlockKind",
    "Brief",
    "BriefSpec",
    "CatchUp",
    "Change",
    "ChangeView",
    "Changes",
    "Channel",
    "Choice",
    "Citation",
    "Contrast",
    "ContrastTold",
    "ContrastView",
    "Contrasts",
    "Date",
    "DatedEvent",
    "Decision",
    "Delivery",
    "DeskSettings",
    "Dispute",
    "DisputeView",
    "Document",
    "Dropped",
    "Edited",
    "Ending",
    "Entity",
    "Event",
    "Evidence",
    "FigureView",
    "Gone",
    "Holder",
    "HolderKind",
    "Issue",
    "IssueEvidence",
    "IssueSection",
    "LibrarySearch",
    "MailServer",
    "Matrix",
    "MatrixGroup",
    "MatrixRow",
    "Matter",
    "Moved",
    "MovedView",
    "Name",
    "NewsCounts",
    "NewsView",
    "Notice",
    "NoticeKind",
    "NoticeTold",
    "Notify",
    "NumberChange",
    "Opposed",
    "Part",
    "Passage",
    "PassageTold",
    "PassedOver",
    "Position",
    "Preference",
    "Problem",
    "Proposed",
    "Quotation",
    "Reference",
    "Reported",
    "Review",
    "Reviewed",
    "Run",
    "Schedule",
    "Security",
    "Sentence",
    "SharedConcept",
    "Snapshot",
    "SourceRecord",
    "SourceSpec",
    "SourceTold",
    "SourceUse",
    "Split",
    "Stance",
    "Stand",
    "Stood",
    "Term",
    "Token",
    "Verdict",
    "Viewpoint",
    "Withdrawal",
    "matter",
    "place_of",
    "plain",
]

#: The modules of what is in an edition: a third of a hundred classes, which take a tenth of the
#: time in which a build finds that nothing has changed. They are loaded when one is asked for.
_LATER = ("record", "page", "changes")


def __getattr__(name: str) -> object:
    """A value of an edition (PEP 562)."""
    for home in _LATER if name in __all__ else ():
        module = import_module(f"{__name__}.{home}")
        if hasattr(module, name):
            return getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
