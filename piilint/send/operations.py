"""What can be done at the service, as operations that neither wait nor connect.

Each is a generator over :mod:`piilint.send.exchange`; the clients' methods are made of them.
Source of paths, methods and answers: the service's documentation of its API.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Literal, TypeVar
from urllib.parse import urlencode

from piilint.errors import (
    NotCancellableError,
    NotDeletableError,
    ResponseError,
    TooEagerPollingError,
    UnexpectedResponseError,
    UsageError,
)
from piilint.request.responses import (
    DirectJobResponse,
    DirectJobStatus,
    DirectSignerResponse,
    DirectSignerStatus,
    PortalJobResponse,
    PortalJobStatus,
    PortalSignature,
)
from piilint.schema.xsd import NAMESPACE
from piilint.send.calls import attempt, call, failed, message, permitted_in, refusal
from piilint.send.exchange import Call, Failure, Flow, Reply, Wait
from piilint.send.session import Session
from piilint.send.sink import FileSink

__all__ = [
    "FlowName",
    "archived",
    "cancel",
    "confirm",
    "delete_documents",
    "download",
    "new_redirect_url",
    "next_direct",
    "next_portal",
    "pades",
    "status_by_token",
    "who_am_i",
    "xades",
]

FlowName = Literal["direct", "portal"]

_UPDATE = (
    f'<direct-signer-update-request xmlns="{NAMESPACE}"><redirect-url/>'
    "</direct-signer-update-request>"
).encode()

T = TypeVar("T")


def who_am_i(session: Session) -> Flow[str]:
    """Ask who the service thinks we are, in its own words."""
    reply = yield from call(session, Call(method="GET", url=session.url(""), repeatable=True))
    return reply.body.decode("utf-8", "replace").strip()


def status_by_token(
    session: Session, job: DirectJobResponse | str, token: str
) -> Flow[DirectJobStatus]:
    """How a direct job stands, with the token that came with the signer's redirect.

    Args:
        session: the client's.
        job: the response to the create, or its status address.
        token: the value of ``status_query_token``.

    Raises:
        InvalidTokenError: where the token is not the job's.
        CeremonyNotCompletedError: where the signer has not finished.
    """
    url = job if isinstance(job, str) else _address(job.status_url, "a status address")
    joint = "&" if "?" in url else "?"
    url = f"{session.same_service(url)}{joint}{urlencode({'status_query_token': token})}"
    reply = yield from call(session, Call(method="GET", url=url, repeatable=True))
    return _of(DirectJobStatus, message(reply))


def next_direct(
    session: Session, queue: str | None = None, *, wait: bool = False
) -> Flow[DirectJobStatus | None]:
    """The next change of a direct job with POLLING; None where there is none."""
    reply = yield from _poll(session, "direct", queue, wait=wait)
    return None if reply is None else _of(DirectJobStatus, message(reply))


def next_portal(
    session: Session, queue: str | None = None, *, wait: bool = False
) -> Flow[PortalJobStatus | None]:
    """The next change of a portal job; None where there is none."""
    reply = yield from _poll(session, "portal", queue, wait=wait)
    return None if reply is None else _of(PortalJobStatus, message(reply))


def _poll(session: Session, flow: FlowName, queue: str | None, *, wait: bool) -> Flow[Reply | None]:
    """Ask a queue, never before it is permitted. A queue that was empty is left alone until then.

    Raises :class:`~piilint.errors.TooEagerPollingError` where somebody else has asked it, and
    waiting was not asked for.
    """
    if queue is not None:
        session.gate.check_polling_queue(queue)
    query = "" if queue is None else "?" + urlencode({"polling_queue": queue})
    request = Call(method="GET", url=session.url(f"/{flow}/signature-jobs{query}"), repeatable=True)
    while True:
        pause, was_empty = session.polls.pause((flow, queue))
        if pause and not wait and (was_empty or pause > session.patience):
            return None
        if pause:
            yield Wait(pause)
        outcome = yield from attempt(session, request)
        if isinstance(outcome, Failure):
            raise failed(session, request, outcome)
        seconds = permitted_in(session, outcome)
        session.polls.learn((flow, queue), seconds, empty=outcome.status == 204)
        if outcome.status == 200:
            return outcome
        if outcome.status != 204:
            error = refusal(session, outcome)
            if not (wait and isinstance(error, TooEagerPollingError)):
                raise error
        elif not wait:
            return None
        if not seconds:
            yield Wait(1.0)  # a service that names no time is not asked without a pause


def confirm(session: Session, status: DirectJobStatus | PortalJobStatus | str) -> Flow[None]:
    """Tell the service that a change was taken care of: it does not come again."""
    url = status if isinstance(status, str) else _address(status.confirmation_url, "confirmation")
    yield from call(session, Call(method="POST", url=session.same_service(url), repeatable=True))


def new_redirect_url(
    session: Session, signer: DirectSignerResponse | str
) -> Flow[DirectSignerResponse]:
    """A new address to send a signer of a direct job to; the former one stops working."""
    url = signer if isinstance(signer, str) else signer.href
    request = Call(
        method="POST",
        url=session.same_service(url),
        headers={"Content-Type": "application/xml"},
        body=(_UPDATE,),
    )
    reply = yield from call(session, request)
    return _of(DirectSignerResponse, message(reply))


def cancel(session: Session, job: PortalJobResponse | PortalJobStatus | str) -> Flow[None]:
    """Cancel a portal job.

    Raises :class:`~piilint.errors.NotCancellableError` where it is too late for that.
    """
    url = job if isinstance(job, str) else _address(job.cancellation_url, "cancellation")
    request = Call(method="POST", url=session.same_service(url))
    yield from _saying(call(session, request), {409: NotCancellableError})


def delete_documents(
    session: Session, status: DirectJobStatus | PortalJobStatus | str
) -> Flow[None]:
    """Delete a completed job's documents at the service.

    Raises :class:`~piilint.errors.NotDeletableError` where that is not possible, or not yet.
    """
    url = status if isinstance(status, str) else _address(status.delete_documents_url, "deletion")
    request = Call(method="DELETE", url=session.same_service(url), repeatable=True)
    kinds: Mapping[int, type[ResponseError]] = dict.fromkeys((404, 409, 410), NotDeletableError)
    yield from _saying(call(session, request), kinds)


def _saying(flow: Flow[T], kinds: Mapping[int, type[ResponseError]]) -> Flow[T]:
    """The same, with what a status means for this operation."""
    error = None
    try:
        return (yield from flow)
    except UnexpectedResponseError as unexpected:
        error = unexpected
    kind = kinds.get(error.status)
    raise error if kind is None else kind(error.status, error.code)


def pades(
    session: Session,
    status: DirectJobStatus | PortalJobStatus | str,
    path: str | os.PathLike[str],
) -> Flow[None]:
    """Store a completed job's signed document (PDF) at a path, whole or not at all."""
    url = status if isinstance(status, str) else _address(status.pades_url, "signed document")
    yield from download(session, url, path, accept="application/octet-stream, application/xml")


