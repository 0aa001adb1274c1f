"""Front matter, the few forms that people write: `key: value`, lists, an author with a name.

No YAML library: the file comes from anywhere, and a full parser expands what a hostile one holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Value = str | list[str]

_FIELD = re.compile(r"^(?P<key>[A-Za-z][\w -]*):(?:\s+(?P<value>.*))?$")
_ITEM = re.compile(r"^\s*-\s+(?:name:\s*)?(?P<value>.*)$")
_INNER = re.compile(r"^\s+name:\s*(?P<value>.+)$")
_COMMENT = re.compile(r"\s#\s.*$")


def parse_front_matter(text: str) -> Mapping[str, Value]:
    """Give the fields by their names in small letters; what is not understood is left out."""
    fields: dict[str, Value] = {}
    key = ""
    for line in text.split("\n"):
        if field := _FIELD.match(line):
            key = field["key"].strip().lower()
            fields[key] = _value(field["value"] or "")
        elif key and (item := _ITEM.match(line) or _INNER.match(line)):
            before = fields[key]
            fields[key] = [*(before if isinstance(before, list) else []), _scalar(item["value"])]
        elif (
            key
            and line.startswith((" ", "\t"))
            and isinstance(fields[key], str)
            and ":" not in line
        ):
            fields[key] = f"{fields[key]} {line.strip()}".strip(" >|")
    return fields


def _value(written: str) -> Value:
    plain = _COMMENT.sub("", written.strip())
    if plain.startswith("[") and plain.endswith("]"):
        parts = re.findall(r"\"[^\"]*\"|'[^']*'|[^,\[\]]+", plain[1:-1])
        return [scalar for part in parts if (scalar := _scalar(part))]
    return _scalar(plain)


def _scalar(written: str) -> str:
    plain = written.strip()
    if len(plain) > 1 and plain[0] == plain[-1] and plain[0] in "\"'":
        return plain[1:-1].replace("''", "'") if plain[0] == "'" else plain[1:-1]
    return "" if plain in {"null", "~", ">", "|", ">-", "|-"} else plain
