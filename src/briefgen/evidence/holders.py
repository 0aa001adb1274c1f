"""One holder for each person or body, across documents and spellings of a name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from briefgen.model import Document, Holder, HolderKind, Name
from briefgen.viewpoints import Speaker, Standing
from briefgen.viewpoints.people import last_name

#: Letters of a given name from which one more or another is a spelling, not another name.
_LONG = 5
_INITIAL = re.compile(r"(?:[a-z]\.)+|[a-z]")  # "j.", "j", "j.r."
#: A first word that is a name whatever comes behind it ("UN delegates").
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,}")
#: Words that stand for people whom a text does not want to count.
_ANYBODY = frozenset("all both many most others several some".split())


class Holders:
    """Everybody whose view the documents give: authors, and those whom they report."""

    def __init__(self, documents: Sequence[Document], speakers: Iterable[Speaker]) -> None:
        self._authors = {d.id: _author(d) for d in documents}
        speakers = tuple(speakers)
        named = [s.name for s in speakers if s.kind == "person"]
        named += [str(n) for d in documents for n in d.reference.author]
        self._usual = _usual_names(named)
        self._full = _full_names(self._usual)
        self._all: dict[str, Holder] = {}
        for holder in self._authors.values():
            self._add(holder)
        for speaker in speakers:
            name = self._name(speaker)
            self._add(Holder(holder_id(name), name, speaker.role, speaker.kind, author=False))

    def author(self, document: Document) -> Holder:
        """Who holds what a document says in its own words."""
        return self._all[self._authors[document.id].id]

    def speaker(self, speaker: Speaker) -> Holder:
        """The holder for somebody whom a document reports."""
        return self._all[holder_id(self._name(speaker))]

    def _name(self, speaker: Speaker) -> str:
        """A speaker's name, made full where only a last name is given and just one has it.

        One who goes by several initials or spellings has the name that is used most.
        """
        if speaker.kind != "person":
            return speaker.name
        single = len(speaker.name.split()) == 1
        name = self._full.get(_fold(speaker.name), speaker.name) if single else speaker.name
        return self._usual.get(_without_initials(name), name)

    def _add(self, holder: Holder) -> None:
        known = self._all.setdefault(holder.id, holder)
        if not known.author and holder.name.startswith("The ") > known.name.startswith("The "):
            known = replace(known, name=holder.name)
        self._all[holder.id] = replace(known, role=known.role or holder.role)


def standing(holder: Holder) -> Standing:
    """Whether a holder can be told from others: not "some" or "critics", hardly "an official".

    A group is named by the names in it ("Ann Lee and Max Roe"); whoever signs a source is named.
    """
    if holder.author or holder.kind in {"person", "organisation"}:
        return "named"
    first, *later = holder.name.split()
    if holder.kind == "group":
        named = any(word[:1].isupper() for word in later) or (later and _ACRONYM.fullmatch(first))
        return "named" if named else "nobody"
    return "nobody" if first.lower() in _ANYBODY else "unnamed"


def _author(document: Document) -> Holder:
    """The author; without one the publisher; without either an unnamed author."""
    reference = document.reference
    names = [str(name) for name in reference.author]
    if names:
        name = " and ".join(names) if len(names) < 3 else f"{names[0]} and others"
        return Holder(holder_id(name), name, reference.role, _kind(reference.author), author=True)
    if publisher := reference.container_title or reference.publisher:
        return Holder(holder_id(publisher), publisher, "", "organisation", author=True)
    source = f"“{reference.title}”" if reference.title else PurePath(document.location).name
    name = f"Unnamed author of {source}"
    return Holder(f"unnamed-{document.id}", name, "", "unnamed", author=True)


def _kind(authors: Sequence[Name]) -> HolderKind:
    if len(authors) > 1:
        return "group"
    return "organisation" if authors[0].literal else "person"


def _full_names(usual: Mapping[str, str]) -> dict[str, str]:
    """Last names, folded, to the one person's who has them; two of one name stay apart."""
    found: dict[str, set[str]] = {}
    for name in usual.values():
        found.setdefault(_fold(last_name(name)), set()).add(name)
    return {last: min(full) for last, full in found.items() if len(full) == 1}


def _usual_names(names: Iterable[str]) -> dict[str, str]:
    """Full names without their initials to the form that is used most, the shortest of several.

    Two spellings of one given name are one person's ("Lilia" and "Lilija").
    """
    counts = Counter(name for name in names if len(name.split()) > 1)
    found: dict[str, str] = {}
    of_last: dict[str, list[str]] = {}
    for name in sorted(counts, key=lambda name: (-counts[name], len(name), name)):
        key = _without_initials(name)
        known = of_last.setdefault(key.split()[-1], [])
        like = next((other for other in known if other == key or _is_variant(other, key)), None)
        found.setdefault(key, found[like] if like else name)
        known.append(key)
    return found


def _is_variant(one: str, other: str) -> bool:
    """Whether two folded names differ in one letter of a long given name."""
    (first, *rest), (second, *others) = one.split(), other.split()
    if rest != others or min(len(first), len(second)) < _LONG or first[:2] != second[:2]:
        return False
    shorter, longer = sorted((first, second), key=len)
    at = next(
        (n for n, pair in enumerate(zip(shorter, longer, strict=False)) if len({*pair}) > 1),
        len(shorter),
    )
    return longer[at + 1 :] in {shorter[at:], shorter[at + 1 :]}


def _without_initials(name: str) -> str:
    """A name, folded, without initials in the middle ("Ann J. Lee")."""
    words = _fold(name).split()
    inner = (word for word in words[1:-1] if not _INITIAL.fullmatch(word))
    return " ".join((*words[:1], *inner, *words[1:][-1:]))


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def holder_id(name: str) -> str:
    """The id of whoever has this name, however it is written, with its article or without."""
    return re.sub(r"[\W_]+", "-", _fold(name).removeprefix("the ")).strip("-") or "unnamed"
