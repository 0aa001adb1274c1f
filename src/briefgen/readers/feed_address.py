"""Links of feeds and bibliographies as absolute web addresses."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from briefgen.readers.decode import normalise

_SCHEME = re.compile(r"[A-Za-z][\w+.-]*:")
_TRACKING = re.compile(r"(?:^|&)utm_\w+=[^&]*")


def address_of(link: str, home: str = "", where: str = "") -> str:
    """The http or https address that a link means on the page `home` of `where`, or "".

    The parameters that only say where a reader came from (utm_…) are left out.
    """
    try:
        link = re.sub(r"\s", "%20", normalise(link.strip()))
        base = home if home.startswith(("http:", "https:")) else urljoin(where, home)
        whole = not link or _SCHEME.match(link)
        found = urlsplit(link if whole else urljoin(base, link))
        if found.scheme not in {"http", "https"} or not found.hostname:
            return ""
        address = found._replace(query=_TRACKING.sub("", found.query).lstrip("&")).geturl()
        return address if address.isprintable() else ""
    except ValueError:  # no address: a port or a host that cannot be
        return ""
