"""Which sentences are on an issue, how much, and why: by its terms and all that names the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefgen.evidence.names import SAME
from briefgen.evidence.terms import Term, Topic, forms, is_word, stem_surfaces, surfaces
from briefgen.model import Sentence, Token
from briefgen.viewpoints import Cue, depth, stems
from briefgen.viewpoints.polarity import is_mentioned, is_negated

#: What a term that is only mentioned in passing counts, beside one that the clause is about.
_IN_PASSING = 0.6
#: Depth in the parse from which a mention is one in passing.
_DEEP = 4
#: What another name of a term counts beside the term.
_ALIAS = 0.9
#: What each further term adds, and at most.
_FURTHER, _FURTHER_MOST = 0.2, 0.4
#: What each of the question's words adds, and at most.
_QUESTION_WORD, _QUESTION_MOST = 0.15, 0.45
#: What a sentence without a term is worth that is on the issue by something else.
BESIDE = 0.4
#: What a cue counts beside a term.
_CUE = 0.9
#: Words of a cue that is looked for as it stands.
_VERBATIM = 3
#: Tokens from one of a cue's words to the next.
_NEAR = 4
_SUPERLATIVE = frozenset({"JJS", "RBS"})
#: What stands between the parts of a compound, and between the words of a quoted one.
_HYPHENS = frozenset("-‐‑–")
_INSIDE = _HYPHENS | frozenset("\"'“”‘’")


@dataclass(frozen=True, slots=True)
class Match:
    """How much a sentence is on an issue, and why; 0 and no reasons where it is not.

    `terms`: the issue's terms in it, an alias by the term that it stands for; `asked`: how many of
    the question's words it has besides.
    """

    score: float
    reasons: tuple[str, ...] = ()
    terms: frozenset[str] = frozenset()
    asked: int = 0

    def __bool__(self) -> bool:
        return self.score > 0


NOWHERE = Match(0.0)


@dataclass(frozen=True, slots=True)
class Hit:
    """A term of the issue at `place` that stands in a sentence, from token `first` to `last`."""

    place: int
    term: Term
    first: int
    last: int


class Finder:
    """Terms of all issues, found in a sentence at the cost of a look-up for each word."""

    def __init__(self, terms: Iterable[tuple[int, Term]]) -> None:
        self._starts: dict[str, list[tuple[int, Term]]] = {}
        for place, term in terms:
            for surface in sorted(surfaces(term.words[0])):
                self._starts.setdefault(surface, []).append((place, term))

    def hits(self, tokens: Sequence[Token]) -> Iterator[Hit]:
        """Every place where a term stands, in the order of the sentence."""
        for index, token in enumerate(tokens):
            for place, term in self._starts.get(token.text.casefold(), ()):
                last = _end(tokens, index, term)
                if last is not None:
                    yield Hit(place, term, index, last)
            if token.text in _HYPHENS and 0 < index < len(tokens) - 1:
                yield from self._compounds(tokens, index)

    def _compounds(self, tokens: Sequence[Token], hyphen: int) -> Iterator[Hit]:
        """Terms of one word that stand here as two with a hyphen ("cease-fire")."""
        before, after = tokens[hyphen - 1], tokens[hyphen + 1]
        joined = (before.text + after.text).casefold()
        whole = before.end == tokens[hyphen].start and after.start == tokens[hyphen].end
        if not (whole and _is_apart(tokens, hyphen - 1) and _is_apart(tokens, hyphen + 1)):
            return
        for place, term in self._starts.get(joined, ()):
            if len(term.words) == 1 and joined in stem_surfaces(term.words[0]):
                yield Hit(place, term, hyphen - 1, hyphen + 1)


def finder(topics: Sequence[Topic]) -> Finder:
    """What finds the issues' terms and their aliases."""
    return Finder((topic.place, term) for topic in topics for term in topic.terms)


def matches(
    sentence: Sentence, topics: Sequence[Topic], finders: Sequence[Finder], speaker: str = ""
) -> tuple[Match, ...]:
    """How much a sentence is on each issue; `NOWHERE` where none of its terms stands in it.

    The name of the sentence's `speaker` is no term: who speaks is not what is spoken of.
    """
    tokens = sentence.tokens
    found = [hit for each in finders for hit in each.hits(tokens)]
    if found:
        named = _name(tokens, speaker)
        found = [h for h in found if h.first not in named and not _is_elsewhere(tokens, h)]
    if not found:
        return (NOWHERE,) * len(topics)
    return tuple(
        _match(tokens, topic, [h for h in found if h.place == topic.place]) for topic in topics
    )


def question_words(
    tokens: Sequence[Token], topic: Topic, hits: Sequence[Hit] = ()
) -> dict[str, str]:
    """The question's lemmas that stand in a sentence outside its terms, as they stand there.

    A superlative is none of them: "the closest partner" says nothing of who moves closer.
    """
    taken = {n for hit in hits for n in range(hit.first, hit.last + 1)}
    asked = topic.question
    return {
        t.lemma: t.text
        for n, t in enumerate(tokens)
        if t.lemma in asked and n not in taken and t.tag not in _SUPERLATIVE
    }


