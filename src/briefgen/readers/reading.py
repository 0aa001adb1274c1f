"""The reference as the labelled pieces state it: nothing is guessed, and each origin is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.model import Date, Name, Reference
from briefgen.readers.biography import parse_biography, same_person
from briefgen.readers.dates import dateline_date, find_dates
from briefgen.readers.lexicon import (
    ORGANISATION,
    PERIODICAL,
    PRESS_RELEASE,
    ROLE,
    STRONG_ORGANISATION,
)
from briefgen.readers.memo import is_kind_of_text, memo_of
from briefgen.readers.metaline import name_and_office, parse_meta_line
from briefgen.readers.pieces import Piece
from briefgen.readers.shape import folded
from briefgen.readers.tail import dated_periodical, first_published
from briefgen.readers.titles import parse_title_line

Labelled = Sequence[tuple[Piece, str]]


def read_reference(pieces: Sequence[Piece], labels: Sequence[str]) -> Reference:
    """Title, author, publisher, date, address and role, each with where it was read."""
    page = list(zip(pieces, labels, strict=True))
    memo = memo_of(page)
    title, site, title_date = _title(page)
    subject = bool(memo.title) and is_kind_of_text(title)
    title = memo.title if subject else title
    author, author_origin = _authors(page)
    sent = bool(memo.author) and not author
    author, author_origin = (memo.author, "memo head") if sent else (author, author_origin)
    role, role_origin = _role(page, author)
    role, role_origin = (memo.role, "memo head") if sent and not role else (role, role_origin)
    publisher, publisher_origin = (site, "title line") if site else _publisher(page, author)
    issued, issued_origin = (title_date, "title line") if title_date else _issued(page)
    url = next(
        (_url(piece.text) for piece, label in page if label == "contact" and _url(piece.text)), ""
    )
    origins = {
        "title": "memo head" if subject else "title line" if title else "",
        "author": author_origin,
        "role": role_origin,
        "publisher": publisher_origin if publisher else "",
        "issued": issued_origin if issued else "",
        "url": "line in the text" if url else "",
    }
    return Reference(
        title=title,
        author=author,
        publisher=publisher,
        issued=issued,
        url=url,
        role=role,
        origin={field: where for field, where in origins.items() if where},
    )


def _title(page: Labelled) -> tuple[str, str, Date | None]:
    titles = [piece.text for piece, label in page if label == "title"]
    lines = [piece.text for piece, label in page if label == "title line"]
    for text in lines:
        line = parse_title_line(text, titles)
        return _unstopped(line.title), line.publisher, line.issued
    return (_unstopped(titles[0]), "", None) if titles else ("", "", None)


def _unstopped(title: str) -> str:
    """A title without the full stop that a citation would set again; "U.S." and "…" stay."""
    last = title.rsplit(maxsplit=1)[-1] if title else ""
    return title[:-1] if last.endswith((".", ";")) and "." not in last[:-1] else title


def _authors(page: Labelled) -> tuple[tuple[Name, ...], str]:
    for piece, label in page:
        if label == "byline":
            meta = parse_meta_line(piece.text)
            if meta and meta.authors:
                return meta.authors, "byline"
            if named := name_and_office(piece.text):
                return named.authors, "name line"
    found: list[Name] = []
    for piece, label in page:
        if label == "author's biography" and (bio := parse_biography(piece.text)):
            found += [name for name in bio.authors if name not in found]
    return tuple(found), "biography" if found else ""


def _role(page: Labelled, author: Sequence[Name]) -> tuple[str, str]:
    if len(author) > 1:
        return "", ""
    for piece, label in page:
        if label == "author's biography" and (bio := parse_biography(piece.text)):
            own = not bio.authors or not author or same_person(bio.authors[0], author[0])
            if bio.role and own and len(bio.authors) <= 1:
                return bio.role, "biography"
    for piece, label in page:
        if label == "byline":
            meta = parse_meta_line(piece.text) or name_and_office(piece.text)
            if meta and meta.role:
                return meta.role, "byline"
    lines = [
        piece.text
        for piece, label in page
        if label == "author's position" and not _heads_a_page(piece.text)
    ]
    return _position(lines), "lines by the name" if lines else ""


def _heads_a_page(line: str) -> bool:
    """Whether a line below the name is the periodical's, and not where its bearer works."""
    return bool(PERIODICAL.search(line)) and "," not in line and not ROLE.search(line)


