"""Bad input: a clear line each, the rest of the brief made, and what was left out listed in it."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
import tiny

from briefgen.cli import main
from briefgen.library import SqliteLibrary

Captured = pytest.CaptureFixture[str]
BODY = (
    "The council should build the harbour line, because {0} and the docks need it soon.\n\n"
    "A fare of two crowns would be fair to every passenger of the town, and {0}.\n\n"
    "A fare of three crowns would empty the trams of the harbour line within a year.\n"
)


def article(title: str, body: str, author: str = "Ada Quill") -> str:
    return f"{title}\n\nBy {author}\nNorvale Post, 4 March 2031\n\n{body}\n"


class _Text(HTMLParser):
    """The text of a page's body, and the tags in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.feed(html[html.index("<body") :])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


class Desk:
    """A small desk to spoil, and what a build of it says."""

    def __init__(self, spec: Path, capsys: Captured) -> None:
        self.spec, self.capsys = spec, capsys
        self.root, self.sources = spec.parents[1], spec.parent / "sources"

    def build(self, *options: str) -> int:
        status = main(["build", str(self.spec), "--as-of", "2031-03-14", *options])
        self.said = self.capsys.readouterr().err
        assert "Traceback" not in self.said
        return status

    @property
    def record(self) -> dict[str, list[dict[str, object]]]:
        file = self.root / "editions/trams/latest/evidence.json"
        return json.loads(file.read_text(encoding="utf-8"))

    @property
    def quoted(self) -> list[str]:
        """The passages that were chosen; the record holds others, which no page prints."""
        chosen = [p for issue in self.record["issues"] for p in issue["key_passages"]]  # type: ignore[attr-defined]
        return [self.record["passages"][p]["text"] for p in chosen]  # type: ignore[call-overload]

    @property
    def page(self) -> _Text:
        file = self.root / "editions/trams/latest/trams-analyst.html"
        return _Text(file.read_text(encoding="utf-8"))

    def tells(self, where: str, what: str) -> None:
        """A problem is printed, is in the record with a remedy, and stands in the brief."""
        problem = self.advises(where, what)
        copies = [s["location"] for s in self.record["sources"] if s["copy_of"]]
        assert ("a copy of" if problem["where"] in copies else f" {problem['what']}.") in self.text

    def advises(self, where: str, what: str) -> dict[str, str]:
        """A problem is printed, and in the record with a remedy."""
        found = [p for p in self.record["problems"] if str(p["where"]).startswith(where)]
        (problem,) = [p for p in found if what in str(p["what"])]
        assert problem["remedy"]
        assert f"{problem['where']}: {problem['what']}; {problem['remedy']}" in self.said
        return problem

    @property
    def text(self) -> str:
        return " ".join(self.page.text.split())


@pytest.fixture
def desk(tiny_desk: Callable[..., Path], capsys: Captured) -> Callable[..., Desk]:
    def _made(spec: str = tiny.QUICK, texts: dict[str, str] | None = None) -> Desk:
        return Desk(tiny_desk(spec, texts), capsys)

    return _made


# --- Sources that cannot be read --------------------------------------------------------------

UNREADABLE = [
    (b"", "is empty"),
    (b" \r\n\t \n", "is empty"),
    ("\ufeff".encode(), ""),
    (bytes(range(128, 256)) * 50, "is in an encoding that is not certain"),
    (tiny.OKORO.replace("41", "4\x001").encode(), "is in an encoding that is not certain"),
    (bytes(range(256)) * 40, "is a binary file and not text"),
    (b"\x00" * 5000, ""),
    (b"\x89PNG\r\n\x1a\n" + bytes(500), "is a picture and not text"),
    (b"%PDF-1.7\n", "PDF"),
    (b"PK\x03\x04" + bytes(500), "ZIP"),
    (b"# A heading\n\n## Another on the tram\n", "holds no paragraph of text"),
    (b"word", "holds no paragraph of text"),
]


