"""Web addresses, parsed once: what is checked is what is connected to."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

from .refusal import CHECK, Refused, clipped

_PORTS = {"http": 80, "https": 443}
# A name as resolvers take it; underscores do occur. The last label is looked at apart.
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
# WHATWG's URL standard ("ends in a number checker"): such a host is an IPv4 address or nothing.
_NUMERIC = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")
_CREDENTIALS = re.compile(r"(?<=//)[^/?#]*@")


@dataclass(frozen=True, slots=True)
class Place:
    """An http or https address: `url` is ASCII and without a fragment.

    `host` is a name (ASCII, lower case, no dot at the end) or an IP address without brackets.
    """

    url: str
    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port (RFC 6454)."""
        return self.scheme, self.host, self.port

    @property
    def robots(self) -> Place:
        """Where the origin's robots.txt is."""
        import httpx  # noqa: PLC0415

        url = httpx.URL(self.url).copy_with(raw_path=b"/robots.txt")
        return Place(str(url), self.scheme, self.host, self.port)

    def beside(self, location: str) -> Place:
        """Where a redirect from here leads; may be relative (RFC 9110, 10.2.2)."""
        import httpx  # noqa: PLC0415

        try:
            return place_of(str(httpx.URL(self.url).join(location)))
        except (httpx.InvalidURL, ValueError):
            raise _unreadable().behind(without_credentials(location)) from None
        except Refused as refused:
            raise refused.behind(without_credentials(location)) from None


def place_of(location: str) -> Place:
    """The place that an address names; `Refused` where nothing may be asked of it."""
    import httpx  # noqa: PLC0415

    try:
        url = httpx.URL(location.strip())
    except (httpx.InvalidURL, ValueError):
        raise _unreadable() from None
    if url.scheme not in _PORTS:
        raise Refused("is no http or https address", "give an address that begins with https://")
    if url.userinfo:
        what = "carries a user name or a password, and they would be printed with the source"
        raise Refused(what, "take the part before the @ out, or save the page in the desk's folder")
    host = _host(url.raw_host.decode("ascii").lower())
    port = _PORTS[url.scheme] if url.port is None else url.port
    if not 0 < port < 65536:
        raise Refused(f"names the port {port}, which there is not", CHECK)
    return Place(str(url.copy_with(host=host, fragment=None)), url.scheme, host, port)


def without_credentials(location: str) -> str:
    """An address as it may be printed, without a user name and a password."""
    return _CREDENTIALS.sub("…@", location.replace("\\", "/"))


def _host(host: str) -> str:
    if ":" in host:
        if "%" in host:
            raise Refused("names a network card of one machine (after the %)", CHECK)
        return str(ipaddress.IPv6Address(host))
    host = host.removesuffix(".")
    if _NUMERIC.fullmatch(host.rpartition(".")[2]):
        return _ipv4(host)
    if not _NAME.fullmatch(host) or len(host) > 253:
        raise Refused(f"has no host that could be asked ({clipped(host)!r})", CHECK)
    return host


def _ipv4(host: str) -> str:
    """An IPv4 address in its usual spelling; octal, hexadecimal and short ones only disguise it."""
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError:
        what = f"spells a numeric address in an unusual way ({clipped(host)!r})"
        raise Refused(what, "write it as a name, or as four decimal numbers") from None


def _unreadable() -> Refused:
    return Refused("is no web address that can be read", CHECK)
