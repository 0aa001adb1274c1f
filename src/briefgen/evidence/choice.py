"""Which passages are an issue's key passages, and why each of them: what it was chosen before.

An issue takes first what the desk has put on a side, then what is fit to be quoted and more on it
than on any other issue, and of that the views, then what is told; then what is fit and more on
another issue; what is hardly fit only where there would be one passage or none; and last what the
desk has said takes no side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefgen.evidence.candidates import Found
from briefgen.evidence.holders import standing
from briefgen.evidence.views import is_decided, is_put_aside
from briefgen.model import BriefSpec, Choice, Passage, PassedOver, SharedConcept
from briefgen.stem import stem
from briefgen.summarise import Budget, Candidate, Concept, explained, summariser

#: Factor on a passage that already stands under another issue.
_TWICE = 0.25
#: The fitness below which a passage yields, and passages from which an issue needs no such one.
_FIT, _ENOUGH = 0.6, 2
#: From so likely a side on, what somebody says is a view, and comes before what is told.
_LIKELY = 0.25
#: Most passages of one paragraph, and its code points where a text has lost its paragraphs.
_OF_ONE_PARAGRAPH, _PARAGRAPH = 2, 1_000
#: Most concepts and passed-over passages that are kept for each choice.
_MOST = 5
#: Words of a passage that was passed over, to know it by.
_OPENING = 12
#: Content words that two passages share where they say the same, and their share of the shorter's.
_SHARED, _REPEATED = 5, 0.5
#: The share of a passage's words, in pairs, from which it says the same as another.
_SAME = 0.25
#: The share of another's worth below which a passage is clearly worth less.
_CLEARLY = 0.9
#: The method whose choice can be explained by what each step gains.
_STEPWISE = "coverage"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A key passage with the reasons for it."""

    found: Found
    choice: Choice


def key_passages(
    found: Sequence[Found], spec: BriefSpec, taken: Sequence[Found]
) -> tuple[Chosen, ...]:
    """The key passages of an issue, the most salient first.

    Each holds a term of the issue; none overlaps another or says the same again, and no more than
    two are of one paragraph. `taken`: what other issues have chosen before.
    """
    chosen: list[Chosen] = []
    for pool, most in _pools([f for f in found if f.matched or is_decided(f)], spec.passages):
        room = min(most, spec.passages) - len(chosen)
        if room > 0 and pool:
            seen = [_discounted(f, taken) for f in pool]
            ranked = _ranked(spec.method, pool, seen, room, [c.found for c in chosen])
            before = [c.found.candidate.source for c in chosen]
            chosen += _explained(spec.method, pool, seen, ranked, before)
    return tuple(chosen)


def _pools(found: Sequence[Found], passages: int) -> Iterator[tuple[list[Found], int]]:
    """What is chosen from, one after the other, and how many there may be in all after each."""
    yield [f for f in found if is_decided(f)], passages
    aside = [f for f in found if is_put_aside(f)]
    found = [f for f in found if not is_put_aside(f)]
    fit = [f for f in found if f.fitness.score >= _FIT]
    yield [f for f in fit if f.own and _is_view(f)], passages
    yield [f for f in fit if f.own and not _is_view(f)], passages
    yield [f for f in fit if not f.own], passages
    yield [f for f in found if f.fitness.score < _FIT], min(_ENOUGH, passages)
    yield aside, passages


def _is_view(found: Found) -> bool:
    """Whether somebody in particular likely takes a side with it, be it not said which."""
    return found.standpoint.takes >= _LIKELY and standing(found.holder) != "nobody"


def _ranked(
    method: str,
    pool: Sequence[Found],
    seen: Sequence[Candidate],
    room: int,
    kept: Sequence[Found],
) -> list[int]:
    """The method's choice of the pool; it chooses again without what a better one leaves no use."""
    left = [n for n, f in enumerate(pool) if not _is_spare(f, kept)]
    while True:
        ranks = summariser(method)([seen[n] for n in left], Budget(passages=room, shares=1))
        ranked = [left[rank] for rank in ranks]
        clashing = {
            n
            for at, n in enumerate(ranked)
            if _is_spare(pool[n], [*kept, *(pool[m] for m in ranked[:at])])
        }
        if not clashing:
            return ranked
        left = [n for n in left if n not in clashing]


