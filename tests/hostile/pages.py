"""HTML that is too much, too deep or lies: of what it is, of its encoding, of its entities."""

from __future__ import annotations

from .sample import CANARY_FILE, PARAGRAPHS, SENTENCE, Hostile

_P = f"<p>{SENTENCE}</p>\n"


def _page(body: str, head: str = "", before: str = "<!DOCTYPE html>") -> str:
    return f"{before}<html><head><title>Quay</title>{head}</head><body>{body}</body></html>"


_BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
_FILE = CANARY_FILE.as_uri()


def _article(body: str = _BODY) -> str:
    return f"<article><h1>The quay</h1>{body}</article>"


def _of(size: int, piece: str) -> bytes:
    return _page(piece * (size // len(piece))).encode()


def _table(rows: int, columns: int) -> bytes:
    row = "<tr>" + "<td>12.5</td>" * columns + "</tr>\n"
    return _page(_article() + f"<table>{row * rows}</table>").encode()


def _laughs() -> str:
    declared = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    return f"<!DOCTYPE html [{declared}]>"


def _drawing(name: str, declared: str) -> str:
    return (
        f'<?xml version="1.0"?><!DOCTYPE svg [{declared}]><svg xmlns="http://www.w3.org/2000/svg">'
        f'<text>&{name};</text><image href="{_FILE}"/></svg>'
    )


def _linked(number: int) -> str:
    return f'<script type="application/ld+json">{"[" * number}</script>'


_ELSEWHERE = (
    f'<link rel="stylesheet" href="{_FILE}"><base href="{_FILE}/">'
    f'<meta http-equiv="refresh" content="0;url={_FILE}">'
)
_FRAMES = (
    f'<iframe src="{_FILE}"></iframe><object data="{_FILE}"></object>'
    f'<embed src="{CANARY_FILE}"><img src="{_FILE}"><a href="{_FILE}">it</a>'
    f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{_FILE}"/>'
)

PAGES = (
    Hostile("49 MB of paragraphs", lambda: _of(49_000_000, _P), "too large", large=True),
    Hostile("100 MB of paragraphs", lambda: _of(100_000_000, _P), "too large", large=True),
    Hostile("3.9 MB of paragraphs", lambda: _of(3_900_000, _P), large=True),
    Hostile("3.9 MB of lines", lambda: _of(3_900_000, "tide<br>"), large=True),
    Hostile("3.9 MB of links", lambda: _of(3_900_000, '<a href="x">tide</a> '), large=True),
    Hostile("3.9 MB of bylines", lambda: _of(3_900_000, '<p class="byline">By A</p>'), large=True),
    Hostile("3.9 MB of menus", lambda: _of(3_900_000, "<nav><li>tide</nav>"), large=True),
    Hostile("49 MB of <div>", lambda: _of(49_000_000, "<div>"), "too large"),
    Hostile("3.9 MB of <div>", lambda: _of(3_900_000, "<div>"), large=True),
    Hostile("10,000 <div>", lambda: _page("<div>" * 10_000 + _article()).encode()),
    Hostile("40,000 <font>", lambda: _page("<font>" * 40_000 + _article()).encode()),
    Hostile("200 <div>", lambda: _page("<div>" * 200 + _article()).encode()),
    Hostile("3.9 MB of <", lambda: _of(3_900_000, "<"), large=True),
    Hostile("3.9 MB of <a ", lambda: _of(3_900_000, "<a "), large=True),
    Hostile("3.9 MB of <!--", lambda: _of(3_900_000, "<!--")),
    Hostile("49 MB of <script", lambda: _of(49_000_000, "<script "), large=True),
    Hostile("49 MB of <style>", lambda: _of(49_000_000, "<style>"), large=True),
    Hostile("49 MB of data:", lambda: _of(49_000_000, "data:image/png;base64,"), large=True),
    Hostile("table of 250,000 cells", lambda: _table(5000, 50), large=True),
    Hostile("table of a million cells", lambda: _table(20_000, 50), large=True),
    Hostile("20,000 attributes", lambda: _page(
        f"<p {' '.join(f'a{n}=1' for n in range(20_000))}>{SENTENCE}</p>").encode()),
    Hostile("class of a megabyte", lambda: _page(
        f'<div class="{"author " * 150_000}">{_article()}</div>').encode()),
    Hostile("entity bomb in HTML", lambda: _page(
        _article("<p>&l9;</p>" + _BODY), "", _laughs()).encode()),
    Hostile("XXE in HTML", lambda: _page(
        _article("<p>&x;</p>" + _BODY), "", f'<!DOCTYPE html [<!ENTITY x SYSTEM "{_FILE}">]>'
    ).encode()),
    Hostile("XXE in XHTML", lambda: _page(
        _article("<p>&x;</p>" + _BODY), "",
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{_FILE}">]>').encode()),
    Hostile("entity bomb in SVG", lambda: _drawing(
        "b", '<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">').encode()),
    Hostile("XXE in SVG", lambda: _drawing("b", f'<!ENTITY b SYSTEM "{CANARY_FILE}">').encode()),
    Hostile("names of files in HTML", lambda: _page(_FRAMES + _article(), _ELSEWHERE).encode()),
    Hostile("JSON-LD 100,000 deep", lambda: _page(_article(), _linked(100_000)).encode()),
    Hostile("JSON-LD of 1e400", lambda: _page(_article(), (
        '<script type="application/ld+json">{"@type": "Article", "datePublished": 1e400,'
        f'"headline": {"9" * 10_000}, "author": {{"name": Infinity}}}}</script>')).encode()),
    Hostile("JSON-LD of half characters", lambda: _page(_article(), (
        '<script type="application/ld+json">{"@type": "Article", "headline": "\\ud800 Quay",'
        '"author": {"name": "Ada \\udfff Quill"}}</script>')).encode()),
    Hostile("meta says UTF-16", lambda: _page(_article(), '<meta charset="utf-16">').encode()),
    Hostile("meta says UTF-7", lambda: _page(
        "+ADw-script+AD4-" + _article(), '<meta charset="utf-7">').encode()),
    *(
        Hostile(f"meta says {codec}", lambda codec=codec: _page(
            _article(_BODY * 200), f'<meta charset="{codec}">').encode())
        for codec in ("punycode", "idna", "unicode_escape", "raw_unicode_escape", "zlib", "rot13",
                      "undefined", "hex", "mbcs", "utf-8-sig", "..", "x" * 150)
    ),
    Hostile("two encodings", lambda: (
        _page(_article() + "<p>Ça s’est passé là-bas.</p>").encode()
        + "<p>Ça s’est passé là-bas.</p>".encode("cp1252"))),
    Hostile("UTF-16 in UTF-8's mark", lambda: b"\xef\xbb\xbf" + _page(_article()).encode("utf-16")),
    Hostile("UTF-8 in UTF-16's mark", lambda: b"\xff\xfe" + _page(_article()).encode()),
    Hostile("odd number of UTF-16", lambda: _page(_article()).encode("utf-16")[:-1]),
    Hostile("references to what is no character", lambda: _page(_article(
        f"<p>&#xd800;&#x110000;&#0;&#xfffe;&#x202e;{SENTENCE}&#8203;&#xe000;</p>")).encode()),
)  # fmt: skip
