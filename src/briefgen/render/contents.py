"""The page that a link leads to, put where a style sheet keeps room for its number.

CSS has `target-counter` for that, but WeasyPrint then lays out the page of the contents once more,
and may lose a note at its foot. Which page a heading stands on changes nothing before it: so the
number is put in last, into three figure spaces, which have the width of digits.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

#: What a style sheet writes as `content` after a link.
_ROOM = "\u2007\u2007\u2007"


def number_links(document: Any) -> None:
    """Write page numbers into WeasyPrint's laid-out `document`, in place, aligned to the right."""
    places: dict[str, int] = {}
    for number, page in enumerate(document.pages, 1):
        for name in page.anchors:
            places.setdefault(f"#{name}", number)  # what goes over a page has its name on both
    for box in _rooms(document):
        if (place := box.element.get("href")) in places:
            box.text = box.pango_layout.text = str(places[place]).rjust(len(_ROOM), _ROOM[0])


def _rooms(document: Any) -> Iterator[Any]:
    for page in document.pages:
        for box in page._page_box.descendants():
            if getattr(box, "text", "") == _ROOM and box.element is not None:
                yield box
