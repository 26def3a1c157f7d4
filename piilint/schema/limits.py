"""The service's limits and semantics (``REQ2xx``): what its schema cannot say.

The functions take a parsed message, so that the linter, the typed jobs and the package's
verifier hold messages against the same rules. They look at what is there and expect
nothing: a message that breaks its schema is judged as far as it can be read.

Source of the figures: the service's documentation of its limits, and its schemas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from operator import mul
from typing import Literal

from lxml import etree

from piilint.schema.problem import SchemaProblem
from piilint.schema.tree import qualified, text_of

__all__ = [
    "DOCUMENTS_BYTES",
    "MANIFEST_NAME",
    "MAX_AVAILABLE_SECONDS",
    "MAX_DOCUMENTS",
    "MAX_SIGNERS",
    "Sector",
    "has_organisation_check_digit",
    "is_absolute_url",
    "is_safe_name",
    "pair_problems",
    "problems",
    "sender_problems",
]

MANIFEST_NAME = "manifest.xml"
DOCUMENTS_BYTES = 10 * 1024 * 1024
"""All documents of a job together, in bytes."""
MAX_DOCUMENTS = 20
MAX_SIGNERS = 10
MAX_AVAILABLE_SECONDS = 90 * 24 * 60 * 60

Sector = Literal["public", "private"]
"""What kind of organisation the sender is; the service knows it, a message does not say it."""

ADVANCED = "ADVANCED_ELECTRONIC_SIGNATURE"
AUTHENTICATED = "AUTHENTICATED_ELECTRONIC_SIGNATURE"

_Found = dict[str, list[etree._Element]]


_ACTIVATION_TIME = qualified("activation-time")
_AUTHENTICATION = qualified("required-authentication")
_AVAILABILITY = qualified("availability")
_AVAILABLE_SECONDS = qualified("available-seconds")
_BY_CONTACT = qualified("identified-by-contact-information")
_BY_LOOKUP = qualified("notifications-using-lookup")
_DOCUMENT = qualified("document")
_EMAIL = qualified("email")
_IDENTIFIER = qualified("identifier-in-signed-documents")
_NONSENSITIVE_TITLE = qualified("nonsensitive-title")
_NUMBER = qualified("personal-identification-number")
_ORGANISATION = qualified("organization-number")
_OWN_IDENTIFIER = qualified("signer-identifier")
_POLLING_QUEUE = qualified("polling-queue")
_RETRIEVAL = qualified("status-retrieval-method")
_SIGNATURE_TYPE = qualified("signature-type")
_SIGNER = qualified("signer")
_SMS = qualified("sms")
_URLS = (qualified("completion-url"), qualified("rejection-url"), qualified("error-url"))


def problems(
    root: etree._Element,
    *,
    at: datetime,
    documents: Mapping[str, int] | None = None,
    sector: Sector | None = None,
) -> Iterator[SchemaProblem]:
    """What the service would refuse in a message that its schema may well allow.

    ``root`` is the message's root element; other roots than the sender's four have no limits.
    ``at`` is an aware time. ``documents`` are the names and sizes in bytes of the files that
    a manifest travels with, where they are known. ``sector`` is the sender's, where known.
    """
    if root.tag in (_PORTAL_MANIFEST, _DIRECT_MANIFEST):
        yield from _manifest(root, at, documents, sector)
    elif root.tag == _DIRECT_REQUEST:
        yield from _direct_request(root)


_DIRECT_MANIFEST = qualified("direct-signature-job-manifest")
_DIRECT_REQUEST = qualified("direct-signature-job-request")
_PORTAL_MANIFEST = qualified("portal-signature-job-manifest")
_PORTAL_REQUEST = qualified("portal-signature-job-request")
_PAIRS = {_DIRECT_REQUEST: _DIRECT_MANIFEST, _PORTAL_REQUEST: _PORTAL_MANIFEST}


def pair_problems(request: etree._Element, manifest: etree._Element) -> Iterator[SchemaProblem]:
    """What a request and a manifest that are sent together break as a pair."""
    if _PAIRS.get(request.tag) != manifest.tag:
        yield SchemaProblem(rule="REQ224", element=manifest)


def sender_problems(manifest: etree._Element, organisation_number: str) -> Iterator[SchemaProblem]:
    """What a manifest breaks that is sent in an organisation's name."""
    for element in manifest.iter(_ORGANISATION):
        if text_of(element) != organisation_number:
            yield SchemaProblem(rule="REQ225", element=element)


