"""The sandbox's answers as the API's messages."""

from __future__ import annotations

from typing import cast

from lxml import etree

from piilint.request.responses import JobStatus, SignerStatus
from piilint.sandbox.book import Job, Signer
from piilint.schema.tree import qualified
from piilint.schema.xsd import NAMESPACE

__all__ = ["created", "direct_signer", "direct_status", "error", "portal_status"]


def created(job: Job, base: str) -> bytes:
    """The response to a create; ``base`` is the address of the job."""
    root = _root(f"{job.flow}-signature-job-response", job)
    if job.flow == "portal":
        _add(root, "cancellation-url", f"{base}/cancel")
        return _bytes(root)
    for signer in job.signers:
        redirect = _add(root, "redirect-url", _redirect(signer, base))
        redirect.set("signer", _name(signer))
    if not job.polled:
        _add(root, "status-url", f"{base}/status")
    for number, signer in enumerate(job.signers, 1):
        _fill_direct_signer(etree.SubElement(root, qualified("signer")), signer, number, base)
    return _bytes(root)


def direct_signer(signer: Signer, number: int, base: str) -> bytes:
    """The response to a request for a new redirect address."""
    root = etree.Element(qualified("direct-signer-response"), nsmap=_SCOPE)
    _fill_direct_signer(root, signer, number, base)
    return _bytes(root)


def _fill_direct_signer(element: etree._Element, signer: Signer, number: int, base: str) -> None:
    element.set("href", f"{base}/signers/{number}")
    if signer.number is not None:
        _add(element, "personal-identification-number", signer.number)
    else:
        _add(element, "signer-identifier", signer.identifier or "")
    _add(element, "redirect-url", _redirect(signer, base))


def _redirect(signer: Signer, base: str) -> str:
    origin = base.partition("/api/")[0]
    return f"{origin}/sign/{signer.redirect}"


def direct_status(job: Job, base: str) -> bytes:
    """How a direct job stands."""
    root = _root("direct-signature-job-status-response", job)
    _add(root, "signature-job-status", job.status)
    for signer in job.signers:
        status = _add(root, "status", signer.status)
        status.set("signer", _name(signer))
        status.set("since", signer.since.isoformat())
    if job.status is not JobStatus.IN_PROGRESS:
        _add(root, "confirmation-url", f"{base}/complete")
        if not job.deleted:
            _add(root, "delete-documents-url", f"{base}/documents")
    for number, signer in enumerate(job.signers, 1):
        if signer.status is SignerStatus.SIGNED and not job.deleted:
            xades = _add(root, "xades-url", f"{base}/xades/{number}")
            xades.set("signer", _name(signer))
    if job.status is JobStatus.COMPLETED_SUCCESSFULLY and not job.deleted:
        _add(root, "pades-url", f"{base}/pades")
    return _bytes(root)


def portal_status(job: Job, base: str) -> bytes:
    """How a portal job stands."""
    root = _root("portal-signature-job-status-change-response", job)
    _add(root, "status", job.status)
    _add(root, "confirmation-url", f"{base}/complete")
    if job.status is JobStatus.IN_PROGRESS:
        _add(root, "cancellation-url", f"{base}/cancel")
    elif not job.deleted:
        _add(root, "delete-documents-url", f"{base}/documents")
    signatures = etree.SubElement(root, qualified("signatures"))
    for number, signer in enumerate(job.signers, 1):
        signature = etree.SubElement(signatures, qualified("signature"))
        status = _add(signature, "status", signer.status)
        status.set("since", signer.since.isoformat())
        if signer.number is not None:
            _add(signature, "personal-identification-number", signer.number)
        else:
            identifier = etree.SubElement(signature, qualified("identifier"))
            if signer.email is not None:
                _add(identifier, "email").set("address", signer.email)
            if signer.sms is not None:
                _add(identifier, "sms").set("number", signer.sms)
        if signer.status is SignerStatus.SIGNED and not job.deleted:
            _add(signature, "xades-url", f"{base}/xades/{number}")
    if job.status is JobStatus.COMPLETED_SUCCESSFULLY and not job.deleted:
        _add(signatures, "pades-url", f"{base}/pades")
    return _bytes(root)


def error(code: str, reason: str) -> bytes:
    """An error, with the namespace bound to a prefix as the service has been seen to do."""
    root = etree.Element(qualified("error"), nsmap={"ns4": NAMESPACE})
    _add(root, "error-code", code)
    _add(root, "error-message", f"sandbox: {reason}")
    _add(root, "error-type", "CLIENT")
    return _bytes(root)


# A default namespace has no prefix, which lxml knows and its stubs do not.
_SCOPE = cast("dict[str, str]", {None: NAMESPACE})


def _root(name: str, job: Job) -> etree._Element:
    root = etree.Element(qualified(name), nsmap=_SCOPE)
    if job.reference is not None:
        _add(root, "reference", job.reference)
    _add(root, "signature-job-id", str(job.id))
    return root


def _name(signer: Signer) -> str:
    return signer.number or signer.identifier or ""


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, qualified(name))
    element.text = text
    return element


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
