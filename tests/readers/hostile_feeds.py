"""Hostile feeds and bibliographies, each made by a function and with what has to come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Hostile:
    """Bytes; between how many and how many parts they give; what the one problem says, if any.

    `held` must stand in no part's location or reference.
    """

    content: bytes
    parts: tuple[int, int]
    problem: str = ""
    held: str = "root:x:0:0"


def _rss(items: str, before: str = "", root: str = ' version="2.0"') -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}<rss{root}><channel>'
        f"<title>Tide Table</title><link>https://tide.example/</link>{items}</channel></rss>"
    )


def _item(title: str = "Low water", link: str = "https://tide.example/1", rest: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{rest}</item>"


def billion_laughs() -> Hostile:
    """Ten entities, each ten of the one before."""
    declared = '<!ENTITY l0 "lol">' + "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)
    )
    bomb = f"<!DOCTYPE rss [{declared}]>"
    return Hostile(_rss(_item("&l9;"), bomb).encode(), (0, 0), "declares entities")


def billion_laughs_in_utf16() -> Hostile:
    """The same idea where a search of the bytes for `<!ENTITY` finds nothing."""
    text = _rss(_item("&a;"), '<!DOCTYPE rss [<!ENTITY a "ha">]>')
    return Hostile(text.encode("utf-16"), (0, 0), "declares entities")


def external_entity() -> Hostile:
    """An entity that is a file of the machine."""
    bomb = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return Hostile(_rss(_item("&x;"), bomb).encode(), (0, 0), "declares entities")


def external_document_type() -> Hostile:
    """A document type elsewhere, as RSS 0.91 had: it is not looked at, and the feed is read."""
    outside = '<!DOCTYPE rss SYSTEM "file:///etc/passwd">'
    return Hostile(_rss(_item("&xxe;"), outside).encode(), (1, 1))


def included_file() -> Hostile:
    """XInclude of a file of the machine."""
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"'
        ' parse="text"/>'
    )
    rest = f"<description>{include}</description>"
    return Hostile(_rss(_item(rest=rest)).encode(), (1, 1))


def hundred_thousand_entries() -> Hostile:
    """More entries than anybody reads."""
    items = "".join(_item(f"No {n}", f"https://tide.example/{n}") for n in range(100_000))
    return Hostile(_rss(items).encode(), (2000, 2000), "a feed of 100000 entries")


def long_title() -> Hostile:
    """A title of a megabyte."""
    return Hostile(_rss(_item("tide " * 200_000)).encode(), (1, 1))


def deep_markup() -> Hostile:
    """Elements 10,000 deep."""
    nest = "<div>" * 10_000 + "text" + "</div>" * 10_000
    return Hostile(_rss(_item(rest=f"<description>{nest}</description>")).encode(), (0, 1))


def deep_fragment() -> Hostile:
    """HTML 10,000 deep inside an entry's text."""
    nest = "<div>" * 10_000 + "text" + "</div>" * 10_000
    rest = f"<description><![CDATA[{nest}]]></description>"
    return Hostile(_rss(_item(rest=rest)).encode(), (1, 1))


def deep_entries() -> Hostile:
    """Each entry inside the one before."""
    return Hostile(_rss("<item><title>a</title>" * 10_000).encode(), (1, 2000), "")


def links_elsewhere() -> Hostile:
    """Links that are no web addresses."""
    links = (
        "file:///etc/passwd", "FILE:///etc/passwd", "data:text/html,hi", "javascript:alert(1)",
        "ftp://tide.example/x", "https://", "http:///etc/passwd", "https://[::1", "gopher://x/",
    )  # fmt: skip
    items = "".join(
        _item(f"No {n}", link, f"<guid isPermaLink='false'>{n}</guid>")
        for n, link in enumerate(links)
    )
    return Hostile(_rss(items).encode(), (len(links), len(links)), held="file:///etc/passwd")


def guids_elsewhere() -> Hostile:
    """An identifier that claims to be the link."""
    rest = "<guid isPermaLink='true'>file:///etc/passwd</guid>"
    return Hostile(_rss(f"<item><title>a</title>{rest}</item>").encode(), (1, 1))


def base_elsewhere() -> Hostile:
    """A base address that makes a file of a harmless link, and a thousand more inside it."""
    nest = '<i xml:base="../x/">' * 1000
    items = _item(link="passwd", rest=f"<description>{nest}</description>")
    root = ' version="2.0" xml:base="file:///etc/"'
    return Hostile(_rss(items, root=root).encode(), (1, 1), held="file:///etc/passwd")


def nuls() -> Hostile:
    """A NUL after every fifth byte."""
    text = _rss(_item()).encode()
    return Hostile(b"\x00".join(text[n : n + 5] for n in range(0, len(text), 5)), (1, 1))


def controls() -> Hostile:
    """Control characters and directional overrides, also as references."""
    title = "evil\x01\x0b\x1f\u202etxt\u2066&#1;&#0;&#xFFFE;&#xD800;&#x110000;"
    return Hostile(_rss(_item(title)).encode(), (1, 1), held="\u202e")


def wrong_utf16() -> Hostile:
    """It says UTF-16 and is UTF-8."""
    text = _rss(_item("Café")).replace("utf-8", "utf-16")
    return Hostile(text.encode(), (1, 1))


