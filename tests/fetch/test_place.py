"""Addresses as people and servers spell them, and what is made of each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.fetch.place import place_of, without_credentials
from briefgen.fetch.refusal import Refused


@pytest.mark.parametrize(
    ("location", "url", "host", "port"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c", "example.org", 443),
        (" http://example.org ", "http://example.org", "example.org", 80),
        ("HTTP://EXAMPLE.ORG:80/", "http://example.org/", "example.org", 80),
        ("http://example.org:8080/", "http://example.org:8080/", "example.org", 8080),
        ("http://example.org./a", "http://example.org/a", "example.org", 80),
        ("http://@example.org/", "http://example.org/", "example.org", 80),
        ("http://a_b.example.org/", "http://a_b.example.org/", "a_b.example.org", 80),
        ("http://münchen.example/ä b", "http://xn--mnchen-3ya.example/%C3%A4%20b",
         "xn--mnchen-3ya.example", 80),
        ("http://xn--mnchen-3ya.example/", "http://xn--mnchen-3ya.example/",
         "xn--mnchen-3ya.example", 80),
        ("http://8.8.8.8/", "http://8.8.8.8/", "8.8.8.8", 80),
        ("http://127.0.0.1./", "http://127.0.0.1/", "127.0.0.1", 80),
        ("http://127。0。0。1/", "http://127.0.0.1/", "127.0.0.1", 80),
        ("http://[0:0::1]:81/", "http://[::1]:81/", "::1", 81),
        ("http://[::ffff:10.0.0.1]/", "http://[::ffff:a00:1]/", "::ffff:a00:1", 80),
        ("http://example.org#@127.0.0.1/", "http://example.org", "example.org", 80),
    ],
)  # fmt: skip
def test_what_is_asked(location: str, url: str, host: str, port: int) -> None:
    place = place_of(location)
    assert (place.url.rstrip("/"), place.host, place.port) == (url.rstrip("/"), host, port)


@pytest.mark.parametrize(
    ("location", "what"),
    [
        ("", "is no http or https address"),
        ("example.org/a", "is no http or https address"),
        ("//example.org/a", "is no http or https address"),
        ("file:///etc/passwd", "is no http or https address"),
        ("ftp://example.org/", "is no http or https address"),
        ("javascript:alert(1)", "is no http or https address"),
        ("gopher://127.0.0.1:25/", "is no http or https address"),
        ("http://user:secret@example.org/", "carries a user name or a password"),
        ("http://user@example.org/", "carries a user name or a password"),
        ("http://example.org\\@127.0.0.1/", "carries a user name or a password"),
        ("http:///a", "has no host"),
        ("http:example.org", "has no host"),
        ("http://a..b/", "has no host"),
        ("http://./", "has no host"),
        ("http://exa mple.org/", "has no host"),
        ("http://ex%61mple.org/", "has no host"),
        ("http://-a.example/", "has no host"),
        (f"http://{'a' * 64}.example/", "has no host"),
        (f"http://{'a.' * 130}example/", "has no host"),
        ("http://0x7f.1/", "spells a numeric address in an unusual way"),
        ("http://0x7f000001/", "spells a numeric address in an unusual way"),
        ("http://2130706433/", "spells a numeric address in an unusual way"),
        ("http://017700000001/", "spells a numeric address in an unusual way"),
        ("http://0177.0.0.1/", "is no web address that can be read"),
        ("http://127.1/", "spells a numeric address in an unusual way"),
        ("http://0/", "spells a numeric address in an unusual way"),
        ("http://0x/", "spells a numeric address in an unusual way"),
        ("http://127.0.0.0x1./", "spells a numeric address in an unusual way"),
        ("http://example.10/", "spells a numeric address in an unusual way"),
        ("http://256.0.0.1/", "is no web address that can be read"),
        ("http://１２７.0.0.1/", "is no web address that can be read"),
        ("http://①②⑦.⓪.⓪.①/", "is no web address that can be read"),
        ("http://%31%32%37.0.0.1/", "spells a numeric address in an unusual way"),
        ("http://[fe80::1%25eth0]/", "names a network card"),
        ("http://[::1/", "is no web address that can be read"),
        ("http://localhost\t/", "is no web address that can be read"),
        ("http://example.org/\r\nHost: a", "is no web address that can be read"),
        ("http://example.org:abc/", "is no web address that can be read"),
        ("http://example.org:99999/", "names the port 99999"),
        ("http://example.org:0/", "names the port 0"),
    ],
)
def test_what_is_refused(location: str, what: str) -> None:
    with pytest.raises(Refused) as refused:
        place_of(location)
    assert refused.value.what.startswith(what)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("b", "https://example.org/a/b"),
        ("/b?c#d", "https://example.org/b?c"),
        ("//other.example/b", "https://other.example/b"),
        ("http://example.org/a", "http://example.org/a"),
        ("?page=2", "https://example.org/a/x?page=2"),
        ("/ü", "https://example.org/%C3%BC"),
    ],
)
def test_where_a_redirect_leads(target: str, url: str) -> None:
    assert place_of("https://example.org/a/x").beside(target).url == url


@pytest.mark.parametrize(
    ("target", "what"),
    [
        ("file:///etc/passwd", "leads to file:///etc/passwd, which is no http or https address"),
        ("http://a:b@c.example/", "leads to http://…@c.example/, which carries a user name"),
        ("http://[::1", "leads to http://[::1, which is no web address"),
        ("//2130706433/", "leads to //2130706433/, which spells a numeric address"),
    ],
)
def test_where_no_redirect_is_followed(target: str, what: str) -> None:
    with pytest.raises(Refused) as refused:
        place_of("https://example.org/").beside(target)
    assert refused.value.what.startswith(what)


@pytest.mark.parametrize(
    ("location", "printed"),
    [
        ("https://example.org/a@b", "https://example.org/a@b"),
        ("https://u:p@example.org/", "https://…@example.org/"),
        ("https://u:p@q@example.org/", "https://…@example.org/"),
        ("https://example.org/?u=a@b", "https://example.org/?u=a@b"),
    ],
)
def test_no_password_is_printed(location: str, printed: str) -> None:
    assert without_credentials(location) == printed


@given(st.text() | st.text(alphabet="0123456789abcxf.:/@[]%#?\\-_").map("http://".__add__))
def test_any_text_is_a_place_or_refused(location: str) -> None:
    """And a place is read again as the same one: nothing is left to another parser's taste."""
    try:
        place = place_of(location)
    except Refused:
        return
    assert place_of(place.url) == place
