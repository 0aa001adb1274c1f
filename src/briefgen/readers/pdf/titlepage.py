"""A PDF's reference: its first page's largest letters, by-lines and DOI, then its metadata."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefgen.model import Date, Name, Reference
from briefgen.readers.dates import parse_date, valid_date
from briefgen.readers.letters import address_in
from briefgen.readers.metaline import name_and_office, parse_meta_line
from briefgen.readers.names import parse_names, parse_organisation
from briefgen.readers.pdf.journal import Journal, publisher_in
from briefgen.readers.pdf.page import text_of
from briefgen.readers.pdf.paragraphs import Paragraph
from briefgen.readers.shape import ends_sentence, folded
from briefgen.readers.speech import is_speech_cue

_DOI = re.compile(r"\b(?:doi\s*[:.]?\s*|https?://(?:dx\.)?doi\.org/)(?P<doi>10\.\d{4,9}/[^\s\"<>]+)",
                  re.IGNORECASE)  # fmt: skip
_JOURNAL = re.compile(r"\bvol(?:ume|\.)\s*\d+|\bno\.\s*\d+|\bissue\s+\d+|\(\d{4}\)\s*\d+\s*:\s*\d+",
                      re.IGNORECASE)  # fmt: skip
_ISSN = re.compile(r"\bissn\b|journal|review|quarterly|zeitschrift|revue|revista", re.IGNORECASE)
# What programs write where a title should be.
_NO_TITLE = re.compile(
    r"(?:microsoft|powerpoint|word|adobe|quark|layout|untitled|document\d*|slide \d|draft|print"
    r"|template|title|no title|presentation|unbenannt|sans titre)\b.*|.*\.(?:docx?|pdf|indd|pptx?"
    r"|xlsx?|odt|qxd|tex|rtf|dvi|html?|pmd|p65)\W*|[\w-]*\d[\w-]*|\W*",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r".*\b(?:user|admin\w*|owner|author|windows|microsoft|adobe|office|unknown|anonymous|default"
    r"|scanner|xerox|canon|hp|temp|test|guest|setup|intern|design\w*|layout"
    r"|preferred customer)\b.*",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?:policy|working|discussion|research|briefing|issue|occasional|position|white|green)?\s*"
    r"(?:brief|paper|papers|briefing|note|report|analysis|commentary|study|insight|update|series"
    r"|factsheet|memo|executive summary|summary|contents|abstract)s?(?:\s+(?:no\.?|nr\.?|#)?\s*"
    r"[\d./–-]+)?(?:\s*[|·,–-]?\s*\w+ \d{4})?",
    re.IGNORECASE,
)
_MOST_WITH_OFFICE = 10  # words
_MAY_SIGN = frozenset({"", "figure or table"})  # a few small words look like a label
_XMP_LIMIT = 200_000
_XMP_NAMES = {
    "Title": "dc:title",
    "Author": "dc:creator",
    "publisher": "dc:publisher",
    "publicationName": "prism:publicationName",
    "issued": "prism:publicationDate",
}


def title_of(first: Sequence[Paragraph], told: str) -> tuple[str, int]:
    """The title as the first pages print it, and which paragraph it is; ("", -1) if none is.

    `told` is the metadata's title: what is printed and says the same is chosen before the largest.
    """
    wanted = folded(told)
    for index, paragraph in enumerate(first):
        text = " ".join(paragraph.texts)
        if wanted and not paragraph.reason and folded(text) == wanted:
            return text, index
    sizes = [p.size for p in first if not p.reason]
    address = address_in([" ".join(paragraph.texts) for paragraph in first])
    scored = [
        (paragraph.size, -index)
        for index, paragraph in enumerate(first)
        if not paragraph.reason and _may_be_title(paragraph, largest=paragraph.size == max(sizes))
        and index not in address
    ]  # fmt: skip
    if not scored:
        return "", -1
    index = -max(scored)[1]
    return " ".join(first[index].texts), index


def _may_be_title(paragraph: Paragraph, *, largest: bool) -> bool:
    """Whether it is short and no kind of paper, by-line or, unless it is the `largest`, a name."""
    text = " ".join(paragraph.texts)
    words = len(text.split())
    if not 2 <= words <= 35 or "@" in text or "://" in text:
        return False
    if _KIND.fullmatch(text) or parse_meta_line(text) or is_speech_cue(text):
        return False
    if words < 8 and not largest and name_and_office(text):
        return False
    return not (words > 15 and ends_sentence(text) and not text.endswith("?"))


def reference_of(
    first: Sequence[Paragraph], title: str, at: int, info: Mapping[str, str], text: str,
    journal: Journal | None = None,
) -> Reference:  # fmt: skip
    """What the first page and the metadata say; `at`: the title's index; `text`: the page's."""
    found: dict[str, Any] = {}
    origin: dict[str, str] = {}

    def take(field: str, value: Any, where: str) -> None:
        if value and field not in found:
            found[field], origin[field] = value, where

    take("title", title, "title page")
    take("title", told_title(info), "PDF metadata")
    take("author", _by_lines(first, at), "byline")
    take("author", _told_authors(info), "PDF metadata")
    take("issued", _printed_date(first), "date line")
    take("issued", journal.issued if journal else None, "journal's line")
    take("issued", _created(info), "PDF metadata")
    doi = _DOI.search(text)
    take("url", f"https://doi.org/{doi['doi'].rstrip('.,;)')}" if doi else "", "title page")
    take("container_title", journal.name if journal else "", "journal's line")
    take("container_title", info.get("publicationName", ""), "PDF metadata")
    take("publisher", info.get("publisher", ""), "PDF metadata")
    take("publisher", publisher_in(text), "title page")
    article = bool(doi or found.get("container_title")) and bool(
        _JOURNAL.search(text) or _ISSN.search(text) or found.get("container_title")
    )
    extra = journal.extra if journal else {}
    kind = "article-journal" if article else "report"
    return Reference(**found, type=kind, origin=origin, extra=extra)


def told_title(info: Mapping[str, str]) -> str:
    """The title in the metadata, unless a program or a file's name wrote it."""
    title = _plain(info.get("Title", ""))
    words = len(title.split())
    return "" if _NO_TITLE.fullmatch(title) or not 2 <= words <= 40 or "_" in title else title