@pytest.mark.parametrize(("content", "what"), UNREADABLE)
def test_source_that_cannot_be_read(desk: Callable[..., Desk], content: bytes, what: str) -> None:
    """The other three make the brief; with --strict that is a failure all the same."""
    made = desk()
    (made.sources / "bad.txt").write_bytes(content)
    assert made.build() == 0
    made.tells("briefs/sources/bad.txt", what)
    (bad,) = (s for s in made.record["sources"] if s["location"] == "briefs/sources/bad.txt")
    assert bad["used"] is False
    assert what in str(bad["excluded"])
    assert bad["excluded"]
    assert sum(s["excluded"] is None for s in made.record["sources"]) == 3
    assert any(s["used"] for s in made.record["sources"])
    assert made.build("--strict") == 1


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("none.txt", "no file for the path 'none.txt'"),
        ("'*.odt'", "no file for the pattern '*.odt'"),
        ("~nobody-there/a.txt", "no file for the path '~nobody-there/a.txt'"),
        ("x" * 300, "no file for the path 'xxx"),
    ],
)
def test_source_that_is_not_there(desk: Callable[..., Desk], path: str, what: str) -> None:
    made = desk(tiny.QUICK.replace("sources/*", f"sources/*, {path}"))
    assert made.build() == 0
    made.tells("trams.yaml:3:", what)


def test_address_that_may_not_be_asked(desk: Callable[..., Desk]) -> None:
    made = desk(tiny.QUICK.replace("sources/*", "sources/*, 'http://127.0.0.1:9/a'"))
    assert made.build() == 0
    made.tells("http://127.0.0.1:9/a", "loopback")


def test_directory_as_a_source_is_the_files_in_it(desk: Callable[..., Desk]) -> None:
    made = desk(tiny.QUICK.replace("sources/*", "sources"))
    (made.sources / "deeper").mkdir()
    assert made.build() == 0
    assert len(made.record["sources"]) == 3
    assert made.record["problems"] == []


def test_file_that_is_too_large(desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.fetch.files.LARGEST", 5000)
    made = desk(texts={**tiny.TEXTS, "big.txt": tiny.OKORO * 10})
    assert made.build() == 0
    made.tells("briefs/sources/big.txt", "larger than")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read(desk: Callable[..., Desk]) -> None:
    made = desk()
    (made.sources / "okoro.txt").chmod(0)
    assert made.build() == 0
    made.tells("briefs/sources/okoro.txt", "cannot be read (Permission denied)")


def test_two_identical_sources_are_one_voice(desk: Callable[..., Desk]) -> None:
    """Also where one has the line ends of another system."""
    made = desk()
    (made.sources / "zz.txt").write_bytes(tiny.OKORO.replace("\n", "\r\n").encode())
    assert made.build() == 0
    made.tells("briefs/sources/zz.txt", "holds the same text as briefs/sources/okoro.txt")


def test_single_source(desk: Callable[..., Desk]) -> None:
    made = desk(texts={"ferrand.txt": tiny.FERRAND})
    assert made.build() == 0
    made.advises("briefs/sources/ferrand.txt", "is the only source")
    assert "is the only source" not in made.text  # nothing was left out for it
    assert made.record["passages"]


def test_source_without_an_author(desk: Callable[..., Desk]) -> None:
    nobody = tiny.FERRAND.replace("By Ada Ferrand\nNorvale Courier, 4 March 2031\n", "")
    made = desk(texts={**tiny.TEXTS, "ferrand.txt": nobody})
    assert made.build() == 0
    made.advises("briefs/sources/ferrand.txt", "names no author")
    assert "names no author" not in made.text  # nothing was left out for it


@pytest.mark.parametrize("options", [[], ["--strict"], ["--json"]])
def test_nothing_that_can_be_read(desk: Callable[..., Desk], options: list[str]) -> None:
    made = desk(texts={"a.txt": "", "b.txt": " "})
    assert made.build(*options) == 1
    assert "no source could be read, and so nothing was built" in made.said
    assert "briefs/sources/a.txt: is empty; " in made.said
    assert "briefs/sources/b.txt: is empty; " in made.said
    assert not (made.root / "editions").exists()


def test_sources_option_that_matches_nothing(desk: Callable[..., Desk]) -> None:
    made = desk()
    assert made.build("--sources", "none/*.txt") == 1
    assert "--sources 'none/*.txt': no file for the pattern 'none/*.txt'; " in made.said


# --- Sources of odd form ----------------------------------------------------------------------

EVIL = [
    "<script>alert(1)</script>",
    "</style><style>body{display:none}</style>",
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }} {% for x in y %}",
    "&lt;b&gt; &amp;amp; &#60;",
    "*emphasis* _under_ `code` $x^2$ ~sub~ ^sup^",
    "[link](javascript:alert(1))",
    "\\alert{1} %s %(x)s {0} {evidence}",
    "--- ... 'quotes' \"more\" @cite [@cite] [^1]",
    "🚋👩\u200d👩\u200d👧 tram",
    "שלום עולם",
    "電車 и трамвай",
    "𒀀🧿 ﷽ x̨̄",
]


