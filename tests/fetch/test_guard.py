"""Addresses and what the desk allows, with the verdict beside each."""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.fetch.guard import Guard, kind_of
from briefgen.fetch.refusal import Refused


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("8.8.8.8", ""),
        ("172.15.255.255", ""),
        ("172.32.0.0", ""),
        ("100.128.0.0", ""),
        ("2606:4700::1111", ""),
        ("0.0.0.0", "unspecified"),
        ("0.1.2.3", "unspecified"),
        ("::", "unspecified"),
        ("127.0.0.1", "loopback"),
        ("127.255.0.3", "loopback"),
        ("::1", "loopback"),
        ("10.0.0.1", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("fd00:ec2::254", "private"),  # a cloud's metadata
        ("fec0::1", "private"),
        ("169.254.169.254", "link-local"),  # clouds' metadata
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("100.64.0.1", "provider's shared"),
        ("100.100.100.200", "provider's shared"),  # a cloud's metadata
        ("168.63.129.16", "cloud's internal"),
        ("224.0.0.1", "multicast"),
        ("ff02::1", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("192.0.0.192", "reserved"),  # a cloud's metadata
        ("192.0.2.1", "reserved"),
        ("198.18.0.1", "reserved"),
        ("198.51.100.1", "reserved"),
        ("203.0.113.1", "reserved"),
        ("2001:db8::1", "reserved"),
        ("3fff::1", "reserved"),
        ("100::1", "reserved"),
        ("5f00::1", "reserved"),
        ("64:ff9b:1::a00:1", "reserved"),
        ("::10.0.0.1", "reserved"),  # IPv4-compatible
        ("::ffff:10.0.0.1", "private"),  # IPv4-mapped
        ("::ffff:169.254.169.254", "link-local"),
        ("::ffff:8.8.8.8", ""),
        ("64:ff9b::10.0.0.1", "private"),  # NAT64
        ("64:ff9b::127.0.0.1", "loopback"),
        ("64:ff9b::8.8.8.8", ""),
        ("2002:a00:1::1", "tunnel"),  # 6to4 of 10.0.0.1
        ("2001:0:808:808::f5ff:fffe", "tunnel"),  # Teredo of 10.0.0.1
    ],
)
def test_kind_of_address(address: str, kind: str) -> None:
    assert kind_of(ip_address(address)) == kind


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(address: IPv4Address) -> None:
    """Over this version's own table, which is coarser here and finer there, but never wider."""
    if address.is_private or address.is_multicast or address.is_reserved or address.is_loopback:
        unwrapped = getattr(address, "ipv4_mapped", None)
        if unwrapped is None and not str(address).startswith("64:ff9b::"):
            assert kind_of(address)


@given(st.ip_addresses(v=4))
def test_an_address_hides_behind_no_other(address: IPv4Address) -> None:
    for prefix in ("::ffff:", "64:ff9b::"):
        assert kind_of(ip_address(f"{prefix}{address}")) == kind_of(address)


@pytest.mark.parametrize(
    ("allowed", "host", "port", "addresses", "verdict"),
    [
        ((), "example.org", 80, ["8.8.8.8"], ""),
        ((), "example.org", 22, ["8.8.8.8"], ""),
        ((), "example.org", 80, ["8.8.8.8", "10.0.0.1"], "is at the private address 10.0.0.1"),
        ((), "example.org", 80, ["10.0.0.1", "8.8.8.8"], "is at the private address 10.0.0.1"),
        ((), "localhost", 80, ["127.0.0.1"], "is at the loopback address 127.0.0.1"),
        ((), "::ffff:a00:1", 80, ["::ffff:10.0.0.1"],
         "is at the private address 10.0.0.1, written ::ffff:a00:1"),
        (("wiki.intra",), "wiki.intra", 80, ["10.0.0.1"], ""),
        (("Wiki.Intra.",), "wiki.intra", 80, ["10.0.0.1"], ""),
        (("wiki.intra",), "wiki.intra", 8080, ["10.0.0.1"], ""),
        (("wiki.intra:80",), "wiki.intra", 8080, ["10.0.0.1"], "is at the private"),
        (("wiki.intra",), "other.intra", 80, ["10.0.0.1"], "is at the private"),
        (("wiki.intra",), "a.wiki.intra", 80, ["10.0.0.1"], "is at the private"),
        (("wiki.intra",), "wiki.intra", 80, ["10.0.0.1", "fd00::1", "127.0.0.1"], ""),
        (("wiki.intra",), "wiki.intra", 80, ["169.254.169.254"], "is at the link-local"),
        (("wiki.intra",), "wiki.intra", 80, ["0.0.0.0"], "is at the unspecified"),
        (("169.254.169.254",), "wiki.intra", 80, ["169.254.169.254"], ""),
        (("10.1.0.0/16",), "any.intra", 80, ["10.1.255.1"], ""),
        (("10.1.2.3/16",), "any.intra", 80, ["10.1.255.1"], ""),
        (("10.1.0.0/16",), "any.intra", 80, ["10.2.0.1"], "is at the private"),
        (("10.1.0.0/16",), "10.1.0.1", 80, ["::ffff:10.1.0.1"], ""),
        (("10.1.0.0/16",), "any.intra", 80, ["10.1.0.1", "10.2.0.1"], "is at the private"),
        (("fd00::/8",), "any.intra", 80, ["fd12::1"], ""),
        (("127.0.0.1:8080",), "127.0.0.1", 8080, ["127.0.0.1"], ""),
        (("127.0.0.1:8080",), "127.0.0.1", 80, ["127.0.0.1"], "is at the loopback"),
        (("[::1]:8080",), "::1", 8080, ["::1"], ""),
        (("::1",), "::1", 80, ["::1"], ""),
        (("a.intra", "10.0.0.1"), "b.intra", 80, ["10.0.0.1"], ""),
    ],
)  # fmt: skip
def test_what_may_be_asked(
    allowed: tuple[str, ...], host: str, port: int, addresses: list[str], verdict: str
) -> None:
    guard = Guard(allowed)
    if not verdict:
        assert len(guard.checked(host, port, addresses)) == len(addresses)
        return
    with pytest.raises(Refused) as refused:
        guard.checked(host, port, addresses)
    assert refused.value.what.startswith(verdict)
    assert "allow: [" in refused.value.remedy


@pytest.mark.parametrize(
    ("host", "address", "entry"),
    [
        ("wiki.intra", "10.0.0.1", "wiki.intra"),
        ("10.0.0.1", "10.0.0.1", "10.0.0.1"),
        ("wiki.intra", "169.254.1.1", "169.254.1.1"),
        ("fd00::1", "fd00::1", "fd00::1"),
        ("::ffff:a00:1", "::ffff:10.0.0.1", "10.0.0.1"),
    ],
)
def test_what_the_remedy_says_to_allow_is_enough(host: str, address: str, entry: str) -> None:
    with pytest.raises(Refused) as refused:
        Guard(()).checked(host, 80, [address])
    assert f"fetch: {{allow: ['{entry}']}}" in refused.value.remedy
    assert Guard((entry,)).checked(host, 80, [address])


@pytest.mark.parametrize(
    "entry",
    ["", "10.1.0.0/33", "http://wiki.intra", "wiki.intra/a", "wiki intra", "a:b", "2130706433",
     "wiki.intra:99999", "*", "*.intra", "[::1", "u@wiki.intra"],
)  # fmt: skip
def test_what_is_no_allowance(entry: str) -> None:
    with pytest.raises(ValueError, match="no host, address or network"):
        Guard((entry,))
