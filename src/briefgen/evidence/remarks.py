"""Quoted phrases by which two passages are known for one remark in two reports."""

from __future__ import annotations

import re

#: What stands between quotation marks; an opening mark that nothing closes reaches to the end.
_QUOTED = re.compile(r"“([^”]*)|\"([^\"]*)\"?|''(.*?)(?:''|\Z)")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
#: Words in a row that two do not quote by chance.
_PHRASE = 4


def remark(text: str) -> frozenset[tuple[str, ...]]:
    """All the phrases of four words that a passage quotes, folded."""
    quoted = ("".join(found.groups(default="")) for found in _QUOTED.finditer(text))
    runs = (_WORD.findall(stretch.casefold().replace("’", "'")) for stretch in quoted)
    return frozenset(
        tuple(words[n : n + _PHRASE]) for words in runs for n in range(len(words) - _PHRASE + 1)
    )
