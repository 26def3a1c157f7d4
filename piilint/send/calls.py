"""One call with all that belongs to it: rate, repetition, and errors with names."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from piilint.certs.problem import catalog
from piilint.errors import (
    BrokerNotAuthorisedError,
    CallTimeoutError,
    CeremonyNotCompletedError,
    ConnectionFailedError,
    HandshakeFailedError,
    InvalidTokenError,
    NoAnswerError,
    NotAuthorisedError,
    OutcomeUnknown,
    PackageRefusedError,
    RateLimitedError,
    ResponseError,
    SendError,
    ServerNotTrustedError,
    TooEagerPollingError,
    UnavailableError,
    UnexpectedResponseError,
)
from piilint.request.responses import ApiError, Response, read_response
from piilint.send.exchange import Call, Failure, Flow, Reply, Wait, perform
from piilint.send.rate import BLOCK_SECONDS
from piilint.send.session import Session

__all__ = ["Late", "attempt", "call", "message", "permitted_in", "refusal"]

Late = Callable[[], tuple[Mapping[str, str], Sequence[bytes]]]
"""Makes headers and body at the moment of sending: a package's signing time must be right."""

_log = logging.getLogger("piilint.send")

_BACKOFF = 0.25
"""Seconds before the first repetition; doubled for each that follows."""

_LONGEST_POLL = 3600.0
"""The longest time between two polls that is believed, in seconds."""

_CODES: Mapping[str, type[ResponseError]] = {
    "NOT_AUTHORIZED": NotAuthorisedError,
    "BROKER_NOT_AUTHORIZED": BrokerNotAuthorisedError,
    "INVALID_STATUS_QUERY_TOKEN": InvalidTokenError,
    "SIGNING_CEREMONY_NOT_COMPLETED": CeremonyNotCompletedError,
    "ASICE_VALIDATION_FAILED": PackageRefusedError,
}

_STATUSES: Mapping[int, type[ResponseError]] = {
    401: NotAuthorisedError,
    403: NotAuthorisedError,
    429: RateLimitedError,
    502: UnavailableError,
    503: UnavailableError,
    504: UnavailableError,
}


def call(session: Session, request: Call, late: Late | None = None) -> Flow[Reply]:
    """Make a call; return a good answer (2xx), raise everything else as an error with a name.

    ``late`` gives headers and body, where they cannot be made before the moment of sending.
    """
    outcome = yield from attempt(session, request, late)
    if isinstance(outcome, Failure):
        raise failed(session, request, outcome)
    if 200 <= outcome.status < 300:
        return outcome
    rule = _certificate_rule(outcome)
    if rule is not None:
        raise failed(session, request, Failure(kind="handshake", begun=True, rule=rule))
    if outcome.status >= 500 and not request.repeatable and not _says_when(outcome):
        raise unknown(f"the service failed with {outcome.status}")
    raise refusal(session, outcome)


def attempt(session: Session, request: Call, late: Late | None = None) -> Flow[Reply | Failure]:
    """Make a call, and repeat it within bounds where that is safe; ``late`` as for :func:`call`."""
    repetitions = 0
    while True:
        with session.limiter.turn(session.sender) as pause:
            while seconds := pause():
                yield Wait(seconds)
        authorised = yield from session.authentication.headers()
        headers, body = (request.headers, request.body) if late is None else late()
        ready = replace(request, headers={**headers, **authorised}, body=body)
        outcome = yield from perform(ready)
        _record(request, outcome)
        again = _pause(session, request, outcome, repetitions)
        if again is None:
            return outcome
        repetitions += 1
        yield Wait(again)


def _record(request: Call, outcome: Reply | Failure) -> None:
    said = str(outcome.status) if isinstance(outcome, Reply) else outcome.kind
    _log.info("%s %s %s %.3f s", request.method, request.path, said, outcome.seconds)


def _pause(
    session: Session, request: Call, outcome: Reply | Failure, repetitions: int
) -> float | None:
    """Seconds to wait before the call is repeated; None where it is not."""
    if isinstance(outcome, Reply) and outcome.status == 429 and not permitted_at(outcome):
        session.limiter.block(session.sender, _retry_after(session, outcome) or BLOCK_SECONDS)
    if repetitions >= session.retries:
        return None
    backoff = _BACKOFF * 2.0**repetitions * (1 + random.random())  # noqa: S311  # spreads callers, hides nothing
    if isinstance(outcome, Failure):
        safe = outcome.kind == "connect" or (
            request.repeatable and outcome.kind in {"timeout", "broken"}
        )
        return backoff if safe else None
    if outcome.status == 429 and not permitted_at(outcome):
        return 0.0 if session.limiter.blocked(session.sender) <= session.patience else None
    if outcome.status == 503 and _says_when(outcome):
        seconds = _retry_after(session, outcome)
        return None if seconds is None or seconds > session.patience else seconds
    if outcome.status in {502, 503, 504} and request.repeatable:
        return backoff
    return None


