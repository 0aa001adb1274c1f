"""A run that goes over the end of a page, and one that only seems to."""

from __future__ import annotations

import pytest

from briefgen.editions.page_turn import times_over
from briefgen.render import normalise
from briefgen.render.pdf import render_pdf
from briefgen.render.wholeness import page_texts, runs

RUN = "Thelocksweretohaveopenedinspringbutnobodypaidforthegates."
HEAD, TAIL = RUN[:20], RUN[20:]
PRINTED = (RUN, "Note,para.3", "Acanalbrief", "“", "”", "2")


@pytest.mark.parametrize(
    ("pages", "times"),
    [
        ((f"before{HEAD}", f"{TAIL}after"), 1),
        ((f"before{HEAD}12Note,para.3Acanalbrief1of2", f"3{TAIL}after"), 1),
        ((f"{HEAD}Runningfootofadesk1", f"{TAIL}after", "xRunningfootofadesk3"), 1),
        ((f"{HEAD}", f"Runningheadofadesk1{TAIL}", "Runningheadofadesk3x"), 1),
        ((f"{HEAD}Note,para.3", f"Note,para.3{TAIL}{HEAD}", f"{TAIL}"), 2),
        ((f"{RUN}{HEAD}", f"{TAIL}after"), 1),
        ((HEAD, "nothing of it"), 0),
        ((TAIL, HEAD), 0),
        ((f"{RUN[:8]}", RUN[8:]), 0),  # too little of it to tell
        ((f"{RUN[:-13]}forthedoors.”2", f"other{RUN[-13:]}"), 0),
        ((f"{RUN[:-13]}forthedoors.”2", RUN[-13:]), 0),  # altered, where a neighbour ends like it
        ((f"another{RUN[:13]}", f"Sharbour{RUN[13:]}"), 0),
        ((f"{HEAD}not", TAIL), 0),
        ((HEAD, f"not{TAIL}"), 0),
    ],
)
def test_nothing_else_stands_between_the_parts(pages: tuple[str, ...], times: int) -> None:
    assert times_over(RUN, pages, PRINTED) == times


LONG = " ".join(f"Sentence {n} of the long passage speaks of another lock." for n in range(9))
PAGE = f"""<html lang=en><title>x</title><style>
@page {{ size: 100mm 90mm; margin: 15mm;
  @top-left {{ content: "Desk of locks · " string(head) }}
  @bottom-right {{ content: "page " counter(page) " of " counter(pages) }} }}
body {{ font: 3mm/5mm monospace }} h1 {{ string-set: head content() }} .note {{ float: footnote }}
</style><body><h1>A canal brief</h1><p>‘<span class="passage">{LONG}</span>’<span
class="note">A note on it</span></p><p>Before it<span class="note">Another note</span></p>"""


@pytest.mark.parametrize("end", ["", "<p>The end</p>"])
def test_passage_that_goes_over_pages_with_heads_and_notes(end: str) -> None:
    page, run = PAGE + end, normalise(LONG)
    printed = runs(page)
    pages = page_texts(render_pdf(page), printed)
    assert not any(run in page for page in pages)
    assert times_over(run, pages, [normalise(r) for r in printed]) == 1
