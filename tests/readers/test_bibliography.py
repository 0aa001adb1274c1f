"""Bibliographies: records with their files and addresses, and the broken ones by name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Date, Problem, Reference, Snapshot, Split
from briefgen.readers import read
from briefgen.readers.bibliography import split_bibtex, split_csl
from briefgen.readers.reference import merge

URL = "url = {https://tide.example/a}"


def bibtex(text: str) -> Split:
    return split_bibtex(Snapshot.of("refs.bib", text.encode()))


def csl(*records: Mapping[str, Any]) -> Split:
    return split_csl(Snapshot.of("refs.json", json.dumps(list(records)).encode()))


def fields(text: str) -> Mapping[str, Any]:
    """What the first entry says, without its type and address."""
    found = bibtex(text)
    assert not found.problems, found.problems
    said = found.parts[0].reference
    return {name: value for name, value in said.items() if name not in {"type", "URL"}}


REFS = r"""% Encoding: UTF-8
@string{hq = "Harbour"}
@comment{nothing of this is read}

@article{roe2017,
  title = {The {LOW} Water: G{\"o}del \& Sons},
  author = {Roe, Jane and van der Berg, Jan and {Pilots' Union} and others},
  journal = hq # { Quarterly}, year = 2017, month = jul, volume = 3, number = {2},
  pages = {12--34}, doi = {https://doi.org/10.1000/x}, url = {https://tide.example/a\_b},
  file = {Full Text PDF:files/12/roe.pdf:application/pdf;Snapshot:files/13/x.html:text/html}
}

@article{broken,
  title = {Never closed,
  year = 2018

@online{doe, title = {Piers}, author = {Doe, John}, url = {https://tide.example/piers},
  date = {2018-03-04}, urldate = {2019-01-02}}
@book{lost, title = {Nowhere}}
"""


def test_a_bibliography_in_bibtex() -> None:
    found = bibtex(REFS)
    roe, doe = found.parts
    assert (roe.location, roe.content, roe.issued) == ("files/12/roe.pdf", None, Date(2017, 7))
    assert roe.reference == {
        "type": "article-journal",
        "title": "The LOW Water: Gödel & Sons",
        "author": [
            {"family": "Roe", "given": "Jane"},
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
            {"literal": "Pilots' Union"},
        ],
        "container-title": "Harbour Quarterly",
        "issued": {"date-parts": [[2017, 7]]},
        "volume": "3",
        "issue": "2",
        "page": "12-34",
        "DOI": "10.1000/x",
        "URL": "https://tide.example/a_b",
    }
    assert doe.location == "https://tide.example/piers"
    assert doe.reference["type"] == "webpage"
    assert doe.reference["accessed"] == {"date-parts": [[2019, 1, 2]]}
    assert [problem.where for problem in found.problems] == [
        "refs.bib: entry broken (line 13)",
        "refs.bib: entry lost (line 19)",
    ]
    assert "not closed" in found.problems[0].what
    assert "neither a file nor a web address" in found.problems[1].what
    assert "attach its PDF" in found.problems[1].remedy


def test_what_is_said_of_a_record_merges_into_a_reference() -> None:
    reference = merge(Reference(title="Read in the file"), bibtex(REFS).parts[0].reference)
    assert reference.title == "The LOW Water: Gödel & Sons"
    assert [str(name) for name in reference.author] == [
        "Jane Roe",
        "Jan van der Berg",
        "Pilots' Union",
    ]
    assert reference.issued == Date(2017, 7)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("@misc{a, date = {2017-07-03/2017-08-01}, URL}", {"issued": [2017, 7, 3]}),
        ("@misc{a, date = {2017-07}, URL}", {"issued": [2017, 7]}),
        ("@misc{a, date = {2017-21}, URL}", {"issued": [2017]}),
        ("@misc{a, year = {2017}, month = {7}, day = {3}, URL}", {"issued": [2017, 7, 3]}),
        ("@misc{a, year = 2017, month = jul # {~3}, URL}", {"issued": [2017, 7, 3]}),
        ("@misc{a, year = {c2017}, URL}", {"issued": [2017]}),
        ("@misc{a, year = {in press}, URL}", {}),
        ("@book{a, title = {A}, subtitle = {B}, URL}", {"title": "A: B"}),
        ("@book{a, title = {A?}, subtitle = {B}, URL}", {"title": "A? B"}),
        ("@incollection{a, booktitle = {A}, URL}", {"container-title": "A"}),
        ("@article{a, journaltitle = {A}, URL}", {"container-title": "A"}),
        ("@report{a, institution = {A}, number = {7}, URL}", {"publisher": "A", "number": "7"}),
        ("@book{a, series = {A}, number = {7}, URL}",
         {"collection-title": "A", "collection-number": "7"}),
        ("@book{a, title = {First}, title = {Second}, URL}", {"title": "First"}),
        ('@book(a, title = "Qu{"}ote", URL)', {"title": 'Qu"ote'}),
    ],
)  # fmt: skip
def test_fields(entry: str, said: dict[str, Any]) -> None:
    if "issued" in said:
        said = {"issued": {"date-parts": [said["issued"]]}}
    assert fields(entry.replace("URL", URL)) == said


@pytest.mark.parametrize(
    ("kind", "type_"),
    [
        ("@article{a, URL}", "article-journal"),
        ("@ARTICLE{a, entrysubtype = {newspaper}, URL}", "article-newspaper"),
        ("@inproceedings{a, URL}", "paper-conference"),
        ("@phdthesis{a, URL}", "thesis"),
        ("@techreport{a, URL}", "report"),
        ("@online{a, URL}", "webpage"),
        ("@misc{a, URL}", "webpage"),
        ("@misc{a, file = {a.pdf}}", "document"),
        ("@nonsense{a, file = {a.pdf}}", "document"),
    ],
)
def test_types(kind: str, type_: str) -> None:
    assert bibtex(kind.replace("URL", URL)).parts[0].reference["type"] == type_


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("Jane Roe", [{"family": "Roe", "given": "Jane"}]),
        ("Roe, Jr., Jane A.", [{"family": "Roe", "given": "Jane A.", "suffix": "Jr."}]),
        ("de la Cruz, Mar{\\'i}a",
         [{"family": "Cruz", "given": "María", "non-dropping-particle": "de la"}]),
        ("{Ministry of Harbours and Ports}", [{"literal": "Ministry of Harbours and Ports"}]),
        ("UNESCO", [{"literal": "UNESCO"}]),
        ("a, b, c, d, e", [{"literal": "a, b, c, d, e"}]),
        ("others", None),
    ],
)  # fmt: skip
def test_names(names: str, expected: list[dict[str, str]] | None) -> None:
    assert fields(f"@book{{a, author = {{{names}}}, {URL}}}").get("author") == expected


@pytest.mark.parametrize(
    ("record", "location"),
    [
        ({"file": "a.pdf", "URL": "https://tide.example/"}, "a.pdf"),
        ({"attachments": [{"path": "s.html"}, {"path": "b\\a.PDF"}]}, "b/a.PDF"),
        ({"attachments": [{"path": "x", "contentType": "application/pdf"}]}, "x"),
        ({"attachments": ["a.html"]}, "a.html"),
        ({"note": "Read twice.\nfile: a.pdf"}, "a.pdf"),
        ({"URL": "https://tide.example/?utm_source=x"}, "https://tide.example/"),
    ],
)
def test_where_a_csl_record_is(record: dict[str, Any], location: str) -> None:
    (part,) = csl({"type": "book", **record}).parts
    assert part.location == location
    assert "file:" not in part.reference.get("note", "")


def test_a_bibliography_in_csl_json_keeps_csl_and_nothing_else() -> None:
    (part,) = csl(
        {
            "id": "roe",
            "type": "article-journal",
            "title": "The <i>pier</i>",
            "author": [{"family": "Roe", "given": "Jane", "email": "j@x.example"}, "x", {}],
            "editor": [{"literal": "Tide Table"}],
            "issued": {"date-parts": [["2017", "7", 3]]},
            "accessed": {"raw": "2018-01-02"},
            "volume": 3,
            "URL": "https://tide.example/",
            "_private": {"a": 1},
        }
    ).parts
    assert part.issued == Date(2017, 7, 3)
    assert part.reference == {
        "type": "article-journal",
        "title": "The pier",
        "author": [{"family": "Roe", "given": "Jane"}],
        "editor": [{"literal": "Tide Table"}],
        "issued": {"date-parts": [[2017, 7, 3]]},
        "accessed": {"date-parts": [[2018, 1, 2]]},
        "volume": "3",
        "URL": "https://tide.example/",
    }


def test_zotero_wraps_the_list() -> None:
    text = '{"items": [{"type": "book", "URL": "https://tide.example/"}]}'
    assert len(split_csl(Snapshot.of("x", text.encode())).parts) == 1


def test_records_before_a_fault_are_read() -> None:
    text = '[{"type": "book", "URL": "https://tide.example/"},\n\n{"type": oops}]'
    found = split_csl(Snapshot.of("refs.json", text.encode()))
    assert len(found.parts) == 1
    assert found.problems[0].where == "refs.json:3"
    assert "is broken" in found.problems[0].what


def test_a_csl_record_without_a_source_is_named_with_its_line() -> None:
    text = '[\n{"type": "book", "id": "roe", "URL": "javascript:alert(1)"}\n]'
    (problem,) = split_csl(Snapshot.of("refs.json", text.encode())).problems
    assert problem.where == "refs.json: entry roe (line 2)"


def test_a_chapter_has_what_its_book_says() -> None:
    found = bibtex(
        f"@incollection{{ch, crossref = {{bk}}, title = {{One}}, author = {{Roe, J.}}, {URL}}}\n"
        "@book{bk, title = {All}, editor = {Doe, A.}, year = 2010, publisher = {Tide Press}}\n"
    )
    assert not found.problems  # the book is there for its chapters, and need not be a source
    said = found.parts[0].reference
    assert (said["title"], said["container-title"], said["publisher"]) == (
        "One",
        "All",
        "Tide Press",
    )


def test_an_unknown_abbreviation_is_named_and_the_entry_is_read() -> None:
    found = bibtex(f"@article{{a, journal = tidal, {URL}}}")
    assert len(found.parts) == 1
    assert "'tidal', which no @string defines" in found.problems[0].what


def test_many_problems_are_counted() -> None:
    found = bibtex("".join(f"@book{{b{n}, title = {{x}}}}\n" for n in range(100)))
    assert len(found.problems) == 21
    assert "80 more records" in found.problems[-1].what


def test_no_more_records_than_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.readers.bib_bibtex.MOST_RECORDS", 2)
    monkeypatch.setattr("briefgen.readers.bib_json.MOST_RECORDS", 2)
    entries = "".join(f"@book{{b{n}, {URL}}}\n" for n in range(3))
    record = {"type": "book", "URL": "https://tide.example/"}
    for found in (bibtex(entries), csl(record, record, record)):
        assert len(found.parts) == 2
        assert "has more than 2" in found.problems[0].what


@pytest.mark.parametrize("text", [REFS, '[{"type": "book", "id": "a"}]'])
def test_a_bibliography_is_no_document(text: str) -> None:
    found = read(Snapshot.of("refs.bib", text.encode()))
    assert isinstance(found, Problem)
    assert "is a bibliography" in found.what
    assert "`path:`" in found.remedy


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_fault_in_one_entry_costs_no_other(data: st.DataObject) -> None:
    noise = data.draw(st.text(st.sampled_from('{}",=#\\ab%()\n'), max_size=40))
    good = f"@book{{good, title = {{Good}}, {URL}}}\n"
    found = bibtex(f"@book{{bad, title = {noise}\n{good}")
    assert any(part.reference.get("title") == "Good" for part in found.parts)