def _certificate_rule(reply: Reply) -> str | None:
    """The rule, where what is in front of the service refuses the certificate in a web page."""
    if reply.status != 400:
        return None
    if b"No required SSL certificate was sent" in reply.body:
        return "TLS309"
    return "TLS311" if b"SSL certificate error" in reply.body else None


def _says_when(reply: Reply) -> bool:
    return reply.status == 503 and "retry-after" in reply.headers


def _retry_after(session: Session, reply: Reply) -> float | None:
    """The seconds of a ``Retry-After`` header, which also knows dates (RFC 9110)."""
    text = reply.headers.get("retry-after", "").strip()
    if re.fullmatch("[0-9]{1,6}", text):
        return float(text)
    moment = _http_date(text)
    if moment is None:
        return None
    return max(0.0, (moment - _server_now(session, reply)).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else None


def _server_now(session: Session, reply: Reply) -> datetime:
    """What time it is at the service: our own clock may be wrong, its Date has whole seconds."""
    ours, theirs = session.now(), _http_date(reply.headers.get("date", ""))
    if theirs is None or abs(ours - theirs) < timedelta(seconds=2):
        return ours
    return theirs


def permitted_at(reply: Reply) -> datetime | None:
    """When the queue may be asked next, as the service says."""
    try:
        moment = datetime.fromisoformat(reply.headers.get("x-next-permitted-poll-time", ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def permitted_in(session: Session, reply: Reply) -> float:
    """In how many seconds the queue may be asked next; 0 where the service does not say."""
    moment = permitted_at(reply)
    if moment is None:
        return 0.0
    seconds = (moment - _server_now(session, reply)).total_seconds()
    return min(max(0.0, seconds), _LONGEST_POLL)


def message(reply: Reply) -> Response:
    """The message in a good answer.

    Raises :class:`~piilint.errors.UnexpectedResponseError` where there is none.
    """
    if reply.media_type == "application/xml":
        try:
            return read_response(reply.body)
        except SendError:
            pass
    raise UnexpectedResponseError(reply.status, "NO_MESSAGE_OF_THE_API")


def refusal(session: Session, reply: Reply) -> ResponseError:
    """The error that an answer is."""
    code = _error_code(reply)
    if reply.status == 429 and permitted_at(reply):
        return TooEagerPollingError(429, code, permitted_in(session, reply))
    wait = None
    if reply.status == 429:
        wait = session.limiter.blocked(session.sender)
    elif reply.status == 503:
        wait = _retry_after(session, reply)
    kind = _CODES.get(code) or _STATUSES.get(reply.status, UnexpectedResponseError)
    return kind(reply.status, code, wait)


def _error_code(reply: Reply) -> str:
    """The code of an error message; what is not written like one is not shown."""
    try:
        answer = read_response(reply.body)
    except SendError:
        return ""
    code = answer.code if isinstance(answer, ApiError) else ""
    return code if re.fullmatch("[A-Z][A-Z_]{1,59}", code) else ""


def failed(session: Session, request: Call, failure: Failure) -> SendError:
    """The error that no answer is."""
    said = catalog().finding(
        failure.rule,
        path="",
        values={
            "host": session.root.hostname,
            "port": session.root.port or 443,
            "environment": session.environment,
            "service": "the service",
            "status": "none",
            "bits": "few",
        },
    )
    words = f"{said.message} {said.help}"
    if failure.kind == "connect":
        return ConnectionFailedError(f"Nothing was sent. {words} ({failure.rule})", failure.rule)
    doctor = "piilint doctor looks further"
    if failure.kind == "untrusted":
        return ServerNotTrustedError(
            f"Nothing was sent. {words} {doctor} ({failure.rule})", failure.rule
        )
    if failure.kind == "handshake":
        return HandshakeFailedError(f"{words} {doctor} ({failure.rule})", failure.rule)
    if failure.begun and not request.repeatable:
        return unknown("the connection failed on the way")
    if failure.kind == "oversized":
        return NoAnswerError("the answer is larger than any of the service's; it was not read")
    if failure.kind == "timeout":
        return CallTimeoutError("the service did not answer in time. Try again later")
    return NoAnswerError("the connection broke before the whole answer was there. Try again")


def unknown(why: str) -> OutcomeUnknown:
    """The error where nobody knows."""
    return OutcomeUnknown(
        f"{why}: the service may have done what was asked, or not. It is not repeated by itself, "
        "because a job that is sent twice reaches its signers twice. Look for it at the service "
        "first, by its reference or its status"
    )
