"""A page's reference: JSON-LD, then meta tags, then the marks in its markup; each origin kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.model import Name, Reference
from briefgen.readers import jsonld
from briefgen.readers.address import host_of, page_address
from briefgen.readers.html_authors import is_collective, read_authors
from briefgen.readers.html_dates import read_issued
from briefgen.readers.html_markup import MarkedLine, Markup
from briefgen.readers.shape import folded
from briefgen.readers.titles import parse_title_line

_TITLES = ("citation_title", "og:title", "dc.title", "dcterms.title", "parsely-title",
           "sailthru.title", "twitter:title", "headline", "title")  # fmt: skip
_AUTHORS = ("citation_author", "dc.creator", "dcterms.creator", "dc.creator.aut", "parsely-author",
            "sailthru.author", "article:author", "og:article:author", "author", "authors", "byl",
            "og:author", "article:author_name", "shareaholic:article_author_name",
            "creator")  # fmt: skip
_PUBLISHERS = ("citation_publisher", "dc.publisher", "dcterms.publisher", "og:site_name",
               "article:publisher", "publisher", "application-name")  # fmt: skip
_SECTION = (
    r"(?:(?:latest|local|breaking|top|all|national|world|home|uk|us|business|the) )*"
    r"(?:news|sports?|opinion|comment|features?|business|politics|world|home(?: ?page)?|archives?"
    r"|articles?|stor(?:y|ies)|print(?:er[- ]friendly)?(?: version| page)?|index|press releases?"
    r"|publications?|blog|nachrichten|politik|actualités?|noticias)"
)
# A site's name has few words; where it stands first, the section says nothing of the text.
_SECTION_TITLE = re.compile(
    rf"((?:[^\s:|–—»·-]+ ){{0,4}}[^\s:|–—»·-]+)(?:\s*[:|»·]\s*|\s+[–—-]\s+){_SECTION}",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    rf"{_SECTION}|untitled(?: (?:document|page))?|(?:new|web) ?page(?: \d+)?|no title|document"
    r"|welcome",
    re.IGNORECASE,
)
# By-lines of others than the writer.
_OTHERS = re.compile(
    r"\b(?:photo\w*|pictures?|image|illustrat\w+|graphics?|video|edited|reviewed|translated"
    r"|checked|posted|published|uploaded|updated) by\b",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"(?:https?://)?[\w.-]+\.[a-z]{2,}/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Described:
    """What a page says of itself; `paid`: it is for payers, `bodies`: texts in its JSON-LD."""

    reference: Reference
    paid: bool
    bodies: tuple[str, ...]


def describe(markup: Markup) -> Described:
    """The reference that a page's markup states, before its text is read."""
    nodes = jsonld.nodes_of(markup.scripts)
    url, url_origin = _address(markup)
    urls = [jsonld.bare_url(url)] if url else []
    titles = [folded(text) for text in (*markup.headings, _title_tag(markup), markup.title) if text]
    article = jsonld.article_of(nodes, titles, urls)
    node = article or jsonld.page_of(nodes, urls)
    publisher, publisher_origin = _publisher(markup, article, nodes)
    title, title_origin = _title(markup, article, publisher)
    publisher = "" if folded(publisher) == folded(title) else publisher
    sites = [publisher, *_sites(markup, url)]
    authors, role, author_origin = _authors(markup, node, sites)
    issued, issued_origin = read_issued(markup, jsonld.plain(node.get("datePublished")), url)
    journal = markup.first("citation_journal_title", "citation_magazine_title")
    if not url and (stated := next(map(page_address, jsonld.addresses(node)), "")):
        url, url_origin = stated, "JSON-LD"
    found: dict[str, tuple[Any, str]] = {
        "title": (title, title_origin),
        "author": (authors, author_origin),
        "publisher": (publisher, publisher_origin),
        "container_title": (journal, "meta tags"),
        "issued": (issued, issued_origin),
        "url": (url, url_origin),
        "role": (role, author_origin),
    }
    reference = Reference(
        **{name: value for name, (value, _) in found.items()},
        origin={name: where for name, (value, where) in found.items() if value},
    )
    bodies = tuple(str(n["articleBody"]) for n in nodes if isinstance(n.get("articleBody"), str))
    return Described(reference, _is_paid(article), bodies)


def _address(markup: Markup) -> tuple[str, str]:
    base = markup.links.get("base", "") or markup.first("og:url")
    for value in (markup.links.get("canonical", ""), markup.first("og:url", "parsely-link")):
        if value and (url := page_address(value, base)):
            return url, "canonical link" if value == markup.links.get("canonical") else "meta tags"
    return "", ""


def _title_tag(markup: Markup) -> str:
    return markup.first(*_TITLES)


def _title(markup: Markup, article: jsonld.Node, site: str) -> tuple[str, str]:
    """The title as the page's heading words it where there is one that says the same."""
    headline = jsonld.plain(article.get("headline")) or jsonld.plain(article.get("name"))
    stated = (
        (headline, "JSON-LD"),
        (_title_tag(markup), "meta tags"),
        (markup.title, "title line"),
    )
    given, origin = next(((text, where) for text, where in stated if text), ("", ""))
    given = jsonld.plain(given)
    headings = [text for text in markup.headings if folded(text) != folded(site)]
    if _site_of(given) is not None and folded(given) not in map(folded, headings):
        return (headings[0], "heading") if len(headings) == 1 else ("", "")
    if len(headings) == 1 and _says_the_same(headings[0], given):
        heading = headings[0]
        if given and folded(given) in folded(heading):
            return given, origin
        return heading, origin if folded(heading) == folded(given) else "heading"
    return _without_site(given, site, headings), origin


