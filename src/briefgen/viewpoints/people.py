"""The people whom a document names: full names, roles, and what tells "he" from "she".

Two people of one last name stay apart: a bare last name means the one who has been named in full
before it, or by far the most, and is otherwise nobody's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.model import HolderKind, Sentence, Token, place_of
from briefgen.viewpoints.lexicon import FEMALE, MALE, ROLE_NOUNS, TITLES
from briefgen.viewpoints.mentions import FAMILY_FIRST, mentions
from briefgen.viewpoints.phrases import LONGEST, noun_phrase

#: How many times as often as all namesakes one must be named to be meant by the bare last name,
#: and the sentences before it in which none of them may be named.
_FAR_MORE, _APART = 3, 3
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "phd", "mp", "qc", "kc"})
#: Nouns before a name that is a body's, and those that are also a person's role.
_BODY_ROLES = frozenset(
    """agency association bank body business charity coalition company consultancy federation firm
    foundation fund giant group maker network retailer society union watchdog""".split()
)
_EITHER = frozenset("adviser advisor consultant operator producer regulator supplier".split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is said to say or think something, as the document names them."""

    name: str
    role: str
    kind: HolderKind


class People:
    """The people of one document by their names; built from all its sentences."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._known: dict[str, dict[str, str]] = {}
        self._places: dict[str, list[tuple[int, str]]] = {}
        self._roles: dict[str, str] = {}
        self._gender: dict[str, str] = {}
        self._bodies: set[str] = set()
        self._mentions = [tuple(mentions(sentence)) for sentence in sentences]
        named = [(n, *each) for n, found in enumerate(self._mentions) for each in found]
        for _, _, name in named:
            self._add(name)
        for index, _, name in named:
            given, last = _parts(name)
            key = _key(given, self._known[last]) if given else ""
            self._places.setdefault(last, []).append((index, key))
        for index, words, name in named:
            if full := self.full(name, index):
                self._describe(full, sentences[index], words)

    def full(self, name: str, at: int | None = None, pronoun: str = "") -> str:
        """The longest form of a name that the document uses; empty if it could be two people's.

        `at` is the sentence in which it stands, `pronoun` what its title tells of "he" and "she".
        """
        given, last = _parts(name)
        known = self._known.get(last, {})
        if given:
            return known.get(_key(given, known), "")
        longer = _apart([full for first, full in known.items() if first])
        if longer:
            return longer[0] if len(longer) == 1 else self._meant(last, at, pronoun)
        return known.get("", "")

    def _meant(self, last: str, at: int | None, pronoun: str) -> str:
        """Which of several namesakes a bare last name means in sentence `at`; empty if unsure."""
        apart = _apart([full for given, full in self._known[last].items() if given])
        known = {given: full for given, full in self._known[last].items() if full in apart}
        fitting = [g for g, full in known.items() if self._gender.get(full, pronoun) == pronoun]
        if pronoun and len(fitting) == 1:
            return known[fitting[0]]
        before = [each for each in self._places[last] if at is not None and each[0] <= at]
        named: Counter[str] = Counter()
        for _, given in before:
            if given in known or (not given and len(named) == 1):
                named[given or next(iter(named))] += 1
        if not named:
            return ""
        main, times = named.most_common(1)[0]
        near = {given for index, given in before if at is not None and index >= at - _APART}
        if near & set(known) - {main} or times < _FAR_MORE * (named.total() - times):
            return ""
        return known[main]

    def all(self) -> frozenset[str]:
        """The people of the document, each by the longest form of the name."""
        names = (name for known in self._known.values() for name in known.values())
        return frozenset(full for name in names if (full := self.full(name)))

    def knows(self, name: str) -> bool:
        """Whether a name is one or several people's of the document."""
        return _parts(name)[1] in self._known

    def named(self, sentence: Sentence, at: int) -> list[tuple[int, str]]:
        """The people that sentence `at` names: the token that ends each name, the full name."""
        return [
            (place_of(sentence.tokens, words[-1]), self.full(name, at) or name)
            for words, name in self._mentions[at]
        ]

    def with_role(self, noun: str) -> list[str]:
        """The people in whose role a noun stands ("minister")."""
        return [name for name, role in self._roles.items() if noun in role.lower().split()]

    def role(self, full: str) -> str:
        """The role that stands by a name where the document first gives one."""
        return self._roles.get(full, "")

    def is_body(self, full: str) -> bool:
        """Whether a name is a body's: what stands by it says so, and nothing tells "he"."""
        return full in self._bodies and full not in self._gender

    def gender(self, full: str) -> str:
        """Which of "he" and "she" a person goes by; empty where nothing tells."""
        return self._gender.get(full, "")

    def goes_by(self, full: str, pronoun: str) -> None:
        """Remember the pronoun that a person goes by."""
        self._gender.setdefault(full, pronoun)

    def _add(self, name: str) -> None:
        given, last = _parts(name)
        known = self._known.setdefault(last, {})
        key = _key(given, known)
        if len(name.split()) > len(known.get(key, "").split()):
            known[key] = name

    def _describe(self, full: str, sentence: Sentence, words: Sequence[Token]) -> None:
        if _is_bodys(sentence, words):
            self._bodies.add(full)
        if role := _role_before(sentence, words) or _role_after(sentence, words):
            self._roles.setdefault(full, role)
        if gender := _gender(full, role, sentence, words):
            self._gender.setdefault(full, gender)


