"""JSON Feed (versions 1 and 1.1): its items as feeds of one item, and what an item says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from briefgen.model import Date, Problem
from briefgen.readers.dates import parse_date
from briefgen.readers.decode import decode
from briefgen.readers.feed_entry import NO_DATE, Entry, as_html, authors_of, title_of
from briefgen.readers.feed_slices import Slice
from briefgen.readers.feed_wording import plain, site_name

_REMEDY = "ask the publisher for a feed that a feed reader opens, or name its articles one by one"
_FEED_FIELDS = ("version", "title", "home_page_url", "language", "author", "authors")
_ITEM_FIELDS = (
    "id", "url", "title", "content_html", "content_text", "summary", "date_published", "author",
    "authors", "language",
)  # fmt: skip


def json_slices(content: bytes, where: str, most: int) -> tuple[tuple[Slice, ...], int] | Problem:
    """The first `most` items of a JSON Feed, and how many there are."""
    text = decode(content, where)
    if isinstance(text, Problem):
        return text
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Problem(where, f"is a JSON feed that is broken ({error})", _REMEDY)
    found = feed.get("items") if isinstance(feed, dict) else None
    items = [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []
    return tuple(_slice(feed, item) for item in items[:most]), len(items)


def json_entry(content: bytes) -> Entry | None:
    """The entry in a JSON Feed of one item (as `json_slices` makes it)."""
    feed = json.loads(content)
    item = feed["items"][0]
    site = site_name(plain(_string(feed.get("title"))))
    return Entry(
        guid=_string(item.get("id")),
        title=title_of(as_html(_string(item.get("title"))), site),
        link=_string(item.get("url")),
        content=_string(item.get("content_html")) or as_html(_string(item.get("content_text"))),
        summary=as_html(_string(item.get("summary"))),
        authors=authors_of(_signatures(item) or _signatures(feed), site),
        issued=_date(_string(item.get("date_published"))),
        site=site,
        home=_string(feed.get("home_page_url")),
        language=_string(item.get("language")) or _string(feed.get("language")),
    )


def _slice(feed: Mapping[str, Any], item: Mapping[str, Any]) -> Slice:
    one = {name: feed[name] for name in _FEED_FIELDS if name in feed}
    one["items"] = [{name: item[name] for name in _ITEM_FIELDS if name in item}]
    return Slice(json.dumps(one, sort_keys=True).encode(), _string(item.get("date_modified")))


def _signatures(holder: Mapping[str, Any]) -> list[str]:
    return list(_names(holder.get("authors"))) or list(_names([holder.get("author")]))


def _names(authors: Any) -> Iterator[str]:
    for author in authors if isinstance(authors, list) else ():
        if isinstance(author, dict) and (name := _string(author.get("name"))):
            yield name


def _date(text: str) -> Date | None:
    found = parse_date(text)
    return None if found in NO_DATE else found


def _string(value: Any) -> str:
    """A string that can be written as UTF-8; JSON can name half of a character."""
    return value.encode("utf-8", "replace").decode().strip() if isinstance(value, str) else ""
