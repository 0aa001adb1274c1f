"""Whether the fonts have every character of a page, told before it is laid out."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from html import unescape

from briefgen.compose import quotations
from briefgen.errors import LayoutError
from briefgen.model import Brief, Reference
from briefgen.render.fonts import EAST_ASIAN, EMOJI, OTHER_SCRIPTS, has_glyph
from briefgen.render.wholeness import IGNORED, UNPRINTED, runs

_IGNORED = re.compile(f"[{IGNORED}]")
_NO_GLYPH_NEEDED = frozenset(("Cc", "Cf", "Zs"))  # HarfBuzz makes spaces of any width itself
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})")
_MOST, _AROUND = 10, 24
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC")


def require_glyphs(brief: Brief, html: str) -> None:
    """Raise `LayoutError` for characters of the page that no font has: which, where, a remedy."""
    missing = without_glyph(html)
    if not missing:
        return
    lines = [f"{brief.audience.name}: no font here has a glyph for"]
    lines += [f"  {_named(one)}: {_first_place(brief, one)}; {_remedy(one)}" for one in missing]
    if more := len(missing) - _MOST:
        lines[1 + _MOST :] = [f"  and {more} more characters"] if more > 0 else []
    raise LayoutError("\n".join(lines))


def without_glyph(html: str) -> tuple[str, ...]:
    """Return the characters of the page's text and style for which there is no glyph, in order."""
    whole = all(map(_can_be_set, set(unescape(html))))  # it is: then nobody need look closer
    drawn = dict.fromkeys([*_of_style(html), *("" if whole else "".join(runs(html)))])
    return tuple(character for character in drawn if not _can_be_set(character))


def _of_style(html: str) -> Iterator[str]:
    """The characters in strings of the stylesheets: `content` may put them on the page."""
    for style in _STYLE.findall(html):
        for string in _STRING.findall(_COMMENT.sub("", style)):
            yield from _ESCAPE.sub(
                lambda found: chr(min(int(found[1], 16), sys.maxunicode)), string
            )


def _can_be_set(character: str) -> bool:
    """Tell whether a font has it, or its parts, or it needs no glyph. Nobody knows private ones."""
    category = unicodedata.category(character)
    if category in _NO_GLYPH_NEEDED or ord(character) in UNPRINTED or _IGNORED.match(character):
        return True
    if category in ("Co", "Cs"):
        return False
    plain = "\u2010" if character == "\u2011" else character
    return has_glyph(plain) or all(map(has_glyph, unicodedata.normalize("NFD", plain)))


def _named(character: str) -> str:
    """Return "U+1F600 GRINNING FACE (😀)"."""
    point = f"U+{ord(character):04X}"
    if unicodedata.category(character) in ("Co", "Cs"):
        return f"{point}, a private character without a name"
    name = unicodedata.name(character, "")
    return (
        f"{point} {name} ({character})"
        if name
        else f"{point}, unknown to Unicode {unicodedata.unidata_version}"
    )


def _remedy(character: str) -> str:
    """What to install, or to do where nothing can be installed."""
    name = unicodedata.name(character, "")
    if 0x1F000 <= ord(character) <= 0x1FAFF:
        package = EMOJI
    elif not name:
        return "take it out there"
    else:
        package = EAST_ASIAN if name.startswith(_EAST_ASIAN) else OTHER_SCRIPTS
    return f"apt-get install {package}, or take it out there"


def _first_place(brief: Brief, character: str) -> str:
    """Where it stands: a key of the spec, a passage, a holder, what a source says of itself."""
    for where, text in _places(brief):
        if (at := text.find(character)) >= 0:
            around = text[max(0, at - _AROUND) : at + _AROUND + 1]
            return f"in {where}, “{around}”"
    return f"in the templates of {brief.audience.name}, or in what the citation style adds"


def _places(brief: Brief) -> Iterator[tuple[str, str]]:
    spec, evidence = brief.evidence.spec, brief.evidence
    for key in ("title", "standfirst", "series", "handling"):
        yield f"`{key}` of {spec.file}", getattr(spec, key)
    for issue in spec.issues:
        of = f"of the issue {issue.id!r} in {spec.file}"
        yield f"`title` {of}", issue.title
        yield f"`question` {of}", issue.question
        for position in issue.positions:
            yield f"the position {position.id!r} {of}", position.label
        for event in issue.events:
            yield f"an event {of}", event.title
    locations = {source.id: source.location for source in evidence.sources}
    for quotation in quotations(brief):
        location = locations[evidence.passages[quotation.passage].source]
        yield f"passage {quotation.passage} of {location}", quotation.text
        yield f"a holder's name in {location}", f"{quotation.holder} {quotation.role}"
    for source in evidence.sources:
        for reference in (source.reference, *source.also):
            yield f"what {source.location} says of itself", _stated(reference)
        yield "the name of a source", source.location
    for problem in evidence.problems:
        yield "a problem of this build", f"{problem.where} {problem.what} {problem.remedy}"


def _stated(reference: Reference) -> str:
    names = " ".join(map(str, reference.author))
    fields = (reference.title, names, reference.publisher, reference.container_title, reference.url)
    return " ".join(fields)
