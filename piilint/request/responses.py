"""What the service answers, read leniently: an unknown element is ignored, an unknown status kept.

No record shows an identifier, a reference or a URL in its ``repr``: statuses carry identity
numbers, and some of the URLs are keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from lxml import etree

from piilint.errors import SendError
from piilint.lint.parse import UnreadableError, parse
from piilint.request.types import MaskedText
from piilint.schema.tree import find, find_all, find_text, qualified, text_of

__all__ = [
    "ApiError",
    "DirectJobResponse",
    "DirectJobStatus",
    "DirectSignerResponse",
    "DirectSignerStatus",
    "JobStatus",
    "PortalJobResponse",
    "PortalJobStatus",
    "PortalSignature",
    "ReceivedIdentifier",
    "Response",
    "SignerStatus",
    "read_response",
]


class JobStatus(StrEnum):
    """How a job as a whole stands."""

    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED_SUCCESSFULLY = "COMPLETED_SUCCESSFULLY"
    FAILED = "FAILED"


class SignerStatus(StrEnum):
    """How one signer stands. The service may send others in time; they stay texts."""

    WAITING = "WAITING"
    SIGNED = "SIGNED"
    REJECTED = "REJECTED"
    EXPIRED = "EXPIRED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"
    RESERVED = "RESERVED"
    CONTACT_INFORMATION_MISSING = "CONTACT_INFORMATION_MISSING"
    BLOCKED = "BLOCKED"
    SIGNERS_NAME_NOT_AVAILABLE = "SIGNERS_NAME_NOT_AVAILABLE"
    NOT_APPLICABLE = "NOT_APPLICABLE"


class ReceivedIdentifier(MaskedText):
    """A number, an identifier, an address: whatever the service knows a signer by."""

    __slots__ = ()
    FORM = re.compile(".*", re.DOTALL)
    EXPECTED = "must be a text"


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectSignerResponse:
    """A signer of a direct job: ``href`` is where a new redirect URL is asked for."""

    href: str = field(repr=False)
    redirect_url: str = field(repr=False)
    personal_identification_number: ReceivedIdentifier | None = None
    signer_identifier: ReceivedIdentifier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectJobResponse:
    """A direct job that was created."""

    signature_job_id: int
    signers: tuple[DirectSignerResponse, ...]
    reference: str | None = field(repr=False, default=None)
    status_url: str | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectSignerStatus:
    """One signer of a direct job; ``signer`` is None where the service names nobody."""

    status: SignerStatus | str
    since: datetime | None = None
    signer: ReceivedIdentifier | None = None
    xades_url: str | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectJobStatus:
    """How a direct job stands."""

    signature_job_id: int
    status: JobStatus | str
    signers: tuple[DirectSignerStatus, ...]
    reference: str | None = field(repr=False, default=None)
    confirmation_url: str | None = field(repr=False, default=None)
    delete_documents_url: str | None = field(repr=False, default=None)
    pades_url: str | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalJobResponse:
    """A portal job that was created."""

    signature_job_id: int
    reference: str | None = field(repr=False, default=None)
    cancellation_url: str | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalSignature:
    """One signer of a portal job, known by number, or by address and number of a phone."""

    status: SignerStatus | str
    since: datetime | None = None
    personal_identification_number: ReceivedIdentifier | None = None
    email: ReceivedIdentifier | None = None
    sms: ReceivedIdentifier | None = None
    xades_url: str | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalJobStatus:
    """How a portal job stands after a change."""

    signature_job_id: int
    status: JobStatus | str
    signatures: tuple[PortalSignature, ...]
    reference: str | None = field(repr=False, default=None)
    confirmation_url: str | None = field(repr=False, default=None)
    cancellation_url: str | None = field(repr=False, default=None)
    delete_documents_url: str | None = field(repr=False, default=None)
    pades_url: str | None = field(repr=False, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiError:
    """The service says no. Its message can hold certificate details and numbers."""

    code: str
    message: str = field(repr=False, default="")
    type: str = ""


Response = (
    DirectJobResponse
    | DirectSignerResponse
    | DirectJobStatus
    | PortalJobResponse
    | PortalJobStatus
    | ApiError
)


def read_response(data: bytes) -> Response:
    """A message of the service as a typed object.

    Raises:
        SendError: where it is no XML, no message that piilint knows, or lacks what every such
            message has.
    """
    failure = None
    try:
        root = parse(data).root
    except UnreadableError as error:
        failure = error.rule
    if failure is not None:
        raise SendError(f"The service's answer is not XML that can be read ({failure}).")
    read = _READERS.get(root.tag)
    if read is None:
        raise SendError("The service's answer is a message that piilint does not know.")
    return read(root)


def _direct_job(root: etree._Element) -> DirectJobResponse:
    return DirectJobResponse(
        reference=_text(root, "reference"),
        signature_job_id=_job_id(root),
        status_url=_text(root, "status-url"),
        signers=tuple(_direct_signer(signer) for signer in find_all(root, "signer")),
    )


def _direct_signer(signer: etree._Element) -> DirectSignerResponse:
    href = (signer.get("href") or "").strip()
    if not href:
        raise _lacks("href")
    return DirectSignerResponse(
        href=href,
        redirect_url=_needed(signer, "redirect-url"),
        personal_identification_number=_identifier(_text(signer, "personal-identification-number")),
        signer_identifier=_identifier(_text(signer, "signer-identifier")),
    )


def _direct_status(root: etree._Element) -> DirectJobStatus:
    xades = {url.get("signer"): text_of(url).strip() for url in find_all(root, "xades-url")}
    return DirectJobStatus(
        reference=_text(root, "reference"),
        signature_job_id=_job_id(root),
        status=_known(JobStatus, _needed(root, "signature-job-status")),
        signers=tuple(
            DirectSignerStatus(
                status=_known(SignerStatus, text_of(status).strip()),
                since=_time(status.get("since")),
                signer=_identifier(status.get("signer")),
                xades_url=xades.get(status.get("signer")),
            )
            for status in find_all(root, "status")
        ),
        confirmation_url=_text(root, "confirmation-url"),
        delete_documents_url=_text(root, "delete-documents-url"),
        pades_url=_text(root, "pades-url"),
    )


def _portal_job(root: etree._Element) -> PortalJobResponse:
    return PortalJobResponse(
        reference=_text(root, "reference"),
        signature_job_id=_job_id(root),
        cancellation_url=_text(root, "cancellation-url"),
    )


def _portal_status(root: etree._Element) -> PortalJobStatus:
    return PortalJobStatus(
        reference=_text(root, "reference"),
        signature_job_id=_job_id(root),
        status=_known(JobStatus, _needed(root, "status")),
        confirmation_url=_text(root, "confirmation-url"),
        cancellation_url=_text(root, "cancellation-url"),
        delete_documents_url=_text(root, "delete-documents-url"),
        signatures=tuple(map(_signature, find_all(root, "signatures", "signature"))),
        pades_url=_text(root, "signatures", "pades-url"),
    )


def _signature(signature: etree._Element) -> PortalSignature:
    status = find(signature, "status")
    if status is None:
        raise _lacks("status")
    email = find(signature, "identifier", "email")
    sms = find(signature, "identifier", "sms")
    return PortalSignature(
        status=_known(SignerStatus, text_of(status).strip()),
        since=_time(status.get("since")),
        personal_identification_number=_identifier(
            _text(signature, "personal-identification-number")
        ),
        email=_identifier(None if email is None else email.get("address")),
        sms=_identifier(None if sms is None else sms.get("number")),
        xades_url=_text(signature, "xades-url"),
    )


def _error(root: etree._Element) -> ApiError:
    return ApiError(
        code=_text(root, "error-code") or "",
        message=_text(root, "error-message") or "",
        type=_text(root, "error-type") or "",
    )


_READERS = {
    qualified(name): read
    for name, read in (
        ("direct-signature-job-response", _direct_job),
        ("direct-signer-response", _direct_signer),
        ("direct-signature-job-status-response", _direct_status),
        ("portal-signature-job-response", _portal_job),
        ("portal-signature-job-status-change-response", _portal_status),
        ("error", _error),
    )
}

_Status = TypeVar("_Status", bound=StrEnum)


def _known(statuses: type[_Status], text: str) -> _Status | str:
    return statuses(text) if text in statuses.__members__.values() else text


def _job_id(root: etree._Element) -> int:
    text = _needed(root, "signature-job-id")
    if not re.fullmatch(r"-?[0-9]{1,19}", text):
        raise _lacks("signature-job-id")
    return int(text)


def _needed(parent: etree._Element, name: str) -> str:
    text = _text(parent, name)
    if not text:
        raise _lacks(name)
    return text


def _lacks(name: str) -> SendError:
    return SendError(f"The service's answer has no {name} that can be read.")


def _text(parent: etree._Element, *names: str) -> str | None:
    """A text without the white space around it, which the service's examples have in URLs."""
    text = find_text(parent, *names)
    return None if text is None else text.strip()


def _identifier(text: str | None) -> ReceivedIdentifier | None:
    return None if text is None else ReceivedIdentifier(text)


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat((text or "").strip())
    except ValueError:
        return None
