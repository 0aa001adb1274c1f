"""Who holds what, and where they really disagree."""

from __future__ import annotations

from briefgen.viewpoints.attribution import Attribution, attribute
from briefgen.viewpoints.contrasts import Opposition, Standing, View, oppositions
from briefgen.viewpoints.polarity import depth
from briefgen.viewpoints.quotations import is_balanced
from briefgen.viewpoints.reach import asks_whether
from briefgen.viewpoints.side_taking import side_taking
from briefgen.viewpoints.speakers import Speaker
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
    "UNCLEAR",
    "Asks",
    "Attribution",
    "Cue",
    "Lean",
    "Opposition",
    "Speaker",
    "Standing",
    "View",
    "asked",
    "asks_whether",
    "attribute",
    "cue",
    "depth",
    "is_balanced",
    "is_judgement",
    "lean",
    "oppositions",
    "side",
    "side_taking",
    "stems",
]
