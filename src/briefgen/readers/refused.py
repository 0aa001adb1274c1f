"""Texts of which it can't be told who speaks: paid content, and exports of several documents.

General wordings, in small letters, as in `boilerplate`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.model import Problem
from briefgen.readers.pieces import Piece

_PAID = re.compile(
    r"\W*(?:a |an |this is )?(?:"
    r"paid (?:content|posts?|programs?|programmes?|partnership|partner content|for content)"
    r"|(?:sponsored|partner|promoted|branded|advertiser|client) (?:content|posts?|features?"
    r"|stor(?:y|ies)|articles?|series)"
    r"|(?:advertisement|advertising|advertiser|ad|commercial) (?:features?|promotion|content)"
    r"|special advertising (?:section|feature)|advertorials?|content (?:from|by) our partners?"
    r"|bezahlter (?:beitrag|inhalt)|gesponserter (?:beitrag|inhalt)|werbebeitrag"
    r"|contenu sponsorisé|publi-?rédactionnel|publirreportaje|contenido patrocinado"
    r")(?:\W+(?:(?:is |was )?(?:paid for|sponsored|provided|presented|produced|created) )?"
    r"(?:by|from|for|von|par|por) .{2,80})?\W*"
    r"|\W*paid for by:? .{2,80}"
)
_PRODUCED = re.compile(
    r"\b(?:article|content|story|post|feature|page|material)\b.{0,40}\b(?:is|was|has been|were) "
    r"(?:\w+ (?:and|or) )?(?:paid for|sponsored|produced|created|provided|supplied|written)\b"
    r".{0,40}\b(?:by|for|on behalf of)\b"
)
_NOT_OURS = re.compile(
    r"\b(?:newsroom|editorial (?:staff|team|department)|editors|journalists|reporters)\b.{0,60}"
    r"\b(?:not|no|nor)\b.{0,30}\b(?:involved|involvement|part|role|responsible)\b"
)
_SHORT = 14  # words of a label
_STATEMENT = 70
_ABOVE = 3  # pieces above the title in which a label is the page's, and no menu's entry

# What Nexis prints above, or below, and Factiva below each document.
_NUMBERED = re.compile(r"(\d{1,4}) of (\d{1,4}) documents?")
_END = re.compile(r"end of document|document [a-z]{4,8}0{3}\d{8}\w{8,12}")
_APART = "save each of them as a file of its own (the database offers “separate files”)"


def refusal(where: str, pieces: Sequence[Piece], labels: Sequence[str]) -> Problem | None:
    """Why nothing of a text can be quoted as its publisher's or author's, if so."""
    if count := documents_in(pieces):
        return Problem(where, f"is an export that holds {count} documents", _APART)
    if shown := _paid_label(pieces, labels) or _paid_statement(pieces):
        return paid(where, shown)
    return None


def paid(where: str, shown: str) -> Problem:
    """What is said of content that somebody paid for; `shown`: the words that say so."""
    remedy = "leave it out, or name a text that the one who paid has published"
    return Problem(where, f"is paid content, not its publisher's own (“{shown}”)", remedy)


def is_paid_label(text: str) -> bool:
    """Whether a line says that somebody paid for what stands below it."""
    return len(text.split()) <= _SHORT and _PAID.fullmatch(text.lower()) is not None


def documents_in(pieces: Sequence[Piece]) -> int:
    """How many documents of a database's export there are, 0 if it is none or has only one."""
    short = [piece.lowered for piece in pieces if piece.words <= 4]
    numbered = {match[1] for text in short if (match := _NUMBERED.fullmatch(text))}
    ends = sum(_END.fullmatch(text) is not None for text in short)
    count = max(len(numbered), ends)
    return count if count > 1 else 0


def _paid_label(pieces: Sequence[Piece], labels: Sequence[str]) -> str:
    """The label by the title, or between it and the first paragraph."""
    head = next((i for i, label in enumerate(labels) if label in {"title", "title line"}), 0)
    for index in range(max(0, head - _ABOVE), len(pieces)):
        piece = pieces[index]
        if not piece.bullet and piece.mark != "link" and is_paid_label(piece.text):
            return piece.text
        if index > head and labels[index] == "paragraph":
            return ""
    return ""


def _paid_statement(pieces: Sequence[Piece]) -> str:
    """The sentence that says so, and that those who write the paper had no part in it."""
    for piece in pieces:
        text = piece.lowered
        if piece.words <= _STATEMENT and _PRODUCED.search(text) and _NOT_OURS.search(text):
            return piece.text
    return ""
