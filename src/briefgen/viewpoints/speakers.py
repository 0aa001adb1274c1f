"""Noun phrases that can speak: names made full, roles found, pronouns resolved or given up.

A name stands in full as the document first gives it ("Timofeyev" is "Ivan Timofeyev"), with the
role that stands by it. A metonym ("Moscow", "the White House") is kept as the text has it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.model import HolderKind, Sentence, Token, place_of
from briefgen.viewpoints.antecedents import Antecedents
from briefgen.viewpoints.lexicon import (
    BODIES,
    FEMALE,
    INANIMATE,
    MALE,
    PRONOUNS,
    RELATIVES,
    ROLE_NOUNS,
    SPEAKERS,
    TITLES,
    UNNAMED,
)
from briefgen.viewpoints.people import People, Speaker, pronoun_of
from briefgen.viewpoints.phrases import LONGEST, conjuncts, is_person, noun_phrase, shown, written
from briefgen.viewpoints.quotations import QuotationSpan

_COLLECTIVES = frozenset({"ORG", "GPE", "NORP", "FAC", "LOC"})
_DASHES = frozenset({"-", "--", "–", "—"})
_COMPASS = frozenset({"north", "south", "east", "west"})
#: What somebody has written stands for whoever wrote it, as a body does.
_WRITTEN = frozenset({"report", "study", "survey"})


class Speakers:
    """The people of one document: built from all its sentences, asked sentence by sentence."""

    def __init__(self, sentences: Sequence[Sentence], spans: Sequence[QuotationSpan] = ()) -> None:
        self._sentences = sentences
        self._people = People(sentences)
        self._phrases = _described(sentences)
        self._antecedents = Antecedents(sentences, spans, self._people)

    def resolve(self, sentence: Sentence, token: Token, index: int) -> Speaker | None:
        """The speaker that `token` heads in sentence `index`; None where nobody can be named."""
        speaker = self._resolve(sentence, token, index)
        somebody = token.pos != "PRON" or token.text.lower() in {"he", "she"}
        if speaker is not None or (token.lemma not in INANIMATE and somebody):
            self._antecedents.spoke(index, speaker)
        return speaker

    def person(self, name: str, at: int | None = None, pronoun: str = "") -> Speaker | None:
        """A person by a name or last name of the document; None if it has none, or two such.

        `at` is the sentence in which it stands, `pronoun` what its title tells of "he" and "she".
        """
        full = self._people.full(name, at, pronoun)
        kind: HolderKind = "organisation" if self._people.is_body(full) else "person"
        return Speaker(full, self._people.role(full), kind) if full else None

    def pronouns(self, speaker: Speaker) -> frozenset[str]:
        """The pronouns that can mean a speaker in what he or she is said to say."""
        if speaker.kind != "person":
            return PRONOUNS
        gender = self._people.gender(speaker.name)
        return frozenset({gender} if gender else {"he", "she"})

    def labelled(self, label: str, authors: Sequence[str] = ()) -> Speaker | None:
        """The person whom a transcript's label means: a name, a last name or initials.

        `authors` are who signed the text, whom it need not name.
        """
        signed = [name for name in authors if _is_meant(label, name)]
        named = [name for name in self._people.all() if _is_meant(label, name)]
        meant = {name.casefold(): name for name in (*named, *signed)}
        if len(meant) != 1:
            return None
        (name,) = meant.values()
        return Speaker(name, self._people.role(name), "person")

    def _resolve(self, sentence: Sentence, token: Token, index: int) -> Speaker | None:
        word = {"his": "he", "him": "he", "her": "she"}.get(token.text.lower(), token.text.lower())
        if word in {"he", "she"}:
            return self._antecedents.of(word, index, token)
        if word in PRONOUNS or (token.pos == "PRON" and word not in UNNAMED):
            return None
        phrase = noun_phrase(sentence.tokens, token)
        if word in UNNAMED or token.lemma in UNNAMED:
            return Speaker(shown(phrase, sentence), "", "unnamed")
        capital = token.pos == "PROPN" or token.text[:1].isupper()
        if capital and not conjuncts(sentence.tokens, token):
            name = _name(sentence, phrase, token)
            body = token.entity in _COLLECTIVES and " " in name and not self._people.full(name)
            if self._people.knows(name) and not body:
                return self.person(name, index, _pronoun(sentence, token))
        return self._collective(sentence, token, phrase, index)

    def _collective(
        self, sentence: Sentence, token: Token, phrase: tuple[Token, ...], index: int
    ) -> Speaker | None:
        speaks = token.pos == "PROPN" or _can_speak(sentence.tokens, token)
        if not speaks or len(phrase) > LONGEST:
            return None
        joined = conjuncts(sentence.tokens, token)
        if _is_dateline(sentence, token) or set(joined) - set(phrase) or _is_cut(sentence, phrase):
            return None
        if (staff := _of_body(sentence, phrase)) is not None:
            return staff
        if (named := self._apposed(sentence, token, index)) is not None:
            return named
        if phrase[0].tag == "PRP$":
            return None
        name, lowered = shown(phrase, sentence), phrase[0].text.lower()
        if token.tag in {"NNS", "NNPS"} or joined:
            return Speaker(name, "", "group")
        if lowered in {"a", "an", "one", "another"} and token.lemma not in _WRITTEN:
            return Speaker(name, "", "unnamed")
        if name.lower() in _COMPASS:
            country = self._country(name)
            return Speaker(country or name, "", "organisation" if country else "unnamed")
        role = name.lower() in ROLE_NOUNS - BODIES  # "Spokesman" alone is no name
        is_body = (token.pos == "PROPN" and not role) or token.lemma in BODIES
        if token.pos == "NOUN" and lowered == "the" and len(phrase) == 2:
            return self._definite(token.lemma, index, is_body=is_body)
        return Speaker(name, "", "organisation" if is_body else "unnamed")

    def _country(self, compass: str) -> str:
        """The one country that the document calls by a compass word ("the South" of Korea)."""
        named = {
            entity.text.removeprefix("the ").removesuffix("’s").removesuffix("'s").strip()
            for sentence in self._sentences
            for entity in sentence.entities
            if entity.label == "GPE" and entity.text.removeprefix("the ").startswith(f"{compass} ")
        }
        return min(named) if len(named) == 1 else ""

    def _apposed(self, sentence: Sentence, token: Token, index: int) -> Speaker | None:
        """The person whose name stands beside a role ("the mayor, Helen Sands, said")."""
        head = place_of(sentence.tokens, token)
        for place, name in self._people.named(sentence, index) if token.tag == "NN" else ():
            found = sentence.tokens[place]
            if found.dep == "appos" and found.head == head:
                return self.person(name, index)
        return None

    def _definite(self, noun: str, index: int, *, is_body: bool) -> Speaker | None:
        """Whom "the minister" means: the one person of that role, or the fuller phrase before."""
        last = self._antecedents.last(index)
        if last is not None and last.kind == "unnamed" and noun in last.name.lower().split():
            return last
        holders = self._people.with_role(noun)
        roles = {self._people.role(name).lower().removeprefix("the ") for name in holders}
        earlier = {text for at, text in self._phrases.get(noun, ()) if at < index}
        earlier = {text for text in earlier if text.lower() not in roles}
        if len(holders) + len(earlier) > 1:
            return None
        if holders:
            return self.person(holders[0])
        name = next(iter(earlier), noun.capitalize())
        return Speaker(name, "", "organisation" if is_body else "unnamed")


def _pronoun(sentence: Sentence, name: Token) -> str:
    """What the title before a name tells of "he" and "she"."""
    at = place_of(sentence.tokens, name)
    return next((p for t in sentence.tokens[max(0, at - 2) : at] if (p := pronoun_of(t.text))), "")


def _can_speak(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a noun is somebody: a relative or friend only where the text says whose."""
    if token.lemma in SPEAKERS or token.entity in _COLLECTIVES | {"PERSON"}:
        return True
    at = place_of(tokens, token)
    owned = any(t.head == at and (t.dep == "poss" or t.lemma == "of") for t in tokens)
    alone = token.lemma in RELATIVES and not owned
    return is_person(token) and token.lemma not in INANIMATE and not alone