def xades(
    session: Session,
    signature: DirectSignerStatus | PortalSignature | str,
    path: str | os.PathLike[str],
) -> Flow[None]:
    """Store the signature (XAdES) of one signer at a path, whole or not at all."""
    url = signature if isinstance(signature, str) else _address(signature.xades_url, "signature")
    yield from download(session, url, path, accept="application/xml")


def archived(session: Session, document: str, path: str | os.PathLike[str]) -> Flow[None]:
    """Store a document of the archive (PDF) at a path, whole or not at all."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", document):
        raise UsageError("A document of the archive is named by its id.")
    url = session.url(f"/archive/documents/{document}/pades")
    yield from download(session, url, path, accept="application/octet-stream, application/xml")


def download(
    session: Session, url: str, path: str | os.PathLike[str], *, accept: str
) -> Flow[None]:
    """Store what is at an address of the service's.

    Raises :class:`OSError` where the path cannot be written.
    """
    sink = FileSink(path)
    request = Call(
        method="GET", url=session.same_service(url), accept=accept, repeatable=True, sink=sink
    )
    try:
        reply = yield from call(session, request)
        if reply.status != 200 or reply.media_type == "text/html":
            raise UnexpectedResponseError(reply.status, "NO_DOCUMENT")
        sink.keep()
    finally:
        sink.discard()


def _address(url: str | None, what: str) -> str:
    if url is None:
        raise UsageError(
            f"The service gave no address for this ({what}). It does where the job has come so far."
        )
    return url


def _of(kind: type[T], answer: object) -> T:
    """The answer, if it is the message that was asked for."""
    if isinstance(answer, kind):
        return answer
    raise UnexpectedResponseError(200, "ANOTHER_MESSAGE")
