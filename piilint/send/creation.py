"""Creating a job: check, pack, send, once.

Source: the service's documentation of its API and of the document package.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping, Sequence
from typing import TypeVar

from piilint.bundle.build import Bundle, build
from piilint.errors import (
    OutcomeUnknown,
    PiilintError,
    ResponseError,
    UnexpectedResponseError,
    UsageError,
)
from piilint.lint.parse import parse
from piilint.request.jobs import DirectJob, PortalJob
from piilint.request.responses import DirectJobResponse, PortalJobResponse, ReceivedIdentifier
from piilint.request.submission import CheckedSubmission
from piilint.schema.tree import find_text
from piilint.send.calls import call, message
from piilint.send.exchange import Call, Flow, Reply
from piilint.send.session import Session

__all__ = ["Submission", "create", "create_direct", "create_portal", "pack"]

_log = logging.getLogger("piilint.send")

T = TypeVar("T", DirectJobResponse, PortalJobResponse)

Submission = DirectJob | PortalJob | CheckedSubmission | Bundle
"""What can be sent: a job, what the gate let through, or a package that was made of it."""


def _checked(
    session: Session, job: Submission, allow: Mapping[str, str] | None, label: str | None
) -> CheckedSubmission:
    """What the gate lets through. What cannot be sent for this sender is refused."""
    if isinstance(job, Bundle | CheckedSubmission) and (allow or label):
        raise UsageError("allow= and label= belong to the check, and this was checked before.")
    if isinstance(job, Bundle):
        checked = job.submission
    elif isinstance(job, CheckedSubmission):
        checked = job
    else:
        checked = session.gate.check(job, sender=session.sender, allow=allow, label=label)
    if checked.sender != session.sender:
        raise UsageError(
            "This submission was checked for another sender than the client's. Make a client "
            "with sender=, or check the job for this one."
        )
    return checked


def pack(session: Session, job: Submission) -> Flow[Bundle]:
    """Check, pack and sign a job, and send nothing; ``create`` takes the result.

    Soon: the signing time in a package must be right to within seconds.
    """
    return (
        job
        if isinstance(job, Bundle)
        else build(_checked(session, job, None, None), session.certificate)
    )
    yield  # an operation that makes no call


def create(
    session: Session,
    job: Submission,
    *,
    allow: Mapping[str, str] | None = None,
    label: str | None = None,
) -> Flow[DirectJobResponse | PortalJobResponse]:
    """Check, pack and send a job, once.

    Args:
        session: the client's.
        job: a job, or what the gate or the builder made of one.
        allow: rules to waive for this submission, each with a reason.
        label: what to call the submission in the audit log.

    Raises:
        SubmissionRejected: with the findings; not a byte was sent.
        OutcomeUnknown: where the job may or may not have been created. It is never sent again
            by itself.
        SendError: as its kinds say.
    """
    submission = _checked(session, job, allow, label)
    if submission.flow == "direct":
        return (yield from _sent(session, job, submission, DirectJobResponse))
    return (yield from _sent(session, job, submission, PortalJobResponse))


def create_direct(
    session: Session,
    job: DirectJob | CheckedSubmission | Bundle,
    *,
    allow: Mapping[str, str] | None = None,
    label: str | None = None,
) -> Flow[DirectJobResponse]:
    """Check, pack and send a direct job; see ``create``."""
    _refuse_other_flow(job, "direct")
    submission = _checked(session, job, allow, label)
    return (yield from _sent(session, job, submission, DirectJobResponse))


def create_portal(
    session: Session,
    job: PortalJob | CheckedSubmission | Bundle,
    *,
    allow: Mapping[str, str] | None = None,
    label: str | None = None,
) -> Flow[PortalJobResponse]:
    """Check, pack and send a portal job; see ``create``."""
    _refuse_other_flow(job, "portal")
    submission = _checked(session, job, allow, label)
    return (yield from _sent(session, job, submission, PortalJobResponse))


def _refuse_other_flow(job: Submission, wanted: str) -> None:
    """Before anything is sent: afterwards there would be a job, and nobody to tell of it."""
    if isinstance(job, Bundle):
        job = job.submission
    flow = job.flow if isinstance(job, CheckedSubmission) else job.FLOW
    if flow != wanted:
        raise UsageError(f"This is a {flow} job: create it with client.{flow}.create.")


def _sent(
    session: Session, job: Submission, submission: CheckedSubmission, kind: type[T]
) -> Flow[T]:
    """Pack at the moment of sending, send, and say in the audit log what became of it."""

    def late() -> tuple[Mapping[str, str], Sequence[bytes]]:
        bundle = job if isinstance(job, Bundle) else build(submission, session.certificate)
        boundary = secrets.token_hex(16)
        headers = {"Content-Type": f"multipart/mixed; boundary={boundary}"}
        return headers, _multipart(boundary, submission.request, bundle)

    request = Call(method="POST", url=session.url(f"/{submission.flow}/signature-jobs"))
    outcome = "interrupted"
    created: T | None = None
    try:
        reply = yield from call(session, request, late)
        created = _created(reply, kind)
        outcome = "created"
    except OutcomeUnknown as error:
        outcome = "unknown"
        reference = _reference(submission.request)
        error.reference = None if reference is None else ReceivedIdentifier(reference)
        raise
    except ResponseError as error:
        outcome = error.code or str(error.status)
        raise
    except PiilintError:
        outcome = "not sent"
        raise
    finally:
        _audit(session, submission, outcome, created)
    return created


def _multipart(boundary: str, request: bytes, bundle: Bundle) -> tuple[bytes, ...]:
    """The two parts, in the order that the service asks for; the documents are not copied."""
    return (
        f"--{boundary}\r\nContent-Type: application/xml\r\n\r\n".encode() + request,
        f"\r\n--{boundary}\r\nContent-Type: application/octet-stream\r\n\r\n".encode(),
        *bundle.chunks(),
        f"\r\n--{boundary}--\r\n".encode(),
    )


def _created(reply: Reply, kind: type[T]) -> T:
    """The response to a create. A good status without one says that there is a job, somewhere."""
    answer = None
    try:
        answer = message(reply)
    except UnexpectedResponseError:
        answer = None
    if isinstance(answer, kind):
        return answer
    raise OutcomeUnknown(
        "the service answered a create with success and something that cannot be read: the job "
        "was most likely created. Look for it at the service by its reference"
    )


def _reference(request: bytes) -> str | None:
    return find_text(parse(request).root, "reference")


def _audit(
    session: Session,
    submission: CheckedSubmission,
    outcome: str,
    created: DirectJobResponse | PortalJobResponse | None,
) -> None:
    """Add a line on what became of it. What was created is not lost where that fails."""
    if session.gate.audit is None:
        return
    entry = {
        "sender": submission.sender,
        "label": submission.label,
        "flow": submission.flow,
        "environment": session.environment,
        "waived": dict(submission.waived),
        "outcome": outcome,
        "job": created.signature_job_id if created else None,
    }
    try:
        session.gate.audit.write("sent", entry)
    except PiilintError:
        _log.error("the audit log cannot be written; the outcome was: %s", outcome)
