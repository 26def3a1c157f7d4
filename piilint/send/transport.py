"""From calls to httpx2 and back: the only place that knows the HTTP library.

The transports are used without httpx2's clients: no redirect is followed, no cookie kept, no
environment or ``.netrc`` read, and the TLS context is ours.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass

import httpx2
from httpx2 import Proxy

from piilint._version import __version__
from piilint.certs.diagnose import connection_rule, handshake_rule, unwound
from piilint.errors import UsageError
from piilint.send.exchange import Call, Failure, FailureKind, Reply

__all__ = [
    "FAILURES",
    "MAX_ANSWER_BYTES",
    "Proxy",
    "Receiver",
    "Timeouts",
    "failure",
    "proxy_at",
    "to_request",
]

MAX_ANSWER_BYTES = 1024 * 1024
"""The most that is read of an answer that is not a download."""

MAX_DOWNLOAD_BYTES = 256 * 1024 * 1024
"""The most that is read of a download."""

_USER_AGENT = f"piilint/{__version__}"

_SERVER_RULES = frozenset(f"TLS{number}" for number in range(203, 213))
"""What is wrong with the server's certificate; see the rules."""

_CERTIFICATE_RULES = frozenset({f"TLS{number}" for number in range(301, 307)} | {"TLS309"})
"""The server refuses our certificate: it may say so with the first answer only, and has then
done nothing of what was asked."""

_HANDSHAKE_RULES = frozenset({"TLS201", "TLS202", "CRT109"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeouts:
    """Seconds: for a connection, for each read and write, for a free connection, for a whole call.

    ``download`` is for a whole download.
    """

    connect: float = 10.0
    read: float = 60.0
    write: float = 60.0
    pool: float = 60.0
    whole: float = 180.0
    download: float = 900.0


Progress = Callable[[int, int], None]
"""Is told how many bytes of a body have gone out, and how many there are."""

_STEP = 256 * 1024


class Body(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body in pieces that knows whether any of it has been asked for."""

    def __init__(self, pieces: Sequence[bytes], progress: Progress | None) -> None:
        self._pieces = pieces
        self._progress = progress
        self.size = sum(map(len, pieces))
        self.begun = False

    def __iter__(self) -> Iterator[bytes]:
        self.begun = True
        if self._progress is None:
            yield from self._pieces
            return
        sent = 0
        for piece in self._pieces:
            for start in range(0, len(piece), _STEP):
                part = piece[start : start + _STEP]
                yield part
                sent += len(part)
                self._progress(sent, self.size)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


def to_request(
    call: Call, timeouts: Timeouts, progress: Progress | None
) -> tuple[httpx2.Request, Body]:
    """A call as the library's request, and its body."""
    url = httpx2.URL(call.url)
    body = Body(call.body, progress)
    headers = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": _USER_AGENT,
        "Accept": call.accept,
        "Accept-Encoding": "identity",
        **call.headers,
    }
    if call.body or call.method == "POST":
        headers["Content-Length"] = str(body.size)
    seconds = {
        "connect": timeouts.connect,
        "read": timeouts.read,
        "write": timeouts.write,
        "pool": timeouts.pool,
    }
    request = httpx2.Request(
        call.method, url, headers=headers, stream=body, extensions={"timeout": seconds}
    )
    return request, body


class AnswerTooLargeError(Exception):
    """More than any answer of the service holds."""


class AnswerTooSlowError(Exception):
    """Bytes keep coming, and no end."""


class Receiver:
    """Takes an answer piece by piece, within bounds."""

    def __init__(self, call: Call, response: httpx2.Response, timeouts: Timeouts) -> None:
        self._status = response.status_code
        self._headers = {name.lower(): value for name, value in response.headers.items()}
        self._sink = call.sink if self._status == 200 else None
        self._start = time.monotonic()
        self._seconds = timeouts.whole if self._sink is None else timeouts.download
        self._most = MAX_ANSWER_BYTES if self._sink is None else MAX_DOWNLOAD_BYTES
        self._size = 0
        self._chunks: list[bytes] = []
        if self._sink is not None:
            self._sink.begin()

    def feed(self, chunk: bytes) -> None:
        """Take a piece."""
        self._size += len(chunk)
        if self._size > self._most:
            raise AnswerTooLargeError
        if time.monotonic() - self._start > self._seconds:
            raise AnswerTooSlowError
        if self._sink is None:
            self._chunks.append(chunk)
        else:
            self._sink.write(chunk)

    def reply(self, seconds: float) -> Reply:
        """The answer, now that all of it is there."""
        return Reply(
            status=self._status,
            headers=self._headers,
            body=b"".join(self._chunks),
            seconds=seconds,
        )


def failure(error: Exception, body: Body, seconds: float) -> Failure:
    """What an exception of the library's means. Nothing of its message is kept."""
    kind, rule = _meaning(error)
    return Failure(kind=kind, begun=kind != "connect" and body.begun, rule=rule, seconds=seconds)


def _meaning(error: Exception) -> tuple[FailureKind, str]:
    if isinstance(error, AnswerTooLargeError):
        return "oversized", "TLS404"
    in_tls = any(isinstance(cause, ssl.SSLError) for cause in unwound(error))
    rule = handshake_rule(error) if in_tls else connection_rule(error)
    if rule in _SERVER_RULES:
        return "untrusted", rule
    before = isinstance(error, httpx2.ConnectError)
    if rule in _CERTIFICATE_RULES or (
        before and (rule in _HANDSHAKE_RULES or rule.startswith("TLS3"))
    ):
        return "handshake", rule
    if isinstance(error, httpx2.ProxyError):
        return "connect", "TLS107"
    if isinstance(error, httpx2.ConnectTimeout | httpx2.PoolTimeout):
        return "connect", "TLS103"
    if before:
        return "connect", rule
    if isinstance(error, httpx2.TimeoutException | AnswerTooSlowError):
        return "timeout", "TLS106"
    return "broken", "TLS104"


FAILURES = (
    httpx2.TransportError,
    httpx2.InvalidURL,
    httpx2.StreamError,
    AnswerTooLargeError,
    AnswerTooSlowError,
    ssl.SSLError,
)
"""What can come out of the library in place of an answer."""


def proxy_at(address: str | None) -> Proxy | None:
    """The proxy at an address such as ``http://user:password@host:port``.

    Raises :class:`~piilint.errors.UsageError`, without showing the address, where it is none.
    """
    if address is None:
        return None
    try:
        found = Proxy(address)
    except (ValueError, TypeError, httpx2.InvalidURL):
        found = None
    if found is None or found.url.scheme != "http" or not found.url.host or not found.url.port:
        raise UsageError("the proxy must be http://host:port, with user and password if need be")
    return found
