"""Advisory locks of a PostgreSQL session: several machines heed them, and they end with it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256

from briefgen.errors import ArchiveError
from briefgen.postgres import Postgres

#: How a server finds a machine that is gone without a word: after a minute and a half.
_NOTICED = (
    "set_config('tcp_keepalives_idle', '30', false),"
    " set_config('tcp_keepalives_interval', '10', false),"
    " set_config('tcp_keepalives_count', '6', false)"
)


@dataclass(frozen=True, slots=True)
class AdvisoryLock:
    """A lock that a session took; no process can be given it, and so it has no `files`."""

    _session: Postgres
    _number: int
    files: tuple[int, ...] = ()

    def is_held(self) -> bool:
        """Whether the session is still the one that took it; one that cannot be asked is not."""
        query = (
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
            " AND granted AND (classid::bigint << 32) | objid::bigint = %s"
        )
        try:
            found = self._session.one(query, (self._number,))
        except ArchiveError:
            return False
        return bool(found and found[0])

    def close(self) -> None:
        """Let it go; with a connection that was lost it is gone."""
        with suppress(ArchiveError):
            self._session.rows("SELECT pg_advisory_unlock(%s)", (self._number,))


class Locks:
    """A session of its own, for one thread, with the locks that it holds."""

    def __init__(self, address: str) -> None:
        self._session = Postgres(address)

    def take(self, *of: str) -> AdvisoryLock | None:
        """The lock of this name; None where another session has it. Raises `ArchiveError`."""
        name = number(*of)
        found = self._session.one(f"SELECT pg_try_advisory_lock(%s), {_NOTICED}", (name,))
        return AdvisoryLock(self._session, name) if found and found[0] else None

    def close(self) -> None:
        """End the session, and let go what it holds."""
        self._session.close()


def number(*of: str) -> int:
    """The number of a lock's name, of 64 bits and signed."""
    return int.from_bytes(sha256("\0".join(of).encode()).digest()[:8], "big", signed=True)