def _is_meant(label: str, name: str) -> bool:
    """Whether a label is a full name, its last word or its initials."""
    words, said = name.split(), label.split()
    if len(words) < 2:
        return False
    if len(said) > 1 and said[0].lower() in TITLES:
        label = " ".join(said[1:])
    initials = "".join(word[0] for word in re.split(r"[\s-]+", name) if word)
    plain = label.replace(".", "").replace(" ", "")
    folded = label.casefold()
    whole = folded in {name.casefold(), words[-1].casefold()}
    return whole or (plain.isupper() and plain == initials)


def _is_cut(sentence: Sentence, phrase: Sequence[Token]) -> bool:
    """Whether the parse leaves out the end of a name ("the Reed Centre's Henry | Stone says")."""
    after = place_of(sentence.tokens, phrase[-1]) + 1
    following = sentence.tokens[after] if after < len(sentence.tokens) else None
    named = following is not None and following.text[:1].isupper() and following.pos == "PROPN"
    return named and phrase[-1].pos == "PROPN"


def _of_body(sentence: Sentence, phrase: Sequence[Token]) -> Speaker | None:
    """The person whose common given name and name stand after a body's ("the port's Ann Lee")."""
    owners = [n for n, t in enumerate(phrase) if t.tag == "POS"]
    words = phrase[owners[-1] + 1 :] if owners else ()
    if not 2 <= len(words) <= 3 or words[0].text.lower() not in FEMALE | MALE:
        return None
    name = written(sentence, words[0].start, words[-1].end)
    return Speaker(name, shown(phrase[: owners[-1]], sentence), "person")


