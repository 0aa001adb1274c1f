"""Notes and bibliography: one pandoc document of all citations in order, harvested."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.cite.inlines import Inline, linked, paragraphs_to_html, to_html
from briefgen.cite.locators import PAGE, Locator, labelled, locator, said_of_pages, with_place
from briefgen.cite.pandoc import API_VERSION, meta, set_citations
from briefgen.cite.styles import is_note_style, prints_locators, says_no_date
from briefgen.errors import CitationError

if TYPE_CHECKING:
    from briefgen.model import Citation

_NO_DATE = {"de": "o. J.", "es": "s. f.", "fr": "s. d.", "it": "s.d.", "nl": "z.d."}
_PRINTED = re.compile(r"\bn\.?\s?d\b|no date|undated|\bo\.\s?J\.|\bs\.\s?[adf]\.|\bz\.\s?d\.", re.I)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the bibliography: the source's id, and its `<span id="ref-…">` as HTML."""

    source: str
    html: str


@dataclass(frozen=True, slots=True)
class Citations:
    """Citations as HTML fragments: `notes[i]` is that of citation i, `bibliography` in style order.

    `in_text` is True for a style without notes: then `notes` are strings for the running text,
    such as "(Nitoiu n.d., para. 3)". Each links to `#ref-<source>`, the `id` of its entry; where
    the style has no bibliography, there are neither entries nor links.
    """

    notes: tuple[str, ...]
    bibliography: tuple[Entry, ...]
    in_text: bool


def cite(
    references: Mapping[str, Mapping[str, Any]],
    citations: Sequence[Citation],
    style: Path,
    locale: str,
) -> Citations:
    """Set every citation and the bibliography of what is cited, in `style` and `locale`.

    `references` is CSL-JSON by id. A source without a date prints as "n.d." wherever the style
    prints a date. Raises `CitationError`, with pandoc's message, for a style or a reference
    that cannot be used, and for a citation of a source that is not in `references`.
    """
    in_text = not is_note_style(style)
    if not citations:
        return Citations((), (), in_text)
    for missing in [c.source for c in citations if c.source not in references]:
        raise CitationError(f"the source {missing!r} is cited but has no reference")
    cited = {c.source: references[c.source] for c in citations}
    undated = frozenset(id for id, fields in cited.items() if not fields.get("issued"))
    tries = [False] if not undated else [not says_no_date(style), says_no_date(style)]
    results = []
    for stated in tries:
        fields = _with_no_date(cited, undated, locale) if stated else cited
        notes, entries = _run(fields, citations, style, locale)
        listed = tuple(Entry(id, html) for id, html in entries.items())
        results.append(Citations(notes, listed, in_text))
        if _dates_are_right(undated, entries, notes, citations):
            return results[-1]
    return results[tries.index(False)]  # the style prints no dates for these, and that is its right


def _with_no_date(
    references: Mapping[str, Mapping[str, Any]], undated: frozenset[str], locale: str
) -> dict[str, Mapping[str, Any]]:
    issued = {"literal": _NO_DATE.get(locale[:2], "n.d.")}
    return {
        id: {**fields, "issued": issued} if id in undated else fields
        for id, fields in references.items()
    }


def _dates_are_right(
    undated: frozenset[str],
    entries: Mapping[str, str],
    notes: Sequence[str],
    citations: Sequence[Citation],
) -> bool:
    """Tell whether each undated source says so exactly once where it is set in full."""
    first = {c.source: note for c, note in reversed(list(zip(citations, notes, strict=True)))}
    full = [entries.get(id) or first[id] for id in undated]
    return all(len(_PRINTED.findall(_text(html))) == 1 for html in full)


def _text(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


# --- Pandoc -----------------------------------------------------------------------------------


def _run(
    references: Mapping[str, Mapping[str, Any]],
    citations: Sequence[Citation],
    style: Path,
    locale: str,
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the notes in order and the bibliography's entries by source id, in style order.

    A style that sets a paragraph's number as it would a page's is given the paragraph in words, and
    to one that sets no places these are added.
    """
    locators = [locator(citation) for citation in citations]
    notes, entries = _set(references, citations, locators, style, locale)
    if is_note_style(style) and not all(map(labelled, notes, locators)):
        as_pages = [Locator(PAGE, each.number) for each in locators]
        paged, _ = _set(references, citations, as_pages, style, locale)
        worded = said_of_pages(citations, locators, (notes, paged), style, locale)
        if worded != locators:
            notes, entries = _set(references, citations, worded, style, locale)
    linked_notes = (
        linked(note, f"#ref-{citation.source}") if citation.source in entries else to_html(note)
        for note, citation in zip(notes, citations, strict=True)
    )
    listed = {id: _entry(id, content) for id, content in entries.items()}
    made = tuple(note.strip() for note in linked_notes)
    if not prints_locators(style):
        made = tuple(with_place(n, p, locale) for n, p in zip(made, locators, strict=True))
    return made, listed


def _set(
    references: Mapping[str, Mapping[str, Any]],
    citations: Sequence[Citation],
    locators: Sequence[Locator],
    style: Path,
    locale: str,
) -> tuple[list[list[Inline]], dict[str, list[Inline]]]:
    """Return the notes and, by source id, the entries, both as pandoc has set them."""
    keys = {id: f"s{number}" for number, id in enumerate(references)}
    listed = [{**fields, "id": keys[id]} for id, fields in references.items()]
    places = zip(citations, locators, strict=True)
    document = {
        "pandoc-api-version": API_VERSION,
        "meta": {"lang": meta(locale), "references": meta(listed)},
        "blocks": [_cluster(n, keys[c.source], place) for n, (c, place) in enumerate(places, 1)],
    }
    try:
        answer = set_citations(document, style)
    except CitationError as error:
        what = f"pandoc could not set the citations with {style.name}: {error}"
        raise CitationError(what) from error
    blocks = json.loads(answer)["blocks"]
    notes = [block["c"] for block in blocks[: len(citations)]]
    names = {f"ref-{key}": id for id, key in keys.items()}
    divisions = [entry for block in blocks[len(citations) :] for entry in block["c"][1]]
    return notes, {names[entry["c"][0][0]]: entry["c"][1] for entry in divisions}


def _entry(id: str, blocks: list[Inline]) -> str:
    html = paragraphs_to_html(blocks).strip()
    return f'<span class="reference" id="ref-{escape(id)}">{html}</span>'


def _cluster(number: int, key: str, place: Locator) -> dict[str, Any]:
    """Return a paragraph with one citation, as `[@key, {12}]` in Markdown would.

    The style says how its locator prints ("12", "p. 12").
    """
    words = place.in_markdown.split()
    suffix = [part for word in words for part in ({"t": "Space"}, {"t": "Str", "c": word})]
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [{"t": "Str", "c": ","}, *suffix],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": number,
        "citationHash": 0,
    }
    return {"t": "Para", "c": [{"t": "Cite", "c": [[citation], [{"t": "Str", "c": "?"}]]}]}
