"""What a client's operations share: where the service is, who sends, and what was learned."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

from piilint.certs.organisation import OrganisationCertificate
from piilint.errors import UnexpectedResponseError
from piilint.request.gate import Gate
from piilint.send.exchange import Flow
from piilint.send.rate import RateLimiter

__all__ = ["Authentication", "ByCertificate", "Polls", "Session"]


class Authentication(Protocol):
    """How the API's requests are authenticated: the one part to exchange for another way."""

    @property
    def shown(self) -> OrganisationCertificate | None:
        """The certificate that is shown on the connection to the API, if any."""

    def headers(self) -> Flow[Mapping[str, str]]:
        """What to add to each request's headers; may make calls of its own to know it."""


@dataclass(frozen=True, slots=True)
class ByCertificate:
    """The client certificate on the connection itself, and nothing in the headers."""

    shown: OrganisationCertificate

    def headers(self) -> Flow[Mapping[str, str]]:
        """Nothing."""
        return {}
        yield  # a generator that makes no call


class Polls:
    """When each queue may be asked again, and whether it was empty."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._next: dict[tuple[str, str | None], tuple[float, bool]] = {}

    def learn(self, queue: tuple[str, str | None], seconds: float, *, empty: bool) -> None:
        """The queue may be asked again in so many seconds."""
        with self._lock:
            self._next[queue] = (self._clock() + seconds, empty)

    def pause(self, queue: tuple[str, str | None]) -> tuple[float, bool]:
        """How many seconds remain, and whether the queue was empty when it was asked last."""
        with self._lock:
            moment, empty = self._next.get(queue, (0.0, False))
            return max(0.0, moment - self._clock()), empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What a client was made with."""

    root: SplitResult
    environment: str
    sender: str
    """The organisation number that is sent for; another than the certificate's for a broker."""
    certificate: OrganisationCertificate
    """What packages are signed with, its chain complete."""
    authentication: Authentication
    gate: Gate
    limiter: RateLimiter
    retries: int = 3
    """How often a call that is safe to repeat is repeated."""
    patience: float = 60.0
    """Seconds that a call waits at most where the service says when to come back."""
    polls: Polls = field(default_factory=Polls)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def url(self, path: str) -> str:
        """An address below the sender's part of the API."""
        return f"{self.root.geturl()}/{self.sender}{path}"

    def same_service(self, url: str) -> str:
        """An address that the service gave, if it is the service's.

        Raises :class:`~piilint.errors.UnexpectedResponseError` where it leads elsewhere: the
        certificate and what is sent are meant for this server alone.
        """
        here = ("https", None, self.root.hostname, self.root.port or 443)
        if _origin(url) != here or not re.fullmatch("[!-~]{1,2000}", url):
            raise UnexpectedResponseError(200, "ADDRESS_OF_ANOTHER_SERVER")
        return url


def _origin(url: str) -> tuple[str, str | None, str | None, int] | None:
    """Scheme, user, host and port of an address; None where it is none."""
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.username, parts.hostname, parts.port or 443
    except ValueError:
        return None
