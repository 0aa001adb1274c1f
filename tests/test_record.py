"""`evidence.json`: the fields that stay, for any evidence, and the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from invented import DATES, evidence

from briefgen.evidence.record import SCHEMA, dump, to_json, to_record
from briefgen.model import Date, Name, Reference, Reviewed

FIELDS = {
    "": "schema slug title edition updates as_of language sources passages holders issues problems "
    "reviewed changes replaces",
    "sources": "id reference location retrieved sha256 text_sha256 words used excluded copy_of "
    "kind kind_signs also notice",
    "passages": "text source start end paragraph page prefix suffix holder reported",
    "holders": "name role kind author",
    "issues": "id title question key_passages viewpoints contrasts note choices agreements "
    "changes mixed proposed disputes",
    "problems": "where what remedy",
}
WITHIN_ISSUES = {
    "viewpoints": "id holder position stance passages issued score sure",
    "agreements": "position viewpoints passages reasons",
    "changes": "holder earlier later earlier_passage later_passage issued reasons event",
    "contrasts": "left right left_passage right_passage score reasons",
    "proposed": "left_passage right_passage positions score",
    "choices": "passage rank method gain matched genre signs sentence fitness traits "
    "concepts passed",
}


@given(evidence())
def test_has_every_field_that_is_promised(record) -> None:
    public = json.loads(to_json(record))
    assert public["schema"] == SCHEMA == "briefgen.evidence/1"
    assert set(FIELDS[""].split()) <= set(public)
    for part in FIELDS.keys() - {""}:
        names = FIELDS[part]
        items = public[part].values() if isinstance(public[part], dict) else public[part]
        for item in items:
            assert set(names.split()) <= set(item), part
    for issue in public["issues"]:
        for part, names in WITHIN_ISSUES.items():
            assert all(set(names.split()) <= set(item) for item in issue[part]), part


@given(evidence())
def test_says_what_the_evidence_says(record) -> None:
    public = json.loads(to_json(record))
    assert {p: v["text"] for p, v in public["passages"].items()} == {
        p: v.text for p, v in record.passages.items()
    }
    assert [i["key_passages"] for i in public["issues"]] == [
        list(i.key_passages) for i in record.issues
    ]
    assert [p["where"] for p in public["problems"]] == [p.where for p in record.problems]
    views = {v["id"] for i in public["issues"] for v in i["viewpoints"]}
    assert {c[side] for i in public["issues"] for c in i["contrasts"] for side in ("left", "right")
            } <= views  # fmt: skip
    assert all(0 <= c["score"] <= 1 for i in public["issues"] for c in i["contrasts"])


@given(evidence())
def test_dates_are_those_of_csl(record) -> None:
    """None, a day, or the first and the last of a span."""
    spans = {(): None, DATES[:1]: [[2029, 3]], DATES: [[2029, 3], [2031, 3, 4]]}
    for public, issue in zip(to_record(record)["issues"], record.issues, strict=True):
        given = [v.issued for v in (*issue.viewpoints, *issue.changes)]
        made = [v["issued"] for v in (*public["viewpoints"], *public["changes"])]
        assert [one and one["date-parts"] for one in made] == [spans[dates] for dates in given]
        for change, of in zip(public["changes"], issue.changes, strict=True):
            event = {"date": {"date-parts": [[2030]]}, "title": "The storm"}
            assert change["event"] == (event if of.event else None)
            assert (change["holder"] is None) <= (change["event"] is not None)


@given(evidence())
def test_tells_what_the_desk_reviewed(record) -> None:
    assert set(to_record(record)["reviewed"].values()) == {0}
    told = to_record(replace(record, reviewed=Reviewed(3, 2, 1, 1, 5, 4)))["reviewed"]
    assert told == {
        "accepted": 3,
        "rejected": 2,
        "moved": 1,
        "named": 1,
        "contrasts_accepted": 5,
        "contrasts_rejected": 4,
    }


@given(evidence())
def test_same_bytes_for_the_same_evidence(record) -> None:
    assert to_json(record) == to_json(record) == dump(to_record(record))


@given(evidence())
def test_tells_who_else_printed_a_source_and_when_it_was_retrieved(record) -> None:
    also = (Reference("A tram", (Name("Ferrand", "Ada"),), "The Ledger", issued=Date(2031, 3)),)
    first, *rest = record.sources
    fetched = replace(first, also=also, retrieved="2031-03-05T06:07:08Z")
    public, *others = to_record(replace(record, sources=(fetched, *rest)))["sources"]
    assert public["also"] == [
        {
            "type": "webpage",
            "title": "A tram",
            "author": [{"family": "Ferrand", "given": "Ada"}],
            "publisher": "The Ledger",
            "issued": {"date-parts": [[2031, 3]]},
        }
    ]
    assert public["retrieved"] == "2031-03-05T06:07:08Z"
    assert public["reference"]["accessed"] == {"date-parts": [[2031, 3, 5]]}
    assert all(not o["also"] and "accessed" not in o["reference"] for o in others)


def test_is_utf_8_a_line_an_entry_and_ends_with_a_line_end() -> None:
    assert dump({"a": ["ö", 1]}) == '{\n "a": [\n  "ö",\n  1\n ]\n}\n'.encode()