def by_cue(tokens: Sequence[Token], topic: Topic) -> Match:
    """The match of a sentence that asserts a cue of a position, whole.

    That is all that tells in it, together: two words or more, or three of any kind as they stand.
    """
    said = {form for t in tokens if t.content for form in stems(t)}
    text = f" {' '.join(t.text for t in tokens)} ".casefold()
    for cues in topic.cues.values():
        for cue in cues:
            verbatim = (
                cue.phrase.count(" ") >= _VERBATIM - 1 and f" {cue.phrase.casefold()} " in text
            )
            if (verbatim or len(cue.words) > 1) and cue.words <= said and _asserts(tokens, cue):
                return Match(_CUE, (f"cue: {cue.phrase}",))
    return NOWHERE


def _asserts(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether a cue's words stand together, and are neither denied nor only mentioned."""
    places = [[n for n, t in enumerate(tokens) if word in stems(t)] for word in sorted(cue.words)]
    for anchor in min(places, key=len):
        chosen = [min(found, key=lambda n: abs(n - anchor)) for found in places]
        if max(chosen) - min(chosen) <= _NEAR * (len(chosen) - 1):
            head = min(chosen, key=lambda n: depth(tokens, n))
            return is_negated(tokens, head) == cue.negated and not is_mentioned(tokens, head)
    return False


def _match(tokens: Sequence[Token], topic: Topic, hits: Sequence[Hit]) -> Match:
    hits = [h for h in hits if not (h.term.of and any(_holds(other, h) for other in hits))]
    if not hits:
        return NOWHERE
    terms = list(dict.fromkeys(hit.term for hit in hits))
    nearest = min(depth(tokens, hit.first) for hit in hits)
    asked = question_words(tokens, topic, hits)
    score = 1.0 if nearest < _DEEP else _IN_PASSING
    score *= _ALIAS if all(term.of for term in terms) else 1.0
    score += min(_FURTHER_MOST, _FURTHER * (len(terms) - 1))
    score += min(_QUESTION_MOST, _QUESTION_WORD * len(asked))
    reasons = (*(t.reason for t in terms), *(f"question: {word}" for word in asked.values()))
    return Match(score, reasons, frozenset(t.of or t.text for t in terms), len(asked))


def _holds(longer: Hit, hit: Hit) -> bool:
    """Whether an alias is but a part of another ("Weiss" in "Anna Weiss"), or a term itself."""
    inside = longer.first <= hit.first and hit.last <= longer.last
    more = longer.last - longer.first > hit.last - hit.first
    return inside and (more or not longer.term.of)


def _end(tokens: Sequence[Token], first: int, term: Term) -> int | None:
    """The last token of a term that begins with token `first`, over hyphens and quotation marks."""
    at = last = first
    for number, word in enumerate(term.words):
        while (
            number and at < len(tokens) and not is_word(tokens[at]) and tokens[at].text in _INSIDE
        ):
            at += 1
        if at >= len(tokens) or not _is(tokens[at], word) or not _is_apart(tokens, at):
            return None
        last, at = at, at + 1
    return last


def _is(token: Token, word: frozenset[str]) -> bool:
    return token.text.casefold() in surfaces(word) and not forms(token).isdisjoint(word)


def _is_apart(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is a word by itself: spaCy takes "cannot" and "10km" apart."""
    token = tokens[index]
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before and before.end == token.start and _is_one_word(before.text[-1], token.text[0]):
        return False
    return not (after and after.start == token.end and _is_one_word(token.text[-1], after.text[0]))


def _is_one_word(left: str, right: str) -> bool:
    return all(c == "_" or c.isalnum() for c in (left.casefold()[-1], right.casefold()[0]))


def _name(tokens: Sequence[Token], speaker: str) -> set[int]:
    """The tokens that name the speaker as a subject."""
    said = set(speaker.split())
    return {
        n
        for n, t in enumerate(tokens)
        if t.text in said and (t.dep == "nsubj" or tokens[t.head].dep == "nsubj")
    }


def _is_elsewhere(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether what stands there means something else: a person, or another place."""
    return _is_title(tokens, hit) or _is_other_place(tokens, hit)


def _is_other_place(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a country's name is but the end of another's ("South Sudan", "New Mexico")."""
    before, name = tokens[hit.first - 1].text if hit.first else "", tokens[hit.first].text
    if name not in SAME or not before[:1].isupper():
        return False
    is_continent = name in SAME["America"] and before in {"North", "Central", "South"}
    return f"{before} {name}" in SAME or before in {"New", "Latin"} or is_continent


def _is_title(tokens: Sequence[Token], hit: Hit) -> bool:
    """Whether a term only stands before a person's name ("Syrian President Bashar al-Assad")."""
    head = hit.last
    while tokens[head].dep in {"compound", "amod", "nmod"} and tokens[head].head != head:
        head = tokens[head].head
    return not hit.first <= head <= hit.last and tokens[head].entity == "PERSON"
