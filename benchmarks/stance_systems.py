"""What a system of the stance benchmark is given and answers, and the systems.

A system is a callable from a `Motion` to a `Verdict` for each of its texts; a new one is a line in
`SYSTEMS`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contrasts_vader import vader

from briefgen.annotate import annotate_phrases
from briefgen.model import Issue, Position, Sentence
from briefgen.viewpoints import UNCLEAR, asked, cue, lean, side


@dataclass(frozen=True, slots=True)
class Motion:
    """A claim, and texts on it, each as its sentences."""

    claim: str
    texts: tuple[tuple[Sentence, ...], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The side that a text takes on a claim: for it, against it, or None where that is not told.

    `sure`: how sure the system is; it ranks answers only.
    """

    supports: bool | None
    sure: float = 0.0


System = Callable[[Motion], Sequence[Verdict]]
NOT_TOLD = Verdict(None)


def briefgen(motion: Motion) -> list[Verdict]:
    """Briefgen's side of each text, the claim being one of two positions and its only cue."""
    tokens = annotate_phrases([motion.claim])[0]
    positions = (Position("for", motion.claim, (motion.claim,)), Position("against", ""))
    issue = Issue("claim", motion.claim, motion.claim, (), positions)
    cues = {"for": (cue(tokens),), "against": ()}
    asks = asked(tokens)
    found = []
    for sentences in motion.texts:
        leans = (lean(s, issue, cues, reported=False, asks=asks) for s in sentences)
        told = next((one for one in leans if one.position), UNCLEAR)
        taken = side(issue, told)
        found.append(Verdict(taken == "for", told.score) if taken else NOT_TOLD)
    return found


def supporting(motion: Motion) -> list[Verdict]:
    """Every text for its claim: the more frequent side of debates."""
    return [Verdict(supports=True) for _ in motion.texts]


def sentiment() -> System:
    """For, where the text's sentiment has the claim's sign; that of a claim without any is +."""
    compound = vader()

    def system(motion: Motion) -> list[Verdict]:
        sign = -1 if compound(motion.claim) < 0 else 1
        moods = [sign * compound(" ".join(s.text for s in text)) for text in motion.texts]
        return [Verdict(mood > 0, abs(mood)) if mood else NOT_TOLD for mood in moods]

    return system


#: How each system is had; raises `contrasts_systems.Unavailable` where it is not there.
SYSTEMS: dict[str, Callable[[], System]] = {
    "briefgen": lambda: briefgen,
    "majority": lambda: supporting,
    "vader": sentiment,
}
