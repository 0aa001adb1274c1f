"""A desk of many files in every format, made from the sample's own texts, to see how it goes in.

    python benchmarks/mixed_desk.py FOLDER [--files 1000] [--seed 1]

The articles are put together from the paragraphs of the sample desk, each with a title, an author
and a date of its own; every tenth is a copy of the one before it, as another paper prints it. The
formats take turns: text, Markdown, HTML, PDF, DOCX, EML, a feed of ten entries, and a bibliography
with its files. Then: briefgen build FOLDER/briefs/mixed.yaml
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from html import escape
from pathlib import Path

from briefgen.model import Document, Snapshot
from briefgen.readers import read

ROOT = Path(__file__).resolve().parents[1]
GIVEN = "Ada Ben Carla Dario Elin Femi Greta Hugo Ines Jonas Karin Lev Mara Nils Olga Piet".split()
FAMILY = (
    "Abara Brandt Castel Dorn Eriksen Farouk Grieve Holm Ivers Jansen Kovac Lund Moreau".split()
)
PAPERS = ("The Northern Post", "Harbour Review", "The Capital Courier", "Policy Weekly")
WORDS = "Pressure Doubt Hope Patience Silence Trade Votes Gas Borders Treaties Spies Ports".split()


@dataclass(frozen=True)
class Article:
    """An invented article: what stands above its text, and its paragraphs."""

    number: int
    title: str
    given: str
    family: str
    paper: str
    issued: date
    paragraphs: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its file's name, without a suffix."""
        return f"{self.number:05d}-{self.family.lower()}"

    @property
    def line(self) -> str:
        """The line that says who wrote it where and when."""
        return f"By {self.given} {self.family}"

    @property
    def day(self) -> str:
        """Its date in words."""
        return f"{self.issued.day} {self.issued:%B %Y}"


def main(argv: Sequence[str] | None = None) -> int:
    """Write the desk and say where its spec is."""
    parser = argparse.ArgumentParser(description="A desk of many files in every format.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", nargs="+", choices=sorted(FORMATS), default=sorted(FORMATS))
    arguments = parser.parse_args(argv)
    print(make(arguments.folder, arguments.files, arguments.seed, arguments.formats))
    return 0


def make(folder: Path, files: int, seed: int, formats: Sequence[str]) -> Path:
    """Write `files` sources in the formats, turn by turn; the spec's path."""
    sources = folder / "briefs" / "sources"
    sources.mkdir(parents=True)
    chance = random.Random(seed)
    pool = paragraphs()
    last: Article | None = None
    for number in range(files):
        if number % 10 == 9 and last is not None:
            article = replace(last, number=number, paper=chance.choice(PAPERS))
        else:
            article = last = invent(number, pool, chance)
        FORMATS[formats[number % len(formats)]](article, sources)
    spec = (ROOT / "briefs" / "us-russia-2017.yaml").read_text(encoding="utf-8")
    path = folder / "briefs" / "mixed.yaml"
    _write(path, re.sub(r"(?ms)^sources:.*?^(?=\S)", "sources: [sources/*]\n", spec, count=1))
    return path


def paragraphs() -> list[str]:
    """The paragraphs of the sample desk's texts."""
    found = []
    for file in sorted(f for f in (ROOT / "briefs" / "sources").rglob("*") if f.is_file()):
        document = read(Snapshot.of(file.name, file.read_bytes()))
        if isinstance(document, Document):
            found += [document.text[b.start : b.end] for b in document.paragraphs]
    return [text for text in found if len(text.split()) > 25]


def invent(number: int, pool: Sequence[str], chance: random.Random) -> Article:
    """An article of some of these paragraphs."""
    title = f"{chance.choice(WORDS)} and {chance.choice(WORDS)} after Hamburg, Part {number}"
    return Article(
        number=number,
        title=title,
        given=chance.choice(GIVEN),
        family=chance.choice(FAMILY),
        paper=chance.choice(PAPERS),
        issued=date(2017, 7, 1) + timedelta(days=chance.randrange(90)),
        paragraphs=tuple(chance.sample(list(pool), k=chance.randint(4, 8))),
    )


# --- Formats --------------------------------------------------------------------------------------


def plaintext(article: Article, folder: Path) -> None:
    """A page saved as text."""
    head = f"{article.title}\n\n{article.line}\n{article.paper}, {article.day}"
    _write(folder / f"{article.name}.txt", "\n\n".join([head, *article.paragraphs]))


