"""The systems that are compared: each takes a page's bytes and says what it read.

None is told the page's address, and each is run as its own documentation runs it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """What a system read of a page; None where it has no such field at all."""

    text: str = ""
    title: str | None = ""
    author: tuple[str, ...] | None = ()
    date: str | None = ""


def briefgen(content: bytes) -> Reading:
    """Briefgen: a document, or a page that it refuses."""
    from briefgen.model import Document, Snapshot  # noqa: PLC0415
    from briefgen.readers import read  # noqa: PLC0415

    document = read(Snapshot.of("page.html", content))
    if not isinstance(document, Document):
        return Reading()
    reference = document.reference
    issued = reference.issued
    return Reading(
        text=document.text,
        title=reference.title,
        author=tuple(str(name) for name in reference.author),
        date=f"{issued.year:04}-{issued.month:02}-{issued.day:02}" if issued else "",
    )


def trafilatura(content: bytes) -> Reading:
    """trafilatura, precision first, with meta data and without readers' comments."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    found = bare_extraction(
        content, favor_precision=True, include_comments=False, with_metadata=True
    )
    if found is None:
        return Reading()
    return Reading(found.text or "", found.title or "", (found.author or "",), found.date or "")


def readability(content: bytes) -> Reading:
    """readability-lxml: a title and the article's markup, whose text is taken; no date."""
    from lxml import html  # noqa: PLC0415
    from readability import Document  # noqa: PLC0415

    try:
        document = Document(content)
        tree = html.fromstring(document.summary(html_partial=True))
        blocks = tree.xpath("//p|//h2|//h3|//h4|//li|//blockquote[not(.//p)]|//pre|//td[not(.//p)]")
        text = "\n".join(block.text_content() for block in blocks) or tree.text_content()
        return Reading(text, document.short_title() or "", (document.author() or "",), None)
    except Exception:  # it refuses pages in ways of its own
        return Reading(date=None)


def newspaper4k(content: bytes) -> Reading:
    """newspaper4k on a page that was saved."""
    from newspaper import Article  # noqa: PLC0415

    try:
        article = Article("", language="en", fetch_images=False)
        article.download(input_html=content)
        article.parse()
    except Exception:  # it refuses pages in ways of its own
        return Reading()
    published = article.publish_date
    return Reading(
        article.text or "",
        article.title or "",
        tuple(article.authors),
        published.strftime("%Y-%m-%d") if published else "",
    )


SYSTEMS: dict[str, Callable[[bytes], Reading]] = {
    "briefgen": briefgen,
    "trafilatura": trafilatura,
    "readability-lxml": readability,
    "newspaper4k": newspaper4k,
}