@pytest.mark.parametrize("text", EVIL)
def test_text_that_means_something_elsewhere_is_text(desk: Callable[..., Desk], text: str) -> None:
    """In the title and the body of a source: nothing runs, nothing is lost, nothing is set."""
    made = desk(
        texts={
            **tiny.TEXTS,
            "a.txt": article(f"Trams and {text} too", BODY.format(f"{text} matters")),
        }
    )
    assert made.build() == 0
    page = made.page
    assert len(made.quoted) >= 4
    assert all(passage in page.text for passage in made.quoted)
    assert not page.tags & {"script", "img", "style", "iframe", "b"}
    (source,) = (s for s in made.record["sources"] if s["location"] == "briefs/sources/a.txt")
    title = str(source["reference"]["title"])  # type: ignore[index]
    assert title.startswith("Trams and")
    assert _letters(title) in _letters(page.text), "as its style sets titles"


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text).casefold()


def test_text_of_an_html_page_is_text(desk: Callable[..., Desk]) -> None:
    html = (
        "<html><head><title>&lt;script&gt;x&lt;/script&gt;</title></head><body><article>"
        "<h1>{{ 7*7 }} &lt;script&gt;alert(1)&lt;/script&gt;</h1>"
        "<p>By Eve Adams</p><p>"
        + BODY.replace("\n\n", "</p><p>").format("the fare &lt;script matters")
        + "</p></article></body></html>"
    )
    made = desk(texts={"a.html": html})
    assert made.build() == 0
    assert "the fare <script matters" in made.page.text
    assert "49" not in made.page.text
    assert "script" not in made.page.tags


@pytest.mark.slow
@pytest.mark.parametrize("text", [*EVIL[:2], EVIL[3], EVIL[5], EVIL[8]])
def test_the_same_in_a_pdf_that_verifies(
    desk: Callable[..., Desk], text: str, capsys: Captured
) -> None:
    spec = tiny.SPEC.replace("[pdf, html]", "[pdf]")
    made = desk(spec, {"a.txt": article(f"Trams and {text} too", BODY.format(f"{text} matters"))})
    assert made.build() == 0
    assert main(["verify", str(made.root / "editions/trams/latest")]) == 0
    assert "0 of 0" not in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("number", [0x0378, 0x1CFF])
def test_what_no_font_has_is_named_and_nothing_is_made(
    desk: Callable[..., Desk], number: int
) -> None:
    """Characters that Unicode has not assigned: there is no font for them on any machine."""
    text, sign = f"{chr(number)} tram", f"U+{number:04X}"
    spec = tiny.SPEC.replace("[pdf, html]", "[pdf]")
    made = desk(spec, {"a.txt": article(f"Trams and {text} too", BODY.format(f"{text} matters"))})
    assert made.build() == 1
    assert "no font here has a glyph for" in made.said
    assert sign in made.said
    assert not list((made.root / "editions").rglob("*.pdf"))


@pytest.mark.slow
@pytest.mark.parametrize("text", ["שלום עולם (שלום)", "“مرحبا بالعالم”", "the ﬁnal ﬂat ofﬁce"])
def test_scripts_that_a_pdf_gives_back_otherwise(desk: Callable[..., Desk], text: str) -> None:
    spec = tiny.SPEC.replace("[pdf, html]", "[pdf]")
    made = desk(spec, {"a.txt": article("Trams", BODY.format(f"{text} matters"))})
    assert made.build() == 0


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends_of_other_systems(desk: Callable[..., Desk], end: str) -> None:
    """The passages are the same as with those of this one."""
    wanted = desk()
    assert wanted.build() == 0
    texts = {str(p["text"]) for p in wanted.record["passages"].values()}  # type: ignore[attr-defined]
    for file in wanted.sources.iterdir():
        file.write_bytes(file.read_text(encoding="utf-8").replace("\n", end).encode())
    assert wanted.build() == 0
    assert {str(p["text"]) for p in wanted.record["passages"].values()} == texts  # type: ignore[attr-defined]