def _manifest(
    root: etree._Element,
    at: datetime,
    documents: Mapping[str, int] | None,
    sector: Sector | None,
) -> Iterator[SchemaProblem]:
    found: _Found = {}
    for element in root.iter("*"):
        found.setdefault(element.tag, []).append(element)
    yield from _signers(found)
    yield from _documents(root, found, documents)
    yield from _sector(found, sector)
    yield from _availability(root, found, at)
    for element in found.get(_ORGANISATION, ()):
        number = text_of(element)
        if _is_digits(number, 9) and not has_organisation_check_digit(number):
            yield SchemaProblem(rule="REQ211", element=element)
    if root.tag == _PORTAL_MANIFEST and _NONSENSITIVE_TITLE not in found:
        yield SchemaProblem(rule="REQ222", element=root)


def _signers(found: _Found) -> Iterator[SchemaProblem]:
    signers = found.get(_SIGNER, ())
    if len(signers) > MAX_SIGNERS:
        values = {"signers": len(signers), "limit": MAX_SIGNERS}
        yield SchemaProblem(rule="REQ203", element=signers[MAX_SIGNERS], values=values)
    # The official Java client writes 0, which is what leaving it out means, for every signer.
    if len(signers) == 1 and signers[0].get("order", "0").strip() != "0":
        yield SchemaProblem(rule="REQ207", element=signers[0], attribute="order")
    yield from _repeated("REQ206", found.get(_NUMBER, ()), text_of)
    yield from _repeated("REQ206", found.get(_OWN_IDENTIFIER, ()), text_of)
    if _BY_CONTACT in found:
        yield from _repeated("REQ206", found[_BY_CONTACT], _contact)
        for element in found[_BY_CONTACT]:
            signer = element.getparent()
            if signer is not None and signer.find(_BY_LOOKUP) is not None:
                yield SchemaProblem(rule="REQ209", element=element)
    without_number = len(found.get(_BY_CONTACT, ())) + len(found.get(_OWN_IDENTIFIER, ()))
    if without_number:
        for element in found.get(_IDENTIFIER, ()):
            if text_of(element) == "PERSONAL_IDENTIFICATION_NUMBER_AND_NAME":
                values = {"signers": len(signers), "without": without_number}
                yield SchemaProblem(rule="REQ220", element=element, values=values)


def _documents(
    root: etree._Element, found: _Found, packed: Mapping[str, int] | None
) -> Iterator[SchemaProblem]:
    documents = found.get(_DOCUMENT, ())
    if len(documents) > MAX_DOCUMENTS:
        values = {"documents": len(documents), "limit": MAX_DOCUMENTS}
        yield SchemaProblem(rule="REQ202", element=documents[MAX_DOCUMENTS], values=values)
    for document in documents:
        media_type = document.get("mime")
        if media_type is not None and media_type != "application/pdf":
            rule = _MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower(), "REQ216")
            if rule:
                yield SchemaProblem(rule=rule, element=document, attribute="mime")
        name = document.get("href")
        if name is not None and not is_safe_name(name):
            yield SchemaProblem(rule="REQ213", element=document, attribute="href")
    yield from _repeated("REQ212", documents, _href, attribute="href")
    if packed is not None:
        yield from _package(root, documents, packed)


_MEDIA_TYPES = {"application/pdf": "", "text/plain": "REQ217"}
"""The rule that speaks of a media type; none where the service takes it."""


def _package(
    root: etree._Element, documents: Iterable[etree._Element], packed: Mapping[str, int]
) -> Iterator[SchemaProblem]:
    names = {document.get("href"): document for document in documents}
    for name, document in names.items():
        if name is not None and name not in packed:
            yield SchemaProblem(rule="REQ214", element=document, attribute="href")
    for number, name in enumerate(packed, 1):
        if name not in names:
            yield SchemaProblem(rule="REQ215", element=root, values={"number": number})
    size = sum(packed.values())
    if size > DOCUMENTS_BYTES:
        values = {"size": size, "limit": DOCUMENTS_BYTES}
        yield SchemaProblem(rule="REQ201", element=root, values=values)


def _sector(found: _Found, sector: Sector | None) -> Iterator[SchemaProblem]:
    types = found.get(_SIGNATURE_TYPE, ())
    of_public = [
        *found.get(_BY_LOOKUP, ()),
        *(element for element in types if text_of(element) == AUTHENTICATED),
        *(element for element in found.get(_AUTHENTICATION, ()) if text_of(element) == "3"),
    ]
    if sector == "private":
        for element in of_public:
            yield SchemaProblem(rule="REQ218", element=element)
        return
    if not any(text_of(element) == ADVANCED for element in types):
        return
    documents = found.get(_DOCUMENT, ())
    if len(documents) > 1:
        yield SchemaProblem(
            rule="REQ208", element=documents[1], values={"documents": len(documents)}
        )
    if sector == "public" or of_public:
        for element in found.get(_IDENTIFIER, ()):
            if text_of(element) in {"DATE_OF_BIRTH_AND_NAME", "NAME"}:
                yield SchemaProblem(rule="REQ219", element=element)


