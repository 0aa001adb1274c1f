"""TeX in a bibliography's fields, and the files that a field names."""

from __future__ import annotations

import pytest

from briefgen.readers.bib_files import files_of_field
from briefgen.readers.bib_tex import address, plain_text


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"G{\"o}del, \L{}\'od\'z, \v{S}, {\ss}, \'{\i}, \'\i", "Gödel, Łódź, Š, ß, í, í"),
        (r"50\% \& more~text -- \textit{so} \emph{on}", "50% & more text – so on"),
        (r"``quoted'' \textquoteright s", "“quoted” ’s"),
        ("<i>Marks</i> <span class='nocase'>of</span> CSL", "Marks of CSL"),
        (r"\href{https://x.example/}{the page}", "the page"),
        ("{{NATO}} and {the} {EU}", "NATO and the EU"),
        ("a \\", "a \\"),
    ],
)
def test_tex(tex: str, text: str) -> None:
    assert plain_text(tex) == text


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        (r"\url{https://x.example/a\_b}", "https://x.example/a_b"),
        (r"https://x.example/\~{}jane/a--b%20c", "https://x.example/~jane/a--b%20c"),
        ("https://x.example/a''b", "https://x.example/a''b"),
    ],
)
def test_addresses(tex: str, expected: str) -> None:
    assert address(tex) == expected


@pytest.mark.parametrize(
    ("field", "paths"),
    [
        ("roe.pdf", ["roe.pdf"]),
        ("a; b.pdf", ["a; b.pdf"]),
        ("a.html;b.pdf", ["b.pdf", "a.html"]),
        ("Snap:a/x.html:text/html;PDF:b/y.pdf:application/pdf", ["b/y.pdf", "a/x.html"]),
        (r"A\: B\; C:files/1/a\:b\;c.pdf:application/pdf", ["files/1/a:b;c.pdf"]),
        (r"PDF:C\:\\Users\\roe\\a.pdf:application/pdf", ["C:/Users/roe/a.pdf"]),
        (r"PDF:C:\Users\roe\a.pdf:application/pdf", ["C:/Users/roe/a.pdf"]),
        (r"C:\Users\roe\a.pdf", ["C:/Users/roe/a.pdf"]),
        (r"files\12\a.pdf", ["files/12/a.pdf"]),
        (":home/roe/a.pdf:pdf", ["home/roe/a.pdf"]),
        ("file:///etc/passwd", ["file:///etc/passwd"]),
        ("PDF:../../a.pdf:application/pdf", ["../../a.pdf"]),
        ("~/a.pdf", ["~/a.pdf"]),
        ("Note:a.docx:application/x", ["a.docx"]),
        ("", []),
        (";;:::", []),
    ],
)
def test_attached_files(field: str, paths: list[str]) -> None:
    assert list(files_of_field(field)) == paths
