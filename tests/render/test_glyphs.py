"""A character that no font has stops the build before layout, named with its place and a remedy."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from unicodedata import category, normalize

import canal
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import LayoutError
from briefgen.model import Brief, Issue, Name, Reference
from briefgen.render import fonts, glyphs, shipped_templates
from briefgen.render.fonts import has_glyph
from briefgen.render.glyphs import require_glyphs, without_glyph
from briefgen.render.wholeness import UNPRINTED

NOBODY = "\u0378"  # not assigned: in no font
PAGE = "<html lang='en'><title>x</title><style>{style}</style><body><p>{text}</p>"


def page(text: str = "", style: str = "") -> str:
    return PAGE.format(text=text, style=style)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Plain, “quoted” – and §\u00a07.", ""),
        ("Ελληνικά, кириллица, Čeština", ""),
        (
            "joined\u200d, marked\u200e, selected\ufe0f, grapheme\u034f, soft\u00ad, tag\U000e0041",
            "",
        ),
        ("thin\u2009space, narrow\u202f, wide\u3000, line\u2028end", ""),
        ("controls\x01\x85\x9f, fillers\u3164\uffa0, none\ufffe", ""),
        ("non\u2011breaking", ""),
        (f"a{NOBODY}b{NOBODY}", NOBODY),
        ("private \ue000\U000f0000", "\ue000\U000f0000"),
        (f"<b title='{NOBODY}'>in what is not drawn</b>", ""),
        (f"<script>{NOBODY}</script>", ""),
        ("&#x378; and &amp;", NOBODY),
    ],
)
def test_which_characters_cannot_be_set(text: str, missing: str) -> None:
    assert "".join(without_glyph(page(text))) == missing


@pytest.mark.parametrize(
    ("style", "missing"),
    [
        (f"p::after {{ content: '{NOBODY}' }}", NOBODY),
        ("p::after { content: '\\378 x' }", NOBODY),
        ("p::after { content: '\\2002' '\\2014' }", ""),
        ("p::after { content: '\\ffffff' }", "\U0010ffff"),
        (f"/* '{NOBODY}' */ p {{ color: red }}", ""),
    ],
)
def test_what_a_stylesheet_puts_on_the_page(style: str, missing: str) -> None:
    assert "".join(without_glyph(page("x", style))) == missing


def test_a_character_whose_parts_are_there_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """HarfBuzz takes a letter apart that its font has not."""
    monkeypatch.setattr(glyphs, "has_glyph", lambda one: one in "ab\u0323\u2010")
    assert without_glyph(page("\u1ea1")) == ()
    assert without_glyph(page("\u1ea5")) == ("\u1ea5",)


def _titled(brief: Brief) -> Brief:
    spec = replace(brief.evidence.spec, title=f"Weirs {NOBODY}")
    return replace(brief, evidence=replace(brief.evidence, spec=spec))


def _asked(brief: Brief) -> Brief:
    spec = replace(brief.evidence.spec, issues=(Issue("tolls", "Tolls", f"How {NOBODY}?"),))
    section = replace(brief.issues[0], question=f"How {NOBODY}?")
    changed = replace(brief.evidence, spec=spec)
    return replace(brief, evidence=changed, issues=(section, *brief.issues[1:]))


def _quoted(brief: Brief) -> Brief:
    first = replace(brief.key_points[0], text=f"Tolls rise {NOBODY} and fall.")
    return replace(brief, key_points=(first,))


def _held(brief: Brief) -> Brief:
    return replace(brief, key_points=(replace(brief.key_points[0], holder=f"Ada {NOBODY}"),))


def _stated(brief: Brief) -> Brief:
    source = replace(brief.evidence.sources[0], reference=Reference(author=(Name("V", NOBODY),)))
    sources = (source, *brief.evidence.sources[1:])
    return replace(brief, evidence=replace(brief.evidence, sources=sources))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (_titled, "in `title` of briefs/canal-treaty-2031.yaml, “Weirs \u0378”"),
        (_asked, "in `question` of the issue 'tolls' in briefs/canal-treaty-2031.yaml, “How"),
        (_quoted, "in passage p0 of sources/a1.txt, “Tolls rise \u0378 and fall.”"),
        (_held, "in a holder's name in sources/a1.txt"),
        (_stated, "in what sources/a1.txt says of itself"),
        (lambda brief: brief, "in the templates of analyst, or in what the citation style adds"),
    ],
)
def test_message_names_the_character_and_its_place(change, place: str) -> None:  # type: ignore[no-untyped-def]
    brief = change(canal.brief("analyst"))
    with pytest.raises(LayoutError) as failure:
        require_glyphs(brief, page(NOBODY))
    assert "analyst: no font here has a glyph for\n  U+0378, unknown to Unicode" in str(
        failure.value
    )
    assert place in str(failure.value)


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("\U0001f6f6", "U+1F6F6 CANOE (\U0001f6f6): … apt-get install fonts-symbola"),
        ("堰", "U+5830 CJK UNIFIED IDEOGRAPH-5830 (堰): … apt-get install fonts-noto-cjk"),
        ("क", "U+0915 DEVANAGARI LETTER KA (क): … apt-get install fonts-noto-core"),
        ("\ue123", "U+E123, a private character without a name: … take it out there"),
    ],
)
def test_message_says_a_remedy(character: str, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(glyphs, "has_glyph", str.isascii)
    with pytest.raises(LayoutError) as failure:
        require_glyphs(canal.brief("minister"), page(character))
    head, remedy = named.split("… ")
    line = str(failure.value).splitlines()[1]
    assert line.strip().startswith(head)
    assert line.split("; ")[-1].startswith(remedy)


def test_many_characters_are_counted() -> None:
    text = "".join(map(chr, range(0xE000, 0xE010)))
    with pytest.raises(LayoutError) as failure:
        require_glyphs(canal.brief("minister"), page(text))
    lines = str(failure.value).splitlines()
    assert len(lines) == 12
    assert lines[-1].strip() == "and 6 more characters"


def test_shipped_audiences_can_be_set(html: str, audience: str) -> None:
    require_glyphs(canal.brief(audience), html)


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_only_what_is_there_and_no_font_has(text: str) -> None:
    missing = without_glyph(page(escape(text)))
    assert set(missing) <= set(text)
    assert not any(has_glyph(one) for one in missing if category(one) != "Co")
    letters = (one for one in set(text) - set(missing) if category(one)[0] in "LNP")
    for one in (letter for letter in letters if ord(letter) not in UNPRINTED):
        assert has_glyph(one) or all(map(has_glyph, normalize("NFD", one)))


def test_templates_hold_only_what_the_packaged_fonts_have() -> None:
    """A machine may have no other fonts."""
    files = [file for folder in fonts._package_folders() for file in folder.glob("*-Regular.otf")]
    assert len(files) == 2
    known = {chr(point) for file in files for point in TTFont(file, lazy=True).getBestCmap()}
    texts = {
        file: file.read_text(encoding="utf-8")
        for file in sorted(shipped_templates().rglob("*"))
        if file.suffix in (".j2", ".css", ".yaml")
    }
    found = {(f.name, c) for f, t in texts.items() for c in t if not c.isspace()}
    assert {(name, c) for name, c in found if c not in known} == set()
