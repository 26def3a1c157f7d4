"""Status changes as they are polled: confirmed when they were taken care of, and not before.

A change that was fetched has left the queue; one that is not confirmed comes back after ten
minutes, one that is confirmed is gone. Source: the service's documentation on polling.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from types import TracebackType
from typing import Generic, TypeVar

from piilint.request.responses import DirectJobStatus, PortalJobStatus
from piilint.send.drivers import AsyncDriver, BlockingDriver
from piilint.send.exchange import Flow
from piilint.send.operations import confirm

__all__ = ["AsyncChange", "Change", "async_changes", "changes"]

S = TypeVar("S", bound=DirectJobStatus | PortalJobStatus)


class Change(Generic[S]):
    """A change, to be used in a ``with``: leaving it without an exception confirms it.

    ``status`` is how the job stands now. Without a ``with``, call :meth:`confirm` when what
    was learned is stored.
    """

    def __init__(self, driver: BlockingDriver, status: S) -> None:
        self._driver = driver
        self.status = status
        self.confirmed = False

    def confirm(self) -> None:
        """Confirm it, once."""
        if not self.confirmed and self.status.confirmation_url is not None:
            self._driver.run(confirm(self._driver.session, self.status))
        self.confirmed = True

    def __enter__(self) -> S:
        return self.status

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.confirm()


class AsyncChange(Generic[S]):
    """A change, to be used in an ``async with``; see :class:`Change`."""

    def __init__(self, driver: AsyncDriver, status: S) -> None:
        self._driver = driver
        self.status = status
        self.confirmed = False

    async def confirm(self) -> None:
        """Confirm it, once."""
        if not self.confirmed and self.status.confirmation_url is not None:
            await self._driver.run(confirm(self._driver.session, self.status))
        self.confirmed = True

    async def __aenter__(self) -> S:
        return self.status

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            await self.confirm()


def changes(driver: BlockingDriver, poll: Callable[[], Flow[S | None]]) -> Iterator[Change[S]]:
    """The changes that polling gives, until there is none."""
    while (status := driver.run(poll())) is not None:
        yield Change(driver, status)


async def async_changes(
    driver: AsyncDriver, poll: Callable[[], Flow[S | None]]
) -> AsyncIterator[AsyncChange[S]]:
    """The same, awaiting."""
    while (status := await driver.run(poll())) is not None:
        yield AsyncChange(driver, status)
