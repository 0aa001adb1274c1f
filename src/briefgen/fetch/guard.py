"""Which IP addresses may be asked: those of the public internet, and what the desk allows."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

from .place import place_of
from .refusal import Refused

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# The special-purpose registries of IANA (RFC 6890), and not `ipaddress.is_private`, which differs
# between versions of Python. The first that fits gives the kind.
_KINDS = {
    "unspecified": "0.0.0.0/8 ::/128",
    "loopback": "127.0.0.0/8 ::1/128",
    "private": "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10",
    "link-local": "169.254.0.0/16 fe80::/10",
    "provider's shared": "100.64.0.0/10",
    "multicast": "224.0.0.0/4 ff00::/8",
    # Azure answers its machines' questions about themselves at a public address.
    "cloud's internal": "168.63.129.16/32",
    # No publisher is behind a tunnel, but a private address may be (RFC 3056, 4380).
    "tunnel": "2002::/16 2001::/32 192.88.99.0/24",
    "reserved": "192.0.0.0/24 192.0.2.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
    "240.0.0.0/4 2001::/23 2001:db8::/32 3fff::/20",
}
_SPECIAL: tuple[tuple[str, Network], ...] = tuple(
    (kind, ipaddress.ip_network(network))
    for kind, networks in _KINDS.items()
    for network in networks.split()
)
_GLOBAL_IPV6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the IPv4 internet, seen from IPv6 alone
#: What a host that is allowed by its name may be at; the rest must be allowed by address.
_HOME = {"private", "loopback", "provider's shared"}

_ENTRY = re.compile(r"(?P<host>\[[0-9a-f:.]+\]|[^\s:/\[\]]+)(?::(?P<port>[0-9]{1,5}))?")


def kind_of(address: Address) -> str:
    """What an address is that is not of the public internet ("private" …), or else ""."""
    address = _unwrapped(address)
    for kind, network in _SPECIAL:
        if address in network:
            return kind
    if isinstance(address, IPv6Address) and address not in _GLOBAL_IPV6:
        return "reserved"
    return ""


def _unwrapped(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, or the address itself."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return address.ipv4_mapped
        if address in _NAT64:
            return IPv4Address(int(address) & 0xFFFFFFFF)
    return address


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a desk allows: a network, or a host by its name; `port` None means any."""

    network: Network | None
    host: str
    port: int | None

    @classmethod
    def of(cls, entry: str) -> Allowance:
        """The allowance that "wiki.intra", "10.1.0.0/16" or "[::1]:8080" writes; or ValueError."""
        text = entry.strip().lower()
        try:
            return cls(ipaddress.ip_network(text, strict=False), "", None)
        except ValueError:
            pass
        match = _ENTRY.fullmatch(text)
        if not match:
            raise ValueError(_unreadable(entry))
        port = int(match["port"]) if match["port"] else None
        try:
            host = place_of(f"http://{text}/").host
        except Refused:
            raise ValueError(_unreadable(entry)) from None
        try:
            return cls(ipaddress.ip_network(host), "", port)
        except ValueError:
            return cls(None, host, port)

    def admits(self, address: Address, kind: str, host: str, port: int) -> bool:
        """Whether `host`, found at `address` of that kind, may be asked at `port`."""
        if self.port not in {None, port}:
            return False
        if self.network is None:
            return self.host == host and kind in _HOME
        return address in self.network


class Guard:
    """The check of every address before it is connected to."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._allowances = tuple(Allowance.of(entry) for entry in allowed)

    def checked(self, host: str, port: int, addresses: Sequence[str]) -> tuple[str, ...]:
        """The addresses, each once, all of which may be asked; one that may not spoils them."""
        found = tuple(dict.fromkeys(ipaddress.ip_address(address) for address in addresses))
        for address in found:
            kind = kind_of(address)
            if kind and not self._admitted(address, kind, host, port):
                raise _refused(host, address, kind)
        return tuple(map(str, found))

    def _admitted(self, address: Address, kind: str, host: str, port: int) -> bool:
        plain = _unwrapped(address)
        return any(a.admits(plain, kind, host, port) for a in self._allowances)


def _refused(host: str, address: Address, kind: str) -> Refused:
    plain = _unwrapped(address)
    shown = str(plain) if plain == address else f"{plain}, written {address}"
    entry = host if kind in _HOME and ":" not in host else plain
    remedy = f"if the desk may read it, write fetch: {{allow: ['{entry}']}} in desk.yaml"
    return Refused(f"is at the {kind} address {shown}", f"{remedy}, or take it out")


def _unreadable(entry: str) -> str:
    example = "as in wiki.intra, 10.1.0.0/16 or 127.0.0.1:8080"
    return f"{entry!r} is no host, address or network ({example})"
