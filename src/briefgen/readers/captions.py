"""Pictures' captions and credits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.readers.lexicon import (
    CAPTION_CUE,
    CAPTION_LABEL,
    CAPTION_VERB,
    CREDIT_END,
    CREDIT_LABEL,
)
from briefgen.readers.pieces import Piece
from briefgen.readers.shape import (
    breaks_off,
    ends_sentence,
    folded,
    sentences,
    starts_lower,
)

_LONGEST = 70


def label_captions(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """Captions by their credits, labels and cues; then their neighbours and repetitions."""
    result = list(labels)
    for index, piece in enumerate(pieces):
        if not result[index] and (piece.mark == "image" or _is_caption(piece.text)):
            result[index] = "caption"
    for index, piece in enumerate(pieces):
        if result[index] == "caption" and has_credit(piece.text):
            for neighbour in _companions(pieces, result, index):
                result[neighbour] = "caption"
    return _repeated(pieces, result)


def has_credit(text: str) -> bool:
    """Whether `text` ends in the name of an agency or a "Photo: …"."""
    if len(text) > 1000 or len(text.split()) > _LONGEST:
        return False
    if CREDIT_END.search(text, len(text) - 120) is None:
        return CREDIT_LABEL.search(text, len(text) - 140) is not None and not _is_list(text)
    return text.endswith((")", "]")) or not ends_sentence(text)


def is_doubled(text: str) -> bool:
    """Whether a line is the same words twice, as pages print alternative text and caption."""
    half = len(text) // 2
    if not 12 <= len(text) <= 600:
        return False
    return text[:half].strip() == text[half:].strip() or (
        len(text) % 2 == 1 and text[:half] == text[half + 1 :]
    )


def _is_caption(text: str) -> bool:
    if len(text) > 1000:
        return False
    if is_doubled(text) or has_credit(text):
        return True
    words = len(text.split())
    if (
        words <= 45
        and CAPTION_LABEL.fullmatch(text)
        and (":" in text[:30] or "caption" in text[:16].lower())
    ):
        return True
    cue = CAPTION_CUE.search(text) if words <= 45 and sentences(text) <= 2 else None
    # "(R)" alone is a party in the United States.
    return cue is not None and (cue[0] != "(R)" or "(L)" in text or "(C)" in text)


def _is_list(text: str) -> bool:
    """Whether it is a sentence, "Source: the ministry said so.", and no credit."""
    return sentences(text) > 1 and text.endswith(".") and len(text.split()) > 30


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
    if ends_sentence(piece.text) or starts_lower(piece.text) or piece.mark == "heading":
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
    if not ends_sentence(text):
        return tight or piece.words >= 8
    return tight or CAPTION_VERB.search(text) is not None


def _repeated(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """Lines that repeat a caption, whole or in part, are captions too."""
    result = list(labels)
    captions = [
        folded(p.text) for p, label in zip(pieces, labels, strict=True) if label == "caption"
    ]
    if not captions:
        return result
    for index, piece in enumerate(pieces):
        if not result[index] and piece.words <= 60 and len(piece.text) >= 12:
            text = folded(piece.text)
            if any(
                text == caption or (piece.words >= 5 and text in caption) for caption in captions
            ):
                result[index] = "caption"
    return result
