"""The three promises, on whole briefs: verbatim, deterministic, and what a brief says is so."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
import tiny
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny import BuiltDesk, build

from briefgen.cli import main
from briefgen.library import SqliteLibrary
from briefgen.render import attachment, page_count
from briefgen.summarise import SUMMARISERS

ROOT = Path(__file__).parents[1]


# --- Verbatim ---------------------------------------------------------------------------------


def record(edition: Path) -> dict[str, dict[str, dict[str, object]]]:
    return json.loads((edition / "evidence.json").read_text(encoding="utf-8"))


def squeezed(text: str) -> str:
    """Text without white space, and without the brackets of links."""
    text = re.sub(r"\[([^\]\n]*)\]\([^)\n]*\)", r"\1", unicodedata.normalize("NFC", text))
    return re.sub(r"[\s\u00ad\u200b\u2060\ufeff]+", "", text)


def assert_verbatim(edition: Path, library: Path, files: dict[str, Path]) -> int:
    """Every passage stands at its offsets in the archive, and in the file as it was saved."""
    found = record(edition)
    archive = SqliteLibrary(library)
    sources = {s["id"]: s for s in found["sources"]}
    for passage in found["passages"].values():
        source = sources[passage["source"]]
        text = archive.text(str(source["text_sha256"])) or ""
        assert text[passage["start"] : passage["end"]] == passage["text"]  # type: ignore[misc]
        before = text[: passage["start"]]  # type: ignore[misc]
        assert before.endswith(str(passage["prefix"]))
        assert text[passage["end"] :].startswith(str(passage["suffix"]))  # type: ignore[misc]
        saved = files[Path(str(source["location"])).name]
        if saved.suffix in {".txt", ""}:
            as_saved = saved.read_bytes().decode("utf-8", errors="replace")
            assert squeezed(str(passage["text"])) in squeezed(as_saved), saved.name
    return len(found["passages"])


def by_name(folder: Path) -> dict[str, Path]:
    return {file.name: file for file in folder.rglob("*") if file.is_file()}


def test_verbatim_on_the_small_desk(built_tiny: BuiltDesk) -> None:
    files = by_name(built_tiny.spec.parent / "sources")
    assert assert_verbatim(built_tiny.edition, built_tiny.root / "library", files) >= 6


@pytest.mark.slow
def test_verbatim_on_the_sample(built_sample: BuiltDesk) -> None:
    files = by_name(built_sample.spec.parent / "sources")
    assert assert_verbatim(built_sample.edition, built_sample.root / "library", files) >= 20


@pytest.mark.slow
def test_verbatim_on_the_real_articles(built_seeds: BuiltDesk, seeds: Path) -> None:
    library = built_seeds.root / "library"
    assert assert_verbatim(built_seeds.edition, library, by_name(seeds)) >= 15


SENTENCES = st.sampled_from(
    [
        "The council should build the harbour line before the winter.",
        "“We will fight this tram,” said Hanna Brandt, who leads the union.",
        "A fare of two crowns is too high, in the view of the board.",
        "Mr. Lindgren (who did not vote) told the U.S. envoy that the tram costs $4.5 million.",
        "Naïve cafés – and trams… – need fares!",
        "Does the tram pay? It does not, says Samuel Okoro.",
        "See [the tram plan](#) and the fares, e.g. those of 2030.",
        "Ångström wrote that the harbour line is a mistake.",
    ]
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
BREAKS = st.sampled_from(["\n\n", "\n\n\n", "\r\n\r\n", "\n \n", "\n\t\n"])


@given(st.lists(st.tuples(PARAGRAPHS, BREAKS), min_size=3, max_size=8))
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_verbatim_on_any_text(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[tuple[str, str]]
) -> None:
    """Abbreviations, quotations, links, accents, brackets and line ends in any order."""
    root = tmp_path_factory.mktemp("verbatim")
    body = "".join(part for pair in paragraphs for part in pair)
    spec = tiny.make(root, tiny.QUICK, {})
    article = f"Trams\n\nBy Ada Quill\nNorvale Post, 4 March 2031\n\n{body}\n"
    (spec.parent / "sources/a.txt").write_bytes(article.encode())
    built = build(spec)
    assert_verbatim(built.edition.folder, root / "library", by_name(spec.parent / "sources"))


def test_every_quotation_on_the_page_is_a_passage(built_tiny: BuiltDesk) -> None:
    passages = record(built_tiny.edition)["passages"]
    for audience in ("minister", "analyst"):
        html = (built_tiny.edition / f"trams-{audience}.html").read_text(encoding="utf-8")
        shown = re.findall(r'data-passage="(\w+)">([^<]*)</span>', html)
        assert len(shown) >= 4
        for key, text in shown:
            assert text == passages[key]["text"]


# --- Deterministic ----------------------------------------------------------------------------


def contents(edition: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in edition.iterdir()}


def built_elsewhere(desk: BuiltDesk, folder: Path, *options: str) -> dict[str, bytes]:
    """The same desk, in another folder, by another process, under another hash seed.

    Its linear algebra runs on one thread, which may not change what embeddings make of a text.
    """
    shutil.copytree(desk.root / "briefs", folder / "briefs")
    command = [
        sys.executable, "-c", "import sys; from briefgen.cli import main; sys.exit(main())",
        "build", "--as-of", "2031-03-14", f"briefs/{desk.spec.name}", *options,
    ]  # fmt: skip
    changed = {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"}
    changed |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    kept = {k: v for k, v in os.environ.items() if k not in {"FONTCONFIG_FILE"}}
    subprocess.run(command, cwd=folder, env=kept | changed, check=True, capture_output=True)
    return contents(folder / "editions" / desk.spec.stem / "2031-03-14")


def test_same_bytes_in_another_folder(built_tiny: BuiltDesk, tmp_path: Path) -> None:
    again = build(tiny.make(tmp_path / "else where"))
    assert contents(again.edition.folder) == contents(built_tiny.edition)


@pytest.mark.slow
def test_same_bytes_under_another_hash_seed(built_tiny: BuiltDesk, tmp_path: Path) -> None:
    built_elsewhere(built_tiny, tmp_path)
    assert contents(tmp_path / "editions/trams/2031-03-14") == contents(built_tiny.edition)


@pytest.mark.slow
def test_same_bytes_by_every_method(tmp_path: Path) -> None:
    """All in one process under another hash seed; sumy's LSA alone would depend on it."""
    desk = BuiltDesk(tmp_path / "a", tiny.make(tmp_path / "a", tiny.QUICK), None)  # type: ignore[arg-type]
    made = {}
    for method in SUMMARISERS:
        spec = desk.spec.with_name(f"by-{method}.yaml")
        spec.write_text(tiny.QUICK + f"summary: {{method: {method}}}\n", encoding="utf-8")
        made[method] = contents(build(spec).edition.folder)
    built_elsewhere(desk, tmp_path / "b", *(f"briefs/by-{method}.yaml" for method in made))
    for method, files in made.items():
        again = tmp_path / "b" / "editions" / f"by-{method}" / "2031-03-14"
        assert contents(again) == files, method