def wrong_utf8() -> Hostile:
    """It says UTF-8 and is Windows-1252."""
    words = "Les élus de la côte ont refusé mardi de payer pour la jetée perdue. " * 4
    return Hostile(_rss(_item(words)).encode("cp1252"), (1, 1), held="\ufffd")


def unknown_encoding() -> Hostile:
    """It names a codec that Python has and that is no encoding of text."""
    return Hostile(_rss(_item("Café")).replace("utf-8", "punycode").encode(), (1, 1))


def cut_off() -> Hostile:
    """The transfer broke off in the middle of a letter of the second entry."""
    whole = _rss(_item("Été à la côte d’à côté") + _item("Über", "https://tide.example/2")).encode()
    return Hostile(whole[: whole.rindex("Ü".encode()) + 1], (1, 2))


def unclosed_sections() -> Hostile:
    """A hundred thousand CDATA sections that never end."""
    return Hostile(_rss(_item(rest="<![CDATA[" * 100_000)).encode(), (0, 1))


def unclosed_tags() -> Hostile:
    """Two hundred thousand root tags that never end."""
    return Hostile(("<rss version=" * 200_000).encode(), (0, 0), "feed")


def ampersands() -> Hostile:
    """A hundred thousand references to nothing."""
    return Hostile(_rss(_item("&a;&" * 50_000)).encode(), (1, 1))


def attributes() -> Hostile:
    """Eight thousand attributes and as many namespaces."""
    names = "".join(f' a{n}="x" xmlns:n{n}="u:{n}"' for n in range(8_000))
    return Hostile(_rss(f"<item{names}><title>a</title></item>").encode(), (0, 1))


def tags_in_text() -> Hostile:
    """Tens of thousands of angle brackets inside an entry's text."""
    rest = f"<description><![CDATA[{'<a ' * 60_000}]]></description>"
    return Hostile(_rss(_item(rest=rest)).encode(), (1, 1))


def deep_json_feed() -> Hostile:
    """A JSON feed 100,000 deep."""
    text = '{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 100_000
    return Hostile(text.encode(), (0, 0), "broken")


def half_characters() -> Hostile:
    """A JSON feed with halves of surrogate pairs in every field."""
    half = '"\\ud800x"'
    item = ", ".join(f'"{name}": {half}' for name in ("id", "url", "title", "content_html"))
    text = (
        f'{{"version": "https://jsonfeed.org/version/1.1", "title": {half}, "items": [{{{item}}}]}}'
    )
    return Hostile(text.encode(), (1, 1))


def deep_bibliography() -> Hostile:
    """CSL-JSON 100,000 deep."""
    text = '[{"type": "book", "issued": ' + "[" * 100_000
    return Hostile(text.encode(), (0, 0), "no bibliography holds")


def long_number() -> Hostile:
    """CSL-JSON with a number of 100,000 digits."""
    text = f'[{{"type": "book", "volume": {"9" * 100_000}}}]'
    return Hostile(text.encode(), (0, 0), "no bibliography holds")


def odd_values() -> Hostile:
    """CSL-JSON in which nothing has the type that it should."""
    text = """[{"type": "book", "title": ["x"], "author": {"family": 1}, "issued": [[[]]],
      "URL": {"a": 1}, "file": 7, "attachments": [1, {"path": []}], "note": {}, "id": {"a": []}},
      {"type": "book", "author": [1, null, {"family": ["x"]}], "URL": "javascript:alert(1)",
       "accessed": {"date-parts": [["x"]]}, "note": null}]"""
    return Hostile(text.encode(), (0, 0), "names neither")


def doubling_macros() -> Hostile:
    """Abbreviations that double sixty times."""
    doubled = "".join(f"@string{{a = a # a}} % {n}\n" for n in range(60))
    text = f'@string{{a = "tide"}}\n{doubled}@misc{{x, title = a, url = {{https://tide.example/}}}}'
    return Hostile(text.encode(), (1, 1), "abbreviation")


def deep_braces() -> Hostile:
    """A field 100,000 braces deep, and a good entry after it."""
    nest = "{" * 40_000
    text = f"@misc{{bad, title = {nest}\n}}\n@misc{{good, url = {{https://tide.example/}}}}\n"
    return Hostile(text.encode(), (1, 1), "broken")


def at_signs() -> Hostile:
    """Tens of thousands of entries that are none."""
    text = "@misc{a, url = {https://tide.example/}}\n" + "@a{\n" * 60_000
    return Hostile(text.encode(), (1, 1), "")


def backslashes() -> Hostile:
    """TeX that never ends."""
    text = f"@misc{{a, title = {{{chr(92) * 19_999}}}, url = {{https://tide.example/}}}}"
    return Hostile(text.encode(), (0, 1), "")


HOSTILE: dict[str, Callable[[], Hostile]] = {
    made.__name__: made
    for made in (
        billion_laughs, billion_laughs_in_utf16, external_entity, external_document_type,
        included_file, hundred_thousand_entries, long_title, deep_markup, deep_fragment,
        deep_entries, links_elsewhere, guids_elsewhere, base_elsewhere, nuls, controls,
        wrong_utf16, wrong_utf8, unknown_encoding, cut_off, unclosed_sections, unclosed_tags,
        ampersands, attributes, tags_in_text, deep_json_feed, half_characters, deep_bibliography,
        long_number, odd_values, doubling_macros, deep_braces, at_signs, backslashes,
    )
}  # fmt: skip
