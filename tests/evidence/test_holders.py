"""One holder for each person or body, over all documents."""

from __future__ import annotations

import pytest
from support import document

from briefgen.evidence.holders import Holders, standing
from briefgen.model import Holder, HolderKind, Name, Reference
from briefgen.viewpoints import Speaker


def person(name: str, role: str = "") -> Speaker:
    return Speaker(name, role, "person")


@pytest.mark.parametrize(
    ("reference", "name", "kind"),
    [
        (Reference(author=(Name("Quill", "Petra"),)), "Petra Quill", "person"),
        (
            Reference(author=(Name("Quill", "Petra"), Name("Roe", "Jan"))),
            "Petra Quill and Jan Roe",
            "group",
        ),
        (Reference(author=(Name("Quill", "Petra"),) * 3), "Petra Quill and others", "group"),
        (Reference(author=(Name(literal="Coast Radio"),)), "Coast Radio", "organisation"),
        (Reference(container_title="Coast Post", publisher="P"), "Coast Post", "organisation"),
        (Reference(publisher="Coast Press"), "Coast Press", "organisation"),
        (Reference(), "Unnamed author of memory", "unnamed"),
        (Reference(title="Fish"), "Unnamed author of “Fish”", "unnamed"),
    ],
)
def test_author(reference: Reference, name: str, kind: str) -> None:
    made = document("Fish.", reference=reference)
    holder = Holders([made], []).author(made)
    assert (holder.name, holder.kind, holder.author) == (name, kind, True)


def test_two_unnamed_authors_are_two() -> None:
    a, b = document("Fish.", reference=Reference()), document("Meat.", reference=Reference())
    holders = Holders([a, b], [])
    assert holders.author(a) != holders.author(b)


@pytest.mark.parametrize(
    ("speakers", "asked", "name"),
    [
        # A last name alone is made full where only one person has it.
        (["Anna Weiss", "Weiss"], "Weiss", "Anna Weiss"),
        (["Seo-yeon Baek", "Baek"], "Baek", "Seo-yeon Baek"),
        (["Han Min-seo", "Han"], "Han", "Han Min-seo"),
        (["Han Min-seo", "Han Ji-woo", "Han"], "Han", "Han"),
        (["Anna Weiss", "Karl Weiss", "Weiss"], "Weiss", "Weiss"),
        (["Weiss"], "Weiss", "Weiss"),
        # An author who is quoted elsewhere is the same person.
        (["Quill"], "Quill", "Petra Quill"),
    ],
)
def test_last_name(speakers: list[str], asked: str, name: str) -> None:
    holders = Holders([document("Fish.")], map(person, speakers))
    assert holders.speaker(person(asked)).name == name


def test_one_person_under_two_spellings_keeps_a_role() -> None:
    holders = Holders([], [person("José Muñoz"), person("Jose Munoz", "mayor")])
    found = holders.speaker(person("José Muñoz"))
    assert found == holders.speaker(person("Jose Munoz"))
    assert (found.id, found.role) == ("jose-munoz", "mayor")


def test_author_stays_the_author_when_reported() -> None:
    made = document("Fish.")
    holders = Holders([made], [person("Petra Quill", "editor")])
    assert holders.speaker(person("Petra Quill")) == holders.author(made)
    assert holders.author(made).author is True


def test_other_scripts_have_an_id() -> None:
    holders = Holders([], [person("王芳"), person("李娜")])
    assert holders.speaker(person("王芳")).id
    assert holders.speaker(person("王芳")) != holders.speaker(person("李娜"))


@pytest.mark.parametrize(
    ("name", "kind", "author", "expected"),
    [
        ("Anna Weiss", "person", False, "named"),
        ("Water board", "organisation", False, "named"),
        ("Anna Weiss and Karl Moe", "group", False, "named"),
        ("Unnamed author of “On fish”", "unnamed", True, "named"),
        ("An official", "unnamed", False, "unnamed"),
        ("Skipper", "unnamed", False, "unnamed"),
        ("Opponents", "group", False, "nobody"),
        ("Some former colleagues", "group", False, "nobody"),
        ("Some", "unnamed", False, "nobody"),
    ],
)
def test_who_can_be_told_from_others(
    name: str, kind: HolderKind, author: bool, expected: str
) -> None:
    assert standing(Holder("id", name, "", kind, author=author)) == expected


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (["Paul D. Roe", "Paul Roe", "Paul Roe"], "Paul Roe"),
        (["Paul D. Roe", "Paul D. Roe", "Paul Roe"], "Paul D. Roe"),
        (["Paul D. Roe", "Paul Roe"], "Paul Roe"),
        # A bare last name is the one person's, whatever the initials.
        (["Paul D. Roe", "Paul Roe", "Roe"], "Paul Roe"),
        # Two spellings of a long given name.
        (["Lilija Vale", "Lilia Vale", "Lilia Vale"], "Lilia Vale"),
        (["Sergei Roe", "Sergey Roe", "Roe"], "Sergei Roe"),
    ],
)
def test_one_person_by_several_initials(names: list[str], name: str) -> None:
    speakers = [Speaker(each, "", "person") for each in names]
    holders = Holders([], speakers)
    assert {holders.speaker(speaker).name for speaker in speakers} == {name}


def test_other_names_in_the_middle_stay_apart() -> None:
    names = ("Ann Lee Roe", "Ann Vale Roe", "Anne Roe", "Maria Roe", "Maya Roe")
    speakers = [Speaker(each, "", "person") for each in names]
    holders = Holders([], speakers)
    assert [holders.speaker(speaker).name for speaker in speakers] == [s.name for s in speakers]


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Hill Post", "The Hill Post"], "The Hill Post"),
        (["The Hill Post", "Hill Post"], "The Hill Post"),
        (["Hill Post"], "Hill Post"),
    ],
)
def test_article_of_a_name(names: list[str], shown: str) -> None:
    speakers = [Speaker(name, "", "organisation") for name in names]
    found = {Holders([document("Fish.")], speakers).speaker(one) for one in speakers}
    assert [holder.name for holder in found] == [shown]


@pytest.mark.parametrize(
    ("name", "stands"),
    [("UN delegates", "named"), ("Skippers of Norvale", "named"), ("Angry skippers", "nobody"),
     ("MPs", "nobody")],
)  # fmt: skip
def test_standing_of_groups(name: str, stands: str) -> None:
    assert standing(Holder("x", name, "", "group", author=False)) == stands
