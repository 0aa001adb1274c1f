"""What a mail says of an edition: the key points, word for word, and what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as Tree

from briefgen.deliver.news import told_changes

#: Issues that a mail gives a key point of.
_ISSUES = 6
_STYLE = "font-family: Georgia, serif; max-width: 40em; line-height: 1.45"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail without its addresses: subject, plain text, HTML."""

    subject: str
    plain: str
    html: str


@dataclass(frozen=True, slots=True)
class _Point:
    """A passage as it is printed: the issue it is on, its words, who said them, and where."""

    issue: str
    text: str
    holder: str
    source: str


def letter(record: Mapping[str, Any], words: Mapping[str, Any], subject: str = "") -> Letter:
    """The letter that goes with an edition, by its public record and the page's labels."""
    title, edition = str(record["title"]), str(record["edition"])
    points = [*_points(record, words)]
    changes = told_changes(record.get("changes"), words["mail"])
    line = (subject or "{title}: {edition}").format(title=title, edition=edition)
    news = [(words["mail"]["changed"], changes)] if changes else []
    return Letter(
        subject=one_line(line),
        plain=_plain(title, edition, points, news, words),
        html=_html(record, points, news, words),
    )


def one_line(text: str) -> str:
    """The text as a header may hold it: without control characters and breaks of lines."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _points(record: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[_Point]:
    """Both sides of an issue's first contrast, or the first passage of one who takes no side."""
    said = 0
    for issue in record.get("issues", ()):
        found = _of_issue(record, issue)
        said += bool(found)
        if said > _ISSUES:
            return
        for passage in found:
            yield _point(record, issue, passage, words)


def _of_issue(record: Mapping[str, Any], issue: Mapping[str, Any]) -> list[str]:
    for contrast in issue.get("contrasts", ()):
        return [contrast["left_passage"], contrast["right_passage"]]
    partisan = {v["holder"] for v in issue.get("viewpoints", ()) if v["position"] is not None}
    sided = issue.get("changes") or issue.get("mixed")
    free = (
        p
        for p in issue.get("key_passages", ())
        if not sided or record["passages"][p]["holder"] not in partisan
    )
    return [*free][:1]


def _point(
    record: Mapping[str, Any], issue: Mapping[str, Any], key: str, words: Mapping[str, Any]
) -> _Point:
    passage = record["passages"][key]
    holder = record["holders"][passage["holder"]]
    source: Mapping[str, Any] = next(
        (s for s in record["sources"] if s["id"] == passage["source"]), {}
    )
    reference = source.get("reference", {})
    named = ", ".join(filter(None, (holder["name"], holder.get("role"))))
    by = words["reported"].get(passage.get("reported"))
    if by:
        named += f", {by.format(by=_authors(reference) or _outlet(reference) or '–')}"
    return _Point(issue["title"], passage["text"], named, _cited(reference))


def _cited(reference: Mapping[str, Any]) -> str:
    """Title, outlet and day, as far as they are known."""
    title = f"“{reference['title']}”" if reference.get("title") else ""
    parts = (reference.get("issued") or {}).get("date-parts") or [[]]
    day = "-".join(f"{part:02d}" for part in parts[0])
    return ", ".join(filter(None, (title, _outlet(reference), day, reference.get("URL"))))


def _outlet(reference: Mapping[str, Any]) -> str:
    return str(reference.get("container-title") or reference.get("publisher") or "")


def _authors(reference: Mapping[str, Any]) -> str:
    names = (
        name.get("literal") or " ".join(filter(None, (name.get("given"), name.get("family"))))
        for name in reference.get("author", ())
    )
    return ", ".join(filter(None, names))


# --- As plain text and as HTML ----------------------------------------------------------------


def _plain(
    title: str,
    edition: str,
    points: Sequence[_Point],
    news: Sequence[tuple[str, list[str]]],
    words: Mapping[str, Any],
) -> str:
    lines = [one_line(title), edition, ""]
    if points:
        lines += [words["key_points"], ""]
    for n, point in enumerate(points):
        if n == 0 or points[n - 1].issue != point.issue:
            lines += [one_line(point.issue), ""]
        # No marks of ours: a passage has its own, and is printed as it stands.
        lines += [f"> {line}" for line in point.text.splitlines()]
        lines += ["", f"– {one_line(point.holder)}. {one_line(point.source)}", ""]
    for head, told in news:
        lines += [head, "", *(f"– {line}" for line in told), ""]
    return "\n".join([*lines, words["mail"]["attached"], ""])


def _html(
    record: Mapping[str, Any],
    points: Sequence[_Point],
    news: Sequence[tuple[str, list[str]]],
    words: Mapping[str, Any],
) -> str:
    """A page without scripts, pictures or links; what is put into it is text and nothing else."""
    shown, body = page(record["title"], str(record.get("language", "en")))
    add(body, "h1", record["title"])
    add(body, "p", record["edition"])
    if points:
        add(body, "h2", words["key_points"])
    for n, point in enumerate(points):
        if n == 0 or points[n - 1].issue != point.issue:
            add(body, "h3", point.issue)
        add(body, "blockquote", point.text)
        add(body, "p", f"– {point.holder}. {point.source}")
    for title, told in news:
        add(body, "h2", title)
        items = Tree.SubElement(body, "ul")
        for line in told:
            add(items, "li", line)
    add(body, "p", words["mail"]["attached"])
    return written(shown)


def page(title: object, language: str) -> tuple[Tree.Element, Tree.Element]:
    """A page without anything on it, and its body."""
    shown = Tree.Element("html", lang=language)
    head = Tree.SubElement(shown, "head")
    Tree.SubElement(head, "meta", charset="utf-8")
    add(head, "title", title)
    return shown, Tree.SubElement(shown, "body", style=_STYLE)


def add(parent: Tree.Element, tag: str, text: object) -> None:
    """Put an element with this text, and nothing but text, into another."""
    Tree.SubElement(parent, tag).text = allowed(str(text))


def written(shown: Tree.Element) -> str:
    """A page as HTML."""
    return "<!DOCTYPE html>\n" + Tree.tostring(shown, encoding="unicode", method="html") + "\n"


def allowed(text: str) -> str:
    """The text without the characters that neither XML nor a page may hold."""
    return "".join(c for c in text if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))
