"""The typed jobs: everything that a sender can say in the schemas of both flows.

Names are the API's in Python's spelling. A job that exists has XML that its schema allows,
and breaks no limit for which the service refuses it. Milder findings are the gate's to tell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from itertools import chain, count
from typing import Annotated, Any, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator

from piilint.errors import JobError, JobProblem
from piilint.request.base import Model
from piilint.request.types import (
    Content,
    Description,
    EmailAddress,
    FileName,
    IdentifierInSignedDocuments,
    IdentityNumber,
    Level,
    MediaType,
    OnBehalfOf,
    OrganisationNumber,
    PhoneNumber,
    Reference,
    SignatureType,
    SignerIdentifier,
    StatusRetrievalMethod,
    Time,
    Title,
    Url,
    XmlText,
    broken,
)
from piilint.schema.limits import MAX_AVAILABLE_SECONDS

__all__ = [
    "Availability",
    "DirectJob",
    "DirectSigner",
    "Document",
    "ExitUrls",
    "Job",
    "Notifications",
    "NotificationsUsingLookup",
    "PortalJob",
    "PortalSigner",
    "Sender",
]


class Document(Model):
    """A document to be signed.

    ``name`` is its file name in the package; without one it gets a short ASCII name, unique
    in the job. Signers see ``title``. ``content`` is bytes or a path; a path is read when
    the job is checked.
    """

    title: Title
    content: Content
    name: FileName | None = None
    media_type: MediaType = "application/pdf"


class Sender(Model):
    """The organisation that the job is sent for."""

    organization_number: OrganisationNumber


class DirectSigner(Model):
    """A signer in the direct flow: by number, or by an identifier of the sender's own."""

    personal_identification_number: IdentityNumber | None = None
    signer_identifier: SignerIdentifier | None = None
    signature_type: SignatureType | None = None
    on_behalf_of: OnBehalfOf | None = None

    @model_validator(mode="after")
    def _one_identity(self) -> Self:
        if (self.personal_identification_number is None) == (self.signer_identifier is None):
            raise broken("needs personal_identification_number or signer_identifier, and one only")
        return self


class Notifications(Model):
    """Where a portal signer is told about the job: e-mail, SMS or both."""

    email: EmailAddress | None = None
    sms: PhoneNumber | None = None

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.email is None and self.sms is None:
            raise broken("needs email or sms")
        return self


class NotificationsUsingLookup(Model):
    """A portal signer is told by e-mail, and by SMS if asked for, at addresses looked up."""

    sms: Annotated[bool, Field(strict=True)] = False


class PortalSigner(Model):
    """A signer in the portal flow: by number, or by the contact information in notifications."""

    personal_identification_number: IdentityNumber | None = None
    identified_by_contact_information: Annotated[bool, Field(strict=True)] = False
    signature_type: SignatureType | None = None
    notifications: Notifications | None = None
    notifications_using_lookup: NotificationsUsingLookup | None = None
    on_behalf_of: OnBehalfOf | None = None
    order: Annotated[int, Field(strict=True, ge=0, le=9)] | None = None

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        if (self.personal_identification_number is None) != self.identified_by_contact_information:
            raise broken(
                "needs personal_identification_number, or identified_by_contact_information "
                "set to true, and one only"
            )
        if (self.notifications is None) == (self.notifications_using_lookup is None):
            raise broken("needs notifications or notifications_using_lookup, and one only")
        return self


class ExitUrls(Model):
    """Where a direct signer's browser is sent afterwards."""

    completion_url: Url
    rejection_url: Url
    error_url: Url


class Availability(Model):
    """When a portal job opens, and for how many seconds."""

    activation_time: Time | None = None
    available_seconds: Annotated[int, Field(strict=True, ge=0, le=MAX_AVAILABLE_SECONDS)] | None = (
        None
    )


