"""Parts of a text that somebody else than its author signs, or speaks for.

A heading that is a person's name with a role ("Dr Lee, engineer", "YES — Max Roe"), a dissent or a
foreword, the two sides of an argument set out under headings, a letter to the editor: whoever
wrote the whole is not the speaker of these, and often holds the reverse.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.model import Block, Document
from briefgen.viewpoints.lexicon import FEMALE, MALE, PERSONS, ROLE_NOUNS

#: Words of the longest heading that can sign a part.
_HEADING = 16
#: What somebody else signs: up to the next heading, or (`whole`) up to the end.
_SIGNED = re.compile(
    r"""(?P<whole>.*\b(?:dissent(?:ing)?|minority\ (?:report|opinion|view|statement|note)
    |separate\ opinion|note\ of\ reservation)\b.*)
    |(?:.*\b(?:foreword|preface|afterword|message|statement|response|reply|letter|reservation)
    (?:\ (?:by|from|of)\b).*)""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE = r"(?:Mrs?|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lady|Lord|Cllr|Councillor|Rev)\.?"
_WORD = r"[A-Z][\w.’'-]*"
_PERSON = re.compile(
    rf"(?P<title>{_TITLE}\s)?(?P<name>{_WORD}(?:\s(?:{_WORD}|van|von|de|der|den|la|al|bin)){{0,3}})"
    r"(?P<rest>(?:,|\s\(|:).*)?\Z"
)
#: "By Ann Lee", "— Ann Lee", "YES — Ann Lee", before the name.
_BEFORE_NAME = re.compile(r"(?:By\s|[–—-]{1,2}\s*|[^–—]{1,30}\s[–—-]{1,2}\s)(?=[A-Z])")
_AGENT = re.compile(r"(?:er|or|ist|ian|man|woman)\Z")
_SIDES = (
    re.compile(
        r"(?:the )?(?:arguments?|case|reasons?|points?|voices?|views?) (?:for|in favou?r)\b.*"
        r"|(?:for|pros?|yes|in favou?r)(?:\W.*)?",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:the )?(?:arguments?|case|reasons?|points?|voices?|views?) against\b.*"
        r"|(?:against|cons?|no|opposed)(?:\W.*)?",
        re.IGNORECASE,
    ),
)
_WHAT_THEY_SAY = re.compile(
    r"what (?!(?:i|we|you|it|he|she)\b|(?:the |this |that )?(?:data|evidence|figures?|law|numbers?"
    r"|polls?|report|research|science|study|studies|treaty)\b).{2,60}"
    r" (?:says?|thinks?|wants?|argues?|believes?|fears?|repl(?:y|ies))\W*",
    re.IGNORECASE,
)
_LETTER = re.compile(r"(?:dear )?(?:sirs?|madam|editor)(?: or madam)?\s?[,:–—-]", re.IGNORECASE)
#: A paragraph that opens with a person, a role and a colon ("Lord Lee, former judge: …").
_INTRODUCED = re.compile(r"[^.:;!?“”\"]{5,80}:(?=\s)")


def signed_parts(document: Document) -> frozenset[int]:
    """The numbers of the paragraphs that somebody else than the author signs or speaks for."""
    text = document.text
    headings = [text[b.start : b.end] for b in document.blocks if b.kind == "heading"]
    sided = all(any(side.fullmatch(h) for h in headings) for side in _SIDES)
    found = set(_letters(document))
    signed = whole = False
    before: Block | None = None
    for block in document.blocks:
        own = text[block.start : block.end]
        if block.kind == "paragraph":
            alone = _INTRODUCED.match(own)
            if signed or (alone and "," in alone[0] and _is_person(alone[0], document)):
                found.add(block.number)
        elif block.kind == "heading" and not whole:
            match = _SIGNED.fullmatch(own) if len(own.split()) <= _HEADING else None
            whole = match is not None and match["whole"] is not None
            named = _is_signature(own, document, first=before is None)
            signed = match is not None or named or (sided and _takes_side(own))
            signed = signed or _WHAT_THEY_SAY.fullmatch(own) is not None
            if named and own[0] in "–—-" and before is not None:
                found.add(before.number)  # the name stands behind what it signs
        before = block if block.kind == "paragraph" else before
    return frozenset(found)


def _letters(document: Document) -> list[int]:
    """The paragraphs of letters to the editor, if the whole is not one letter of its author's."""
    text, found, within = document.text, [], False
    opened = [b for b in document.paragraphs if _LETTER.match(text, b.start, b.end)]
    personal = any(name.family for name in document.reference.author)
    if len(opened) < (2 if personal else 1):
        return []
    for block in document.blocks:
        if block.kind == "paragraph":
            within = within or block in opened
            found += [block.number] if within else []
        elif block.kind == "heading":
            within = False
    return found


def _takes_side(heading: str) -> bool:
    return any(side.fullmatch(heading) for side in _SIDES)


def _is_signature(heading: str, document: Document, *, first: bool) -> bool:
    """Whether a heading signs what it governs with a name that is not the author's.

    A by-line that opens a text without an author is the text's own.
    """
    if len(heading.split()) > _HEADING:
        return False
    lead = _BEFORE_NAME.match(heading)
    if not lead:
        return _is_person(heading, document)
    named = _PERSON.match(heading[lead.end() :])
    if named is None or _is_authors(named["name"], document):
        return False
    unsigned = first and not document.reference.author
    several = len(named["name"].split()) > 1 or named["title"] is not None
    return several and not unsigned


def _is_person(heading: str, document: Document) -> bool:
    """Whether a line is a person's name, told by a title, a common given name, or a role."""
    named = _PERSON.match(heading)
    if named is None or _is_authors(named["name"], document):
        return False
    if named["title"]:
        return True
    words = named["name"].split()
    if len(words) < 2:
        return False
    role = (named["rest"] or "").strip(",:( )").split(",")[0].lower().split()
    return words[0].lower() in FEMALE | MALE or _is_role(role)


def _is_role(words: Sequence[str]) -> bool:
    known = ROLE_NOUNS | PERSONS
    return any(word.strip(":)") in known or bool(_AGENT.search(word.strip(":)"))) for word in words)


def _is_authors(name: str, document: Document) -> bool:
    return any(name.casefold() == str(a).casefold() for a in document.reference.author)
