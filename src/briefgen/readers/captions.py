"""Pictures' captions and credits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.readers.boilerplate import CAPTION_CUE, CAPTION_LABEL, CREDIT_END, CREDIT_LABEL
from briefgen.readers.pieces import Piece
from briefgen.readers.shape import breaks_off, ends_sentence, folded, sentences, starts_lower

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
    words = len(text.split())
    if words > _LONGEST or CREDIT_END.search(text) is None:
        return words <= _LONGEST and CREDIT_LABEL.search(text) is not None and not _is_list(text)
    return text.endswith((")", "]")) or not ends_sentence(text)


def is_doubled(text: str) -> bool:
    """Whether a line is the same words twice, as pages print alternative text and caption."""
    half = len(text) // 2
    if len(text) < 12:
        return False
    return text[:half].strip() == text[half:].strip() or (
        len(text) % 2 == 1 and text[:half] == text[half + 1 :]
    )


def _is_caption(text: str) -> bool:
    if is_doubled(text) or has_credit(text):
        return True
    words = len(text.split())
    if words <= 45 and CAPTION_LABEL.fullmatch(text) and (":" in text[:30] or "caption" in text[:16].lower()):
        return True
    return words <= 45 and sentences(text) <= 2 and CAPTION_CUE.search(text) is not None


def _is_list(text: str) -> bool:
    """"Source: the ministry said so." is a sentence, not a credit."""
    return sentences(text) > 1 and text.endswith(".") and len(text.split()) > 30


def _companions(pieces: Sequence[Piece], labels: Sequence[str], index: int) -> Iterator[int]:
    """The caption that stands beside a line with a credit, when the two are separate lines."""
    after, before = index + 1, index - 1
    if after < len(pieces) and not labels[after] and _hangs(pieces, after, index - 1, after + 1):
        yield after
        return
    own = len(pieces[index].text.split()) > 6
    if before < 0 or labels[before] or (own and not pieces[index].tight):
        return
    text = pieces[before].text
    short = len(text.split()) <= 30 and sentences(text) <= 1
    if short and (pieces[index].tight or not ends_sentence(text)) and not breaks_off(text):
        following = pieces[after].text if after < len(pieces) else ""
        if not starts_lower(following) and len(text.split()) >= 3 and not pieces[before].mark == "heading":
            if pieces[index].tight or len(text.split()) >= 8:
                yield before


def _hangs(pieces: Sequence[Piece], index: int, before: int, after: int) -> bool:
    """Whether the line after a credit is its caption: unended, longer than a heading."""
    text = pieces[index].text
    if ends_sentence(text) or starts_lower(text) or pieces[index].mark == "heading":
        return False
    if after < len(pieces) and starts_lower(pieces[after].text):
        return False
    return 8 <= len(text.split()) <= 40


def _repeated(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """Lines that repeat a caption, whole or in part, are captions too."""
    result = list(labels)
    captions = [folded(p.text) for p, label in zip(pieces, labels, strict=True) if label == "caption"]
    if not captions:
        return result
    for index, piece in enumerate(pieces):
        if not result[index] and piece.words <= 60 and len(piece.text) >= 12:
            text = folded(piece.text)
            if any(text == caption or (piece.words >= 5 and text in caption) for caption in captions):
                result[index] = "caption"
    return result