def _position(lines: Sequence[str]) -> str:
    """The office, then the place: each word for word, a comma between two lines."""
    office = next((line for line in lines if ROLE.search(line)), "")
    place = next((line for line in lines if ORGANISATION.search(line) and line != office), "")
    if place and not (office and ORGANISATION.search(office)):
        first = place.split(", ")[0]
        place = first if ORGANISATION.search(first) else place
    elif office:
        place = ""
    return ", ".join(part for part in (office, place) if part)


def _issued(page: Labelled) -> tuple[Date | None, str]:
    for piece, label in page:
        if (
            label in {"byline", "date line"}
            and (meta := parse_meta_line(piece.text))
            and meta.issued
        ):
            return meta.issued, "date line" if label == "date line" else "byline"
    for piece, label in page:
        if label == "first publication":
            dates = [value for *_, value in find_dates(piece.text) if value]
            if len(dates) == 1:
                return dates[0], "line of first publication"
    opening = next((piece.text for piece, label in page if label == "paragraph"), "")
    issued = dateline_date(opening)
    return issued, "dateline" if issued else ""


_RIGHTS = re.compile(
    r"^\W*(?:©|\(c\)|copyright)\W*(?:©|\(c\)|copyright)?\W*"
    r"(?:(?:\d{4})(?:\s?[-–]\s?\d{4})?\W*(?:by\s+|the\s+)*(?P<after>[^.|,]{2,60})"
    r"|(?P<before>[^.|,\d]{2,60}?)\W*\d{4})(?:[.|,].*)?$",
    re.IGNORECASE,
)


_COMPANY = re.compile(
    r"\s*(?:\b(?:all rights|(?:or|and) (?:its|their)|limited|ltd|inc|llc|gmbh)\b.*)?\W*$",
    re.IGNORECASE,
)


def _publisher(page: Labelled, author: Sequence[Name]) -> tuple[str, str]:
    for piece, label in page:
        if label == "first publication":
            return _place(first_published(piece.text)), "line of first publication"
    for piece, label in page:
        if label in {"byline", "date line"} and (name := dated_periodical(piece.text)):
            return name, "date line"
        if label == "author's position" and _heads_a_page(piece.text):
            return piece.text, "line by the name"
    if masthead := _masthead(page):
        return masthead, "masthead"
    for piece, label in page:
        if label == "copyright line" and (match := _RIGHTS.match(piece.text)):
            holder = _COMPANY.sub("", match["after"] or match["before"])
            if holder and not any(folded(str(name)) == folded(holder) for name in author):
                return holder.strip(), "copyright line"
    return "", ""


def _masthead(page: Labelled) -> str:
    """An organisation's name above the title that returns further down, or heads a release."""
    title = next((i for i, (_, label) in enumerate(page) if label in {"title", "title line"}), 0)
    for index, (piece, label) in enumerate(page[:title]):
        name = piece.text
        if (
            label not in {"menu", "masthead"}
            or index > 8
            or not 2 <= piece.words <= 9
            or not STRONG_ORGANISATION.search(name)
        ):
            continue
        if not all(
            w[0].isupper() or w in {"of", "for", "and", "the", "on", "in"} for w in name.split()
        ):
            continue
        rest = page[index + 1 :]
        release = any(PRESS_RELEASE.fullmatch(other.text) for other, _ in rest[:3])
        if release or any(piece.folded in other.folded for other, _ in rest):
            return name
    return ""


def _place(where: str) -> str:
    """The organisation in what follows "first published in": without article, date and licence."""
    cut = _PLACE_ENDS.split(where)[0]
    for start, _, _ in sorted(find_dates(cut)):
        cut = cut[:start]
        break
    return _ARTICLE.sub("", cut.strip(' .,;:"“”*_')).strip()


# "… by the Straits Quarterly on 2 June", "… in X, under a licence", "… at X. Read it there."
_PLACE_ENDS = re.compile(r"\s+(?:on|in|under|at|as|with|here)\s+(?=\w)|[,;(]\s|\.\s|\.$")
# "in the Tidewater Review", but "by The Conversation": a capital makes it part of the name.
_ARTICLE = re.compile(r"^the\s+")

_ADDRESS = re.compile(
    r"^(?:source|url|link|permalink|original(?: article)?|quelle|read (?:it )?at)\s*:\s*"
    r"(https?://\S+)$",
    re.IGNORECASE,
)


def _url(text: str) -> str:
    match = _ADDRESS.match(text)
    return match[1] if match else ""
