"""PDFs to read, laid out by WeasyPrint, and the invented text that is in them."""

from __future__ import annotations

from functools import cache
from itertools import product

_WHO = (
    "The harbour board", "The pilots of Norvale", "A committee of the upper house",
    "Most shipping companies", "The finance ministry", "Nobody in the coastal towns",
    "The fishing cooperatives",
)  # fmt: skip
_DID = (
    "considered the infrastructure fee", "questioned a long-term agreement",
    "welcomed the environmental assessment", "rejected the administrative reform",
    "expected further negotiations", "underestimated the maintenance backlog",
)  # fmt: skip
_WHY = (
    "because dredging had become more expensive than the treaty of 1994 allows",
    "although the responsible authorities had promised to publish their calculations",
    "while the neighbouring municipalities were preparing an alternative",
    "before the parliamentary commission could agree on a well-defined budget",
    "and policy-makers on both sides of the estuary took note of it",
)


def sentences(count: int, start: int = 0) -> list[str]:
    """Invented sentences, no two alike among the first 210."""
    parts = list(product(_WHY, _DID, _WHO))
    order = [(n * 67 + 11) % len(parts) for n in range(start, start + count)]
    return [f"{who} {did}, {why}." for why, did, who in (parts[n] for n in order)]


def paragraphs(count: int, start: int = 0, length: int = 4) -> list[str]:
    """Invented paragraphs of `length` sentences."""
    every = sentences(count * length, start * length)
    return [" ".join(every[n * length : (n + 1) * length]) for n in range(count)]


_HEAD = """<html lang=en><head><title>{title}</title>
<meta name=author content="{author}"><style>
@page {{ size: A4; margin: 25mm 20mm;
  @top-left {{ content: "Norvale Institute"; font-size: 8pt }}
  @top-right {{ content: "Policy Paper 7/2031"; font-size: 8pt }}
  @bottom-center {{ content: counter(page); font-size: 9pt }} }}
body {{ font: 10pt/1.3 serif; text-align: justify; hyphens: auto }}
h1 {{ font-size: 22pt; hyphens: none; text-align: left }} h2 {{ font-size: 12pt }}
p {{ margin: 0; text-indent: 1.2em }} h2 + p {{ text-indent: 0 }}
.meta {{ text-indent: 0; margin: 2mm 0 }} .columns {{ columns: 2; column-gap: 7mm }}
.note {{ float: footnote; font-size: 8pt }} figure {{ margin: 3mm 0; font-size: 8pt }}
table {{ font-size: 8pt; margin: 3mm 0 }} td, th {{ padding: 0 3mm }}
{style}</style></head><body>{body}</body></html>"""


@cache
def printed(body: str, style: str = "", title: str = "", author: str = "") -> bytes:
    """HTML as a PDF, with running heads, page numbers, hyphenation and justified lines."""
    from weasyprint import HTML  # noqa: PLC0415 - slow, and only wanted by these

    page = _HEAD.format(body=body, style=style, title=title, author=author)
    return bytes(HTML(string=page).write_pdf(uncompressed_pdf=True))


TITLE = "Who pays for deep water? Harbour fees after the canal treaty"
ABSTRACT = (
    "Harbour fees have risen faster than traffic since the treaty was signed. This paper asks who "
    "has paid for it, and what a fairer rule would be."
)
NOTE = "See the yearbook of the harbour office, vol. 12, pp. 3–9."


