"""A live preview for a designer: a brief's HTML and the pages of its PDF, on loopback alone.

`live` looks at the files and does again what they have changed, by the stages of `build`
(`rehearsal`); `layouts` lays out behind it; `board` holds what is shown, and `server` shows it.
Nothing is written to `editions/`, and no source is read again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from briefgen.desk import Desk
from briefgen.preview.board import Board
from briefgen.preview.live import Live
from briefgen.preview.rehearsal import Rehearsal
from briefgen.preview.server import Server

__all__ = ["Preview"]


class Preview:
    """A preview that runs while it is entered; `address` is where a browser finds it.

    `audience` is shown first, or where it is empty the spec's first; `port` 0 takes any free one.
    Raises `OSError` for a port that is taken.
    """

    def __init__(
        self,
        file: Path,
        desk: Desk,
        audience: str = "",
        port: int = 0,
        progress: Callable[[str], None] = lambda _: None,
    ) -> None:
        board = Board()
        self._server = Server(board, port)
        self._live = Live(Rehearsal(file, desk, progress), board, audience)

    @property
    def address(self) -> str:
        """The address to open."""
        return f"http://{self._server.host}/"

    def __enter__(self) -> Preview:
        self._live.start()
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.close()
        self._live.close()