def xmp_of(content: bytes) -> dict[str, str]:
    """Title, creators, publisher and journal of the last XMP packet that stands open in a file."""
    start = content.rfind(b"<x:xmpmeta")
    end = content.find(b"</x:xmpmeta>", start)
    if start < 0 or not 0 < end - start < _XMP_LIMIT:
        return {}
    packet = content[start:end].decode("utf-8", "replace")
    found = {key: _xmp_values(packet, name) for key, name in _XMP_NAMES.items()}
    return {key: "; ".join(values) for key, values in found.items() if values}


def _xmp_values(packet: str, name: str) -> list[str]:
    match = re.search(rf"<{name}\b[^>]*>(.*?)</{name}>", packet, re.DOTALL)
    if match is None:
        return []
    items = re.findall(r"<rdf:li\b[^>]*>(.*?)</rdf:li>", match[1], re.DOTALL) or [match[1]]
    return [text for item in items if (text := _plain(re.sub(r"<[^>]*>", " ", item)))]


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())


def _by_lines(first: Sequence[Paragraph], at: int) -> tuple[Name, ...]:
    """Who signs on the first page: "By …" anywhere, or names alone right below the title."""
    texts = [" ".join(p.texts) if not p.reason else "" for p in first]
    for text in texts:
        meta = parse_meta_line(text)
        if meta and meta.signed and meta.authors and not publisher_in(text):
            return meta.authors
    names: list[Name] = []
    if at < 0:
        return ()
    for paragraph, text in zip(first[at + 1 : at + 9], texts[at + 1 : at + 9], strict=True):
        shown = _with_office(paragraph) if paragraph.reason in _MAY_SIGN else ""
        named = name_and_office(re.sub(r"[*†‡\d]+(?=[\s,;]|$)", "", shown or text))
        if named and named.authors:
            names += [name for name in named.authors if name not in names]
        elif names or len(text.split()) > 30:
            break
    return tuple(names)


def _with_office(paragraph: Paragraph) -> str:
    """A line "**Jane Roe** Ports correspondent" with a comma where the heavy letters end."""
    words = paragraph.lines[0].words
    heavy = next((index for index, word in enumerate(words) if not word.bold), len(words))
    if len(paragraph.lines) > 1 or not 2 <= heavy < len(words) <= _MOST_WITH_OFFICE:
        return ""
    return f"{text_of(words[:heavy]).rstrip(',')}, {text_of(words[heavy:]).lstrip(', ')}"


def _told_authors(info: Mapping[str, str]) -> tuple[Name, ...]:
    """The metadata's author where it is a person's whole name or an organisation's."""
    told = _plain(info.get("Author", ""))
    if not told or _NO_AUTHOR.fullmatch(told):
        return ()
    found: list[Name] = []
    for part in told.split(";"):
        names, rest = parse_names(part)
        organisation = None if names else parse_organisation(part)
        if rest and names:
            continue
        found += names or ((organisation,) if organisation else ())
    return tuple(name for name in found if name.literal or name.given)


def _printed_date(first: Sequence[Paragraph]) -> Date | None:
    """The date that a line of the first page is."""
    for paragraph in first:
        text = " ".join(paragraph.texts)
        if paragraph.reason in {"", "figure or table"} and len(text.split()) <= 12:
            meta = parse_meta_line(text)
            if meta and meta.issued:
                return meta.issued
            parts = [parse_date(part) for part in re.split(r"\s*[|•·–—]\s*", text)]
            if dates := [part for part in parts if part and part.month]:
                return dates[0]
    return None


def _created(info: Mapping[str, str]) -> Date | None:
    """The journal's date, or the day on which the file was made ("D:20170705…")."""
    if told := parse_date(info.get("issued", "")):
        return told
    match = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", info.get("CreationDate", ""))
    return valid_date(*(int(part) for part in match.groups())) if match else None
