"""The furniture's languages: complete, chosen by the brief, and changed without Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import canal
import pytest
import yaml

from briefgen.model import BriefSpec, Problem
from briefgen.render import load_profile, shipped_templates
from briefgen.render.html import render_html
from briefgen.render.labels import load_labels, unspoken
from briefgen.render.wholeness import runs

LANGUAGES = ("de", "es", "fr")
GOLDEN = Path(__file__).parent / "golden"
SOURCE = Path(__file__).parents[2] / "src" / "briefgen"
_PLACE = re.compile(r"\{\w+\}")
# The sentences that the code puts together of more than one string.
_COMPOSED = re.compile(
    r"the review names .*|Views on this question .*|.* (?:asserted|denied)"
    r"|holds (?:the same text|a copy) .*|is a picture .*"
)


def spec(**changes: object) -> BriefSpec:
    return canal.evidence(**changes).spec


def words(folder: Path, language: str = "") -> dict[str, object]:
    file = folder / (f"labels.{language}.yaml" if language else "labels.yaml")
    found: dict[str, object] = yaml.safe_load(file.read_text()) if file.is_file() else {}
    return found


def leaves(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Each label with its place; of a list only its length matters, which a form may differ in."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from leaves(below, f"{name}/{key}")
    elif isinstance(value, list):
        yield f"{name}[]", str(value[-1])
    else:
        yield name, str(value)


# --- The shipped files ------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "folder", sorted(p.parent.name for p in shipped_templates().glob("*/audience.yaml"))
)
def test_every_language_says_what_english_says(folder: str, language: str) -> None:
    home = shipped_templates() / folder
    theirs = words(home, language)
    theirs.pop("sentences", None)
    english = dict(leaves(words(home))) | ({"/audience": ""} if folder != "base" else {})
    said = dict(leaves(theirs))
    assert said.keys() == english.keys()
    places = {k: sorted(_PLACE.findall(v)) for k, v in said.items() if k != "/audience"}
    assert places == {k: sorted(_PLACE.findall(v)) for k, v in english.items() if k != "/audience"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_those_of_the_record_and_of_every_language(language: str) -> None:
    """A sentence that the code words anew must be worded anew here."""
    code = "".join(f.read_text() for f in SOURCE.rglob("*.py"))
    joined = re.sub(r'"\s*\n\s*f?"', "", code)
    base = shipped_templates() / "base"
    sentences = words(base, language)["sentences"]
    assert isinstance(sentences, dict)
    assert sentences.keys() == words(base, "de")["sentences"].keys()  # type: ignore[attr-defined]
    for english, said in sentences.items():
        assert sorted(_PLACE.findall(english)) == sorted(_PLACE.findall(said)), english
        if not _COMPOSED.fullmatch(english):
            assert all(part in joined for part in _PLACE.split(english)), english


def _phrases(labels: object) -> set[str]:
    """What labels say between the {names}, without marks at the ends."""
    said = (part for _, value in leaves(labels) for part in _PLACE.split(value))
    return {re.sub(r"^\W+|\W+$", "", part) for part in said} - {""}


# --- A page -----------------------------------------------------------------------------------


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> str:
    note = (
        "No two passages could be matched clearly enough to opposite answers; "
        "the sources may hold some."
    )
    monkeypatch.setattr(canal, "NOTE", note)
    monkeypatch.setattr(
        canal, "REASONS", ("“tolls” asserted on the left", "“tolls” denied on the right")
    )
    made = canal.brief("analyst", language="de", locale="de-DE", series="")
    problems = (
        Problem("sources/scan.pdf", "is a scan without text", ""),
        Problem("the sources", "hold 6 copies of texts that others of them hold", ""),
        Problem("sources/d4.txt", "names no author", ""),
    )
    made = replace(made, evidence=replace(made.evidence, problems=problems))
    return render_html(made, canal.citations(made))


def furniture(page: str) -> str:
    """The page's text without what the spec and the sources say."""
    theirs = r'<span class="(?:passage|note|role|source-title)".*?</span>\n?'
    entry = r'<span class="reference".*?</span>(?= <span class="also"|</p>)'
    text = "\n".join(runs(re.sub(f"(?s){theirs}|{entry}", " ", page)))
    record = canal.evidence()
    spec, about = record.spec, [s.reference for s in record.sources]
    said = [row[3] for row in canal.PASSAGES] + [t for issue in canal.ISSUES for t in issue]
    said += [t for r in about for t in (r.title, r.publisher, r.container_title)]
    said += [spec.title, spec.standfirst, spec.handling]
    said += [r.publisher or r.container_title for also in canal.ALSO.values() for r in also]
    for one in sorted(filter(None, said), key=len, reverse=True):
        text = text.replace(one, " ")
    return text