def _is_dateline(sentence: Sentence, token: Token) -> bool:
    """Whether a word is the place that a report opens with ("LISBON — The minister …")."""
    at = place_of(sentence.tokens, token)
    following = sentence.tokens[at + 1].text if at + 1 < len(sentence.tokens) else ""
    return at <= 2 and (following in _DASHES or (following == "(" and token.text.isupper()))


def _name(sentence: Sentence, phrase: Sequence[Token], head: Token) -> str:
    """The name that a noun phrase ends in, without the roles and titles before it."""
    words = [t for t in phrase if t.start <= head.start]
    first = len(words) - 1
    while first and _is_part(words[first - 1]):
        first -= 1
    return written(sentence, words[first].start, head.end)


def _is_part(token: Token) -> bool:
    """Whether a token belongs to the name that follows it."""
    title = token.text.lower() in TITLES or token.lemma in ROLE_NOUNS
    return (token.pos == "PROPN" or token.text in "-‐‑") and not title


def _described(sentences: Sequence[Sentence]) -> dict[str, list[tuple[int, str]]]:
    """For each speaking noun where, and as what, the document describes it more closely."""
    found: dict[str, list[tuple[int, str]]] = {}
    for index, sentence in enumerate(sentences):
        for token in sentence.tokens:
            if token.pos in {"NOUN", "PROPN"} and token.lemma in SPEAKERS:
                phrase = noun_phrase(sentence.tokens, token)
                words = phrase if token.pos == "PROPN" else _modified(phrase, token)
                if 1 < len(words) <= LONGEST and words[-1].entity != "PERSON":
                    found.setdefault(token.lemma, []).append((index, shown(words, sentence)))
    return found


def _modified(phrase: Sequence[Token], head: Token) -> tuple[Token, ...]:
    """A noun with the modifiers before it, without article and what follows."""
    words = [t for t in phrase if t.start <= head.start]
    while words and words[0].pos in {"DET", "PRON", "NUM", "PUNCT", "ADV"}:
        words.pop(0)
    return tuple(words)
