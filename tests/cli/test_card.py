"""Catalogue cards: what `sources show` prints of a source of each format."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .desks import PARAGRAPHS, Run

GOLDEN = Path(__file__).parent / "golden"
SOURCES = {
    "html": "sources/page.html",
    "pdf": "sources/paper.pdf",
    "docx": "sources/memo.docx",
    "eml": "sources/letter.eml",
    "entry": "https://pier.example/5",
    "record": "sources/files/record.txt",
    "feed": "sources/feed.xml",
    "broken": "sources/broken.txt",
}


def plain(card: str) -> str:
    """A card without what differs from run to run: ids, days, and the bytes of a zip file."""
    card = re.sub(r"(?m)^[0-9a-f]{12}$", "<id>", card)
    card = re.sub(r"added \S+Z", "added <day>", card)
    return re.sub(r"[\d,]+ bytes, SHA-256 [0-9a-f]{16}", "<n> bytes, SHA-256 <hash>", card)


@pytest.mark.parametrize("name", SOURCES)
def test_card_is_as_it_was(filled: Run, name: str, request: pytest.FixtureRequest) -> None:
    """`pytest tests/cli --renew-golden` writes the cards anew."""
    status, card, said = filled("show", SOURCES[name])
    assert (status, said) == (0, "")
    file = GOLDEN / f"{name}.txt"
    if request.config.getoption("--renew-golden", default=False):
        file.parent.mkdir(exist_ok=True)
        file.write_text(plain(card), encoding="utf-8")
    assert plain(card) == file.read_text(encoding="utf-8")


def test_every_line_of_a_card_fits_a_terminal_or_is_one_address(filled: Run) -> None:
    long = "sources/" + "a-long-name-" * 12 + ".html"
    Path("sources/page.html").rename(long)
    filled("add", long)
    _, card, _ = filled("show", long)
    assert f"\n              {long}\n" in card or f" {long}\n" in card
    assert all(len(line) <= 100 or long in line for line in card.splitlines())


def test_blocks_are_shown_in_their_order_with_what_became_of_each(filled: Run) -> None:
    _, shown, _ = filled("show", "--blocks", SOURCES["html"])
    card, _, blocks = shown.partition("\n\n")
    assert card in filled("show", SOURCES["html"])[1]
    heads = [line for line in blocks.splitlines() if line[:2] in {"+ ", "- "}]
    kept = [head for head in heads if head.startswith("+")]
    assert kept == ["+ heading", "+ paragraph 1", "+ heading", "+ paragraph 2"] or kept == [
        "+ paragraph 1",
        "+ heading",
        "+ paragraph 2",
    ]
    assert all(len(head) > 3 for head in heads if head.startswith("-"))
    texts = " ".join(blocks.split())
    order = [texts.find(part) for part in (PARAGRAPHS[0], "Who pays", PARAGRAPHS[1])]
    assert -1 not in order
    assert order == sorted(order)
    dropped = re.findall(r"(?m)^- (.+)\n    (.+)$", blocks)
    assert any("newsletter" in text for _, text in dropped)


def test_blocks_of_a_pdf_name_their_pages(filled: Run) -> None:
    _, shown, _ = filled("show", "--blocks", SOURCES["pdf"])
    assert re.findall(r"(?m)^\+ paragraph (\d), p\. (\d)$", shown) == [
        ("1", "1"), ("2", "1"), ("3", "2"), ("4", "2"),
    ]  # fmt: skip


def test_json_is_the_card_and_its_blocks(filled: Run) -> None:
    status, out, _ = filled("show", "--json", SOURCES["entry"])
    card = json.loads(out)
    assert status == 0
    assert set(card) == {
        "id", "reference", "read_from", "language", "words", "text_sha256", "problem",
        "accessions", "blocks", "dropped",
    }  # fmt: skip
    assert card["reference"]["author"] == [{"family": "Poe", "given": "Jan"}]
    assert card["reference"]["id"] == card["id"] == card["text_sha256"][:12]
    assert [b["number"] for b in card["blocks"] if b["kind"] == "paragraph"] == [1, 2]
    assert [a["location"] for a in card["accessions"]] == [SOURCES["entry"]]
    assert set(card["accessions"][0]) == {"location", "sha256", "retrieved", "added", "bytes"}


def test_text_is_what_may_be_quoted(filled: Run) -> None:
    _, out, _ = filled("show", "--text", SOURCES["html"])
    assert [part for part in PARAGRAPHS if part in out] == PARAGRAPHS
    assert "newsletter" not in out
    for none in ("broken", "feed"):
        assert filled("show", "--text", SOURCES[none])[:2] == (1, "")


def test_nothing_that_a_source_says_of_itself_acts_on_the_terminal(run: Run) -> None:
    """Control characters and marks that turn a line round, in the record of a bibliography."""
    Path("a.txt").write_text("\n\n".join(PARAGRAPHS))
    title = "Red \\u001b[31m and \\u202egnorw\\u202c \\u009b2J"
    record = f'{{"id": "x", "type": "report", "title": "{title}", "file": "a.txt"}}'
    Path("refs.json").write_text(f"[{record}]")
    run("add", "refs.json")
    for command in (["show", "a.txt"], ["list"], ["search", "pier"]):
        status, out, _ = run(*command)
        assert (status, "Red" in out) == (0, True)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)