WORDS = "the council and the harbour line with a tram for the docks and a fare "


@pytest.mark.parametrize(
    "body",
    [
        WORDS * 150,
        "\n\n".join(f"{n}. {WORDS}" for n in range(50)),
        WORDS.upper() * 20 + ".",
        "." * 5000,
        "“" * 300 + WORDS + ".",
        "tram " * 600 + ".",
        "x" * 5000 + " tram.",
        "\n" * 2000 + BODY.format("it"),
    ],
    ids=lambda body: f"{body[:12]!r}{len(body)}",
)
def test_text_that_is_no_article(desk: Callable[..., Desk], body: str) -> None:
    """One paragraph of 2,000 words without a full stop, and the like: the others are quoted."""
    made = desk(texts={**tiny.TEXTS, "odd.txt": article("An Odd Text", body)})
    assert made.build() == 0
    passages = list(made.record["passages"].values())  # type: ignore[attr-defined]
    assert len(passages) >= 4
    assert max(len(str(p["text"]).split()) for p in passages) < 120


@pytest.mark.parametrize(
    "name",
    [b"two words.txt", b"line\nend.txt", b"star*[1]?.txt", b"not-utf-8-\xff.txt", b"-rf.txt",
     b"quote'\".txt", b"<script>.txt", b"{{ 7*7 }}.txt", "日本.txt".encode()],
)  # fmt: skip
def test_weird_file_names(desk: Callable[..., Desk], name: bytes) -> None:
    """Of a file that is read, and of one that is not, whose name is printed in the brief."""
    made = desk()
    for content in (tiny.OKORO.replace("41", "43").encode(), b""):
        (made.sources / os.fsdecode(name)).write_bytes(content)
        assert made.build() == 0
        assert len(made.record["sources"]) == 4
    made.tells("briefs/sources/", "is empty")
    assert "script" not in made.page.tags


# --- Specs ------------------------------------------------------------------------------------

TEN = """titel: x
sources: []
issues:
  - {titel: A}
  - {title: B, id: b, positions: [{id: p}]}
  - {title: C, id: b}
audiences: [ministre]
summary: {method: luhnn, passages: 99}
citations: {locale: english}
formats: [docx]
"""


def test_ten_faults_are_said_at_once(desk: Callable[..., Desk]) -> None:
    made = desk(TEN)
    assert made.build() == 2
    lines = made.said.splitlines()
    assert len(lines) >= 10
    for line in lines:
        where, what = line.removeprefix(f"{made.spec}:").split(": ", 1)
        assert all(part.isdigit() for part in where.split(":")), line
        assert "; " in what, line
    assert not (made.root / "editions").exists()


@pytest.mark.parametrize(
    ("issue", "what"),
    [
        ("{title: Submarines, terms: [submarines]}", "on “Submarines” (submarines)"),
        ("{title: '???'}", "on “???”"),
        ("{title: X, terms: ['?!', '...']}", "on “X”"),
        ("{title: The, question: Of the?, terms: [zzz]}", "on “The” (zzz)"),
    ],
)
def test_issue_that_no_source_touches(desk: Callable[..., Desk], issue: str, what: str) -> None:
    spec = tiny.QUICK.replace("issues:\n", f"issues:\n  - {issue}\n")
    made = desk(spec)
    assert made.build() == 0
    made.tells("trams.yaml:5:5", what)
    assert [len(i["key_passages"]) > 0 for i in made.record["issues"]] == [False, True, True]  # type: ignore[arg-type]


def test_positions_with_one_cue(desk: Callable[..., Desk]) -> None:
    made = desk(tiny.QUICK.replace("[should build, open the docks, costs less]", "[build]"))
    assert made.build() == 0
    made.advises("trams.yaml:", "the position 'Build the line' has one cue only")


