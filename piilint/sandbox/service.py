"""The stand-in's answers: a request in, an answer out. Nothing here knows of sockets."""

from __future__ import annotations

import re
import secrets
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from threading import RLock
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from lxml import etree

from piilint.certs.identity import organisation_number
from piilint.certs.organisation import OrganisationCertificate
from piilint.request.responses import JobStatus, SignerStatus
from piilint.sandbox import messages, papers
from piilint.sandbox.book import Book, Job, Limits, Signer
from piilint.sandbox.judge import Accepted, RefusedError, judge, shipped_schema
from piilint.schema.tree import find, find_all, find_text

__all__ = ["Answer", "Received", "Service", "Signers"]

Signers = Literal["wait", "sign", "reject", "expire"]
"""What signers do by themselves as soon as a job is there."""

_OUTCOMES = {
    "sign": SignerStatus.SIGNED,
    "reject": SignerStatus.REJECTED,
    "expire": SignerStatus.EXPIRED,
}
_LIFETIME = 30 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A request as it arrived."""

    method: str
    target: str = field(repr=False)
    """Path and query."""
    host: str
    body: bytes = field(repr=False, default=b"")
    certificate: x509.Certificate | None = field(repr=False, default=None)

    @property
    def path(self) -> str:
        """Without the query."""
        return urlsplit(self.target).path

    def parameter(self, name: str) -> str | None:
        """A parameter of the query."""
        return next(iter(parse_qs(urlsplit(self.target).query).get(name, ())), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes back."""

    status: int = 200
    body: bytes = field(repr=False, default=b"")
    media_type: str = "application/xml"
    headers: Mapping[str, str] = field(default_factory=dict)