def test_german_page_is_as_it_was(german: str, request: pytest.FixtureRequest) -> None:
    file = GOLDEN / "analyst.de.html"
    page = re.sub(r"(?s)<style>.*</style>", "<style></style>", german)
    if request.config.getoption("--renew-golden", default=False):
        file.write_text(page, encoding="utf-8")
    assert page == file.read_text(encoding="utf-8")


def test_no_english_word_is_left_on_a_german_page(german: str) -> None:
    base = shipped_templates() / "base"
    english = _phrases(words(base)) - _phrases(words(base, "de"))
    text = furniture(german)
    assert [
        w for w in sorted(english) if re.search(rf"(?<!\w){re.escape(w)}(?!\w)", text) and w
    ] == []
    common = "the of and with are was were by from which that this not sources passages"
    assert [w for w in common.split() if re.search(rf"(?<!\w){w}(?!\w)", text)] == []


def test_german_page_says_it_in_german(german: str) -> None:
    text = "\n".join(runs(german))
    assert '<html lang="de">' in german
    assert 'data-passage="p0" lang="en">' in german
    for said in (
        "9. März 2031",
        "zitiert von The Harbour Review",
        "laut Delta Broadcasting",
        "„tolls“ bejaht (links); „tolls“ verneint (rechts).",
        "Vollständige Analyse",
        "Norvale Courier und Ledger & Sons",
        "143 Textstellen",
        "Die Quellen:",
        "enthalten 6 Kopien",
        "ist ein Scan ohne Text",
        "nennt keinen Verfasser",
    ):
        assert said in text, said
    assert 'content: "Seite " counter(page) " von " counter(pages)' in german


# --- The choice -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "locale", "edition", "written"),
    [
        ("en", "en-GB", "Edition", "en-GB"),
        ("en", "en-US", "Edition", "en-US"),
        ("en-US", "en-GB", "Edition", "en-US"),
        ("de", "en-GB", "Ausgabe", "de"),
        ("de-AT", "de-DE", "Ausgabe", "de-AT"),
        ("fr", "fr-CA", "Édition", "fr-CA"),
        ("es-MX", "en-GB", "Edición", "es-MX"),
        ("it", "it-IT", "Edition", "en-GB"),
    ],
)  # fmt: skip
def test_language_chooses(language: str, locale: str, edition: str, written: str) -> None:
    labels = load_labels(load_profile("minister"), spec(language=language, locale=locale))
    assert (labels.words["edition"], labels.locale) == (edition, written)


@pytest.mark.parametrize(("language", "said"), [("it", True), ("de-CH", False), ("en-US", False)])
def test_a_language_without_labels_is_a_problem(language: str, said: bool) -> None:
    found = unspoken(load_profile("minister"), spec(language=language))
    assert (found is not None) is said
    if found:
        assert "no labels in 'it'" in found.what
        assert "de, en, es, fr" in found.remedy and "labels.it.yaml" in found.remedy


def test_an_audience_of_a_desk_has_words_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "audience.yaml").write_text("extends: minister\nlabel: Unser Papier\n")
    (folder / "labels.de.yaml").write_text(
        "notes: Belege\nsentences: {is empty: hat keinen Inhalt}\nmethods: {lsa: LSA}\n"
    )
    (folder / "labels.de-CH.yaml").write_text("edition: Auflage\n")
    profile = load_profile("ours", [tmp_path])
    labels = load_labels(profile, spec(language="de-CH"))
    named = [labels.words[key] for key in ("audience", "notes", "edition", "bibliography")]
    assert named == ["Unser Papier", "Belege", "Auflage", "Literatur"]
    assert labels.words["methods"] == {**labels.words["methods"], "lsa": "LSA", "kl": "KL-Sum"}
    assert labels.told("is empty") == "hat keinen Inhalt"
    assert labels.told("is a broken PDF") == "ist ein beschädigtes PDF"
    assert load_labels(profile, spec(language="de")).words["edition"] == "Ausgabe"


@pytest.mark.parametrize(
    ("english", "said"),
    [
        ("names no author", "nennt keinen Verfasser"),
        ("“lift {it}” asserted on the left", "„lift {it}“ bejaht (links)"),
        ("is a broken PDF; that of 2 May is used",
         "ist ein beschädigtes PDF; verwendet wird that of 2 May"),
        ("Unnamed author of “is empty”", "Ungenannter Verfasser von “is empty”"),
        ("nobody has put this into German", "nobody has put this into German"),
        ("is empty, too", "is empty, too"),
    ],
)  # fmt: skip
def test_what_the_record_tells_is_told_in_german(english: str, said: str) -> None:
    assert load_labels(load_profile("minister"), spec(language="de")).told(english) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_method_is_named_within_its_sentence(language: str) -> None:
    """A German clause in the middle of one ends with a comma."""
    base = words(shipped_templates() / "base", language)
    said = str(base["colophon_method"]).format(method=base["methods"]["coverage"])  # type: ignore[index]
    told = {"de": "die die Quellen teilen, gewählt;", "es": "palabras comunes", "fr": "communes"}
    assert told[language] in said and ",," not in said
