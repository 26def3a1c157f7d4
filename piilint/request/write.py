"""Jobs as the messages of the signing API."""

from __future__ import annotations

from lxml import etree

from piilint.request.jobs import (
    Availability,
    DirectJob,
    DirectSigner,
    Document,
    Job,
    Notifications,
    NotificationsUsingLookup,
    PortalJob,
    PortalSigner,
)
from piilint.schema.tree import qualified
from piilint.schema.xsd import NAMESPACE

__all__ = ["manifest_element", "request_element", "to_bytes"]


def to_bytes(root: etree._Element) -> bytes:
    """A message as UTF-8 with its declaration, indented."""
    return etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, standalone=True, pretty_print=True
    )


def request_element(job: Job) -> etree._Element:
    """The request message of a job."""
    root = _root(f"{job.FLOW}-signature-job-request")
    _text(root, "reference", job.reference)
    if isinstance(job, DirectJob):
        urls = _child(root, "exit-urls")
        _text(urls, "completion-url", job.exit_urls.completion_url)
        _text(urls, "rejection-url", job.exit_urls.rejection_url)
        _text(urls, "error-url", job.exit_urls.error_url)
        _text(root, "status-retrieval-method", job.status_retrieval_method)
    _text(root, "polling-queue", job.polling_queue)
    return root


def manifest_element(job: Job) -> etree._Element:
    """The manifest message of a job; without a sender where the job has none yet."""
    root = _root(f"{job.FLOW}-signature-job-manifest")
    if isinstance(job, DirectJob):
        for direct_signer in job.signers:
            _direct_signer(root, direct_signer)
    elif isinstance(job, PortalJob):
        signers = _child(root, "signers")
        for portal_signer in job.signers:
            _portal_signer(signers, portal_signer)
    if job.sender is not None:
        _text(_child(root, "sender"), "organization-number", job.sender.organization_number)
    if job.legacy:
        _titles(_document(root, job.documents[0]), job)
    else:
        _titles(root, job)
        documents = _child(root, "documents")
        for document in job.documents:
            _text(_document(documents, document), "title", document.title)
    _text(root, "required-authentication", job.required_authentication)
    if isinstance(job, PortalJob) and job.availability is not None:
        _availability(root, job.availability)
    _text(root, "identifier-in-signed-documents", job.identifier_in_signed_documents)
    return root


def _titles(parent: etree._Element, job: Job) -> None:
    _text(parent, "title", job.title)
    if isinstance(job, PortalJob):
        _text(parent, "nonsensitive-title", job.nonsensitive_title)
    _text(parent, "description", job.description)


def _document(parent: etree._Element, document: Document) -> etree._Element:
    element = _child(parent, "document")
    element.set("href", document.name or "")
    element.set("mime", document.media_type)
    return element


def _direct_signer(parent: etree._Element, signer: DirectSigner) -> None:
    element = _child(parent, "signer")
    if signer.personal_identification_number is not None:
        number = signer.personal_identification_number.reveal()
        _text(element, "personal-identification-number", number)
    _text(element, "signer-identifier", signer.signer_identifier)
    _text(element, "signature-type", signer.signature_type)
    _text(element, "on-behalf-of", signer.on_behalf_of)


def _portal_signer(parent: etree._Element, signer: PortalSigner) -> None:
    element = _child(parent, "signer")
    if signer.order is not None:
        element.set("order", str(signer.order))
    if signer.personal_identification_number is not None:
        number = signer.personal_identification_number.reveal()
        _text(element, "personal-identification-number", number)
    else:
        _child(element, "identified-by-contact-information")
    _text(element, "signature-type", signer.signature_type)
    if signer.notifications_using_lookup is not None:
        _lookup(element, signer.notifications_using_lookup)
    elif signer.notifications is not None:
        _notifications(element, signer.notifications)
    _text(element, "on-behalf-of", signer.on_behalf_of)


def _lookup(parent: etree._Element, lookup: NotificationsUsingLookup) -> None:
    element = _child(parent, "notifications-using-lookup")
    _child(element, "email")
    if lookup.sms:
        _child(element, "sms")


def _notifications(parent: etree._Element, notifications: Notifications) -> None:
    element = _child(parent, "notifications")
    if notifications.email is not None:
        _child(element, "email").set("address", notifications.email.reveal())
    if notifications.sms is not None:
        _child(element, "sms").set("number", notifications.sms.reveal())


def _availability(parent: etree._Element, availability: Availability) -> None:
    element = _child(parent, "availability")
    if availability.activation_time is not None:
        _text(element, "activation-time", availability.activation_time.isoformat())
    if availability.available_seconds is not None:
        _text(element, "available-seconds", str(availability.available_seconds))


def _root(name: str) -> etree._Element:
    return etree.Element(qualified(name), nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # the stubs know no default namespace


def _child(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, qualified(name))


def _text(parent: etree._Element, name: str, text: str | None) -> None:
    """An element with a text; none where there is no text to say, but one for an empty text."""
    if text is not None:
        _child(parent, name).text = text
