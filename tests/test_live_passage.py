"""Text directives in a real browser: a served page opens at the passage, and at no other."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from briefgen.cite import at_passage

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)

FIRST = "The toll is two crowns a lock, said the board - and “not one more”, whatever it costs."
LONG = (
    "Every tonne of silt below the third lock began as a field above it, and nobody in the upper "
    "province has paid for one. To send the invoice to the ships that happen to pass is to charge "
    "the postman for the letter, he wrote, and it leaves the cause where it was: in the plough, in "
    "the rain, and in the hills that nobody has planted since the great flood of the last century."
)
#: What stands in the page, by id; the gaps between them are higher than a window.
PARAGRAPHS = {
    "first": escape(FIRST).replace("two crowns", "<b>two</b> <a href='/'>crowns</a>"),
    "long": "As ever. " + escape(LONG).replace(" in the rain,", "\nin the rain,") + " He stopped.",
    "one": "He said on Monday: It will not do. Then he left the room.",
    "other": "She said on Friday: It will not do. Nobody answered her at all.",
}
#: The paragraph that is to be seen, and what is looked for: text, prefix, suffix.
SOUGHT = [
    ("first", (FIRST,)),
    ("long", (LONG,)),
    ("one", ("It will not do.",)),
    ("other", ("It will not do.", "he said on Friday: ", "")),
    ("other", ("It will not do.", "", " Nobody answered he")),
    ("", ("This stands nowhere.",)),
    ("", ("crown",)),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A page that writes into itself, once it is there, which of its paragraphs are in view."""
    filler = "<p>Low water.</p>" * 200
    body = filler + "".join(f"<p id={id}>{text}</p>{filler}" for id, text in PARAGRAPHS.items())
    script = """addEventListener("load", () => setTimeout(() => {
      const seen = [...document.querySelectorAll("[id]")].filter(p => {
        const box = p.getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight;
      });
      document.body.dataset.seen = seen.map(p => p.id).join(" ");
    }, 300));"""
    page = f"<!DOCTYPE html><meta charset=utf-8><title>Locks</title>{body}<script>{script}</script>"

    class Served(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Served)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/locks"
    server.shutdown()
    server.server_close()


def seen(url: str, profile: Path) -> str:
    """The ids of the paragraphs in view when a fresh browser has opened an address."""
    if not BROWSER:
        if os.environ.get("CI") == "true":
            pytest.fail("no Chromium: install the package chromium")
        pytest.skip("no Chromium here; the package chromium has it")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    command = [BROWSER, *options, "--virtual-time-budget=5000", "--dump-dom", url]
    made = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = re.search(r'<body data-seen="([^"]*)"', made.stdout)
    assert found, "the page did not say what is in view"
    return found[1]


@pytest.mark.slow
@pytest.mark.parametrize(("paragraph", "named"), SOUGHT)
def test_a_browser_opens_the_page_at_the_passage(
    paragraph: str, named: tuple[str, ...], address: str, tmp_path: Path
) -> None:
    assert seen(at_passage(address, *named), tmp_path) == paragraph
