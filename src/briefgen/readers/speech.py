"""Lines that announce somebody's words: "The minister said:", "Ada Falk told the inquiry:"."""

from __future__ import annotations

import re

_SURE = (
    r"(?:sa(?:id|ys?|ying)|told|tells?|wr(?:ote|ites?|itten|iting)|argue[sd]?|stated"
    r"|add(?:s|ed|ing)|explain(?:s|ed)|noted|put it|puts it|repl(?:y|ies|ied)|reads"
    r"|answered|declare[sd]?|announce[sd]|remark(?:s|ed)|observe[sd]?|warn(?:s|ed)"
    r"|conclude[sd]?|continue[sd]|recall(?:s|ed)|commented|asks|asked(?! questions)|respond(?:s|ed)"
    r"|according to|in (?:the|his|her|their) words|testif(?:y|ies|ied)|insist(?:s|ed)"
    r"|sag(?:te|t|ten)|schr(?:ieb|eibt)|erklärte?|(?:a )?(?:dit|écrit|déclaré)|dij(?:o|eron)"
    r"|escribi(?:ó|eron))"
)
# These may be nouns as well: "Member states:", "Reader comments:".
_NOUNS = r"(?:states?|notes?|comments?|answers?|quote[sd]?|read|statement|letter|words)"
_WHO = (
    r"(?:[Hh]e|[Ss]he|[Ii]t|who|which|(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)(?: \w+){1,2}"
    r"|[A-Z]\w+ [A-Z]\w+|[A-Z]\w* \d+)"
)
_SPEAKS = re.compile(rf"\b(?:{_SURE}|{_NOUNS})\b", re.IGNORECASE)
_SURELY = re.compile(rf"\b(?:(?i:{_SURE})|{_WHO} (?:states|notes|comments|answers|quotes))\b")
#: The words from which attribution takes what comes after them for another's.
KNOWN = (
    "said says saying adds added adding write writes wrote writing states stated replies replied "
    "answers answered continues continued concludes concluded comments commented explains "
    "explained argues argued warns warned told tells read reads responds responded insists "
    "insisted declares declared announces announced asks asked notes noted remarks remarked "
    "recalls recalled statement letter words quote quotes quoted"
).split()
_KNOWN = re.compile(rf"\b(?:{'|'.join(KNOWN)})\b[^.!?:;]{{0,80}}:", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_TAIL = 400  # characters of a line's end in which its last sentence is sought
_CLOSING = '“”"’) '


def ends_in_colon(text: str) -> bool:
    """Whether a line leads to what comes after it."""
    return text.rstrip(_CLOSING).endswith(":")


def is_speech_cue(text: str) -> bool:
    """Whether a line ends in a colon, and its last sentence says that somebody speaks."""
    return _announces(text, _SURELY)


def may_announce_speech(text: str) -> bool:
    """The same where a word for it may also be a noun ("the following statement:")."""
    return _announces(text, _SPEAKS)


def announces_speech(text: str) -> bool:
    """The same by one of the words that attribution knows as well."""
    return _announces(text, _KNOWN)


def _announces(text: str, speaks: re.Pattern[str]) -> bool:
    if not ends_in_colon(text):
        return False
    last = _SENTENCE.split(text[-_TAIL:])[-1]
    return " " in last and speaks.search(last) is not None
