"""A brief is proved from its PDF: an unaltered one passes, one with one changed letter fails."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny import BuiltDesk

from briefgen.cli import main
from briefgen.editions.verify import Verdict, verify_pdf
from briefgen.library import Library, SqliteLibrary
from briefgen.render import attachment, pdf_text, wholeness
from briefgen.render.pdf import render_pdf

ATTACHED = ("evidence.json", "brief.json")
Record = dict[str, dict[str, object]]


def library(desk: BuiltDesk) -> Library:
    return SqliteLibrary(desk.root / "library")


def page(desk: BuiltDesk, audience: str = "analyst") -> str:
    return (desk.edition / f"trams-{audience}.html").read_text(encoding="utf-8")


def pdf(desk: BuiltDesk, audience: str = "analyst") -> bytes:
    return (desk.edition / f"trams-{audience}.pdf").read_bytes()


def set_again(
    desk: BuiltDesk, folder: Path, html: str, audience: str = "analyst", **changed: bytes
) -> Path:
    """Set a page again with the edition's own attachments, or others in their place."""
    original = pdf(desk, audience)
    attached = {name: attachment(original, name) or b"" for name in ATTACHED}
    attached |= {name.replace("_", "."): content for name, content in changed.items()}
    file = folder / "again.pdf"
    file.write_bytes(render_pdf(html, attached))
    return file


def said(verdict: Verdict) -> str:
    return "\n".join(str(fault) for fault in verdict.faults)


# --- A good one -------------------------------------------------------------------------------


@pytest.mark.parametrize("audience", ["minister", "analyst"])
def test_good_pdf_passes(built_tiny: BuiltDesk, audience: str) -> None:
    verdict = verify_pdf(built_tiny.edition / f"trams-{audience}.pdf", library(built_tiny))
    assert verdict.holds, said(verdict)
    assert verdict.verified == verdict.total >= 4


def test_set_again_unaltered_it_is_the_same_file_and_passes(
    built_tiny: BuiltDesk, tmp_path: Path
) -> None:
    """So what the next tests find is the altered letter, and not that the page was set again."""
    file = set_again(built_tiny, tmp_path, page(built_tiny))
    assert file.read_bytes() == pdf(built_tiny)
    assert verify_pdf(file, library(built_tiny)).holds


