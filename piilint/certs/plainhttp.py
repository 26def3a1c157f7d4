"""Small downloads over plain HTTP: certificates, revocation lists, OCSP answers.

Nothing that arrives so is believed: the fingerprint or the signature in it is what counts.
"""

from __future__ import annotations

import http.client
import threading
import time
from urllib.parse import urlsplit

__all__ = ["Cache", "FetchError", "fetch"]

_MAX_BYTES = 32 * 1024 * 1024
"""An issuer's revocation list has a few MB."""


class FetchError(Exception):
    """Something could not be fetched; holds no message, the caller knows the address."""


def fetch(
    url: str, *, body: bytes | None = None, kind: str | None = None, timeout: float = 10.0
) -> bytes:
    """GET, or POST where there is a body; follows no redirect, uses no proxy.

    ``timeout`` in seconds holds for the connection and for each read. Raises
    :class:`FetchError`.
    """
    parts = urlsplit(url)
    if parts.scheme != "http" or not parts.hostname:
        raise FetchError
    try:
        port = parts.port or 80
        connection = http.client.HTTPConnection(parts.hostname, port, timeout=timeout)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"Content-Type": kind} if kind else {}
            connection.request("POST" if body is not None else "GET", target, body, headers)
            answer = connection.getresponse()
            data = answer.read(_MAX_BYTES + 1)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchError from error
    if answer.status != http.client.OK or len(data) > _MAX_BYTES:
        raise FetchError
    return data


class Cache:
    """Remembers what was fetched for a while, and that something could not be fetched.

    Safe between threads. Keys are address and body, so an OCSP question is its own entry.
    """

    def __init__(self, *, timeout: float = 10.0, keep: float = 3600.0) -> None:
        self.timeout = timeout
        self.keep = keep
        self._lock = threading.Lock()
        self._answers: dict[tuple[str, bytes | None], tuple[float, bytes | None]] = {}

    def fetch(self, url: str, *, body: bytes | None = None, kind: str | None = None) -> bytes:
        """As :func:`fetch`, at most once in ``keep`` seconds; a failure is kept a minute."""
        now = time.monotonic()
        with self._lock:
            expires, answer = self._answers.get((url, body), (0.0, None))
        if expires <= now:
            try:
                answer = fetch(url, body=body, kind=kind, timeout=self.timeout)
            except FetchError:
                answer = None
            with self._lock:
                keep = self.keep if answer is not None else min(self.keep, 60.0)
                self._answers[url, body] = (now + keep, answer)
        if answer is None:
            raise FetchError
        return answer
