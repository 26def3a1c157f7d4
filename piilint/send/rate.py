"""Keeping under the service's limit: calls are spaced before they are made.

The service blocks a sender for 30 seconds after more than 10 calls in a second. Source: the
service's documentation, limits.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from threading import Lock

__all__ = ["BLOCK_SECONDS", "CALLS_PER_SECOND", "RateLimiter"]

CALLS_PER_SECOND = 8.0
"""Evenly spaced, so that a second holds at most nine calls, and ten where some are late."""

BLOCK_SECONDS = 30.0
"""How long the service blocks a sender that was too fast."""


class RateLimiter:
    """Lets callers go one at a time, in the order in which they came, with a pause in between.

    Waits for nobody: it says how long to wait, so that threads and tasks share it. Who wakes
    up late goes late: the pause is kept between calls as they are made, not as they were planned.
    """

    def __init__(
        self,
        calls_per_second: float = CALLS_PER_SECOND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._interval = 1 / calls_per_second
        self._clock = clock
        self._lock = Lock()
        self._numbers = count()
        self._lines: dict[str, dict[int, None]] = {}
        """For each sender the numbers of those who wait, the first come first."""
        self._free: dict[str, float] = {}
        """For each sender the moment from which the next call may be made."""

    @contextmanager
    def turn(self, sender: str) -> Iterator[Callable[[], float]]:
        """Stand in line. What it gives says how many seconds to wait before asking again.

        At 0 it is the caller's turn, and the call is to be made at once.
        """
        with self._lock:
            number = next(self._numbers)
            line = self._lines.setdefault(sender, {})
            line[number] = None

        def pause() -> float:
            with self._lock:
                now = self._clock()
                free, ahead = self._free.get(sender, now), number - next(iter(line))
                if ahead == 0 and free <= now:
                    self._free[sender] = now + self._interval
                    return 0.0
                return max(free - now, 0.0) + ahead * self._interval

        try:
            yield pause
        finally:
            with self._lock:
                line.pop(number, None)

    def block(self, sender: str, seconds: float) -> None:
        """Let nobody of the sender's go within the next seconds."""
        with self._lock:
            until = self._clock() + seconds
            self._free[sender] = max(until, self._free.get(sender, until))

    def blocked(self, sender: str) -> float:
        """For how many seconds nobody of the sender's may go."""
        with self._lock:
            now = self._clock()
            return max(0.0, self._free.get(sender, now) - now)


SHARED = RateLimiter()
"""The limiter of this process: every client that is given no other shares it."""