class Service:
    """Answers as the service does. Safe between threads."""

    def __init__(
        self,
        *,
        anchors: Collection[x509.Certificate],
        signature: OrganisationCertificate,
        now: Callable[[], datetime],
        real_now: Callable[[], datetime],
        limits: Limits,
        signers: Signers,
        senders: Collection[str] | None,
        brokers: Mapping[str, Collection[str]],
    ) -> None:
        self.book = Book(now, limits)
        self.lock = RLock()
        self.scripted: deque[Answer] = deque()
        self.received: list[tuple[str, str]] = []
        self._anchors = anchors
        self._signature = signature
        self._real_now = real_now
        self._signers = signers
        self._senders = senders
        self._brokers = brokers
        self._schema = shipped_schema()
        self._ids = 0

    def answer(self, received: Received) -> Answer:
        """The answer to a request; everything it changes is changed in one piece."""
        with self.lock:
            self.received.append((received.method, received.path))
            if self.scripted:
                return self.scripted.popleft()
            found = re.fullmatch(r"/api/([0-9]{9})(/.*)?", received.path)
            if found is None:
                return Answer(status=404, body=b"Not found", media_type="text/plain")
            sender, rest = found[1], found[2] or ""
            refused = self._refused(received, sender)
            if refused is not None:
                return refused
            blocked = self.book.blocked_for(sender)
            if blocked is not None:
                return Answer(status=429, body=b"Too many requests", media_type="text/plain")
            self.book.expire()
        return self._routed(received, sender, rest)

    def act(self, job_id: int, signer: int | None, status: SignerStatus) -> list[Signer]:
        """Let a signer (from 1), or all that wait, do something."""
        with self.lock:
            job = self.book.jobs[job_id]
            chosen = job.signers if signer is None else [job.signers[signer - 1]]
            acting = [each for each in chosen if each.status is SignerStatus.WAITING]
            for each in acting:
                self.book.change(job, each, status)
            return acting

    def _refused(self, received: Received, sender: str) -> Answer | None:
        found = organisation_number(received.certificate) if received.certificate else None
        own = found[0] if found else None
        if own is None or (self._senders is not None and own not in self._senders):
            return _no(403, "NOT_AUTHORIZED", "the certificate's organisation is not registered")
        if own != sender and sender not in self._brokers.get(own, ()):
            return _no(403, "BROKER_NOT_AUTHORIZED", "no leave to act for this sender")
        return None

    def _routed(self, received: Received, sender: str, rest: str) -> Answer:
        for method, pattern, handle in _ROUTES:
            found = re.fullmatch(pattern, rest)
            if found is not None and received.method == method:
                return handle(self, received, sender, **found.groupdict())
        return _no(404, "NOT_FOUND", "there is nothing at this address")

    def _who(self, received: Received, sender: str) -> Answer:
        found = organisation_number(received.certificate) if received.certificate else None
        own = found[0] if found else ""
        said = f"You are {own}" + (f" operating on behalf of {sender}" if own != sender else "")
        return Answer(body=said.encode(), media_type="text/plain")

    def _create(self, received: Received, sender: str, flow: Literal["direct", "portal"]) -> Answer:
        found = organisation_number(received.certificate) if received.certificate else None
        try:
            accepted = judge(
                received.body,
                flow=flow,
                sender=sender,
                anchors=self._anchors,
                signers={sender, found[0] if found else sender},
                at=self._real_now(),
                signing_time_seconds=self.book.limits.signing_time_seconds,
                schema=self._schema,
            )
        except RefusedError as refused:
            return _no(400, refused.code, str(refused))
        with self.lock:
            job = self._entered(accepted, flow, sender)
            base = _base(received, job)
            outcome = _OUTCOMES.get(self._signers)
            if outcome is not None:
                self.act(job.id, None, outcome)
            return Answer(body=messages.created(job, base))

    def _entered(self, accepted: Accepted, flow: Literal["direct", "portal"], sender: str) -> Job:
        self._ids += 1
        now = self.book.now()
        request, manifest = accepted.request, accepted.manifest
        method = find_text(request, "status-retrieval-method")
        seconds = find_text(manifest, "availability", "available-seconds")
        path = ("signers", "signer") if flow == "portal" else ("signer",)
        job = Job(
            id=self._ids,
            flow=flow,
            sender=sender,
            reference=find_text(request, "reference"),
            queue=find_text(request, "polling-queue"),
            polled=flow == "portal" or method == "POLLING",
            signers=[_signer(element, now) for element in find_all(manifest, *path)],
            documents=accepted.documents,
            exit_urls={
                name: find_text(request, "exit-urls", f"{name}-url") or ""
                for name in ("completion", "rejection", "error")
            },
            expires=now + timedelta(seconds=int(seconds) if seconds else _LIFETIME),
        )
        self.book.add(job)
        return job

    def _poll(self, received: Received, sender: str, flow: Literal["direct", "portal"]) -> Answer:
        key = (sender, flow, received.parameter("polling_queue"))
        with self.lock:
            if self.book.now() < self.book.permitted(key):
                return Answer(status=429, headers=self._next_poll(key))
            job = self.book.next_change(key)
            headers = self._next_poll(key)
            if job is None:
                return Answer(status=204, headers=headers)
            write = messages.portal_status if flow == "portal" else messages.direct_status
            return Answer(body=write(job, _base(received, job)), headers=headers)

    def _next_poll(self, key: tuple[str, str, str | None]) -> dict[str, str]:
        return {"X-Next-permitted-poll-time": self.book.permitted(key).isoformat()}

    def _job(self, sender: str, flow: str, job: str) -> Job | None:
        found = self.book.jobs.get(int(job))
        return found if found and (found.sender, found.flow) == (sender, flow) else None

    def _status(self, received: Received, sender: str, job: str) -> Answer:
        with self.lock:
            found = self._job(sender, "direct", job)
            if found is None:
                return _NO_JOB
            token = received.parameter("status_query_token") or ""
            known = [s for s in found.signers if secrets.compare_digest(s.token, token)]
            if not known:
                return _no(403, "INVALID_STATUS_QUERY_TOKEN", "the token is not this job's")
            if known[0].status is SignerStatus.WAITING:
                return _no(404, "SIGNING_CEREMONY_NOT_COMPLETED", "the signer has not finished")
            return Answer(body=messages.direct_status(found, _base(received, found)))

    def _redirect(self, received: Received, sender: str, job: str, signer: str) -> Answer:
        with self.lock:
            found = self._job(sender, "direct", job)
            if found is None or not 1 <= int(signer) <= len(found.signers):
                return _NO_JOB
            chosen = found.signers[int(signer) - 1]
            if b"direct-signer-update-request" not in received.body:
                return _no(400, "INVALID_REQUEST", "the body is no request for a new address")
            chosen.redirect = secrets.token_urlsafe(16)
            base = _base(received, found)
            return Answer(body=messages.direct_signer(chosen, int(signer), base))

    def _confirm(self, received: Received, sender: str, flow: str, job: str) -> Answer:
        del received
        with self.lock:
            found = self._job(sender, flow, job)
            if found is None:
                return _NO_JOB
            self.book.confirm(found)
            return Answer(status=204)

    def _cancel(self, received: Received, sender: str, job: str) -> Answer:
        del received
        with self.lock:
            found = self._job(sender, "portal", job)
            if found is None:
                return _NO_JOB
            if found.status is not JobStatus.IN_PROGRESS:
                return _no(409, "JOB_NOT_CANCELLABLE", "the job is over")
            self.act(found.id, None, SignerStatus.CANCELLED)
            return Answer(status=204)

    def _delete(self, received: Received, sender: str, flow: str, job: str) -> Answer:
        del received
        with self.lock:
            found = self._job(sender, flow, job)
            if found is None:
                return _NO_JOB
            wait = timedelta(seconds=self.book.limits.deletable_seconds)
            if found.deleted or not found.completed or self.book.now() < found.completed + wait:
                return _no(409, "DOCUMENTS_NOT_DELETABLE", "not yet, or no longer")
            found.deleted = True
            found.documents.clear()
            return Answer(status=204)

    def _pades(self, received: Received, sender: str, flow: str, job: str) -> Answer:
        del received
        with self.lock:
            found = self._job(sender, flow, job)
            if found is None or found.deleted or found.status is not _DONE:
                return _NO_JOB
            return Answer(body=papers.signed_document(found), media_type="application/octet-stream")

    def _xades(self, received: Received, sender: str, flow: str, job: str, signer: str) -> Answer:
        del received
        with self.lock:
            found = self._job(sender, flow, job)
            if found is None or found.deleted or not 1 <= int(signer) <= len(found.signers):
                return _NO_JOB
            if found.signers[int(signer) - 1].status is not SignerStatus.SIGNED:
                return _NO_JOB
            return Answer(body=papers.signature(found, self._signature))

    def _archived(self, received: Received, sender: str, document: str) -> Answer:
        del received
        with self.lock:
            found = self.book.jobs.get(int(document))
            if found is None or found.sender != sender or found.status is not _DONE:
                return _no(404, "NOT_FOUND", "there is no such document in the archive")
            return Answer(body=papers.signed_document(found), media_type="application/pdf")


