"""News outlets that carry what others did or said: a channel, and no holder.

"…, The Hill reported" says who printed a thing, not who thinks it. Where an outlet writes what
should be, or in an editorial, the view is its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from briefgen.model import Sentence, Token
from briefgen.viewpoints.lexicon import BODIES, DUTY, EVALUATION
from briefgen.viewpoints.people import Speaker
from briefgen.viewpoints.quotations import QuotationSpan

#: Words that end an outlet's name.
_FORMS = frozenset(
    """bulletin chronicle courier dispatch examiner gazette globe guardian herald independent
    inquirer journal magazine mail mirror monitor news newspaper observer post press radio record
    reporter review standard star sun telegraph television times tribune tv weekly""".split()
)
#: Outlets whose name does not tell what they are.
_NAMES = frozenset(
    """abc afp al-jazeera ap atlantic axios bbc bloomberg buzzfeed cbc cbs cnbc cnn dpa economist
    espn forbes fortune hill interfax intercept itv msnbc nbc newsweek npr pbs politico propublica
    reuters ria slate spiegel tass time today verge vox wired xinhua yonhap""".split()
)
#: Cues with which an outlet carries a report, and those with which it may also write its view.
_REPORTS = frozenset({"report", "reports", "reported"})
_WRITES = frozenset({"write", "writes", "wrote", "written", "according", "according to"})
_OPINION = frozenset("column comment editorial editorialise editorialize leader op-ed".split())
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def is_channel(
    speaker: Speaker,
    cue: str,
    sentence: Sentence,
    inside: Sequence[QuotationSpan],
    publishers: Collection[str],
) -> bool:
    """Whether a speaker only carries what a sentence reports; `publishers`: the document's own."""
    if speaker.kind == "person" or cue.lower() not in _REPORTS | _WRITES:
        return False
    if not is_outlet(speaker.name, publishers):
        titled = speaker.name.startswith("The ") and cue.lower() in _REPORTS
        if not titled or speaker.name.split()[-1].lower() in BODIES:
            return False
    return not _is_opinion(sentence.tokens, inside, wrote=cue.lower() in _WRITES)


def is_outlet(name: str, publishers: Collection[str] = ()) -> bool:
    """Whether a name is a publisher's, broadcaster's or news agency's."""
    words = [word.lower() for word in _WORD.findall(name)]
    words = words[1:] if words[:1] == ["the"] else words
    own = {_plain(publisher) for publisher in publishers if publisher}
    known = len(words) == 1 and words[0] in _NAMES
    named = bool(words) and words[-1] in _FORMS and name[:1].isupper()
    return known or named or _plain(name) in own


def _is_opinion(tokens: Sequence[Token], inside: Sequence[QuotationSpan], *, wrote: bool) -> bool:
    """Whether a sentence's own words are of an editorial or, where an outlet `wrote`, judge."""
    judging = EVALUATION | DUTY if wrote else frozenset[str]()
    return any(
        token.lemma in _OPINION or token.lemma in judging
        for token in tokens
        if not any(span.start <= token.start < span.end for span in inside)
    )


def _plain(name: str) -> str:
    return " ".join(_WORD.findall(name.lower().removeprefix("the ")))
