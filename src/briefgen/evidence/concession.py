"""Concessions: what a writer grants only to take it back in the next sentence."""

from __future__ import annotations

import re

from briefgen.evidence.standing import MARKS
from briefgen.model import Sentence

_GRANTS = re.compile(
    r"""\b(?:(?:may|might|could|can)\ (?:well\ |easily\ |at\ first\ |once\ |also\ )*(?:(?:have\ )?
    (?:creat|giv|leav)\w*\ (?:\w+\ ){0,2}impression|(?:have\ )?(?:seem|appear|look|sound)(?:ed)?)
    |(?:may|might|could)\ have\ (?:left|given)\ (?:\w+\ ){1,2}impression
    |(?:some|many|sceptics|skeptics|critics)\ (?:would|will|may|might|could)\ (?:\w+\ )?(?:say|argue
    |object|claim|think|reply)|one\ (?:could|may|might)\ (?:\w+\ )?(?:say|argue|object|think)
    |at\ first\ (?:glance|sight|blush)|on\ the\ (?:face\ of\ it|surface)
    |it\ (?:is|may\ be|would\ be)\ tempting\ to)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_TAKES_BACK = re.compile(
    r"(?:but|yet|however|nevertheless|nonetheless|still|in (?:fact|reality|truth)|not so)\b"
    r"|.{0,60}?, however,",
    re.IGNORECASE,
)


def is_taken_back(sentence: Sentence, following: Sentence | None) -> bool:
    """Whether a sentence only grants what the next one contradicts ("It may seem … But …")."""
    if following is None or not _GRANTS.search(sentence.text):
        return False
    return bool(_TAKES_BACK.match(following.text.lstrip(MARKS)))
