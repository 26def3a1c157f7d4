"""The messages of the signing API as the fields of a job."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lxml import etree

from piilint.schema.xsd import NAMESPACE

__all__ = ["job_fields"]

Fields = dict[str, Any]


def job_fields(
    request: etree._Element, manifest: etree._Element, contents: Mapping[str, Any]
) -> Fields:
    """The fields of the job that two messages describe.

    The messages are valid by their schema. ``contents`` are documents by file name.
    """
    legacy = _find(manifest, "document")
    titled = manifest if legacy is None else legacy
    documents = _all(manifest, "documents", "document") if legacy is None else [legacy]
    urls = _find(request, "exit-urls")
    return _given(
        signers=[_signer(signer) for signer in _signers(manifest)],
        sender={"organization_number": _text(_find(manifest, "sender"), "organization-number")},
        title=_text(titled, "title"),
        nonsensitive_title=_text(titled, "nonsensitive-title"),
        description=_text(titled, "description"),
        documents=[_document(document, contents) for document in documents],
        legacy=legacy is not None,
        required_authentication=_text(manifest, "required-authentication"),
        availability=_availability(_find(manifest, "availability")),
        identifier_in_signed_documents=_text(manifest, "identifier-in-signed-documents"),
        reference=_text(request, "reference"),
        exit_urls=None
        if urls is None
        else {_field(url): _own_text(url) for url in urls.iterchildren(etree.Element)},
        status_retrieval_method=_text(request, "status-retrieval-method"),
        polling_queue=_text(request, "polling-queue"),
    )


def _signers(manifest: etree._Element) -> list[etree._Element]:
    return _all(manifest, "signer") or _all(manifest, "signers", "signer")


def _signer(signer: etree._Element) -> Fields:
    order = signer.get("order")
    return _given(
        personal_identification_number=_text(signer, "personal-identification-number"),
        signer_identifier=_text(signer, "signer-identifier"),
        identified_by_contact_information=(
            True if _find(signer, "identified-by-contact-information") is not None else None
        ),
        signature_type=_text(signer, "signature-type"),
        notifications=_notifications(_find(signer, "notifications")),
        notifications_using_lookup=_lookup(_find(signer, "notifications-using-lookup")),
        on_behalf_of=_text(signer, "on-behalf-of"),
        order=None if order is None else int(order),
    )


def _notifications(element: etree._Element | None) -> Fields | None:
    if element is None:
        return None
    email, sms = _find(element, "email"), _find(element, "sms")
    return _given(
        email=None if email is None else email.get("address"),
        sms=None if sms is None else sms.get("number"),
    )


def _lookup(element: etree._Element | None) -> Fields | None:
    return None if element is None else {"sms": _find(element, "sms") is not None}


def _document(document: etree._Element, contents: Mapping[str, Any]) -> Fields:
    name = document.get("href")
    return {
        "title": _text(document, "title"),
        "name": name,
        "media_type": document.get("mime"),
        "content": contents.get(name or ""),
    }


def _availability(element: etree._Element | None) -> Fields | None:
    if element is None:
        return None
    time, seconds = _text(element, "activation-time"), _text(element, "available-seconds")
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


def _find(parent: etree._Element | None, name: str) -> etree._Element | None:
    return None if parent is None else parent.find(f"{{{NAMESPACE}}}{name}")


def _all(parent: etree._Element, *names: str) -> list[etree._Element]:
    return parent.findall("/".join(f"{{{NAMESPACE}}}{name}" for name in names))


def _text(parent: etree._Element | None, name: str) -> str | None:
    element = _find(parent, name)
    return None if element is None else _own_text(element)


def _own_text(element: etree._Element) -> str:
    """The text of an element, comments within it left out."""
    return "".join(str(text) for text in element.itertext(etree.Element))


def _field(element: etree._Element) -> str:
    return etree.QName(element).localname.replace("-", "_")
