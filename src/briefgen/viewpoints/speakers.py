"""Noun phrases that can speak: names made full, roles found, pronouns resolved or given up.

A name stands in full as the document first gives it ("Timofeyev" is "Ivan Timofeyev"), with the
role that stands by it. A metonym ("Moscow", "the White House") is kept as the text has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.model import HolderKind, Sentence, Token
from briefgen.viewpoints.lexicon import PRONOUNS, SPEAKERS, TITLES, UNNAMED

#: How many paragraphs back a pronoun's antecedent is looked for.
_REACH = 1
#: Longest noun phrase that is printed as a holder, in words.
_LONGEST = 12

_CUT = frozenset({"relcl", "acl", "appos", "punct", "advcl"})
_COLLECTIVES = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC"})
_ROLE_NOUNS = SPEAKERS | frozenset(
    "fellow founder partner general colonel king queen prince pope chair mp".split()
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is said to say or think something, as the document names them."""

    name: str
    role: str
    kind: HolderKind


class Speakers:
    """The people of one document: built from all its sentences, asked sentence by sentence."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._names = _full_names(sentences)
        self._roles = _roles(sentences, self._names)
        self._phrases = _described(sentences)
        self._spoke: list[tuple[int, Speaker]] = []
        self._gender: dict[str, str] = {}

    def resolve(self, sentence: Sentence, token: Token, index: int) -> Speaker | None:
        """The speaker that `token` heads in sentence `index`; None where nobody can be named."""
        speaker = self._resolve(sentence, token, index)
        if speaker is not None:
            self._spoke.append((index, speaker))
        return speaker

    def person(self, name: str) -> Speaker | None:
        """A person by a name or last name that the document uses; None if it does not."""
        full = self._names.get(_last(name))
        return Speaker(full, self._roles.get(full, ""), "person") if full else None

    def _resolve(self, sentence: Sentence, token: Token, index: int) -> Speaker | None:
        word = {"his": "he", "him": "he", "her": "she"}.get(token.text.lower(), token.text.lower())
        if word in {"he", "she"}:
            return self._antecedent(word, index)
        if word in PRONOUNS or (token.pos == "PRON" and word not in UNNAMED):
            return None
        phrase = noun_phrase(sentence.tokens, token)
        if word in UNNAMED or token.lemma in UNNAMED:
            return Speaker(_shown(phrase, sentence), "", "unnamed")
        alone = token.pos == "PROPN" and not _conjuncts(sentence.tokens, token)
        if alone and (person := self.person(token.text)):
            return person
        return self._collective(sentence, token, phrase, index)

    def _collective(
        self, sentence: Sentence, token: Token, phrase: tuple[Token, ...], index: int
    ) -> Speaker | None:
        speaks = token.lemma in SPEAKERS or token.entity in _COLLECTIVES | {"PERSON"}
        if (not speaks and token.pos != "PROPN") or len(phrase) > _LONGEST:
            return None
        name = _shown(phrase, sentence)
        lowered = phrase[0].text.lower()
        if token.pos == "NOUN" and lowered == "the" and len(phrase) == 2:
            earlier = [text for at, text in self._phrases.get(token.lemma, ()) if at < index]
            name = earlier[-1] if earlier else name
        if lowered in {"a", "an", "one", "another"}:
            return Speaker(name, "", "unnamed")
        plural = token.tag in {"NNS", "NNPS"} or bool(_conjuncts(sentence.tokens, token))
        return Speaker(name, "", "group" if plural else "organisation")

    def _antecedent(self, pronoun: str, index: int) -> Speaker | None:
        """The last speaker, if a person, near, and nobody else was named in between."""
        if not self._spoke:
            return None
        at, speaker = self._spoke[-1]
        near = self._sentences[index].paragraph - self._sentences[at].paragraph <= _REACH
        if speaker.kind != "person" or not near:
            return None
        others = {
            self._names.get(_last(t.text))
            for s in self._sentences[at + 1 : index]
            for t in s.tokens
            if t.dep in {"nsubj", "nsubjpass"} and t.pos == "PROPN"
        } - {None, speaker.name}
        if others or self._gender.setdefault(speaker.name, pronoun) != pronoun:
            return None
        return speaker


def noun_phrase(tokens: Sequence[Token], head: Token) -> tuple[Token, ...]:
    """The unbroken run of tokens round `head` that belong to it, without clauses about it."""
    centre = tokens.index(head)
    inside = {n for n in range(len(tokens)) if n == centre or _belongs(tokens, n, centre)}
    low = high = centre
    while low - 1 in inside:
        low -= 1
    while high + 1 in inside:
        high += 1
    while tokens[high].dep in {"cc", "punct", "prep"} and high > centre:
        high -= 1
    return tuple(tokens[low : high + 1])


def _belongs(tokens: Sequence[Token], index: int, centre: int) -> bool:
    for _ in range(len(tokens)):
        if tokens[index].dep in _CUT or tokens[index].head == index:
            return False
        index = tokens[index].head
        if index == centre:
            return True
    return False


def _described(sentences: Sequence[Sentence]) -> dict[str, list[tuple[int, str]]]:
    """For each speaking noun where, and as what, the document describes it more closely."""
    found: dict[str, list[tuple[int, str]]] = {}
    for index, sentence in enumerate(sentences):
        for token in sentence.tokens:
            if token.pos == "NOUN" and token.lemma in SPEAKERS:
                phrase = _modified(noun_phrase(sentence.tokens, token), token)
                if len(phrase) > 1:
                    found.setdefault(token.lemma, []).append((index, _shown(phrase, sentence)))
    return found


def _modified(phrase: Sequence[Token], head: Token) -> tuple[Token, ...]:
    """A noun with the modifiers before it, without article and what follows."""
    words = [t for t in phrase if t.start <= head.start]
    while words and words[0].pos in {"DET", "PRON", "NUM", "PUNCT"}:
        words.pop(0)
    return tuple(words)


def _conjuncts(tokens: Sequence[Token], head: Token) -> list[Token]:
    centre = tokens.index(head)
    return [t for t in tokens if t.head == centre and t.dep == "conj"]


def _shown(phrase: Sequence[Token], sentence: Sentence) -> str:
    """A noun phrase as it is printed: the text's own words without "the" and a possessive."""
    first, last = phrase[0], phrase[-1]
    if first.text.lower() == "the" and len(phrase) > 1:
        first = phrase[1]
    if last.tag == "POS" and len(phrase) > 1:
        last = phrase[-2]
    text = sentence.text[first.start - sentence.start : last.end - sentence.start]
    return text if first.pos == "PROPN" else text[:1].upper() + text[1:]


