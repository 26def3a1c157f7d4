"""The clients: one that blocks and one that awaits, made of the same operations."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from ssl import SSLContext
from types import TracebackType
from typing import Self

from piilint.certs.organisation import OrganisationCertificate
from piilint.certs.tls import SERVICE_NUMBER, client_context
from piilint.certs.trust import TrustStore
from piilint.errors import UsageError
from piilint.request.gate import Gate
from piilint.request.responses import DirectJobStatus, PortalJobStatus
from piilint.send import creation, operations
from piilint.send.changes import AsyncChange, Change, async_changes, changes
from piilint.send.drivers import AsyncDriver, BlockingDriver, awaited, blocking
from piilint.send.environments import api_root
from piilint.send.rate import SHARED, RateLimiter
from piilint.send.session import ByCertificate, Session
from piilint.send.transport import Progress, Proxy, Timeouts, proxy_at

__all__ = ["AsyncSigningClient", "SigningClient"]


Parts = tuple[Session, SSLContext, Timeouts, Proxy | None, Progress | None]
"""What a driver is made of."""


class DirectJobs:
    """What a client does with jobs of the direct flow."""

    def __init__(self, driver: BlockingDriver) -> None:
        self._driver = driver

    create = blocking(creation.create_direct)
    status = blocking(operations.status_by_token)
    new_redirect_url = blocking(operations.new_redirect_url)

    def changes(
        self, queue: str | None = None, *, wait: bool = False
    ) -> Iterator[Change[DirectJobStatus]]:
        """The changes of jobs with POLLING, as they come: each is confirmed by its ``with``.

        Ends where the queue is empty; with ``wait`` it does not end, but asks again as soon as
        the service permits.
        """
        driver = self._driver
        return changes(driver, lambda: operations.next_direct(driver.session, queue, wait=wait))


class PortalJobs:
    """What a client does with jobs of the portal flow."""

    def __init__(self, driver: BlockingDriver) -> None:
        self._driver = driver

    create = blocking(creation.create_portal)
    cancel = blocking(operations.cancel)

    def changes(
        self, queue: str | None = None, *, wait: bool = False
    ) -> Iterator[Change[PortalJobStatus]]:
        """The changes as they come; see :meth:`DirectJobs.changes`."""
        driver = self._driver
        return changes(driver, lambda: operations.next_portal(driver.session, queue, wait=wait))


class AsyncDirectJobs:
    """What an async client does with jobs of the direct flow."""

    def __init__(self, driver: AsyncDriver) -> None:
        self._driver = driver

    create = awaited(creation.create_direct)
    status = awaited(operations.status_by_token)
    new_redirect_url = awaited(operations.new_redirect_url)

    def changes(
        self, queue: str | None = None, *, wait: bool = False
    ) -> AsyncIterator[AsyncChange[DirectJobStatus]]:
        """The changes as they come; see :meth:`DirectJobs.changes`."""
        driver = self._driver
        return async_changes(
            driver, lambda: operations.next_direct(driver.session, queue, wait=wait)
        )


class AsyncPortalJobs:
    """What an async client does with jobs of the portal flow."""

    def __init__(self, driver: AsyncDriver) -> None:
        self._driver = driver

    create = awaited(creation.create_portal)
    cancel = awaited(operations.cancel)

    def changes(
        self, queue: str | None = None, *, wait: bool = False
    ) -> AsyncIterator[AsyncChange[PortalJobStatus]]:
        """The changes as they come; see :meth:`DirectJobs.changes`."""
        driver = self._driver
        return async_changes(
            driver, lambda: operations.next_portal(driver.session, queue, wait=wait)
        )


class _Client:
    """What both clients are made with; see :class:`SigningClient`."""

    def __init__(
        self,
        *,
        certificate: OrganisationCertificate,
        trust: TrustStore | str | os.PathLike[str],
        environment: str = "production",
        url: str | None = None,
        sender: str | None = None,
        gate: Gate | None = None,
        proxy: str | None = None,
        timeouts: Timeouts | None = None,
        limiter: RateLimiter | None = None,
        retries: int = 3,
        service: str = SERVICE_NUMBER,
        progress: Progress | None = None,
    ) -> None:
        store = trust if isinstance(trust, TrustStore) else TrustStore.load(trust)
        certificate = certificate.completed(store.usable(environment))
        sender = sender or certificate.organisation_number
        if sender is None or not (sender.isascii() and sender.isdigit() and len(sender) == 9):
            raise UsageError("The sender is an organisation number of nine digits; give sender=.")
        authentication = ByCertificate(certificate)
        self._session = Session(
            root=api_root(environment, url),
            environment=environment,
            sender=sender,
            certificate=certificate,
            authentication=authentication,
            gate=gate or Gate(),
            limiter=limiter or SHARED,
            retries=retries,
        )
        context = client_context(authentication.shown, store, environment, organisation=service)
        self._connect((self._session, context, timeouts or Timeouts(), proxy_at(proxy), progress))

    def _connect(self, parts: Parts) -> None:
        raise NotImplementedError

    @property
    def sender(self) -> str:
        """The organisation number that is sent for."""
        return self._session.sender

    def __repr__(self) -> str:
        return f"<{type(self).__name__} for {self._session.environment}>"


class SigningClient(_Client):
    """Sends jobs for signing and fetches what became of them; blocks, and is safe between threads.

    ``direct`` and ``portal`` hold what belongs to one flow alone. Use it in a ``with``, or
    close it.

    Args:
        certificate: the organisation certificate: shown on the connection, and signs packages.
        trust: the environment's anchors: a trust store, or a folder or file of certificates.
        environment: ``production``, ``difitest``, ``difiqa``, or ``sandbox`` with a ``url``.
        url: the API's root, where it is not the environment's own.
        sender: the organisation number to send for, where the certificate is a broker's.
        gate: what checks submissions; the default has all rules, and no audit log.
        proxy: ``http://host:port`` of an HTTP proxy; nothing is read from the environment.
        timeouts: in seconds.
        limiter: spaces the calls; the default is shared by all clients of the process.
        retries: how often a call that is safe to repeat is repeated.
        service: the organisation number that the server's certificate must have.
        progress: is told how many bytes of a job have gone out, and how many there are.

    Raises:
        CertificateError: where certificate or anchors cannot be used.
        TrustError: where the anchors cannot be read.
        UsageError: where the environment, the sender or an address cannot be.
    """

    def _connect(self, parts: Parts) -> None:
        self._driver = BlockingDriver(*parts)
        self.direct = DirectJobs(self._driver)
        self.portal = PortalJobs(self._driver)

    create = blocking(creation.create)
    pack = blocking(creation.pack)
    confirm = blocking(operations.confirm)
    pades = blocking(operations.pades)
    xades = blocking(operations.xades)
    archived = blocking(operations.archived)
    delete_documents = blocking(operations.delete_documents)
    who_am_i = blocking(operations.who_am_i)

    def close(self) -> None:
        """Close all connections."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class AsyncSigningClient(_Client):
    """The same as :class:`SigningClient`, awaiting: its methods are coroutines of the same names.

    Everything happens in the event loop, without threads; checking and packing a job keeps the
    loop busy for as long as it takes (``bench/`` has the figures). The one exception is asyncio's
    own: it looks up host names in a thread.
    """

    def _connect(self, parts: Parts) -> None:
        self._driver = AsyncDriver(*parts)
        self.direct = AsyncDirectJobs(self._driver)
        self.portal = AsyncPortalJobs(self._driver)

    create = awaited(creation.create)
    pack = awaited(creation.pack)
    confirm = awaited(operations.confirm)
    pades = awaited(operations.pades)
    xades = awaited(operations.xades)
    archived = awaited(operations.archived)
    delete_documents = awaited(operations.delete_documents)
    who_am_i = awaited(operations.who_am_i)

    async def close(self) -> None:
        """Close all connections."""
        await self._driver.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()