def markdown(article: Article, folder: Path) -> None:
    """Markdown with front matter."""
    head = f"---\ntitle: {article.title}\nauthor: {article.given} {article.family}\n"
    head += f"date: {article.issued}\n---"
    _write(folder / f"{article.name}.md", "\n\n".join([head, *article.paragraphs]))


def html(article: Article, folder: Path) -> None:
    """A page with a menu, JSON-LD and a foot."""
    _write(folder / f"{article.name}.html", page(article))


def page(article: Article) -> str:
    """The page of an article."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "author": {"@type": "Person", "name": f"{article.given} {article.family}"},
        "publisher": {"@type": "Organization", "name": article.paper},
        "datePublished": str(article.issued),
    }
    body = "".join(f"<p>{escape(text)}</p>\n" for text in article.paragraphs)
    menu = "".join(f'<li><a href="/{w}">{w}</a></li>' for w in ("News", "Opinion", "Contact"))
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{article.title}</title>"
        f'<script type="application/ld+json">{json.dumps(data)}</script></head><body>'
        f"<nav><ul>{menu}</ul></nav><article><h1>{article.title}</h1>"
        f"<p class=byline>{article.line}</p>{body}</article><footer>© {article.paper}</footer>"
        "</body></html>"
    )


def pdf(article: Article, folder: Path) -> None:
    """A paper in two columns with running heads."""
    from weasyprint import HTML  # noqa: PLC0415

    style = (
        "@page {size: A5; @top-center {content: 'Harbour Review'} "
        "@bottom-center {content: counter(page)}} body {font: 9pt serif} main {columns: 2}"
    )
    body = "".join(f"<p>{escape(text)}</p>" for text in article.paragraphs)
    HTML(
        string=f"<title>{article.title}</title><style>{style}</style><h1>{article.title}</h1>"
        f"<p>{article.line}</p><p>{article.day}</p><main>{body}</main>"
    ).write_pdf(folder / f"{article.name}.pdf")


def docx(article: Article, folder: Path) -> None:
    """A Word file."""
    from docx import Document as Word  # noqa: PLC0415

    word = Word()
    word.add_heading(article.title, 0)
    word.add_paragraph(article.line)
    word.add_paragraph(article.day)
    for text in article.paragraphs:
        word.add_paragraph(text)
    word.save(str(folder / f"{article.name}.docx"))


def eml(article: Article, folder: Path) -> None:
    """A newsletter."""
    from email.message import EmailMessage  # noqa: PLC0415
    from email.utils import format_datetime  # noqa: PLC0415

    message = EmailMessage()
    message["From"] = f"{article.given} {article.family} <letters@example.org>"
    message["To"] = "readers@example.org"
    message["Subject"] = article.title
    message["Date"] = format_datetime(datetime.combine(article.issued, time(6), UTC))
    message["List-Unsubscribe"] = "<https://example.org/unsubscribe>"
    message.set_content("\n\n".join([article.line, *article.paragraphs]))
    message.add_alternative(page(article), subtype="html")
    (folder / f"{article.name}.eml").write_bytes(bytes(message))


def feed(article: Article, folder: Path) -> None:
    """A saved feed with the full text of its entry."""
    body = "".join(f"<p>{escape(text)}</p>" for text in article.paragraphs)
    stamp = f"{article.issued:%a, %d %b %Y} 06:00:00 GMT"
    _write(
        folder / f"{article.name}.rss",
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{article.paper}</title><item><title>{article.title}</title>"
        f"<guid isPermaLink='false'>{article.name}</guid><pubDate>{stamp}</pubDate>"
        f"<dc:creator>{article.given} {article.family}</dc:creator>"
        f"<content:encoded>{escape(body)}</content:encoded></item></channel></rss>",
    )


def bibliography(article: Article, folder: Path) -> None:
    """A Zotero export with one file."""
    kept = folder / "attached"
    kept.mkdir(exist_ok=True)
    _write(kept / f"{article.name}.html", page(article))
    _write(
        folder / f"{article.name}.bib",
        f"@article{{{article.family.lower()}{article.number},\n"
        f"  title = {{{article.title}}},\n  author = {{{article.family}, {article.given}}},\n"
        f"  journal = {{{article.paper}}},\n  date = {{{article.issued}}},\n"
        f"  file = {{Snapshot:attached/{article.name}.html:text/html}}\n}}\n",
    )


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


FORMATS: dict[str, Callable[[Article, Path], None]] = {
    "bib": bibliography,
    "docx": docx,
    "eml": eml,
    "feed": feed,
    "html": html,
    "markdown": markdown,
    "pdf": pdf,
    "text": plaintext,
}

if __name__ == "__main__":
    raise SystemExit(main())
