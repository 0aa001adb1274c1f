"""What mail has and pages have not: greetings, links to a web version, ways out of a list.

General wordings of four languages, in small letters, as in `boilerplate`; each matches one block
as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.model import Dropped
from briefgen.readers.asides import Entry
from briefgen.readers.letters import (
    CLOSING,
    CLOSING_WORDS,
    SALUTATION,
    SALUTATION_WORDS,
)
from briefgen.readers.pieces import Piece


def _rule(reason: str, pattern: str, words: int) -> tuple[str, re.Pattern[str], int]:
    """A block of at most `words` words that matches `pattern` is dropped for `reason`."""
    return reason, re.compile(pattern), words


WEB_VERSION = re.compile(
    r"(?:view|read|open|see|display)\b.{0,40}\b(?:browser|online|web ?page|on the web|web version)"
    r"|web ?version|online[ -]?version|im browser|version en ligne|dans (?:le|votre) navigateur"
    r"|en (?:el|tu|su) navegador|versión (?:web|en línea)|view (?:this )?(?:e-?mail|message) here",
    re.IGNORECASE,
)
# fmt: off
RULES: tuple[tuple[str, re.Pattern[str], int], ...] = (
    _rule("link to the web version", rf".{{0,120}}(?:{WEB_VERSION.pattern}).{{0,60}}", 25),
    _rule("link to the web version", r".{0,40}\b(?:trouble|problems?|difficult(?:y|ies)|can[’']t"
        r"|unable|cannot)\b.{0,30}\b(?:viewing|reading|seeing|displaying|view|read|see|display)"
        r"\b.{0,80}", 25),
    _rule("ways out of the list", r".*\b(?:unsubscribe|opt[ -]out|(?:e-?mail|subscription"
        r"|communication|your) preferences|manage your (?:subscription|e-?mails?|account)"
        r"|no longer (?:wish|want) to (?:receive|get)|abmelden|abbestellen|austragen"
        r"|abbestellung|désabonner|désinscri\w+|darse? de baja|cancelar (?:la |su |tu )?"
        r"suscripción|forward (?:this|to) (?:e-?mail )?(?:to )?a (?:friend|colleague)"
        r"|update your (?:profile|details))\b.*", 60),
    _rule("ways out of the list", r"(?:you(?:[’']re| are)? (?:have )?(?:receiv(?:ed|ing)|got"
        r"|getting|subscribed)|why (?:did|am) (?:i|you) get\w*|this (?:e-?mail|message|newsletter)"
        r" (?:was|is|has been) (?:sent|intended|addressed)|sent to:?|was this (?:e-?mail"
        r"|newsletter) forwarded|(?:was )?forwarded (?:this|to you)|(?:please )?add .{2,60} to "
        r"your (?:address book|contacts|safe)|sie (?:erhalten|bekommen) dies\w+|dies\w* (?:e-?mail"
        r"|newsletter) (?:wurde|ging)|vous (?:recevez|avez reçu) (?:ce|cet)"
        r"|(?:ha recibido|recibe|recibes) este)\b.*", 60),
    _rule("confidentiality notice", r"(?:(?:notice|disclaimer|confidential\w*(?: notice)?)\W+)?"
        r"(?:this (?:e-?mail|message|communication)\b.{0,120}\b(?:confidential|privileged"
        r"|intended (?:only|solely))|if you (?:are not|have received) (?:the intended|this)"
        r"|diese (?:e-?mail|nachricht) .{0,80}vertraulich|ce (?:message|courriel) .{0,80}"
        r"confidentiel|este (?:mensaje|correo) .{0,80}confidencial)\b.*", 250),
    _rule("confidentiality notice", r"(?:please )?(?:consider the environment|think before you)"
        r" .{0,80}print\w*\b.*", 30),
    _rule("signature", r"(?:sent from (?:my|a|the) .{2,40}|sent (?:via|with) .{2,30}"
        r"|get outlook for .{2,20}|(?:von meinem|gesendet (?:von|mit)) .{2,40}"
        r"|envoyé (?:de|depuis) .{2,40}|enviado desde .{2,40})", 9),
    _rule("salutation", SALUTATION, SALUTATION_WORDS),
    _rule("closing", CLOSING, CLOSING_WORDS),
    _rule("postal address", r"(?:our (?:mailing|postal) address(?: is)?:?.{0,160}"
        r"|(?:[^.!?]{2,60}[,|·•] ?)?\d{1,5} [^.!?,]{2,40}\b(?:street|st\.?|avenue|ave\.?|road|rd\.?"
        r"|boulevard|blvd\.?|lane|drive|square|place|suite|floor)\b[^!?]{0,100}\d{3,6}[^!?]{0,40}"
        r"|[^.!?]{2,60}[,|·•] ?[^.!?,]{3,40}(?:straße|strasse|str\.|platz|allee) ?\d{1,4}"
        r"[^!?]{0,80}\d{5}[^!?]{0,40})", 30),
)
# fmt: on
_SHORT, _NAMED = 10, 6  # words of a line of a signature, and of the one with the name
_SIGNED = 8  # short lines below a closing are a signature
_SPONSORED = re.compile(
    r"\W*(?:(?:a )?(?:word|message|note) from (?:our|today[’']s|this week[’']s) (?:\w+ )?"
    r"(?:sponsors?|partners?|advertisers?)|(?:our|today[’']s|this week[’']s) sponsors?"
    r"|sponsored(?: (?:content|message|post))?|partner content|paid (?:content|post|promotion)"
    r"|advertisement|advertorial|anzeige|werbung|gesponsert(?:er beitrag)?|publicité"
    r"|contenu sponsorisé|publicidad|contenido patrocinado)\W*",
)
_SPONSOR = re.compile(
    r"\W*(?:(?:in (?:paid )?partnership with|(?:sponsored|presented|powered|brought to you) by"
    r"|together with|a (?:word|message) from|in zusammenarbeit mit|präsentiert von"
    r"|en partenariat avec|présenté par|en colaboración con|patrocinado por)\b[^.:]{1,50}"
    r"|advertisement|sponsored|anzeige|werbung|publicité|publicidad) ?:.*",
)
_SPONSOR_WORDS, _SECTION = 120, 4  # of a sponsor's block; of a line that opens a section


def reason_for(piece: Piece) -> str:
    """Why a block of a message is none of its text, or nothing."""
    if piece.words <= _SPONSOR_WORDS and _SPONSOR.fullmatch(piece.lowered):
        return "sponsor's text"
    return next(
        (why for why, pattern, most in RULES if piece.words <= most
         and pattern.fullmatch(piece.lowered)), ""
    )  # fmt: skip


def reasons_of(pieces: Sequence[Piece], signed: Sequence[str] = ()) -> list[str]:
    """For each block of a message, in order, why it is none of its text, or nothing.

    `signed` are the words of its author's name, case folded.
    """
    reasons = _below_sponsors(pieces, [reason_for(piece) for piece in pieces])
    first = next((index for index, why in enumerate(reasons) if not why), -1)
    if first >= 0 and pieces[first].words <= 4 and pieces[first].text.endswith(","):
        reasons[first] = "salutation"
    return _at_the_end(pieces, _below_closings(pieces, reasons), signed)


def _below_sponsors(pieces: Sequence[Piece], reasons: list[str]) -> list[str]:
    """What stands below a sponsor's heading is the sponsor's, up to the next heading.

    Below a label that is none ("Advertisement"), one block is.
    """
    left = 0
    for index, piece in enumerate(pieces):
        heading = piece.mark in {"heading", "title"}
        if _SPONSORED.fullmatch(piece.lowered):
            left = len(pieces) if heading or piece.words >= _SECTION else 2
        elif heading:
            left = 0
        if left:
            reasons[index] = reasons[index] or "sponsor's text"
            left -= 1
    return reasons


def _below_closings(pieces: Sequence[Piece], reasons: list[str]) -> list[str]:
    below = 0
    for index, piece in enumerate(pieces):
        if reasons[index] == "closing" and index * 2 >= len(pieces):
            below = _SIGNED
        elif below and not reasons[index] and is_short(piece):
            reasons[index], below = "signature", below - 1
        elif not reasons[index]:
            below = 0
    return reasons


def _at_the_end(pieces: Sequence[Piece], reasons: list[str], signed: Sequence[str]) -> list[str]:
    """The last short lines, from one on that ends in a comma or has the author's name in it."""
    start = len(pieces)
    while start and (reasons[start - 1] or is_short(pieces[start - 1])):
        start -= 1
    found = False
    for index in range(max(1, start), len(pieces)):
        piece = pieces[index]
        if reasons[index] or (not found and piece.words > _NAMED):
            continue
        closing = piece.text.endswith(",")
        found = found or closing or not set(signed).isdisjoint(piece.folded_words)
        if found:
            reasons[index] = "closing" if closing else "signature"
    return reasons


def is_short(piece: Piece) -> bool:
    """Whether it may be a line of a signature, be it only initials: "J."."""
    return piece.words <= _SHORT and not piece.bullet and (not piece.ended or piece.words < 3)


def put_aside(entries: Sequence[Entry], signed: Sequence[str] = ()) -> tuple[Entry, ...]:
    """The entries with those that are none of a message's text put aside for a reason."""
    pieces = [each for each in entries if isinstance(each, Piece)]
    reasons = iter(reasons_of(pieces, signed))
    return tuple(
        Dropped(each.text, reason)
        if isinstance(each, Piece) and (reason := next(reasons))
        else each
        for each in entries
    )
