"""Who holds what, and where they really disagree."""

from __future__ import annotations

from briefgen.viewpoints.attribution import AUTHOR, Attribution
from briefgen.viewpoints.contrasts import (
    Opposition,
    Related,
    Standing,
    View,
    across,
    oppositions,
    ranked,
)
from briefgen.viewpoints.dispute import Disputed, disputes
from briefgen.viewpoints.people import Speaker
from briefgen.viewpoints.polarity import depth
from briefgen.viewpoints.quotations import is_balanced
from briefgen.viewpoints.reach import asks_whether
from briefgen.viewpoints.second_look import attribute
from briefgen.viewpoints.side_taking import side_taking
from briefgen.viewpoints.sides import (
    SURE,
    Ask,
    Scorer,
    Standpoint,
    Utterance,
    own_words,
    settled,
    speaks_ill_of,
)
from briefgen.viewpoints.stance import (
    UNCLEAR,
    Asks,
    Cue,
    Lean,
    asked,
    cue,
    is_judgement,
    lean,
    side,
    stems,
)

__all__ = [
    "AUTHOR",
    "SURE",
    "UNCLEAR",
    "Ask",
    "Asks",
    "Attribution",
    "Cue",
    "Disputed",
    "Lean",
    "Opposition",
    "Related",
    "Scorer",
    "Speaker",
    "Standing",
    "Standpoint",
    "Utterance",
    "View",
    "across",
    "asked",
    "asks_whether",
    "attribute",
    "cue",
    "depth",
    "disputes",
    "is_balanced",
    "is_judgement",
    "lean",
    "oppositions",
    "own_words",
    "ranked",
    "settled",
    "side",
    "side_taking",
    "speaks_ill_of",
    "stems",
]