def two_columns() -> bytes:
    """A think tank's paper: title and abstract over two columns, notes, a figure, references."""
    text = paragraphs(18)
    text[1] = text[1].replace(",", f",<span class=note>{NOTE}</span>", 1)
    table = "".join(
        f"<tr><td>{port}<td>{n * 37}<td>{n * 11},5<td>{n} %</tr>"
        for n, port in enumerate(("Norvale", "Sandhaven", "Eastmouth", "Lower Quay"), start=3)
    )
    parts = [
        f"<h1>{TITLE}</h1><p class=meta>By Ada Ferrand and Otto Lindgren</p>",
        f"<p class=meta>4 March 2031</p><p class=meta><b>{ABSTRACT}</b></p><div class=columns>",
        "<h2>1 Fees before the treaty</h2>", *(f"<p>{p}</p>" for p in text[:7]),
        "<figure>Figure 1: Dues for each ton, by port. Source: harbour office.</figure>",
        f"<table><tr><th>Port<th>Ships<th>Dues<th>Rise</tr>{table}</table>",
        "<h2>2 Fees after the treaty</h2>", *(f"<p>{p}</p>" for p in text[7:]),
        "<h2>References</h2>",
        "<p>Okoro, B. (2029): Tides and tolls. Norvale: Quay Press, pp. 1–20.</p>",
        "<p>Roe, J. (2030): The price of sand. In: Harbour Studies, vol. 4.</p></div>",
    ]  # fmt: skip
    return printed("".join(parts), title=TITLE, author="Microsoft Office User")


def two_columns_text() -> list[str]:
    """The paragraphs that `two_columns` prints, in their order."""
    return [ABSTRACT, *paragraphs(18)]


def report() -> bytes:
    """A report in one column: a cover, contents, a summary with a list, chapters."""
    text = paragraphs(14, start=2)
    contents = "".join(
        f"<div style='text-align:left'>{name} <span style='float:right'>{page}</span></div>"
        for name, page in (("Executive summary", 3), ("1 The ports", 3), ("2 The fees", 4))
    )
    parts = [
        "<p class=meta>Norvale Institute</p><h1 style='font-size:30pt'>Ports under pressure</h1>"
        "<p class=meta style='font-size:14pt'>Jane Roe</p><p class=meta>June 2030</p>",
        f"<h2 style='break-before:page'>Contents</h2>{contents}",
        "<h2 style='break-before:page'>Executive summary</h2>", f"<p>{text[0]}</p>",
        "<ul><li>" + "<li>".join(sentences(3, 190)) + "</ul>",
        "<h2>1 The ports</h2>", *(f"<p>{p}</p>" for p in text[1:8]),
        "<h2>2 The fees</h2>", *(f"<p>{p}</p>" for p in text[8:]),
    ]  # fmt: skip
    style = (
        "p {text-indent: 0; margin-bottom: 6pt} body {font: 11pt/1.4 sans-serif;text-align:left}"
    )
    return printed("".join(parts), style=style, title="Microsoft Word - final3.docx")


def report_text() -> list[str]:
    """The paragraphs and list items that `report` prints."""
    text = paragraphs(14, start=2)
    return [text[0], *sentences(3, 190), *text[1:]]


SIDE = "Ships under flags of convenience pay the lower rate."


def side_notes() -> bytes:
    """A brief with notes beside the text, in smaller letters."""
    text = paragraphs(8, start=5)
    aside = f"<div class=aside>{SIDE}</div>"
    body = "".join(f"{aside if n in {1, 5} else ''}<p>{p}</p>" for n, p in enumerate(text))
    style = (
        "body {margin-left: 50mm; font-size: 11pt} p {text-indent: 0; margin-bottom: 7pt}"
        ".aside {float: left; width: 38mm; margin-left: -48mm; font-size: 8pt; text-align: left}"
    )
    return printed(f"<h1>A brief on fees</h1>{body}", style=style)


def side_notes_text() -> list[str]:
    """The paragraphs that `side_notes` prints."""
    return paragraphs(8, start=5)


def slides() -> bytes:
    """Landscape slides: a title and a few points each."""
    pages = "".join(
        f"<section style='break-after:page'><h1>Step {n}: what to do about fees</h1><ul><li>"
        + "</li><li>".join(sentences(3, n * 3)) + "</li></ul></section>"
        for n in range(1, 6)
    )  # fmt: skip
    return printed(pages, style="@page {size: A4 landscape} li {font-size: 18pt; hyphens: none}")
