"""The messages of the signing API as the fields of a job."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lxml import etree

from piilint.schema.tree import find, find_all, find_text, text_of

__all__ = ["job_fields"]

Fields = dict[str, Any]


def job_fields(
    request: etree._Element, manifest: etree._Element, contents: Mapping[str, Any]
) -> Fields:
    """The fields of the job that two messages describe.

    The messages are valid by their schema. ``contents`` are documents by file name.
    """
    legacy = find(manifest, "document")
    titled = manifest if legacy is None else legacy
    documents = find_all(manifest, "documents", "document") if legacy is None else [legacy]
    urls = find(request, "exit-urls")
    return _given(
        signers=[_signer(signer) for signer in _signers(manifest)],
        sender={"organization_number": find_text(find(manifest, "sender"), "organization-number")},
        title=find_text(titled, "title"),
        nonsensitive_title=find_text(titled, "nonsensitive-title"),
        description=find_text(titled, "description"),
        documents=[_document(document, contents) for document in documents],
        legacy=legacy is not None,
        required_authentication=find_text(manifest, "required-authentication"),
        availability=_availability(find(manifest, "availability")),
        identifier_in_signed_documents=find_text(manifest, "identifier-in-signed-documents"),
        reference=find_text(request, "reference"),
        exit_urls=None
        if urls is None
        else {_field(url): text_of(url) for url in urls.iterchildren(etree.Element)},
        status_retrieval_method=find_text(request, "status-retrieval-method"),
        polling_queue=find_text(request, "polling-queue"),
    )


def _signers(manifest: etree._Element) -> list[etree._Element]:
    return find_all(manifest, "signer") or find_all(manifest, "signers", "signer")


def _signer(signer: etree._Element) -> Fields:
    order = signer.get("order")
    return _given(
        personal_identification_number=find_text(signer, "personal-identification-number"),
        signer_identifier=find_text(signer, "signer-identifier"),
        identified_by_contact_information=(
            True if find(signer, "identified-by-contact-information") is not None else None
        ),
        signature_type=find_text(signer, "signature-type"),
        notifications=_notifications(find(signer, "notifications")),
        notifications_using_lookup=_lookup(find(signer, "notifications-using-lookup")),
        on_behalf_of=find_text(signer, "on-behalf-of"),
        order=None if order is None else int(order),
    )


def _notifications(element: etree._Element | None) -> Fields | None:
    if element is None:
        return None
    email, sms = find(element, "email"), find(element, "sms")
    return _given(
        email=None if email is None else email.get("address"),
        sms=None if sms is None else sms.get("number"),
    )


def _lookup(element: etree._Element | None) -> Fields | None:
    return None if element is None else {"sms": find(element, "sms") is not None}


def _document(document: etree._Element, contents: Mapping[str, Any]) -> Fields:
    name = document.get("href")
    return {
        "title": find_text(document, "title"),
        "name": name,
        "media_type": document.get("mime"),
        "content": contents.get(name or ""),
    }


def _availability(element: etree._Element | None) -> Fields | None:
    if element is None:
        return None
    time, seconds = find_text(element, "activation-time"), find_text(element, "available-seconds")
    return _given(
        activation_time=None if time is None else _time(time.strip()),
        available_seconds=None if seconds is None else int(seconds),
    )


def _time(text: str) -> datetime | str:
    """An ``xs:dateTime``; what Python cannot read stays a text, which the model refuses."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def _given(**fields: object) -> Fields:
    """The fields that are there: what a message does not say, the model's default says."""
    return {name: value for name, value in fields.items() if value is not None}


def _field(element: etree._Element) -> str:
    return etree.QName(element).localname.replace("-", "_")
