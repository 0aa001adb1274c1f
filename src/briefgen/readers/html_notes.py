"""Marks of notes in a page's text, which are none of its words, and the notes that they lead to.

A mark is taken out of the tree before anything reads it, so that it is neither glued to a word
("supply.1 The") nor in the way of a sentence's end. What only stands raised, as in "m²" and "10⁶",
stays, in raised characters: "m2" would be another text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefgen.readers.decode import normalise

_LOOKED_AT = (
    "//sup[not(ancestor::sup)]"
    "|//a[contains(@href, '#') and string-length(normalize-space()) < 12 and not(ancestor::sup)]"
)
_MOST = 5000  # marks of one page
_NUMBERS = re.compile(r"\(?\d{1,3}\)?(?:\s*[,;–-]\s*\d{1,3})*|[,;–-]")
_SIGNS = re.compile(r"(?:[*†‡§¶]\s?){1,4}")
_LETTERS = re.compile(r"[a-z]|[ivx]{1,5}", re.IGNORECASE)
_BRACKETS = re.compile(r"(?:\[[^\[\]]{1,40}\][\s,]*)+")
_BRACKETED = re.compile(
    r"(?:\[(?:(?:fn|note|n)\.?\s?)?(?:\d{1,3}|[a-z]|[ivx]{1,5}|[*†‡])\][\s,]*)+"
)
_NOTE_WORDS = re.compile(
    r"(?:^|[\W_])(?:s?d?foot-?notes?|end-?notes?|note-?ref|doc-noteref|_?(?:ftn|fn|edn|note)s?)"
    r"(?=$|[\W_]|\d|ref)",
    re.IGNORECASE,
)
# After these a raised number is a power, or belongs to a formula.
_RAISING = re.compile(
    r"(?:^|[\W\d_])(?:[^\W\d_]|[kcdmnµ]m|mi|ft|in|yd|ha|[CNS]O|log|sin|cos|tan|metres?|meters?"
    r"|miles?|feet|inch(?:es)?|yards?|(?:kilo|centi|milli)met(?:er|re)s?)$"
)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d$")
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd details div dl dt figcaption footer h1 h2 "
    "h3 h4 h5 h6 header hr li main ol p pre section table td th tr ul".split()
)
_LONGEST_NOTE = 4000  # characters
_NUMBER = 6  # characters of a note's number, which may stand before what the mark leads to


def without_marks(tree: Any) -> tuple[str, ...]:
    """The texts of the notes that the marks led to (normalised); the marks leave the tree."""
    targets: list[str] = []
    holding: set[Any] = set()
    for element in tree.xpath(_LOOKED_AT)[:_MOST]:
        text = " ".join("".join(element.itertext()).split())
        before = _before(element)
        if not before.strip():
            if element.tag == "sup" and text and element.tail:  # the number of a note, at its head
                element.tail = f" {element.tail.lstrip()}"
        elif _is_mark(element, text, before):
            targets += _targets(element)
            holding.update(element.iterancestors())
            _take_out(element)
        elif element.tag == "sup" and len(element) == 0 and _NUMBERS.fullmatch(text):
            element.text = text.translate(_RAISED)
    return tuple(_notes(tree, frozenset(targets), holding)) if targets else ()


def _is_mark(element: Any, text: str, before: str) -> bool:
    """Whether a raised text or a link within the page is the mark of a note."""
    sup = element.tag == "sup" or element.find(".//sup") is not None
    linked = any(True for _ in _targets(element))
    plain = bool(_NUMBERS.fullmatch(text) or _SIGNS.fullmatch(text))
    if sup and (_BRACKETS.fullmatch(text) or (linked and (plain or _LETTERS.fullmatch(text)))):
        return True
    if linked:
        named = " ".join(
            [*(element.get(key, "") for key in ("class", "rel", "role", "id")), *_targets(element)]
        )
        return bool(_BRACKETED.fullmatch(text)) or (plain and bool(_NOTE_WORDS.search(named)))
    return sup and plain and _may_bear_a_mark(before.rstrip())


def _may_bear_a_mark(before: str) -> bool:
    """Whether a number raised behind `before` can be no power: it ends in a word or a stop."""
    last = before[-1:]
    if last.isdigit():
        return bool(_YEAR.search(before))
    return last not in "([{=+−-–/×" and not _RAISING.search(before.rstrip(")"))


def _targets(element: Any) -> Iterator[str]:
    """The places in the page that an element leads to."""
    for link in element.iter("a"):
        name = (link.get("href") or "").partition("#")[2]
        if name:
            yield name


def _before(element: Any) -> str:
    """What stands before an element in its block: the nearest stretch that is not white space."""
    found, node = "", element
    while not found.strip():
        previous, parent = node.getprevious(), node.getparent()
        if previous is not None:
            said = "" if previous.tag in _BLOCKS else "".join(previous.itertext())
            found = f"{said}{previous.tail or ''}{found}"
            if previous.tag in _BLOCKS:
                break
            node = previous
        elif parent is None:
            break
        else:
            found = f"{parent.text or ''}{found}"
            if parent.tag in _BLOCKS:
                break
            node = parent
    return found


def _take_out(element: Any) -> None:
    """An element out of its tree, with the space that it needs left, and none before a stop."""
    tail = element.tail or ""
    before = _before(element)
    if tail[:1].isalnum() and before[-1:] and not before[-1:].isspace():
        element.tail = f" {tail}"
    elif before[-1:].isspace() and re.match(r"\s*[.,;:!?)”’]", tail):
        _strip_before(element)
        element.tail = tail.lstrip()
    element.drop_tree()


def _strip_before(element: Any) -> None:
    """No white space right before an element."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "").rstrip()
    else:
        parent.text = (parent.text or "").rstrip()


def _notes(tree: Any, wanted: frozenset[str], holding: set[Any]) -> Iterator[str]:
    """The blocks that begin where the marks lead to, unless they hold marks themselves."""
    for element in tree.xpath("//*[@id or @name]"):
        if wanted.isdisjoint((element.get("id"), element.get("name"))):
            continue
        if len(_before(element).strip()) > _NUMBER:
            continue
        block = element
        while block.tag not in _BLOCKS and block.getparent() is not None:
            block = block.getparent()
        text = normalise("".join(block.itertext()))
        if block not in holding and len(text) <= _LONGEST_NOTE:
            yield text