def _persons(sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, tuple[Token, ...]]]:
    """The tokens of every name of a person, without titles and possessives."""
    for sentence in sentences:
        for entity in sentence.entities:
            if entity.label != "PERSON":
                continue
            words = [t for t in sentence.tokens if entity.start <= t.start < entity.end]
            while words and (words[0].text.lower() in TITLES or words[0].pos != "PROPN"):
                words.pop(0)
            while words and words[-1].pos != "PROPN":
                words.pop()
            if words:
                yield sentence, tuple(words)


def _full_names(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Last names, folded, to the longest form of the name; a name of two people is left out."""
    forms: dict[str, list[str]] = {}
    for sentence, words in _persons(sentences):
        text = _with_hyphens(sentence, words[0].start, words[-1].end)
        forms.setdefault(_last(text), []).append(text)
    full = {}
    for last, names in forms.items():
        longest = max(names, key=lambda n: (len(n.split()), names.count(n)))
        given = {n.split()[0] for n in names if len(n.split()) > 1}
        full[last] = longest if len(given) <= 1 else last.capitalize()
    return full


def _with_hyphens(sentence: Sentence, start: int, end: int) -> str:
    """A name with what is joined to its front by a hyphen ("Ji-woo Park"), which the tokens cut."""
    start, end = start - sentence.start, end - sentence.start
    while start >= 2 and sentence.text[start - 1] == "-":
        start -= 1
        while start and sentence.text[start - 1].isalnum():
            start -= 1
    return sentence.text[start:end]


def _roles(sentences: Sequence[Sentence], names: dict[str, str]) -> dict[str, str]:
    """The role that stands by a name where the document first gives one."""
    roles: dict[str, str] = {}
    for sentence, words in _persons(sentences):
        name = names.get(_last(words[-1].text), "")
        role = _role_before(sentence, words) or _role_after(sentence, words)
        if name and role:
            roles.setdefault(name, role)
    return roles


def _role_before(sentence: Sentence, words: Sequence[Token]) -> str:
    phrase = noun_phrase(sentence.tokens, words[-1])
    before = [t for t in phrase if t.start < words[0].start]
    for n, token in reversed(list(enumerate(before))):
        if token.pos in {"CCONJ", "DET", "PUNCT"} or token.tag in {"POS", "PRP$"}:
            before = before[n + 1 :]
            break
    if not before or before[-1].lemma not in _ROLE_NOUNS or len(before) > 7:
        return ""
    start, end = before[0].start - sentence.start, before[-1].end - sentence.start
    return sentence.text[start:end]


def _role_after(sentence: Sentence, words: Sequence[Token]) -> str:
    """An apposition ("X, a lecturer at Y") or "X of the Y Council"."""
    tokens = sentence.tokens
    name = tokens.index(words[-1])
    for n, token in enumerate(tokens):
        if token.head != name or n <= name:
            continue
        if token.dep == "appos" and token.lemma in _ROLE_NOUNS:
            phrase = [t for t in noun_phrase(tokens, token) if t.text.lower() not in {"a", "an"}]
        elif token.dep == "prep" and token.lemma in {"of", "from"} and n == name + 1:
            phrase = list(noun_phrase(tokens, token))
        else:
            continue
        if 1 < len(phrase) <= _LONGEST and phrase[-1].pos in {"NOUN", "PROPN"}:
            return sentence.text[phrase[0].start - sentence.start : phrase[-1].end - sentence.start]
    return ""


def _last(name: str) -> str:
    words = [w for w in name.replace("’s", "").replace("'s", "").split() if w.lower() not in TITLES]
    return words[-1].lower() if words else ""