def _explained(
    method: str,
    pool: Sequence[Found],
    seen: Sequence[Candidate],
    ranked: Sequence[int],
    before: Sequence[str],
) -> Iterator[Chosen]:
    """Each choice with its reasons; `before`: the sources of what was chosen before this pool."""
    stepwise = method == _STEPWISE
    steps = explained(seen, ranked, Budget(passages=len(ranked), shares=1), _MOST)
    for rank, step in enumerate(steps):
        one = pool[step.index]
        sources = [*before, *(pool[n].candidate.source for n in ranked[:rank])]
        so_far = [pool[n].passage for n in ranked[: rank + 1]]
        others = (n for n in step.passed if not _overlaps(pool[n].passage, so_far))
        yield Chosen(
            one,
            Choice(
                passage=one.passage.id,
                rank=len(before) + rank + 1,
                method=method,
                gain=round(step.gain, 4) if stepwise else None,
                matched=one.matched,
                genre=one.genre.kind,
                signs=one.genre.reasons,
                sentence=one.candidate.place.index + 1 if one.candidate.place else None,
                fitness=round(one.fitness.score, 2),
                traits=one.fitness.traits,
                concepts=tuple(_shared(one, concept, of) for concept, of in step.concepts),
                passed=tuple(_passed(pool[n], one, sources) for n in others if stepwise),
            ),
        )


def _shared(found: Found, concept: Concept, sources: tuple[str, ...]) -> SharedConcept:
    """A concept in the words of the passage that brought it."""
    words = _WORD.findall(found.passage.text)
    pairs = pairwise(words) if concept.second else ((word, "") for word in words)
    wanted = (concept.first, concept.second)
    written = (f"{a} {b}" for a, b in pairs if (stem(a.lower()), stem(b.lower())) == wanted)
    return SharedConcept(next(written, " ".join(concept)).strip(), sources)


def _passed(found: Found, chosen: Found, sources: Sequence[str]) -> PassedOver:
    """A passage that would have come next, and why it did not come first."""
    words = found.passage.text.split()
    opening = " ".join(words[:_OPENING]) + (" …" if len(words) > _OPENING else "")
    return PassedOver(opening, found.passage.source, _why(found, chosen, sources))


def _why(found: Found, chosen: Found, sources: Sequence[str]) -> str:
    own = set(found.candidate.concepts)
    shared = own & set(chosen.candidate.concepts)
    if len(shared) >= _SAME * len(own):
        return "it says much of the same"
    if found.candidate.source in sources and chosen.candidate.source not in sources:
        return "its source was quoted already"
    if found.fitness.score < _CLEARLY * chosen.fitness.score:
        return "it is less fit to be quoted"
    if found.candidate.prior < _CLEARLY * chosen.candidate.prior:
        return "it is less on the issue"
    return "it adds less that the sources share"


def _discounted(found: Found, taken: Iterable[Found]) -> Candidate:
    candidate = found.candidate
    if not _overlaps(found.passage, [other.passage for other in taken]):
        return candidate
    return replace(candidate, prior=candidate.prior * _TWICE)


def _is_spare(found: Found, others: Sequence[Found]) -> bool:
    """Whether others, chosen before, leave a passage no use."""
    passages = [other.passage for other in others]
    return _crowds(found.passage, passages) or any(_repeats(found, other) for other in others)


def _repeats(found: Found, other: Found) -> bool:
    """Whether a passage says much the same as another, by its content words.

    One that is on a side never repeats another that is not on that side.
    """
    shared = len(found.words & other.words)
    least = min(len(found.words), len(other.words))
    apart = found.lean.position not in {None, other.lean.position}
    return shared >= _SHARED and shared >= _REPEATED * least and not apart


def _crowds(passage: Passage, others: Sequence[Passage]) -> bool:
    """Whether a passage overlaps another, or its paragraph was quoted there often enough."""
    beside = [o for o in others if (o.source, o.paragraph) == (passage.source, passage.paragraph)]
    near = sum(abs(o.start - passage.start) < _PARAGRAPH for o in beside)
    return near >= _OF_ONE_PARAGRAPH or _overlaps(passage, others)


def _overlaps(passage: Passage, others: Iterable[Passage]) -> bool:
    return any(
        o.source == passage.source and o.start < passage.end and passage.start < o.end
        for o in others
    )