def _named(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, each with a name; generated ones keep clear of those that were given."""
    given = {document.name for document in documents}
    return tuple(
        document
        if document.name is not None
        else document.model_copy(update={"name": _free_name(number, document.media_type, given)})
        for number, document in enumerate(documents, 1)
    )


def _free_name(number: int, media_type: str, given: Set[str | None]) -> str:
    suffix = ".txt" if media_type.startswith("text/plain") else ".pdf"
    names = (
        f"document-{number}{more}{suffix}" for more in chain([""], map("-{}".format, count(2)))
    )
    return next(name for name in names if name not in given)


class Job(Model):
    """What jobs of both flows have in common.

    ``legacy`` writes the manifest in its older form: one document that holds the job's title
    and description itself. It is there for manifests that were read in that form.
    """

    title: Title
    documents: Annotated[Sequence[Document], Field(min_length=1), AfterValidator(_named)]
    sender: Sender | None = None
    reference: Reference | None = None
    description: Description | None = None
    polling_queue: XmlText | None = None
    required_authentication: Level | None = None
    identifier_in_signed_documents: IdentifierInSignedDocuments | None = None
    legacy: Annotated[bool, Field(strict=True)] = False

    FLOW: ClassVar[str]

    @model_validator(mode="after")
    def _in_form(self) -> Self:
        if self.legacy and (len(self.documents) != 1 or self.documents[0].title != self.title):
            raise broken("the legacy form has one document, and its title is the job's")
        from piilint.request.refuse import refusals

        problems = refusals(self)
        if problems:
            raise JobError(f"the service would refuse this {type(self).__name__}", problems)
        return self

    def with_sender(self, organization_number: str) -> Self:
        """This job, sent for an organisation. A job that has another sender is refused."""
        sender = Sender(organization_number=organization_number)
        if self.sender not in (None, sender):
            problem = JobProblem(location=("sender",), message="is another organisation already")
            raise JobError("this job has a sender", (problem,))
        return self.model_copy(update={"sender": sender})

    def request_xml(self) -> bytes:
        """The request message, UTF-8 encoded, the same bytes for the same job."""
        from piilint.request.write import request_element, to_bytes

        return to_bytes(request_element(self))

    def manifest_xml(self) -> bytes:
        """The manifest message, UTF-8 encoded, the same bytes for the same job.

        Raises :class:`JobError` where the job has no sender.
        """
        from piilint.request.write import manifest_element, to_bytes

        if self.sender is None:
            problem = JobProblem(location=("sender",), message="is missing")
            raise JobError("a manifest names its sender", (problem,))
        return to_bytes(manifest_element(self))

    @classmethod
    def from_xml(
        cls, request: bytes, manifest: bytes, documents: Mapping[str, Any] | None = None
    ) -> Self:
        """The job that a request and a manifest describe, its own XML being equivalent to them.

        ``documents`` are contents (bytes or paths) by file name. A document that is not among
        them has no content; such a job cannot be sent. Raises :class:`JobError` where a
        message is no XML, of the other flow, breaks its schema or is beyond a limit.
        """
        from piilint.request.read import job_fields
        from piilint.request.refuse import parse_message

        return cls.model_validate(
            job_fields(
                parse_message(request, f"{cls.FLOW}-signature-job-request"),
                parse_message(manifest, f"{cls.FLOW}-signature-job-manifest"),
                documents or {},
            )
        )


class DirectJob(Job):
    """A job in the direct flow: signers are sent to the service from the sender's own pages."""

    FLOW = "direct"

    signers: Annotated[Sequence[DirectSigner], Field(min_length=1), AfterValidator(tuple)]
    exit_urls: ExitUrls
    status_retrieval_method: StatusRetrievalMethod | None = None


class PortalJob(Job):
    """A job in the portal flow: signers are told by e-mail or SMS, and sign when it suits them."""

    FLOW = "portal"

    signers: Annotated[Sequence[PortalSigner], Field(min_length=1), AfterValidator(tuple)]
    nonsensitive_title: Title | None = None
    availability: Availability | None = None
