"""Pictures' captions and credits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.readers.lexicon import (
    CAPTION_CUE,
    CAPTION_CUE_WORDS,
    CAPTION_LABEL,
    CAPTION_VERB,
    CREDIT_END,
    CREDIT_LABEL,
    CREDIT_LABEL_WORDS,
    CREDIT_OPENS,
    CREDIT_WORDS,
)
from briefgen.readers.pieces import Piece
from briefgen.readers.shape import breaks_off, sentences, starts_lower

_LONGEST, _LONGEST_LINE = 70, 45  # words: of what has a credit, and of what has none
_CUES = CREDIT_WORDS | CREDIT_LABEL_WORDS | CAPTION_CUE_WORDS


def label_captions(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """Captions by their credits, labels and cues; then their neighbours and repetitions."""
    result = list(labels)
    for index, piece in enumerate(pieces):
        if not result[index] and (piece.mark == "image" or _is_caption(piece)):
            result[index] = "caption"
    for index in _under_credits(pieces, result):
        result[index] = "caption"
    for index, piece in enumerate(pieces):
        if result[index] == "caption" and has_credit(piece):
            for neighbour in _companions(pieces, result, index):
                result[neighbour] = "caption"
    return _repeated(pieces, result)


def has_credit(piece: Piece) -> bool:
    """Whether it ends in the name of an agency or a "Photo: …"."""
    text = piece.text
    if len(text) > 1000 or piece.words > _LONGEST:
        return False
    if piece.ended and not text.endswith((")", "]")):  # a sentence names an agency as its source
        return _has_credit_label(piece) and not _names_agency(piece)
    return _names_agency(piece) or _has_credit_label(piece)


def _names_agency(piece: Piece) -> bool:
    """Whether it ends in the name of an agency: "(Ida Berg/AFP)"."""
    # The patterns here are slow, and nearly no block has any of their words.
    if CREDIT_WORDS.isdisjoint(piece.folded_words):
        return False
    return CREDIT_END.search(piece.text, len(piece.text) - 120) is not None


def _has_credit_label(piece: Piece) -> bool:
    """Whether it ends in "Photo: …" or "© …"."""
    text = piece.text
    if CREDIT_LABEL_WORDS.isdisjoint(piece.folded_words) and "©" not in text:
        return False
    return CREDIT_LABEL.search(text, len(text) - 140) is not None and not _is_list(piece)


def is_doubled(text: str) -> bool:
    """Whether a line is the same words twice, as pages print alternative text and caption."""
    half = len(text) // 2
    if not 12 <= len(text) <= 600:
        return False
    return text[:half].strip() == text[half:].strip() or (
        len(text) % 2 == 1 and text[:half] == text[half + 1 :]
    )


def _is_caption(piece: Piece) -> bool:
    text = piece.text
    if len(text) > 1000:
        return False
    if is_doubled(text):
        return True
    if _CUES.isdisjoint(piece.folded_words) and "©" not in text:  # as in nearly all
        return _is_labelled(piece)
    if has_credit(piece) or _is_labelled(piece):
        return True
    if piece.words > _LONGEST_LINE or CAPTION_CUE_WORDS.isdisjoint(piece.folded_words):
        return False
    cue = CAPTION_CUE.search(piece.lowered)
    if cue is None or sentences(text) > 2:
        return False
    # "(R)" alone is a party in the United States.
    return cue[0] != "(r)" or "(L)" in text or "(C)" in text


def _under_credits(pieces: Sequence[Piece], labels: Sequence[str]) -> list[int]:
    """The captions that open with their credit: "Getty Images Mayor Ida Berg".

    Where another line names the agency too, it may be the news.
    """
    opened = {
        index: match[0].split()[0].partition("/")[2] or match[0].split()[0]
        for index, piece in enumerate(pieces)
        if not (labels[index] or piece.ended) and piece.words <= _LONGEST_LINE
        if not CREDIT_WORDS.isdisjoint(piece.folded_words[:4])
        if (match := CREDIT_OPENS.match(piece.text))
    }
    others = [piece for n, piece in enumerate(pieces) if not labels[n] and n not in opened]
    named = {word for piece in others for word in piece.folded_words} if opened else set()
    return [index for index, agency in opened.items() if agency.casefold() not in named]


def _is_labelled(piece: Piece) -> bool:
    """Whether it opens as "Photo: …" does."""
    text = piece.text
    if piece.lowered.startswith("image copyright") and "image caption" in piece.lowered:
        return piece.words <= _LONGEST_LINE
    labelled = ":" in text[:30] or "caption" in text[:16].lower()
    return labelled and piece.words <= _LONGEST_LINE and bool(CAPTION_LABEL.fullmatch(text))


def _is_list(piece: Piece) -> bool:
    """Whether it is a sentence, "Source: the ministry said so.", and no credit."""
    return sentences(piece.text) > 1 and piece.text.endswith(".") and piece.words > 30


def _companions(pieces: Sequence[Piece], labels: Sequence[str], index: int) -> Iterator[int]:
    """The caption that stands beside a line with a credit, when the two are separate lines."""
    credit, after, before = pieces[index], index + 1, index - 1
    if after < len(pieces) and not labels[after] and _hangs_below(pieces, after):
        yield after
    elif before >= 0 and not labels[before] and credit.words <= 6:
        following = pieces[after].text if after < len(pieces) else ""
        above = _stands_above(pieces[before], tight=credit.tight)
        if above and not starts_lower(following):
            yield before


def _hangs_below(pieces: Sequence[Piece], index: int) -> bool:
    """Whether the line after a credit is its caption: unended, longer than a heading."""
    piece = pieces[index]
    if piece.ended or starts_lower(piece.text) or piece.mark == "heading":
        return False
    if index + 1 < len(pieces) and starts_lower(pieces[index + 1].text):
        return False
    return 8 <= piece.words <= 40


def _stands_above(piece: Piece, *, tight: bool) -> bool:
    """Whether the line before a credit is its caption: one sentence that tells what one sees."""
    text = piece.text
    if not 3 <= piece.words <= 30 or sentences(text) > 1 or piece.mark == "heading":
        return False
    if breaks_off(text):
        return False
    if not piece.ended:
        return tight or piece.words >= 8
    return tight or CAPTION_VERB.search(text) is not None


def _repeated(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """Lines that repeat a caption, whole or in part, are captions too."""
    result = list(labels)
    captions = {p.folded for p, label in zip(pieces, labels, strict=True) if label == "caption"}
    if not captions:
        return result
    joined = "\n".join(captions)  # no folded text holds a newline
    for index, piece in enumerate(pieces):
        if not result[index] and piece.words <= 60 and len(piece.text) >= 12:
            text = piece.folded
            if text in captions or (piece.words >= 5 and text in joined):
                result[index] = "caption"
    return result
