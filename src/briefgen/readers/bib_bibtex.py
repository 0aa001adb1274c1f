"""BibTeX and BibLaTeX to entries, each by itself; the only importer of pybtex."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.readers.bib_record import MOST_RECORDS, Fault
from briefgen.readers.bib_tex import one_line, plain_text

# An entry begins its line: what is broken in one cannot swallow the next.
_START = re.compile(
    r"^[ \t]*@[ \t]*(?P<type>[A-Za-z]+)\s*[{(]\s*(?P<key>[^\s,{}()=@\"]*)", re.MULTILINE
)
_NO_ENTRY = frozenset({"string", "preamble", "comment"})
_LONGEST_ENTRY, _LONGEST_FIELD = 100_000, 20_000
# An abbreviation may be made of others; without a bound, forty lines would fill any memory.
_LONGEST_MACRO = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its type and fields, both named in small letters; values are TeX, unread."""

    key: str
    line: int
    type: str
    fields: Mapping[str, str]


def entries_of(text: str) -> tuple[Entry | Fault, ...]:
    """The entries of a .bib file with `@string` and `#` resolved, and the broken ones."""
    from pybtex.database.input.bibtex import month_names  # noqa: PLC0415
    from pybtex.utils import CaseInsensitiveDict  # noqa: PLC0415

    macros = CaseInsensitiveDict(month_names)
    found: list[Entry | Fault] = []
    line, counted = 1, 0
    starts = list(_START.finditer(text))
    for index, start in enumerate(starts):
        if len(found) >= MOST_RECORDS:
            what = f"has more than {MOST_RECORDS} entries, of which the first are read"
            found.append(Fault("", 0, what, "part it into several files"))
            break
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        line += text.count("\n", counted, start.start())
        counted = start.start()
        found += _parsed(text[start.start() : end], start, line, macros)
    return tuple(found)


def _parsed(chunk: str, start: re.Match[str], line: int, macros: Any) -> Iterator[Entry | Fault]:
    """The entry at the head of a chunk, and what is wrong with it."""
    key, kind = one_line(start["key"])[:100], start["type"].lower()
    if kind == "comment":
        return
    unknown: list[str] = []
    body = _body(chunk, line, macros, unknown)
    if isinstance(body, str):
        yield Fault(key, line, body, "mend it in the reference manager, and export again")
        return
    for name in unknown:
        what = f"uses the abbreviation {one_line(name)[:60]!r}, which no @string defines"
        yield Fault(key, line, what, "define it, or write the name out")
    if kind == "string" and len("".join(body[1])) > _LONGEST_MACRO:
        del macros[body[0]]
        what = f"defines an abbreviation of more than {_LONGEST_MACRO} characters"
        yield Fault(key, line, what, "write out what it stands for")
    elif kind not in _NO_ENTRY:
        yield Entry(key, line, kind, _fields(body[1]))


def _body(chunk: str, line: int, macros: Any, unknown: list[str]) -> Any:
    """A command's name and values as pybtex reads them, or (a string) what is wrong with it."""
    from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro  # noqa: PLC0415
    from pybtex.exceptions import PybtexError  # noqa: PLC0415
    from pybtex.scanner import PrematureEOF  # noqa: PLC0415

    def note(error: Any) -> None:
        if not isinstance(error, UndefinedMacro):
            raise error
        unknown.append(str(error.args[0]))

    if len(chunk) > _LONGEST_ENTRY:
        return f"is longer than {_LONGEST_ENTRY} characters"
    parser = LowLevelParser(chunk, macros=macros, handle_error=note)
    try:
        _, body = next(iter(parser))
    except PrematureEOF:
        return "is broken: a brace or a quotation mark is not closed"
    except (PybtexError, StopIteration) as error:
        what = error.args[0] if error.args else "this is no BibTeX"
        return one_line(f"is broken at line {line + parser.lineno - 1}: {what}")
    return body


def _fields(pairs: Any) -> dict[str, str]:
    """Field names and values; of a field that is given twice the first counts, as in BibTeX."""
    fields: dict[str, str] = {}
    for name, parts in pairs:
        fields.setdefault(name.lower(), "".join(parts).strip())
    return {name: value for name, value in fields.items() if 0 < len(value) <= _LONGEST_FIELD}


def names_of(tex: str) -> list[dict[str, str]]:
    """CSL names of a field as `author`: particles told by BibTeX's rules, `{…}` taken whole."""
    from pybtex.database import Person  # noqa: PLC0415
    from pybtex.database.input.bibtex import split_name_list  # noqa: PLC0415
    from pybtex.exceptions import PybtexError  # noqa: PLC0415

    found: list[dict[str, str]] = []
    for name in split_name_list(" ".join(tex.split())):
        if name == "others":
            continue
        try:
            found.append(_name(name, Person(name)))
        except PybtexError:  # too many commas: nobody can tell the parts
            found.append({"literal": plain_text(name)})
    return [name for name in found if name]


def _name(tex: str, person: Any) -> dict[str, str]:
    whole = tex.startswith("{") and tex.endswith("}") and "}" not in tex[1:-1]
    if whole or not (person.first_names or person.prelast_names):
        return {"literal": plain_text(tex)} if plain_text(tex) else {}
    parts = {
        "family": person.last_names,
        "given": [*person.first_names, *person.middle_names],
        "non-dropping-particle": person.prelast_names,
        "suffix": person.lineage_names,
    }
    return {part: text for part, words in parts.items() if (text := plain_text(" ".join(words)))}
