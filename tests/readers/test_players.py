"""Players and galleries: blocks that go, and prose with the same words that stays."""

from __future__ import annotations

import pytest

from .reading import document, dropped, paragraphs

BEFORE = "The ferry company has put off the repair of its engines for a third year, auditors said."
AFTER = "Six islands will have no certain link to the mainland when the winter storms begin."


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("1 of 50", True),
        ("Full Screen", True),
        ("Skip Ad", True),
        ("1 of 50 Full Screen Autoplay Close Skip Ad ×", True),
        ("1 of 9 Full Screen Autoplay Close Skip Ad × The night of the storm View Photos The pier "
         "of Vestby was lost in the night. Caption The pier of Vestby was lost in the night. Buy "
         "Photo Wait 1 second to continue.", True),
        ("Pause Mute Settings Full screen", True),
        ("The captain of the ferry asked for full screen charts, autoplay alarms and a close "
         "watch.", False),
        ("Only 1 of 50 islanders had seen the caption under the photo of the old pier.", False),
        ("Nobody could skip ads on the screens of the ferry, the auditors told the council.",
         False),
    ],
)  # fmt: skip
def test_what_goes(line: str, goes: bool) -> None:
    doc = document(f"Ferries face a third winter\n\n{BEFORE}\n\n{line}\n\n{AFTER}")
    assert paragraphs(doc) == ([BEFORE, AFTER] if goes else [BEFORE, line, AFTER])
    assert ("player or gallery" in dropped(doc).values()) is goes


def test_a_text_that_a_player_opens_is_not_lost() -> None:
    long = " ".join([AFTER] * 30)
    doc = document(f"Ferries face a third winter\n\nFull Screen Autoplay Skip Ad {long}\n\n{AFTER}")
    assert long in doc.text
