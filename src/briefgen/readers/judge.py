"""Each piece of a source gets its label: kept as paragraph, heading or note, or why it goes."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.readers.boilerplate import RULES
from briefgen.readers.captions import label_captions
from briefgen.readers.front import label_front, label_meta_lines
from briefgen.readers.letters import label_letter
from briefgen.readers.metaline import name_and_office, parse_meta_line
from briefgen.readers.pieces import Piece, prime
from briefgen.readers.players import label_players
from briefgen.readers.quotes import label_quotes
from briefgen.readers.releases import label_release
from briefgen.readers.round_up import label_round_up
from briefgen.readers.shape import breaks_off, sentences, starts_lower
from briefgen.readers.speech import is_speech_cue
from briefgen.readers.tail import (
    first_published,
    label_biographies,
    label_end,
    label_lists,
    label_notes,
)

_NEAR = 60  # how far, in pieces, a block looks for its neighbours
KEPT = frozenset({"paragraph", "heading", "note"})


def judge(pieces: Sequence[Piece], title: str = "", signed: Sequence[str] = ()) -> list[str]:
    """A label for each piece: "paragraph", "heading", "note", or the reason for dropping it.

    `title` and the family names `signed` are what the format itself states, if it does.
    """
    prime(pieces)
    labels = label_end(pieces, [""] * len(pieces))
    labels = label_rules(pieces, labels)
    labels = label_players(pieces, labels)
    labels = label_captions(pieces, labels)
    labels = label_lists(pieces, labels)
    labels = label_release(pieces, labels)
    labels = _label_sources(pieces, labels)
    labels = label_meta_lines(pieces, labels)
    labels = label_front(pieces, labels, title)
    families = [*signed, *_signed(pieces, labels)]
    families = [family.casefold() for family in families]
    labels = label_biographies(pieces, labels, families)
    labels = label_notes(pieces, labels)
    labels = _label_body(pieces, labels)
    labels = label_letter(pieces, labels, KEPT)
    return label_round_up(pieces, labels, families)


def label_rules(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """The table of wordings, block by block; then the rules that hold only beside a dropped one."""
    result = list(labels)
    likely: list[int] = []  # those that a rule holds for if they stand at the edge
    for index, piece in enumerate(pieces):
        if not result[index] and (matching := RULES.matching(piece)):
            result[index] = next((rule.reason for rule in matching if not rule.edge), "")
            likely.append(index)
    prose = [i for i, piece in enumerate(pieces) if not result[i] and piece.prose]
    first = next((i for i in prose if pieces[i].words > 20), 0)
    # A head of several lines is one however short the paragraphs are that follow.
    first = first or next((i for i in prose if pieces[i].words > 12 and i not in likely), 0)
    for index in likely:
        beside = index < first or any(
            result[max(0, index - 1) : index] + result[index + 1 : index + 2]
        )
        if not result[index] and beside:
            result[index] = RULES.matching(pieces[index])[0].reason
    return _with_video_titles(pieces, result)


def _with_video_titles(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """The line after "Watch video 01:41" is the video's title."""
    result = list(labels)
    for index in range(1, len(pieces)):
        text = pieces[index].text
        if result[index] or labels[index - 1] != "video link" or pieces[index].mark == "heading":
            continue
        if len(text.split()) <= 16 and not pieces[index].ended and not starts_lower(text):
            result[index] = "video link"
    return result


def _label_sources(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    return [
        label or ("first publication" if first_published(piece.text) else "")
        for piece, label in zip(pieces, labels, strict=True)
    ]


def _signed(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    found: list[str] = []
    for piece, label in zip(pieces, labels, strict=True):
        if label == "byline":
            meta = parse_meta_line(piece.text) or name_and_office(piece.text)
            names = meta.authors if meta else ()
            found += [name.family for name in names] or piece.text.split()[-1:]
    return found


def _label_body(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    result = list(labels)
    open_ = [i for i, label in enumerate(result) if not label]
    for index in open_:
        result[index] = _body_label(pieces, result, index)
    return _settle_headings(pieces, label_quotes(pieces, result))


def _body_label(pieces: Sequence[Piece], labels: Sequence[str], index: int) -> str:
    piece = pieces[index]
    text, words = piece.text, piece.words
    if piece.mark in {"heading", "title"}:
        return "heading"
    if starts_lower(text) and _before_is_open(pieces, labels, index):
        return "paragraph"
    if piece.bullet or piece.mark == "item":
        return _item_label(pieces, labels, index)
    if is_speech_cue(text):
        return "paragraph"
    if text.endswith(":") and words <= 3:
        return "heading"
    if text.endswith("?") and words <= 8 and sentences(text) == 1:
        return "heading"
    if piece.ended or words > 15 or breaks_off(text):
        return "list of links" if piece.mark == "link" and words < 25 else "paragraph"
    following = _next_open(pieces, labels, index)
    if starts_lower(following) and words >= 8:
        return "paragraph"
    return "list of links" if piece.mark == "link" else "heading"


def _next_open(pieces: Sequence[Piece], labels: Sequence[str], index: int) -> str:
    """The text of the next block that may be kept, if it is near."""
    near = range(index + 1, min(len(pieces), index + _NEAR))
    return next((pieces[i].text for i in near if labels[i] in ("", *KEPT)), "")


def _before_is_open(pieces: Sequence[Piece], labels: Sequence[str], index: int) -> bool:
    """Whether the last kept block before `index` broke off in mid-sentence."""
    before = next(
        (i for i in range(index - 1, max(-1, index - _NEAR), -1) if labels[i] in KEPT), -1
    )
    return before >= 0 and labels[before] == "paragraph" and not pieces[before].ended


def _item_label(pieces: Sequence[Piece], labels: Sequence[str], index: int) -> str:
    piece = pieces[index]
    after = pieces[index + 1] if index + 1 < len(pieces) else piece
    numbered = piece.bullet.strip("().").isdigit() and piece.words <= 14
    titled = not piece.ended or piece.text.endswith("?")
    if numbered and titled and not after.bullet and after.prose:
        return "heading"
    if not piece.bullet:  # the format says that it is an item of the article, and no menu
        return "paragraph" if piece.mark == "item" else "list of links"
    if piece.ended or (piece.words >= 8 and piece.mark != "link"):
        return "paragraph"
    before = next(
        (i for i in range(index - 1, max(-1, index - _NEAR), -1) if not pieces[i].bullet), -1
    )
    led = before >= 0 and labels[before] == "paragraph" and pieces[before].text.endswith(":")
    return "paragraph" if led and piece.mark != "link" else "list of links"


def _settled(piece: Piece, *, trailing: bool, listed: bool) -> str:
    """What a heading is that stands after the text, or among more than two of its kind."""
    if piece.mark == "text" and (listed or (trailing and piece.words >= 8)):
        return "paragraph"
    if listed and piece.mark not in {"heading", "title"}:
        return "list of links"
    return "line after the text" if trailing else "heading"


def _settle_headings(pieces: Sequence[Piece], labels: Sequence[str]) -> list[str]:
    """A heading has a paragraph after it, and three in a row are a list of something."""
    result = list(labels)
    kept = [i for i, label in enumerate(result) if label in KEPT]
    run: list[int] = []
    for index in [*kept, -1]:
        if index >= 0 and result[index] == "heading":
            run.append(index)
            continue
        trailing = index < 0 or result[index] == "note"
        for i in run:
            result[i] = _settled(pieces[i], trailing=trailing, listed=len(run) > 2)
        run = []
    return result
