"""Single requests: the adapter to httpx, with the network's faults in our words."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpcore
import httpx

from .body import Reading
from .connection import PinnedBackend, Resolve, addresses_of
from .exchange import Answer
from .guard import Guard
from .manners import Manners
from .pace import Deadline
from .place import Place
from .refusal import CHECK, LATER, SAVE, Interrupted, Refused, duration

_ACCEPT = "text/html, application/xhtml+xml, application/pdf, */*;q=0.8"

#: Seconds for which an idle connection may serve another request.
_KEPT_OPEN = 15


class Network:
    """Single requests, without redirects, retries or manners."""

    def __init__(
        self,
        manners: Manners,
        deadline: Deadline,
        resolve: Resolve = addresses_of,
        backend: httpcore.NetworkBackend | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._deadline = deadline
        self._stall = manners.stall
        pinned = PinnedBackend(
            Guard(manners.allowed),
            deadline,
            manners.stall,
            resolve,
            backend or httpcore.SyncBackend(),
        )
        pool = httpcore.ConnectionPool(
            tls or _trusted(), keepalive_expiry=_KEPT_OPEN, network_backend=pinned
        )
        fields = {"User-Agent": manners.agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
        # No proxy, netrc or certificates from the environment: a proxy would resolve the name
        # itself, and the address that was checked would mean nothing.
        self._client = httpx.Client(
            transport=_Transport(pool), headers=fields, timeout=None, trust_env=False
        )

    def close(self) -> None:
        """Close every connection."""
        self._client.close()

    def forget_cookies(self) -> None:
        """Forget all cookies."""
        self._client.cookies.clear()

    def ask(
        self, place: Place, fields: Mapping[str, str], reading: Reading, largest: int
    ) -> Answer:
        """The answer to one GET request; `Interrupted` where another try may help."""
        with (
            self._in_our_words(),
            self._client.stream("GET", place.url, headers=fields) as response,
        ):
            received = {name.lower(): value for name, value in response.headers.items()}
            content = b""
            if response.status_code in {200, 203}:
                content = reading(response.iter_raw(), received, largest)
            return Answer(response.status_code, received, content)

    def post(self, place: Place, content: bytes, kind: str) -> int:
        """The status of the answer to one POST request, which is not followed and not read."""
        fields = {"Content-Type": kind}
        with (
            self._in_our_words(),
            self._client.stream("POST", place.url, headers=fields, content=content) as response,
        ):
            return response.status_code

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        """Faults of the network in our words."""
        try:
            yield
        except (httpcore.ConnectTimeout, httpcore.ReadTimeout, httpcore.WriteTimeout) as error:
            if self._deadline.left < 0.01:  # clocks and timeouts differ a little
                raise self._deadline.over() from None
            raise _silent(error, self._stall) from None
        except httpcore.ConnectError as error:
            raise _unreachable(error) from None
        except httpcore.NetworkError:
            raise Interrupted("broke off in the middle", LATER) from None
        except httpcore.ProtocolError as error:
            raise _broken(error) from None


def _silent(error: httpcore.TimeoutException, stall: float) -> Refused:
    if isinstance(error, httpcore.ConnectTimeout):
        return Interrupted(f"could not be reached within {duration(stall)}", LATER)
    return Refused(f"sent nothing for {duration(stall)}", LATER)


def _broken(error: httpcore.ProtocolError) -> Refused:
    # httpcore has one class for a connection that ended and for one that never spoke HTTP.
    if "closed connection" in str(error) or "disconnected" in str(error):
        return Interrupted("broke off in the middle", LATER)
    return Refused("gave an answer that is not HTTP", CHECK)


def _unreachable(error: httpcore.ConnectError) -> Refused:
    cause = error.args[0] if error.args else None  # httpcore wraps the socket's own
    if isinstance(cause, ssl.SSLCertVerificationError):
        what = f"has a certificate that is not valid ({cause.verify_message.rstrip('.')})"
        return Refused(what, f"{CHECK}; if you trust it, {SAVE}")
    if isinstance(cause, ssl.SSLError):
        return Refused("could not agree on an encrypted connection", CHECK)
    why = cause.strerror if isinstance(cause, OSError) and cause.strerror else "no connection"
    return Interrupted(f"could not be reached ({why.lower()})", LATER)


def _trusted() -> ssl.SSLContext:
    """The certificates of certifi and of this machine, where an intranet's own are."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


class _Transport(httpx.BaseTransport):
    """httpx over a pool of ours; its own takes no backend."""

    def __init__(self, pool: httpcore.ConnectionPool) -> None:
        self._pool = pool

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore.Request(
            request.method, url, headers=request.headers.raw, content=request.read()
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Content(answer))

    def close(self) -> None:
        self._pool.close()


class _Content(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
