"""Names of people in a sentence: what the recogniser finds, and forms of names that it misses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.model import Entity, Sentence, Token, place_of
from briefgen.viewpoints.lexicon import FEMALE, MALE, ROLE_NOUNS, TITLES
from briefgen.viewpoints.phrases import written

#: Names that the recogniser may miss: after a title, or with a given name of two joined parts.
_NAME = r"[A-Z][\w’'-]+(?:\s(?:[A-Z]\.|[A-Z][\w’'-]+|van|von|de|der|den|la))*"
_TITLED = re.compile(rf"\b(?:Mrs?|Ms|Dr|Prof|Sir|Dame|Lady|Lord)\b\.?\s+({_NAME})")
_PREFIX = "Anti|Co|Ex|Inter|Mid|Multi|Non|Post|Pre|Pro|Re|Self|Sub|Trans|Vice"
_JOINED = re.compile(rf"\b((?!{_PREFIX})[A-Z]\w+[-‐‑][a-z]\w+\s[A-Z][\w’'-]+)")
#: What opens no name, though the recogniser joins it to one ("Crooked Ann Lee").
_NO_NAMES, _GIVEN = frozenset({"ADJ", "ADP", "ADV", "AUX", "SCONJ", "VERB"}), FEMALE | MALE
#: A family name with a given name of two joined parts behind it ("Han Min-seo"), and what is
#: joined to other names ("Norvale Coast-led").
_SMALL = "A|All|An|And|At|But|By|For|From|Her|His|In|Its|My|No|On|Our|That|The|Their|These|This|To"
_ADDED = "and|area|as?|based|born|bound|era|free|led|like|made|owned|run|style|to|type|up|wide"
FAMILY_FIRST = re.compile(
    rf"\b((?!(?:{_SMALL})\b)[A-Z]\w{{1,7}}\s"
    rf"(?!(?:{_PREFIX})[-‐‑])[A-Z]\w{{0,7}}[-‐‑](?!(?:{_ADDED})\b)[a-z]\w{{0,6}})\b(?![-‐‑])"
)
#: Letters of the longest particle of a name.
_PARTICLE = 4


def mentions(sentence: Sentence) -> Iterator[tuple[tuple[Token, ...], str]]:
    """Every name of a person: its tokens, and as it is written, without titles and possessives."""
    found = [(e.start, e.end) for e in sentence.entities if _is_person(e)]
    for pattern in (_TITLED, _JOINED, FAMILY_FIRST):
        matches = pattern.finditer(sentence.text)
        found += [(sentence.start + m.start(1), sentence.start + m.end(1)) for m in matches]
    taken = 0
    for start, end in sorted(found, key=lambda stretch: (stretch[0], -stretch[1])):
        words = _bare([t for t in sentence.tokens if start <= t.start < end], sentence.tokens)
        if words and words[0].start >= taken:
            taken = words[-1].end
            yield words, written(sentence, words[0].start, taken)


def _bare(words: list[Token], tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words of a name without titles and possessives, with a given name that was left out."""
    while words and (words[0].text.lower() in TITLES or not _is_name(words[0])):
        words.pop(0)
    while len(words) > 1 and words[0].pos in _NO_NAMES and words[0].text.lower() not in _GIVEN:
        words.pop(0)
    while words and words[-1].pos != "PROPN":
        words.pop()
    while words and (at := place_of(tokens, words[0])):
        before = tokens[at - 1]
        part = before.pos == "PROPN" and before.dep == "compound" and not before.entity
        if not part or before.text.lower() in TITLES or before.lemma in ROLE_NOUNS:
            break
        words.insert(0, before)
    return tuple(words)


def _is_person(entity: Entity) -> bool:
    """Whether an entity is a person's name, or one that a common given name gives away.

    Small letters have only the particles of names, which are short ("bin", "van der").
    """
    if any(w[0].islower() and len(w.partition("-")[0]) > _PARTICLE for w in entity.text.split()):
        return False
    first, *rest = entity.text.lower().split() or [""]
    return entity.label == "PERSON" or (len(rest) in {1, 2} and first in FEMALE | MALE)


def _is_name(token: Token) -> bool:
    return token.pos == "PROPN" or token.text[:1].isupper()
