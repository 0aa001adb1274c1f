"""Archives and hostile office files: a clear line for each, and nothing is unpacked before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.model import Document, Problem
from briefgen.readers import read
from briefgen.readers.zips import MOST_ENTRIES, open_archive

from .hostile_office import HOSTILE, ODD, SENTENCE, Hostile, archive, word_file
from .reading import document, paragraphs, problem, snapshot


@pytest.mark.parametrize("sample", HOSTILE, ids=lambda sample: sample.name)
def test_a_hostile_file_is_a_clear_problem(sample: Hostile) -> None:
    found = problem(sample.make())
    assert sample.words in found.what
    assert "could not be read" not in found.what  # nothing was left to the last resort
    assert found.remedy


@pytest.mark.parametrize("sample", ODD, ids=lambda sample: sample.name)
def test_a_strange_file_is_read(sample: Hostile) -> None:
    assert SENTENCE in document(sample.make()).text


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "a spreadsheet (.ods)"),
        ({"mimetype": "application/vnd.oasis.opendocument.presentation"}, "a set of slides (.odp)"),
        (
            {"mimetype": "application/vnd.oasis.opendocument.graphics"},
            "OpenDocument file that is no",
        ),
        ({"Index/Document.iwa": "x"}, "Apple Pages"),
        ({"one.txt": SENTENCE}, "a ZIP file of 1 file and no Word file"),
        ({"folder/": "", "folder/a.docx": "x"}, "a ZIP file of 1 file and no Word file"),
    ],
)
def test_an_archive_that_is_no_word_file_says_what_it_is(files: dict[str, str], what: str) -> None:
    found = problem(archive(files))
    assert what in found.what
    assert "name" in found.remedy


@pytest.mark.parametrize(("entries", "opened"), [(MOST_ENTRIES, True), (MOST_ENTRIES + 1, False)])
def test_the_number_of_entries_is_bounded(entries: int, opened: bool) -> None:
    content = archive({f"{number}.txt": "" for number in range(entries)})
    assert isinstance(open_archive(content, "a.zip"), Problem) != opened


@pytest.mark.parametrize("name", ["a/../b", "..", "a\\..\\..\\b", "\\\\server\\share", "/a", "c:a"])
def test_names_that_lead_out_are_refused(name: str) -> None:
    assert isinstance(open_archive(archive({name: "x"}), "a.zip"), Problem)


@pytest.mark.parametrize("name", ["a..b", "...", "a/.b", "word/_rels/document.xml.rels"])
def test_other_names_are_not(name: str) -> None:
    assert not isinstance(open_archive(archive({name: "x"}), "a.zip"), Problem)


def test_two_files_of_one_name_are_refused() -> None:
    first, second = archive({"a.xml": "x"}), archive({"b.xml": "y"})
    assert len(first) == len(second)
    with pytest.warns(UserWarning, match="Duplicate"):
        import io  # noqa: PLC0415
        import zipfile  # noqa: PLC0415

        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            packed.writestr("a.xml", "x")
            packed.writestr("a.xml", "y")
    assert "2 files of one name ('a.xml')" in problem(out.getvalue()).what


def test_what_is_not_text_is_never_unpacked() -> None:
    """A picture of five megabytes whose packed bytes are broken does no harm."""
    content = bytearray(word_file(parts={"word/media/a.png": b"x" * 1000}))
    at = content.find(b"word/media/a.png")
    content[at + 18] ^= 0xFF
    assert paragraphs(document(bytes(content))) == [SENTENCE]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_broken_word_file_raises(data: st.DataObject) -> None:
    """Bytes changed, cut or doubled anywhere."""
    content = bytearray(word_file())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(4, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(4, len(content)))
    found = read(snapshot(bytes(content[:cut])))
    assert isinstance(found, Document | Problem)
    assert not (isinstance(found, Problem) and "could not be read" in found.what), found
