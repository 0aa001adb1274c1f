"""Good samples of every format, all invented."""
# ruff: noqa: E501 - a page's markup and a feed's stand as they are written

from __future__ import annotations

from readers import hostile_office, papers_by_hand, word
from readers.hostile_office import W, link, message, word_file

_ONE = "The harbour board of Norvale will rebuild the western quay before the winter begins."
_TWO = "“Nobody has shown who would pay for it,” said Mayor Otto Lindgren, who opposes the quay."
_THREE = "The ferry’s dues rose by 4.5 per cent in 2030, and the board of U.S. pilots fell silent."

TEXT = f"""The Quay at Norvale

By Ada Quill and Samuel Okoro
Norvale Post, 4 March 2031

{_ONE} {_TWO}

1. {_THREE}
• {_ONE}

Photo: Ida Berg/AFP
Read more: [the minutes](https://norvale.example/a_(b)) ![a crane](x.png)

{_THREE} {_ONE}
Ada Quill is a lecturer at Aberwick University.
Leave a Reply
"""
WRAPPED = """The Quay at Norvale

The harbour board of Norvale will rebuild the western quay before the
winter begins, and the fishermen of the town said that it had been prom-
ised to them in every one of the last four years by three of its mayors.

"Nobody has shown who would pay for it," said the fourth of them, who is
against the quay, the crane that stands on it and the bridge beside both.
"""
MARKDOWN = f"""---
title: "The Quay"
author: [Ada Quill, {{name: Samuel Okoro}}]
date: 2031-03-04
url: https://norvale.example/quay
---

# The Quay at Norvale

*By Ada Quill*, 4 March 2031

{_ONE} It is **late** and `so` is [the board](https://norvale.example "b").[^1]

> {_TWO}

- {_THREE}
- {_ONE}

| a | b |
|---|---|
| 1 | 2 |

![a crane](x.png)

[^1]: A note on the quay, which says a little more.
"""
HTML = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The Quay | Norvale Post</title>
<link rel="canonical" href="https://norvale.example/quay"><meta property="og:title" content="The Quay">
<meta name="author" content="Ada Quill"><meta property="article:published_time" content="2031-03-04T09:00:00Z">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "The Quay", "datePublished": "2031-03-04", "author": [{{"@type": "Person", "name": "Ada Quill"}}],
"publisher": {{"@id": "#p"}}, "isAccessibleForFree": true}}</script><style>p {{}}</style></head><body>
<nav><ul><li><a href="/">Home</a></li></ul></nav><article><h1>The Quay</h1><p class="byline">By <a rel="author"
href="/a">Ada Quill</a></p><time datetime="2031-03-04">4 March 2031</time><p>{_ONE}</p><p>{_TWO} &amp; so &#8212; on</p>
<h2>The money</h2><p>{_THREE}<br>{_ONE}</p><figure><img src="x.png"><figcaption>A crane</figcaption></figure>
<blockquote><p>{_TWO}</p></blockquote><ul><li>{_THREE}</li></ul><table><tr><td>{_ONE}</td></tr></table></article>
<aside>Most read</aside><form><input><button>Send</button></form><footer>© Norvale Post</footer></body></html>"""
BODY = "".join(map(word.p, (_ONE, _TWO, _THREE))) + word.TITLE + word.table((_ONE, _TWO))
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Norvale Post</title><link>https://norvale.example/</link>
<item><title>The Quay</title><link>https://norvale.example/quay</link><dc:creator>Ada Quill</dc:creator>
<pubDate>Tue, 04 Mar 2031 09:00:00 GMT</pubDate><guid isPermaLink="false">7</guid><description>{_ONE}</description>
<content:encoded><![CDATA[<p>{_ONE}</p><p>{_TWO}</p>]]></content:encoded></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://norvale.example/"><title>Post</title><entry>
<title type="html">The &amp;lt;b&amp;gt;Quay</title><link rel="alternate" href="quay"/><updated>2031-03-04T09:00:00Z</updated>
<author><name>Ada Quill</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{_ONE}</p>
<p>{_TWO}</p></div></content></entry></feed>"""
JSON_FEED = f"""{{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [{{"id": "1", "url":
"https://norvale.example/quay", "title": "The Quay", "content_html": "<p>{_ONE}</p>", "date_published":
"2031-03-04T09:00:00Z", "authors": [{{"name": "Ada Quill"}}]}}]}}"""
CSL = """[{"id": "quill2031", "type": "article-newspaper", "title": "The Quay", "container-title": "Norvale Post",
"author": [{"family": "Quill", "given": "Ada"}, {"literal": "Harbour Board"}], "issued": {"date-parts": [[2031, 3, 4]]},
"URL": "https://norvale.example/quay", "note": "file: a.pdf"}, {"type": "book", "title": "Tides", "volume": 3,
"attachments": [{"path": "files/tides.pdf", "mimeType": "application/pdf"}]}]"""
BIBTEX = r"""@string{post = "Norvale Post"}
@article{quill2031, author = {Quill, Ada and {Harbour Board}}, title = {The {Q}uay \"uber \'alles}, journal = post # " A",
  date = {2031-03-04}, url = {https://norvale.example/quay}, file = {Full Text:files/1/quay.pdf:application/pdf}}
% a comment
@inbook{b, crossref = {quill2031}, title = "Tides", month = mar, year = 2030, pages = {1--9}, file = {b.html}}
"""
MAIL = message(f"Dear all,\r\n\r\n{_ONE}\r\n\r\n{_TWO}\r\n\r\n-- \r\nJane\r\n")
PARTS = message(
    f"--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable"
    f"\r\n\r\n{_ONE} =E2=80=94 so=\r\n on\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>{_ONE}</p><p>{_TWO}"
    f"</p>\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\nSubject: =?utf-8?q?Quay=20?="
    f"\r\n\r\n{_THREE}\r\n--b--\r\n",
    "List-Id: Post <post.example>\r\nReply-To: b@b.example\r\n",
    'multipart/mixed; boundary="b"',
)
PAPER = papers_by_hand.set_by_hand(
    [papers_by_hand.set_in_lines(f"{_ONE} {_TWO} {_THREE}".translate({8220: 34, 8221: 34}), 60, 700 - 90 * n, 420)
     for n in range(2)], labels="0 << /S /D /St 7 >>",
)  # fmt: skip
NOTES = {
    "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{word.p(_TWO)}</w:footnote></w:footnotes>'
}


def in_word(body: bytes) -> bytes:
    """A Word file whose document is that XML, good or not."""
    parts = {**NOTES, "word/document.xml": body}
    return word_file(parts=parts, links=link("footnotes", "footnotes.xml"))


DOCUMENT = f'<w:document xmlns:w="{W}" xmlns:r="{hostile_office.OFFICE}"><w:body>{BODY}</w:body></w:document>'


def words(text: str) -> tuple[bytes, ...]:
    """The words of a list, as bytes."""
    return tuple(word.encode() for word in text.split())