_DONE = JobStatus.COMPLETED_SUCCESSFULLY


def _no(status: int, code: str, reason: str) -> Answer:
    return Answer(status=status, body=messages.error(code, reason))


_NO_JOB = _no(404, "NOT_FOUND", "there is no such job, or no such thing of it")

_JOBS = "/(?P<flow>direct|portal)/signature-jobs"
_JOB = f"{_JOBS}/(?P<job>[0-9]{{1,9}})"
_DIRECT = "/direct/signature-jobs/(?P<job>[0-9]{1,9})"
_PORTAL = "/portal/signature-jobs/(?P<job>[0-9]{1,9})"

_ROUTES: tuple[tuple[str, str, Callable[..., Answer]], ...] = (
    ("GET", "", Service._who),
    ("POST", _JOBS, Service._create),
    ("GET", _JOBS, Service._poll),
    ("GET", f"{_DIRECT}/status", Service._status),
    ("POST", f"{_DIRECT}/signers/(?P<signer>[0-9]{{1,2}})", Service._redirect),
    ("POST", f"{_JOB}/complete", Service._confirm),
    ("POST", f"{_PORTAL}/cancel", Service._cancel),
    ("DELETE", f"{_JOB}/documents", Service._delete),
    ("GET", f"{_JOB}/pades", Service._pades),
    ("GET", f"{_JOB}/xades/(?P<signer>[0-9]{{1,2}})", Service._xades),
    ("GET", "/archive/documents/(?P<document>[0-9]{1,9})/pades", Service._archived),
)


def _base(received: Received, job: Job) -> str:
    return f"https://{received.host}/api/{job.sender}/{job.flow}/signature-jobs/{job.id}"


def _signer(element: etree._Element, now: datetime) -> Signer:
    email, sms = find(element, "notifications", "email"), find(element, "notifications", "sms")
    return Signer(
        number=find_text(element, "personal-identification-number"),
        identifier=find_text(element, "signer-identifier"),
        email=None if email is None else email.get("address"),
        sms=None if sms is None else sms.get("number"),
        since=now,
    )


def date_header(moment: datetime) -> str:
    """A moment as a Date header has it."""
    return format_datetime(moment, usegmt=True)
