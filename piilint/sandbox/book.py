"""What the sandbox remembers: jobs, queues, and who may ask when. In memory only."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from piilint.request.responses import JobStatus, SignerStatus

__all__ = ["Book", "Job", "Limits", "Signer"]

FlowName = Literal["direct", "portal"]
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
QueueKey = tuple[str, str, str | None]
"""Sender, flow and name."""

_ENDS_JOB = frozenset(
    {
        SignerStatus.REJECTED,
        SignerStatus.EXPIRED,
        SignerStatus.FAILED,
        SignerStatus.RESERVED,
        SignerStatus.CONTACT_INFORMATION_MISSING,
        SignerStatus.BLOCKED,
        SignerStatus.SIGNERS_NAME_NOT_AVAILABLE,
        SignerStatus.CANCELLED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the service allows; tests make the times short. Source: its documentation."""

    calls_per_second: int = 10
    block_seconds: float = 30.0
    poll_seconds: float = 5.0
    """Until a queue that was empty may be asked again; ten minutes in production."""
    unconfirmed_seconds: float = 600.0
    """Until a change that was not confirmed comes back."""
    deletable_seconds: float = 24 * 3600.0
    signing_time_seconds: float = 5.0
    """How far a package's signing time may be off."""


@dataclass(slots=True, kw_only=True)
class Signer:
    """A signer of a job, as its manifest has it."""

    number: str | None = field(default=None, repr=False)
    identifier: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    sms: str | None = field(default=None, repr=False)
    status: SignerStatus = SignerStatus.WAITING
    since: datetime
    token: str = field(default_factory=lambda: secrets.token_urlsafe(16), repr=False)
    """The status query token that this signer comes back with."""
    redirect: str = field(default_factory=lambda: secrets.token_urlsafe(16), repr=False)


@dataclass(slots=True, kw_only=True)
class Job:
    """A job that was accepted."""

    id: int
    flow: FlowName
    sender: str
    reference: str | None = field(repr=False)
    queue: str | None = field(repr=False)
    polled: bool
    """Whether its changes go to a queue."""
    signers: list[Signer]
    documents: dict[str, bytes] = field(repr=False)
    exit_urls: dict[str, str] = field(repr=False)
    expires: datetime
    completed: datetime | None = None
    deleted: bool = False

    @property
    def status(self) -> JobStatus:
        """How the job as a whole stands."""
        statuses = {signer.status for signer in self.signers}
        if statuses == {SignerStatus.SIGNED}:
            return JobStatus.COMPLETED_SUCCESSFULLY
        return JobStatus.FAILED if statuses & _ENDS_JOB else JobStatus.IN_PROGRESS


class Book:
    """All jobs, queues and call counts. Not safe between threads by itself."""

    def __init__(self, now: Callable[[], datetime], limits: Limits) -> None:
        self.now = now
        self.limits = limits
        self.jobs: dict[int, Job] = {}
        self._queues: dict[QueueKey, deque[int]] = {}
        self._unconfirmed: dict[int, tuple[QueueKey, datetime]] = {}
        self._permitted: dict[QueueKey, datetime] = {}
        self._calls: dict[str, deque[datetime]] = {}
        self._blocked: dict[str, datetime] = {}

    def add(self, job: Job) -> None:
        """Enter a job."""
        self.jobs[job.id] = job

    def change(self, job: Job, signer: Signer, status: SignerStatus) -> None:
        """A signer's status changes; where that ends the job, it ends for the others too."""
        moment = self.now()
        signer.status, signer.since = status, moment
        if job.status is JobStatus.FAILED:
            for other in job.signers:
                if other.status is SignerStatus.WAITING:
                    other.status, other.since = SignerStatus.NOT_APPLICABLE, moment
        if job.status is not JobStatus.IN_PROGRESS and job.completed is None:
            job.completed = moment
        if job.polled:
            waiting = self._queues.setdefault((job.sender, job.flow, job.queue), deque())
            if job.id not in waiting:
                waiting.append(job.id)

    def expire(self) -> None:
        """Let what is past its time expire."""
        for job in list(self.jobs.values()):
            if job.status is JobStatus.IN_PROGRESS and self.now() >= job.expires:
                for signer in job.signers:
                    if signer.status is SignerStatus.WAITING:
                        self.change(job, signer, SignerStatus.EXPIRED)

    def blocked_for(self, sender: str) -> float | None:
        """Count a call; the seconds that the sender is blocked for, or None where it may call."""
        now = self.now()
        until = self._blocked.get(sender)
        if until is not None and now < until:
            return (until - now).total_seconds()
        calls = self._calls.setdefault(sender, deque())
        while calls and calls[0] <= now - timedelta(seconds=1):
            calls.popleft()
        calls.append(now)
        if len(calls) <= self.limits.calls_per_second:
            return None
        calls.clear()
        self._blocked[sender] = now + timedelta(seconds=self.limits.block_seconds)
        return self.limits.block_seconds

    def permitted(self, key: QueueKey) -> datetime:
        """When a queue may be asked."""
        return self._permitted.get(key, _LONG_AGO)

    def next_change(self, key: QueueKey) -> Job | None:
        """Take the next change off a queue; it comes back unless it is confirmed in time."""
        now = self.now()
        for job_id in list(self._overdue(now)):
            owner, _ = self._unconfirmed.pop(job_id)
            self._queues.setdefault(owner, deque()).append(job_id)
        waiting = self._queues.get(key)
        if not waiting:
            self._permitted[key] = now + timedelta(seconds=self.limits.poll_seconds)
            return None
        job = self.jobs[waiting.popleft()]
        self._permitted[key] = now
        back = now + timedelta(seconds=self.limits.unconfirmed_seconds)
        self._unconfirmed[job.id] = (key, back)
        return job

    def _overdue(self, now: datetime) -> Iterator[int]:
        return (job_id for job_id, (_, back) in self._unconfirmed.items() if back <= now)

    def confirm(self, job: Job) -> None:
        """A change was taken care of."""
        self._unconfirmed.pop(job.id, None)