def test_command_says_how_many(built_tiny: BuiltDesk, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(built_tiny.edition)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [re.sub(r".*/", "", line) for line in lines] == [
        f"trams-{audience}.pdf: {n} of {n} passages verified"
        for audience, n in (("analyst", _total(built_tiny, "analyst")),
                            ("minister", _total(built_tiny, "minister")))
    ]  # fmt: skip


def _total(desk: BuiltDesk, audience: str) -> int:
    return len(json.loads(attachment(pdf(desk, audience), "brief.json") or b"")["passages"])


# --- One changed letter -----------------------------------------------------------------------


def change(html: str, words: str, to: str, nth: int = 0) -> str:
    """Put `to` for `words` where they stand for the nth time in the body (-1: the last)."""
    places = [m.start() for m in re.finditer(re.escape(words), html)]
    at = [place for place in places if place > html.index("<body")][nth]
    return html[:at] + to + html[at + len(words) :]


REJECT, BUILD = "The council should reject", "The tram costs less"
HALF = "A fare of two crowns pays"


@pytest.mark.parametrize(
    ("passage", "words", "to", "nth", "audience"),
    [
        (REJECT, REJECT, "Fhe council should reject", 0, "minister"),
        (REJECT, REJECT, "The council should rejoct", 0, "minister"),
        (REJECT, "stand empty in ten years", "stand empty in tea years", 0, "minister"),
        (BUILD, "thirty years", "thirsty years", 0, "analyst"),
        (HALF, "half of a journey", "hall of a journey", 0, "analyst"),
        (HALF, "half of a journey", "hall of a journey", -1, "analyst"),
    ],
)
def test_one_changed_letter_in_a_passage_fails_and_names_it(
    built_tiny: BuiltDesk,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    passage: str,
    words: str,
    to: str,
    nth: int,
    audience: str,
) -> None:
    """The analyst reads some passages twice, as key points: either copy may be the altered one."""
    file = set_again(
        built_tiny, tmp_path, change(page(built_tiny, audience), words, to, nth), audience
    )
    verdict = verify_pdf(file, library(built_tiny))
    assert verdict.verified == verdict.total - 1
    first = verdict.faults[0]
    assert first.what == "is not in the PDF's text"
    assert re.match(rf"passage p\w+ “{passage}", first.where)
    assert main(["verify", str(file), "--library", str(built_tiny.root / "library")]) == 1
    shown = capsys.readouterr()
    assert f"{verdict.verified} of {verdict.total} passages verified" in shown.out
    assert str(first) in shown.err


@pytest.mark.parametrize("audience", ["minister", "analyst"])
@pytest.mark.parametrize(
    ("words", "to", "nth"),
    [
        ("Ada Ferrand", "Eda Ferrand", 0),
        ("Ada Ferrand", "Ada Ferrant", 0),
        ("Samuel Okoro", "Samual Okoro", -1),
        ("para.\u00a01", "para.\u00a07", 0),
        ("The Harbour Line Is a Mistake", "The Harbour Line Is e Mistake", -1),
        ("Should fares fall, or rise?", "Should fares fell, or rise?", 0),
        ("Trams in Norvale", "Trams in Norvalo", 0),
        ("who should pay", "who would pay", 0),
        ("Nothing here was generated", "Nothing here was venerated", 0),
    ],
)
def test_one_changed_letter_elsewhere_fails_and_names_it(
    built_tiny: BuiltDesk, tmp_path: Path, words: str, to: str, nth: int, audience: str
) -> None:
    """A holder's name, a citation, a question, the title: nothing on the page is left out."""
    html = page(built_tiny, audience)
    file = set_again(built_tiny, tmp_path, change(html, words, to, nth), audience)
    verdict = verify_pdf(file, library(built_tiny))
    assert not verdict.holds
    assert words.split(maxsplit=1)[0] in said(verdict)


@pytest.mark.slow
@given(st.data())
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_letter(built_tiny: BuiltDesk, tmp_path: Path, data: st.DataObject) -> None:
    """Any letter of the page's text, changed to another."""
    html = page(built_tiny, "minister")
    body = re.finditer(r">([^<>]+)<", html[html.index("<body") :])
    start = html.index("<body")
    places = [
        start + m.start(1) + n
        for m in body
        for n, sign in enumerate(re.sub(r"&#?\w+;", lambda e: " " * len(e[0]), m[1]))
        if sign.isascii() and sign.isalpha()
    ]
    at = data.draw(st.sampled_from(places))
    other = "x" if html[at] != "x" else "y"
    altered = html[:at] + other + html[at + 1 :]
    file = set_again(built_tiny, tmp_path, altered, "minister")
    assert not verify_pdf(file, library(built_tiny)).holds, html[at - 40 : at + 40]


# --- A passage altered in the PDF's text alone ------------------------------------------------


def verdict_on(desk: BuiltDesk, text: str) -> Verdict:
    """The verdict on the analyst's PDF, had it this text."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(wholeness, "pdf_text", lambda _: text)
        return verify_pdf(desk.edition / "trams-analyst.pdf", library(desk))


def places(words: str, text: str) -> list[re.Match[str]]:
    """Where words stand, whatever ends of lines are in them."""
    return list(re.finditer(re.escape(words).replace("\\ ", r"\s+"), text))


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("cost 41 million", "cost 14 million"),
        ("cost 41 million", "cost 4 million"),
        ("cost 41 million", "cost 411 million"),
        ("cost 41 million", "cost 4- 1 million"),
        ("cost 41 million", "cost 4-\r\n1 million"),
        ("cost 41 million", "cost 4\x021 million"),
        ("cost 41 million", "cost 4 1 million"),
        ("cost 41 million", "cost 4¹ million"),
        ("cost 41 million", "cost 41-\r\nmillion"),
        ("has shown", "has not shown"),
        ("no one", "now one"),
        ("no one", "noone"),
        ("should reject the", "should not reject the"),
        ("should reject the", "should- reject the"),
        ("should reject the", "should-\r\nreject the"),
        ("should reject the", "should\x02reject the"),
        ("should reject the", "should, reject the"),
        ("should reject the", "should reject- the"),
        ("should reject the", "shouldreject the"),
        ("should reject the", "should re\u00adject the"),
        ("should reject the", "should re- ject the"),
        ("should reject the", "should re ject the"),
        ("should reject the", "reject should the"),
        ("should reject the", "should … reject the"),
        ("should reject the", "should [not] reject the"),
        (" because the docks will stand empty", ""),
        ("in the town,” said", "said"),
        (" said Mayor Otto Lindgren.", ""),
        ("Otto Lindgren. He supports", "Otto Lindgren. Nobody believes it. He supports"),
        ("‘The council should reject", "‘Not that the council should reject"),
        ("‘The council should reject", "‘Never: The council should reject"),
        ("empty in ten years.’", "empty in ten years if they do.’"),
        ("empty in ten years.’", "empty in ten years. They never will.’"),
        ("empty in ten years.’", "empty in ten years…’"),
    ],
)
def test_altered_passage_is_refused(built_tiny: BuiltDesk, words: str, to: str) -> None:
    """Each copy of it: words put in or left out, divided, joined, or changed for others."""
    text = pdf_text(pdf(built_tiny))
    copies = places(words, text)
    assert copies and verdict_on(built_tiny, text).holds
    for copy in copies:
        verdict = verdict_on(built_tiny, text[: copy.start()] + to + text[copy.end() :])
        assert verdict.verified == verdict.total - 1, to
        assert verdict.faults[0].what == "is not in the PDF's text"


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("should reject the", "should\r\nreject the"),
        ("should reject the", "should   reject the"),
        ("should reject the", "should re-\r\nject the"),  # as a layout divides a word
        ("should reject the", "should re\x02ject the"),
        ("41 million", "41\u00a0million"),
        ("costs less", "costs\u200b less"),
    ],
)
def test_passage_set_otherwise_passes(built_tiny: BuiltDesk, words: str, to: str) -> None:
    text = pdf_text(pdf(built_tiny))
    copy = places(words, text)[0]
    assert verdict_on(built_tiny, text[: copy.start()] + to + text[copy.end() :]).holds


@given(st.data())
@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_letter_or_digit_of_a_passage(built_tiny: BuiltDesk, data: st.DataObject) -> None:
    """Changed to another, doubled or left out, in any copy of any passage: it is refused."""
    text = pdf_text(pdf(built_tiny))
    record, printed = (json.loads(attachment(pdf(built_tiny), name) or b"") for name in ATTACHED)
    passage = record["passages"][data.draw(st.sampled_from(printed["passages"]))]["text"]
    letters = [re.escape(letter) for letter in passage if not letter.isspace()]
    copy = data.draw(st.sampled_from(list(re.finditer(r"[\s\x02]*".join(letters), text))))
    at = data.draw(st.sampled_from([n for n in range(*copy.span()) if text[n].isalnum()]))
    other = data.draw(
        st.sampled_from("aeiouAB0123456789").filter(lambda sign: sign != text[at])
        | st.sampled_from(["", text[at] * 2])
    )
    verdict = verdict_on(built_tiny, text[:at] + other + text[at + 1 :])
    assert verdict.verified < verdict.total, text[at - 20 : at + 20]


# --- Altered records and archives -------------------------------------------------------------


def _passage(**changes: object) -> Callable[[Record], object]:
    def alter(record: Record) -> None:
        first = next(iter(record["passages"].values()))
        first.update(changes)  # type: ignore[attr-defined]

    return alter


def _shorten(record: Record) -> None:
    """The quotation begins a letter later, in the record alone."""
    first: dict[str, object] = next(iter(record["passages"].values()))  # type: ignore[assignment]
    first["start"] = int(str(first["start"])) + 1


@pytest.mark.parametrize(
    ("alter", "what"),
    [
        (_shorten, "is not in the archived document at"),
        (_passage(end=7), "is not in the archived document at"),
        (_passage(start=-98), "is not in the archived document"),
        (_passage(text="Build the line."), "is not in the PDF's text"),
        (_passage(source="000000000000"), "its source (unknown) is not in"),
        (_passage(start="0"), "cannot be verified"),
        (_passage(start=None, end=None), "is not in the archived document"),
        (_passage(text=5), "cannot be verified"),
        (lambda record: record.pop("passages"), "cannot be verified"),
        (lambda record: record["passages"].clear(), "cannot be verified"),
        (lambda record: record.pop("sources"), "cannot be verified"),
        (lambda record: record.update(sources=[[]]), "cannot be verified"),
        (lambda record: record.update(sources=7), "cannot be verified"),
    ],
)
def test_tampered_evidence_fails(
    built_tiny: BuiltDesk, tmp_path: Path, alter: Callable[[Record], object], what: str
) -> None:
    record = json.loads(attachment(pdf(built_tiny), "evidence.json") or b"")
    alter(record)
    changed = json.dumps(record).encode()
    file = set_again(built_tiny, tmp_path, page(built_tiny), evidence_json=changed)
    verdict = verify_pdf(file, library(built_tiny))
    assert not verdict.holds
    assert what in said(verdict)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff", b"{}", b'{"passages": 5}'])
@pytest.mark.parametrize("name", ATTACHED)
def test_broken_attachment_fails(
    built_tiny: BuiltDesk, tmp_path: Path, name: str, content: bytes
) -> None:
    changed = {name.replace(".", "_"): content}
    file = set_again(built_tiny, tmp_path, "<p>Nothing", **changed)
    verdict = verify_pdf(file, library(built_tiny))
    assert not verdict.holds
    assert "cannot be verified" in said(verdict)


@pytest.mark.parametrize(
    ("change_to", "what"),
    [
        ("replace(text, 'council', 'counsel')", "its archived document was altered"),
        ("text || ' '", "its archived document was altered"),
        ("''", "its archived document was altered"),
    ],
)
def test_altered_archive_fails(copied_tiny: BuiltDesk, change_to: str, what: str) -> None:
    with closing(sqlite3.connect(copied_tiny.root / "library/library.sqlite3")) as db, db:
        db.execute(f"UPDATE text SET text = {change_to}")
    verdict = verify_pdf(copied_tiny.edition / "trams-minister.pdf", library(copied_tiny))
    assert verdict.verified < verdict.total
    assert what in said(verdict)


def _no_library(folder: Path) -> None:
    shutil.rmtree(folder)


def _empty_library(folder: Path) -> None:
    (folder / "library.sqlite3").unlink()
    shutil.rmtree(folder / "raw")
    with SqliteLibrary(folder).writing():
        pass


@pytest.mark.parametrize("lose", [_no_library, _empty_library])
def test_without_the_archive_nothing_is_verified(
    copied_tiny: BuiltDesk, lose: Callable[[Path], None]
) -> None:
    lose(copied_tiny.root / "library")
    verdict = verify_pdf(copied_tiny.edition / "trams-minister.pdf", library(copied_tiny))
    assert (verdict.verified, verdict.holds) == (0, False)
    assert "name the desk's library with --library" in said(verdict)


def test_damaged_archive_is_said(
    copied_tiny: BuiltDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    (copied_tiny.root / "library/library.sqlite3").write_bytes(b"no database" * 100)
    assert main(["verify", "--json", str(copied_tiny.edition)]) == 1
    shown = capsys.readouterr()
    assert "the library cannot be read" in shown.err
    assert not any(v["holds"] for v in json.loads(shown.out)["verified"])


# --- In its edition's folder, and what is no brief of ours ------------------------------------


def test_in_its_edition_every_byte_counts(copied_tiny: BuiltDesk) -> None:
    file = copied_tiny.edition / "trams-minister.pdf"
    file.write_bytes(file.read_bytes() + b"\n")
    verdict = verify_pdf(file, library(copied_tiny))
    assert verdict.verified == verdict.total
    assert [fault.what for fault in verdict.faults] == [
        "is not the file that the edition's lock names"
    ]


@pytest.mark.parametrize("lock", ["", "{}", "[]", '{"outputs": []}', '{"outputs": null}'])
def test_broken_lock_is_no_reason_to_break(copied_tiny: BuiltDesk, lock: str) -> None:
    (copied_tiny.edition / "edition.lock.json").write_text(lock)
    verify_pdf(copied_tiny.edition / "trams-minister.pdf", library(copied_tiny))


def _not_ours() -> bytes:
    return render_pdf("<p>A page of someone else's")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "No such file"),
        (b"", "not a PDF"),
        (b"<!doctype html><p>The council should build", "not a PDF"),
        (b"%PDF-1.7\n", "not a PDF"),
        (_not_ours, "it carries no evidence.json"),
    ],
)
def test_what_is_no_brief_of_ours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: object, what: str
) -> None:
    file = tmp_path / "x.pdf"
    if content is not None:
        file.write_bytes(content() if callable(content) else content)  # type: ignore[arg-type]
    assert main(["verify", str(file)]) == 1
    shown = capsys.readouterr()
    assert shown.out.endswith("x.pdf: 0 of 0 passages verified\n")
    assert shown.err.startswith(f"{file}: cannot be verified: ")
    assert what in shown.err


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_truncated_pdf_fails(built_tiny: BuiltDesk, tmp_path: Path, share: float) -> None:
    whole = pdf(built_tiny)
    file = tmp_path / "cut.pdf"
    file.write_bytes(whole[: int(share * len(whole))])
    verdict = verify_pdf(file, library(built_tiny))
    assert not verdict.holds
    assert verdict.faults
