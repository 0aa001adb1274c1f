"""Small candidates for the tests of the summarisers."""

from __future__ import annotations

from hypothesis import strategies as st

from briefgen.summarise import Candidate, Place
from briefgen.summarise.candidate import concepts

WORDS = (
    "cod quota boat net port rent cap strike rail driver meal school canteen vaccine dose".split()
)


def candidate(
    text: str,
    source: str = "a",
    prior: float = 1.0,
    length: int = 0,
    place: Place | None = None,
) -> Candidate:
    """A candidate of which every word is a content word."""
    words = tuple(text.split())
    return Candidate(text, words, concepts(text), source, prior, length or len(words), place)


def pool(count: int, words: int = 5) -> list[Candidate]:
    """Candidates that share some of their words and whose texts differ."""
    made = []
    for n in range(count):
        chosen = [WORDS[(3 * n + k * (n % 4 + 1)) % len(WORDS)] for k in range(words)]
        made.append(candidate(" ".join(chosen), str(n % 3)))
    return made


TEXTS = st.lists(st.sampled_from(WORDS[:9]), max_size=7).map(" ".join)
CANDIDATES = st.builds(
    candidate,
    TEXTS,
    source=st.sampled_from("abc"),
    prior=st.sampled_from([0.0, 0.3, 0.5, 1.0, 1.4, 3.0]),
    length=st.integers(0, 40),
    place=st.none() | st.builds(Place, st.integers(0, 9), st.just(10)),
)
POOLS = st.lists(CANDIDATES, max_size=12)
#: Words of passages, as the published methods get them: two passages or more, none empty.
PASSAGES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(tuple), min_size=2, max_size=25
)
