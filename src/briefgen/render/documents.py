"""A page as a Word file, an EPUB and Markdown: what `tree` makes of it, written by pandoc.

The look of the first two is a designer's: `reference.docx` holds Word's styles, `epub.css` those of
the EPUB; an audience's own win over those of `base`.
"""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from briefgen.cite import convert
from briefgen.errors import TemplateError
from briefgen.model import Brief
from briefgen.render.environment import read_text
from briefgen.render.labels import load_labels
from briefgen.render.stylesheet import require_whole
from briefgen.render.tree import flowing

#: Of which the ids of our EPUBs are made: a brief, its edition and audience give one id.
_IDS = uuid.UUID("5b1f4a36-64a6-5f0e-9d0c-6a3d3b1f7c11")

#: The files in which a Word file and an EPUB say when they were made, and what pandoc says.
_DATED = ("docProps/core.xml", "EPUB/content.opf")
_NEVER = b"1970-01-01T00:00:00Z"

#: What stands for a backslash while pandoc writes Markdown: 3.9 loses what follows one there. A
#: noncharacter, which no text may hold.
_BACKSLASH = "\ufdd0"


def to_docx(brief: Brief, page: str) -> bytes:
    """The page as a Word file with named styles and footnotes."""
    folders = brief.audience.folders
    options = (
        f"--reference-doc={_nearest(folders, 'reference.docx')}",
        f"--template={_nearest(folders, 'docx.openxml')}",
    )
    made = _written(brief, flowing(page, titled=True), "docx", *options)
    return _dated(made, brief.evidence.as_of)


def to_epub(brief: Brief, page: str) -> bytes:
    """The page as an EPUB 3 of one chapter, with its notes at the end."""
    spec = brief.evidence.spec
    name = f"{spec.slug}/{brief.evidence.edition}/{brief.audience.name}"
    options = (
        f"--variable=header-includes:<style>\n{_style(brief.audience.folders)}</style>",
        "--epub-title-page=false",
        "--toc-depth=2",
        f"--metadata=identifier:urn:uuid:{uuid.uuid5(_IDS, name)}",
        f"--metadata=date:{brief.evidence.as_of}",
        f"--variable=toc-title:{load_labels(brief.audience, spec).words['contents']}",
    )
    made = _written(brief, flowing(page), "epub3", *options)
    return _dated(made, brief.evidence.as_of)


def to_markdown(brief: Brief, page: str) -> bytes:
    """The page as CommonMark with GitHub's tables and footnotes, and no HTML in it."""
    text = flowing(page.replace("\\", _BACKSLASH), tables=False)
    made = _written(brief, text, "gfm-raw_html", "--wrap=none", "--markdown-headings=atx")
    return made.replace(_BACKSLASH.encode(), rb"\\")


def _written(brief: Brief, text: str, to: str, *options: str) -> bytes:
    language = f"--metadata=lang:{brief.evidence.spec.language}"
    return convert(text, to, language, *options)


def _dated(archive: bytes, day: str) -> bytes:
    """A file of pandoc's, which is a ZIP, with `day` (ISO 8601) for the one that it gives all."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename in _DATED:
                content = content.replace(_NEVER, f"{day}T00:00:00Z".encode())
            new.writestr(entry, content, entry.compress_type)
    return made.getvalue()


def _style(folders: Sequence[Path]) -> str:
    file = _nearest(folders, "epub.css")
    text = read_text(file, folders)
    if set("<&") & set(text):
        raise TemplateError(f"{file}: a stylesheet must not hold '<' or '&'")
    require_whole(text, str(file))
    return text


def _nearest(folders: Sequence[Path], name: str) -> Path:
    """The file of the first folder that has it."""
    for folder in folders:
        if (folder / name).is_file():
            return folder / name
    raise TemplateError(f"{folders[-1]}: {name} is missing")