def _site_of(title: str) -> str | None:
    """The site in a title that names only it and a section ("The Post: News"), else None."""
    if _NO_TITLE.fullmatch(title):
        return ""
    match = _SECTION_TITLE.fullmatch(title)
    return match[1] if match else None


def _says_the_same(heading: str, title: str) -> bool:
    shared = set(folded(heading).split()) & set(folded(title).split())
    return 2 <= len(heading.split()) <= 40 and len(shared) > 1


def _without_site(title: str, site: str, headings: Sequence[str]) -> str:
    """The title without the site's name behind or before it."""
    line = parse_title_line(title, headings)
    if line.publisher:
        return line.title
    for separator in re.finditer(r"\s+[|–—-]\s+|\s+::\s+|:\s+", title):
        if site and folded(title[separator.end() :]) == folded(site):
            return title[: separator.start()]
    return title


def _publisher(
    markup: Markup, article: jsonld.Node, nodes: Sequence[jsonld.Node]
) -> tuple[str, str]:
    stated = [(jsonld.plain(article.get("publisher")), "JSON-LD")]
    stated += [(markup.first(name), "meta tags") for name in _PUBLISHERS]
    stated += [(jsonld.plain(node.get("name")), "JSON-LD") for node in nodes if _is_site(node)]
    line = parse_title_line(markup.title, (*markup.headings, _title_tag(markup)))
    stated += [(line.publisher, "title line"), (_site_of(markup.title) or "", "title line")]
    for name, origin in stated:
        if name and not name.startswith(("@", "http")) and not _DOMAIN.fullmatch(name):
            return name, origin
    return "", ""


def _is_site(node: jsonld.Node) -> bool:
    return bool(jsonld.types_of(node) & {"website", "newsmediaorganization"})


def _sites(markup: Markup, url: str) -> Iterator[str]:
    """The names of the site that are no author's: stated ones, the host and its middle."""
    for name in (*_PUBLISHERS, "twitter:site"):
        yield from (value.lstrip("@") for value in markup.meta.get(name, ()))
    host = host_of(url)
    yield host
    yield from host.split(".")[-3:-1] if host else ()


def _authors(
    markup: Markup, node: jsonld.Node, sites: Sequence[str]
) -> tuple[tuple[Name, ...], str, str]:
    """The authors, their office, and where they were read: a person before an organisation."""
    stated = _stated_authors(markup, node, sites)
    if is_collective(stated[0]):
        near = [line for line in markup.bylines if line.near and not _OTHERS.search(line.text)]
        named, role = _bylines(near, sites)
        if not is_collective(named) and named:
            return named, role, "byline"
    if stated[0]:
        return stated
    named, role = _bylines(markup.bylines, sites)
    return named, role, "byline" if named else ""


def _stated_authors(
    markup: Markup, node: jsonld.Node, sites: Sequence[str]
) -> tuple[tuple[Name, ...], str, str]:
    """The authors whom JSON-LD or meta tags state."""
    named, role = _json_authors(node.get("author") or node.get("creator"), sites)
    if named:
        return named, role, "JSON-LD"
    for key in _AUTHORS:
        named, role = read_authors(markup.meta.get(key, ()), sites)
        if named:
            return named, role, "meta tags"
    return (), "", ""


def _json_authors(value: Any, sites: Sequence[str]) -> tuple[tuple[Name, ...], str]:
    """Authors as schema.org has them: a name, an object or a list of either."""
    found: list[Name] = []
    roles: list[str] = []
    for item in (value if isinstance(value, list) else [value])[:30]:
        types = jsonld.types_of(item)
        kind = "organisation" if any("organization" in kind for kind in types) else ""
        kind = "person" if "person" in types else kind
        named, role = read_authors(_name_lines(item), sites, kind=kind)
        found += [name for name in named if name not in found]
        title = jsonld.plain(item.get("jobTitle")) if isinstance(item, Mapping) else ""
        roles += [text for text in (title, role) if text]
    return tuple(found), roles[0] if len(found) == 1 and roles else ""


def _name_lines(item: Any) -> list[str]:
    if isinstance(item, Mapping):
        parts = [jsonld.plain(item.get(key)) for key in ("givenName", "familyName")]
        names = item.get("name")
        if isinstance(names, list):
            return [jsonld.plain(name) for name in names]
        return [jsonld.plain(names) or " ".join(parts).strip()]
    return [jsonld.plain(item)]


def _bylines(lines: Sequence[MarkedLine], sites: Sequence[str]) -> tuple[tuple[Name, ...], str]:
    """The first line that names a person; else the first that names an organisation."""
    second: tuple[tuple[Name, ...], str] = (), ""
    for line in lines:
        together = [other for other in lines if line.sure and other.place is line.place] or [line]
        kind = "person" if line.sure else ""
        found = read_authors([other.text for other in together], sites, kind=kind)
        if any(name.family for name in found[0]):
            return found
        second = second if second[0] else found
    return second


def _is_paid(article: jsonld.Node) -> bool:
    parts = article.get("hasPart")
    flags = [article, *(parts if isinstance(parts, list) else [parts])]
    return any(
        str(flag.get("isAccessibleForFree", "")).rsplit("/", 1)[-1].casefold() == "false"
        for flag in flags
        if isinstance(flag, Mapping)
    )
