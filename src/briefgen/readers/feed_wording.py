"""What feeds print around the text: closing lines, marks of a teaser, the feed's own title."""

from __future__ import annotations

import re
from html import unescape

from briefgen.readers.decode import normalise

#: Words of a summary from which on it is taken for the whole text, and of a full text's field.
_WHOLE_SUMMARY, _WHOLE_CONTENT = 250, 60

# The whole of a line that blog programs put below the text.
_CLOSING = re.compile(
    r"(?:the|this)\s+(?:post|article|story|entry|page)\b"
    r"(?!\s+(?-i:was|is|has|had|that|which|who)\b(?!\s+(?:first|originally)\b)).{0,400}\b(?:(?:first\s+appeared"
    r"|appeared\s+first|originally\s+appeared|(?:was|is)\s+(?:first|originally)\s+published)\b"
    r".{0,200})"
    r"|der\s+(?:beitrag|artikel)\b.{1,400}\berschien\s+(?:zuerst\s+)?(?:auf|bei)\b.{1,200}"
    r"|(?:cet|l[’'])\s*article\b.{1,400}\best\s+apparu\s+en\s+premier\s+sur\b.{1,200}"
    r"|(?:la\s+entrada|el\s+artículo)\b.{1,400}\b(?:aparece|se\s+publicó)\s+primero\s+en\b.{1,200}"
    r"|(?:il\s+post|l[’']articolo)\b.{1,400}\b(?:proviene\s+da|sembra\s+essere\s+il\s+primo)\b"
    r".{1,200}"
    r"|(?:filed\s+under|tagged(?:\s+with)?|posted\s+in)\s*:.{0,300}"
    r"|(?:share\s+(?:this|on)|like\s+this)\b.{0,100}",
    re.IGNORECASE,
)
_MORE = (
    r"(?:continue|keep)\s+reading\b.{0,200}"
    r"|read\s+(?:more|on|(?:the\s+)?(?:full|rest|whole|entire|complete|original)\b).{0,200}"
    r"|(?:click\s+(?:here\s+)?to\s+)?(?:read|view|see)\s+(?:the\s+)?(?:full|whole|entire)\b.{0,100}"
    r"|(?:weiterlesen|mehr\s+lesen|lire\s+la\s+suite|leer\s+más|seguir\s+leyendo|leggi\s+tutto"
    r"|lees\s+verder|czytaj\s+dalej|читать\s+далее)\b.{0,200}|\(?more\)?"
)
_ELLIPSIS = r"(?:\[\s*(?:…|\.{3,})\s*\]|…|\.{3,}|\[more\]|\(more…?\))"
_INVITATION = re.compile(rf"[\[(]?\s*(?:{_MORE})\s*[\])]?\W*", re.IGNORECASE)
_CUT = re.compile(
    rf"(?:{_ELLIPSIS}|[.!?…\])”\"]\s+[\[(]?(?:{_MORE}))[\s»→>)\]]*$|^(?:{_MORE})$", re.IGNORECASE
)
_STOP = re.compile(r"(?P<word>\w+)[”’\"»)]*[.!?][”’\"»)]*(?=\s+[^\Wa-z]|\s+[^\w\s])|[。！？]")
# Long enough for any of the wordings above; a pattern never runs over more than that.
_LINE, _END = 700, 300

_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z][^<>]*>", re.DOTALL)
_BREAKING = re.compile(
    r"<(?:/?(?:p|div|li|ul|ol|h[1-6]|blockquote|td|tr|table)|br)\b[^<>]*>", re.IGNORECASE
)

_KIND = (
    r"(?:(?:all|latest|recent|new|our|rss|atom|xml|news|blog|main|full|site)\s+)*"
    r"(?:feeds?|rss|atom|xml|posts|articles|entries|news|stories|blog|home(?:\s?page)?|latest"
    r"|updates)(?:\s+\(?(?:rss|atom|feed)\)?)*(?:\s+[\d.]+)?"
)
_SUFFIX = re.compile(
    rf"(?:\s+[-–—·•:]|\s*[»›|:])\s*{_KIND}$"
    r"|\s+\(?(?:(?:rss|atom|xml|news)(?:\s+[\d.]+)?\s+)?feed\)?(?:\s+[\d.]+)?$"
    r"|\s+\(?(?:rss|atom)\)?(?:\s+[\d.]+)?$",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?:(?:rss|atom)(?:\s+feed)?\s*(?:for|of|from|:|[-–—])|(?:latest|all|recent)\s+"
    r"(?:news|posts|articles|entries|updates)\s+(?:for|of|from|on|by)|comments\s+(?:on|for)\s*:?)"
    r"\s*",
    re.IGNORECASE,
)


def plain(markup: str) -> str:
    """One line of text without tags, its character references resolved (NFC)."""
    if "<" in markup:
        markup = _TAG.sub("", _BREAKING.sub(" ", markup))
    return " ".join(normalise(unescape(markup)).split())


def is_closing(line: str) -> bool:
    """Whether a line is no part of the text: "The post X appeared first on Y."."""
    return len(line) <= _LINE and bool(_CLOSING.fullmatch(line))


def is_invitation(line: str) -> bool:
    """Whether a line only leads to the page: "Continue reading →"."""
    return len(line) <= _LINE and bool(_INVITATION.fullmatch(line))


def is_cut(text: str) -> bool:
    """Whether `text` says at its end that it goes on elsewhere: "…", "Continue reading"."""
    return bool(_CUT.search(text[-_END:].strip()))


def uncut(text: str) -> tuple[str, str]:
    """A paragraph that is cut off, parted after its last sentence that surely is whole."""
    last = max((match.end() for match in _STOP.finditer(text) if _is_stop(match)), default=0)
    return text[:last], text[last:].strip()


def _is_stop(match: re.Match[str]) -> bool:
    """Whether it is no stop of an abbreviation: "Sen.", "U.S."."""
    word = match["word"] or ""
    return not word or word.isdigit() or len(word) > 4 or (word.islower() and len(word) > 1)


def is_teaser(content: str, summary: str) -> bool:
    """Whether an entry with these texts (plain) has less than the page that it leads to.

    A text that says so, or a field for the full text with hardly a paragraph in it; and of entries
    that have a summary only, all but the longest, for few feeds put the full text there.
    """
    text, enough = (content, _WHOLE_CONTENT) if content else (summary, _WHOLE_SUMMARY)
    return is_cut(text) or len(text.split()) < enough


def site_name(title: str) -> str:
    """A feed's title without what says that it is a feed ("Harbour Watch » Feed")."""
    name = _PREFIX.sub("", title[:200])
    for _ in range(2):
        name = _SUFFIX.sub("", name).strip(" »|-–—:")
    if "»" in name:  # "site » category"
        name = name.split("»")[0].strip()
    return "" if re.fullmatch(_KIND, name, re.IGNORECASE) else name
