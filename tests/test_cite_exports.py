"""The bibliography as BibTeX, RIS and CSL-JSON: read back, everything is as it was."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import rispy
import tiny

from briefgen.cite import cited_as, export
from briefgen.model import Reference, Snapshot, SourceRecord
from briefgen.readers.bibliography import split_bibtex

WEB = {
    "id": "a1b2c3",
    "type": "webpage",
    "title": "Who pays for the lower locks",
    "author": [{"family": "Varga", "given": "Ilse"}, {"literal": "Canal Board and Sons"}],
    "publisher": "Rivers & Sons",
    "container-title": "Lock and Weir",
    "URL": "https://rivers.example/lower_locks?a=1&b=%20",
    "issued": {"date-parts": [[2031, 2, 4]]},
    "accessed": {"date-parts": [[2031, 3, 5]]},
}
REPORT = {
    "id": "7f7f7f",
    "type": "report",
    "title": "The third basin of NATO, 1949",
    "editor": [{"family": "Sólyom", "given": "Tibor"}],
    "publisher": "Canal Board",
    "publisher-place": "Norvale",
    "issued": {"date-parts": [[2030]]},
    "URL": "https://board.example/basin",
    "page": "12-19",
}
ALL = ("bibtex", "ris", "csl-json")
#: What another program might take for its own.
TITLES = [
    r"\emph{x} $y$ 50% #1 _a_ {b} ~ ^ & \input{/etc/passwd}",
    "<script>alert(1)</script> & <b>it</b> &amp; &lt;",
    "} body { display: none } /* a */",
    "{{ spec.title }} {% raw %}",
    "@book{x, title = y}",
    "One\nER  - \n\nTY  - BOOK",
    "“Curly” – 漢字, Ωmega, naïve é",
    "*a* `b` [c](d) ![e](f)",
]


def read_back(bibtex: bytes) -> list[dict[str, Any]]:
    """The entries of a .bib file as CSL-JSON, by pandoc; it must be whole for BibTeX's grammar too.

    Pandoc does not know three commands of LaTeX.
    """
    assert split_bibtex(Snapshot.of("b", bibtex)).problems == ()
    for command, mark in ((b"left", "⦃"), (b"right", "⦄")):
        bibtex = bibtex.replace(b"\\textbrace" + command + b"{}", mark.encode())
    bibtex = bibtex.replace(b"\\textasciigrave{}", "ˋ".encode())
    command = [pypandoc.get_pandoc_path(), "--from=bibtex", "--to=csljson"]
    made = subprocess.run(command, input=bibtex, capture_output=True, check=True)
    entries: list[dict[str, Any]] = json.loads(made.stdout)
    return entries


def test_files_by_name_and_only_those_asked_for() -> None:
    assert list(export([WEB], ALL)) == ["bibliography.bib", "bibliography.ris", "bibliography.json"]
    assert list(export([WEB], ["ris", "ris"])) == ["bibliography.ris"]
    assert export([WEB], []) == {}


def test_csl_json_is_what_went_in() -> None:
    content = export([WEB, REPORT], ["csl-json"])["bibliography.json"]
    assert json.loads(content) == [WEB, REPORT]


def test_bibtex() -> None:
    assert export([WEB, REPORT], ["bibtex"])["bibliography.bib"].decode() == (
        "@misc{a1b2c3,\n"
        "  author = {Varga, Ilse and {Canal Board and Sons}},\n"
        "  publisher = {Rivers \\& Sons},\n"
        "  title = {{{Who} pays for the lower locks}},\n"
        "  year = {2031},\n"
        "  month = {feb},\n"
        "  note = {Lock and Weir; accessed 2031-03-05},\n"
        "  url = {https://rivers.example/lower_locks?a=1&b=%20}\n"
        "}\n"
        "@techreport{7f7f7f,\n"
        "  editor = {Sólyom, Tibor},\n"
        "  publisher = {Canal Board},\n"
        "  title = {{{The} third basin of {NATO,} 1949}},\n"
        "  pages = {12-19},\n"
        "  year = {2030},\n"
        "  address = {Norvale},\n"
        "  url = {https://board.example/basin}\n"
        "}\n"
    )


def test_ris() -> None:
    assert export([WEB, REPORT], ["ris"])["bibliography.ris"].decode().split("\r\n") == [
        "TY  - ELEC",
        "ID  - a1b2c3",
        "AU  - Varga, Ilse",
        "AU  - Canal Board and Sons",
        "TI  - Who pays for the lower locks",
        "T2  - Lock and Weir",
        "PB  - Rivers & Sons",
        "PY  - 2031",
        "DA  - 2031/02/04",
        "UR  - https://rivers.example/lower_locks?a=1&b=%20",
        "Y2  - 2031/03/05",
        "ER  - ",
        "",
        "TY  - RPRT",
        "ID  - 7f7f7f",
        "A2  - Sólyom, Tibor",
        "TI  - The third basin of NATO, 1949",
        "PB  - Canal Board",
        "CY  - Norvale",
        "PY  - 2030",
        "DA  - 2030",
        "SP  - 12",
        "EP  - 19",
        "UR  - https://board.example/basin",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_text_in_every_format(title: str) -> None:
    reference = {**WEB, "title": title, "publisher": title}
    once = " ".join(title.split())
    (entry,) = json.loads(export([reference], ["csl-json"])["bibliography.json"])
    assert " ".join(entry["title"].split()) == once
    (entry,) = read_back(export([reference], ["bibtex"])["bibliography.bib"])
    texts = [re.sub(r"</?span[^>]*>", "", entry[key]) for key in ("title", "publisher")]
    marked = once.translate(str.maketrans("{}`", "⦃⦄ˋ"))
    assert (*texts, entry["URL"]) == (marked, marked, WEB["URL"])
    (record,) = rispy.loads(export([reference], ["ris"])["bibliography.ris"].decode())
    assert record["title"] == once
    assert record["type_of_reference"] == "ELEC"


def test_nothing_to_list() -> None:
    assert export([], ALL) == {
        "bibliography.bib": b"",
        "bibliography.ris": b"",
        "bibliography.json": b"[]\n",
    }


def test_a_source_without_a_title_has_the_name_of_its_file() -> None:
    source = SourceRecord(
        "a", Reference(), "briefs/sources/a.txt", None, None, None, 1, True, None
    )  # fmt: skip
    assert cited_as(source)["title"] == "[a.txt]"


def test_same_bytes_whatever_the_seed() -> None:
    code = (
        "import sys; from briefgen.cite import export;"
        f"sys.stdout.buffer.write(b''.join(export([{WEB!r}, {REPORT!r}], {ALL!r}).values()))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1
    assert b"@misc" in made.pop()


# --- In an edition ----------------------------------------------------------------------------


@pytest.mark.slow
def test_an_edition_holds_them_and_its_lock_their_hashes(tmp_path: Path) -> None:
    asked = tiny.QUICK + "citations: {export: [bibtex, ris, csl-json]}\n"
    edition = tiny.build(tiny.make(tmp_path / "one", asked)).edition.folder
    names = ["bibliography.bib", "bibliography.json", "bibliography.ris"]
    assert sorted(f.name for f in edition.glob("bibliography.*")) == names
    lock = json.loads((edition / "edition.lock.json").read_bytes())
    for name in names:
        assert lock["outputs"][name] == hashlib.sha256((edition / name).read_bytes()).hexdigest()
    record = json.loads((edition / "evidence.json").read_bytes())
    used = [source["id"] for source in record["sources"] if source["used"]]
    assert [e["id"] for e in json.loads((edition / names[1]).read_bytes())] == used
    again = tiny.build(tiny.make(tmp_path / "two", asked)).edition.folder
    assert all((again / n).read_bytes() == (edition / n).read_bytes() for n in names)


@pytest.mark.slow
def test_an_edition_has_none_that_nobody_asked_for(tmp_path: Path) -> None:
    edition = tiny.build(tiny.make(tmp_path, tiny.QUICK)).edition.folder
    assert list(edition.glob("bibliography.*")) == []
