"""Notes and bibliography: one pandoc document of all citations in order, harvested."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

from briefgen.cite.inlines import paragraphs_to_html, to_html
from briefgen.cite.styles import is_note_style, says_no_date
from briefgen.errors import CitationError
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
    such as "(Nitoiu n.d., para. 3)".
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
    """Return the notes in order and the bibliography's entries by source id, in style order."""
    keys = {id: f"s{number}" for number, id in enumerate(references)}
    listed = [{**fields, "id": keys[id]} for id, fields in references.items()]
    document = {
        "pandoc-api-version": [1, 23, 1],
        "meta": {"lang": _meta(locale), "references": _meta(listed)},
        "blocks": [_cluster(n, keys[c.source], c) for n, c in enumerate(citations, 1)],
    }
    blocks = _pandoc(document, style)["blocks"]
    notes = tuple(_note(block["c"]) for block in blocks[: len(citations)])
    names = {f"ref-{key}": id for id, key in keys.items()}
    divisions = [entry for block in blocks[len(citations) :] for entry in block["c"][1]]
    entries = {names[entry["c"][0][0]]: entry["c"][1] for entry in divisions}
    return notes, {id: _entry(id, content) for id, content in entries.items()}


def _note(inlines: list[dict[str, Any]]) -> str:
    return to_html(inlines).strip()


def _entry(id: str, blocks: list[dict[str, Any]]) -> str:
    html = paragraphs_to_html(blocks).strip()
    return f'<span class="reference" id="ref-{escape(id)}">{html}</span>'


def pandoc_version() -> str:
    """Return the version of the pandoc in use; raises `CitationError` where there is none."""
    command = [_executable(), "--version"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout.partition("\n")[0].removeprefix("pandoc ")


def _executable() -> str:
    import pypandoc  # noqa: PLC0415 - slow, and only wanted here

    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise CitationError("pandoc is missing; install pypandoc-binary") from error


def _pandoc(document: Mapping[str, Any], style: Path) -> dict[str, Any]:
    command = [_executable(), "--from=json", "--to=json", "--sandbox"]
    result = subprocess.run(
        [*command, "--citeproc", f"--csl={style}"],
        input=json.dumps(document).encode(),
        capture_output=True,
        check=False,
    )
    if result.returncode:
        message = result.stderr.decode(errors="replace").strip() or "no message"
        raise CitationError(f"pandoc could not set the citations with {style.name}: {message}")
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def _cluster(number: int, key: str, place: Citation) -> dict[str, Any]:
    """Return a paragraph with one citation, as `[@key, 12]` or `[@key, para. 3]` in Markdown would.

    A number alone is a page in every locale; the style says how it prints ("12", "p. 12").
    """
    words = ["para.", str(place.paragraph)] if place.page is None else [str(place.page)]
    locator = [part for word in words for part in ({"t": "Space"}, {"t": "Str", "c": word})]
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [{"t": "Str", "c": ","}, *locator],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": number,
        "citationHash": 0,
    }
    return {"t": "Para", "c": [{"t": "Cite", "c": [[citation], [{"t": "Str", "c": "?"}]]}]}


def _meta(value: Any, name: str = "") -> dict[str, Any]:
    """Return pandoc metadata of plain strings, in which no markup is read."""
    if isinstance(value, Mapping):
        return {"t": "MetaMap", "c": {str(key): _meta(item, key) for key, item in value.items()}}
    if isinstance(value, list | tuple):
        return {"t": "MetaList", "c": [_meta(item) for item in value]}
    if name in ("title", "container-title"):
        return {"t": "MetaInlines", "c": _title(str(value))}
    return {"t": "MetaString", "c": str(value)}


def _title(text: str) -> list[dict[str, Any]]:
    """Return a title's words, those between straight double quotation marks as a quotation.

    The style then sets the marks: single inside double, or the other way round.
    """
    curly = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    inlines: list[dict[str, Any]] = []
    for number, part in enumerate(re.split(r'"([^"]+)"', curly)):
        words = [_word(word) for word in re.split(r"(\s+)", part) if word]
        inlines += [{"t": "Quoted", "c": [{"t": "DoubleQuote"}, words]}] if number % 2 else words
    return inlines


def _word(word: str) -> dict[str, Any]:
    return {"t": "Str", "c": word} if word.strip() else {"t": "Space"}
