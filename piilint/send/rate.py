"""Keeping under the service's limit: calls are spaced before they are made.

The service blocks a sender for 30 seconds after more than 10 calls in a second. Source: the
service's documentation, limits.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

__all__ = ["BLOCK_SECONDS", "CALLS_PER_SECOND", "RateLimiter"]

CALLS_PER_SECOND = 8.0
"""Evenly spaced, so that a second holds at most nine calls, and ten where some are late."""

BLOCK_SECONDS = 30.0
"""How long the service blocks a sender that was too fast."""


class RateLimiter:
    """Hands out the moments at which calls may be made, in the order in which they are asked for.

    Waits for nobody: it says how long to wait, so that threads and tasks share it.
    """

    def __init__(
        self,
        calls_per_second: float = CALLS_PER_SECOND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._interval = 1 / calls_per_second
        self._clock = clock
        self._lock = Lock()
        self._next: dict[str, float] = {}
        self._blocked: dict[str, float] = {}

    def reserve(self, sender: str) -> float:
        """Take the sender's next free moment, and say how many seconds it is away."""
        with self._lock:
            now = self._clock()
            moment = max(now, self._next.get(sender, now), self._blocked.get(sender, now))
            self._next[sender] = moment + self._interval
            return moment - now

    def block(self, sender: str, seconds: float) -> None:
        """Hand out no moment of the sender's within the next seconds."""
        with self._lock:
            until = self._clock() + seconds
            self._blocked[sender] = max(until, self._blocked.get(sender, until))

    def blocked(self, sender: str) -> float:
        """For how many seconds the sender is still blocked."""
        with self._lock:
            now = self._clock()
            return max(0.0, self._blocked.get(sender, now) - now)


SHARED = RateLimiter()
"""The limiter of this process: every client that is given no other shares it."""