@pytest.mark.slow
def test_same_bytes_of_the_sample_under_another_hash_seed(
    built_sample: BuiltDesk, tmp_path: Path, default_embeddings: None
) -> None:
    """With embeddings, too, which the other tests do without."""
    assert built_elsewhere(built_sample, tmp_path) == contents(built_sample.edition)


@pytest.mark.slow
def test_same_bytes_of_the_real_articles_under_another_hash_seed(
    built_seeds: BuiltDesk, seeds: Path, tmp_path: Path, default_embeddings: None
) -> None:
    again = built_elsewhere(built_seeds, tmp_path, "--sources", f"{seeds}/*.txt")
    assert again == contents(built_seeds.edition)


# --- What a brief says of itself --------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("fixture", ["built_sample", "built_seeds"])
def test_whole_briefs_verify_and_keep_their_pages(
    request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str], fixture: str
) -> None:
    desk: BuiltDesk = request.getfixturevalue(fixture)
    assert main(["verify", str(desk.edition)]) == 0
    counts = re.findall(r"(\d+) of (\d+) passages", capsys.readouterr().out)
    assert len(counts) == 2
    assert all(int(n) == int(total) > 5 for n, total in counts)
    minister, analyst = (
        (desk.edition / f"us-russia-2017-{name}.pdf").read_bytes()
        for name in ("minister", "analyst")
    )
    assert page_count(minister) <= 2 < page_count(analyst)
    assert attachment(minister, "evidence.json") == (desk.edition / "evidence.json").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("fixture", ["built_tiny", "built_sample", "built_seeds"])
def test_record_holds_together(request: pytest.FixtureRequest, fixture: str) -> None:
    """Every id that is named is there; the sides of a contrast are of different holders."""
    found = record(request.getfixturevalue(fixture).edition)
    passages, holders = found["passages"], found["holders"]
    assert {p["holder"] for p in passages.values()} == set(holders)
    named: set[str] = set()
    for issue in found["issues"]:
        views = {v["id"]: v for v in issue["viewpoints"]}  # type: ignore[index, union-attr]
        named |= {p for v in views.values() for p in v["passages"]} | set(issue["key_passages"])  # type: ignore[index]
        assert (issue["note"] is None) == bool(issue["contrasts"])  # type: ignore[index]
        for contrast in issue["contrasts"]:  # type: ignore[index]
            left, right = views[contrast["left"]], views[contrast["right"]]
            assert left["holder"] != right["holder"]
            assert contrast["left_passage"] in left["passages"]
            assert contrast["right_passage"] in right["passages"]
            assert contrast["reasons"]
        for pair in issue["proposed"]:  # type: ignore[index]
            named |= {pair["left_passage"], pair["right_passage"]}
        named |= {dispute["passage"] for dispute in issue["disputes"]}  # type: ignore[index]
        for agreement in issue["agreements"]:  # type: ignore[index]
            assert set(agreement["viewpoints"]) <= set(views)
            held = {p for view in agreement["viewpoints"] for p in views[view]["passages"]}
            assert set(agreement["passages"]) <= held
        for change in issue["changes"]:  # type: ignore[index]
            assert change["earlier_passage"] in views[change["earlier"]]["passages"]
            assert change["later_passage"] in views[change["later"]]["passages"]
    assert named == set(passages)
    quoted = {p["source"] for p in passages.values()}
    assert {s["id"] for s in found["sources"] if s["used"]} == quoted  # type: ignore[index]


@pytest.mark.slow
def test_nothing_of_the_real_articles_is_left_in_the_repository(seeds: Path) -> None:
    """No line of eight words or more of theirs stands in a file of ours."""
    lines = {
        " ".join(line.split())
        for file in seeds.glob("*.txt")
        for line in re.split(r"[.!?\n]", file.read_text(encoding="utf-8", errors="replace"))
        if len(line.split()) >= 8
    }
    kinds = {".py", ".md", ".txt", ".yaml", ".html", ".j2", ".json", ".css"}
    ours = (f for top in ("briefs", "docs", "src", "templates", "tests")
            for f in (ROOT / top).rglob("*") if f.suffix in kinds)  # fmt: skip
    for file in [*ours, *ROOT.glob("*.md")]:
        text = " ".join(file.read_text(encoding="utf-8", errors="replace").split())
        assert not [line for line in lines if line in text], file.relative_to(ROOT)
