"""The desk's word on what was proposed to it: kept beside the spec, asked for one by one.

`reading` and `writing` are the two ways of `<slug>.review.yaml`, `proposals` what an edition's
record proposes, `walk` the way through it, `answers` what is typed on the way, `kept` the review
beside its file.
"""

from __future__ import annotations

from briefgen.review.answers import Answer, answer
from briefgen.review.kept import KeptReview
from briefgen.review.proposals import Proposal, Shown, position_of, proposals
from briefgen.review.reading import load_review, review_file
from briefgen.review.walk import Walk

__all__ = [
    "Answer",
    "KeptReview",
    "Proposal",
    "Shown",
    "Walk",
    "answer",
    "load_review",
    "position_of",
    "proposals",
    "review_file",
]
