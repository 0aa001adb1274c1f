"""An audience's style sheet: its folders' rules one after the other, none of which asks for more.

A page is one file, and what it looks like stands in it: nothing is fetched to show it.
"""

from __future__ import annotations

import re
from collections.abc import Set
from pathlib import Path

from briefgen.errors import TemplateError
from briefgen.model import AudienceProfile
from briefgen.render.environment import nearest_first, read_text
from briefgen.render.outside import asked_by_css

#: What no rule stands in: a text in quotation marks, which ends with its line, and a comment.
_BESIDE = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"?|'(?:[^'\\\n]|\\.)*'?|/\*.*?(?:\*/|\Z)", re.DOTALL)
#: A token as it is set, and as it is used without another value in its place.
_NAMED = re.compile(r"--([\w-]+)\s*:")
_USED = re.compile(r"\bvar\(\s*--([\w-]+)\s*\)")


def stylesheet(audience: AudienceProfile) -> str:
    """The folders' styles, that of `base` first; what could end a <style> is refused.

    Raises `TemplateError` for a rule, or a token of the audience, that asks for another file, for a
    token that is not set, and for a bracket that is not closed.
    """
    files = [folder / "brief.css" for folder in reversed(audience.folders)]
    texts = [(f, read_text(f, audience.folders)) for f in files if f.is_file()]
    for file, text in texts:
        require_whole(text, str(file))
    named = {name for _, text in texts for name in _NAMED.findall(text)} | set(audience.tokens)
    for file, text in texts:
        _require_known(text, named, file)
    for name, value in audience.tokens.items():
        require_whole(f"{name}: {value}", f"{audience.name}: the token {name}")
    whole = "\n".join(text for _, text in texts)
    require_whole(whole, f"{audience.name}: the style sheets of its folders, one after the other")
    return whole


def require_whole(text: str, where: str) -> None:
    """Raise `TemplateError` for CSS that ends its <style>, or asks for another file."""
    if "</" in text or "<!--" in text:
        raise TemplateError(f"{where}: a stylesheet must not hold '</' or '<!--'; delete it")
    if asked := asked_by_css(text):
        line, asks = asked
        place = where if "\n" not in text else f"{where}:{line}"
        raise TemplateError(
            f"{place}: “{asks}” asks for another file, and a page is one; write the rules into "
            "brief.css, name a font that is installed, draw with borders and colours"
        )


def _require_known(text: str, named: Set[str], file: Path) -> None:
    """Raise `TemplateError` for a token that no sheet sets, and for a bracket left open."""
    bare = _BESIDE.sub(_blank, text)
    for found in _USED.finditer(bare):
        if found[1] not in named:
            line = bare[: found.start()].count("\n") + 1
            said = nearest_first(found[1], named)
            raise TemplateError(f"{file}:{line}: there is no token {found[1]!r}{said}")
    if (opened := bare.count("{")) != (closed := bare.count("}")):
        raise TemplateError(
            f"{file}: has {opened} {{ and {closed} }}; each rule needs one of both, "
            "and a browser leaves out what stands after a missing one"
        )


def _blank(left_out: re.Match[str]) -> str:
    """The lines of a comment or string, so that those after it keep their numbers."""
    return " " + "\n" * left_out[0].count("\n")
