"""Round-ups: several parts, each under the name of whoever speaks in it ("We asked five experts").

A name with an office says so wherever the text is used; here are the headings that are names alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from briefgen.readers.metaline import name_line
from briefgen.readers.pieces import Piece

_LEAST = 2  # persons
# Two words with capitals are a name only if something says that persons come.
_SAYS_SO = re.compile(
    r"\b(?:ask(?:s|ed)|experts?|voices|views|viewpoints?|opinions?|debate[sd]?|panel(?:lists?)?"
    r"|respond(?:s|ed)?|react(?:s|ed|ions?)?|answers?|head to head|round-?ups?|contributors?"
    r"|perspectives?|speak(?:s|ers?)?|in their (?:own )?words|what .{2,40} thinks?)\b"
)
_TELLING = frozenset({"title", "title line", "paragraph", "heading"})


def label_round_up(
    pieces: Sequence[Piece], labels: Sequence[str], families: Collection[str]
) -> list[str]:
    """The paragraphs under such headings go; `families` are those of the whole text's authors.

    The title or what stands right above the first says that persons come, or an office is below
    each. From there on every heading is a person's name, or stands right below one ("Engineer"),
    and no part speaks of the person above it: a portrait does.
    """
    result = list(labels)
    headings = [i for i, label in enumerate(labels) if label == "heading"]
    heads = {i: family for i in headings if (family := _family(pieces[i], families))}
    if len(set(heads.values())) < _LEAST:
        return result
    first = min(heads)
    if any(i > first and i not in heads and i - 1 not in heads for i in headings):
        return result
    told = [p for p, label in zip(pieces[:first], labels, strict=False) if label in _TELLING]
    offices = all(index + 1 in headings and index + 1 not in heads for index in heads)
    if not offices and not any(_SAYS_SO.search(p.lowered) for p in (*told[:1], *told[-1:])):
        return result
    family = ""
    for index in range(first, len(pieces)):
        family = heads.get(index, family)
        if result[index] != "paragraph":
            continue
        if family in pieces[index].lowered:
            return list(labels)
        result[index] = "signed by another"
    return result


def _family(piece: Piece, families: Collection[str]) -> str:
    """The family name in a heading that is one person's name, in small letters."""
    names = name_line(piece.text)
    family = names[0].family.lower() if len(names) == 1 else ""
    return "" if family in families else family