def last_name(full: str) -> str:
    """The family name of a full name, folded; the first word of "Han Min-seo"."""
    return _parts(full)[1] or full.casefold()


def _apart(names: list[str]) -> list[str]:
    """Names without those that only put a word before another ("Rival Ann Lee" is Ann Lee)."""
    several = [name for name in names if " " in name]
    return [n for n in names if not any(n.endswith(f" {other}") for other in several)]


def _parts(name: str) -> tuple[str, str]:
    """A name's first word, if it has more than one, and its last, both folded.

    Of "Han Min-seo" the family name comes first.
    """
    family_first = FAMILY_FIRST.fullmatch(name) is not None
    plain = name.replace("’s", "").replace("'s", "").replace(",", "").lower()
    words = [w for w in plain.split() if w not in TITLES | _SUFFIXES]
    if not words:
        return "", ""
    if family_first and len(words) == 2:
        return words[1], words[0]
    particles = {"van", "von", "de", "der", "den", "del", "della", "di", "da", "al", "bin", "ibn"}
    given = words[0] if len(words) > 1 and words[0] not in particles else ""
    return given, words[-1]


def _key(given: str, known: dict[str, str]) -> str:
    """The given name under which a person is known: "J." may be any James, but not a Mary."""
    initial = given.rstrip(".")
    if len(initial) == 1:
        fitting = [k for k in known if k.startswith(initial)]
        return fitting[0] if len(fitting) == 1 else given
    short = f"{given[:1]}."
    return short if short in known and given not in known else given


def _is_bodys(sentence: Sentence, words: Sequence[Token]) -> bool:
    """Whether a name is called a firm's or the like ("the pay adviser Lumen", "firm Ash Roe")."""
    at = place_of(sentence.tokens, words[0])
    before = sentence.tokens[at - 1].lemma if at else ""
    return before in _BODY_ROLES or (before in _EITHER and len(words) == 1)


def _role_before(sentence: Sentence, words: Sequence[Token]) -> str:
    phrase = noun_phrase(sentence.tokens, words[-1])
    before = [t for t in phrase if t.start < words[0].start]
    for n, token in reversed(list(enumerate(before))):
        if token.pos in {"CCONJ", "DET", "PUNCT"} or token.tag in {"POS", "PRP$"}:
            before = before[n + 1 :]
            break
    if not before or before[-1].lemma not in ROLE_NOUNS or len(before) > 7:
        return ""
    start, end = before[0].start - sentence.start, before[-1].end - sentence.start
    return sentence.text[start:end]


def _role_after(sentence: Sentence, words: Sequence[Token]) -> str:
    """An apposition ("X, a lecturer at Y") or "X of the Y Council"."""
    tokens = sentence.tokens
    name = place_of(tokens, words[-1])
    for n, token in enumerate(tokens):
        if token.head != name or n <= name:
            continue
        if token.dep == "appos" and token.lemma in ROLE_NOUNS:
            phrase = [t for t in noun_phrase(tokens, token) if t.text.lower() not in {"a", "an"}]
        elif token.dep == "prep" and token.lemma in {"of", "from"} and n == name + 1:
            phrase = list(noun_phrase(tokens, token))
        else:
            continue
        end = place_of(tokens, phrase[-1]) + 1 if phrase else 0
        is_cut = end < len(tokens) and tokens[end].tag == "POS"
        if 1 < len(phrase) <= LONGEST and phrase[-1].pos in {"NOUN", "PROPN"} and not is_cut:
            return sentence.text[phrase[0].start - sentence.start : phrase[-1].end - sentence.start]
    return ""


def _gender(full: str, role: str, sentence: Sentence, words: Sequence[Token]) -> str:
    """What a title, a role or a common given name tells."""
    first = place_of(sentence.tokens, words[0])
    title = sentence.tokens[first - 1].text.lower().rstrip(".") if first else ""
    for sign in (title, role.lower(), full.split(maxsplit=1)[0].lower()):
        last = sign.split()[-1] if sign else ""
        if sign in FEMALE or _ends(last, "woman"):
            return "she"
        if sign in MALE or _ends(last, "man"):
            return "he"
        if told := pronoun_of(sign):
            return told
    return ""


def pronoun_of(title: str) -> str:
    """What a title tells of "he" and "she"; empty where it is neither's alone."""
    plain = title.lower().rstrip(".")
    if plain in {"mrs", "ms", "miss", "lady", "dame", "baroness", "congresswoman"}:
        return "she"
    return "he" if plain in {"mr", "sir", "lord", "congressman"} else ""


def _ends(word: str, ending: str) -> bool:
    return word.endswith(ending) and not (ending == "man" and word.endswith(("woman", "human")))
