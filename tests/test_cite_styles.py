"""What each style makes of the same nine citations: full, same place, same source, short again."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from briefgen.cite import Citations, cite, style_file
from briefgen.model import Citation

REFERENCES = {
    "lock": {
        "type": "webpage",
        "title": 'Who pays for the "lower" locks?',
        "author": [{"family": "Varga", "given": "Ilse"}],
        "publisher": "Rivers Institute",
        "container-title": "Lock and Weir",
        "URL": "https://rivers.example/locks",
        "issued": {"date-parts": [[2031, 2, 14]]},
        "accessed": {"date-parts": [[2031, 3, 5]]},
    },
    "seat": {
        "type": "article-newspaper",
        "title": "A seat left empty",
        "author": [{"literal": "Delta Broadcasting"}],
        "container-title": "Delta Daily",
        "issued": {"date-parts": [[2031, 2, 27]]},
        "URL": "https://delta.example/a",
    },
    "basin": {
        "type": "report",
        "title": "The third basin",
        "author": [
            {"family": "Okoro", "given": "Samuel"},
            {"family": "Brandt", "given": "Hanna"},
        ],
        "publisher": "Canal Board",
        "issued": {"date-parts": [[2030]]},
    },
}
#: Source, paragraph, page.
PLACES = (
    ("lock", 3),
    ("lock", 3),
    ("lock", 4),
    ("basin", 2, 12),
    ("basin", 2, 12),
    ("basin", 5, 14),
    ("seat", 2),
    ("lock", 7),
    ("basin", 5, 14),
)
#: The notes, or what stands in the text, and the bibliography.
EXPECTED: dict[str, tuple[list[str], list[str]]] = {
    "chicago-notes-bibliography": (
        [
            "Ilse Varga, ‘Who Pays for the “Lower” Locks?’, Lock and Weir, Rivers Institute, "
            "14 February 2031, para. 3, https://rivers.example/locks.",
            "Varga, ‘Who Pays for the “Lower” Locks?’, para. 3.",
            "Varga, ‘Who Pays for the “Lower” Locks?’, para. 4.",
            "Samuel Okoro and Hanna Brandt, The Third Basin (Canal Board, 2030), 12.",
            "Okoro and Brandt, The Third Basin, 12.",
            "Okoro and Brandt, The Third Basin, 14.",
            "Delta Broadcasting, ‘A Seat Left Empty’, Delta Daily, 27 February 2031, para. "
            "2, https://delta.example/a.",
            "Varga, ‘Who Pays for the “Lower” Locks?’, para. 7.",
            "Okoro and Brandt, The Third Basin, 14.",
        ],
        [
            "Delta Broadcasting. ‘A Seat Left Empty’. Delta Daily, 27 February 2031. "
            "https://delta.example/a.",
            "Okoro, Samuel, and Hanna Brandt. The Third Basin. Canal Board, 2030.",
            "Varga, Ilse. ‘Who Pays for the “Lower” Locks?’ Lock and Weir, Rivers Institute, "
            "14 February 2031. https://rivers.example/locks.",
        ],
    ),
    "oscola": (
        [
            "Ilse Varga, ‘Who Pays for the “Lower” Locks?’ (Lock and Weir, 14 February 2031) "
            "para 3 <https://rivers.example/locks> accessed 5 March 2031.",
            "Ibid.",
            "Ibid para 4.",
            "Samuel Okoro and Hanna Brandt, ‘The Third Basin’ (Canal Board 2030) 12.",
            "Ibid.",
            "Ibid 14.",
            "Delta Broadcasting, ‘A Seat Left Empty’ Delta Daily (27 February 2031) para 2 "
            "<https://delta.example/a>.",
            "Varga (n 1) para 7.",
            "Okoro and Brandt (n 4) 14.",
        ],
        [
            "Delta Broadcasting, ‘A Seat Left Empty’ Delta Daily (27 February 2031) "
            "<https://delta.example/a>",
            "Okoro S and Brandt H, ‘The Third Basin’ (Canal Board 2030)",
            "Varga I, ‘Who Pays for the “Lower” Locks?’ (Lock and Weir, 14 February 2031) "
            "<https://rivers.example/locks> accessed 5 March 2031",
        ],
    ),
    "bluebook-law-review": (
        [
            "Ilse Varga, Who Pays for the ‘Lower’ Locks?, Lock and Weir ¶ 3 (Feb. 14, 2031), "
            "https://rivers.example/locks.",
            "Id.",
            "Id. at ¶ 4.",
            "Samuel Okoro & Hanna Brandt, The Third Basin 12 (2030).",
            "Id.",
            "Id. at 14.",
            "Delta Broadcasting, A Seat Left Empty, Delta Daily, Feb. 27, 2031, "
            "https://delta.example/a.",
            "Varga, supra note 1 at ¶ 7.",
            "Okoro and Brandt, supra note 4 at 14.",
        ],
        [],
    ),
    "modern-language-association": (
        [
            "(Varga, par. 3)",
            "(Varga, par. 3)",
            "(Varga, par. 4)",
            "(Okoro and Brandt 12)",
            "(Okoro and Brandt 12)",
            "(Okoro and Brandt 14)",
            "(Delta Broadcasting, par. 2)",
            "(Varga, par. 7)",
            "(Okoro and Brandt 14)",
        ],
        [
            "Delta Broadcasting. ‘A Seat Left Empty’. Delta Daily, 27 Feb. 2031, "
            "https://delta.example/a.",
            "Okoro, Samuel, and Hanna Brandt. The Third Basin. Canal Board, 2030.",
            "Varga, Ilse. ‘Who Pays for the “Lower” Locks?’ Lock and Weir, Rivers Institute, "
            "14 Feb. 2031, https://rivers.example/locks.",
        ],
    ),
    "apa": (
        [
            "(Varga, 2031, para. 3)",
            "(Varga, 2031, para. 3)",
            "(Varga, 2031, para. 4)",
            "(Okoro & Brandt, 2030, p. 12)",
            "(Okoro & Brandt, 2030, p. 12)",
            "(Okoro & Brandt, 2030, p. 14)",
            "(Delta Broadcasting, 2031, para. 2)",
            "(Varga, 2031, para. 7)",
            "(Okoro & Brandt, 2030, p. 14)",
        ],
        [
            "Delta Broadcasting. (2031, February 27). A seat left empty. Delta Daily. "
            "https://delta.example/a",
            "Okoro, S., & Brandt, H. (2030). The third basin. Canal Board.",
            "Varga, I. (2031, February 14). Who pays for the ‘lower’ locks? Rivers "
            "Institute. Lock and Weir. https://rivers.example/locks",
        ],
    ),
    "ieee": (
        [
            "[1, Para. 3]",
            "[1, Para. 3]",
            "[1, Para. 4]",
            "[2, p. 12]",
            "[2, p. 12]",
            "[2, p. 14]",
            "[3, Para. 2]",
            "[1, Para. 7]",
            "[2, p. 14]",
        ],
        [
            "[1] I. Varga, ‘Who pays for the “lower” locks?’, Lock and Weir. Accessed: Mar. "
            "05, 2031. [Online]. Available: https://rivers.example/locks",
            "[2] S. Okoro and H. Brandt, ‘The third basin’, Canal Board, 2030.",
            "[3] Delta Broadcasting, ‘A seat left empty’, Delta Daily, Feb. 27, 2031. "
            "Available: https://delta.example/a",
        ],
    ),
    "vancouver": (
        [
            "(1, para. 3)",
            "(1, para. 3)",
            "(1, para. 4)",
            "(2, p. 12)",
            "(2, p. 12)",
            "(2, p. 14)",
            "(3, para. 2)",
            "(1, para. 7)",
            "(2, p. 14)",
        ],
        [
            "1. Varga I. Lock and Weir [Internet]. Rivers Institute; 2031 [cited 2031 Mar "
            "5]. Who pays for the ‘lower’ locks? Available from: https://rivers.example/locks",
            "2. Okoro S, Brandt H. The third basin. Canal Board; 2030.",
            "3. Delta Broadcasting. A seat left empty. Delta Daily [Internet]. 2031 Feb 27. "
            "Available from: https://delta.example/a",
        ],
    ),
    "nature": (
        [
            "1 (para. 3)",
            "1 (para. 3)",
            "1 (para. 4)",
            "2 (p. 12)",
            "2 (p. 12)",
            "2 (p. 14)",
            "3 (para. 2)",
            "1 (para. 7)",
            "2 (p. 14)",
        ],
        [
            "1. Varga, I. Who pays for the ‘lower’ locks? Lock and Weir "
            "https://rivers.example/locks (2031).",
            "2. Okoro, S. & Brandt, H. The Third Basin. (2030).",
            "3. Delta Broadcasting. A seat left empty. Delta Daily (2031).",
        ],
    ),
    "chicago-author-date": (
        [
            "(Varga 2031, para. 3)",
            "(Varga 2031, para. 3)",
            "(Varga 2031, para. 4)",
            "(Okoro and Brandt 2030, 12)",
            "(Okoro and Brandt 2030, 12)",
            "(Okoro and Brandt 2030, 14)",
            "(Delta Broadcasting 2031, para. 2)",
            "(Varga 2031, para. 7)",
            "(Okoro and Brandt 2030, 14)",
        ],
        [
            "Delta Broadcasting. 2031. ‘A Seat Left Empty’. Delta Daily, February 27. "
            "https://delta.example/a.",
            "Okoro, Samuel, and Hanna Brandt. 2030. The Third Basin. Canal Board.",
            "Varga, Ilse. 2031. ‘Who Pays for the “Lower” Locks?’ Lock and Weir, Rivers "
            "Institute, February 14. https://rivers.example/locks.",
        ],
    ),
}


def text(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def made(style: str, locale: str = "en-GB") -> Citations:
    places = tuple(Citation(*place) for place in PLACES)
    return cite(REFERENCES, places, style_file(style), locale)


@pytest.mark.parametrize("style", EXPECTED)
def test_what_a_style_prints(style: str) -> None:
    citations = made(style)
    notes, entries = EXPECTED[style]
    assert [text(note) for note in citations.notes] == notes
    assert [text(entry.html) for entry in citations.bibliography] == entries


@pytest.mark.parametrize("style", EXPECTED)
def test_every_note_leads_to_its_entry_where_there_is_one(style: str) -> None:
    citations = made(style)
    ids = {entry.source for entry in citations.bibliography}
    for note, (source, *_) in zip(citations.notes, PLACES, strict=True):
        expected = [f"#ref-{source}"] if source in ids else []
        assert re.findall(r'<a class="to-entry" href="([^"]*)"', note) == expected
        assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", note), "links do not nest"
    for entry in citations.bibliography:
        assert f'id="ref-{entry.source}"' in entry.html


@pytest.mark.parametrize(
    ("style", "locale", "third", "eighth"),
    [
        ("apa", "de-DE", "(Varga, 2031, Abs. 4)", "(Varga, 2031, Abs. 7)"),
        ("apa", "fr-FR", "(Varga, 2031, ¶ 4)", "(Varga, 2031, ¶ 7)"),
        ("oscola", "de-DE", "Ebd Abs. 4.", "Varga (n 1) Abs 7."),
        ("oscola", "es-ES", "Ibid ¶ 4.", "Varga (n 1) ¶ 7."),
        ("bluebook-law-review", "de-DE", "Id. at ¶ 4.", "Varga, supra note 1 at ¶ 7."),
        ("vancouver", "de-DE", "(1, Abs. 4)", "(1, Abs. 7)"),
        ("nature", "en-GB", "1 (para. 4)", "1 (para. 7)"),
    ],
)
def test_a_paragraph_is_never_taken_for_a_page(
    style: str, locale: str, third: str, eighth: str
) -> None:
    notes = [text(note) for note in made(style, locale).notes]
    assert (notes[2], notes[7]) == (third, eighth)


@pytest.mark.parametrize(
    ("style", "file"),
    [
        ("vancouver", "nlm-citation-sequence"),
        ("chicago-fullnote-bibliography", "chicago-notes-bibliography"),
        ("mla", "modern-language-association"),
        ("bluebook2", "bluebook-inline"),
    ],
)
def test_a_style_under_the_name_that_it_had(style: str, file: str) -> None:
    assert style_file(style).stem == file


def test_a_style_of_ones_own(tmp_path: Path) -> None:
    """Notes of the title and the locator alone, without a bibliography."""
    own = tmp_path / "own.csl"
    own.write_text(
        """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
        <info><title>Own</title><id>own</id><updated>2031-01-01T00:00:00Z</updated></info>
        <citation><layout suffix="."><group delimiter=" at ">
        <text variable="title"/><text variable="locator"/></group></layout></citation></style>""",
        encoding="utf-8",
    )
    citations = cite(REFERENCES, [Citation("basin", 2, 12), Citation("seat", 2)], own, "en-GB")
    assert citations.notes == ("The third basin at 12.", "A seat left empty at para 2.")
    assert citations.bibliography == ()


@pytest.mark.parametrize("style", ["chicago-notes-bibliography", "oscola", "ieee", "vancouver"])
@pytest.mark.parametrize(
    "title",
    [
        r"\emph{locks} $n^2$ \input{x} 50%",
        "<script>alert(1)</script> <b>locks</b> &amp; </style>",
        "} body { display: none } /* locks */",
        "*locks* [a](b) `c` {{ d }} {% e %}",
        "@locks; -@locks [^1] ^[f] ---",
    ],
)
def test_a_title_is_text_wherever_it_stands(style: str, title: str) -> None:
    """A style may change its capitals, and a full stop after it may go into it."""
    reference = {**REFERENCES["lock"], "title": title, "container-title": title}
    citations = cite({"s": reference}, [Citation("s", 1)], style_file(style), "en-GB")
    printed = [*citations.notes, *(entry.html for entry in citations.bibliography)]
    assert any(title.lower() in text(html).lower() for html in printed)
    tags = {tag for html in printed for tag in re.findall(r"</?(\w+)", html)}
    assert tags <= {"a", "em", "span", "sup"}
