"""``META-INF/signatures.xml`` read strictly: one shape is known, anything beside it is refused.

References and properties are read out of the canonical bytes that signature and digest were
computed over, so that what was verified is what is read.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as Base64Error
from dataclasses import dataclass, field

from cryptography import x509
from lxml import etree

from piilint.bundle.canonical import canonical, parse
from piilint.bundle.profile import ASIC, DS, XADES
from piilint.errors import BundleError

__all__ = ["Reference", "Signature", "read_signature"]

_NAMESPACES = {"asic": ASIC, "ds": DS, "xades": XADES}
_PREFIXES = {uri: prefix for prefix, uri in _NAMESPACES.items()}

# Required attributes, optional attributes, children as a pattern; None where there is text only.
# What can repeat is bounded: each one costs work, and no chain or job is that long.
_SHAPES: dict[str, tuple[str, str, str | None]] = {
    "asic:XAdESSignatures": ("", "", "ds:Signature "),
    "ds:Signature": ("Id", "", "ds:SignedInfo ds:SignatureValue ds:KeyInfo ds:Object "),
    "ds:SignedInfo": (
        "",
        "Id",
        "ds:CanonicalizationMethod ds:SignatureMethod (ds:Reference ){1,201}",
    ),
    "ds:CanonicalizationMethod": ("Algorithm", "", ""),
    "ds:SignatureMethod": ("Algorithm", "", ""),
    "ds:Reference": ("URI", "Id Type", "(ds:Transforms )?ds:DigestMethod ds:DigestValue "),
    "ds:Transforms": ("", "", "(ds:Transform ){1,5}"),
    "ds:Transform": ("Algorithm", "", ""),
    "ds:DigestMethod": ("Algorithm", "", ""),
    "ds:DigestValue": ("", "", None),
    "ds:SignatureValue": ("", "Id", None),
    "ds:KeyInfo": ("", "Id", "ds:X509Data "),
    "ds:X509Data": ("", "", "(ds:X509Certificate ){1,10}"),
    "ds:X509Certificate": ("", "", None),
    "ds:Object": ("", "Id", "xades:QualifyingProperties "),
    "xades:QualifyingProperties": ("Target", "Id", "xades:SignedProperties "),
    "xades:SignedProperties": (
        "Id",
        "",
        "xades:SignedSignatureProperties xades:SignedDataObjectProperties ",
    ),
    "xades:SignedSignatureProperties": ("", "Id", "xades:SigningTime xades:SigningCertificate "),
    "xades:SigningTime": ("", "", None),
    "xades:SigningCertificate": ("", "", "xades:Cert "),
    "xades:Cert": ("", "", "xades:CertDigest xades:IssuerSerial "),
    "xades:CertDigest": ("", "", "ds:DigestMethod ds:DigestValue "),
    "xades:IssuerSerial": ("", "", "ds:X509IssuerName ds:X509SerialNumber "),
    "ds:X509IssuerName": ("", "", None),
    "ds:X509SerialNumber": ("", "", None),
    "xades:SignedDataObjectProperties": ("", "Id", "(xades:DataObjectFormat ){1,200}"),
    "xades:DataObjectFormat": ("ObjectReference", "", "xades:MimeType "),
    "xades:MimeType": ("", "", None),
}

_READ_LATER = (
    "issuer",
    "subject",
    "not_valid_before_utc",
    "not_valid_after_utc",
    "extensions",
)
"""What the library reads out of a certificate only when it is asked for, so that it is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A reference of SignedInfo."""

    id: str | None
    uri: str = field(repr=False)
    type: str | None
    transforms: tuple[str, ...]
    digest_method: str
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """All that a signature says, none of it verified yet."""

    id: str
    signed_info: bytes = field(repr=False)
    """The canonical form, which the signature value is computed over."""
    canonicalization: str
    signature_method: str
    references: tuple[Reference, ...]
    value: bytes = field(repr=False)
    certificates: tuple[x509.Certificate, ...]
    target: str
    properties_id: str
    properties: bytes = field(repr=False)
    """The canonical form of SignedProperties, which its reference digests."""
    signing_time: str
    certificate_digest_method: str
    certificate_digest: bytes
    issuer_name: str = field(repr=False)
    serial_number: str
    media_types: tuple[tuple[str, str], ...] = field(repr=False)
    """ObjectReference and MimeType of each DataObjectFormat."""


def read_signature(data: bytes) -> Signature:
    """Read the file; raises :class:`~piilint.errors.BundleError` for any other shape."""
    root = parse(data)
    if _name(root) != "asic:XAdESSignatures":
        raise BundleError("the root is not XAdESSignatures of ETSI TS 102 918")
    signatures = root.findall("ds:Signature", _NAMESPACES)
    if len(signatures) != 1:
        raise BundleError(f"there are {len(signatures)} signatures where there must be one")
    _check_shape(root)
    signature = signatures[0]
    signed_info = canonical(_one(signature, "ds:SignedInfo"))
    properties = canonical(_one(signature, ".//xades:SignedProperties"))
    info, said = parse(signed_info), parse(properties)
    return Signature(
        id=signature.get("Id", ""),
        signed_info=signed_info,
        canonicalization=_algorithm(info, "ds:CanonicalizationMethod"),
        signature_method=_algorithm(info, "ds:SignatureMethod"),
        references=tuple(_reference(each) for each in info.findall("ds:Reference", _NAMESPACES)),
        value=_bytes(_one(signature, "ds:SignatureValue")),
        certificates=tuple(
            _certificate(_bytes(each))
            for each in signature.findall("ds:KeyInfo/ds:X509Data/ds:X509Certificate", _NAMESPACES)
        ),
        target=_one(signature, "ds:Object/xades:QualifyingProperties").get("Target", ""),
        properties_id=said.get("Id", ""),
        properties=properties,
        signing_time=_text(_one(said, ".//xades:SigningTime")),
        certificate_digest_method=_algorithm(said, ".//ds:DigestMethod"),
        certificate_digest=_bytes(_one(said, ".//ds:DigestValue")),
        issuer_name=_text(_one(said, ".//ds:X509IssuerName")),
        serial_number=_text(_one(said, ".//ds:X509SerialNumber")),
        media_types=tuple(
            (each.get("ObjectReference", ""), _text(_one(each, "xades:MimeType")))
            for each in said.findall(".//xades:DataObjectFormat", _NAMESPACES)
        ),
    )


def _check_shape(root: etree._Element) -> None:
    ids: set[str] = set()
    for element in root.iter():
        name = _name(element)
        if name not in _SHAPES:
            raise BundleError("there is an element, comment or instruction that does not belong")
        required, optional, children = _SHAPES[name]
        attributes = {str(each) for each in element.attrib}
        if not set(required.split()) <= attributes <= set(f"{required} {optional}".split()):
            raise BundleError(f"{name} has other attributes than it must have")
        found = "".join(f"{_name(child)} " for child in element)
        if not re.fullmatch(children or "", found):
            raise BundleError(f"{name} has other children than it must have")
        texts = (
            *([element.text] if children is not None else []),
            *(each.tail for each in element),
        )
        if any(text and text.strip(" \t\r\n") for text in texts):
            raise BundleError(f"{name} holds text, where only elements belong")
        identity = element.get("Id")
        if identity in ids:
            raise BundleError("two elements have the same Id")
        if identity is not None:
            ids.add(identity)


def _name(element: etree._Element) -> str:
    """``prefix:local`` for what the profile knows; empty for all else, comments included."""
    if not isinstance(element.tag, str):
        return ""
    uri, _, local = element.tag.removeprefix("{").rpartition("}")
    return f"{_PREFIXES[uri]}:{local}" if uri in _PREFIXES else ""


def _one(parent: etree._Element, path: str) -> etree._Element:
    found = parent.find(path, _NAMESPACES)
    if found is None:
        raise BundleError(f"{path.rpartition('/')[2]} is missing")
    return found


def _algorithm(parent: etree._Element, path: str) -> str:
    return _one(parent, path).get("Algorithm", "")


def _text(element: etree._Element) -> str:
    return (element.text or "").strip(" \t\r\n")


def _bytes(element: etree._Element) -> bytes:
    try:
        return b64decode("".join((element.text or "").split()), validate=True)
    except (Base64Error, ValueError):
        pass
    raise BundleError(f"{_name(element)} is not base64")


def _certificate(der: bytes) -> x509.Certificate:
    try:
        certificate = x509.load_der_x509_certificate(der)
        for name in _READ_LATER:
            getattr(certificate, name)
        certificate.public_key()
    except Exception:  # noqa: BLE001  # the library's errors have no base in common
        certificate = None
    if certificate is None:
        raise BundleError("a certificate in KeyInfo cannot be read")
    return certificate


def _reference(element: etree._Element) -> Reference:
    return Reference(
        id=element.get("Id"),
        uri=element.get("URI", ""),
        type=element.get("Type"),
        transforms=tuple(
            each.get("Algorithm", "") for each in element.iterfind(".//ds:Transform", _NAMESPACES)
        ),
        digest_method=_algorithm(element, "ds:DigestMethod"),
        digest=_bytes(_one(element, "ds:DigestValue")),
    )