@pytest.mark.slow
@pytest.mark.parametrize("terms", ["tram", "submarine"])
def test_sixty_issues(desk: Callable[..., Desk], terms: str) -> None:
    """Two pages do not hold them; what fits is made, and the analyst gets all."""
    issues = "".join(f"  - {{title: Issue {n}, terms: [{terms}]}}\n" for n in range(60))
    made = desk(
        f"title: T\nsources: [sources/*]\nissues:\n{issues}  - {{title: Fares}}\n"
        "formats: [pdf, html]\n"
    )
    assert made.build() == 0
    assert "Issue 59" in made.page.text


# --- Places that cannot be written, and what was damaged since --------------------------------


@pytest.mark.parametrize("option", ["--out", "--library"])
def test_file_in_the_place_of_a_folder(desk: Callable[..., Desk], option: str) -> None:
    made = desk()
    file = made.root / "file"
    file.write_text("x")
    assert made.build(option, str(file)) == 1
    assert f"{file}/" in made.said
    assert "cannot be" in made.said
    assert file.read_text() == "x"


def _damage_library(root: Path) -> None:
    (root / "library/library.sqlite3").write_bytes(b"no database" * 500)


def _folder_for_library(root: Path) -> None:
    shutil.rmtree(root / "library")
    (root / "library/library.sqlite3").mkdir(parents=True)


@pytest.mark.parametrize("damage", [_damage_library, _folder_for_library])
@pytest.mark.parametrize("changed", [True, False])
def test_damaged_library(
    quick_desk: Path, capsys: Captured, damage: Callable[[Path], None], changed: bool
) -> None:
    """The last edition stays, and the line says what to do."""
    root = quick_desk.parents[1]
    damage(root)
    if changed:
        (quick_desk.parent / "sources/new.txt").write_text(tiny.OKORO.replace("41", "43"))
    assert main(["build", str(quick_desk)]) == (1 if changed or (root / "library").is_dir() else 0)
    assert "the library cannot be read or written" in capsys.readouterr().err
    assert (root / "editions/trams/latest").readlink() == Path("2031-03-14")
    shutil.rmtree(root / "library")
    assert main(["build", str(quick_desk)]) == 0


def test_locked_library(
    quick_desk: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another writer is waited for, then named; what is there already can be read all the while."""
    monkeypatch.setattr(SqliteLibrary.writing.__wrapped__, "__defaults__", (0.05,))
    archive = SqliteLibrary(quick_desk.parents[1] / "library")
    with archive.writing():
        assert main(["build", str(quick_desk)]) == 0
        (quick_desk.parent / "sources/new.txt").write_text(tiny.OKORO.replace("41", "43"))
        assert main(["build", str(quick_desk)]) == 1
    assert str(os.getpid()) in capsys.readouterr().err
    assert main(["build", str(quick_desk)]) == 0


@pytest.mark.parametrize("lock", ["", "{", "[]", '{"outputs": 5}', "\0"])
def test_damaged_lock_makes_a_new_edition(quick_desk: Path, capsys: Captured, lock: str) -> None:
    (quick_desk.parents[1] / "editions/trams/latest/edition.lock.json").write_text(lock)
    assert main(["build", str(quick_desk), "--as-of", "2031-03-14"]) == 0
    assert capsys.readouterr().out.startswith("trams: edition 2031-03-14-2\n")


def test_latest_that_points_nowhere(quick_desk: Path, capsys: Captured) -> None:
    shutil.rmtree(quick_desk.parents[1] / "editions/trams/2031-03-14")
    assert main(["build", str(quick_desk), "--as-of", "2031-03-14"]) == 0
    assert capsys.readouterr().out.startswith("trams: edition 2031-03-14\n")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("audience.yaml", "extends: [", "audience.yaml"),
        ("audience.yaml", "extends: nobody", "extends 'nobody'"),
        ("audience.yaml", "pagess: 2", "unknown key 'pagess'"),
        ("brief.html.j2", "{% if %}", "brief.html.j2:1"),
        ("brief.html.j2", "{{ no.such }}", "'no' is undefined"),
        ("brief.css", "</style>", "must not hold '</'"),
        ("labels.yaml", "a: [", "labels.yaml"),
    ],
)
def test_template_with_a_fault(
    desk: Callable[..., Desk], name: str, content: str, said: str
) -> None:
    made = desk()
    folder = made.root / "templates/analyst"
    folder.mkdir(parents=True)
    (folder / "audience.yaml").write_text("extends: analyst\n")
    (folder / name).write_text(content)
    assert made.build() == 1
    assert said in made.said
