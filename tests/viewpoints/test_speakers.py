"""Who is said to speak: the phrase in the text beside name, role and kind."""

from __future__ import annotations

import pytest
from support import attributed, document, holders, verdict

from briefgen.annotate import annotate
from briefgen.model import Name, Reference
from briefgen.viewpoints import attribute


@pytest.mark.parametrize(
    ("paragraph", "name", "kind"),
    [
        ("Anna Weiss said the vaccine was safe.", "Anna Weiss", "person"),
        ("Mr Lindgren said the vaccine was safe.", "Lindgren", "person"),
        ("Dr. Seo-yeon Baek said the meals were salty.", "Seo-yeon Baek", "person"),
        ("José Muñoz-Ortega said the rents would rise.", "José Muñoz-Ortega", "person"),
        ("Anne Holtz-Eakin warned that rents would rise.", "Anne Holtz-Eakin", "person"),
        ("Pieter van der Berg said the dykes were safe.", "Pieter van der Berg", "person"),
        ("Hamid al-Rashid said the dykes were safe.", "Hamid al-Rashid", "person"),
        ("The mayor, Helen Sands, said the dykes were safe.", "Helen Sands", "person"),
        ("LISBON — Minister Anna Weiss said the cap would stay.", "Anna Weiss", "person"),
        ("Martin Oakes and Helen Sands said it failed.", "Martin Oakes and Helen Sands", "group"),
        ("The Ministry of Health said it was safe.", "Ministry of Health", "organisation"),
        ("The water board said it was safe.", "Water board", "organisation"),
        ("Critics of the cap, among them Anna Weiss, say no.", "Critics of the cap", "group"),
        ("Norway said the quota was fair.", "Norway", "organisation"),
        ("Even Norway said the quota was fair.", "Norway", "organisation"),
        ("Tenants said the rents were too high.", "Tenants", "group"),
        ("Union leaders said the strike would go on.", "Union leaders", "group"),
        ("An official who asked not to be named said it would go on.", "An official", "unnamed"),
        ("A spokesman for the port said it shut.", "A spokesman for the port", "unnamed"),
        ("Many argue that the rents are too high.", "Many", "unnamed"),
        ("Others say that the rents are too low.", "Others", "unnamed"),
        ("Some argue that the rents are too low.", "Some", "unnamed"),
        ("The skipper said the nets were empty.", "Skipper", "unnamed"),
        ("The Bergen Centre’s Karl Lunde says the dykes were safe.", "Karl Lunde", "person"),
    ],
)
def test_name_and_kind(paragraph: str, name: str, kind: str) -> None:
    speaker = attributed(paragraph)[-1][1].speaker
    assert speaker is not None
    assert (speaker.name, speaker.kind) == (name, kind)


@pytest.mark.parametrize(
    ("paragraphs", "last"),
    [
        (["Seo-yeon Baek cooks. Baek said the meals were salty."], "Seo-yeon Baek"),
        (["José Muñoz-Ortega came. Muñoz-Ortega blamed the council."], "José Muñoz-Ortega"),
        (["We met Pieter van der Berg. Van der Berg praised them."], "Pieter van der Berg"),
        (["We met Hamid al-Rashid. Al-Rashid said it was safe."], "Hamid al-Rashid"),
        (["Anna Weiss came.", "It rained.", "Ms. Weiss said it would pass."], "Anna Weiss"),
        # Two people of one last name stay apart; the bare name is nobody's.
        (["Anna Lindgren came. Tomas Lindgren said it was not fair."], "Tomas Lindgren"),
        (["Anna Lindgren met Tomas Lindgren. Lindgren said it was fair."], "unknown"),
        # A short phrase means the fuller one before it, if there is only one.
        (["Tomas Sanders came. Sanders said it was not fair."], "Tomas Sanders"),
        (["The Ministry of Health met. The ministry said it was safe."], "Ministry of Health"),
        (["The water board met. The board said it was safe."], "Water board"),
        (["The water board met the school board. The board said no."], "unknown"),
        (["Housing Minister Anna Weiss came. The minister said no."], "Anna Weiss"),
        (["Anna Weiss, the housing minister, came. The minister said no."], "Anna Weiss"),
        (["The housing minister met the finance minister. The minister said no."], "unknown"),
        (["A spokesman for the port said it shut. The spokesman denied talks."],
         "A spokesman for the port"),
    ],
)  # fmt: skip
def test_later_mention(paragraphs: list[str], last: str) -> None:
    assert holders(*paragraphs)[-1] == last


@pytest.mark.parametrize(
    ("paragraph", "role"),
    [
        ("Housing Minister Anna Weiss said the cap would stay.", "Housing Minister"),
        ("Anna Weiss, the housing minister, said the cap would stay.", "the housing minister"),
        ("Anna Weiss, a lecturer at Vestby College, said no.", "lecturer at Vestby College"),
        ("Anna Weiss of the Tenants Union said no.", "of the Tenants Union"),
        ("Anna Weiss said the cap would stay.", ""),
    ],
)
def test_role(paragraph: str, role: str) -> None:
    speaker = attributed(paragraph)[-1][1].speaker
    assert speaker is not None
    assert speaker.role == role


PERSON, BODY = (Name("Quill", "Petra"),), (Name(literal="Coast Radio"),)


@pytest.mark.parametrize(
    ("reference", "verdicts"),
    [
        (Reference(author=PERSON), ["author", "author"]),
        (Reference(author=(*PERSON, Name("Roe", "Jan"))), ["unknown", "author"]),
        (Reference(author=BODY), ["unknown", "author"]),
        (Reference(publisher="Coast Press"), ["unknown", "author"]),
        (Reference(), ["author", "author"]),
    ],
    ids=["person", "two", "body", "publisher", "nobody"],
)
def test_only_one_person_says_i(reference: Reference, verdicts: list[str]) -> None:
    made = document("I shall vote for the cap. The cap should stay.", reference=reference)
    found = attribute(made, annotate([made])[0])
    assert [verdict(each) for each in found] == verdicts


@pytest.mark.parametrize(
    ("paragraph", "name", "kind"),
    [
        # The family name comes first where the given name has two parts.
        ("Han Min-seo, a retired pilot, cooks. Han said the meals were salty.", "Han Min-seo",
         "person"),
        ("The Norvale Coast-led fleet sailed. Coast said the sea was calm.", "Coast",
         "organisation"),
        # What is called a firm or a group is no person.
        ("Pay advisory firm Ash Roe said the bonus was high.", "Ash Roe", "organisation"),
        ("Investor group Sharewatch said the bonus was high.", "Sharewatch", "organisation"),
        ("Party leader Anna Weiss said the bonus was high.", "Anna Weiss", "person"),
        # A compass word alone is the country that the document calls so.
        ("Ships left South Korea. They will return, the South said.", "South Korea",
         "organisation"),
        ("Ships sailed. They will return, the South said.", "South", "unnamed"),
        ("Ships left South Korea and South Africa. They will return, the South said.", "South",
         "unnamed"),
        ("Spokesman said the bonus was high.", "Spokesman", "unnamed"),
    ],
)  # fmt: skip
def test_names_of_other_forms(paragraph: str, name: str, kind: str) -> None:
    *_, (_, found) = attributed(paragraph)
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.kind) == (name, kind)
