"""A message inside a message's text: one that was forwarded, or that is quoted below a reply.

It is told by its header lines, as mail programs print them in ten languages; the quotation marks
before its lines say where it ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefgen.readers.dates import find_dates
from briefgen.readers.mail_headers import Envelope, address_of, bare_subject, decoded, prefix_of

_LOOKED_AT = 5_000  # lines in which a message may begin
_LONGEST = 1_000  # characters of the first line of a header
_HEADER = 40  # lines that a header has at most, empty ones and wrapped ones counted
_GAP = 12  # empty lines between header lines, at most: HTML has some around each block
_WRAPPED = 60  # characters of a line that may go on in the next one
_MARKS = re.compile(r"[ \t]*((?:>[ \t]?)*)")
_FORWARDED = re.compile(
    r"\W*(?:begin |anfang der |début du |inicio del |inizio |begin van )?(?:forwarded (?:message"
    r"|by\b)|weitergeleitete[n]? nachricht|message (?:transféré|réexpédié)|mensaje reenviado"
    r"|messaggio inoltrato|doorgestuurd bericht|mensagem (?:re)?encaminhada"
    r"|vidarebefordrat (?:meddelande|brev)|videresendt (?:besked|meddelelse|melding|e-mail)"
    r"|(?:przekazana wiadomość|wiadomość przekazana))\b(?:.{0,30}|.{0,150}[-_]{2,}\s*)",
    re.IGNORECASE,
)
_FORWARD_ENDS = re.compile(
    r"\W*(?:end (?:of )?(?:the )?forwarded message|ende der weitergeleiteten nachricht"
    r"|fin du message (?:transféré|réexpédié)|fin del mensaje reenviado)\b.{0,30}",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"\s*[-_]{2,}\s*(?:original (?:message|appointment|e-?mail)|ursprüngliche nachricht"
    r"|message d[’']origine|mensaje original|messaggio originale|oorspronkelijk bericht"
    r"|mensagem original|ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding"
    r"|wiadomość oryginalna)\s*[-_]*\s*|_{20,}\s*",
    re.IGNORECASE,
)
_FIELDS = {
    "from": r"from|von|de|expéditeur|da|van|från|fra|od|remitente",
    "date": r"date|sent|datum|gesendet(?: am)?|envoyé(?: le)?|fecha|enviad[oa](?: (?:el|em))?|data"
            r"|inviato|verzonden|skickat|sendt|dato|wysłano|date d[’']envoi",
    "to": r"to|an|à|para|a|aan|till|til|do|cc|kopie|copie|copia|kopia|kopi|reply-to|antwort an|bcc"
          r"|destinataire|pour|importance|priority|attachments?|anlagen?|reply to",
    "subject": r"subject|betreff|objet|asunto|oggetto|onderwerp|assunto|ämne|emne|temat|sujet",
}  # fmt: skip
_FIELD = re.compile(
    r"\s*\*{0,2}(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _FIELDS.items())
    + r")\s?:\*{0,2}(?P<value>.*)",
    re.IGNORECASE,
)  # fmt: skip
_LINKED_ADDRESS = re.compile(r"<mailto:[^<>]*>", re.IGNORECASE)
_BRACKETED_ADDRESS = re.compile(r"\[(?:mailto:)?([^\[\]\s]+@[^\[\]\s]+)\]", re.IGNORECASE)
# The header of a language that is not known: a name and address, then lines with labels too.
_SOME_FIELD = re.compile(
    r"\s*\*{0,2}[^\W\d_][^\W\d_ ]{1,20}(?: [^\W\d_ ]{1,20})?\s?:\*{0,2}\s*(\S.*)"
)
_SOMEBODY = re.compile(r"[^<>]{1,100}[<\[](?:mailto:)?[^<>\s@]{1,100}@[^<>\s@]{1,200}[>\]].{0,20}")
_OPENS = re.compile(r"\s*(?:on|am|le|el|op|il|den|em|w dniu|\d{4}-\d\d-\d\d)\b", re.IGNORECASE)
_WROTE = re.compile(
    r"\s*(?:(?:on|am|le|el|op|il|den|em|w dniu)\b.{5,250}\b(?:wrote|schrieb|a écrit|escribió"
    r"|schreef|ha scritto|escreveu|skrev|napisał\w?)\b.{0,90}:"
    r"|\d{4}-\d\d-\d\d.{1,150}<[^<>\s]+@[^<>\s]+>\s?:)\s*",
    re.IGNORECASE,
)
_PRECISE = re.compile(r"@|\d\d?[:.]\d\d\b|\d\d? ?[ap]\.?m\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inner:
    """Where a message inside another begins with its header (line `start`) and its text (`end`).

    `depth`: how many quotation marks stand before its lines; `marked`: a line says that it was
    forwarded. `envelope` is None where its header lines do not say surely whose it is.
    """

    start: int
    end: int
    depth: int
    marked: bool
    envelope: Envelope | None


def unquoted(line: str) -> tuple[int, str]:
    """How many quotation marks (">") stand before a line, and the line without them."""
    marks = _MARKS.match(line)
    count = marks[1].count(">") if marks else 0
    return count, line[marks.end() :] if marks and count else line


def inner_of(lines: Sequence[str]) -> Inner | None:
    """The first message inside the one of those lines, unless quotation marks part it as a reply's.

    Below "On … wrote:" without quotation marks, all is another's and nobody says where it ends.
    """
    bare = [unquoted(line) for line in lines[:_LOOKED_AT]]
    index, announced = 0, False
    while index < len(bare):
        depth, text = bare[index]
        announced = announced and (depth > 0 or not text.strip())
        if text.strip() and not announced:
            count = announcing(text for _, text in bare[index : index + 3])
            if count:
                announced = True
                after = next((d for d, t in bare[index + count :] if t.strip()), 0)
                said = " ".join(text for _, text in bare[index : index + count])
                if not depth and not after and _PRECISE.search(said):
                    return Inner(index, index + count, 0, False, None)
            elif found := _at(bare, index):
                return found
            index += max(0, count - 1)
        index += 1
    return None


def announcing(lines: Iterable[str]) -> int:
    """How many of at most three lines are "On Monday, Jane Roe wrote:"; 0: they are not that."""
    said = ""
    for count, line in enumerate(lines, start=1):
        said = f"{said} {line.strip()}"
        if not _OPENS.match(said) or len(said) > 400:
            return 0
        if _WROTE.fullmatch(said):
            return count
    return 0


def forwarded_text(lines: Sequence[str], inner: Inner) -> tuple[list[str], list[str]]:
    """The text of a forwarded message, and what the forwarder wrote below it."""
    own: list[str] = []
    for index in range(inner.end, len(lines)):
        depth, text = unquoted(lines[index])
        if _FORWARD_ENDS.fullmatch(text) or (depth < inner.depth and text.strip()):
            return own, list(lines[index:])
        own.append(f"{'>' * (depth - inner.depth)} {text}" if depth > inner.depth else text)
    return own, []


def _at(bare: Sequence[tuple[int, str]], index: int) -> Inner | None:
    """The message whose header begins on that line, be it with a line that announces it."""
    depth, text = bare[index]
    if len(text) > _LONGEST:
        return None
    marked = bool(_FORWARDED.fullmatch(text)) and not _FORWARD_ENDS.fullmatch(text)
    at: int | None = index
    if marked or _ORIGINAL.fullmatch(text):
        at = _next(bare, index + 1)
    elif not _FIELD.fullmatch(text):
        return _in_another_language(bare, index)
    if at is not None and _FIELD.fullmatch(bare[at][1]):
        found, end = _fields(bare, at)
        if "from" in found and len(found) > 2:
            return Inner(index, end, bare[at][0], marked, _envelope(found))
    return Inner(index, index + 1, depth, True, None) if marked else None


def _in_another_language(bare: Sequence[tuple[int, str]], index: int) -> Inner | None:
    """A header of three lines or more whose labels are not known: it says not surely whose."""
    first = _SOME_FIELD.fullmatch(bare[index][1])
    if not first or not _SOMEBODY.fullmatch(first[1]):
        return None
    end, lines = index + 1, 1
    while (at := _next(bare, end)) is not None and lines < _HEADER:
        if not _SOME_FIELD.fullmatch(bare[at][1][:_LONGEST]):
            break
        end, lines = at + 1, lines + 1
    return Inner(index, end, bare[index][0], False, None) if lines > 2 else None


def _next(bare: Sequence[tuple[int, str]], start: int) -> int | None:
    """The next line that is not empty, if it is near."""
    near = range(start, min(len(bare), start + _GAP))
    return next((index for index in near if bare[index][1].strip()), None)


def _fields(bare: Sequence[tuple[int, str]], start: int) -> tuple[dict[str, str], int]:
    """The header lines from `start` on by name, the first of each; and where they end."""
    found: dict[str, str] = {}
    name, before, index = "", "", start
    while index < min(len(bare), start + _HEADER):
        depth, line = bare[index]
        if not line.strip():
            after = _next(bare, index)
            if after is None or not _goes_on(bare[after][1], before, found, name):
                return found, index
            index = after
            continue
        match = _FIELD.fullmatch(line)
        if depth != bare[start][0] or not (match or _continues(before, line, name)):
            return found, index
        if match:
            name = _named(match)
            found.setdefault(name, match["value"].strip())
        elif name != "to":
            found[name] = f"{found[name]} {line.strip()}"
        before = line
        index += 1
    return found, index


def _named(match: re.Match[str]) -> str:
    return next(field for field in _FIELDS if match[field])


def _goes_on(line: str, before: str, found: dict[str, str], name: str) -> bool:
    """Whether a header goes on behind an empty line: a text may open with "To: all"."""
    if match := _FIELD.fullmatch(line):
        return _named(match) not in found or _named(match) == "to"
    return name == "to" and before.rstrip().endswith((";", ",")) and "@" in line


def _continues(before: str, line: str, name: str) -> bool:
    """Whether a header line goes on in that one."""
    addresses = name == "to" and ("@" in line or ";" in line)
    return bool(name) and (line[:1] in " \t" or len(before) >= _WRAPPED or addresses)


def _envelope(fields: dict[str, str]) -> Envelope | None:
    """What header lines say, or None where they name nobody, or several."""
    stated = _LINKED_ADDRESS.sub("", fields["from"][:_LONGEST]).strip(" *")
    stated = _BRACKETED_ADDRESS.sub(r"<\1>", stated)
    sender, address = address_of(stated)
    if stated.count("@") > 1 or not re.search(r"[^\W\d_]{2}", stated):
        return None
    dates = [value for *_, value in find_dates(fields.get("date", "")[:200]) if value]
    subject = decoded(fields.get("subject", "")[:1000])
    return Envelope(
        subject=bare_subject(subject),
        sender=(sender if "@" in address else stated).strip(" '\"*"),
        address=address if "@" in address else "",
        issued=dates[0] if len(dates) == 1 else None,
        told=prefix_of(subject),
    )
