"""How letters and speeches begin and end: salutations, closings, and who signs.

General wordings of four languages, in small letters, as in `boilerplate`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.readers.biography import parse_biography
from briefgen.readers.metaline import name_line
from briefgen.readers.pieces import Piece
from briefgen.readers.shape import ends_sentence

SALUTATION = (
    r"(?:dear|hello|hi|hey|good (?:morning|afternoon|evening)|greetings"
    r"|ladies and gentlemen|(?:mr|madam)\.? (?:speaker|president|chair\w*)"
    r"|liebe[rs]?|sehr geehrte[rs]?|meine damen und herren|hallo|guten (?:tag|morgen|abend)|moin"
    r"|ch[eè]re?s?|bonjour|bonsoir|madame|monsieur|mesdames et messieurs|señoras y señores"
    r"|hola|estimad[oa]s?|querid[oa]s?|buen(?:os|as) \w+)\b[^.?:;]{0,70}[,!:]?"
)
CLOSING = (
    r"(?:(?:with )?(?:best|kind(?:est)?|warm(?:est)?)(?: regards| wishes)?"
    r"|regards|(?:yours )?(?:sincerely|truly|faithfully)(?: yours)?|yours|cheers|all the best"
    r"|many thanks|thanks|thank you|mit (?:freundlichen|besten|herzlichen) grüßen"
    r"|(?:viele|beste|liebe|herzliche) grüße|cordialement|bien (?:cordialement|à vous)"
    r"|sincères salutations|(?:un )?(?:cordial )?saludos?(?: cordial\w*)?|atentamente)"
    r"[,.!]?"
)
SALUTATION_WORDS, CLOSING_WORDS = 9, 5
_SALUTATION, _CLOSING = re.compile(SALUTATION), re.compile(CLOSING)
_HONOURED = re.compile(
    r"(?:to:? )?(?:the )?(?:(?:rt|right)\.? hon|hon\b|h\.e\.|prof|(?:his|her|lord|lady|sir|dame"
    r"|mrs?\.?|ms\.?|dr\.?|senator|minister|commissioner|cllr|councillor|herrn?"
    r"|frau|m\.|mme|sra?\.?) )"
)
_ADDRESS = 6  # lines of an address above the salutation
_FIRST = 3  # kept blocks among which a salutation stands
_SHORT = 10  # words of a line of a signature
_MOST = 8  # lines of one


def label_letter(pieces: Sequence[Piece], labels: Sequence[str], kept: frozenset[str]) -> list[str]:
    """A salutation among the first blocks that are `kept`; closing and signature after the last."""
    result = list(labels)
    places = [index for index, label in enumerate(labels) if label in kept]
    for index in places[:_FIRST]:
        if _is_salutation(pieces[index]):
            result[index] = "salutation"
    start = _tail(pieces, labels)
    signed = False
    for index in range(start, len(pieces)):
        piece = pieces[index]
        if _is_closing(piece) and not piece.ended:  # "Thank you." is a sentence of a speech
            result[index], signed = "closing", True
        elif (signed or _is_name(piece)) and labels[index] in _UNSURE:
            result[index], signed = "signature", True
    return result


def address_in(lines: Sequence[str]) -> range:
    """The lines from one with a form of address to the salutation below it: "Dear Minister,"."""
    for end, line in enumerate(lines):
        if len(line.split()) <= SALUTATION_WORDS and _SALUTATION.fullmatch(line.lower()):
            start = end
            while start and end - start < _ADDRESS and not ends_sentence(lines[start - 1]):
                start -= 1
            named = (at for at in range(start, end) if _HONOURED.match(lines[at].lower()))
            top = next(named, end)
            if top < end or line.endswith((",", "!")):  # "Hello" alone may be a title
                return range(top, end + 1)
    return range(0)


#: What a line of a signature may have been taken for.
_UNSURE = frozenset(
    {"paragraph", "heading", "list of links", "line after the text", "author's biography"}
)


def _is_salutation(piece: Piece) -> bool:
    short = piece.words <= SALUTATION_WORDS and piece.text.endswith((",", "!", ":"))
    return short and _SALUTATION.fullmatch(piece.lowered) is not None


def _tail(pieces: Sequence[Piece], labels: Sequence[str]) -> int:
    """Where the short lines below the last sentence of the text begin, if they are few."""
    start = len(pieces)
    while start and (labels[start - 1] not in _UNSURE or _is_short(pieces[start - 1])):
        start -= 1
    lines = sum(label in _UNSURE for label in labels[start:])
    return start if start and lines <= _MOST else len(pieces)


def _is_short(piece: Piece) -> bool:
    """Whether it may be a line of a signature, or a closing above it."""
    if _is_closing(piece):
        return True
    unended = piece.words <= _SHORT and not piece.bullet and not piece.ended
    return unended and parse_biography(piece.text) is None


def _is_closing(piece: Piece) -> bool:
    return piece.words <= CLOSING_WORDS and _CLOSING.fullmatch(piece.lowered) is not None


def _is_name(piece: Piece) -> bool:
    return bool(name_line(piece.text)) and not piece.bullet
