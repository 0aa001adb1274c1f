"""Function words, by which the language of a few words is told."""

from __future__ import annotations

from collections.abc import Sequence

# No English word stands in another language's set, and none of theirs among the English: "in",
# "is", "on", "or", "no", "me", "so", "do", "an", "as" and "was" say nothing. Others may share.
_WORDS = {
    "en": """
        the of and to that it for with by from this be are have has had would should his her
        not they we you their which there been were what who when could than if but its will at
        must our these those how why shall your because about into after before more only some
        """,
    "de": """
        der die das und ist nicht den dem des ein eine einen einem einer mit von zu auf für im sich
        auch es sie wir ich wird werden sind haben hat als aus nach wie bei über nur noch aber dass
        oder zum zur kann muss soll sein
        """,
    "es": """
        el la los las de del y que en un una es no se por con para su sus al lo como más pero este
        esta son muy ya hay porque cuando debe deben sin sobre entre quien también
        """,
    "fr": """
        le la les de des du et que qui en un une est pas ne se pour par avec sur dans au aux il elle
        nous vous ce cette ces sont mais plus ou être leur trop depuis faut doit sans très comme
        """,
    "it": """
        il la lo gli le di del della dei delle e che un una è non si per con da dal nel sono ma più
        questo questa come anche deve devono chi al alla ogni quando perché essere tutti
        """,
    "nl": """
        de het een en van dat die niet voor met op te aan zijn ook er maar om moet moeten als wie
        naar bij nog wel wordt worden dan uit hun deze dit omlaag elke geen veel
        """,
    "pt": """
        o os as de do da dos das e que em um uma é não se por com para seu sua ao no na mais mas
        este esta são já há porque quando deve devem sem sobre entre também pelo pela
        """,
}
_BOTH = frozenset("in is on or no me so do an as was die".split())
_SETS = {language: frozenset(words.split()) - _BOTH for language, words in _WORDS.items()}

#: Share of the words that are function words of a language that it is surely in, at least; of
#: running text it is about twice as much. It must be so many times that of any other.
_LEAST, _TIMES = 0.12, 2
#: Words from which on anything is said, and function words that are needed for it.
_FEW, _TELLING = 6, 2


def spoken(words: Sequence[str], least: float = _LEAST) -> str:
    """The language whose function words are among `words` (case folded), or "" if none is clear."""
    if len(words) < _FEW:
        return ""
    counts = {language: sum(word in own for word in words) for language, own in _SETS.items()}
    english = counts["en"]
    best = max(counts, key=lambda language: counts[language])
    against = english if best != "en" else max(counts[other] for other in counts if other != "en")
    clear = counts[best] >= max(_TELLING, least * len(words)) and counts[best] > _TIMES * against
    return best if clear else ""
