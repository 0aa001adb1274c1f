"""Concessions: what a writer grants only to take it back in the next sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.evidence.standing import MARKS
from briefgen.model import Sentence

#: How many sentences on a grant may still be taken back.
NEAR = 2
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


#: What calls the sentence before it false.
_REFUTES = re.compile(
    r"""(?:this|that|it|all\ (?:this|that))(?:['’]s|\ (?:is|was))\ (?:(?:all|clearly|completely|just
    |of\ course|patently|plainly|pure|quite|simply|totally|utter|utterly|demonstrably)\ )*
    (?:not\ true|untrue|false|bogus|bunk|nonsense|rubbish|baloney|wrong
    |a\ (?:lie|myth|falsehood|fallacy))
    \s*(?:[.,;:!–—]|\Z)""",
    re.IGNORECASE | re.VERBOSE,
)


def is_taken_back(sentence: Sentence, following: Sequence[Sentence], *, held: bool = False) -> bool:
    """Whether a sentence only grants what follows contradicts ("It may seem … But …").

    So does one that the next calls bogus, or asks against ("But has he …?"), unless it is `held`:
    its holder's own words. `following`: up to `NEAR` sentences; what stands between goes on with
    the grant.
    """
    if following and not held:
        after = following[0]
        if _REFUTES.match(after.text.lstrip(MARKS)) or (_turns(after) and "?" in after.text):
            return True
    if not _GRANTS.search(sentence.text):
        return False
    return any(_turns(after) for after in following)


def is_limited(following: Sequence[Sentence]) -> bool:
    """Whether what comes next limits or answers what was said ("However, …")."""
    return bool(following) and _turns(following[0])


def _turns(sentence: Sentence) -> bool:
    return _TAKES_BACK.match(sentence.text.lstrip(MARKS)) is not None
