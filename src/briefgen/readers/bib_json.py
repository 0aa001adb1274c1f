"""CSL-JSON, as Zotero and other reference managers export it, to records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder
from typing import Any

from briefgen.readers.bib_files import files_of_record, without_files
from briefgen.readers.bib_record import MOST_RECORDS, Fault, Record, csl_of
from briefgen.readers.bib_tex import one_line

_REMEDY = "export the bibliography again as CSL JSON"
_LIST = re.compile(r'\s*(?:\{[^\[\]]*?"items"\s*:\s*)?\[')
_NEXT = re.compile(r"[\s,]*")


def records_of_json(text: str) -> tuple[Record | Fault, ...]:
    """The records of a list of CSL-JSON, up to the first that is broken."""
    found: list[Record | Fault] = []
    try:
        for line, item in _items(text):
            if len(found) == MOST_RECORDS:
                what = f"has more than {MOST_RECORDS} records, of which the first are read"
                found.append(Fault("", 0, what, "part it into several files"))
                break
            found.append(_record(item, line))
    except JSONDecodeError as error:
        what = f"is broken: {error.msg}, and what follows is not read"
        found.append(Fault("", error.lineno, what, _REMEDY))
    except (ValueError, RecursionError):  # a number of thousands of digits; a nest of brackets
        found.append(
            Fault("", 0, "holds what no bibliography holds, and is read no further", _REMEDY)
        )
    return tuple(found)


def _items(text: str) -> Iterator[tuple[int, Any]]:
    """Each item with its line; one after the other, so that the good ones before a fault count."""
    opening = _LIST.match(text)
    decoder = JSONDecoder()
    position, line = opening.end() if opening else 0, 1
    counted = 0
    while True:
        gap = _NEXT.match(text, position)
        position = gap.end() if gap else position
        line += text.count("\n", counted, position)
        counted = position
        if text[position : position + 1] == "]":
            return
        item, position = decoder.raw_decode(text, position)
        yield line, item


def _record(item: Any, line: int) -> Record | Fault:
    if not isinstance(item, dict):
        return Fault("", line, "is no record but a bare value", _REMEDY)
    key = next(
        (k for name in ("citation-key", "id") if isinstance(k := item.get(name), str | int)), ""
    )
    files = files_of_record(item)
    if isinstance(note := item.get("note"), str):
        item = {**item, "note": without_files(note)}
    return Record(one_line(str(key))[:100], line, csl_of(item), files)
