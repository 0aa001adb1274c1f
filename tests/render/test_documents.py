"""Word, EPUB and Markdown from one page: the same text in its order, and nothing acts in it."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import canal
import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from briefgen.cite import Citations
from briefgen.errors import TemplateError
from briefgen.model import Brief
from briefgen.render import load_profile, normalise
from briefgen.render.documents import to_docx, to_epub, to_markdown
from briefgen.render.html import render_html
from briefgen.render.tree import flowing
from briefgen.render.wholeness import runs

Write = Callable[[Brief, str], bytes]
WRITE: dict[str, Write] = {"docx": to_docx, "epub": to_epub, "markdown": to_markdown}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLAIN = Citations(tuple(f"Note {n}" for n in range(40)), (), False)


def text_of(made: bytes, kind: str) -> str:
    """The text that a reader sees, notes and all, as it can be compared."""
    return normalise("".join({"docx": _word, "epub": _epub, "markdown": _markdown}[kind](made)))


def _word(made: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(made)) as archive:
        for part in ("word/document.xml", "word/footnotes.xml"):
            for element in ET.fromstring(archive.read(part)).iter():
                if element.tag == f"{W}t":
                    yield element.text or ""


def _epub(made: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(made)) as archive:
        for name in archive.namelist():
            if name.startswith("EPUB/text/"):
                yield from ET.fromstring(archive.read(name)).itertext()


def _markdown(made: bytes) -> Iterator[str]:
    tree = json.loads(pypandoc.convert_text(made.decode(), "json", format="gfm"))
    yield from _strings(tree["blocks"])


def _strings(node: object) -> Iterator[str]:
    match node:
        case {"t": "Str" | "Code", "c": content}:
            yield content if isinstance(content, str) else content[1]
        case {"t": "Quoted" | "RawInline" | "RawBlock" as kind}:
            raise AssertionError(f"{kind} in {node}")
        case {"c": content}:
            yield from _strings(content)
        case list():
            for one in node:
                yield from _strings(one)


@pytest.fixture(scope="module", params=["docx", "epub", "markdown"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def made(kind: str, audience: str, html: str) -> bytes:
    return WRITE[kind](canal.brief(audience), html)


def told(page: str) -> list[str]:
    """What a page says; its notes' numbers and their head are the formats' own."""
    return [run for run in runs(page) if not run.isdecimal() and run != "Notes"]


# --- The same text ----------------------------------------------------------------------------


def test_every_passage_and_every_note_stands_in_it_word_for_word(
    made: bytes, kind: str, audience: str
) -> None:
    text = text_of(made, kind)
    brief = canal.brief(audience)
    notes = [Markup(note).striptags() for note in canal.citations(brief).notes]
    printed = {q.passage for s in brief.issues for q in s.quotations}
    passages = [brief.evidence.passages[p].text for p in printed]
    assert passages and notes
    assert [t for t in (*passages, *notes) if normalise(t) not in text] == []


def test_everything_on_the_page_stands_in_it(made: bytes, kind: str, html: str) -> None:
    text = text_of(made, kind)
    assert [run for run in told(html) if normalise(run) not in text] == []


def test_sections_stand_in_the_order_of_the_page(made: bytes, kind: str, html: str) -> None:
    text = text_of(made, kind)
    heads = [Markup(h).striptags() for h in re.findall(r"(?s)<h2>(.*?)</h2>", html)]
    heads = [head for head in heads if head != "Notes"]
    assert len(heads) > 8
    place = len(text)
    for head in reversed(heads):  # from the end, since a list of contents names them before
        place = text.rindex(normalise(head), 0, place)


def test_same_input_same_bytes(made: bytes, kind: str, audience: str, html: str) -> None:
    assert WRITE[kind](canal.brief(audience), html) == made


# --- Each format ------------------------------------------------------------------------------


def word(audience: str, part: str = "word/document.xml") -> ET.Element:
    brief = canal.brief(audience)
    made = to_docx(brief, render_html(brief, canal.citations(brief)))
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        return ET.fromstring(archive.read(part))


@pytest.mark.parametrize("audience", ["minister", "analyst"])
def test_word_has_real_styles_and_footnotes(audience: str) -> None:
    document = word(audience)
    used = {s.get(f"{W}val") for s in document.iter(f"{W}pStyle")}
    wanted = {"Title", "Standfirst", "Heading1", "Question", "Holder", "BlockText", "TableText"}
    assert wanted | {"Bibliography", "Colophon", "Band", "Handling"} <= used
    styles = {s.get(f"{W}styleId") for s in word(audience, "word/styles.xml")}
    assert used <= styles, "pandoc adds one for a name that the reference document has not"
    calls = [r.get(f"{W}id") for r in document.iter(f"{W}footnoteReference")]
    notes = [n.get(f"{W}id") for n in word(audience, "word/footnotes.xml")]
    assert len(calls) == len(set(calls)) == len(canal.brief(audience).citations)
    assert set(calls) <= set(notes)


def test_word_says_whose_it_is_and_of_when() -> None:
    core = "".join(ET.tostring(word("minister", "docProps/core.xml"), encoding="unicode"))
    for said in ("The Canal Treaty before its renewal", "Delta Assembly Research Service",
                 "2031-03-09T00:00:00Z", ">en<"):  # fmt: skip
        assert said in core


def test_epub_has_contents_language_and_a_name_of_its_own() -> None:
    made = {}
    for audience in ("minister", "analyst"):
        brief = canal.brief(audience, language="de", locale="de-DE")
        content = to_epub(brief, render_html(brief, PLAIN))
        with zipfile.ZipFile(BytesIO(content)) as archive:
            assert archive.namelist()[0] == "mimetype"
            assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
            made[audience] = archive.read("EPUB/content.opf").decode()
            contents = archive.read("EPUB/nav.xhtml").decode()
        assert "<dc:language>de</dc:language>" in made[audience]
        assert "2031-03-09T00:00:00Z" in made[audience] and "1970" not in made[audience]
        assert "Das Wichtigste" in contents and "1 Tolls" in contents
    ids = [re.findall("urn:uuid:[0-9a-f-]{36}", opf) for opf in made.values()]
    assert all(ids) and ids[0] != ids[1]


def test_markdown_begins_with_the_title_and_has_no_html() -> None:
    brief = canal.brief("analyst")
    text = to_markdown(brief, render_html(brief, canal.citations(brief))).decode()
    assert text.startswith("# The Canal Treaty before its renewal\n")
    assert not re.search(r"</?[a-z]+[ >]|\[TABLE\]|\]\(#", text)
    assert text.count("[^1]:") == 1 and "| Source | Kind |" in text


def test_a_note_that_is_called_again_keeps_its_number() -> None:
    page = (
        '<p>a<span class="note" id="note-7" data-number="7">seven</span></p>'
        '<p>b<a class="call" href="#note-9" id="call-9">9</a> '
        'c<a class="call" href="#note-7">7</a></p>'
        '<section class="notes"><h2>Notes</h2>'
        '<p id="note-9"><a class="number" href="#call-9">9</a>&nbsp;nine</p></section>'
    )
    text = to_markdown(canal.brief("minister"), page).decode()
    assert text == "a[^1]\n\nb[^2] c¹\n\n[^1]: seven\n\n[^2]: nine\n"


def test_tables_of_quotations_are_set_one_below_the_other_in_markdown() -> None:
    page = ('<table><thead><tr><th>Yes</th><th>No</th></tr></thead><tbody><tr>'
            '<td><blockquote><p>A</p></blockquote></td><td><blockquote><p>B</p></blockquote></td>'
            '</tr></tbody></table>')  # fmt: skip
    text = to_markdown(canal.brief("minister"), page).decode()
    assert text.split("\n\n") == ["**Yes**", "> A", "**No**", "> B\n"]


def test_cells_over_columns_and_of_several_lines_are_lines_in_markdown() -> None:
    page = ('<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>'
            '<tr><th colspan="2">all</th></tr><tr><td><p>1</p><p>2</p></td><td>3</td></tr>'
            '</tbody></table>')  # fmt: skip
    text = to_markdown(canal.brief("minister"), page).decode()
    assert [re.sub(" +", " ", line) for line in text.splitlines() if "-" not in line] == [
        "| a | b |", "| all | |", "| 1; 2 | 3 |"]  # fmt: skip


# --- What a designer changes ------------------------------------------------------------------


def _ours(root: Path) -> Path:
    folder = root / "ours"
    folder.mkdir()
    (folder / "audience.yaml").write_text("extends: minister\nlabel: Ours\n")
    return folder


def test_own_template_style_and_reference_document_win(tmp_path: Path) -> None:
    folder = _ours(tmp_path)
    (folder / "sections").mkdir()
    (folder / "sections" / "colophon.html.j2").write_text('<p class="seal">Sealed by us</p>')
    (folder / "epub.css").write_text(".seal { color: #7a1f1f }")
    shipped = load_profile("minister").folders[-1] / "reference.docx"
    with zipfile.ZipFile(shipped) as old, zipfile.ZipFile(folder / "reference.docx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'"Georgia"', b'"Garamond"'))
    brief = replace(canal.brief("minister"), audience=load_profile("ours", [tmp_path]))
    page = render_html(brief, PLAIN)
    with zipfile.ZipFile(BytesIO(to_docx(brief, page))) as archive:
        assert b"Garamond" in archive.read("word/styles.xml")
        assert b'w:val="Seal"' in archive.read("word/document.xml")
    with zipfile.ZipFile(BytesIO(to_epub(brief, page))) as archive:
        assert b"#7a1f1f" in archive.read("EPUB/text/ch001.xhtml")
    assert "Sealed by us" in to_markdown(brief, page).decode()


def test_style_of_an_epub_cannot_end_its_element(tmp_path: Path) -> None:
    (_ours(tmp_path) / "epub.css").write_text("p {} </style><script>")
    brief = replace(canal.brief("minister"), audience=load_profile("ours", [tmp_path]))
    with pytest.raises(TemplateError, match=r"epub\.css.*must not hold"):
        to_epub(brief, render_html(brief, PLAIN))


# --- Safety -----------------------------------------------------------------------------------

EVIL = (
    "# *a* _b_ [x](javascript:y) <script>alert(1)</script> </style> {color: red} `c` ~~d~~ $e$ ^f^"
)


def test_markup_in_a_text_prints_as_text(kind: str) -> None:
    brief = canal.brief("analyst", title=EVIL, standfirst=EVIL, series=EVIL, handling=EVIL)
    first = brief.issues[0]
    quotation = replace(first.quotations[0], text=EVIL, holder=EVIL, role=EVIL)
    issue = replace(first, title=EVIL, question=EVIL, quotations=(quotation,))
    brief = replace(brief, issues=(issue, *brief.issues[1:]))
    made = WRITE[kind](brief, render_html(brief, PLAIN))
    assert text_of(made, kind).count(normalise(EVIL)) >= 7
    raw = made.decode() if kind == "markdown" else "".join(_parts(made))
    assert "<script" not in raw.replace("\\<script", "") and 'href="javascript' not in raw


def _parts(made: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(made)) as archive:
        yield from (archive.read(n).decode() for n in archive.namelist() if "ml" in n[-5:])


MARKS = "ab1 *_#`[](){}<>|~^$\\!-+.:=&;'\"@/“’\u00a0\n"


@settings(max_examples=12, deadline=None)
@given(texts=st.lists(st.text(MARKS, min_size=1), min_size=1))
def test_any_text_stands_in_markdown_as_it_is(texts: list[str]) -> None:
    page = "".join(f"<p>{Markup.escape(text)}</p>" for text in texts)
    made = to_markdown(canal.brief("minister"), f"<body>{page}</body>")
    assert text_of(made, "markdown") == normalise("".join(texts))


def test_nothing_of_the_page_is_lost_in_the_tree(html: str) -> None:
    tree = normalise(Markup(flowing(html).partition("<body")[2]).striptags())
    assert [run for run in told(html) if normalise(run) not in tree] == []
