"""A desk of one source in each format, and commands in it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from acquisition.desks import article, bibliography
from docx import Document as WordDocument
from readers.papers_by_hand import Placed, set_by_hand, set_in_lines

#: Runs a command in the desk: its status, standard output and standard error.
Run = Callable[..., tuple[int, str, str]]

PARAGRAPHS = article(3).split("\n\n")
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>The ferry bill | Quay Weekly</title>
<meta name="author" content="Mara Quill">
<meta property="article:published_time" content="2031-02-11T08:00:00Z">
<meta property="og:site_name" content="Quay Weekly"></head>
<body><nav><a href="/">Home</a> <a href="/ferries">Ferries</a></nav>
<article><h1>The ferry bill</h1><p>{PARAGRAPHS[0]}</p>
<figure><img src="a.jpg" alt=""><figcaption>The pier in winter. Photo: Jo Lens</figcaption></figure>
<h2>Who pays</h2><p>{PARAGRAPHS[1]}</p>
<p>Sign up for our newsletter and never miss a story.</p></article>
<footer>© 2031 Quay Weekly. All rights reserved.</footer></body></html>
"""
MAIL = """From: Mara Quill <mara@quay.example>
To: desk@desk.example
Subject: The letter about pier 4
Date: Tue, 11 Feb 2031 08:00:00 +0000
Message-ID: <1@quay.example>
Content-Type: text/plain; charset=utf-8

"""
FEED = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Pier News</title>
<item><title>The entry on pier 5</title><link>https://pier.example/5</link>
<dc:creator>Jan Poe</dc:creator><pubDate>Tue, 11 Feb 2031 08:00:00 GMT</pubDate>
<content:encoded><![CDATA[{}]]></content:encoded></item></channel></rss>"""


def word() -> bytes:
    made = WordDocument()
    made.add_heading("The memorandum on pier 2", 0)
    for paragraph in article(2).split("\n\n"):
        made.add_paragraph(paragraph)
    made.core_properties.author = "Mara Quill"
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def pdf() -> bytes:
    """Two pages of A4, a title on the first, a page number on each."""
    pages: list[list[Placed]] = []
    for n in range(2):
        top = 700.0
        lines: list[Placed] = [(290, 40, 8, str(n + 1))]
        if n == 0:
            lines.append((70, 760, 20, "The paper on pier 6"))
        for paragraph in article(6 + n).split("\n\n"):
            lines += set_in_lines(paragraph, 70, top, 450)
            top -= 120
        pages.append(lines)
    return set_by_hand(pages)


def fill(folder: Path) -> None:
    """One source in each format; the bibliography and the feed bring one more each."""
    mail = MAIL + article(4)
    feed = FEED.format("".join(f"<p>{part}</p>" for part in article(5).split("\n\n")))
    for name, content in {
        "page.html": PAGE.encode(),
        "paper.pdf": pdf(),
        "memo.docx": word(),
        "letter.eml": mail.replace("\n", "\r\n").encode(),
        "feed.xml": feed.encode(),
        "refs.json": bibliography(record="files/record.txt").encode(),
        "files/record.txt": f"By Jan Poe\n\n{article(8)}".encode(),
        "broken.txt": b"\x00\x01\x02",
    }.items():
        path = folder / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
