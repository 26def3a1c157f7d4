"""The sandbox as a whole: keys, clock, server, and what its signers are told to do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime, timedelta
from threading import Thread
from types import TracebackType
from typing import Any, Self

from cryptography.hazmat.primitives.serialization import Encoding

from piilint.certs.organisation import OrganisationCertificate
from piilint.certs.table import Family
from piilint.certs.trust import TrustStore
from piilint.errors import UsageError
from piilint.request.responses import JobStatus, SignerStatus
from piilint.sandbox.book import Limits
from piilint.sandbox.pki import SENDER_NUMBER, SERVICE_NUMBER, Issued, Pki
from piilint.sandbox.server import Server, server_context
from piilint.sandbox.service import Answer, Service, Signers
from piilint.send.client import AsyncSigningClient, SigningClient

__all__ = ["Sandbox"]


class Sandbox:
    """A stand-in for the service on loopback, over mutual TLS 1.2. Everything is in memory.

    It is no service: its keys are thrown away, and what is signed in it is worth nothing. Use
    it in a ``with``; :meth:`client` gives a client that is ready to send.

    Args:
        signers: what signers do by themselves when a job arrives.
        limits: of calls and polling; tests make them short.
        now: the clock; :meth:`advance` moves it on.
        senders: organisation numbers that are registered; every one where None.
        brokers: organisation numbers, each with those that it may send for.
        port: to listen on, a free one where 0.
    """

    def __init__(
        self,
        *,
        signers: Signers = "wait",
        limits: Limits | None = None,
        now: Callable[[], datetime] | None = None,
        senders: Collection[str] | None = None,
        brokers: Mapping[str, Collection[str]] | None = None,
        port: int = 0,
    ) -> None:
        self._real_now = now or (lambda: datetime.now(UTC))
        self._offset = timedelta(0)
        self._pki = Pki.create()
        anchors = self._pki.certificates()
        leaf = self._pki["test", "Buypass"].issue(
            SERVICE_NUMBER, name="PIILINT SANDBOX (NOT THE SERVICE)"
        )
        self._service = Service(
            anchors=anchors,
            signature=leaf.organisation(),
            now=self.now,
            real_now=self._real_now,
            limits=limits or Limits(),
            signers=signers,
            senders=senders,
            brokers=brokers or {},
        )
        self._server = Server(
            ("127.0.0.1", port), server_context(leaf, anchors), self._service, self.now
        )
        self._thread = Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )
        self._thread.start()

    @property
    def url(self) -> str:
        """The API's root."""
        return f"https://127.0.0.1:{self._server.server_port}/api"

    @property
    def trust(self) -> TrustStore:
        """The anchors of the sandbox's own, throw-away authorities."""
        return TrustStore(self._pki.certificates())

    def anchors_pem(self) -> bytes:
        """The same as PEM, for other programs."""
        return b"".join(c.public_bytes(Encoding.PEM) for c in self._pki.certificates())

    @property
    def certificate(self) -> OrganisationCertificate:
        """The certificate of a sender."""
        return self.issue().organisation()

    def issue(self, number: str = SENDER_NUMBER, family: Family = "Buypass") -> Issued:
        """Certificate and key for an organisation number, in an issuer's shape."""
        return self._pki["test", family].issue(number)

    def client(self, **options: Any) -> SigningClient:  # noqa: ANN401  # the client's own
        """A client for this sandbox; ``options`` are the client's."""
        return SigningClient(**self._options(options))

    def async_client(self, **options: Any) -> AsyncSigningClient:  # noqa: ANN401  # the client's own
        """An async client for this sandbox; ``options`` are the client's."""
        return AsyncSigningClient(**self._options(options))

    def _options(self, given: Mapping[str, Any]) -> dict[str, Any]:
        ours = {"environment": "sandbox", "url": self.url, "trust": self.trust}
        if "certificate" not in given:
            ours["certificate"] = self.certificate
        return {**ours, **given}

    def now(self) -> datetime:
        """The sandbox's time."""
        return self._real_now() + self._offset

    def advance(self, seconds: float) -> None:
        """Move the clock on."""
        self._offset += timedelta(seconds=seconds)

    @property
    def requests(self) -> tuple[tuple[str, str], ...]:
        """Method and path of every request that arrived, in order."""
        return tuple(self._service.received)

    @property
    def jobs(self) -> Mapping[int, JobStatus]:
        """How each job stands, by its id."""
        return {id_: job.status for id_, job in self._service.book.jobs.items()}

    def sign(self, job: int, signer: int | None = None) -> tuple[str, ...]:
        """Let a signer (from 1), or all that wait, sign.

        Returns where each one's browser is sent afterwards, status query token included; in
        the portal flow nobody is sent anywhere.
        """
        return self._act(job, signer, SignerStatus.SIGNED, "completion")

    def reject(self, job: int, signer: int | None = None) -> tuple[str, ...]:
        """Let a signer, or all that wait, reject; see :meth:`sign`."""
        return self._act(job, signer, SignerStatus.REJECTED, "rejection")

    def expire(self, job: int, signer: int | None = None) -> None:
        """Let the time of a signer, or of all that wait, run out."""
        self._act(job, signer, SignerStatus.EXPIRED, "error")

    def fail(self, job: int, status: SignerStatus, signer: int | None = None) -> tuple[str, ...]:
        """Let signing end in any other status; see :meth:`sign`."""
        return self._act(job, signer, status, "error")

    def _act(
        self, job: int, signer: int | None, status: SignerStatus, exit_: str
    ) -> tuple[str, ...]:
        book = self._service.book
        if job not in book.jobs:
            raise UsageError("The sandbox has no job of this id.")
        signers = book.jobs[job].signers
        if signer is not None and not 1 <= signer <= len(signers):
            raise UsageError(f"The job has {len(signers)} signers, counted from 1.")
        acting = self._service.act(job, signer, status)
        url = book.jobs[job].exit_urls.get(exit_)
        if not url:
            return ()
        joint = "&" if "?" in url else "?"
        return tuple(f"{url}{joint}status_query_token={each.token}" for each in acting)

    def token(self, job: int, signer: int = 1) -> str:
        """The status query token that a signer of a direct job comes back with."""
        return self._service.book.jobs[job].signers[signer - 1].token

    def answer_next(self, *answers: Answer) -> None:
        """Answer the next requests with these, whatever they ask for."""
        self._service.scripted.extend(answers)

    def close(self) -> None:
        """Stop, and forget everything."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
