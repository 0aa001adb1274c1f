"""A page's own address, where an archive, a cache or a mobile copy shows the page under another."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

_INSIDE = re.compile(r"/(https?:/{1,2}[^/].*)$", re.IGNORECASE)
_ARCHIVES = re.compile(
    r"(?:^|\.)(?:web\.archive\.org|archive\.(?:today|ph|is|li|vn|md|fo)|webarchive\.[\w.-]+"
    r"|archive-it\.org|arquivo\.pt|megalodon\.jp|webcitation\.org)$",
    re.IGNORECASE,
)
_CACHE = re.compile(r"cache:(?:[\w-]{8,}:)?(?P<url>[^\s+]+)", re.IGNORECASE)
_AMP_CACHE = re.compile(r"^/(?:[a-z]/)?(?P<safe>s/)?(?P<rest>[\w-]+(?:\.[\w-]+)+/.*)$")
_AMP_SEARCH = re.compile(r"^/amp/(?P<safe>s/)?(?P<rest>[\w-]+(?:\.[\w-]+)+/.*)$")
# What only says where a reader came from.
_TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid|mc_[ce]id|msclkid|igshid)=[^&]*")
_HOME = re.compile(r"/?(?:index\.(?:html?|php|aspx?)|home|default\.aspx?)?/?", re.IGNORECASE)


def original_address(url: str) -> str:
    """The address of the page itself: an archive's, a cache's or an AMP copy's is unwrapped."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    query = f"?{parts.query}" if parts.query else ""
    if _ARCHIVES.search(host):
        inside = _INSIDE.search(parts.path)
        return _one_scheme(inside[1] + query) if inside else url
    if host.endswith("googleusercontent.com"):
        cached = _CACHE.search(" ".join(parse_qs(parts.query).get("q", ())))
        return _with_scheme(unquote(cached["url"])) if cached else url
    copied = host.endswith("cdn.ampproject.org") and _AMP_CACHE.match(parts.path)
    searched = re.fullmatch(r"(?:www\.)?google\.[\w.]+", host) and _AMP_SEARCH.match(parts.path)
    if match := copied or searched:
        return f"{'https' if match['safe'] else 'http'}://{match['rest']}{query}"
    return url.strip()


def page_address(url: str, base: str = "") -> str:
    """`url` against `base`, unwrapped; "" where it is no web address or only a site's home page."""
    try:
        full = original_address(urljoin(base, url.strip()))
        parts = urlsplit(full)
        if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
            return ""
    except ValueError:
        return ""
    parts = parts._replace(query=_TRACKING.sub("", parts.query).lstrip("&"), fragment="")
    return "" if _HOME.fullmatch(parts.path) and not parts.query else parts.geturl()


def host_of(url: str) -> str:
    """The host of an address without "www.", "" where there is none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _one_scheme(url: str) -> str:
    """Servers fold "http://" in a path to "http:/"."""
    return re.sub(r"^(https?):/+", r"\1://", url, flags=re.IGNORECASE)


def _with_scheme(url: str) -> str:
    return url if re.match(r"https?://", url, re.IGNORECASE) else f"http://{url}"
