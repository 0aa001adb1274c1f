"""Whom "he" and "she" mean: the person of whom the sentences before are, if nobody else is near.

After centering (Grosz, Joshi and Weinstein 1995) the subject of the sentence before is likelier
meant than anybody else it names. Where another person could be meant as well, nobody is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort_right
from collections.abc import Sequence

from briefgen.model import Sentence, Token, place_of
from briefgen.viewpoints.lexicon import BODIES, INANIMATE
from briefgen.viewpoints.people import People, Speaker
from briefgen.viewpoints.phrases import is_person
from briefgen.viewpoints.quotations import QuotationSpan

#: How many paragraphs back a pronoun's antecedent is looked for.
_REACH = 2
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Antecedents:
    """Who has spoken so far in a document, and whom a pronoun in it means."""

    def __init__(
        self, sentences: Sequence[Sentence], spans: Sequence[QuotationSpan], people: People
    ) -> None:
        self._sentences = sentences
        self._spans = spans
        self._people = people
        self._spoke: list[tuple[int, Speaker | None]] = []

    def of(self, pronoun: str, index: int, token: Token) -> Speaker | None:
        """The last person who spoke, or of whom a sentence was, if nobody else could be meant."""
        at, speaker = self._centre(index, pronoun)
        if speaker is None or speaker.kind != "person":
            return None
        sure = bool(self._people.gender(speaker.name))
        rivals = self._rivals(at, index, token, sure=sure) | self._centres(at, index)
        if any(self._people.gender(name) in {"", pronoun} for name in rivals - {speaker.name}):
            return None
        self._people.goes_by(speaker.name, pronoun)
        return speaker

    def spoke(self, index: int, speaker: Speaker | None) -> None:
        """Remember who spoke in a sentence; None for somebody who can't be told."""
        insort_right(self._spoke, (index, speaker), key=lambda each: each[0])

    def last(self, index: int) -> Speaker | None:
        """The last who spoke up to a sentence."""
        found = bisect_right(self._spoke, index, key=lambda each: each[0])
        return self._spoke[found - 1][1] if found else None

    def _centre(self, index: int, pronoun: str) -> tuple[int, Speaker | None]:
        """The nearest sentence whose subject a pronoun in `index` can mean, and who that is.

        Behind somebody whom it can't mean only a person who is known to go by it is meant.
        """
        first, allowed = self._sentences[index].paragraph - _REACH, {"", pronoun}
        for at in range(index, -1, -1):
            if self._sentences[at].paragraph < first:
                break
            for each in self._subjects(at, spoken=at == index):
                if each is None or each.kind == "unnamed" or _may_be_a_name(each):
                    return at, None
                if each.kind == "person" and self._people.gender(each.name) in allowed:
                    return at, each
                allowed = {pronoun}
        return index, None

    def _subjects(self, at: int, *, spoken: bool) -> list[Speaker | None]:
        """Who spoke in a sentence, the last first, and unless only that is asked whom it is of."""
        found = self._spoken(at)[::-1]
        if spoken or found:
            return found
        name = self._subject(at)
        if name is None:
            return [None]
        return [Speaker(name, self._people.role(name), "person")] if name else []

    def _centres(self, at: int, index: int) -> set[str]:
        """The people of whom the sentences before `at` are, in the paragraph of `index`."""
        found: set[str] = set()
        while at and self._sentences[at - 1].paragraph == self._sentences[index].paragraph:
            at -= 1
            found |= {each.name for each in self._spoken(at) if each and each.kind == "person"}
            found |= {subject} if (subject := self._subject(at)) else set()
        return found

    def _spoken(self, at: int) -> list[Speaker | None]:
        """Those who spoke in a sentence, in order."""
        first = bisect_left(self._spoke, at, key=lambda each: each[0])
        last = bisect_right(self._spoke, at, key=lambda each: each[0])
        return [speaker for _, speaker in self._spoke[first:last]]

    def _subject(self, at: int) -> str | None:
        """The person who is a sentence's subject; None if one who can't be told, else empty."""
        tokens = self._sentences[at].tokens
        subject = next((t for t in tokens if t.dep in _SUBJECTS and _is_root(tokens, t.head)), None)
        if subject is None or self._is_quoted(subject):
            return ""
        place = place_of(tokens, subject)
        for end, name in self._people.named(self._sentences[at], at):
            apposed = tokens[end].dep == "appos" and tokens[end].head == place
            if end == place or apposed:
                return name
        bare = not any(t.head == place and t.dep == "det" for t in tokens)
        one = subject.tag == "NN" and is_person(subject)
        known = subject.lemma in INANIMATE | BODIES
        unknown = (subject.pos == "PROPN" and bare) or (one and not known)
        return None if unknown else ""

    def _is_quoted(self, token: Token) -> bool:
        at = bisect_right(self._spans, token.start, key=lambda span: span.start) - 1
        return at >= 0 and token.start < self._spans[at].end

    def _rivals(self, at: int, index: int, pronoun: Token, *, sure: bool) -> set[str]:
        """People named outside quotations since sentence `at`, up to the pronoun in `index`.

        `sure`: the pronoun suits the last speaker, so that those of whom he or she only speaks
        are none.
        """
        found = set()
        for n in range(at, index + 1):
            sentence = self._sentences[n]
            for place, name in self._people.named(sentence, n):
                named = sentence.tokens[place]
                later = n == index and named.start > pronoun.start
                said = sure and n in {at, index} and _is_said(sentence.tokens, place)
                if not (self._is_quoted(named) or later or said):
                    found.add(name)
        return found


def _may_be_a_name(speaker: Speaker) -> bool:
    """Whether what is taken for a body may be a person's last name."""
    bare = speaker.kind == "organisation" and " " not in speaker.name
    return bare and speaker.name.lower() not in BODIES


def _is_said(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token stands in a clause that somebody is said to say."""
    while tokens[index].head != index:
        if tokens[index].dep in {"ccomp", "xcomp"}:
            return True
        index = tokens[index].head
    return False


def _is_root(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].head == index