def _availability(root: etree._Element, found: _Found, at: datetime) -> Iterator[SchemaProblem]:
    if root.tag == _DIRECT_MANIFEST:
        for element in found.get(_AVAILABILITY, ()):
            yield SchemaProblem(rule="REQ205", element=element)
        return
    for element in found.get(_AVAILABLE_SECONDS, ()):
        seconds = text_of(element).strip()
        if seconds.isascii() and seconds.isdigit() and _is_above(seconds, MAX_AVAILABLE_SECONDS):
            values = {"limit": MAX_AVAILABLE_SECONDS, "days": 90}
            yield SchemaProblem(rule="REQ204", element=element, values=values)
    for element in found.get(_ACTIVATION_TIME, ()):
        if _is_past(text_of(element).strip(), at):
            yield SchemaProblem(rule="REQ221", element=element)


def _direct_request(root: etree._Element) -> Iterator[SchemaProblem]:
    polling = False
    queue: etree._Element | None = None
    for element in root.iter(*_URLS, _RETRIEVAL, _POLLING_QUEUE):
        if element.tag == _RETRIEVAL:
            polling = text_of(element) == "POLLING"
        elif element.tag == _POLLING_QUEUE:
            queue = element
        elif not is_absolute_url(text_of(element)):
            yield SchemaProblem(rule="REQ210", element=element)
    if queue is not None and not polling:
        yield SchemaProblem(rule="REQ223", element=queue)


def _repeated(
    rule: str,
    elements: Iterable[etree._Element],
    key: Callable[[etree._Element], object],
    attribute: str | None = None,
) -> Iterator[SchemaProblem]:
    """A problem for each element whose key an earlier one has; None is no key."""
    first: dict[object, int] = {}
    for number, element in enumerate(elements, 1):
        own = key(element)
        if own is not None and first.setdefault(own, number) != number:
            values = {"number": number, "first": first[own]}
            yield SchemaProblem(rule=rule, element=element, attribute=attribute, values=values)


def _href(document: etree._Element) -> str | None:
    return document.get("href")


def _contact(element: etree._Element) -> object:
    """The addresses and numbers that a signer is identified by, None where there are none."""
    signer = element.getparent()
    if signer is None:
        return None
    contact = tuple(
        (part.tag, "".join((part.get("address") or part.get("number") or "").split()).lower())
        for part in signer.iter(_EMAIL, _SMS)
        if part.attrib
    )
    return contact or None


def _is_digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _is_above(digits: str, limit: int) -> bool:
    """Whether decimal digits say more than a limit, however many there are."""
    digits = digits.lstrip("0")
    return len(digits) > 18 or int(digits or "0") > limit


def _is_past(text: str, at: datetime) -> bool:
    """Whether an ``xs:dateTime`` is before ``at``; what is not one is the schema's matter.

    One without a zone counts as UTC, which errs to silence for Norwegian clocks.
    """
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return False
    return (time if time.tzinfo else time.replace(tzinfo=UTC)) < at


_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2, 1)


def has_organisation_check_digit(number: str) -> bool:
    """Whether the check digit of nine digits holds: weights 3 2 7 6 5 4 3 2, mod 11.

    The character codes can stand for the digits: the weights' sum is a multiple of 11.
    """
    total: int = sum(map(mul, number.encode("ascii"), _WEIGHTS))
    return total % 11 == 0


_ABSOLUTE_URL = re.compile(r"https?://[^\s/?#]\S*", re.IGNORECASE)


def is_absolute_url(text: str) -> bool:
    """Whether a text is an absolute http(s) URL with a host and no white space."""
    if not _ABSOLUTE_URL.fullmatch(text):
        return False
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


_PLAIN_NAME = re.compile(r"[\w-][\w .()-]*")
_UNSAFE_NAME = re.compile(r"[\\\x00-\x1f\x7f]|^[A-Za-z]:")
_OWN_NAMES = frozenset({MANIFEST_NAME, "meta-inf", "mimetype"})
"""Names of the package's own, in lower case."""


def is_safe_name(name: str) -> bool:
    """Whether a file of this name stays inside the package and clashes with none of its own."""
    if _PLAIN_NAME.fullmatch(name):
        return name.lower() not in _OWN_NAMES
    steps = name.split("/")
    return (
        steps[0].lower() not in _OWN_NAMES
        and not _UNSAFE_NAME.search(name)
        and not any(step in {"", ".", ".."} for step in steps)
    )
