"""A feed of one entry to what the entry says; the only importer of feedparser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any

from briefgen.model import Date, Name
from briefgen.readers.dates import parse_date, valid_date
from briefgen.readers.feed_wording import plain, site_name
from briefgen.readers.names import parse_names, parse_organisation
from briefgen.readers.shape import folded

# "jane@tide.example (Jane Roe)", RSS's own form of a name.
_MAILED = re.compile(r"\S+@\S+\s*\((.+)\)")
# Longer is no title, whatever the field is called.
_LONGEST_TITLE = 500
#: What programs write where they have no date.
NO_DATE = frozenset({Date(1970, 1, 1), Date(1969, 12, 31)})


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed. `content` (the full text's field) and `summary` are HTML.

    `link` may be relative to `home`, the feed's own page; `site` is who publishes the feed.
    """

    guid: str = ""
    title: str = ""
    link: str = ""
    content: str = ""
    summary: str = ""
    authors: tuple[Name, ...] = ()
    issued: Date | None = None
    site: str = ""
    home: str = ""
    language: str = ""


def entry_of(content: bytes) -> Entry | None:
    """The entry in a feed of one entry (as `slices_of` makes it); None where it is broken."""
    import feedparser  # noqa: PLC0415

    # Never the bytes themselves: feedparser would open what looks like an address or a path.
    try:
        parsed = feedparser.parse(
            BytesIO(content), sanitize_html=False, resolve_relative_uris=False
        )
    except (ValueError, LookupError, TypeError, AttributeError):  # a tag where none can be
        return None
    if len(parsed.entries) != 1:
        return None
    return _entry(parsed.entries[0], parsed.feed)


def _entry(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    source = entry.get("source") or {}
    site = site_name(plain(_string(source.get("title")) or _string(feed.get("title"))))
    contents = entry.get("content") or ()
    return Entry(
        guid=_string(entry.get("id")),
        title=title_of(_html(entry.get("title_detail")), site),
        link=_string(entry.get("feedburner_origlink")) or _string(entry.get("link")),
        content=next((text for detail in contents if (text := _html(detail))), ""),
        summary=_html(entry.get("summary_detail")),
        authors=authors_of(_signatures((entry, source, feed)), site),
        issued=_issued(entry),
        site=site,
        home=_string(feed.get("link")),
        language=_string(feed.get("language")),
    )


def title_of(markup: str, site: str) -> str:
    """An entry's title without the site's name behind it; "" for what is too long to be one."""
    title = plain(markup)
    parted = re.fullmatch(r"(.+?)\s+[-–—|]\s+(.+)", title[: _LONGEST_TITLE + 1])
    if parted and site and folded(title).endswith(f" {folded(site)}"):
        head = re.sub(r"\s+[-–—|]\s+" + re.escape(site) + r"\s*$", "", title)
        title = head or title
    return title if len(title) <= _LONGEST_TITLE else ""


def authors_of(signatures: Iterable[str], site: str) -> tuple[Name, ...]:
    """Persons and organisations, each once; user names and the site's own name are no authors."""
    found: dict[Name, None] = {}
    for signature in signatures:
        line = re.sub(r"^by:?\s+", "", plain(signature), flags=re.IGNORECASE)
        if mailed := _MAILED.fullmatch(line):
            line = mailed[1]
        names, _ = parse_names(line)
        organisation = None if names else parse_organisation(line)
        for name in names or ((organisation,) if organisation else ()):
            if folded(str(name)) != folded(site):
                found[name] = None
    return tuple(found)


def _signatures(holders: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Who signs the entry; if nobody does, who signs the feed that it is from."""
    for holder in holders:
        names = [_string(author.get("name")) for author in holder.get("authors") or ()]
        if any("(" in name for name in names):  # feedparser does not know all top-level domains
            names.append(_string(holder.get("author")))
        if any(names):
            yield from names
            return


def _issued(entry: Mapping[str, Any]) -> Date | None:
    """The day of issue as printed, in the publisher's own time zone.

    feedparser files dc:date under "updated"; the fields of a change are not in a slice.
    """
    fields = dict(entry)  # feedparser's own dictionary answers for one field with another
    for name in ("published", "created", "updated"):
        found = parse_date(_string(fields.get(name)))
        if found is None and (parsed := fields.get(f"{name}_parsed")):
            found = valid_date(*parsed[:3])
        if found is not None and found not in NO_DATE:
            return found
    return None


def _html(detail: Mapping[str, Any] | None) -> str:
    """A text construct as HTML; what is neither text nor HTML is nothing that can be read."""
    if not detail:
        return ""
    kind, value = _string(detail.get("type")), _string(detail.get("value"))
    if kind == "text/plain":
        return as_html(value)
    return value.strip() if "html" in kind or kind in {"", "text"} else ""


def as_html(text: str) -> str:
    """Plain text as HTML, a paragraph at each empty line."""
    paragraphs = (part.strip() for part in re.split(r"\n[^\S\n]*\n", text))
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in paragraphs if part)


def _string(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
